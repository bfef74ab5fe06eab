"""Calls that show an API: which operation serves as an example of what, and how it is called (layer 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final, cast

from specloom.emit.sample import Json, Sampler, python_text
from specloom.emit.signatures import parameters_of
from specloom.ir.operations import BodyKind, Operation, Parameter, Place
from specloom.ir.resources import Api, Resource
from specloom.ir.types import ListType, Scalar, ScalarType, TypeExpr, UnionType

_FILE: Final = 'b"content"'
"""The Python text of an example of a file or of raw bytes."""


@dataclass(frozen=True, slots=True)
class Example:
    """An operation, and the attribute path of its method (``("beta", "threads", "create")``)."""

    operation: Operation
    path: tuple[str, ...]
    given: tuple[tuple[str, Json], ...] = ()
    """Arguments that the configuration gives: the name of a parameter, and its value."""

    @property
    def call(self) -> str:
        """The method as a program writes it: ``client.beta.threads.create``."""
        return ".".join(("client", *self.path))


def all_examples(api: Api) -> Iterator[Example]:
    """Every operation of an API, in the order of its resources."""
    for operation in api.operations:
        yield Example(operation, (operation.name,))
    queue: list[Resource] = list(api.resources)
    while queue:
        resource = queue.pop(0)
        for operation in resource.operations:
            yield Example(operation, (*resource.path, operation.name))
        queue[:0] = resource.children


def with_arguments(api: Api, example: Example) -> Example:
    """The example with the arguments that the configuration gives to its endpoint."""
    endpoint = f"{example.operation.method} {example.operation.path}"
    wanted = {name: cast(Json, value) for at, name, value in api.project.readme_arguments
              if at == endpoint}  # fmt: skip
    given = tuple(
        (item.name, wanted.get(item.wire, wanted.get(item.name)))
        for item in parameters_of(example.operation)
        if item.wire in wanted or item.name in wanted
    )
    return replace(example, given=given)


def choose(
    api: Api, topic: str, fits: Callable[[Operation], bool], *, any_named: bool = False
) -> Example | None:
    """The example that the configuration names for a topic, else the first one that fits.

    With ``any_named`` the named one need not fit.
    """
    wanted = [endpoint for name, endpoint in api.project.readme_examples if name == topic]
    examples = list(all_examples(api))
    candidates = [example for example in examples if fits(example.operation)]
    for example in examples if any_named else candidates:
        endpoint = f"{example.operation.method} {example.operation.path}"
        if endpoint in wanted:
            return with_arguments(api, example)
    current = [example for example in candidates if not example.operation.deprecated]
    found = next(iter(current or candidates), None)
    return with_arguments(api, found) if found is not None else None


def argument_texts(
    example: Example, sampler: Sampler, *, everything: bool = False
) -> list[tuple[str, str]]:
    """Name and Python text of each required or given argument (or of all that can be given); files as bytes.

    What the configuration gives comes before the document's example, and that before a made-up value.
    """
    given = dict(example.given)

    def shown(item: Parameter) -> str:
        if is_binary(item, example.operation):
            return argument_text(item, example.operation, sampler)
        if item.name in given:
            return python_text(given[item.name])
        if item.example is not None and sampler.accepts(item.type, item.example):
            return python_text(item.example)
        return argument_text(item, example.operation, sampler)

    return [
        (item.name, shown(item))
        for item in parameters_of(example.operation)
        if item.required or everything or item.name in given
    ]


def argument_text(item: Parameter, operation: Operation, sampler: Sampler) -> str:
    """The Python text of an example argument."""
    if is_binary(item, operation):
        return _file_text(item.type) or _FILE
    return python_text(sampler.value(item.type, item.name))


def is_binary(item: Parameter, operation: Operation) -> bool:
    """Whether the argument is a file, files or raw bytes."""
    if operation.body is BodyKind.JSON:
        return False
    if item.place is Place.WHOLE_BODY and operation.body is BodyKind.BINARY:
        return True
    return bool(_file_text(item.type))


def _file_text(expr: TypeExpr) -> str:
    """An example of a file or of a list of files; nothing for another type."""
    if isinstance(expr, UnionType):
        texts = [_file_text(member) for member in expr.members]
        return next((text for text in texts if text), "")
    if isinstance(expr, ListType):
        inner = _file_text(expr.item)
        return f"[{inner}]" if inner else ""
    return _FILE if isinstance(expr, ScalarType) and expr.scalar is Scalar.FILE else ""


def sent_value(item: Parameter, sampler: Sampler) -> Json:
    """The JSON value that an example argument has on the wire."""
    known = item.fixed if item.fixed is not None else item.default
    return known if known is not None else sampler.value(item.type, item.name)


def is_sent_always(item: Parameter) -> bool:
    """Whether a parameter is sent with a value of its own where the caller gives none."""
    return item.fixed is not None or item.default is not None
