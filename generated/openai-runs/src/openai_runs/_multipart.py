"""Bodies of several parts that are no form: ``multipart/mixed``, ``multipart/related``."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

import httpx2

from ._types import HttpxFileTypes


def encode_parts(
    parts: Sequence[tuple[str, HttpxFileTypes]], content_type: str
) -> tuple[bytes, str]:
    """The body and its content type, which has the boundary; each part is named as in a form.

    The transport streams forms alone: here files are read into memory. A boundary in ``content_type`` is kept, else
    one is drawn.
    """
    boundary = _boundary_of(content_type)
    if not boundary:
        boundary = secrets.token_hex(16)
        content_type = f"{content_type}; boundary={boundary}"
    as_form = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    request = httpx2.Request("POST", "http://localhost", files=list(parts), headers=as_form)
    return request.read(), content_type


def _boundary_of(content_type: str) -> str:
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.strip().partition("=")
        if name.lower() == "boundary":
            return value.strip('"')
    return ""
