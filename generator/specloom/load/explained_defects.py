"""What the codes of mistakes that can be read mean (layer 1)."""

from __future__ import annotations

from specloom.diagnostics import Severity
from specloom.explanation import Explanation

DEFECTS = (
    Explanation(
        "body-without-schema",
        meaning="A JSON body has no schema. What it holds is typed as anything.",
        cause="`application/json: {}`, mostly left to be filled in later.",
        cure="Say what the body holds: `application/json: {schema: {$ref: '#/components/schemas/Pet'}}`.",
        example=(
            "api.yaml:14:15 warning[body-without-schema]: this 'application/json' body has no schema: "
            "it holds anything"
        ),
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "duplicate-operation-id",
        meaning="Two operations have the same id. Each becomes a method of its own all the same.",
        cause="An operation was copied and its `operationId` kept.",
        cure="Give each operation an id of its own; tools that take methods from ids need it.",
        example=(
            "api.yaml:31:7 warning[duplicate-operation-id]: the operation id 'listPets' also stands at "
            "#/paths/~1pets/get; give each operation an id of its own"
        ),
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "required-undeclared",
        meaning=(
            "`required` names a property that the schema does not declare. It is read like any "
            "property that the document does not know."
        ),
        cause="The property was renamed or removed, and its name stayed in the list.",
        cure="Declare the property, or take its name from `required`.",
        example=(
            "api.yaml:52:21 warning[required-undeclared]: the property 'name' is required and not "
            "declared"
        ),
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "unusable-method",
        meaning="A method below `additionalOperations` cannot be sent, or is one that has a place of its own.",
        cause="It is not written in capitals (`Copy`), or it is a usual method (`GET`).",
        cure="Write further methods in capitals; `get`, `put`, `query` and the like stand in the path item itself.",
        example=(
            "api.yaml:12:7 warning[unusable-method]: 'Copy' is no further method that could be sent: "
            "it is left out; methods here are in capitals, and none that has a place of its own"
        ),
        levels=(Severity.WARNING,),
    ),
)

VALUES = (
    Explanation(
        "array-without-items",
        meaning="An array of a document of OpenAPI 3.0 does not say what it holds; it holds anything.",
        cause="`items` was forgotten, or is indented wrongly.",
        cure="Say what it holds: `items: {type: string}`, or `items: {}` for anything.",
        example=(
            "api.yaml:40:11 warning[array-without-items]: an array needs `items` in OpenAPI 3.0: it holds anything"
        ),
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "bad-status",
        meaning="A key of `responses` is no status; what it describes is left out.",
        cause="A word such as `ok` stands where `'200'`, `2XX` or `default` belongs.",
        cure="Write the status.",
        example="api.yaml:22:9 warning[bad-status]: 'ok' is no status of a response: it is left out",
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "default-mismatch",
        meaning="A default is a value that its own schema does not allow. Nothing is generated from it.",
        cause="The type or the enumeration was changed and the default was not.",
        cure="Correct the default, or the schema.",
        example=(
            "api.yaml:30:11 warning[default-mismatch]: the default 'many' is not of type integer"
        ),
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "enum-mismatch",
        meaning=(
            "An enumeration holds a value of another type than the schema declares, or no value at all. Its values "
            "count; an empty one is left out."
        ),
        cause="Numbers written as text (`type: integer` beside `enum: ['1']`), or the wrong type.",
        cure="Write the values as what they are, or correct the type.",
        example="api.yaml:31:11 warning[enum-mismatch]: 'a' is not of type integer: the value counts",
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "no-responses",
        meaning="An operation does not say how it answers. Its method returns nothing.",
        cause="The responses are still to be written.",
        cure="Describe at least one: `responses: {'204': {description: Deleted.}}`.",
        example=(
            "api.yaml:18:5 warning[no-responses]: nothing is said about the responses of this operation: its method "
            "returns None"
        ),
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "security-undeclared",
        meaning="A requirement names a security scheme that the document does not have.",
        cause="A misspelling, or the scheme is gone from `components.securitySchemes`.",
        cure="Take the name that the message suggests, or declare the scheme.",
        example=(
            "api.yaml:9:5 warning[security-undeclared]: there is no security scheme 'Bearer': it is left out; did you "
            "mean 'bearerAuth'?"
        ),
        levels=(Severity.WARNING,),
    ),
)
