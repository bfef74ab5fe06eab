"""What the codes of reading documents mean (layer 1)."""

from __future__ import annotations

from specloom.diagnostics import Severity
from specloom.explanation import Explanation

DOCUMENTS = (
    Explanation(
        "alias-bomb",
        meaning=(
            "The aliases of a YAML file stand for more nodes than specloom is willing to expand."
        ),
        cause=(
            "Anchors that hold aliases of other anchors, level upon level: each level "
            "multiplies the size of the document."
        ),
        cure=(
            "Replace the aliases by `$ref` to components, or by the few values that are "
            "really meant."
        ),
        example=(
            "api.yaml:12:9 error[alias-bomb]: the aliases of this document stand for more "
            "than 4,000,000 nodes"
        ),
    ),
    Explanation(
        "bad-ref",
        meaning="A `$ref` is not a text, or is empty.",
        cause=(
            "A reference was started and never filled in, or a mapping stands where its text "
            "should be."
        ),
        cure=(
            "Write where the thing stands: `$ref: '#/components/schemas/Pet'`. Remove the key"
            " if nothing is referred to."
        ),
        example=(
            "api.yaml:9:17 error[bad-ref]: this $ref is empty; write a pointer like "
            "'#/components/…'"
        ),
    ),
    Explanation(
        "broken-file",
        meaning="A document refers to a file that has errors of its own.",
        cause="The other file is no valid YAML or JSON; a message of its own says where.",
        cure="Repair the file that is named; this message goes away with it.",
        example=(
            "api.yaml:7:11 error[broken-file]: 'models.yaml' cannot be read (see its own "
            "message)"
        ),
    ),
    Explanation(
        "complex-key",
        meaning="A key of a YAML mapping is a list or a mapping.",
        cause=(
            "`? [a, b]` or `{a: 1}: value`, which YAML knows and JSON does not; often braces "
            "of a template that was never filled in."
        ),
        cure="Write the key as text, in quotes where it holds braces or brackets.",
        example=(
            "api.yaml:3:3 error[complex-key]: a mapping key must be text, not a list or a "
            "mapping"
        ),
    ),
    Explanation(
        "cyclic-ref",
        meaning="A reference leads back to itself and never to anything.",
        cause=(
            "Two references name each other, or one names itself; no value stands anywhere on"
            " the way."
        ),
        cure=(
            "Let one of them name what is really meant. A schema may contain itself; it may "
            "not be nothing but itself."
        ),
        example="api.yaml:21:7 error[cyclic-ref]: this reference leads back to itself",
    ),
    Explanation(
        "dangling-pointer",
        meaning="A JSON pointer that the tool was given names nothing in the document.",
        cause="The part was renamed or removed while the configuration still names it.",
        cure=(
            "Compare the pointer with the document; `/` within a key is written `~1`, and `~`"
            " is written `~0`."
        ),
        example="api.yaml error[dangling-pointer]: nothing is here (at #/paths/~1pets/post)",
    ),
    Explanation(
        "dangling-ref",
        meaning=(
            "A reference names nothing. It is read as if nothing were said there: a schema allows "
            "anything, a parameter is left out, a body or response has no content."
        ),
        cause=(
            "The component was renamed or removed, its name is misspelt, or the document was "
            "cut and the part was left behind."
        ),
        cure=(
            "Correct the name, or add what is missing. The message suggests the nearest name "
            "that there is."
        ),
        example=(
            "api.yaml:15:23 error[dangling-ref]: '#/components/schemas/Pat' names nothing "
            "here; did you mean '#/components/schemas/Pet'?"
        ),
        levels=(
            Severity.ERROR,
            Severity.WARNING,
        ),
    ),
    Explanation(
        "duplicate-key",
        meaning="A mapping holds the same key twice.",
        cause=(
            "Two people added the same thing, or a block was copied and its key left as it "
            "was. Most readers drop one of the two silently."
        ),
        cure="Remove one of them, or rename it.",
        example=(
            "api.yaml:40:5 error[duplicate-key]: the key 'get' is given twice in one mapping;"
            " remove or rename one"
        ),
    ),
    Explanation(
        "empty-file",
        meaning="A file that should hold a document is empty.",
        cause="It was created and not yet written, or a command that should have filled it failed.",
        cure="Fill it, or name another file.",
        example="api.yaml:1:1 error[empty-file]: this file is empty",
    ),
    Explanation(
        "encoding",
        meaning="A file is not the text that it should be.",
        cause=(
            "It was saved in another encoding than UTF-8 (or than its byte order mark says), "
            "or it is no text at all."
        ),
        cure="Save it as UTF-8.",
        example=(
            "api.yaml:3:17 error[encoding]: this is not UTF-8 text: 0xe9 is out of place; "
            "save the file as UTF-8"
        ),
    ),
    Explanation(
        "extension-ignored",
        meaning="An `x-stainless-method` or `x-stainless-model` does not say where something belongs.",
        cause="It names no resource, or a method has options that the configuration does not know.",
        cure="Write the resource and the name: `x-stainless-method: accounts.list`.",
        example=(
            "api.yaml:9:7 warning[extension-ignored]: x-stainless-method must be a resource and a "
            "name, like accounts.list, not 'list'"
        ),
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "file-not-found",
        meaning=(
            "A file that was named is not there. Where a reference names it, a warning: it is read as if nothing were "
            "said there."
        ),
        cause=(
            "The name is misspelt, or it is relative to another folder: paths in a "
            "configuration count from the configuration's folder, references from the "
            "document's."
        ),
        cure="Correct the path; `specloom doctor` shows which files the configuration names.",
        example="openapi.yml:1:1 error[file-not-found]: there is no such file",
        levels=(Severity.ERROR, Severity.WARNING),
    ),
    Explanation(
        "json-syntax",
        meaning="A file that starts like JSON is not JSON.",
        cause=(
            "A comma too many or too few, quotes of the wrong kind, `NaN`, or a file that was"
            " cut off."
        ),
        cure="Repair it at the place that is named.",
        example="api.json:14:5 error[json-syntax]: Expecting ',' delimiter",
    ),
    Explanation(
        "not-a-file",
        meaning="A folder was named where a file is needed.",
        cause="The name of the file was left out.",
        cure="Name the file itself.",
        example="spec error[not-a-file]: this is a folder; name a file",
    ),
    Explanation(
        "not-a-mapping",
        meaning="A document or configuration holds a list or a single value instead of a mapping.",
        cause="It is another file than was meant, or the first line is missing.",
        cure="Name the right file; an OpenAPI document starts with `openapi:`.",
        example=(
            "api.yaml:1:1 error[not-a-mapping]: an OpenAPI document must be a mapping, but "
            "this file holds a list"
        ),
    ),
    Explanation(
        "openapi-version",
        meaning="The document does not say that it is OpenAPI 3 or Swagger 2.0, or says that it is something else.",
        cause=(
            "The key `openapi` is missing or misspelt, the file is another one than was meant, or it is "
            "of a version that does not exist yet or is no longer used."
        ),
        cure="Start the document with `openapi: 3.1.0` or `swagger: '2.0'`; convert older formats first.",
        example="api.yaml:1:10 error[openapi-version]: OpenAPI version '4.0.0' is not supported; use 3.0, 3.1 or 3.2",
    ),
    Explanation(
        "outside-ref",
        meaning="A reference leads to a file outside the folder of the document.",
        cause=(
            "An absolute path, `..`, or a symbolic link. What a document may read ends at its"
            " own folder, as it may come from strangers."
        ),
        cure="Move the file into that folder, or bundle the documents into one.",
        example=(
            "api.yaml:9:17 error[outside-ref]: this leads out of the folder of the document; "
            "move the file into that folder"
        ),
    ),
    Explanation(
        "path-without-slash",
        meaning="A key of `paths` does not start with a slash.",
        cause="The slash was forgotten, or something that is no path stands at this indentation.",
        cure="Write `/pets` instead of `pets`; an extension starts with `x-`.",
        example=(
            "api.yaml:8:3 warning[path-without-slash]: the path 'pets' does not start with '/'; it is read as '/pets'"
        ),
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "remote-ref",
        meaning=(
            "A reference is a URL. specloom opens no connection. A published document (`https://` "
            "and a public name) is read as if nothing were said there; anything else is an error."
        ),
        cause="The document was written for tools that download what they need.",
        cure=(
            "Save the file beside the document and refer to it by a relative path, or bundle "
            "the documents into one."
        ),
        example=(
            "api.yaml:9:17 error[remote-ref]: references to URLs are not followed; save the "
            "file beside the document and refer to it by a relative path"
        ),
        levels=(Severity.ERROR, Severity.WARNING),
    ),
    Explanation(
        "several-documents",
        meaning="A YAML file holds more than one document.",
        cause="A second `---`: mostly two files that were put together.",
        cure="Keep one document per file.",
        example=(
            "api.yaml:80:1 error[several-documents]: this file holds more than one YAML "
            "document; keep one"
        ),
    ),
    Explanation(
        "too-deep",
        meaning="A document nests deeper than specloom reads.",
        cause=(
            "A document that was made to crash its readers, or one that a program wrote in "
            "circles."
        ),
        cure=(
            "Flatten the part that is named: put what nests into `components` and refer to it. "
            "`--limits depth=500` reads it all the same."
        ),
        example=(
            "api.json:1:2041 error[too-deep]: this document nests deeper than 256 levels; if that "
            "is meant, allow more with --limits depth=NUMBER"
        ),
    ),
    Explanation(
        "too-large",
        meaning="A file is larger than specloom reads.",
        cause="It is no document at all (an archive, a dump), or a very large one: none that is known has 64 MiB.",
        cure="Name the right file, or allow more: `--limits bytes=200M`.",
        example=(
            "api.json:1:1 error[too-large]: this file is larger than 67,108,864 bytes; if that is "
            "meant, allow more with --limits bytes=NUMBER"
        ),
    ),
    Explanation(
        "too-many-nodes",
        meaning="A file holds more values (mappings, lists and scalars) than specloom reads.",
        cause="Data in place of a description: examples by the thousand, an export of a database.",
        cure="Take the data out, or allow more: `--limits nodes=20000000`. A value takes some 100 bytes of memory.",
        example=(
            "api.json:1:1 error[too-many-nodes]: this file holds more than 5,000,000 values; if that "
            "is meant, allow more with --limits nodes=NUMBER"
        ),
    ),
    Explanation(
        "too-many-files",
        meaning="A document refers to more files than specloom opens.",
        cause=(
            "Each part of a large document is a file of its own, or references were made by a"
            " program."
        ),
        cure="Bundle the documents into one or a few.",
        example="api.yaml:9:17 error[too-many-files]: more than 2,000 files are referred to",
    ),
    Explanation(
        "unknown-type",
        meaning="The `type` of a schema is no type of JSON; any value is taken (for `file`, a binary string).",
        cause="Words of other systems, such as `file`, `date` or `any`.",
        cure=(
            "Write one of object, array, string, number, integer, boolean, null; `string` "
            "with a `format` for dates and files."
        ),
        example=(
            "api.yaml:31:15 warning[unknown-type]: 'date' is no type of JSON; any value is "
            "assumed"
        ),
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "unreadable",
        meaning="A file is there and cannot be read.",
        cause="Missing permission, a name that the system refuses, or a device.",
        cure="Make it readable for the user who runs specloom.",
        example="api.yaml error[unreadable]: no permission to read this file",
    ),
    Explanation(
        "wrong-kind",
        meaning=(
            "A reference leads to a thing of another kind than its place takes. Where a schema refers "
            "to a parameter, the parameter's schema is taken, with a warning; in any other place it is read "
            "as if nothing were said there."
        ),
        cause=(
            "A `$ref` under `parameters` that names a schema, or the like; mostly a slip in "
            "the pointer."
        ),
        cure="Name a thing of the kind that is expected.",
        example=(
            "api.yaml:18:11 error[wrong-kind]: this leads to a schema, where a parameter is "
            "expected"
        ),
        levels=(Severity.ERROR, Severity.WARNING),
    ),
    Explanation(
        "wrong-type",
        meaning=(
            "A part of the document has another form than OpenAPI gives it. As a warning: a single thing is "
            "taken for a list of one, a member without a form says nothing, any other part is left out."
        ),
        cause=(
            "A list where a mapping stands by the standard, text where a list stands, or "
            "wrong indentation."
        ),
        cure="Write the part in the form that the message names.",
        example="api.yaml:3:1 error[wrong-type]: this must be a mapping of paths, not a list",
        levels=(
            Severity.ERROR,
            Severity.WARNING,
        ),
    ),
    Explanation(
        "yaml-alias",
        meaning="An alias names an anchor that is not above it, or that it stands inside of.",
        cause="The anchor was renamed or moved below, or the node would contain itself.",
        cure="Put the anchor above, or write a `$ref`.",
        example="api.yaml:20:12 error[yaml-alias]: the alias 'defaults' names no anchor above it",
    ),
    Explanation(
        "yaml-syntax",
        meaning="A file is not YAML.",
        cause=(
            "Indentation with tabs, a colon or bracket within text that has no quotes, a "
            "quote that is never closed."
        ),
        cure="Repair it at the place that is named; put text with special characters in quotes.",
        example="api.yaml:6:14 error[yaml-syntax]: mapping values are not allowed here",
    ),
    Explanation(
        "yaml-tag",
        meaning=(
            "A YAML tag asks for something other than plain data, or its value does not fit it."
        ),
        cause=(
            "Tags such as `!!python/object`, `!include` or `!!binary`, which other tools give"
            " a meaning."
        ),
        cure="Write plain mappings, lists and scalars; include other files by `$ref`.",
        example=(
            "api.yaml:4:10 error[yaml-tag]: the YAML tag '!include' is not allowed here; "
            "write plain mappings, lists and scalars"
        ),
    ),
)
