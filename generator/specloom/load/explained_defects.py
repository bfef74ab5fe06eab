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
