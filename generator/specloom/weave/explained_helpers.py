"""What the codes of weaving helpers mean (layer 4)."""

from __future__ import annotations

from specloom.explanation import Explanation

HELPERS = (
    Explanation(
        "helper-base",
        meaning=(
            "A class in a helper file does not say which generated class its methods are "
            "woven into."
        ),
        cause=(
            "It has no base, several bases, or a base that is not imported from the generated"
            " package."
        ),
        cure=(
            "Import the generated class under another name and make it the one base: `class "
            "Jobs(_Jobs):`."
        ),
        example=(
            "helpers/jobs.py:9:1 error[helper-base]: the class has no printed class as its "
            "one base; write `class Jobs(_Jobs)` with the printed class imported"
        ),
    ),
    Explanation(
        "helper-clash",
        meaning="A helper has the name of a method that the class has already.",
        cause=(
            "The document gained an operation of that name, or two helper files define the "
            "same method."
        ),
        cure="Rename the helper, or rename the method in the configuration.",
        example=(
            "helpers/jobs.py:12:5 error[helper-clash]: AsyncJobs has a 'wait' already; rename"
            " the helper, or rename the method in the configuration"
        ),
    ),
    Explanation(
        "helper-file-clash",
        meaning="A module of the helpers folder would take the place of a generated file.",
        cause="A folder of helpers has the name of a generated one, and a file in it too.",
        cure="Move the module to a folder or file of another name.",
        example=(
            "helpers/types/job.py:1:1 error[helper-file-clash]: types/job.py is in the "
            "package already"
        ),
    ),
    Explanation(
        "helper-import-clash",
        meaning="A helper imports a name that stands for something else in the generated file.",
        cause="Two modules have a thing of the same name.",
        cure="Import it under another name: `from module import Thing as HelperThing`.",
        example=(
            "helpers/jobs.py:4:1 error[helper-import-clash]: 'omit' is ..._types.omit in the "
            "printed file; import it under another name from ..._types"
        ),
    ),
    Explanation(
        "helper-member",
        meaning="A class in a helper file holds something that is no method.",
        cause="Attributes, nested classes or statements in the class.",
        cure="Move it into a module of the helpers folder and import it from there.",
        example="helpers/jobs.py:10:5 error[helper-member]: only methods can be woven into a class",
    ),
    Explanation(
        "helper-not-sync",
        meaning="A helper uses a construct that has no synchronous form.",
        cause=(
            "The sync half is derived from the async text; `asyncio.gather`, task groups and "
            "the like have no counterpart there."
        ),
        cure=(
            "Write it with what both halves have that the message names, or put the work into"
            " a module of its own with a twin for each half."
        ),
        example=(
            "helpers/jobs.py:20:1 error[helper-not-sync]: `asyncio.gather` has no synchronous"
            " form"
        ),
    ),
    Explanation(
        "helper-replaces",
        meaning="A helper marked with `@replaces` has no generated method to take the place of.",
        cause="The class has no method of that name, or no longer.",
        cure="Drop the decorator, or name a method that is generated.",
        example=(
            "helpers/jobs.py:5:5 error[helper-replaces]: AsyncJobs has no 'nothing' to be "
            "replaced; drop @replaces, or name a method that is generated"
        ),
    ),
    Explanation(
        "helper-statement",
        meaning="A helper file holds something other than imports and classes.",
        cause="Functions, constants or loops at the top of a file that is woven.",
        cure="Define it in a module of a folder below the helpers folder, and import it.",
        example=(
            "helpers/jobs.py:6:1 error[helper-statement]: a helper file holds imports and "
            "classes; define it in a module of the package and import it"
        ),
    ),
    Explanation(
        "helper-substitution",
        meaning="A template of helpers speaks of a name that the resource does not have.",
        cause="The template was written for a lifecycle with other parts.",
        cure="Compare the names in the template with the parts that the lifecycle declares.",
        example=(
            "templates/poll.py:14:9 error[helper-substitution]: nothing here is called "
            "__submit__"
        ),
    ),
    Explanation(
        "helper-syntax",
        meaning="A helper file is not Python.",
        cause="A slip of the keyboard, or syntax newer than the Python that runs specloom.",
        cure="Repair it at the place that is named.",
        example="helpers/jobs.py:11:18 error[helper-syntax]: expected ':'",
    ),
    Explanation(
        "helper-target",
        meaning="A helper is meant for a class that the generated package does not have.",
        cause="The resource was renamed or left out, or the import names another module.",
        cure="Take the class that the message suggests, or add the resource to the configuration.",
        example=(
            "helpers/jobs.py:9:1 error[helper-target]: acme.resources.jobs has no class "
            "AsyncJob; did you mean AsyncJobs of acme.resources.jobs?"
        ),
    ),
    Explanation(
        "mirror-argument",
        meaning="The arguments of `@mirror` cannot be read.",
        cause=(
            "They are expressions, or names that `mirror` does not have. The decorator is "
            "read, never run."
        ),
        cure='Write constants: `@mirror("jobs.create", drop=("stream",))`.',
        example=(
            "helpers/jobs.py:12:14 error[mirror-argument]: arguments of @mirror must be "
            "constants"
        ),
    ),
    Explanation(
        "mirror-mismatch",
        meaning="`@mirror` and the operation that it mirrors do not fit.",
        cause=(
            "`drop`, `rename`, `positional` or `first` names a parameter that the operation "
            "does not have, or the helper lacks `**params: Unpack[...]`."
        ),
        cure="Compare the arguments of `@mirror` with the operation's parameters in `api.md`.",
        example=(
            "helpers/jobs.py:13:5 error[mirror-mismatch]: 'create' has no parameter 'steam' "
            "to mirror; compare the arguments of @mirror with the operation's parameters"
        ),
    ),
    Explanation(
        "mirror-operation",
        meaning="`@mirror` names an operation that the package does not have.",
        cause=(
            "The method has another name in the configuration, or its resource is missing "
            "from the path."
        ),
        cure="Write resource and method with a dot, as in `api.md`.",
        example=(
            "helpers/jobs.py:12:13 error[mirror-operation]: there is no operation "
            "'job.create' to mirror; did you mean 'jobs.create'?"
        ),
    ),
)
