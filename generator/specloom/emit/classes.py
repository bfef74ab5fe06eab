"""Definitions of types as text: response models, ``TypedDict`` classes and aliases (layer 4)."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.emit.annotations import Annotator
from specloom.emit.documented import described
from specloom.emit.layout import STEP, Code, Group, assignment, call, declaration, one_line, stub
from specloom.emit.models import FieldForms
from specloom.emit.text import is_encodable, literal
from specloom.ir.types import AliasDefinition, Field, ObjectDefinition


@dataclass(frozen=True, slots=True)
class ModelStyle:
    """What is the same in every response model: how fields are written, and the base of each."""

    forms: FieldForms
    base: str = "BaseModel"
    """A name from the runtime's ``_models``."""


def model_lines(
    definition: ObjectDefinition, bases: list[str], style: ModelStyle, annotator: Annotator
) -> list[str]:
    """Lines of a response model; without ``bases`` it is built on the style's."""
    own = bases or [annotator.imports.local(("_models",), style.base)]
    lines = call(f"class {definition.name.name}", tuple(own), "")
    lines[-1] += ":"
    members: list[list[str]] = []
    for field in readable_fields(definition):
        annotation, default = style.forms.write(field, annotator)
        members.append(_member(field, annotation, default))
    if definition.extra is not None:
        members.append(_extra_lines(annotator(definition.extra), annotator))
    return [*lines, *_class_body(definition, members)]


def readable_fields(definition: ObjectDefinition) -> list[Field]:
    """The fields of a response model; one whose name no JSON text can hold is left out."""
    return [field for field in definition.fields if is_encodable(field.wire)]


def params_lines(
    definition: ObjectDefinition, bases: list[str], annotator: Annotator, name: str
) -> list[str]:
    """Lines of a ``TypedDict`` class called ``name``; without ``bases`` it stands on its own."""
    own = bases or [annotator.imports.external("typing_extensions", "TypedDict")]
    lines = call(f"class {name}", (*own, "total=False"), "")
    lines[-1] += ":"
    members = [
        _member(field, _params_annotation(field, annotator), None) for field in definition.fields
    ]
    return [*lines, *_class_body(definition, members)]


def alias_lines(definition: AliasDefinition, annotator: Annotator, forward: bool) -> list[str]:
    """Lines of an alias; ``forward`` says that it names what is not defined yet when it is run."""
    name = definition.name.name
    lines = bound_lines(name, annotator(definition.type), annotator, forward)
    return [*lines, *described(definition.docs, False, "")]


def bound_lines(name: str, code: Code, annotator: Annotator, forward: bool) -> list[str]:
    """Lines that bind ``name`` to a type."""
    if forward:
        kind = annotator.imports.external("typing_extensions", "TypeAliasType")
        items = (literal(name), literal(one_line(code)))
        return assignment(name, Group(kind, items, call=True))
    if code == "None":  # a union of two of those could not be run
        code = Group(annotator.typing("Literal", "typing_extensions"), (code,))
    kind = annotator.imports.external("typing_extensions", "TypeAlias")
    return assignment(f"{name}: {kind}", code)


def _params_annotation(field: Field, annotator: Annotator) -> Code:
    """The annotation of a key: wire name and format are told to the runtime, required keys to checkers."""
    code = annotator(field.type)
    options: list[Code] = []
    if field.wire != field.name:
        options.append(f"alias={literal(field.wire)}")
    if field.format:
        options.append(f"format={literal(field.format)}")
    if options:
        info = Group(annotator.runtime("_body", "PropertyInfo"), tuple(options), call=True)
        code = Group(annotator.typing("Annotated", "typing_extensions"), (code, info))
    if field.required:
        code = Group(annotator.typing("Required", "typing_extensions"), (code,))
    return code


def _member(field: Field, annotation: Code, default: Code | None) -> list[str]:
    lines = declaration(field.name, annotation, default, STEP)
    return [*lines, *described(field.docs, field.deprecated, STEP)]


def _class_body(definition: ObjectDefinition, members: list[list[str]]) -> list[str]:
    """Docstring and members with a blank line between any two, ``pass`` where there is nothing."""
    docs = described(definition.docs, definition.deprecated, STEP)
    parts = [part for part in (docs, *members) if part]
    lines: list[str] = []
    for part in parts:
        lines += ["", *part] if lines else part
    return lines or [f"{STEP}pass"]


def _extra_lines(value: Code, annotator: Annotator) -> list[str]:
    """The type of members that the schema does not name: pydantic checks them, attributes have it."""
    inner = STEP * 2
    flag = annotator.typing("TYPE_CHECKING")
    text = annotator.builtin("str")
    mapping = Group(annotator.typing("Dict"), (text, value))
    return [
        f"{STEP}if {flag}:",
        "",
        *stub("__getattr__", ("self", f"name: {text}"), value, inner),
        "",
        f"{STEP}else:",
        *declaration("__pydantic_extra__", mapping, None, inner),
    ]
