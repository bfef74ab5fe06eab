"""Names, decided once: from any text of a spec to a legal identifier (layer 0).

Every function is total: any text gives a legal name, the same one each time, and a name that is
already legal and in form stays as it is.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(
    r"[A-Z]+(?=[A-Z][a-z])"  # HTTP|Server
    r"|[A-Z]?[a-z][a-z0-9]*"  # Server, sha256, gpt4o, v1beta1
    r"|[A-Z]+[0-9][a-z0-9]*"  # MP3, K8s
    r"|[A-Z]+"  # URL
    r"|[0-9]+[a-z0-9]*"  # 3d, 2fa
)
_MIXED: Final = re.compile(r"OAuth(?=[^a-z]|\Z)|IPv[46]|macOS|iOS(?![a-z])")
"""Words that are written with a capital inside."""
_PLURAL_ACRONYM: Final = re.compile(
    r"(?<![A-Za-z])([A-Z]{2,})s(?![a-z])|(?<=[a-z0-9])([A-Z]{2,})s(?![a-z])"
)
_LETTERS: Final[Mapping[str, str]] = {
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
    "ł": "l", "Ł": "L", "þ": "th", "Þ": "Th", "ð": "d", "ı": "i", "+": " plus ",
    "µ": "u", "μ": "u", "’": "", "'": "", "–": "-", "—": "-",
}  # fmt: skip

MODEL_NAMES: Final = frozenset(
    {
        "copy", "json", "dict", "schema", "construct", "validate", "parse_obj", "parse_raw",
        "parse_file", "from_orm", "schema_json", "update_forward_refs", "to_dict", "to_json",
        "to_python",
    }
)  # fmt: skip
"""What a response model already is or does; a field of this name gets a trailing underscore."""

SOFT_BUILTINS: Final = frozenset({"None", "True", "False", "self", "cls"})

_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin", "conout"}
    | {f"{port}{digit}" for port in ("com", "lpt") for digit in range(10)}
)
_CAMEL: Final = re.compile(r"[A-Z][A-Za-z0-9]*")
_LONGEST_ACRONYM: Final = 4
_MAX_NAME: Final = 80
"""Longer names are cut: file systems end at 255 bytes, readers earlier."""


def words(text: str) -> list[str]:
    """The words of a name in lower case: ``HTTPServer2 Error`` gives ``http server2 error``.

    Splits at separators, between lower and upper case, and before the last capital of an acronym;
    digits stay with the word before them. Other scripts are folded (NFKD), accents dropped; what
    has no ASCII form is spelled by the hex of its code point, so that different names stay different.
    """
    return list(_words(text))


@lru_cache(maxsize=1 << 15)
def _words(text: str) -> tuple[str, ...]:
    text = _ascii(text)
    text = _MIXED.sub(lambda match: f" {match[0].lower()}", text)
    text = _PLURAL_ACRONYM.sub(lambda match: f" {(match[1] or match[2]).lower()}s ", text)
    return tuple(match.lower() for match in _WORD.findall(text))


def _ascii(text: str) -> str:
    if text[:1] == "-" and text[1:2].isdigit():
        text = f"minus {text[1:]}"
    if text.isascii():
        return text.replace("'", "").replace("+", " plus ") if "'" in text or "+" in text else text
    return "".join(map(_transliterate, text))


def _transliterate(char: str) -> str:
    if char in _LETTERS:
        return _LETTERS[char]
    if char.isascii():
        return char
    folded = unicodedata.normalize("NFKD", char)
    plain = "".join(_LETTERS.get(part, part) for part in folded if not unicodedata.combining(part))
    if plain.isascii():
        return plain
    return f" u{ord(char):04x} " if char.isalnum() else " "


def snake_case(text: str) -> str:
    """``fooBar`` as ``foo_bar``; may be empty, start with a digit, or be a keyword."""
    return _cut("_".join(words(text)))


def camel_case(text: str, casings: Mapping[str, str] | None = None) -> str:
    """``foo_bar`` as ``FooBar``.

    ``casings`` maps a lower-case word to how it is written (``api`` → ``API``). A name in camel case
    keeps its capitals (``HTTPServer``) unless one of its words is in ``casings``. A long name of
    capitals alone is read as one word (``STATUS`` → ``Status``).
    """
    known = casings or {}
    parts = words(text)
    name = text
    if not _CAMEL.fullmatch(text) or any(word in known for word in parts):
        name = "".join(known.get(word, word[:1].upper() + word[1:]) for word in parts)
    if name.isupper() and len(name) > _LONGEST_ACRONYM and name.lower() not in known:
        name = name[0] + name[1:].lower()
    return _cut(name)


def _cut(name: str) -> str:
    return name[:_MAX_NAME].rstrip("_")


def python_identifier(text: str, *, prefix: str = "field", model: bool = False) -> str:
    """A legal lower-case name for a parameter or, with ``model``, for a field of a pydantic model.

    Keywords and (with ``model``) names of the base class get a trailing underscore (``from_``,
    ``copy_``); what would start with a digit gets ``prefix`` in front (``field_1``); what has no
    letters is ``prefix`` itself.
    """
    name = snake_case(text)
    if not name:
        name = prefix
    elif name[0].isdigit():
        name = f"{prefix}_{name}"
    if keyword.iskeyword(name) or name in SOFT_BUILTINS or (model and is_model_name(name)):
        name += "_"
    return name


def is_model_name(name: str) -> bool:
    """Whether a field of this name would hide or break a part of the model base class."""
    return name in MODEL_NAMES or (name.startswith("model_") and name in _MODEL_PREFIXED)


_MODEL_PREFIXED: Final = frozenset(
    {
        "model_config", "model_fields", "model_computed_fields", "model_extra", "model_fields_set",
        "model_construct", "model_copy", "model_dump", "model_dump_json", "model_json_schema",
        "model_parametrized_name", "model_post_init", "model_rebuild", "model_validate",
        "model_validate_json", "model_validate_strings",
    }
)  # fmt: skip


def class_name(text: str, casings: Mapping[str, str] | None = None) -> str:
    """A legal class name in camel case: ``2fa-config`` gives ``Model2faConfig``, ``none`` gives ``None_``."""
    name = camel_case(text, casings)
    if not name or not name[0].isalpha():
        name = f"Model{name}"
    return f"{name}_" if keyword.iskeyword(name) else name


def distribution_name(package: str) -> str:
    """What a package is called on an index; an index takes no dash at either end."""
    return package.replace("_", "-").strip("-")


def module_name(text: str) -> str:
    """A legal module name in snake case: no keyword, no device name of Windows, no path, not private."""
    name = snake_case(text)
    if not name or name[0].isdigit():
        name = f"module_{name}".rstrip("_")
    if keyword.iskeyword(name) or name in _DEVICES:
        name += "_"
    return name


def enum_member(text: str) -> str:
    """A legal constant name: ``in progress`` gives ``IN_PROGRESS``."""
    name = snake_case(text).upper() or "EMPTY"
    return f"VALUE_{name}" if name[0].isdigit() else name


def unique(name: str, taken: Collection[str]) -> str:
    """``name``, or ``name_2``, ``name_3``… where it is taken (``Name2`` for a name in camel case)."""
    stem = name.rstrip("_") or name
    joint = "" if stem[:1].isupper() and "_" not in stem else "_"
    candidate, number = name, 1
    while candidate in taken:
        number += 1
        candidate = f"{stem}{joint}{number}"
    return candidate


_SAME: Final = frozenset(
    {
        "data", "metadata", "media", "series", "species", "news", "status", "address", "bus",
        "class", "process", "access", "success", "progress", "analysis", "basis", "canvas", "lens",
        "alias", "bias", "gas", "atlas", "virus", "bonus", "focus", "census", "corpus", "radius",
        "versus", "campus", "has", "is", "was", "us", "this", "plus", "less", "pass", "os", "dns",
        "https", "aws", "sms", "gps", "css", "js", "tls", "ios", "kubernetes", "always", "across",
        "previous", "various", "continuous", "anonymous", "physics", "analytics",
        "diagnosis", "synopsis", "thesis", "axis", "redis", "chaos", "cosmos",
    }
)  # fmt: skip
_IRREGULAR: Final[Mapping[str, str]] = {
    "people": "person", "children": "child", "men": "man", "women": "woman", "feet": "foot",
    "indices": "index", "vertices": "vertex", "matrices": "matrix", "appendices": "appendix",
    "analyses": "analysis", "bases": "base", "aliases": "alias", "statuses": "status",
    "addresses": "address", "criteria": "criterion", "phenomena": "phenomenon", "buses": "bus",
    "movies": "movie", "cookies": "cookie", "ties": "tie", "pies": "pie", "series": "series",
    "leaves": "leaf", "halves": "half", "shelves": "shelf", "knives": "knife", "lives": "life",
    "caches": "cache", "axes": "axis", "crises": "crisis", "theses": "thesis", "heroes": "hero",
    "potatoes": "potato", "viruses": "virus", "bonuses": "bonus", "biases": "bias", "gases": "gas",
    "lenses": "lens", "canvases": "canvas", "quizzes": "quiz", "oxen": "ox", "mice": "mouse",
    "licenses": "license", "responses": "response", "expenses": "expense", "purchases": "purchase",
    "databases": "database", "releases": "release", "phases": "phase", "purposes": "purpose",
    "cases": "case", "uses": "use", "clauses": "clause", "causes": "cause", "houses": "house",
    "warehouses": "warehouse", "leases": "lease", "courses": "course", "sources": "source",
}  # fmt: skip


def singular(text: str) -> str:
    """The name of one item of a list: the last word in the singular, the others as they are.

    ``tool_calls`` gives ``tool_call``, ``categories`` ``category``; what is no plural stays
    (``data``, ``status``). Works on snake and camel case; only the last word changes.
    """
    match = re.search(r"[A-Za-z]+\Z", text)
    if match is None:
        return text
    tail = match[0]
    split = max((index for index, char in enumerate(tail) if index and char.isupper()), default=0)
    if tail.isupper():
        split = 0
    head, last = text[: match.start() + split], tail[split:]
    return head + _keep_case(last, _singular_word(last.lower()))


def _keep_case(word: str, lowered: str) -> str:
    if word[:1].isupper() and not word.islower():
        return lowered[:1].upper() + lowered[1:] if not word.isupper() else lowered.upper()
    return lowered


def _singular_word(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if (
        word in _SAME
        or len(word) < 3
        or not word.endswith("s")
        or word.endswith(("ss", "us", "is"))
    ):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    return word[:-1]
