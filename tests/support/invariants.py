"""What is true of every API that the build gives, whatever document it came from."""

from __future__ import annotations

import keyword
from collections.abc import Iterator

from specloom.build.references import parts_of, references
from specloom.ir.operations import Operation, Place, ResponseKind
from specloom.ir.resources import Api, Resource
from specloom.ir.types import (
    AliasDefinition,
    Definition,
    Face,
    LiteralType,
    NamedType,
    ObjectDefinition,
    Scalar,
    ScalarType,
    TypeExpr,
    TypeName,
    UnionType,
)


def broken(api: Api) -> list[str]:
    """What is wrong with an API, a line each; empty where nothing is."""
    definitions = {d.name: d for module in api.types for d in module.definitions}
    problems = list(_modules(api))
    for definition in definitions.values():
        problems.extend(_definition(definition, definitions))
    for operation in operations(api):
        problems.extend(_operation(operation, definitions, {page.name for page in api.pages}))
    return problems


def operations(api: Api) -> Iterator[Operation]:
    """All methods of the client and its resources."""
    yield from api.operations
    for resource in api.resources:
        yield from _of_resource(resource)


def _of_resource(resource: Resource) -> Iterator[Operation]:
    yield from resource.operations
    for child in resource.children:
        yield from _of_resource(child)


def _modules(api: Api) -> Iterator[str]:
    seen: set[tuple[str, ...]] = set()
    exported: set[tuple[tuple[str, ...], str]] = set()
    folders = {module.path[:depth] for module in api.types for depth in range(1, len(module.path))}
    for module in api.types:
        lowered = tuple(part.lower() for part in module.path)
        if lowered in seen or module.path in folders:
            yield f"two files at {module.path}"
        seen.add(lowered)
        if not all(part.isidentifier() and not keyword.iskeyword(part) for part in module.path):
            yield f"no module path: {module.path}"
        if any(len(part) > 110 for part in module.path):
            yield f"too long a file name: {module.path}"
        names = [definition.name.name for definition in module.definitions]
        if len(names) != len(set(names)):
            yield f"names repeat in {module.path}"
        if module.exports != (names[-1],):
            yield f"{module.path} does not export its last definition"
        for definition in module.definitions:
            if definition.name.module != module.path:
                yield f"{definition.name} stands in {module.path}"
        export = (module.path[:-1], names[-1])
        if export in exported:
            yield f"a folder exports {names[-1]} twice"
        exported.add(export)


def _definition(definition: Definition, known: dict[TypeName, Definition]) -> Iterator[str]:
    where = f"{'.'.join(definition.name.module)}.{definition.name.name}"
    if not definition.name.name.isidentifier() or keyword.iskeyword(definition.name.name):
        yield f"{where}: no class name"
    for name in references(definition):
        if name not in known:
            yield f"{where}: refers to {name}, which is nowhere"
    if isinstance(definition, AliasDefinition):
        yield from _expression(where, definition.type, definition.face, known)
        return
    wires = [field.wire for field in definition.fields]
    names = [field.name for field in definition.fields]
    if len(wires) != len(set(wires)) and not where.lower().endswith("params"):
        # Parameters of different places may have one name on the wire.
        yield f"{where}: wire names repeat"
    if len(names) != len(set(names)):
        yield f"{where}: members repeat"
    for field in definition.fields:
        if not field.name.isidentifier() or keyword.iskeyword(field.name) or field.name[0] == "_":
            yield f"{where}: no attribute name: {field.name!r}"
        yield from _expression(f"{where}.{field.name}", field.type, definition.face, known)


def _expression(
    where: str, expr: TypeExpr, face: Face, known: dict[TypeName, Definition]
) -> Iterator[str]:
    for part in parts_of(expr):
        if isinstance(part, LiteralType) and not part.values:
            yield f"{where}: a literal without values"
        if isinstance(part, ScalarType) and part.scalar is Scalar.FILE and face is Face.RESPONSE:
            yield f"{where}: a file in a response"
        if isinstance(part, NamedType) and part.name not in known:
            yield f"{where}: refers to {part.name}, which is nowhere"
        if isinstance(part, NamedType) and part.name in known:
            other = known[part.name]
            if isinstance(other, ObjectDefinition) and other.face is not face:
                yield f"{where}: {part.name.name} is of the other side"
        if isinstance(part, UnionType):
            yield from _union(where, part, known)


def _union(where: str, union: UnionType, known: dict[TypeName, Definition]) -> Iterator[str]:
    members = union.members
    if len(members) < 2 or len(set(members)) != len(members):
        yield f"{where}: a union of {len(members)}, {len(set(members))} of them different"
    if any(isinstance(member, UnionType) for member in members):
        yield f"{where}: a union in a union"
    nulls = [index for index, member in enumerate(members) if member == ScalarType(Scalar.NULL)]
    if nulls not in ([], [len(members) - 1]):
        yield f"{where}: null is not last"
    if union.discriminator is None:
        return
    mapped = {name for _, name in union.discriminator.mapping}
    named = {member.name for member in members if isinstance(member, NamedType)}
    if mapped != named or len(named) != len(members) - len(nulls):
        yield f"{where}: the discriminator does not cover the members"
    for value, name in union.discriminator.mapping:
        definition = known.get(name)
        if not isinstance(definition, ObjectDefinition):
            yield f"{where}: {name.name} is no class, but has a discriminator"
            continue
        field = next((f for f in definition.fields if f.wire == union.discriminator.wire), None)
        if field is None or not field.required or not _has_value(field.type, value, known):
            yield f"{where}: {name.name} does not say {value!r}"


def _has_value(expr: TypeExpr, value: object, known: dict[TypeName, Definition]) -> bool:
    while isinstance(expr, NamedType):
        alias = known[expr.name]
        if not isinstance(alias, AliasDefinition):
            return False
        expr = alias.type
    return isinstance(expr, LiteralType) and value in expr.values


def _operation(
    operation: Operation, known: dict[TypeName, Definition], pages: set[str]
) -> Iterator[str]:
    where = f"{operation.method} {operation.path} ({operation.name})"
    names = [parameter.name for parameter in operation.parameters]
    if len(names) != len(set(names)):
        yield f"{where}: parameters repeat"
    for parameter in operation.parameters:
        if not parameter.name.isidentifier() or keyword.iskeyword(parameter.name):
            yield f"{where}: no parameter name: {parameter.name!r}"
        if parameter.place is Place.PATH and not parameter.required:
            yield f"{where}: a path parameter that may be absent"
        yield from _expression(f"{where}.{parameter.name}", parameter.type, Face.REQUEST, known)
    if operation.params_type is not None and operation.params_type not in known:
        yield f"{where}: its parameter type is nowhere"
    response = operation.response
    if response.type is not None:
        yield from _expression(f"{where} returns", response.type, Face.RESPONSE, known)
    if (response.page is not None) != (response.kind is ResponseKind.PAGE):
        yield f"{where}: a page or none"
    if response.page is not None and response.page.page not in pages:
        yield f"{where}: there is no page {response.page.page}"
    if operation.stream is not None:
        yield from _expression(f"{where} streams", operation.stream.event, Face.RESPONSE, known)
        switch = operation.stream.discriminator
        if switch and switch not in names:
            yield f"{where}: there is no parameter {switch}"
