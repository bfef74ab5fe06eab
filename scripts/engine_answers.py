"""Keep what the model engine writes for common fields, so that generation seldom has to start it.

    engine_answers.py [SPEC or CONFIG...]

Writes generator/specloom/emit/answers.json with the answers of the installed engine to all shapes that are in it,
to the simple ones, and to those that occur in the given documents. Run it again when the engine's version changes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator

from specloom import pipeline
from specloom.diagnostics import Diagnostics
from specloom.emit.models import ANSWERS, Shape, ask_engine, engine_version, shape_of
from specloom.emit.types import model_fields
from specloom.ir.types import (
    DictType,
    Field,
    ListType,
    LiteralType,
    NamedType,
    Scalar,
    ScalarType,
    TypeExpr,
    TypeName,
    UnionType,
)

_NULL = ScalarType(Scalar.NULL)


def simple() -> Iterator[Shape]:
    """Shapes of scalars, literals and references, in lists and dictionaries of at most two levels."""
    scalars = [scalar for scalar in Scalar if scalar is not Scalar.NULL]
    leaves: list[TypeExpr] = [ScalarType(scalar) for scalar in scalars]
    leaves += [LiteralType(("a",)), NamedType(TypeName(("a",), "A"))]
    once = [made for leaf in leaves for made in (ListType(leaf), DictType(leaf))]
    twice = [made for inner in once for made in (ListType(inner), DictType(inner))]
    for expr in [*leaves, *once, *twice]:
        for form in (expr, UnionType((expr, _NULL))):
            for required in (True, False):
                for wire in ("field", "Field"):
                    yield shape_of(Field("field", wire, form, required))[0]


def occurring(files: Iterable[str]) -> Iterator[Shape]:
    """Shapes in documents."""
    for file in files:
        api = pipeline.build(pipeline.read_inputs(pipeline.Request(file)), Diagnostics())
        for field in model_fields(api.types):
            yield shape_of(field)[0]


def kept() -> Iterator[Shape]:
    """Shapes that have been answered before."""
    if ANSWERS.exists():
        yield from map(Shape.from_key, json.loads(ANSWERS.read_text("utf-8"))["answers"])


def main(files: list[str]) -> int:
    """Write the file."""
    shapes = list(dict.fromkeys([*kept(), *simple(), *occurring(files)]))
    answers = {shape.key: text for shape, text in zip(shapes, ask_engine(shapes), strict=True)}
    content = {"engine": engine_version(), "answers": answers}
    text = json.dumps(content, indent=1, sort_keys=True)
    ANSWERS.write_text(text + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
