"""Parameter types: the TypedDict that mirrors a method's parameters, split where a stream is optional (layer 3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from specloom.build.context import Context
from specloom.build.layout import Layout, stem_of
from specloom.build.names import joined
from specloom.build.params import Draft
from specloom.build.plan import Plan
from specloom.build.shapes import LiteralShape, ScalarShape
from specloom.build.writer import NULL, Scope, Writer, wire_format
from specloom.ir.operations import Place
from specloom.ir.types import (
    AliasDefinition,
    Face,
    Field,
    LiteralType,
    NamedType,
    ObjectDefinition,
    Scalar,
    ScalarType,
    TypeExpr,
    TypeName,
    UnionType,
)

TEXT: Final = ScalarType(Scalar.STRING)
_MIRRORED: Final = frozenset({Place.QUERY, Place.BODY, Place.WHOLE_BODY})
_SPLIT: Final = ("Base", "NonStreaming", "Streaming")


def write_parameters(
    context: Context, writer: Writer, layout: Layout, plan: Plan
) -> tuple[dict[str, TypeExpr], TypeName | None]:
    """The type of each parameter by name, and the address of the method's parameter type where it has one.

    A method with plain parameters only, in its path and its headers, has none.
    """
    name = None
    if any(_is_mirrored(context, draft) for draft in plan.drafts):
        name = layout.claim(
            plan.entry.folder, stem_of(plan.entry, plan.name, "params"), plan.source
        )
    imported = writer.faces.reached(plan.request_roots(), Face.REQUEST)
    scope = writer.scope(name or TypeName((), "Params"), Face.REQUEST, imported)
    is_split = bool(plan.stream and plan.stream.discriminator)
    if name is not None and is_split:
        split = [joined(name.name, suffix) for suffix in _SPLIT]
        scope.names.reserve(split)
        layout.reserve_classes(plan.entry.folder, split)
    types = {draft.name: _type(context, writer, scope, draft) for draft in plan.drafts}
    if name is not None:
        _define(context, scope, layout, plan, types, name, is_split)
    return types, name


def _is_mirrored(context: Context, draft: Draft) -> bool:
    """Whether a parameter needs the parameter type: by its place, or because its own types must stand somewhere."""
    if draft.place in _MIRRORED or draft.schema is None:
        return draft.place in _MIRRORED
    return not isinstance(context.schemas.form(draft.schema), ScalarShape | LiteralShape)


def _type(context: Context, writer: Writer, scope: Scope, draft: Draft) -> TypeExpr:
    if draft.schema is None:
        return TEXT
    below = joined(context.casing.part(draft.wire) or "Param")
    expr = writer.expression(scope, draft.schema, below)
    if draft.place is Place.PATH and isinstance(expr, UnionType) and NULL in expr.members:
        members = tuple(member for member in expr.members if member != NULL)
        return members[0] if len(members) == 1 else replace(expr, members=members)
    return expr


def draft_docs(context: Context, draft: Draft) -> str:
    """What the document says about a parameter."""
    if draft.docs or draft.schema is None:
        return draft.docs
    look = context.schemas.look(draft.schema)
    hops = 0
    while not look.docs and look.model and hops < 8:
        look = context.schemas.look(look.node, root=True)
        hops += 1
    return look.docs


def is_deprecated(context: Context, draft: Draft) -> bool:
    """Whether a parameter, or the place of its schema, is marked as deprecated."""
    if draft.deprecated or draft.schema is None:
        return draft.deprecated
    return context.schemas.look(draft.schema).deprecated


def _field(context: Context, draft: Draft, expr: TypeExpr) -> Field:
    return Field(
        draft.name,
        draft.wire,
        expr,
        draft.required,
        draft_docs(context, draft),
        is_deprecated(context, draft),
        format=wire_format(expr),
        source=context.document.source(draft.node.pointer),
    )


def _define(
    context: Context,
    scope: Scope,
    layout: Layout,
    plan: Plan,
    types: dict[str, TypeExpr],
    name: TypeName,
    is_split: bool,
) -> None:
    source = context.document.source(plan.endpoint.node.pointer)
    switch = plan.stream.discriminator if plan.stream and is_split else ""
    fields = [
        _field(context, draft, types[draft.name])
        for draft in plan.drafts
        if not (draft.place is Place.PATH and draft.positional)
    ]
    plain = tuple(field for field in fields if field.name != switch)
    if not is_split:
        scope.add(ObjectDefinition(name, Face.REQUEST, plain, source=source))
    else:
        toggle = next(field for field in fields if field.name == switch)
        base, off, on = (TypeName(name.module, joined(name.name, suffix)) for suffix in _SPLIT)
        scope.add(ObjectDefinition(base, Face.REQUEST, plain, source=source))
        _switched(scope, base, off, replace(toggle, type=_off(toggle.type), required=False))
        _switched(scope, base, on, replace(toggle, type=LiteralType((True,)), required=True))
        union = UnionType((NamedType(off), NamedType(on)))
        scope.add(AliasDefinition(name, Face.REQUEST, union, source=source))
    layout.put(name, scope.definitions)


def _switched(scope: Scope, base: TypeName, name: TypeName, toggle: Field) -> None:
    definition = ObjectDefinition(
        name, Face.REQUEST, (toggle,), bases=(base,), source=toggle.source
    )
    scope.add(definition)


def _off(declared: TypeExpr) -> TypeExpr:
    """``False``, or null where the document allows it."""
    off = LiteralType((False,))
    allows_null = isinstance(declared, UnionType) and NULL in declared.members
    return UnionType((off, NULL)) if allows_null else off
