"""The YAML 1.2 core schema: what a plain scalar means (layer 1).

PyYAML reads YAML 1.1, where ``on`` is true, ``12:30`` is 750 and ``2020-01-01`` is a date. Here only
the words of the core schema have a meaning; everything else stays the text that was written.
"""

from __future__ import annotations

import re
from typing import Final, TypeAlias

from specloom.load.hints import quoted

Scalar: TypeAlias = str | int | float | bool | None

_WORDS: Final[dict[str, Scalar]] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
    ".inf": float("inf"), ".Inf": float("inf"), ".INF": float("inf"),
    "+.inf": float("inf"), "+.Inf": float("inf"), "+.INF": float("inf"),
    "-.inf": float("-inf"), "-.Inf": float("-inf"), "-.INF": float("-inf"),
    ".nan": float("nan"), ".NaN": float("nan"), ".NAN": float("nan"),
}  # fmt: skip
_START: Final = frozenset("+-.0123456789")
_INT: Final = re.compile(r"[-+]?[0-9]+\Z")
_RADIX: Final = re.compile(r"0(?:o[0-7]+|x[0-9a-fA-F]+)\Z")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_MAX_DIGITS: Final = 4000
"""Python refuses to convert longer runs of digits; they stay text."""


def plain_scalar(text: str) -> Scalar:
    """The value of an unquoted scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _START or len(text) > _MAX_DIGITS:
        return text
    if _INT.match(text):
        return int(text)
    if _RADIX.match(text):
        return int(text[2:], 8 if text[1] == "o" else 16)
    if _FLOAT.match(text):
        return float(text)
    return text


def tagged_scalar(tag: str, text: str) -> Scalar:
    """The value of a scalar with a core tag (``!!int``); raises ValueError where text and tag disagree."""
    if tag == "str":
        return text
    value = plain_scalar(text)
    if tag == "float" and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    wanted = {"int": int, "float": float, "bool": bool, "null": type(None)}[tag]
    if type(value) is not wanted:
        raise ValueError(f"{quoted(text)} is no !!{tag}")
    return value
