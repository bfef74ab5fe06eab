"""Base URLs with places that options fill, and what may stand in them. No I/O."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote

from ._settings import SDKError

if TYPE_CHECKING:
    from ._config import ClientOption

__all__ = ["fill_url"]

_PLACE = re.compile(r"\{(\w+)\}")
_OF_HOST = re.compile(r"[A-Za-z0-9._:\[\]-]+")
_OF_PATH = re.compile(r"[^?#\\\x00-\x1f\x7f]+")


def fill_url(
    template: str, options: Mapping[str, ClientOption], values: Mapping[str, object]
) -> str:
    """The URL with the values of options in its places; what is no option stays as it is.

    A value can lead to another host or folder only as far as its place goes: raises :class:`ValueError` for one
    with characters that would end its part of the URL, and for one that the API does not list. Raises the SDK's
    root error for one that is missing.
    """
    start = template.find("://") + 3
    path = template.find("/", start) if start > 2 else 0
    end = len(template) if path < 0 else path

    def value(found: re.Match[str]) -> str:
        option = options.get(found.group(1))
        if option is None or not option.in_base_url:
            return found.group()
        text = str(values.get(option.name) or "")
        if not text:
            raise SDKError(f"The base URL needs a value: pass `{option.name}=...` to the client.")
        if option.values and text not in option.values:
            known = ", ".join(option.values)
            raise ValueError(f"`{option.name}` must be one of {known}, not {text!r}")
        in_host = found.start() < end
        if (_OF_HOST if in_host else _OF_PATH).fullmatch(text) is None or _leaves(text):
            raise ValueError(f"`{option.name}` cannot be part of a URL: {text!r}")
        return text if in_host else quote(text, safe="/~")

    return _PLACE.sub(value, template)


def _leaves(text: str) -> bool:
    """Whether a path leads out of the folder that it stands in."""
    return any(part in (".", "..") for part in text.split("/"))
