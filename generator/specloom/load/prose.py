"""Descriptions, found in the text of a document before it is parsed (layer 1).

A description that fills lines of its own (YAML) or is one string (JSON) can be cut out and put in again without
any change to how the rest is read. ``find_prose`` cuts them out; what is left is the *skeleton*. Where two
documents have the same skeleton, they differ in descriptions only.

In JSON, a ``"`` that no backslash precedes and that is followed by ``description"`` opens a string. In YAML, a
snippet is a key on a line of its own, in a block mapping, with all following lines that are indented deeper and all
blank ones. If it can be read alone at its indentation it leaves the parser where it found it, so the text
around is read as before; :meth:`Prose.values` reads it alone. What looks like one and is none (in a block of
text, say) is found when the document has been parsed: see :func:`settle`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from specloom.diagnostics import SpecloomError
from specloom.held import Held, Unheld
from specloom.load.pointer import JsonDict

_JSON: Final = re.compile(
    r'(?<!\\)"description"\s*:\s*("[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*")'
)
_DEEPER: Final = r"[^\n]*\n(?:(?:%s +[^\s][^\n]*| *)\n)*"
_YAML: Final = re.compile(
    r"^(?P<own>(?P<indent> +)description: (?=[^\s&*!{\[#%@`])" + _DEEPER % "(?P=indent)" + ")"
    r"|^(?P<margin> *)[^\s#][^\n]*: [|>]" + _DEEPER % "(?P=margin)",
    re.MULTILINE,
)
_NEXT_LINE: Final = re.compile(r" *[^\s]|\Z")
_ODD_BREAKS: Final = "\r\x85\u2028\u2029\ufeff\0"
_PLACES: Final = frozenset({"schema", "operation", "parameter", "response", "header", "body"})
"""Objects whose description is printed, if it is used at all."""


@dataclass(slots=True)
class Prose:
    """The descriptions of one text. ``raws`` are their snippets in order, ``skeleton`` digests all the rest.

    ``texts`` maps tokens to descriptions, for those that :func:`settle` found to be kept back.
    """

    is_json: bool
    nonce: str
    skeleton: str
    raws: list[str]
    pieces: list[str]
    texts: dict[str, str] = field(default_factory=dict[str, str])

    def token(self, index: int) -> str:
        """What stands for the snippet with this index."""
        return f"{self.nonce}.{index}."

    def tokenised(self, values: Sequence[str | None]) -> str:
        """The text with a token in place of each snippet that has a value."""
        parts = [self.pieces[0]]
        for index, (raw, value) in enumerate(zip(self.raws, values, strict=True)):
            parts += [raw if value is None else self._in_place(index), self.pieces[index + 1]]
        return "".join(parts)

    def _in_place(self, index: int) -> str:
        if self.is_json:
            return f'"{self.token(index)}"'
        raw = self.raws[index]
        return f'{raw[: raw.index("d")]}description: "{self.token(index)}"\n'

    def values(self, raws: Sequence[str]) -> list[str | None]:
        """What snippets say, each read on its own; ``None`` for those that are no text or say nothing.

        Raises :class:`Unheld` where one of them cannot be read alone.
        """
        found = _json_values(raws) if self.is_json else _yaml_values(raws)
        return [item if isinstance(item, str) and item.strip() else None for item in found]


def find_prose(text: str, *, is_json: bool) -> Prose | None:
    """The descriptions of a text; ``None`` where its line breaks leave doubt about where a line ends."""
    spans: list[tuple[int, int]] = []
    if is_json:
        spans = [found.span(1) for found in _JSON.finditer(text)]
    elif any(char in text for char in _ODD_BREAKS):
        return None
    else:
        for found in _YAML.finditer(text):
            if found["own"] and _NEXT_LINE.match(text, found.end()):
                spans.append(found.span())
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(text)]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    skeleton = hashlib.sha256("\0".join(pieces).encode("utf-8", "surrogatepass")).hexdigest()
    nonce = "text" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return Prose(is_json, nonce, skeleton, [text[start:end] for start, end in spans], pieces)


def _json_values(raws: Sequence[str]) -> list[object]:
    try:
        found: object = json.loads(f"[{','.join(raws)}]")
    except ValueError:
        raise Unheld from None
    items = cast("list[object]", found)
    if len(items) != len(raws):
        raise Unheld
    return items


def _yaml_values(raws: Sequence[str]) -> list[object]:
    from specloom.load.yaml_reader import read_yaml

    if not raws:
        return []
    try:
        found = read_yaml("".join(f"i{index}:\n{raw}" for index, raw in enumerate(raws)), "")
    except SpecloomError:
        raise Unheld from None
    values = list(cast(JsonDict, found).items()) if isinstance(found, dict) else []
    if [key for key, _ in values] != [f"i{index}" for index in range(len(raws))]:
        raise Unheld
    return [_only_description(value) for _, value in values]


def _only_description(value: object) -> object:
    if not isinstance(value, dict) or list(cast(JsonDict, value)) != ["description"]:
        raise Unheld
    return cast(JsonDict, value)["description"]


def settle(
    data: JsonDict,
    prose: Prose,
    values: Sequence[str | None],
    kinds: Mapping[int, set[str]],
) -> None:
    """Have descriptions of printed objects held, and put all others back; fills ``prose.texts``.

    ``kinds`` maps the identity of an object to what it is. Raises :class:`Unheld` where a token is not the whole
    of some description: it stood in a text.
    """
    texts = {prose.token(index): text for index, text in enumerate(values) if text is not None}
    seen: set[int] = set()
    found: set[str] = set()
    stack: list[object] = [data]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack += [item for item in cast("list[object]", node) if isinstance(item, dict | list)]
        if not isinstance(node, dict):
            continue
        mapping = cast(JsonDict, node)
        if id(mapping) in seen:
            continue
        seen.add(id(mapping))
        token = mapping.get("description")
        if isinstance(token, str) and token in texts:
            found.add(token)
            text = texts[token]
            if kinds.get(id(mapping), _NOWHERE) <= _PLACES:
                prose.texts[token] = text
                mapping["description"] = Held(token)
            else:
                mapping["description"] = text
        stack += [item for item in mapping.values() if isinstance(item, dict | list)]
    if len(found) != len(texts):
        raise Unheld


_NOWHERE: Final = frozenset({""})
