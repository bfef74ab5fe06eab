"""What the codes of commands and of writing mean (layer 5)."""

from __future__ import annotations

from specloom.explanation import Explanation

COMMANDS = (
    Explanation(
        "cannot-write",
        meaning="The output folder could not be written; nothing was changed.",
        cause="Missing permission, a full disk, or a file where a folder is needed.",
        cure="Make room or give permission, or choose another folder with `--output`.",
        example=(
            "generated/pets error[cannot-write]: cannot write the output: Permission denied; "
            "nothing was changed; check that the output folder can be written"
        ),
    ),
    Explanation(
        "colliding-path",
        meaning=(
            "Two files of the output would be one on a system that does not tell capitals apart."
        ),
        cause="Names that differ only in case, or a file and a folder of one name.",
        cure="Rename one of the resources or models in the configuration.",
        example=(
            "error[colliding-path]: 'types/Pet.py' and 'types/pet.py' are the same file where"
            " case is not told apart; rename one of them"
        ),
    ),
    Explanation(
        "edit-conflict",
        meaning="A hand edit and the new text change the same lines; the file stays as it was.",
        cause="What was edited has changed in the document, the configuration or the tool.",
        cure=(
            "Generate with `--conflicts markers` and choose; or delete the file to take the new "
            "text; or move the edit into a helper file."
        ),
        example=(
            "generated/pets/README.md:12:1 error[edit-conflict]: the edit and the new text change "
            "the same lines; --conflicts markers writes both into the file; without the file, the "
            "new text comes"
        ),
    ),
    Explanation(
        "edited-lines",
        meaning="More lines of the generated project were edited by hand than are allowed.",
        cause="`specloom edits --max-edited-lines` was given a lower number.",
        cure="Move edits into the configuration, an overlay or a helper file.",
        example=(
            "generated/pets error[edited-lines]: 12 lines edited by hand, more than the 0 that are "
            "allowed; move edits into the configuration, an overlay or a helper file"
        ),
    ),
    Explanation(
        "file-exists",
        meaning="`specloom init` does not overwrite a file.",
        cause="A configuration of this name is there already.",
        cure="Remove it first, or choose another name with `--output`.",
        example=(
            "specloom.yml error[file-exists]: this file exists already and is not "
            "overwritten; remove it first, or choose another name with --output"
        ),
    ),
    Explanation(
        "illegal-path",
        meaning=(
            "A name of the document or the configuration would lead to a path that is not "
            "written."
        ),
        cause=(
            "The name holds a slash, starts with a dot, or is one that some systems reserve "
            "(such as `con`)."
        ),
        cure="Give it another spelling in the configuration.",
        example=(
            "error[illegal-path]: 'types/con.py' is no path that can be written; give the "
            "name that leads to it another spelling in the configuration"
        ),
    ),
    Explanation(
        "in-the-way",
        meaning="A file that is to be generated would replace one that specloom did not write.",
        cause="A hand-written file has the name of a new generated one, or the folder is another's.",
        cure="Move it elsewhere or choose another output folder; `--force` overwrites it.",
        example=(
            "generated/pets/LICENSE error[in-the-way]: this is to be generated, and something else "
            "stands in its place; move it elsewhere, or generate with --force to lose it; nothing "
            "was changed"
        ),
    ),
    Explanation(
        "interrupted",
        meaning="A run that was writing to the output folder did not come to its end.",
        cause="It was killed, or it is still at work.",
        cure="Run `specloom generate`: it completes or undoes what was begun.",
        example=(
            "generated/pets error[interrupted]: a run that wrote here has not come to its end; run "
            "specloom generate: it completes or undoes what was begun"
        ),
    ),
    Explanation(
        "linked-folder",
        meaning="A folder of the output is a symbolic link, which would lead the output elsewhere.",
        cause="The generated folder, or one in it, was replaced by a link.",
        cure="Remove the link.",
        example=(
            "generated/pets/src error[linked-folder]: a symbolic link in the output folder "
            "would lead the output elsewhere; remove it"
        ),
    ),
    Explanation(
        "locked",
        meaning="Another run has been writing to the output folder for a minute.",
        cause="Two runs at once, one of which hangs.",
        cure="Wait for the other one, or end it; no lock is left behind.",
        example=(
            "generated/pets error[locked]: another run of specloom is writing to this folder; run "
            "it again when the other one has ended"
        ),
    ),
    Explanation(
        "no-helpers",
        meaning="The folder of helpers that the configuration names is not there.",
        cause=(
            "`specloom.helpers` is misspelt, or the folder was never made (git keeps no empty"
            " folders)."
        ),
        cure="Correct the path, which counts from the configuration's folder, or remove the key.",
        example="specloom.yml:7:12 error[no-helpers]: there is no folder 'helper'",
    ),
    Explanation(
        "no-revision",
        meaning="A revision that should be compared cannot be found.",
        cause=(
            "The git reference or the file at it does not exist, the folder is no git "
            "checkout, or git is not installed."
        ),
        cure="Check with `git show REF:path`; paths count from the current folder.",
        example="main:spec/api.yaml error[no-revision]: main has no file spec/api.yaml",
    ),
    Explanation(
        "no-spec",
        meaning="The configuration does not say which document it belongs to.",
        cause="`specloom.spec` is missing, and no document was given on the command line.",
        cure="Set `specloom.spec`, or pass `--spec openapi.yaml`.",
        example=(
            "specloom.yml error[no-spec]: no OpenAPI document is named; set specloom.spec in "
            "the configuration, or pass --spec"
        ),
    ),
    Explanation(
        "promote-conflict",
        meaning="A part of an edit that cannot be promoted is in the way of what can.",
        cause="It changes lines beside a promoted method.",
        cure="Undo this part of the edit, then promote again.",
        example=(
            "generated/pets/src/pets/resources/pets/async_pets.py:9:1 "
            "error[promote-conflict]: this part of the edit cannot be promoted, and is in "
            "the way of what can; undo this part of the edit first, then promote again"
        ),
    ),
    Explanation(
        "promote-differs",
        meaning="A promoted method would not be generated as it was edited.",
        cause="It uses what weaving changes, such as a name that means something else in the helper file.",
        cure="Write the helper by hand.",
        example=(
            "src/pets/resources/pets/async_pets.py:40:1 error[promote-differs]: 'list' "
            "would not be generated as it was edited; write the helper by hand"
        ),
    ),
    Explanation(
        "promote-file",
        meaning="Only edits of async resource modules can be promoted.",
        cause="The file is a sync module, which is derived, or no module of a resource.",
        cure="Make the edit in the async module, and promote that.",
        example=(
            "generated/pets/src/pets/resources/pets/pets.py error[promote-file]: this "
            "module is derived from its async twin; make the edit in "
            "src/pets/resources/pets/async_pets.py, and promote that"
        ),
    ),
    Explanation(
        "promote-folder",
        meaning="There is no folder of helpers to promote into.",
        cause="The configuration names none.",
        cure="Make a folder and set `specloom.helpers` to it.",
        example=(
            "specloom.yml error[promote-folder]: there is no folder of helpers to promote "
            "into; make a folder, and name it in the configuration: specloom: {helpers: "
            "helpers}"
        ),
    ),
    Explanation(
        "promote-local",
        meaning="An edited method uses something that its generated module defines.",
        cause="A helper file would have to import it from the module that it is woven into.",
        cure="Move it into a module of the helpers folder, and import it from there.",
        example=(
            "generated/pets/src/pets/resources/pets/async_pets.py:44:9 "
            "error[promote-local]: 'list' uses 'Limits', which this module defines; it "
            "cannot be promoted; move it into a module of the helpers folder, and import "
            "it from there"
        ),
    ),
    Explanation(
        "promote-nothing",
        meaning="There is no edited or added method to promote.",
        cause="The file is as it was generated, or the edit is outside of the resource's methods.",
        cure="Put what was edited into the configuration or an overlay.",
        example=(
            "generated/pets/src/pets/resources/pets/async_pets.py error[promote-nothing]: "
            "this file is not edited; specloom edits lists what is"
        ),
    ),
    Explanation(
        "promote-syntax",
        meaning="The edited file is no Python.",
        cause="A mistake in the edit.",
        cure="Correct it, then promote again.",
        example=(
            "generated/pets/src/pets/resources/pets/async_pets.py:44:9 "
            "error[promote-syntax]: invalid syntax"
        ),
    ),
    Explanation(
        "stale",
        meaning="`generate --check`: files differ from what would be generated.",
        cause=(
            "The document, the configuration or specloom itself changed and the output was "
            "not made anew, or a file was edited."
        ),
        cure="Run `specloom generate` and commit what changes.",
        example=(
            "generated/pets error[stale]: 2 files differ from what would be generated; run "
            "specloom generate"
        ),
    ),
    Explanation(
        "too-much",
        meaning="The input takes more memory or comparisons than specloom spends.",
        cause=(
            "A document that was made to exhaust its readers, or schemas that refer to each "
            "other in very many ways."
        ),
        cure=(
            "Look whether this is really a document of an API; cut it to the parts that are "
            "needed."
        ),
        example=(
            "api.yaml error[too-much]: more than 1,000,000 pairs of schemas would have to be "
            "compared; is this a document of an API?"
        ),
    ),
    Explanation(
        "unresolved-conflict",
        meaning="Conflict markers are left in an edited file.",
        cause="`--conflicts markers` wrote them, and nobody has chosen yet.",
        cure="Choose between both sides, and remove the markers.",
        example=(
            "generated/pets/README.md:12:1 error[unresolved-conflict]: conflict markers are left "
            "in it; choose between both sides, and remove the markers"
        ),
    ),
    Explanation(
        "wrong-option",
        meaning=(
            "An option of a command has a value that it does not take, or options exclude "
            "each other."
        ),
        cause="A misspelling, or one file too many or too few.",
        cure="Follow the hint, or read the examples of the command with `--help`.",
        example=(
            "specloom diff error[wrong-option]: --format has no 'yaml'; use one of text, "
            "markdown, json, github, junit, changelog"
        ),
    ),
    Explanation(
        "unknown-code",
        meaning="`specloom explain` was asked for a code that there is not.",
        cause="A misspelling, or a code of another version.",
        cure="Take the code that the message suggests; `specloom explain` alone lists all of them.",
        example=(
            "error[unknown-code]: there is no code 'dangling-reff'; did you mean 'dangling-ref'?"
        ),
    ),
    Explanation(
        "ignore-expired",
        meaning="A rule that ignores changes is past its last day.",
        cause=(
            "`expires` lies behind today: the rule was meant to end, so that nothing is "
            "overlooked for good."
        ),
        cure=(
            "Remove the rule, or look at the changes that it hides and give it a later "
            "`expires` and a reason that still holds."
        ),
        example=(
            ".specloom-ignore.yml:3:5 error[ignore-expired]: this rule expired on 2026-01-31;"
            " remove it, or decide anew and set a later day"
        ),
    ),
    Explanation(
        "ignore-unused",
        meaning="A rule that ignores changes fits none of them.",
        cause="The change is gone or was reverted, or the rule's code or place is misspelt.",
        cure="Remove the rule, or correct it.",
        example=(
            ".specloom-ignore.yml:3:5 error[ignore-unused]: this rule fits no change; remove "
            "it, or correct its code, place or operation"
        ),
    ),
    Explanation(
        "no-changelog",
        meaning="The changelog that the configuration names is not there.",
        cause="The path is misspelt, or the file was never made.",
        cure=(
            "Correct the path, which counts from the configuration's folder, or let `specloom"
            " release` write it."
        ),
        example="specloom.yml:6:14 error[no-changelog]: there is no file 'CHANGELOG.md'",
    ),
    Explanation(
        "bad-package",
        meaning="A folder that should be compared as a package is none that specloom could read.",
        cause=(
            "It holds no package with a client class, a module in it is no Python, or a file "
            "in it is very large."
        ),
        cure="Name the folder of the package itself, such as `sdk/src/acme`.",
        example=(
            "sdk/src error[bad-package]: this package has no client class; name the folder of"
            " a package that specloom has generated"
        ),
    ),
    Explanation(
        "no-surface",
        meaning=(
            "A document is compared with a package, and nothing says what package is made of "
            "the document."
        ),
        cause=(
            "One side is a folder with a package; the other is a document without a "
            "configuration."
        ),
        cure="Give the document's configuration with `--config`, `--old-config` or `--new-config`.",
        example=(
            "openapi.yaml error[no-surface]: this document is to be compared with a package, "
            "and nothing says what is made of it; give its configuration: --config, "
            "--old-config or --new-config"
        ),
    ),
)
