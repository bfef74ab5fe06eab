"""Calls of an API as the readme prints them (layer 4)."""

from __future__ import annotations

from specloom.emit.arguments import Call, value_lines
from specloom.emit.examples import Example, argument_texts
from specloom.emit.sample import Sampler
from specloom.ir.operations import ResponseKind

_WIDTH = 88
"""Columns that a page shows without a bar to scroll."""


def has_result(example: Example) -> bool:
    """Whether the call gives anything."""
    return example.operation.response.kind is not ResponseKind.NONE


def call_lines(
    example: Example,
    sampler: Sampler,
    prefix: str | None = None,
    indent: str = "",
    suffix: str = "",
    *,
    awaited: bool = False,
    raw: bool = False,
) -> list[str]:
    """The statement that makes the example's call; without a ``prefix`` it keeps the result, if there is one.

    ``awaited`` makes it with the async client, ``raw`` asks for the response as a whole.
    """
    head = example.call
    if raw:
        owner, _, name = head.rpartition(".")
        head = f"{owner}.with_raw_response.{name}"
    if prefix is None:
        prefix = "result = " if has_result(example) else ""
    prefix += "await " if awaited else ""
    return _fitted(head, _arguments(example, sampler), indent, prefix, suffix)


def stream_lines(example: Example, sampler: Sampler) -> list[str]:
    """The ``with`` that opens the example's stream; its operation has one."""
    arguments = _arguments(example, sampler)
    stream = example.operation.stream
    if stream is not None and (switch := stream.discriminator):
        arguments = [item for item in arguments if not item.startswith(f"{switch}=")]
        arguments.append(f"{switch}=True")
    return _fitted(example.call, arguments, "", "with ", " as stream:")


def _arguments(example: Example, sampler: Sampler) -> list[str]:
    return [f"{name}={text}" for name, text in argument_texts(example, sampler)]


def _fitted(head: str, arguments: list[str], indent: str, prefix: str, suffix: str) -> list[str]:
    flat = f"{indent}{prefix}{head}({', '.join(arguments)}){suffix}"
    if len(flat) <= _WIDTH:
        return [flat]
    return value_lines(Call(head, tuple(("", item) for item in arguments)), indent, prefix, suffix)
