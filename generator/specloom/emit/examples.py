"""Calls that show an API: which operation serves as an example of what, and how it is called (layer 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from specloom.emit.sample import Json, Sampler, python_text
from specloom.emit.signatures import parameters_of
from specloom.ir.operations import BodyKind, Operation, Parameter, Place
from specloom.ir.resources import Api, Resource
from specloom.ir.types import Scalar, ScalarType


@dataclass(frozen=True, slots=True)
class Example:
    """An operation, and the attribute path of its method (``("beta", "threads", "create")``)."""

    operation: Operation
    path: tuple[str, ...]

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


def choose(api: Api, topic: str, fits: Callable[[Operation], bool]) -> Example | None:
    """The example that the configuration names for a topic, else the first one that fits."""
    wanted = [endpoint for name, endpoint in api.project.readme_examples if name == topic]
    candidates = [example for example in all_examples(api) if fits(example.operation)]
    for example in candidates:
        endpoint = f"{example.operation.method} {example.operation.path}"
        if endpoint in wanted:
            return example
    current = [example for example in candidates if not example.operation.deprecated]
    return next(iter(current or candidates), None)


def argument_texts(
    example: Example, sampler: Sampler, *, everything: bool = False
) -> list[tuple[str, str]]:
    """Name and Python text of each required argument (or of all that can be given); files as bytes."""
    return [
        (item.name, argument_text(item, example.operation, sampler))
        for item in parameters_of(example.operation)
        if item.required or everything
    ]


def argument_text(item: Parameter, operation: Operation, sampler: Sampler) -> str:
    """The Python text of an example argument."""
    if is_binary(item, operation):
        return 'b"content"'
    return python_text(sampler.value(item.type, item.name))


def is_binary(item: Parameter, operation: Operation) -> bool:
    """Whether the argument is a file or raw bytes."""
    if item.place is Place.WHOLE_BODY and operation.body is BodyKind.BINARY:
        return True
    return isinstance(item.type, ScalarType) and item.type.scalar is Scalar.FILE


def sent_value(item: Parameter, sampler: Sampler) -> Json:
    """The JSON value that an example argument has on the wire."""
    known = item.fixed if item.fixed is not None else item.default
    return known if known is not None else sampler.value(item.type, item.name)


def is_sent_always(item: Parameter) -> bool:
    """Whether a parameter is sent with a value of its own where the caller gives none."""
    return item.fixed is not None or item.default is not None
