"""YAML to plain data: fast, iterative, YAML 1.2 scalars, shared aliases (layer 1).

PyYAML's composer refuses redefined anchors, recurses on depth and builds YAML 1.1 values; its C
event parser does none of that. This module turns its events into dicts and lists with a stack of
its own. A key is always the text that was written. An alias is the same object as its anchor:
nothing is copied, and what the document would hold if all aliases were written out is counted on
the way, so that a bomb ends in a message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, cast

import yaml
import yaml.cyaml

from specloom.diagnostics import Diagnostic, Diagnostics, Source, SpecloomError
from specloom.load.hints import quoted
from specloom.load.limits import hint, limits
from specloom.load.pointer import JsonDict, child
from specloom.load.scalars import Scalar, plain_scalar, tagged_scalar
from specloom.load.text import fail, too_many_nodes

# The type stubs leave the class out.
_CParser: Final[Any] = getattr(yaml.cyaml, "CParser")  # noqa: B009
_CORE: Final = "tag:yaml.org,2002:"
_SCALAR_TAGS: Final = frozenset({"str", "int", "float", "bool", "null"})
_NEEDS_KEY: Final = object()


@dataclass(slots=True)
class _Frame:
    """A container that is being filled; ``size`` and ``height`` count nodes with aliases written out."""

    value: JsonDict | list[object]
    pointer_key: str
    anchor: str | None
    key: object = _NEEDS_KEY
    size: int = 1
    height: int = 1
    merging: bool = False
    merges: list[object] = field(default_factory=list[object])


@dataclass(slots=True)
class _Anchor:
    value: object
    text: str | None
    size: int
    height: int


def read_yaml(text: str, file: str) -> object:
    """The value of the only document in ``text``.

    Raises SpecloomError: ``yaml-syntax``, ``yaml-tag``, ``yaml-alias``, ``duplicate-key``, ``complex-key``,
    ``too-deep``, ``alias-bomb``, ``several-documents``; all but the first are collected, many at once.
    """
    return _Composer(file).run(text)


def events(text: str, file: str) -> Iterator[Any]:
    """The parser's events; a syntax error becomes a SpecloomError with line and column."""
    try:
        # The parser encodes the text itself: one lone surrogate in it is not encodable.
        parser = _CParser(text)
        while parser.check_event():
            yield parser.get_event()
    except yaml.reader.ReaderError as error:
        raise _reader_error(error, text, file) from None
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, file) from None
    except UnicodeEncodeError:
        raise fail("encoding", "this text holds half of a surrogate pair", file) from None


def _syntax_error(error: yaml.MarkedYAMLError, file: str) -> SpecloomError:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    parts = [part for part in (error.problem, error.context) if part]
    return fail("yaml-syntax", " ".join(parts) or "broken YAML", file, line=line, column=column)


def _reader_error(error: yaml.reader.ReaderError, text: str, file: str) -> SpecloomError:
    position = int(error.position or 0)
    head = text.encode("utf-8", "surrogatepass")[:position].decode("utf-8", "replace")
    line, column = head.count("\n") + 1, len(head) - (head.rfind("\n") + 1) + 1
    return fail("yaml-syntax", str(error.reason), file, line=line, column=column)


class _Composer:
    """Fills containers from events; one instance reads one text."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found = Diagnostics()
        self.anchors: dict[str, _Anchor] = {}
        self.open_anchors: list[str] = []
        self.stack: list[_Frame] = []
        self.root: object = None
        self.documents = 0
        self.nodes = 0
        self.limits = limits()

    def run(self, text: str) -> object:
        handlers: dict[type[object], Callable[[Any], None]] = {
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: self.start_mapping,
            yaml.MappingEndEvent: self.end,
            yaml.SequenceStartEvent: self.start_sequence,
            yaml.SequenceEndEvent: self.end,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.document,
        }
        for event in events(text, self.file):
            handler = handlers.get(cast(type[object], type(event)))
            if handler is not None:
                handler(event)
        self.found.check()
        return self.root

    def place(self, event: Any, *, line: int = 0, column: int = 0) -> Source:
        mark = event.start_mark if event is not None else None
        pointer = "#"
        for frame in self.stack[1:]:
            pointer = child(pointer, frame.pointer_key)
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.value, list):
            pointer = child(pointer, len(top.value))
        elif top is not None and top.key is not _NEEDS_KEY:
            pointer = child(pointer, str(top.key))
        if mark is not None:
            line, column = mark.line + 1, mark.column + 1
        return Source(self.file, pointer, line, column)

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents == 2:
            self.found.error(
                "several-documents", "this file holds more than one YAML document",
                self.place(event), "keep one",
            )  # fmt: skip
            self.found.check()

    def start_mapping(self, event: Any) -> None:
        self.open({}, event)

    def start_sequence(self, event: Any) -> None:
        self.open([], event)

    def open(self, value: JsonDict | list[object], event: Any) -> None:
        expected = "map" if isinstance(value, dict) else "seq"
        if event.tag is not None and event.tag not in ("!", _CORE + expected):
            self.bad_tag(event)
        frame = _Frame(value, self.next_key(event), event.anchor)
        self.stack.append(frame)
        if event.anchor is not None:
            self.open_anchors.append(event.anchor)
            self.anchors.pop(event.anchor, None)
        if len(self.stack) > self.limits.depth:
            raise self.too_deep(event)

    def next_key(self, event: Any) -> str:
        """The token of the node that starts here; also where a container as a key is refused."""
        if not self.stack:
            return ""
        top = self.stack[-1]
        if isinstance(top.value, list):
            return str(len(top.value))
        if top.key is _NEEDS_KEY:
            self.found.error(
                "complex-key",
                "a mapping key must be text, not a list or a mapping",
                self.place(event),
            )
            self.found.check()
        return str(top.key)

    def end(self, event: Any) -> None:
        frame = self.stack.pop()
        if frame.merges:
            _merge(cast(JsonDict, frame.value), frame.merges)
        if frame.anchor is not None:
            self.open_anchors.remove(frame.anchor)
            self.anchors[frame.anchor] = _Anchor(frame.value, None, frame.size, frame.height)
        self.add(frame.value, None, frame.size, frame.height, event)

    def scalar(self, event: Any) -> None:
        text = event.value
        stack = self.stack
        top = stack[-1] if stack else None
        if top is not None and top.key is _NEEDS_KEY and type(top.value) is dict:
            # A key: its text, whatever it would mean as a value.
            if event.anchor is not None:
                self.anchors[event.anchor] = _Anchor(self.value(event), text, 1, 1)
            if event.tag is not None:
                self.value(event)
            self.set_key(top, text, event)
            return
        if event.implicit[0] and event.tag is None:
            value: Scalar = plain_scalar(text)
        elif event.tag is None:
            value = text
        else:
            value = self.value(event)
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchor(value, text, 1, 1)
        self.add(value, text, 1, 1, event)

    def set_key(self, top: _Frame, text: str, event: Any) -> None:
        if text in top.value and text != "<<":
            place = self.place(event)
            source = Source(place.file, child(place.pointer, text), place.line, place.column)
            self.found.error(
                "duplicate-key", f"the key {quoted(text)} is given twice in one mapping", source,
                "remove or rename one",
            )  # fmt: skip
        top.key = text
        top.merging = (
            text == "<<" and isinstance(event, yaml.ScalarEvent) and bool(event.implicit[0])
        )

    def value(self, event: Any) -> Scalar:
        tag = event.tag
        if tag is None:
            return plain_scalar(event.value) if event.implicit[0] else cast(str, event.value)
        if tag == "!":
            return cast(str, event.value)
        name = tag.removeprefix(_CORE)
        if tag.startswith(_CORE) and name in _SCALAR_TAGS:
            try:
                return tagged_scalar(name, event.value)
            except ValueError as error:
                self.found.error("yaml-tag", str(error), self.place(event))
                return None
        self.bad_tag(event)
        return None

    def bad_tag(self, event: Any) -> None:
        shown = "!!" + event.tag[len(_CORE) :] if event.tag.startswith(_CORE) else event.tag
        self.found.error(
            "yaml-tag", f"the YAML tag {quoted(shown)} is not allowed here", self.place(event),
            "write plain mappings, lists and scalars",
        )  # fmt: skip

    def alias(self, event: Any) -> None:
        known = self.anchors.get(event.anchor)
        if known is None:
            inside = event.anchor in self.open_anchors
            what = "lies inside the node it names" if inside else "names no anchor above it"
            self.found.error(
                "yaml-alias", f"the alias {quoted(event.anchor)} {what}", self.place(event)
            )
            known = _Anchor(None, event.anchor, 1, 1)
        top = self.stack[-1] if self.stack else None
        if top is not None and top.key is _NEEDS_KEY and isinstance(top.value, dict):
            if known.text is None:
                self.next_key(event)
            self.set_key(top, cast(str, known.text), event)
            return
        self.add(known.value, known.text, known.size, known.height, event)

    def add(self, value: object, text: str | None, size: int, height: int, event: Any) -> None:
        """Put a finished node into the container on top."""
        if not self.stack:
            self.root = value
            return
        top = self.stack[-1]
        top.size += size
        if height >= top.height:
            top.height = height + 1
            if len(self.stack) + height > self.limits.depth:
                raise self.too_deep(event)
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            raise too_many_nodes(self.file)
        if top.size > self.limits.aliases and top.size > 10 * self.nodes:
            raise SpecloomError([self.bomb(event)])
        container = top.value
        if isinstance(container, list):
            container.append(value)
            return
        key = cast(str, top.key)
        top.key = _NEEDS_KEY
        if top.merging and _is_merge(value):
            top.merges.append(value)
        else:
            container[key] = value

    def too_deep(self, event: Any) -> SpecloomError:
        place = self.place(event)
        return fail(
            "too-deep", f"this document nests deeper than {self.limits.depth} levels", self.file,
            line=place.line, column=place.column, hint=hint("depth"),
        )  # fmt: skip

    def bomb(self, event: Any) -> Diagnostic:
        message = f"the aliases of this document stand for more than {self.limits.aliases:,} nodes"
        return Diagnostic("alias-bomb", message, self.place(event), hint=hint("aliases"))


def _is_merge(value: object) -> bool:
    if isinstance(value, dict):
        return True
    return isinstance(value, list) and all(
        isinstance(item, dict) for item in cast(list[object], value)
    )


def _merge(target: JsonDict, merges: list[object]) -> None:
    """Apply ``<<``: keys that the mapping has itself win, then the earlier merged mapping."""
    for merged in merges:
        for source in cast(list[JsonDict], merged if isinstance(merged, list) else [merged]):
            for key, value in source.items():
                target.setdefault(key, value)
