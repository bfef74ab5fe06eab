"""The options of one request, from the call of a method to the sending of the request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

import httpx2

from ._styles import Styled
from ._types import (
    AnyMapping,
    AsyncBinaryTypes,
    BinaryTypes,
    Body,
    Headers,
    HttpxRequestFiles,
    NotGiven,
    Omit,
    PostParser,
    Query,
    RequestOptions,
    Security,
    not_given,
)

if TYPE_CHECKING:
    from ._location import Reconnect
    from ._resume import StreamResume

RAW_RESPONSE_HEADER = "____raw_response"
"""Marker in ``extra_headers``, never sent: ``"true"`` (raw, body read) or ``"stream"`` (not read)."""
OVERRIDE_CAST_TO_HEADER = "____override_cast_to"
"""Marker in ``extra_headers``, never sent: the response class to build instead of the usual one."""

ResponseMode: TypeAlias = Literal["parsed", "raw", "stream"]

_NO_HEADERS: Headers = {}
_NO_QUERY: Query = {}


@dataclass(slots=True)
class FinalRequestOptions:
    """Everything that makes up one request. Copied per attempt, so hooks may change their copy.

    ``response_mode`` says what the caller gets: ``parsed`` the value itself, ``raw`` a response object
    over a body that was read, ``stream`` one over a body that was not; ``response_cls`` replaces the
    class of that object. ``post_parser`` is applied to the parsed value.
    ``server`` is a base URL of the request's own; it may be relative to that of the client.
    ``resume`` says how a stream goes on after a break, ``reconnect`` how a call does whose answer was cut;
    ``origin`` are then the options before the client's
    hooks had them, for the request that goes on.
    """

    method: str
    url: str
    params: Query = field(default_factory=lambda: _NO_QUERY)
    headers: Headers = field(default_factory=lambda: _NO_HEADERS, repr=False)
    max_retries: int | NotGiven = not_given
    timeout: float | httpx2.Timeout | None | NotGiven = not_given
    files: HttpxRequestFiles | None = None
    idempotency_key: str | None = None
    post_parser: PostParser | None = None
    follow_redirects: bool | None = None
    security: Security | None = None
    server: str = ""
    content: BinaryTypes | AsyncBinaryTypes | None = field(default=None, repr=False)
    json_data: Body | None = None
    extra_json: AnyMapping | None = None
    response_mode: ResponseMode = "parsed"
    response_cls: type[Any] | None = None
    resume: StreamResume | None = None
    reconnect: Reconnect | None = None
    origin: FinalRequestOptions | None = None

    def copy(self, **changes: Any) -> FinalRequestOptions:
        """A shallow copy with the given fields replaced. Raises :class:`AttributeError` for others."""
        copied = FinalRequestOptions(*_ALL_FIELDS(self))
        for name, value in changes.items():
            setattr(copied, name, value)
        return copied

    def get_max_retries(self, default: int) -> int:
        """How often this request may be sent again."""
        return default if isinstance(self.max_retries, NotGiven) else self.max_retries


_ALL_FIELDS = attrgetter(*(each.name for each in fields(FinalRequestOptions)))


def final_options(
    method: str,
    url: str,
    options: RequestOptions,
    *,
    body: Body | None = None,
    content: BinaryTypes | AsyncBinaryTypes | None = None,
    files: HttpxRequestFiles | None = None,
) -> FinalRequestOptions:
    """Options of a request to ``url``; markers of response wrappers are taken out of its headers.

    Raises :class:`TypeError` for an option that does not exist, and for ``content`` beside another body.
    """
    if content is not None and (body is not None or files is not None):
        other = "body" if body is not None else "files"
        raise TypeError(f"Passing both `{other}` and `content` is not supported")
    final = FinalRequestOptions(
        method, url, json_data=body, content=content, files=files, **cast("dict[str, Any]", options)
    )
    if RAW_RESPONSE_HEADER in final.headers or OVERRIDE_CAST_TO_HEADER in final.headers:
        headers: dict[str, Any] = dict(final.headers)
        mode = headers.pop(RAW_RESPONSE_HEADER, None)
        final.response_mode = "raw" if mode == "true" else "stream" if mode else "parsed"
        final.response_cls = headers.pop(OVERRIDE_CAST_TO_HEADER, None)
        final.headers = headers
    return final


def request_options(
    *,
    headers: Mapping[str, object] | None = None,
    query: Query | None = None,
    extra_headers: Headers | None = None,
    extra_query: Query | None = None,
    extra_body: Body | None = None,
    timeout: float | httpx2.Timeout | None | NotGiven = not_given,
    idempotency_key: str | None = None,
    max_retries: int | None = None,
    security: Security | None = None,
    server: str = "",
    post_parser: PostParser | None = None,
    resume: StreamResume | None = None,
    reconnect: Reconnect | None = None,
) -> RequestOptions:
    """Put the parts of a method call together; parts that were not given leave no trace.

    ``headers`` are the method's own: omitted and ``None`` values are dropped, booleans are lower case,
    arrays joined by commas. ``extra_headers`` come last and win, whatever their case.
    """
    options: RequestOptions = {}
    if headers:
        own: dict[str, str | Omit] = {
            name: _header_text(value, name) for name, value in headers.items() if _is_given(value)
        }
        options["headers"] = {**own, **extra_headers} if extra_headers else own
    elif extra_headers:
        options["headers"] = extra_headers
    if query:
        options["params"] = {**query, **extra_query} if extra_query else query
    elif extra_query:
        options["params"] = extra_query
    if extra_body is not None:
        options["extra_json"] = cast("AnyMapping", extra_body)
    if not isinstance(timeout, NotGiven):
        options["timeout"] = timeout
    if idempotency_key is not None:
        options["idempotency_key"] = idempotency_key
    if max_retries is not None:
        options["max_retries"] = max_retries
    if security is not None:
        options["security"] = security
    if server:
        options["server"] = server
    if post_parser is not None:
        options["post_parser"] = post_parser
    if resume is not None:
        options["resume"] = resume
    if reconnect is not None:
        options["reconnect"] = reconnect
    return options


def _is_given(value: object) -> bool:
    if isinstance(value, Styled):
        return value.given
    return value is not None and not isinstance(value, (Omit, NotGiven))


def _header_text(value: object, name: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        value = Styled(cast("Mapping[object, object]", value), "simple")
    if isinstance(value, Styled):
        return value.text(name)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ",".join(_header_text(item, name) for item in cast("list[object]", value))
    return str(value)
