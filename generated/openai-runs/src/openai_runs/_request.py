"""Putting a request together: its URL, headers and body. Nothing here does I/O."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import parse_qsl

import httpx2

from ._exceptions import UnsendableError
from ._logs import is_secret
from ._options import FinalRequestOptions
from ._qs import Querystring, encoded_pairs
from ._settings import FILE_ARRAY_FORMAT
from ._types import Headers, HttpxRequestFiles, NotGiven, Omit

_TOKEN = r"[-!#$%&'*+.^_`|~0-9A-Za-z]+"
_NAMES = re.compile(f"{_TOKEN}(?::{_TOKEN})*")
_CLIMBS = re.compile(r"\A[^?#]*?(?<![^/\\])(?:\.|%2e){2}(?![^/\\?#])", re.IGNORECASE)
_VALUE = re.compile("[^\\x00-\\x08\\x0a-\\x1f\\x7f]*")

_PLAIN = re.compile(r"([-\w~%.:,;=@+/]*)(?:\?([-\w~%.:,;=@+/&\[\]]*))?", re.ASCII)
"""A path and a query that the transport sends as they are, but for segments of dots."""
_LONG = 2000

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"


class HeaderSet:
    """Headers being put together: case-insensitive, later ones win, ``omit`` removes."""

    __slots__ = ("_items", "_sendable")

    def __init__(self, *layers: Mapping[str, Any]) -> None:
        self._items: dict[str, tuple[str, str]] = {}
        self._sendable: Mapping[str, tuple[str, str]] = {}
        for layer in layers:
            self.add(layer)

    def on_top(self) -> HeaderSet:
        """The same headers, for more to be put on top; these can be sent and do not change any more."""
        copied = HeaderSet()
        copied._items = self._items.copy()
        copied._sendable = self._items
        return copied

    def add(self, layer: Mapping[str, Any]) -> None:
        """Put a layer of headers on top of those that are there."""
        items = self._items
        for name, value in layer.items():
            if isinstance(value, (Omit, NotGiven)):
                items.pop(name.lower(), None)
            else:
                items[name.lower()] = (name, value)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._items

    def get(self, name: str) -> str | None:
        """The value of a header, ``None`` where it is not there."""
        item = self._items.get(name.lower())
        return None if item is None else item[1]

    def set(self, name: str, value: str) -> None:
        """Set one header."""
        self._items[name.lower()] = (name, value)

    def remove(self, name: str) -> None:
        """Remove a header, if it is there."""
        self._items.pop(name.lower(), None)

    def names(self) -> list[str]:
        """The names of all headers, in lower case."""
        return list(self._items)

    def unsendable(self) -> str | None:
        """What about the headers cannot be sent, without any value; ``None`` where all can be."""
        known = self._sendable
        items = [item for key, item in self._items.items() if known.get(key) is not item]
        if items and _NAMES.fullmatch(":".join([name for name, _ in items])) is None:
            return "A header has a name that no header can have."
        for name, value in items:
            if (wrong := _wrong_with(value)) is not None:
                return f"The value of the header {name!r} {wrong}."
        return None

    def as_dict(self) -> dict[str, str]:
        """Name and value of each header."""
        return dict(self._items.values())


def _wrong_with(value: object) -> str | None:
    """Why this cannot be the value of a header."""
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    elif not isinstance(value, str):
        return "is not text"
    elif not value.isascii():
        return "is not ASCII"
    if not value.isprintable() and _VALUE.fullmatch(value) is None:
        return "has a line break or a control character"
    return "begins or ends with white space" if value != value.strip() else None


@dataclass(slots=True)
class BaseURL:
    """A base URL, kept in the parts that requests are made of.

    ``prefix`` ends with a slash; ``query`` holds the parameters of the base URL, which every request gets.
    ``parts`` are the URL's own, which are not public: ``None`` where the transport has others.
    """

    url: httpx2.URL
    prefix: str
    query: list[tuple[str, str]]
    parts: Any = None

    @classmethod
    def parse(cls, url: str | httpx2.URL) -> BaseURL:
        """Raises :class:`UnsendableError` for what is no URL."""
        try:
            parsed = url if isinstance(url, httpx2.URL) else httpx2.URL(url)
        except httpx2.InvalidURL as error:
            raise UnsendableError(f"The base URL is no URL: {error}") from error
        path, separator, query = parsed.raw_path.partition(b"?")
        if not path.endswith(b"/"):
            path += b"/"
            parsed = parsed.copy_with(raw_path=path + separator + query)
        bare = parsed.copy_with(raw_path=path, fragment=None)
        inherited = parse_qsl(query.decode(), keep_blank_values=True)
        return cls(parsed, str(bare), inherited, _known_parts(bare))

    def below(self, url: str) -> httpx2.URL:
        """``url``, parsed. Where it is the prefix and plain text after it, that costs a tenth of what parsing does.

        Raises :class:`httpx2.InvalidURL` for what is no URL.
        """
        if self.parts is None or len(url) > _LONG or not url.startswith(self.prefix):
            return httpx2.URL(url)
        plain = _PLAIN.fullmatch(url, len(self.prefix))
        if plain is None or "/." in plain[1] or plain[1].startswith("."):
            return httpx2.URL(url)
        return _lengthened(self.parts, plain[1], plain[2])

    def owns(self, url: str) -> bool:
        """Whether an absolute URL leads to the same scheme, host and port."""
        return httpx2.URL(url).origin == self.url.origin


def _known_parts(url: httpx2.URL) -> Any:
    """The parts of a URL, if this version of the transport keeps them as :func:`_lengthened` thinks."""
    parts = getattr(url, "_uri_reference", None)
    try:
        same = vars(_lengthened(parts, "a", "b")) == vars(httpx2.URL(f"{url}a?b"))
    except (AttributeError, TypeError, ValueError, httpx2.InvalidURL):
        return None
    return parts if same else None


def _lengthened(parts: Any, path: str, query: str | None) -> httpx2.URL:
    """The URL of these parts with more of a path, and a query, without looking at either."""
    made = object.__new__(httpx2.URL)
    vars(made)["_uri_reference"] = parts._replace(path=parts.path + path, query=query)
    return made


_BUILT = frozenset({"method", "url", "headers", "timeout", "content", "files"})


_OF_A_BODY = {b"content-length", b"transfer-encoding"}
_MOST_KNOWN = 32


def built_request(
    client: Any, arguments: Mapping[str, Any], known: dict[object, httpx2.Headers]
) -> httpx2.Request | None:
    """What ``build_request`` of a transport's client makes of these arguments, in a fraction of the time.

    ``known`` keeps the headers of earlier requests, made ready to be sent. ``None`` where cookies or parameters of the
    client, or further arguments, have a say in it.
    """
    if client.cookies or client.params or not _BUILT.issuperset(arguments):
        return None
    method, url, content = arguments["method"], httpx2.URL(arguments["url"]), arguments["content"]
    own: dict[str, Any] = arguments["headers"]
    timeout = arguments["timeout"]
    if not isinstance(timeout, httpx2.Timeout):
        timeout = httpx2.Timeout(timeout)
    extensions = {"timeout": timeout.as_dict()}
    inherited: list[tuple[bytes, bytes]] = client.headers.raw
    key = method, url.netloc, content is None, *inherited, *own.items()
    headers = known.get(key)
    if headers is not None and _is_plain(content, arguments["files"]):
        stream = httpx2.ByteStream(content or b"")
        request = httpx2.Request(method, url, headers=headers, stream=stream, extensions=extensions)
        request.read()
        if content is not None:
            request.headers["Content-Length"] = str(len(content))
        return request
    names = {name.lower().encode() for name in own}
    unnamed: list[Any] = [item for item in inherited if item[0].lower() not in names]
    request = httpx2.Request(
        method,
        url,
        headers=[*unnamed, *own.items()],
        content=content,
        files=arguments["files"],
        extensions=extensions,
    )
    if _is_plain(content, arguments["files"]) and _OF_A_BODY.isdisjoint(names):
        if len(known) >= _MOST_KNOWN:
            known.clear()
        known[key] = request.headers.copy()
    return request


def _is_plain(content: object, files: object) -> bool:
    return files is None and (content is None or (isinstance(content, bytes) and content != b""))


def is_absolute(path: str) -> bool:
    """Whether a path given to a verb is a URL of its own."""
    return "://" in path and httpx2.URL(path).is_absolute_url


def join_url(base: BaseURL, path: str, params: Mapping[str, object], qs: Querystring) -> str:
    """The URL of a request: base, path, and the query of all three sources.

    Parameters replace those of the same name in the path's own query, and both those of the base URL.
    Raises :class:`UnsendableError` for a path that leads out of the base URL.
    """
    absolute = is_absolute(path)
    if not absolute and (".." in path or "%2" in path) and _CLIMBS.match(path):
        raise UnsendableError("The path of the request has a segment `..`, which is not allowed.")
    url = path if absolute else base.prefix + path.lstrip("/")
    inherited = [] if absolute else base.query
    if not params and not inherited:
        return url
    url, _, own = url.partition("?")
    items = parse_qsl(own, keep_blank_values=True)
    merged: dict[str, object] = {}
    for name, value in (*inherited, *items):
        present = merged.get(name)
        merged[name] = [*present, value] if isinstance(present, list) else [value]
    fixed = [(k, v) for k, values in merged.items() if k not in params for v in cast("Any", values)]
    text = qs.stringify(params)
    if fixed:
        from urllib.parse import urlencode

        text = "&".join(part for part in (urlencode(fixed), text) if part)
    return f"{url}?{text}" if text else url


@dataclass(slots=True)
class Payload:
    """The body of a request as the transport takes it; all ``None`` where there is none."""

    content: Any = None
    files: HttpxRequestFiles | None = None


def build_payload(
    options: FinalRequestOptions, headers: HeaderSet, qs: Querystring, *, is_async: bool
) -> Payload:
    """Encode the body as the ``Content-Type`` among ``headers`` says, and correct that header.

    A form of parts loses its header, so that the transport writes one with the boundary. Raises
    :class:`TypeError` for a body that the content type cannot hold.
    """
    if options.method.lower() == "get" and options.json_data is None and options.content is None:
        headers.remove("content-type")
        return Payload()
    if options.content is not None:
        from ._files import content_length, raw_content

        length = content_length(options.content) if is_async else None
        if length is not None and "content-length" not in headers:
            headers.set("Content-Length", str(length))
        return Payload(content=raw_content(options.content, is_async=is_async))
    body = options.json_data
    if isinstance(body, bytes):
        _warn_raw_body()
        return Payload(content=body)
    from ._body import merge_body

    body = merge_body(body, options.extra_json)
    kind = (headers.get("content-type") or "").lower()
    if kind.startswith("multipart/") or options.files:
        return _multipart(body, options.files, kind, headers, qs)
    if body is None:
        return Payload()
    if kind.startswith(FORM) and not isinstance(body, str):
        return Payload(content=_form(body, qs))
    return Payload(content=_text_or_json(body, kind))


def _text_or_json(body: object, kind: str) -> bytes:
    from ._body import encode_json, encode_json_lines

    if kind == "application/json":
        return encode_json(body)
    from ._sse import is_json_lines, is_json_sequence

    lines = is_json_lines(kind)
    if isinstance(body, str) and kind and (lines or "json" not in kind):
        return body.encode()
    return encode_json_lines(body, marked=is_json_sequence(kind)) if lines else encode_json(body)


def _form(body: object, qs: Querystring) -> bytes:
    from ._body import form_fields

    return encoded_pairs(form_fields(body, qs)).encode()


def _multipart(
    body: object,
    files: HttpxRequestFiles | None,
    kind: str,
    headers: HeaderSet,
    qs: Querystring,
) -> Payload:
    from ._body import form_parts

    entries = list(files.items()) if isinstance(files, Mapping) else list(files or ())
    names = Querystring(array_format=FILE_ARRAY_FORMAT, nested_format=qs.nested_format)
    parts = [*form_parts(body, names), *entries]
    if parts and kind.startswith("multipart/") and not kind.startswith("multipart/form-data"):
        from ._multipart import encode_parts

        content, kind = encode_parts(parts, headers.get("content-type") or kind)
        headers.set("Content-Type", kind)
        return Payload(content=content)
    if "boundary" not in kind:
        headers.remove("content-type")
    return Payload(files=parts)


def _warn_raw_body() -> None:
    warnings.warn(
        "Bytes as `body` are sent as they are, but this is deprecated: pass them as `content`.",
        DeprecationWarning,
        stacklevel=2,
    )


def given_params(*layers: Mapping[str, object]) -> dict[str, object]:
    """Query parameters of several layers, later ones winning; ``omit`` removes one."""
    merged: dict[str, object] = {}
    for layer in layers:
        merged.update(layer)
    return {k: v for k, v in merged.items() if not isinstance(v, (Omit, NotGiven))}


def has_header(headers: Headers, name: str) -> bool:
    """Whether a header is given or omitted, whatever its case."""
    lowered = name.lower()
    return any(key.lower() == lowered for key in headers)


def drop_secrets_elsewhere(
    request: httpx2.Request, following: httpx2.Request, secrets: set[str]
) -> None:
    """Remove secret headers from a redirected request that goes to another origin.

    The same host over TLS, on the usual ports, is not another origin.
    """
    old, new = request.url.origin, following.url.origin
    upgraded = (old.scheme, old.port, new.scheme, new.port) == ("http", 80, "https", 443)
    if old == new or (upgraded and old.host == new.host):
        return
    for name in list(following.headers.keys()):
        if is_secret(name, secrets):
            del following.headers[name]
