"""What the runtime is told about a lifecycle: one declaration, beside its resource (layer 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from specloom.emit.imports import Imports
from specloom.emit.layout import STEP
from specloom.emit.text import literal
from specloom.ir.lifecycles import Lifecycle, Tools, Waiting
from specloom.ir.types import JsonScalar

MODULE = "_lifecycle"
"""The module of the declaration; the helpers know it by this name and its one constant by ``LIFECYCLE``."""
_ROOT_NAMES = ("Tool", "ToolCall", "ToolResult", "tool")


def emit_lifecycle(lifecycle: Lifecycle, package: tuple[str, ...], header: str) -> str:
    """The module of a declaration; ``package`` is that of the resource, below the SDK's root."""
    imports = Imports((*package, MODULE))
    call = _call(imports, "Lifecycle", _arguments(lifecycle, imports))
    lines = [header, "from __future__ import annotations", "", *imports.top(), ""]
    return "\n".join([*lines, f"LIFECYCLE = {_printed(call, '')}", ""])


def root_names(lifecycles: Iterable[Lifecycle]) -> list[str]:
    """What a program needs of the runtime's tools, where some lifecycle asks for tools."""
    return list(_ROOT_NAMES) if any(item.tools is not None for item in lifecycles) else []


class _Call:
    """A call with keywords, printed one to a line."""

    def __init__(self, name: str, arguments: Mapping[str, object]) -> None:
        self.name = name
        self.arguments = arguments


def _call(imports: Imports, name: str, arguments: Mapping[str, object]) -> _Call:
    imports.local((MODULE,), name)
    return _Call(name, arguments)


def _arguments(lifecycle: Lifecycle, imports: Imports) -> dict[str, object]:
    found: dict[str, object] = {
        "name": lifecycle.name,
        "state": lifecycle.state,
        "pending": lifecycle.pending,
        "action": lifecycle.action,
        "success": lifecycle.success,
        "failure": lifecycle.failure,
        "unknown": lifecycle.unknown,
        "unknown_looks": lifecycle.unknown_looks,
        "stop_on_action": lifecycle.stop_on_action,
        "raise_failures": lifecycle.raise_failures,
        "interval": _call(imports, "Interval", _interval(lifecycle.waiting)),
        "max_wait": lifecycle.max_wait,
        "headers": dict(lifecycle.headers),
        "interval_header": lifecycle.interval_header,
    }
    if lifecycle.tools is not None:
        found["tools"] = _call(imports, "ToolAction", _tools(lifecycle.tools))
    if lifecycle.streams_tools:
        found["event_object"] = lifecycle.event_object
    return {name: value for name, value in found.items() if value not in ((), {}, None)}


def _interval(waiting: Waiting) -> dict[str, object]:
    found: dict[str, object] = {
        "header": waiting.header,
        "header_unit_ms": waiting.header_unit_ms,
        "default_ms": waiting.default_ms,
        "min_ms": waiting.min_ms,
        "max_ms": waiting.max_ms,
        "factor": waiting.factor,
        "jitter": waiting.jitter,
    }
    return {name: value for name, value in found.items() if value is not None}


def _tools(tools: Tools) -> dict[str, object]:
    found: dict[str, object] = {
        "calls": tools.calls,
        "id": tools.id,
        "name": tools.name,
        "arguments": tools.arguments,
        "output_id": tools.output_id,
        "output": tools.output,
        "definition": tools.definition,
    }
    return {name: value for name, value in found.items() if value is not None}


def _printed(value: object, indent: str) -> str:
    """The value as source; whatever has members has each on a line of its own."""
    inner = indent + STEP
    if isinstance(value, _Call):
        items = [f"{name}={_printed(item, inner)}" for name, item in value.arguments.items()]
        return _bracket(f"{value.name}(", items, ")", indent)
    if isinstance(value, tuple):
        texts = [literal(item) for item in cast("tuple[str, ...]", value)]
        return f"({texts[0]},)" if len(texts) == 1 else _bracket("(", texts, ")", indent)
    if isinstance(value, Mapping):
        members = cast("Mapping[str, object]", value).items()
        texts = [f"{literal(str(key))}: {_printed(item, inner)}" for key, item in members]
        return _bracket("{", texts, "}", indent)
    if isinstance(value, list):
        return _bracket(
            "[", [_printed(item, inner) for item in cast("list[object]", value)], "]", indent
        )
    return literal(cast("JsonScalar", value))


def _bracket(opening: str, items: list[str], closing: str, indent: str) -> str:
    if not items:
        return opening + closing
    lines = "".join(f"{indent}{STEP}{item},\n" for item in items)
    return f"{opening}\n{lines}{indent}{closing}"
