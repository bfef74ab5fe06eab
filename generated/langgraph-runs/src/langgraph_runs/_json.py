"""JSON as plain values, with one error for whatever is none."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["UnreadableJSON", "decode_json"]


class UnreadableJSON(ValueError):
    """The bytes are no JSON, or are nested too deeply; the message says which, and where."""


def decode_json(data: bytes | str) -> Any:
    """Plain Python values of a JSON document; bytes that are no UTF-8 become U+FFFD.

    Raises :class:`UnreadableJSON`.
    """
    from pydantic_core import from_json  # loads more than a client that has sent nothing needs

    try:
        return from_json(data, cache_strings="keys")
    except ValueError:
        pass
    try:
        if isinstance(data, bytes):
            data = data.decode(json.detect_encoding(data), "replace")
        return json.loads(data)
    except ValueError as error:
        raise UnreadableJSON(str(error)) from None
    except RecursionError:
        raise UnreadableJSON("the JSON is nested too deeply to be read") from None
