"""From shapes to type expressions: inline types get a class each, named by their place (layer 3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from specloom import naming
from specloom.build import unions
from specloom.build.context import Context
from specloom.build.extensions import member_name, type_name, variant_name
from specloom.build.faces import Faces, shows
from specloom.build.names import PRINTED, Names, joined
from specloom.build.nodes import Node
from specloom.build.scalars import TEXTS
from specloom.build.shapes import (
    Form,
    ListShape,
    LiteralShape,
    Look,
    ObjectShape,
    Property,
    ScalarShape,
    UnionShape,
    is_class,
)
from specloom.ir.types import (
    AliasDefinition,
    Definition,
    DictType,
    Discriminator,
    Face,
    Field,
    JsonScalar,
    ListStyle,
    ListType,
    LiteralType,
    NamedType,
    ObjectDefinition,
    Scalar,
    ScalarType,
    TypeExpr,
    TypeName,
    UnionType,
)

MAX_NESTING: Final = 64
NULL: Final = ScalarType(Scalar.NULL)
ANY: Final = ScalarType(Scalar.ANY)


@dataclass(slots=True)
class Scope:
    """One file of types while it is written: its inline definitions, in the order they are finished.

    ``root`` is the name of the definition that the file is for; ``renamed`` counts the class names that the
    configuration gives to places here.
    """

    module: tuple[str, ...]
    root: str
    face: Face
    names: Names
    definitions: list[Definition] = field(default_factory=list[Definition])
    open: set[str] = field(default_factory=set[str])

    def add(self, definition: Definition) -> NamedType:
        """Append a definition; gives the reference to it."""
        self.definitions.append(definition)
        return NamedType(definition.name)


@dataclass(slots=True)
class Writer:
    """Writes type expressions. ``overrides`` maps pointers to class names, ``used`` tells which applied."""

    context: Context
    faces: Faces
    overrides: dict[str, str]
    used: set[str] = field(default_factory=set[str])

    def scope(self, name: TypeName, face: Face, imported: Iterable[str]) -> Scope:
        """The scope of the file of ``name``; the names of the ``imported`` models are taken in it."""
        names = Names()
        names.reserve(PRINTED)
        names.reserve([name.name])
        for key in imported:
            names.reserve([self.faces.name(key, face).name])
        return Scope(name.module, name.name, face, names)

    def expression(self, scope: Scope, node: Node, name: str) -> TypeExpr:
        """The type at a node; inline classes below it are called ``name`` and longer."""
        look = self.context.schemas.look(node)
        if look.model:
            inner = self.faces.look(look.model)
            expr: TypeExpr = NamedType(self.faces.name(look.model, scope.face))
            return with_null(expr) if look.nullable or inner.nullable else expr
        expr = self.inline(scope, look, name)
        return with_null(expr) if look.nullable else expr

    def inline(self, scope: Scope, look: Look, name: str) -> TypeExpr:
        """The type of an unlisted schema, null aside."""
        key = look.node.key
        if key in scope.open or len(scope.open) > MAX_NESTING:
            message = "this schema nests too deep here; it is read as any value"
            self.context.schemas.warn("deep-schema", message, look.node)
            return ANY
        scope.open.add(key)
        try:
            return self.of_form(scope, look, self.overrides.get(self._override(look), name))
        finally:
            scope.open.discard(key)

    def root_object(self, scope: Scope, look: Look) -> ObjectDefinition:
        """The class that a file is for; names below it do not repeat its own, unless it inherits from a model."""
        assert isinstance(look.form, ObjectShape)
        prefix = scope.root if look.form.inherits else ""
        return self.object(scope, look, look.form, scope.root, prefix)

    def root_type(self, scope: Scope, look: Look) -> TypeExpr:
        """The type of a file's own schema where that is no class; its items are called ``<root>Item``.

        A list or map does not say that it may be null: every use of it does.
        """
        form = look.form
        if isinstance(form, ListShape) or (
            isinstance(form, ObjectShape) and form.extra is not None
        ):
            inner = form.item if isinstance(form, ListShape) else form.extra
            if inner is None:
                return ListType(ANY, self._style(scope, None))
            item = self.expression(scope, inner, joined(scope.root, "Item"))
            if isinstance(form, ListShape):
                return ListType(item, self._style(scope, inner))
            return DictType(item)
        expr = self.of_form(scope, look, scope.root)
        return with_null(expr) if look.nullable else expr

    def of_form(self, scope: Scope, look: Look, name: str) -> TypeExpr:
        """The type of a form; a class or a union of classes becomes a definition of this name."""
        form = look.form
        if isinstance(form, ScalarShape):
            return self._scalar(scope, form)
        if isinstance(form, LiteralShape):
            return LiteralType(form.values)
        if isinstance(form, ListShape):
            return self._list(scope, look, form, name)
        if isinstance(form, UnionShape):
            return self._union(scope, look, form, name)
        if not is_class(form):
            return self._free_object(scope, form, name)
        own = self._claim(scope, look, name)
        return scope.add(self.object(scope, look, form, own, own))

    def _scalar(self, scope: Scope, form: ScalarShape) -> TypeExpr:
        if form.scalar is Scalar.FILE and scope.face is Face.RESPONSE:
            return ScalarType(Scalar.STRING, form.format)
        return ScalarType(form.scalar, form.format)

    def object(
        self, scope: Scope, look: Look, form: ObjectShape, own: str, prefix: str
    ) -> ObjectDefinition:
        """The class of an object; inline types of its fields are called ``prefix`` and longer."""
        extra = None
        if form.extra is not None:
            extra = self.expression(scope, form.extra, self._below(prefix, "extra"))
        return ObjectDefinition(
            TypeName(scope.module, own),
            scope.face,
            self.fields(scope, form, prefix),
            look.docs,
            extra,
            deprecated=look.deprecated,
            source=self.context.document.source(look.node.pointer),
        )

    def fields(self, scope: Scope, form: ObjectShape, prefix: str) -> tuple[Field, ...]:
        """The fields of an object in printing order: required ones first, each group by wire name, ``id`` first.

        The configuration may leave both groups in the order of the document.
        """
        found: list[Field] = []
        shown = [item for item in form.properties if shows(item.node, scope.face)]
        if self.context.config.settings.sort_schema_properties:
            shown.sort(key=lambda item: order_key(item.wire))
        names = _attributes(shown, scope.face)
        for item in shown:
            looked = self.context.schemas.look(item.node)
            expr = self.expression(scope, item.node, self._below(prefix, item.wire))
            required = item.wire in form.required
            found.append(
                Field(
                    names[item.wire],
                    item.wire,
                    expr,
                    required,
                    looked.docs or self._model_docs(looked),
                    looked.deprecated,
                    default_none=self._defaults_to_none(scope, expr, required),
                    format=wire_format(expr) if scope.face is Face.REQUEST else "",
                    source=self.context.document.source(item.node.pointer),
                )
            )
        return tuple([f for f in found if f.required] + [f for f in found if not f.required])

    def _model_docs(self, look: Look) -> str:
        return self.faces.look(look.model).docs if look.model else ""

    def _defaults_to_none(self, scope: Scope, expr: TypeExpr, required: bool) -> bool:
        if scope.face is Face.REQUEST or not required:
            return False
        return isinstance(expr, UnionType) and NULL in expr.members

    def _below(self, prefix: str, wire: str) -> str:
        return joined(prefix, self.context.casing.part(wire) or "Field")

    def _override(self, look: Look) -> str:
        """The place on the way to a schema that the configuration gives a name to, or empty text."""
        return next((place for place in look.places if place in self.overrides), "")

    def _claim(self, scope: Scope, look: Look, name: str) -> str:
        """The name of an inline class: the configuration's, or ``name``, with the file's in front where it is taken."""
        place = self._override(look)
        own = type_name(look.node.value)
        if place:
            self.used.add(place)
            name = self.overrides[place]
        elif own:
            name = self.context.casing.class_name(own)
        return scope.names.claim(name, joined(scope.root, name))

    def _free_object(self, scope: Scope, form: ObjectShape, name: str) -> TypeExpr:
        if form.extra is not None:
            return DictType(self.expression(scope, form.extra, name))
        return DictType(ANY) if form.open else ANY

    def _list(self, scope: Scope, look: Look, form: ListShape, name: str) -> TypeExpr:
        if form.item is None:
            return ListType(ANY, self._style(scope, None))
        place = self._override(look)
        written = len(scope.definitions)
        item = self.expression(scope, form.item, name if place else naming.singular(name))
        if place and len(scope.definitions) > written:
            self.used.add(place)
        return ListType(item, self._style(scope, form.item))

    def _style(self, scope: Scope, item: Node | None) -> ListStyle:
        """How generous an array is: arrays that callers pass need not be lists."""
        if scope.face is Face.RESPONSE:
            return ListStyle.LIST
        forms = self._alternatives(item) if item is not None else []
        if forms and all(isinstance(form, LiteralShape) for form in forms):
            return ListStyle.LIST
        if any(isinstance(form, ScalarShape) and form.scalar in TEXTS for form in forms):
            return ListStyle.SEQUENCE
        return ListStyle.ITERABLE

    def _alternatives(self, node: Node) -> list[Form]:
        """The forms that values of a schema have, unions opened."""
        found: list[Form] = []
        seen: set[str] = set()
        queue = [node]
        while queue:
            item = queue.pop()
            form = self.context.schemas.form(item)
            if isinstance(form, UnionShape):
                queue.extend(member for member in form.members if member.key not in seen)
                seen.update(member.key for member in form.members)
            else:
                found.append(form)
        return found

    def _union(self, scope: Scope, look: Look, form: UnionShape, name: str) -> TypeExpr:
        if len(form.members) == 1:
            return self.expression(scope, form.members[0], name)
        looks = [self.context.schemas.look(member) for member in form.members]
        forms = [self.context.schemas.form(member) for member in form.members]
        named = any(is_class(item) for item in forms)
        own = ""
        prefix = name
        if named and name != scope.root:
            own = prefix = self._claim(scope, look, name)
        at_root = name == scope.root
        members = [
            self.expression(
                scope, node, self._variant(scope, looks[i], forms[i], form, prefix, i, at_root)
            )
            for i, node in enumerate(form.members)
        ]
        union = self.united(looks, forms, members, form.property)
        if not own or not isinstance(union, UnionType):
            return union
        source = self.context.document.source(look.node.pointer)
        definition = AliasDefinition(
            TypeName(scope.module, own), scope.face, union, look.docs, source=source
        )
        return scope.add(definition)

    def united(
        self, looks: list[Look], forms: list[Form], members: list[TypeExpr], declared: str
    ) -> TypeExpr:
        """The union of members, with its discriminator where every member is a class that can be told."""
        distinct = flat(members)
        without_null = [member for member in distinct if member != NULL]
        discriminator = None
        if len(without_null) == len(forms) and all(isinstance(m, NamedType) for m in without_null):
            classes = all(not look.model or self.faces.is_class(look.model) for look in looks)
            told = (
                unions.telling_property(self.context.schemas, forms, declared) if classes else None
            )
            if told is not None:
                discriminator = _discriminator(told[0], told[1], without_null)
        return union_type(distinct, discriminator)

    def _variant(
        self,
        scope: Scope,
        look: Look,
        form: Form,
        union: UnionShape,
        prefix: str,
        index: int,
        at_root: bool,
    ) -> str:
        """What a member of a union is called: as the document says, by its tag, title, component, or position."""
        tag = unions.tag_of(self.context.schemas, form, union.property)
        suffix = ""
        for text in (variant_name(look.node.value), tag, look.title, look.component):
            suffix = self.context.casing.part(text)
            if suffix:
                break
        suffix = suffix or f"UnionMember{index}"
        return joined(suffix) if at_root else joined(prefix, suffix)


def order_key(wire: str) -> tuple[bool, str, str]:
    """The printing order of members: ``id`` first, then by wire name without regard to case."""
    return (wire != "id", wire.lower(), wire)


def _attributes(shown: list[Property], face: Face) -> dict[str, str]:
    """The Python name of each member; where two come to one name, it is the one's that is written so."""
    wishes = {
        item.wire: attribute_name(member_name(item.node.value) or item.wire, face) for item in shown
    }
    names = Names()
    first = sorted(wishes, key=lambda wire: wishes[wire].rstrip("_") != wire)
    return {wire: names.claim(wishes[wire]) for wire in first}


def attribute_name(wire: str, face: Face) -> str:
    """The Python name of a member; ``model_`` belongs to pydantic in the classes that read."""
    name = naming.python_identifier(wire, model=face is Face.RESPONSE)
    return f"api_{name}" if face is Face.RESPONSE and name.startswith("model_") else name


def with_null(expr: TypeExpr) -> TypeExpr:
    """The type or null; null stands last."""
    if isinstance(expr, UnionType):
        if NULL in expr.members:
            return expr
        return replace(expr, members=(*expr.members, NULL))
    return expr if expr in (NULL, ANY) else UnionType((expr, NULL))


def flat(members: list[TypeExpr]) -> list[TypeExpr]:
    """Members without repetitions, inner unions opened, constants in one literal, null last."""
    found: dict[TypeExpr, None] = {}
    for member in members:
        for item in member.members if isinstance(member, UnionType) else (member,):
            found.setdefault(item)
    ordered = one_literal([item for item in found if item != NULL])
    return [*ordered, NULL] if NULL in found else ordered


def one_literal(members: list[TypeExpr]) -> list[TypeExpr]:
    """Members with all literals joined into the first of them."""
    literals = [member for member in members if isinstance(member, LiteralType)]
    if len(literals) < 2:
        return members
    values = {(type(value), value): value for literal in literals for value in literal.values}
    joint = LiteralType(tuple(values.values()))
    return [
        joint if member is literals[0] else member
        for member in members
        if member is literals[0] or not isinstance(member, LiteralType)
    ]


def union_type(members: list[TypeExpr], discriminator: Discriminator | None = None) -> TypeExpr:
    """A union, or its only member."""
    if len(members) == 1:
        return members[0]
    return UnionType(tuple(members), discriminator)


def _discriminator(
    wire: str, values: list[tuple[JsonScalar, ...]], members: list[TypeExpr]
) -> Discriminator | None:
    pairs: list[tuple[JsonScalar, TypeName]] = []
    for member, own in zip(members, values, strict=True):
        if not isinstance(member, NamedType):
            return None
        pairs.extend((value, member.name) for value in own)
    return Discriminator(wire, attribute_name(wire, Face.RESPONSE), tuple(pairs))


def wire_format(expr: TypeExpr) -> str:
    """The wire encoding that the runtime applies to a request value, or empty text."""
    members = expr.members if isinstance(expr, UnionType) else (expr,)
    for member in members:
        if isinstance(member, ListType):
            member = member.item
        if isinstance(member, ScalarType):
            if member.scalar in (Scalar.DATETIME, Scalar.DATE):
                return "iso8601"
            if member.scalar in (Scalar.BASE64, Scalar.BYTES):
                return "base64"
            if member.scalar is Scalar.DECIMAL_NUMBER:
                return "number"
    return ""
