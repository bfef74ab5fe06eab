"""Derive a synchronous module from its asynchronous source.

The async text is the only source. Two modes share one scanner:

* ``to_sync(text)`` is for hand-written code (runtime, helpers): every ``Async`` prefix goes, every
  ``async_`` prefix goes, names inside strings follow.
* ``to_sync(text, names=..., hand_written=False)`` is for printed code, where a parameter or a model of
  the described API may itself be called ``async_mode`` or ``AsyncJob``: only the names of the SDK's
  own runtime and the ones given change, and strings stay as they are (but for ``__all__`` and the type in
  ``cast("Type", ...)``).

A construct that has no synchronous form raises :class:`UnasyncError` with its line.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

RUNTIME_NAMES: dict[str, str] = {
    "AsyncAPIClient": "SyncAPIClient",
    "AsyncAPIResource": "SyncAPIResource",
    "BaseAsyncPage": "BaseSyncPage",
    "AsyncAPIResponse": "APIResponse",
    "AsyncStream": "Stream",
    "AsyncBinaryAPIResponse": "BinaryAPIResponse",
    "AsyncStreamedBinaryAPIResponse": "StreamedBinaryAPIResponse",
    "async_to_raw_response_wrapper": "to_raw_response_wrapper",
    "async_to_streamed_response_wrapper": "to_streamed_response_wrapper",
    "async_to_custom_raw_response_wrapper": "to_custom_raw_response_wrapper",
    "async_to_custom_streamed_response_wrapper": "to_custom_streamed_response_wrapper",
    "_aio": "_sync",
}
"""Runtime names whose twin is fixed, in both modes."""

LIBRARY_NAMES: dict[str, str] = {
    "AsyncByteStream": "SyncByteStream",
    "AsyncIterator": "Iterator",
    "AsyncIterable": "Iterable",
    "AsyncContextManager": "ContextManager",
    "AbstractAsyncContextManager": "AbstractContextManager",
    "AsyncExitStack": "ExitStack",
    "asynccontextmanager": "contextmanager",
    "StopAsyncIteration": "StopIteration",
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "__aiter__": "__iter__",
    "__anext__": "__next__",
    "aclose": "close",
    "aread": "read",
    "aiter_bytes": "iter_bytes",
    "aiter_raw": "iter_raw",
    "aiter_text": "iter_text",
    "aiter_lines": "iter_lines",
    "aiter": "iter",
    "anext": "next",
}
"""Library names of hand-written code that change beside the ``Async`` prefixes."""

_UNWRAPPED = {"Awaitable": 0, "Coroutine": 2, "AsyncPaginator": 1}
"""Generic types that vanish in the sync twin, with the index of the argument that remains."""

_TOKEN = re.compile(
    r"""
    (?P<string>[rRbBuUfF]{0,2}(?:\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''
        |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))
    |(?P<comment>\#[^\n]*)
    |(?P<sleep>\b(?:asyncio|anyio)\.sleep\b)
    |(?P<keyword>\b(?:async|await)\b[ ]?)
    |(?P<name>\b[A-Za-z_]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)
_NAME = re.compile(r"\b[A-Za-z_]\w*")
_ALL = re.compile(r"^__all__ = \[.*?\]", re.MULTILINE | re.DOTALL)
_CAST = re.compile(r"\bcast\(\s*\"\w+\"")
_PAGE = re.compile(r"Async(\w*Page)\Z")
_ASYNCIO = re.compile(r"^import asyncio\n", re.MULTILINE)
_REMOVED_LINE = re.compile(r"^.*# unasync: remove[^\n]*\n", re.MULTILINE)


class UnasyncError(ValueError):
    """A construct without a synchronous form; the message starts with its 1-based line."""


def to_sync(text: str, names: Mapping[str, str] | None = None, *, hand_written: bool = True) -> str:
    """The synchronous twin of ``text``.

    ``names`` maps further names to their twins and wins over the built-in rules. Raises
    :class:`UnasyncError` where an ``asyncio`` or ``anyio`` call other than ``sleep`` is left over.
    """
    table = dict(RUNTIME_NAMES)
    slept = re.search(r"\basyncio\.sleep\b", text) is not None
    if hand_written:
        table.update(LIBRARY_NAMES)
    table.update(names or {})
    text = _unwrap_generics(_REMOVED_LINE.sub("", text))
    text = _ASYNCIO.sub("import time\n" if slept else "", text)
    converted = _TOKEN.sub(lambda match: _convert(match, table, hand_written), text)
    if not hand_written:
        converted = _ALL.sub(lambda match: _rename_all(match.group(), table), converted)
        converted = _CAST.sub(lambda match: _rename_all(match.group(), table), converted)
    _refuse_leftovers(converted)
    return converted


def _convert(match: re.Match[str], table: Mapping[str, str], hand_written: bool) -> str:
    kind, value = match.lastgroup, match.group()
    if kind == "keyword":
        return ""
    if kind == "sleep":
        return "time.sleep"
    if kind == "name":
        return _rename(value, table, hand_written)
    if kind == "string" and hand_written:
        renamed = _NAME.sub(lambda inner: _rename(inner.group(), table, True), value)
        return re.sub(r"(?m)^(\s*(?:>>>|\.\.\.) .*)\bawait ", r"\1", renamed)
    return value


def _rename(name: str, table: Mapping[str, str], hand_written: bool) -> str:
    if name in table:
        return table[name]
    if not hand_written:
        return name
    if page := _PAGE.match(name):
        return f"Sync{page.group(1)}"
    stripped = re.sub(r"\A(_*)(Default)?Async(?=[A-Z])", r"\1\2", name)
    return re.sub(r"\A(_*)async_(?=[a-z])", r"\1", stripped)


def sync_name(name: str) -> str:
    """The twin of one identifier of hand-written code; the name itself where it has none."""
    return _rename(name, {**LIBRARY_NAMES, **RUNTIME_NAMES}, hand_written=True)


def _rename_all(block: str, table: Mapping[str, str]) -> str:
    return _NAME.sub(lambda match: table.get(match.group(), match.group()), block)


def _unwrap_generics(text: str) -> str:
    pattern = re.compile(r"\b(" + "|".join(_UNWRAPPED) + r")\[")
    position = 0
    while match := pattern.search(text, position):
        arguments, end = _bracket_arguments(text, match.end())
        kept = arguments[_UNWRAPPED[match.group(1)]].strip()
        text = text[: match.start()] + kept + text[end:]
        position = match.start()
    return text


def _bracket_arguments(text: str, start: int) -> tuple[list[str], int]:
    """Split the bracket that opens before ``start`` at its top-level commas; also its end."""
    depth, last, arguments = 1, start, list[str]()
    for index in range(start, len(text)):
        char = text[index]
        depth += (char in "[(") - (char in "])")
        if depth == 0:
            return [*arguments, text[last:index]], index + 1
        if char == "," and depth == 1:
            arguments.append(text[last:index])
            last = index + 1
    raise UnasyncError(f"{text.count(chr(10), 0, start) + 1}: bracket is never closed")


def _refuse_leftovers(text: str) -> None:
    code = _TOKEN.sub(lambda m: "" if m.lastgroup in ("string", "comment") else m.group(), text)
    if left := re.search(r"\b(?:asyncio|anyio)\.\w+", code):
        name = left.group()
        line = text.count("\n", 0, max(text.find(name), 0)) + 1
        raise UnasyncError(f"{line}: `{name}` has no synchronous form")


def twin_text(text: str) -> str:
    """The twin of a hand-written module in the style of the house: imports in order, formatted."""
    from black import format_str
    from black.mode import Mode, TargetVersion

    from specloom.weave.tidy import tidy_imports

    mode = Mode(line_length=100, target_versions={TargetVersion.PY310})
    return format_str(tidy_imports(to_sync(text)), mode=mode)


def main(arguments: list[str]) -> int:
    """``python -m specloom.weave.unasync SOURCE_DIR TARGET_DIR``: write the twin of each module.

    Twins of modules that are gone are removed.
    """
    source, target = Path(arguments[0]), Path(arguments[1])
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.glob("*.py")):
        try:
            (target / path.name).write_text(twin_text(path.read_text("utf-8")), "utf-8")
        except UnasyncError as error:
            print(f"{path}:{error}", file=sys.stderr)
            return 1
    for path in sorted(target.glob("*.py")):
        if not (source / path.name).exists():
            path.unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
