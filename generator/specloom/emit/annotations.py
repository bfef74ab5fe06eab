"""Type expressions of the IR as Python annotations (layer 4)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from specloom.emit.imports import Imports, When
from specloom.emit.layout import Code, Group, either
from specloom.emit.text import is_encodable, literal
from specloom.ir.types import (
    DictType,
    Face,
    JsonScalar,
    ListStyle,
    ListType,
    LiteralType,
    NamedType,
    Scalar,
    ScalarType,
    TypeExpr,
    TypeName,
    UnionType,
)

_BUILTIN = {
    Scalar.STRING: "str",
    Scalar.INTEGER: "int",
    Scalar.NUMBER: "float",
    Scalar.BOOLEAN: "bool",
    Scalar.ANY: "object",
    Scalar.UUID: "str",
    Scalar.BASE64: "str",
}
_CLASSES = {
    Scalar.DATE: ("datetime", "date"),
    Scalar.DATETIME: ("datetime", "datetime"),
    Scalar.TIME: ("datetime", "time"),
    Scalar.DURATION: ("datetime", "timedelta"),
    Scalar.UUID_OBJECT: ("uuid", "UUID"),
    Scalar.DECIMAL: ("decimal", "Decimal"),
    Scalar.DECIMAL_NUMBER: ("decimal", "Decimal"),
}
"""Values of the standard library."""
_OWN_READERS = {
    Scalar.DECIMAL: "WireDecimal",
    Scalar.DECIMAL_NUMBER: "WireDecimal",
    Scalar.BYTES: "WireBytes",
}
"""Types of the runtime that say how the value is read and written."""
_LIST_STYLE = {ListStyle.LIST: "List", ListStyle.ITERABLE: "Iterable"}


def is_exact(value: JsonScalar) -> bool:
    """Whether a value may stand in ``Literal[...]``: no float may, nor null, nor text that is no Unicode."""
    if isinstance(value, str):
        return is_encodable(value)
    return value is not None and not isinstance(value, float)


@dataclass(frozen=True, slots=True)
class Annotator:
    """Prints type expressions for one class or signature.

    ``avoid`` are the names of its fields, parameters or methods: a type of the same name is used under
    an alias. ``when`` says when the annotation is read; a call gives it per definition where it is a function.
    """

    imports: Imports
    face: Face
    avoid: Collection[str] = ()
    when: When | Callable[[TypeName], When] = When.RUNTIME

    def __call__(self, expr: TypeExpr) -> Code:
        """The annotation of a type expression."""
        match expr:
            case ScalarType():
                return self._scalar(expr.scalar)
            case LiteralType():
                return self._literal(expr)
            case ListType():
                return Group(self._list(expr.style), (self(expr.item),))
            case DictType():
                value = self(expr.value)
                return Group(self.typing("Dict"), (self.builtin("str"), value))
            case UnionType():
                return self._union(expr)
            case NamedType():
                return self.named(expr.name)

    def named(self, name: TypeName) -> str:
        """The name under which a definition is known here."""
        if self.imports.module == ("types", *name.module):
            return name.name
        when = self.when if isinstance(self.when, When) else self.when(name)
        return self.imports.local(("types", *name.module), name.name, self.avoid, when)

    def builtin(self, name: str) -> str:
        """The name of a builtin."""
        return self.imports.builtin(name, self.avoid)

    def typing(self, name: str, module: str = "typing") -> str:
        """The name of something from ``typing`` or ``typing_extensions``."""
        return self.imports.external(module, name, self.avoid, self._plain_when)

    def runtime(self, module: str, name: str) -> str:
        """The name of something from a module of the SDK's runtime."""
        return self.imports.local((module,), name, self.avoid, self._plain_when)

    @property
    def _plain_when(self) -> When:
        """Names from elsewhere never stand in a circle."""
        return When.TYPING if self.when is When.TYPING else When.RUNTIME

    def _scalar(self, scalar: Scalar) -> Code:
        if scalar is Scalar.NULL:
            return "None"
        if scalar is Scalar.FILE:
            return self.runtime("_types", "FileTypes")
        if self.face is Face.REQUEST:
            return self._given(scalar)
        if scalar in _OWN_READERS:
            return self.runtime("_formats", _OWN_READERS[scalar])
        if scalar in _CLASSES:
            module, name = _CLASSES[scalar]
            return self.typing(name, module)
        return self.builtin(_BUILTIN[scalar])

    def _given(self, scalar: Scalar) -> Code:
        """In a request a formatted value may also be given as what goes over the wire."""
        if scalar is Scalar.BASE64:
            return either(self.builtin("str"), self.runtime("_types", "Base64FileInput"))
        if scalar is Scalar.BYTES:
            inputs = (self.builtin("bytes"), self.runtime("_types", "Base64FileInput"))
            return either(self.builtin("str"), *inputs)
        if scalar not in _CLASSES:
            return self.builtin(_BUILTIN[scalar])
        module, name = _CLASSES[scalar]
        wire = "float" if scalar is Scalar.DECIMAL_NUMBER else "str"
        return either(self.builtin(wire), self.typing(name, module))

    def _literal(self, expr: LiteralType) -> Code:
        """``Literal[...]``; a value that cannot stand there widens to its type, null stands beside it."""
        exact = tuple(literal(value) for value in expr.values if is_exact(value))
        members: list[Code] = []
        if exact:
            members.append(Group(self.typing("Literal", "typing_extensions"), exact))
        for value in expr.values:
            if not is_exact(value):
                name = type(value).__name__
                members.append("None" if value is None else self.builtin(name))
        ordered = sorted(members, key=lambda member: member == "None")
        return either(*ordered) if ordered else self.builtin("object")

    def _list(self, style: ListStyle) -> str:
        if style is ListStyle.SEQUENCE:
            return self.runtime("_types", "SequenceNotStr")
        return self.typing(_LIST_STYLE[style])

    def _union(self, expr: UnionType) -> Code:
        null = ScalarType(Scalar.NULL)
        members = [member for member in expr.members if member != null]
        union = either(*map(self, members)) if members else "None"
        if expr.discriminator is not None and self.face is Face.RESPONSE and len(members) > 1:
            info = Group(
                self.typing("Field", "pydantic"),
                (f"discriminator={literal(expr.discriminator.attribute)}",),
                call=True,
            )
            union = Group(self.typing("Annotated", "typing_extensions"), (union, info))
        return either(union, "None") if len(members) < len(expr.members) else union


def annotation(
    expr: TypeExpr,
    imports: Imports,
    face: Face,
    avoid: Collection[str] = (),
    when: When = When.RUNTIME,
) -> Code:
    """The annotation of one type expression; print it with :mod:`specloom.emit.layout`."""
    return Annotator(imports, face, avoid, when)(expr)
