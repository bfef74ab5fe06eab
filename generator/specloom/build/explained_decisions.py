"""What the codes of deciding names and types mean (layer 3)."""

from __future__ import annotations

from specloom.diagnostics import Severity
from specloom.explanation import Explanation

DECISIONS = (
    Explanation(
        "allof-conflict",
        meaning="The parts of an `allOf` cannot hold at once; the first is used.",
        cause=(
            "One part says string and another says integer, or a large union is combined with"
            " something else."
        ),
        cure="Correct the schema, or remove the part that is wrong by an overlay.",
        example=(
            "api.yaml:50:9 warning[allof-conflict]: the parts of this allOf exclude each "
            "other; the first one is used"
        ),
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "bad-class-name",
        meaning="`specloom.type_names` gives a type a name that no class can have.",
        cause=(
            "The name starts with a small letter or holds something else than letters and "
            "digits."
        ),
        cure="Write it as a class: `LineItem`.",
        example=(
            "specloom.yml:9:7 error[bad-class-name]: 'line_item' is no class name; a class "
            "name has only letters and digits, and starts with a capital"
        ),
    ),
    Explanation(
        "unknown-format",
        meaning="`specloom.formats` names a format that no standard and no schema of the document has.",
        cause="The name is misspelt, or the document has changed.",
        cure="Write the format as the schemas of the document do, or take the line out.",
        example=(
            "specloom.yml:9:7 error[unknown-format]: no schema of the document has the format "
            "'decimall'; did you mean 'decimal'?"
        ),
    ),
    Explanation(
        "bad-package-name",
        meaning="The name of the package that is wanted cannot be imported; another is used.",
        cause="`targets.python.package_name` holds a dash, a space, or starts with a digit.",
        cure="Write a name that Python can import, in small letters with underscores.",
        example=(
            "specloom.yml:4:19 warning[bad-package-name]: 'pet-store' can be no name of a "
            "package; 'pet_store' is used"
        ),
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "bad-project-name",
        meaning="The name of the distribution is none that package indexes accept.",
        cause="`targets.python.project_name` holds a space or another special character.",
        cure=(
            "Use letters, digits, dashes, dots and underscores; start and end with a letter "
            "or digit."
        ),
        example=(
            "specloom.yml:5:19 error[bad-project-name]: 'pet store' can be no name of a "
            "distribution"
        ),
    ),
    Explanation(
        "bad-root-export",
        meaning="`specloom.root_exports` names something that the package cannot export.",
        cause=(
            "The module is no helper file, the name is no identifier, or the package has the "
            "name already."
        ),
        cure=(
            "Write `Name: folder.module`, where the module lies below the helpers folder; "
            "give a clashing name another one."
        ),
        example=(
            "specloom.yml:30:5 error[bad-root-export]: 'Watcher' is to come from 'lib.watch',"
            " which no helper file is; name a module in a folder of the helpers folder, with "
            "dots"
        ),
    ),
    Explanation(
        "bad-version",
        meaning="The version of the generated package is no version.",
        cause="`specloom.version` does not follow the form of Python's versions (PEP 440).",
        cure="Write a version such as `'1.2.0'`, in quotes.",
        example="specloom.yml:6:12 error[bad-version]: 'next' is no version",
    ),
    Explanation(
        "cyclic-schema",
        meaning="A schema is made of nothing but itself and is read as any value.",
        cause="`allOf`, `anyOf` or `$ref` lead in a circle in which no part has a type of its own.",
        cure="Say in one of them what the value is.",
        example=(
            "api.yaml:44:7 warning[cyclic-schema]: this schema is only made of itself; it is "
            "read as any value"
        ),
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "deep-schema",
        meaning="An inline schema nests too deep; what lies below is read as any value.",
        cause=(
            "A schema that was written by a program, or one that was made to exhaust its "
            "readers."
        ),
        cure="Move the inner parts to `components.schemas` and refer to them.",
        example=(
            "api.yaml:60:11 warning[deep-schema]: this schema nests too deep; it is read as "
            "any value"
        ),
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "too-many-fields",
        meaning="Schemas that `allOf` puts together have more fields than specloom makes.",
        cause=(
            "A long chain of `allOf`: each schema takes over all fields of the one before, so that what is made "
            "grows with the square of the chain. A program wrote it, or somebody who wants to exhaust readers."
        ),
        cure="Let schemas share fewer fields, or allow more: `--limits fields=2000000`.",
        example=(
            "api.json:1:88 error[too-many-fields]: allOf makes more than 250,000 fields of what this document "
            "says; if that is meant, allow more with --limits fields=NUMBER"
        ),
    ),
    Explanation(
        "enum-widened",
        meaning=(
            "An enumeration holds values that no literal type can name; its values are not "
            "checked."
        ),
        cause="Fractions, mappings or lists as values of an `enum`.",
        cure=(
            "Nothing has to be done if any value of the type is acceptable; else write the "
            "values as text."
        ),
        example=(
            "api.yaml:33:11 warning[enum-widened]: an enumeration may hold strings, whole "
            "numbers and booleans; others are not checked"
        ),
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "method-name-clash",
        meaning="Two methods of a resource would get the same name.",
        cause="Two keys of `methods` differ only in case or in characters that names cannot hold.",
        cure="Rename one of the two in the configuration.",
        example=(
            "specloom.yml:18:7 error[method-name-clash]: two methods are called 'list_all' here"
        ),
    ),
    Explanation(
        "method-without-endpoint",
        meaning="A method of the configuration does not say what it calls.",
        cause="The key `endpoint` is missing.",
        cure="Add `endpoint: get /pets`, or write the method as text: `list: get /pets`.",
        example=(
            "specloom.yml:16:7 error[method-without-endpoint]: the method 'list' has no endpoint"
        ),
    ),
    Explanation(
        "option-name-clash",
        meaning="Two options of the client would be one argument of its constructor.",
        cause="Two keys of `client_settings.opts` differ only in case or in characters that names cannot hold.",
        cure="Rename one of the two in the configuration.",
        example=(
            "specloom.yml:9:5 error[option-name-clash]: 'api-key' and 'api_key' are both called 'api_key' in "
            "Python; rename one of them"
        ),
    ),
    Explanation(
        "name-clash",
        meaning="Two members would stand under one name.",
        cause=(
            "A resource is called as a method beside it, as another resource, or as something"
            " that every client has."
        ),
        cure="Rename one of them in the configuration.",
        example=(
            "specloom.yml:20:5 error[name-clash]: the client already has a member called 'close'"
        ),
    ),
    Explanation(
        "no-stream",
        meaning="`streaming.resume` is set for a method that does not stream.",
        cause=(
            "The document declares no event stream for the operation, and the configuration "
            "does not say either that it streams."
        ),
        cure=(
            "Remove `resume`, or declare the stream with `streaming.stream_event_model` or in"
            " an overlay."
        ),
        example=(
            "specloom.yml:25:9 error[no-stream]: the operation has no stream that could be "
            "resumed"
        ),
    ),
    Explanation(
        "not-paginated",
        meaning="A method is marked as paginated and follows no pagination scheme.",
        cause=(
            "A request parameter or response field of the scheme is missing from the "
            "operation, or has another name there."
        ),
        cure="Compare the operation with the scheme; correct either, or remove `paginated: true`.",
        example=(
            "specloom.yml:21:9 error[not-paginated]: this method is to be paginated, but it "
            "follows no pagination scheme; compare its parameters and response fields with "
            "those of the scheme"
        ),
    ),
    Explanation(
        "page-without-items",
        meaning="A pagination scheme does not say where the items of a page stand.",
        cause="The scheme has no response field of type array, and none with the purpose `items`.",
        cure="Add the field with `x-stainless-pagination-property: {purpose: items}`.",
        example=(
            "specloom.yml:40:5 error[page-without-items]: the scheme 'cursor' has no array of"
            " items"
        ),
    ),
    Explanation(
        "type-name-clash",
        meaning="Two types would get one name in one place; the second gets a longer one.",
        cause=(
            "Inline schemas at different places lead to the same name, such as two properties"
            " called `status`."
        ),
        cure=(
            "Give one of them a name with `specloom.type_names`, or move it to "
            "`components.schemas`."
        ),
        example=(
            "api.yaml:70:13 warning[type-name-clash]: there are two types called Status in "
            "one place; the second one is called Status2; give one of them another name"
        ),
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "unknown-endpoint",
        meaning="A method calls an operation that the document does not have.",
        cause=(
            "The path or its parameters are spelt differently in the document, or the "
            "operation is gone in this revision."
        ),
        cure="Take the path that the message suggests, or remove the method for this revision.",
        example=(
            "specloom.yml:16:13 error[unknown-endpoint]: the document has no operation get "
            "/pet; the closest path is /pets"
        ),
    ),
    Explanation(
        "unknown-alias",
        meaning="A method or a model of `type: alias` stands for one that its resource does not have.",
        cause="A misspelling, a target in another resource, or aliases that stand for each other.",
        cure="Name a method (or a model) of the same resource under `to`.",
        example=(
            "specloom.yml:31:41 error[unknown-alias]: 'creat', which this is another name of, is not "
            "there; did you mean 'create'?"
        ),
    ),
    Explanation(
        "unknown-model",
        meaning="`streaming.stream_event_model` names a model that no resource lists.",
        cause="A misspelling, or the model is missing under `models`.",
        cure=(
            "Name it with its resource (`jobs.job_event`), and list it under that resource's "
            "`models`."
        ),
        example=(
            "specloom.yml:23:29 error[unknown-model]: no resource lists the model "
            "'jobs.event'; did you mean 'jobs.job_event'?"
        ),
    ),
    Explanation(
        "unknown-parameter",
        meaning="The settings of a stream name a parameter that the operation does not have.",
        cause=(
            "`param_discriminator` or `resume.query` is misspelt, or is meant for another "
            "method."
        ),
        cure="Use the parameter's name as it stands in the document.",
        example=(
            "specloom.yml:24:30 error[unknown-parameter]: the operation has no parameter "
            "'streaming' that could turn the stream on; did you mean 'stream'?"
        ),
    ),
    Explanation(
        "unknown-place",
        meaning="`specloom.type_names` names a place that the document does not have.",
        cause="The document changed, or `/` within a key was not written as `~1`.",
        cure="Correct the pointer, or remove the line.",
        example=(
            "specloom.yml:9:7 error[unknown-place]: nothing is at "
            "'#/components/schemas/Ordr/properties/item'"
        ),
    ),
    Explanation(
        "unknown-schema",
        meaning="`models` names a schema that the document does not have.",
        cause="A misspelling, or the schema is gone in this revision.",
        cure="Take the name that the message suggests, or remove the model for this revision.",
        example=(
            "specloom.yml:27:12 error[unknown-schema]: no schema at "
            "'#/components/schemas/Pat'; did you mean 'Pet'?"
        ),
    ),
    Explanation(
        "unknown-security-scheme",
        meaning="The configuration names a security scheme that a client cannot use.",
        cause="The document has no scheme of this name, or one of a kind such as OpenID Connect.",
        cure=(
            "Use the name of a scheme under `components.securitySchemes` that is a key, basic"
            " or bearer token."
        ),
        example=(
            "specloom.yml:11:9 error[unknown-security-scheme]: there is no security scheme "
            "'Bearer' that a client can use; did you mean 'bearerAuth'?"
        ),
    ),
    Explanation(
        "unread-query-string",
        meaning="A parameter is the whole query string, and no form whose members could be arguments; it is left out.",
        cause="OpenAPI 3.2 has `in: querystring` with any media type, as JSON or JSONPath.",
        cure="Describe a form below `application/x-www-form-urlencoded`, or pass `extra_query` in the call.",
        example=(
            "api.yaml:9:11 warning[unread-query-string]: a query string is read as a form with named "
            "members; this one is left out; pass it in extra_query, or describe its members below "
            "application/x-www-form-urlencoded"
        ),
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "unused-type-name",
        meaning="`specloom.type_names` names a place where no type is printed.",
        cause=(
            "The place holds a plain value, a reference to a listed model, or a schema that "
            "nothing uses."
        ),
        cure="Remove the line, or name the place of the inline object or union itself.",
        example=(
            "specloom.yml:9:7 error[unused-type-name]: no type is written at this place that "
            "could be called 'LineItem'; the place must be an inline object or union, or a "
            "reference to an unlisted one"
        ),
    ),
)
