"""Resources: one async module each, from which its sync twin is derived (layer 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from specloom.emit.calls import body_lines
from specloom.emit.imports import When
from specloom.emit.layout import STEP, WIDTH, call
from specloom.emit.places import Place, file_of
from specloom.emit.raw import wrapped_lines
from specloom.emit.scope import Facts, Scope, import_lines
from specloom.emit.signatures import Variant, method_docs, signature, variants
from specloom.emit.templates import render
from specloom.emit.text import docstring, literal
from specloom.emit.twin import SUFFIXES, TwinSource, class_twins
from specloom.emit.webhooks import webhook_lines
from specloom.ir.operations import Operation
from specloom.ir.resources import Resource

FIXED_MEMBERS = ("with_raw_response", "with_streaming_response")


@dataclass(frozen=True, slots=True)
class Child:
    """A child resource as its parent prints it; ``classes`` and ``imports`` are named by suffix."""

    name: str
    classes: Mapping[str, str]
    imports: Mapping[str, list[str]]
    docs: list[str]

    def given(self, suffix: str, argument: str) -> list[str]:
        """Lines that return one of the child's classes, made of ``argument``."""
        return call(f"return {self.classes[suffix]}", (argument,), STEP * 2)


def emit_resource(found: Place, facts: Facts, header: str) -> TwinSource:
    """The async module of a resource."""
    resource = found.resource
    scope = resource_scope(found, facts)
    children = [child_of(child, scope) for child in found.children]
    methods = [method_lines(operation, scope) for operation in resource.operations]
    methods += [webhook_lines(method, scope) for method in resource.webhooks]
    base = scope.runtime("_aio.resource", "AsyncAPIResource")
    text = render(
        "resource.py",
        header=with_directives(header, resource.operations),
        name=f"Async{resource.class_name}",
        base=base,
        docs=class_docs(resource),
        cached_property=scope.runtime("_compat", "cached_property"),
        children=children,
        owner="self._client",
        streamed_suffix=SUFFIXES[-1],
        methods=methods,
        variants=variant_classes(
            resource.path[-1], resource.class_name, resource.operations, scope
        ),
        imports=scope.imports.top(),
        exports=[literal(f"Async{resource.class_name}")],
        **LAYOUT,
    )
    return TwinSource(file_of(found.asynchronous), file_of(found.sync), text, scope.twins)


def with_directives(header: str, operations: Iterable[Operation]) -> str:
    """The header of a module; the classes that mirror deprecated methods may refer to them."""
    if any(operation.deprecated for operation in operations):
        return f"{header}\n# pyright: reportDeprecated=false"
    return header


def resource_scope(found: Place, facts: Facts) -> Scope:
    """The scope of a resource's async module, its own and its children's names declared."""
    resource = found.resource
    members = [operation.name for operation in resource.operations]
    members += [method.name for method in resource.webhooks]
    members += [child.path[-1] for child in resource.children]
    scope = Scope(found.asynchronous, resource.operations, [*members, *FIXED_MEMBERS], facts)
    own = class_twins(resource.class_name)
    scope.own(own)
    scope.define(own)
    return scope


def property_head(name: str, returns: str) -> list[str]:
    """The ``def`` line of a property, broken where it is too long."""
    line = f"{STEP}def {name}(self) -> {returns}:"
    if len(line) <= WIDTH:
        return [line]
    return [f"{STEP}def {name}(", f"{STEP * 2}self,", f"{STEP}) -> {returns}:"]


def constructor_head(owner: str, owner_class: str) -> list[str]:
    """The ``def`` line of a constructor that keeps its owner, broken where it is too long."""
    line = f"{STEP}def __init__(self, {owner}: {owner_class}) -> None:"
    if len(line) <= WIDTH:
        return [line]
    inner = f"{STEP * 2}self, {owner}: {owner_class}"
    if len(inner) <= WIDTH:
        return [f"{STEP}def __init__(", inner, f"{STEP}) -> None:"]
    parts = [f"{STEP * 2}self,", f"{STEP * 2}{owner}: {owner_class},"]
    return [f"{STEP}def __init__(", *parts, f"{STEP}) -> None:"]


LAYOUT = {"property_head": property_head, "constructor_head": constructor_head}
"""What the templates of classes lay lines out with."""


def child_of(child: Place, scope: Scope) -> Child:
    """A child resource: its classes are imported for type checkers, and loaded when first used."""
    resource = child.resource
    classes: dict[str, str] = {}
    imports: dict[str, list[str]] = {}
    module = scope.imports.relative(child.asynchronous)
    for name, twin in class_twins(resource.class_name).items():
        used = scope.local(child.asynchronous, name, When.TYPING)
        suffix = name.removeprefix(f"Async{resource.class_name}")
        classes[suffix] = used
        alias = name if used == name else f"{name} as {used}"
        imports[suffix] = import_lines(module, alias, STEP * 2)
        scope.twins[name] = twin
        if used == name:
            scope.own({name: twin})
    own, twin = child.asynchronous[-1], child.sync[-1]
    scope.twins.setdefault(own, twin)
    docs = docstring(resource.docs, STEP * 2)
    return Child(resource.path[-1], classes, imports, docs)


def class_docs(resource: Resource) -> list[str]:
    """The docstring of a resource's class."""
    plain = f"Methods of `{'.'.join(resource.path)}`."
    return docstring(resource.docs.strip() or plain, STEP)


def method_lines(operation: Operation, scope: Scope, *, on_client: bool = False) -> list[str]:
    """One method: its overloads, then the implementation with its docstring."""
    decorators: list[str] = []
    if operation.deprecated:
        function = scope.runtime("_deprecated", "deprecated")
        decorators = call(f"@{function}", (literal(operation.deprecated),), STEP)
    lines: list[str] = []
    for variant in variants(operation):
        overload = f"{STEP}@{scope.external('typing_extensions', 'overload')}"
        head = signature(operation, scope, variant)
        lines += [overload, *decorators, *head[:-1], head[-1] + " ...", ""]
    lines += [*decorators, *signature(operation, scope, Variant.IMPLEMENTATION)]
    docs = method_docs(operation)
    return [*lines, *docs, *body_lines(operation, scope, on_client=on_client)]


@dataclass(frozen=True, slots=True)
class VariantClass:
    """A class that mirrors a resource or the client, whose methods give responses."""

    name: str
    suffix: str
    owner: str
    owner_class: str
    docs: list[str]
    wrapped: list[str]


_VARIANT_DOCS = {
    "WithRawResponse": "that give the HTTP response",
    "WithStreamingResponse": "as context managers, which give the HTTP response",
}


def variant_classes(
    owner: str,
    class_name: str,
    operations: tuple[Operation, ...],
    scope: Scope,
    suffixes: tuple[str, ...] = SUFFIXES,
) -> list[VariantClass]:
    """The two classes behind ``with_raw_response`` and ``with_streaming_response``."""
    return [
        VariantClass(
            f"Async{class_name}{ending}",
            suffix,
            owner,
            f"Async{class_name}",
            docstring(f"Methods of `{owner}` {_VARIANT_DOCS[suffix]}.", STEP),
            wrapped_lines(operations, scope, owner, suffix),
        )
        for suffix, ending in zip(SUFFIXES[1:], suffixes[1:], strict=True)
    ]
