"""What the codes of lifecycles mean (layer 3)."""

from __future__ import annotations

from specloom.diagnostics import Severity
from specloom.explanation import Explanation

LIFECYCLES = (
    Explanation(
        "lifecycle-argument-names",
        meaning="A lifecycle is declared for a package whose methods call their options by names of its own.",
        cause="`specloom.argument_names` renames `extra_headers` or its like, which the lifecycle's helpers pass on.",
        cure="Drop `argument_names`, or write the helper by hand instead of declaring the lifecycle.",
        example=(
            "specloom.yml:40:15 error[lifecycle-argument-names]: the lifecycle of 'jobs' needs the usual name of "
            "extra_headers"
        ),
    ),
    Explanation(
        "lifecycle-field",
        meaning="A lifecycle names a field that its object does not have.",
        cause=(
            "`state`, `error`, or a part of `action.tools` is misspelt, or leads through "
            "another object."
        ),
        cure="Write the path of attributes from the object to the field, with dots.",
        example=(
            "specloom.yml:50:12 error[lifecycle-field]: nothing is called 'stat' there; did "
            "you mean 'status'?"
        ),
    ),
    Explanation(
        "lifecycle-method",
        meaning="A lifecycle names a method that is not there or cannot serve.",
        cause="The method has another name in the configuration, gives no object, or takes no id.",
        cure="Name a method of the resource that gives the object whose state is looked at.",
        example=(
            "specloom.yml:49:11 error[lifecycle-method]: jobs has no method 'fetch'; did you "
            "mean 'retrieve'?"
        ),
    ),
    Explanation(
        "lifecycle-model",
        meaning="A lifecycle's `model` is not what its `read` method gives.",
        cause="The model was renamed, or `read` names a method of another object.",
        cure="Leave `model` out: it is what `read` gives.",
        example=(
            "specloom.yml:47:12 error[lifecycle-model]: jobs.retrieve gives Job, which is no "
            "'task'; the model is 'job'; it may be left out"
        ),
    ),
    Explanation(
        "lifecycle-new-state",
        meaning="The document has a state that the lifecycle does not know.",
        cause=(
            "The API gained a state since the lifecycle was declared. A helper that waits "
            "must know whether the state ends the wait."
        ),
        cure=(
            "Add the state to `pending`, `action`, `success` or `failure` of the lifecycle "
            "that the message names."
        ),
        example=(
            "api.yaml:88:17 error[lifecycle-new-state]: state 'paused' is in no list of "
            "lifecycle 'job', which is declared at specloom.yml:45:5; say there what it "
            "means: pending, action, success or failure"
        ),
    ),
    Explanation(
        "lifecycle-open-state",
        meaning=(
            "The document does not list the states, so the lifecycle cannot be held against "
            "them."
        ),
        cause="The field of the state is plain text in the document.",
        cure=(
            "Nothing has to be done: states that are not declared are handled as `unknown` "
            "says. An `enum` in the document would let the tool check."
        ),
        example=(
            "specloom.yml:50:12 note[lifecycle-open-state]: the values of 'status' are not "
            "listed in the document; states that are not declared are handled as `unknown` "
            "says"
        ),
        levels=(Severity.NOTE,),
    ),
    Explanation(
        "lifecycle-parameter",
        meaning=(
            "A helper of a lifecycle needs a parameter that the method lacks, or one that it "
            "has already."
        ),
        cause=(
            "`action.tools` names a parameter that the method does not take, or a parameter "
            "has the name of an argument of the helper."
        ),
        cure="Correct the name, or rename the parameter in the document by an overlay.",
        example=(
            "specloom.yml:58:18 error[lifecycle-parameter]: submit has no parameter "
            "'results'; did you mean 'outputs'?"
        ),
    ),
    Explanation(
        "lifecycle-path",
        meaning="A step of a lifecycle needs a path parameter that nothing before it yields.",
        cause=(
            "The object does not hold the id of its parent, and the call that starts it does "
            "not take it."
        ),
        cure="Use methods below the same parent, or add the field to the object by an overlay.",
        example=(
            "specloom.yml:45:5 error[lifecycle-path]: jobs.retrieve needs the path parameter "
            "'project_id', which neither jobs.create takes nor the object holds"
        ),
    ),
    Explanation(
        "lifecycle-resource",
        meaning="A lifecycle names a resource that is not there or has a lifecycle already.",
        cause=(
            "The path of the resource is misspelt; or two lifecycles are declared for one "
            "resource, which has one `poll`."
        ),
        cure="Write the path as in `resources`, with dots; keep one lifecycle per resource.",
        example=(
            "specloom.yml:46:15 error[lifecycle-resource]: there is no resource 'job'; did "
            "you mean 'jobs'?"
        ),
    ),
    Explanation(
        "lifecycle-state",
        meaning="A state stands in two lists of a lifecycle.",
        cause="It was copied, or moved without being removed.",
        cure="Leave it in the one list that says what it means.",
        example=(
            "specloom.yml:53:18 error[lifecycle-state]: state 'failed' is in success already;"
            " a state has one meaning; leave it in one list"
        ),
    ),
    Explanation(
        "lifecycle-unknown-state",
        meaning="A lifecycle lists a state that the document does not have.",
        cause="A misspelling, or the state is gone in this revision.",
        cure="Take the value that the message suggests, or remove the state for this revision.",
        example=(
            "specloom.yml:52:18 error[lifecycle-unknown-state]: 'status' has no value "
            "'complete'; did you mean 'completed'?"
        ),
    ),
)
