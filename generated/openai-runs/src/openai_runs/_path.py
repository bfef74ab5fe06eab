"""Paths: a template and its values become a path that cannot leave the template."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from urllib.parse import quote

from ._exceptions import UnsendableError
from ._values import Written, primitive_text

_PLACEHOLDER = re.compile(r"\{([^{}/?#]+)\}")
_SEGMENT_SAFE = "!$&'()*+,;=:@"
"""RFC 3986 ``pchar`` beside the unreserved characters, which ``quote`` never encodes."""

_NEVER_QUOTED = re.compile(r"[-\w.~]+", re.ASCII).fullmatch


def path_template(template: str, /, **values: object) -> str:
    """Put ``values`` in the ``{name}`` places of ``template``, each percent-encoded as (part of) a segment.

    Raises :class:`UnsendableError` naming the parameter for a value that is empty, or that would make its
    segment ``.`` or ``..``, and for half a character; :class:`KeyError` for a place without a value.
    """
    segments, rest = _split(template)
    try:
        path = "/".join(
            [part if isinstance(part, str) else _segment(part, values) for part in segments]
        )
        if not rest:
            return path
        return path + "".join(
            part if index % 2 == 0 else _quoted(part, values, "") for index, part in enumerate(rest)
        )
    except UnicodeError as error:
        raise UnsendableError(f"The path {template!r} cannot hold half a character.") from error


def client_value(client: object, option: str, given: object) -> object:
    """What a caller gave for a place, else the value of the client's option.

    Raises :class:`UnsendableError` where there is neither.
    """
    value = getattr(client, option) if given is None else given
    if value is None or value == "":
        raise UnsendableError(f"Missing `{option}`: pass it to the client or to this method.")
    return value


@lru_cache(maxsize=1024)
def _split(template: str) -> tuple[tuple[str | tuple[str, ...], ...], tuple[str, ...]]:
    """The segments of a template, each as its text or (text, name, text, ..., text), and its query or fragment."""
    end = min((i for i in (template.find("?"), template.find("#")) if i >= 0), default=None)
    path = template if end is None else template[:end]
    split = [tuple(_PLACEHOLDER.split(segment)) for segment in path.split("/")]
    segments = tuple(parts[0] if len(parts) == 1 else parts for parts in split)
    return segments, () if end is None else tuple(_PLACEHOLDER.split(template[end:]))


def _segment(parts: tuple[str, ...], values: dict[str, object]) -> str:
    texts = list(parts)
    for index in range(1, len(parts), 2):
        texts[index] = _quoted(parts[index], values, _SEGMENT_SAFE)
    segment = "".join(texts)
    if segment in (".", ".."):
        names = " and ".join(f"`{name}`" for name in parts[1::2])
        raise UnsendableError(
            f"The path segment {segment!r} that {names} would give is not allowed"
        )
    return segment


def _quoted(name: str, values: dict[str, object], safe: str) -> str:
    text = _text(name, values)
    if isinstance(text, Written):
        return text.encoded
    return text if _NEVER_QUOTED(text) else quote(text, safe=safe)


def _text(name: str, values: dict[str, object]) -> str:
    value = values[name]
    if isinstance(value, Enum):
        value = value.value
    if value is None or value == "":
        raise UnsendableError(f"Expected a non-empty value for `{name}` but received {value!r}")
    return value if isinstance(value, Written) else primitive_text(value)
