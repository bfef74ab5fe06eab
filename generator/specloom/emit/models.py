"""Fields of response models, as the model engine writes them (layer 4).

The engine is datamodel-code-generator, and this is the only file that knows it. It never sees the
spec: what it gets is one canonical class with a property for each *shape* of a field that occurs
(``list of <first reference> or null``, optional, with an alias), in which references, literals and names are
tokens of ours. Some hundred shapes make up the largest documents, so that its cost hardly grows
with the document, and no string of a spec reaches it.

To start the engine takes longer than all of its answers: those for common shapes are kept in ``answers.json``,
with the version that gave them, and it is started only for others. ``scripts/engine_answers.py`` writes that file.
"""

from __future__ import annotations

import ast
import json
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final, TypeAlias

from specloom.emit.annotations import Annotator, is_exact
from specloom.emit.layout import Code, Either, Group, either
from specloom.emit.text import literal
from specloom.ir.types import (
    DictType,
    Field,
    ListStyle,
    ListType,
    LiteralType,
    Scalar,
    ScalarType,
    TypeExpr,
    UnionType,
)

_Schema: TypeAlias = dict[str, object]

ANSWERS: Final = Path(__file__).with_name("answers.json")
"""What the engine has answered: its version, and its answers by the keys of their shapes."""

_CLASS = "Shapes"
_SCALARS: Mapping[Scalar, _Schema] = {
    Scalar.STRING: {"type": "string"},
    Scalar.INTEGER: {"type": "integer"},
    Scalar.NUMBER: {"type": "number"},
    Scalar.BOOLEAN: {"type": "boolean"},
    Scalar.DATETIME: {"type": "string", "format": "date-time"},
    Scalar.DATE: {"type": "string", "format": "date"},
    Scalar.UUID: {"type": "string"},
    Scalar.BASE64: {"type": "string"},
}
_NULL = ScalarType(Scalar.NULL)
_BUILTINS = frozenset({"bool", "float", "int", "str"})
_TYPING = {"Dict": "typing", "List": "typing", "date": "datetime", "datetime": "datetime"}


@dataclass(frozen=True, slots=True)
class Shape:
    """What the engine must know of a field: a schema with tokens, whether a key must be there, and an alias."""

    schema: str
    required: bool
    aliased: bool

    @property
    def key(self) -> str:
        """The shape as one text, by which its answer is kept."""
        words = [*(["required"] if self.required else []), *(["aliased"] if self.aliased else [])]
        return " ".join([*words, self.schema])

    @classmethod
    def from_key(cls, key: str) -> Shape:
        """The shape that has this key."""
        words, brace, schema = key.partition("{")
        return cls(brace + schema, "required" in words, "aliased" in words)


@dataclass(frozen=True, slots=True)
class Form:
    """How the engine writes a field of some shape; tokens stand for references, literals and the alias."""

    annotation: Code
    default: Code | None


class FieldForms:
    """The forms of all fields of some models; asks the engine once, when it is made, if it has to."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self._shapes = {id(field): (field, *shape_of(field)) for field in fields}
        self._forms = _forms(list(dict.fromkeys(shape for _, shape, _ in self._shapes.values())))

    def write(self, field: Field, annotator: Annotator) -> tuple[Code, Code | None]:
        """Annotation and default (None for none) of a field; names are resolved by ``annotator``."""
        known = self._shapes.get(id(field))
        shape, leaves = known[1:] if known and known[0] is field else shape_of(field)
        form = self._forms[shape]
        filled = _fill(form.annotation, leaves, annotator)
        return filled, _default(form.default, field, annotator)


def shape_of(field: Field) -> tuple[Shape, list[TypeExpr]]:
    """The shape of a field, and what its tokens stand for: the first is 1."""
    leaves: list[TypeExpr] = []
    schema = json.dumps(_schema(field.type, leaves))
    required = field.required and not field.default_none
    return Shape(schema, required, field.name != field.wire), leaves


def _schema(expr: TypeExpr, leaves: list[TypeExpr]) -> _Schema:
    """The canonical schema of an expression; what is opaque to the engine is added to ``leaves``."""
    match expr:
        case ScalarType() if expr.scalar in _SCALARS:
            return _SCALARS[expr.scalar]
        case LiteralType() if expr.values and all(map(is_exact, expr.values)):
            leaves.append(expr)
            return {"type": "string", "enum": [f"L{len(leaves)}"]}
        case ListType() if expr.style is ListStyle.LIST:
            return {"type": "array", "items": _schema(expr.item, leaves)}
        case DictType():
            return {"type": "object", "additionalProperties": _schema(expr.value, leaves)}
        case UnionType() if expr.discriminator is None:
            return {"anyOf": [_member(member, leaves) for member in expr.members]}
        case UnionType() if _NULL in expr.members:
            members = tuple(member for member in expr.members if member != _NULL)
            tagged = UnionType(members, expr.discriminator)
            return {"anyOf": [_schema(tagged, leaves), {"type": "null"}]}
        case _:
            leaves.append(expr)
            return {"$ref": f"#/$defs/R{len(leaves)}"}


def _member(expr: TypeExpr, leaves: list[TypeExpr]) -> _Schema:
    return {"type": "null"} if expr == _NULL else _schema(expr, leaves)


def _forms(shapes: list[Shape]) -> dict[Shape, Form]:
    """The forms of shapes: from the answers that the package brings, else from the engine."""
    known = kept_answers()
    missing = [shape for shape in shapes if shape.key not in known]
    answers = dict(zip(missing, ask_engine(missing), strict=True)) if missing else {}
    return {shape: _form(answers.get(shape) or known[shape.key]) for shape in shapes}


def kept_answers() -> Mapping[str, str]:
    """Answers of the engine by the key of their shape, kept with the package; none if another engine is installed."""
    content = json.loads(ANSWERS.read_text("utf-8"))
    return content["answers"] if content["engine"] == engine_version() else {}


def engine_version() -> str:
    """The version of the engine that is installed."""
    return version("datamodel-code-generator")


def ask_engine(shapes: Sequence[Shape]) -> list[str]:
    """What the engine writes behind the name of a field of each shape: its annotation and, after ``=``, its default."""
    properties: dict[str, object] = {}
    aliases: dict[str, str] = {}
    required: list[str] = []
    for index, shape in enumerate(shapes):
        name = f"w{index}" if shape.aliased else f"s{index}"
        if shape.aliased:
            aliases[f"{_CLASS}.{name}"] = f"s{index}"
        if shape.required:
            required.append(name)
        properties[name] = json.loads(shape.schema)
    count = max(shape.schema.count("#/$defs/R") + shape.schema.count('"L') for shape in shapes)
    token: _Schema = {"type": "object", "properties": {"token": {"type": "string"}}}
    document: _Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _CLASS,
        "type": "object",
        "properties": properties,
        "required": required,
        "$defs": {f"R{index}": token for index in range(1, count + 1)},
    }
    written = _written(_run_engine(document, aliases))
    return [written[f"s{index}"] for index in range(len(shapes))]


def _run_engine(document: _Schema, aliases: Mapping[str, str]) -> str:
    """The engine's module for a document: in this process, without files and without a formatter."""
    import datamodel_code_generator as engine
    from datamodel_code_generator.enums import DataModelType

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = engine.generate(
            document,
            aliases=aliases,
            disable_timestamp=True,
            enum_field_as_literal=engine.LiteralType.All,
            formatters=[],
            input_file_type=engine.InputFileType.JsonSchema,
            output_datetime_class=engine.DatetimeClassType.Datetime,
            output_model_type=DataModelType.PydanticV2BaseModel,
            strict_nullable=True,
            target_python_version=engine.PythonVersion.PY_310,
            use_default_kwarg=True,
            use_standard_collections=False,
            use_union_operator=True,
        )
    if not isinstance(module, str):
        raise AssertionError("the model engine gave no single module")
    return module


def _written(module: str) -> dict[str, str]:
    """Annotation and default of each field of the class that the engine wrote, without the alias."""
    body = [node for node in ast.parse(module).body if isinstance(node, ast.ClassDef)]
    fields: dict[str, str] = {}
    for node in next(node for node in body if node.name == _CLASS).body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            if isinstance(node.value, ast.Call):
                node.value.keywords = [word for word in node.value.keywords if word.arg != "alias"]
            default = f" = {ast.unparse(node.value)}" if node.value else ""
            fields[node.target.id] = ast.unparse(node.annotation) + default
    return fields


def _form(written: str) -> Form:
    """The form of a field, from what the engine wrote behind its name."""
    (node,) = ast.parse(f"field: {written}").body
    assert isinstance(node, ast.AnnAssign)
    return Form(_code(node.annotation), _code(node.value) if node.value else None)


def _code(node: ast.expr) -> Code:
    """A parsed expression as code; only what the engine writes for a field is known."""
    match node:
        case ast.Name():
            return node.id
        case ast.Constant():
            return literal(node.value if isinstance(node.value, (str, int)) else None)
        case ast.BinOp(op=ast.BitOr()):
            return either(_code(node.left), _code(node.right))
        case ast.Subscript(value=ast.Name(id=head)):
            items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            return Group(head, tuple(map(_code, items)))
        case ast.Call(func=ast.Name(id=head)):
            keywords = sorted((word.arg or "", word.value) for word in node.keywords)
            values = tuple(f"{name}={ast.unparse(value)}" for name, value in keywords)
            return Group(head, values, call=True)
        case _:
            raise AssertionError(f"the model engine wrote {ast.unparse(node)}")


def _fill(code: Code, leaves: list[TypeExpr], annotator: Annotator) -> Code:
    """Put leaves in place of their tokens, and the names that the module uses in place of plain ones."""
    if isinstance(code, Either):
        return either(*(_fill(member, leaves, annotator) for member in code.members))
    if isinstance(code, Group):
        if code.head == "Literal":
            return annotator(leaves[int(str(code.items[0]).strip("\"'L")) - 1])
        items = tuple(_fill(item, leaves, annotator) for item in code.items)
        return Group(annotator.typing(code.head, _TYPING[code.head]), items)
    if code in _BUILTINS:
        return annotator.builtin(code)
    if code in _TYPING:
        return annotator.typing(code, _TYPING[code])
    return annotator(leaves[int(code[1:]) - 1]) if code[0] == "R" else code


def _default(default: Code | None, field: Field, annotator: Annotator) -> Code | None:
    if not isinstance(default, Group):
        return default
    alias = f"alias={literal(field.wire)}"
    items = (alias, *default.items)
    return Group(annotator.typing("Field", "pydantic"), items, call=True)
