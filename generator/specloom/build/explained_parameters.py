"""What the codes of parameters that cannot be as they are written mean (layer 3)."""

from __future__ import annotations

from specloom.diagnostics import Severity
from specloom.explanation import Explanation

PARAMETERS = (
    Explanation(
        "parameter-ignored",
        meaning="A parameter could never be sent as it is declared; the method is made without it.",
        cause=(
            "It has no name or no known place (`in`), it is a header with a name that no header can have, or the path "
            "has no place for it."
        ),
        cure="Correct the declaration, here or in an overlay, or remove it.",
        example=(
            "api.yaml:20:11 warning[parameter-ignored]: no header can be called 'user id': a name has letters, digits "
            "and dashes; it is left out"
        ),
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "parameter-undeclared",
        meaning="A path has a name in braces that no parameter declares. The method takes a text for it.",
        cause="The declaration was forgotten, or the name is spelt differently in the path.",
        cure="Declare it: `{name: pet_id, in: path, required: true, schema: {type: string}}`.",
        example=(
            "api.yaml:9:5 warning[parameter-undeclared]: nothing declares what the path has in braces: 'pet_id'; "
            "text is assumed"
        ),
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "parameter-without-schema",
        meaning="A parameter has neither a schema nor a content. Any value is taken.",
        cause="The schema was forgotten, or `type` stands beside `in`, as it did in Swagger 2.0.",
        cure="Write `schema: {type: string}`.",
        example=(
            "api.yaml:20:11 warning[parameter-without-schema]: nothing is said about the values of the parameter 'q'; "
            "any value is taken"
        ),
        levels=(Severity.WARNING,),
    ),
)
