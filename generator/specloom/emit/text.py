"""Strings of the spec as Python source: literals and docstrings that cannot break out (layer 4).

Which characters are escaped is a fixed table, so that the same spec gives the same bytes on every Python.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specloom.emit.layout import WIDTH

if TYPE_CHECKING:
    from specloom.ir.types import JsonScalar

_CONTROLS = "\\x00-\\x1f\\x7f-\\x9f"
_SPACES = "\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
_JOINERS = "\\u200c\\u200d"
_INVISIBLE = (
    "\\xad\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u115f\\u1160\\u17b4\\u17b5"
    "\\u180b-\\u180f\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0"
    "\\ufff0-\\ufffb\\ufffe\\uffff\\ud800-\\uf8ff\\ufdd0-\\ufdef\\U000110bd\\U000110cd"
    "\\U00013430-\\U0001345f\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a\\U000e0000-\\U0010ffff"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSAFE_IN_LITERALS = re.compile(f"[{_CONTROLS}{_SPACES}{_JOINERS}{_INVISIBLE}]")
_UNSAFE_IN_PROSE = re.compile(f"[{_CONTROLS}{_INVISIBLE}]")
_LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_WIDE_SPACE = re.compile(f"[{_SPACES}]")
_SHORT_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+")


def literal(value: JsonScalar) -> str:
    """The value as Python source, quoted as the formatter would; infinite numbers become calls of ``float``."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return f'float("{value}")'
    return repr(value)


def is_encodable(text: str) -> bool:
    """Whether a text can be sent at all: lone surrogates have no UTF-8 form."""
    return text.isascii() or not _SURROGATE.search(text)


def _quoted(value: str) -> str:
    quote = "'" if value.count('"') > value.count("'") else '"'
    text = value.replace("\\", "\\\\").replace(quote, "\\" + quote)
    return quote + _UNSAFE_IN_LITERALS.sub(lambda found: _escape(found.group()), text) + quote


def _escape(char: str) -> str:
    code = ord(char)
    if code <= 0xFF:
        return _SHORT_ESCAPES.get(char) or f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def prose(text: str, width: int) -> list[str]:
    """The lines of a description: control characters shown as escapes, long lines wrapped at ``width``.

    The text's own line breaks stay. Fenced and indented code, tables and words that are longer than a
    line are left as they are.
    """
    lines: list[str] = []
    fenced = False
    for line in _clean_lines(text):
        fence = line.lstrip().startswith(("```", "~~~"))
        verbatim = fenced or fence or line.startswith(("    ", "|", "<"))
        fenced = fenced != fence
        lines += [line] if verbatim or len(line) <= width else _wrap(line, width)
    return _dedented(lines)


def _clean_lines(text: str) -> list[str]:
    raw = [_clean_line(line) for line in _LINE_BREAK.split(text)]
    while raw and not raw[-1]:
        raw.pop()
    while raw and not raw[0]:
        raw.pop(0)
    return _dedented(raw)


def _dedented(lines: list[str]) -> list[str]:
    """Take away the common margin of all lines but the first, and all of the first's, as the formatter does."""
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines[1:] if line), default=0)
    return [line[margin:] if index else line.lstrip(" ") for index, line in enumerate(lines)]


def _clean_line(line: str) -> str:
    line = _WIDE_SPACE.sub(" ", line.expandtabs(4))
    return _UNSAFE_IN_PROSE.sub(lambda found: _escape(found.group()), line).rstrip(" ")


def _wrap(line: str, width: int) -> list[str]:
    item = _LIST_ITEM.match(line)
    indent = line[: len(line) - len(line.lstrip(" "))]
    hanging = " " * item.end() if item else indent
    lines: list[str] = []
    current = indent
    empty = True
    for word in line.split():
        if empty or len(current) + 1 + len(word) <= width:
            current += word if empty else " " + word
        else:
            lines.append(current)
            current = hanging + word
        empty = False
    return [*lines, current]


def docstring(text: str, indent: str) -> list[str]:
    """Lines of a docstring (or of the string below a field), nothing for a text without content."""
    if not text:
        return []
    lines = prose(text, WIDTH - len(indent) - 3)
    if len(lines) < 2:
        lines = prose(text, WIDTH - len(indent) - 6)
    if not lines:
        return []
    single = len(lines) == 1
    body = "\n".join(lines)
    raw = "\\" in body and '"""' not in body and not (single and body.endswith("\\"))
    if not raw:
        body = body.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    if body.startswith('"'):
        body = " " + body
    if single:
        return [f'{indent}{"r" * raw}"""{body}{" " * body.endswith(chr(34))}"""']
    first, *others = body.split("\n")
    middle = [indent + line if line else "" for line in others]
    opening = f'{indent}{"r" * raw}"""'
    if all(
        line[:1] in ("", " ") for line in others
    ):  # readers measure indents from the second line on
        return [opening, indent + first, *middle, f'{indent}"""']
    return [opening + first, *middle, f'{indent}"""']


def comment(text: str, indent: str = "") -> list[str]:
    """Lines of a comment, nothing for a text without content."""
    lines = prose(text, WIDTH - len(indent) - 2)
    return [f"{indent}# {line}" if line else f"{indent}#" for line in lines]
