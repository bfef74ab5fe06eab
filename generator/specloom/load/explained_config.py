"""What the codes of reading configurations, overlays and transforms mean (layer 1)."""

from __future__ import annotations

from specloom.explanation import Explanation

CONFIGURATION = (
    Explanation(
        "bad-jsonpath",
        meaning=(
            "The target of an overlay's action or of a transform cannot be parsed as JSONPath"
            " (RFC 9535)."
        ),
        cause="A bracket or a quote is missing, or the expression is a JSON pointer.",
        cure=(
            "Write a JSONPath such as `$.paths['/pets'].get`; keys that are not plain words "
            "stand in brackets and quotes."
        ),
        example=(
            "overlay.yaml:4:13 error[bad-jsonpath]: '$.paths[' is no JSONPath: a bracket is "
            "not closed"
        ),
    ),
    Explanation(
        "bad-transform",
        meaning="An entry of `openapi.transformations` cannot be applied as it is written.",
        cause=(
            "An argument is missing or of the wrong form, its target names nothing, or what "
            "it would add is there already."
        ),
        cure=(
            "Compare `args` with the documented form of the command, and its target with the "
            "document as the steps before left it."
        ),
        example=(
            "specloom.yml:14:17 error[bad-transform]: the target '$.components.schemas.Pat' "
            "matches nothing"
        ),
    ),
    Explanation(
        "config-missing-key",
        meaning="A part of the configuration lacks a key that it cannot do without.",
        cause="The key was forgotten, or stands at another indentation than it should.",
        cure=(
            "Add the key that is named at the place that is named; `specloom schema` gives "
            "editors the list of all keys."
        ),
        example="specloom.yml:8:5 error[config-missing-key]: 'read' is missing here",
    ),
    Explanation(
        "config-type",
        meaning="A value of the configuration is of another type than its key takes.",
        cause=(
            "A number where text is meant (a version such as 1.0 without quotes), or one "
            "value where a list is meant."
        ),
        cure="Write the type that the message names; put text that looks like a number in quotes.",
        example=(
            "specloom.yml:3:12 error[config-type]: this must be text, not a number; put it in"
            " quotes"
        ),
    ),
    Explanation(
        "config-unknown-key",
        meaning="A part of the configuration has a key that nothing reads.",
        cause="Mostly a misspelling, or a key at the wrong indentation.",
        cure=(
            "Take the name that the message suggests; keys of your own may start with `x-` "
            "only where the page of the configuration says so. In a stainless.yml it is a warning, "
            "and the key is left out."
        ),
        example=(
            "specloom.yml:5:3 error[config-unknown-key]: unknown key 'ressources'; did you "
            "mean 'resources'?"
        ),
    ),
    Explanation(
        "config-value",
        meaning="A value of the configuration has the right type and is still not allowed.",
        cause=(
            "The key takes one of a few words, or the text has to follow a form (a path, an "
            "identifier, a number within bounds)."
        ),
        cure=(
            "Choose one of the values that the message lists, or write the form that it "
            "describes."
        ),
        example=(
            "specloom.yml:22:19 error[config-value]: 'classic' is not allowed here; it must "
            "be 'legacy' or 'modern'"
        ),
    ),
    Explanation(
        "no-match",
        meaning="The target of an overlay's action selects nothing in the document.",
        cause=(
            "The document has changed since the overlay was written, or an earlier action "
            "removed the target."
        ),
        cure="Correct the target, or remove the action if the document is right by now.",
        example="overlay.yaml:6:13 error[no-match]: the target '$.paths./pets' matches nothing",
    ),
    Explanation(
        "overlay-action",
        meaning="An action of an overlay is not of the form that OpenAPI Overlay describes.",
        cause=(
            "`actions` is no list, an action has no target, an unknown key, or neither "
            "`update` nor `remove`."
        ),
        cure=(
            "Write each action as a mapping with `target` and one of `update`, `remove: true`"
            " or `copy`."
        ),
        example=(
            "overlay.yaml:5:5 error[overlay-action]: this action neither updates nor removes "
            "anything"
        ),
    ),
    Explanation(
        "overlay-version",
        meaning="A file that is listed as an overlay does not say that it is one.",
        cause="The first line `overlay: 1.0.0` is missing, or another document is listed.",
        cure="Start the file with `overlay: 1.0.0`, or list another one.",
        example=(
            "overlay.yaml:1:1 error[overlay-version]: this is no overlay of version 1.0 or "
            "1.1; start it with 'overlay: 1.0.0'"
        ),
    ),
    Explanation(
        "revision-no-match",
        meaning="The patch for a revision removes a key that the configuration does not have.",
        cause="The key was renamed in the configuration, or is misspelt in the patch.",
        cure="Remove the line, or correct the key.",
        example=(
            "revisions/2024.yml:4:7 error[revision-no-match]: there is no 'recipt' to remove;"
            " did you mean 'receipt'?"
        ),
    ),
    Explanation(
        "unknown-transform",
        meaning="`openapi.transformations` names a command that there is not.",
        cause="A misspelling, or a command that the documented format does not have.",
        cure="Take the command that the message suggests.",
        example=(
            "specloom.yml:12:7 error[unknown-transform]: unknown transform 'renam'; did you "
            "mean 'rename'?"
        ),
    ),
)
