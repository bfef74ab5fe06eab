"""Python functions as tools: how the API is told about them, and how its calls of them are read.

Nothing here runs a function; see ``_aio/tools.py`` and ``_concurrency.py``.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, TypeAlias, cast

import pydantic
from pydantic_core import to_json

from ._docstrings import described
from ._exceptions import ToolArgumentsError, ToolError, UnknownToolError
from ._lifecycle import Lifecycle, read_path
from ._tool_schema import Arguments, model_arguments, signature_arguments
from ._types import NotGiven, Omit

__all__ = [
    "OnToolError",
    "Tool",
    "ToolCall",
    "ToolFunction",
    "ToolResult",
    "ToolRules",
    "Toolbox",
    "output_text",
    "result_of",
    "tool",
]

_NAME = re.compile(r"[\w-]+\Z")


@dataclass(frozen=True)
class ToolCall:
    """One call that the API asks for.

    ``arguments`` is the JSON text (or the object) as it came; ``raw`` is the API's own object.
    """

    id: str
    name: str
    arguments: object
    raw: object


@dataclass(frozen=True)
class ToolResult:
    """What came of a call: ``value`` is what the function returned, ``output`` the text that is submitted.

    ``error`` is what it raised instead, ``None`` if nothing.
    """

    call: ToolCall
    output: str
    value: object = None
    error: Exception | None = None


@dataclass(frozen=True)
class Tool:
    """A function that the API may call by ``name``; made by :func:`tool`."""

    name: str
    description: str
    function: Callable[..., Any]
    arguments: Arguments

    @property
    def parameters(self) -> dict[str, Any]:
        """The JSON schema of the arguments."""
        return self.arguments.schema

    @property
    def is_async(self) -> bool:
        """Whether calling the function gives a coroutine."""
        function = self.function
        call = getattr(function, "__call__", None)  # noqa: B004
        return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(call)

    def bind(self, given: object) -> Callable[[], Any]:
        """The call with these arguments. Raises :class:`ToolArgumentsError` where they do not fit."""
        try:
            positional, named = self.arguments.bind(given)
        except pydantic.ValidationError as error:
            raise ToolArgumentsError(
                f"Wrong arguments for `{self.name}`: {_summary(error)}", tool=self.name
            ) from error
        return partial(self.function, *positional, **named)


ToolFunction: TypeAlias = Callable[..., Any] | Tool
"""What can be given as a tool: a function, sync or async, or what :func:`tool` made of one."""

OnToolError: TypeAlias = Literal["submit", "raise"] | Callable[[ToolCall, Exception], str]
"""What to do when a tool fails: tell the API, raise, or tell the API the text that a function gives."""


@dataclass(frozen=True)
class ToolRules:
    """How the tools of one call are run. Callbacks get one call or result at a time, in the order of the
    calls; the async client awaits what they return where it is awaitable."""

    max_rounds: int = 10
    on_error: OnToolError = "submit"
    on_call: Callable[[ToolCall], object] | None = None
    on_result: Callable[[ToolResult], object] | None = None

    def __post_init__(self) -> None:
        if self.max_rounds < 0:
            raise ValueError(f"`max_rounds` must not be negative, and is {self.max_rounds!r}")


def tool(
    function: ToolFunction,
    *,
    name: str | None = None,
    description: str | None = None,
    arguments: type[pydantic.BaseModel] | None = None,
) -> Tool:
    """Make a tool of a function.

    The name is the function's, the description its docstring up to the first section, the arguments its
    parameters, with their types, defaults and what the docstring says of each. Where its only parameter
    is a pydantic model, or with ``arguments=Model``, the members of the model are the arguments and the
    function gets the model. Raises :class:`TypeError` for a function that cannot be described so.
    """
    if isinstance(function, Tool):
        return function
    if not callable(cast("object", function)):
        raise TypeError(f"Expected a function as tool, not {function!r}")
    name = name or _name_of(function)
    if not _NAME.match(name):
        raise TypeError(f"{name!r} cannot be the name of a tool; give one with `tool(..., name=)`")
    text, parameters = described(inspect.getdoc(_documented(function)))
    if arguments is not None:
        checked = model_arguments(arguments)
    else:
        checked = signature_arguments(function, name, parameters)
    return Tool(name, text if description is None else description, function, checked)


def _documented(function: Any) -> Any:
    while isinstance(function, partial):
        function = cast("Any", function).func
    return function


def _name_of(function: Callable[..., Any]) -> str:
    source = _documented(function)
    return getattr(source, "__name__", None) or type(source).__name__


class Toolbox:
    """The functions that may be called for one object, by name, and how its API speaks of tools.

    Raises :class:`TypeError` for functions that cannot be tools, for two of one name, and for a
    ``lifecycle`` without tools.
    """

    def __init__(self, functions: Iterable[ToolFunction], lifecycle: Lifecycle) -> None:
        if lifecycle.tools is None:
            raise TypeError(f"{lifecycle.name} is declared without tools")
        self._action = lifecycle.tools
        self._tools: dict[str, Tool] = {}
        for function in functions:
            made = tool(function)
            if made.name in self._tools:
                raise TypeError(
                    f"Two tools are called `{made.name}`; rename one with `tool(..., name=)`"
                )
            self._tools[made.name] = made

    def definitions(self, given: object) -> Any:
        """What to tell the API: ``given``, or where it was omitted, a description of each tool."""
        if not isinstance(given, (Omit, NotGiven)):
            return given
        return [_filled(self._action.definition, made) for made in self._tools.values()]

    def calls(self, value: object) -> list[ToolCall]:
        """The calls that an object asks for."""
        action = self._action
        found = read_path(value, action.calls)
        items = cast("Sequence[object]", found) if isinstance(found, (list, tuple)) else ()
        return [
            ToolCall(
                id=str(read_path(item, action.id)),
                name=str(read_path(item, action.name)),
                arguments=read_path(item, action.arguments),
                raw=item,
            )
            for item in items
        ]

    def call(self, call: ToolCall) -> Any:
        """What the function returns for its arguments: of an async one, a coroutine.

        Raises :class:`UnknownToolError`, :class:`ToolArgumentsError`, and what the function raises.
        """
        if call.name not in self._tools:
            known = ", ".join(self._tools) or "none"
            raise UnknownToolError(
                f"There is no tool `{call.name}`; the tools are: {known}", tool=call.name
            )
        return self._tools[call.name].bind(call.arguments)()

    def is_async(self, call: ToolCall) -> bool:
        """Whether :meth:`call` gives a coroutine."""
        return call.name in self._tools and self._tools[call.name].is_async

    def outputs(self, results: Iterable[ToolResult]) -> list[Any]:
        """The results as the API wants them."""
        action = self._action
        return [{action.output_id: each.call.id, action.output: each.output} for each in results]


def _filled(template: object, made: Tool) -> Any:
    if isinstance(template, Mapping):
        items = cast("Mapping[str, object]", template).items()
        return {key: _filled(value, made) for key, value in items}
    if template == "{name}":
        return made.name
    if template == "{description}":
        return made.description
    return made.parameters if template == "{parameters}" else template


def output_text(value: object) -> str:
    """What a tool returned, as text: a string as it is, all else as JSON, or as ``str()`` gives it."""
    if isinstance(value, str):
        return value
    return to_json(value, fallback=str).decode()


def result_of(
    call: ToolCall, value: object, error: Exception | None, on_error: OnToolError
) -> ToolResult:
    """What came of a call; raises ``error`` where that is asked for."""
    if error is None:
        try:
            return ToolResult(call, output_text(value), value)
        except ValueError as failure:  # it refers to itself, or says so
            error = failure
    if on_error == "raise":
        raise error
    text = _error_text(error) if on_error == "submit" else on_error(call, error)
    return ToolResult(call, text, error=error)


def _error_text(error: Exception) -> str:
    kind = "" if isinstance(error, ToolError) else type(error).__name__
    return "Error: " + ": ".join(filter(None, (kind, str(error))))


def _summary(error: pydantic.ValidationError) -> str:
    parts: list[str] = []
    for detail in error.errors(include_url=False, include_context=False, include_input=False):
        where = ".".join(str(step) for step in detail["loc"])
        parts.append(f"{where}: {detail['msg']}" if where else detail["msg"])
    return "; ".join(parts)
