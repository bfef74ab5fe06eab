"""Shared types: what may be passed to a call, the markers for "not passed", and what the settings are made of."""

from __future__ import annotations

from collections.abc import AsyncIterable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import IO, TYPE_CHECKING, Any, Literal, Protocol, TypeAlias, TypeVar, Union, overload

import httpx2
from httpx2 import URL, AsyncBaseTransport, BaseTransport, Proxy, Timeout
from typing_extensions import SupportsIndex, TypedDict, override, runtime_checkable

if TYPE_CHECKING:
    from types import EllipsisType

    import pydantic

    from ._location import Reconnect
    from ._resume import StreamResume

__all__ = [
    "NOT_GIVEN",
    "AnyMapping",
    "ArrayFormat",
    "AsyncBinaryTypes",
    "AsyncTransport",
    "Base64FileInput",
    "BinaryTypes",
    "Body",
    "FileContent",
    "FileTypes",
    "Headers",
    "Hooks",
    "HttpxFileContent",
    "HttpxFileTypes",
    "HttpxRequestFiles",
    "HttpxSendArgs",
    "IncEx",
    "ModelBuilderProtocol",
    "ModelT",
    "NestedFormat",
    "NoneType",
    "NotGiven",
    "Omit",
    "Omittable",
    "PostParser",
    "ProxiesDict",
    "ProxiesTypes",
    "Query",
    "RequestFiles",
    "RequestHook",
    "RequestOptions",
    "ResponseHook",
    "ResponseT",
    "SequenceNotStr",
    "StreamRule",
    "Timeout",
    "TimeoutTypes",
    "Transport",
    "not_given",
    "omit",
]

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)

Transport = BaseTransport
AsyncTransport = AsyncBaseTransport

Query: TypeAlias = Mapping[str, object]
Body: TypeAlias = object
AnyMapping: TypeAlias = Mapping[str, object]
ModelT = TypeVar("ModelT", bound="pydantic.BaseModel")
ResponseT = TypeVar("ResponseT")
PostParser: TypeAlias = Callable[[Any], Any]

ArrayFormat: TypeAlias = Literal["comma", "repeat", "indices", "brackets"]
NestedFormat: TypeAlias = Literal["dots", "brackets"]

ProxiesDict: TypeAlias = dict["str | URL", "str | URL | Proxy | None"]
ProxiesTypes: TypeAlias = Union[str, Proxy, ProxiesDict]

Base64FileInput: TypeAlias = Union[IO[bytes], PathLike[str]]
FileContent: TypeAlias = Union[IO[bytes], bytes, PathLike[str]]
"""Where the bytes of a file come from; a path is read when the request is made."""

FileTypes: TypeAlias = Union[
    FileContent,
    tuple[str | None, FileContent],
    tuple[str | None, FileContent, str | None],
    tuple[str | None, FileContent, str | None, Mapping[str, str]],
]
"""A file to upload: its content, or (file name, content[, content type[, headers]])."""

RequestFiles: TypeAlias = Union[Mapping[str, FileTypes], Sequence[tuple[str, FileTypes]]]

HttpxFileContent: TypeAlias = Union[IO[bytes], bytes]
HttpxFileTypes: TypeAlias = Union[
    HttpxFileContent,
    tuple[str | None, HttpxFileContent],
    tuple[str | None, HttpxFileContent, str | None],
    tuple[str | None, HttpxFileContent, str | None, Mapping[str, str]],
]
HttpxRequestFiles: TypeAlias = Union[
    Mapping[str, HttpxFileTypes], Sequence[tuple[str, HttpxFileTypes]]
]

BinaryTypes: TypeAlias = Union[bytes, bytearray, IO[bytes], Iterable[bytes]]
AsyncBinaryTypes: TypeAlias = Union[bytes, bytearray, IO[bytes], AsyncIterable[bytes]]

NoneType: type[None] = type(None)
"""Pass as ``cast_to`` where the response body is of no interest."""

IncEx: TypeAlias = Union[
    set[int], set[str], Mapping[int, Union["IncEx", bool]], Mapping[str, Union["IncEx", bool]]
]


class NotGiven:
    """Type of :data:`not_given`: tells "not passed" from ``None`` where ``None`` has a meaning.

    ``timeout=None`` switches the timeout off, ``timeout=not_given`` leaves the client's in force.
    """

    def __bool__(self) -> Literal[False]:
        return False

    @override
    def __repr__(self) -> str:
        return "NOT_GIVEN"


not_given = NotGiven()
NOT_GIVEN = not_given


class Omit:
    """Type of :data:`omit`: the default of optional parameters, and the way to drop a header.

    A parameter that is ``omit`` is left out of the request, while ``None`` is sent as null. As the
    value of a header it removes what the client would have sent:
    ``extra_headers={"Authorization": omit}``.
    """

    def __bool__(self) -> Literal[False]:
        return False

    @override
    def __repr__(self) -> str:
        return "omit"


omit = Omit()
Omittable: TypeAlias = Union[_T, Omit]

Headers: TypeAlias = Mapping[str, Union[str, Omit]]

Security: TypeAlias = Mapping[str, bool] | Sequence[Sequence[str]]
"""Authentication schemes by name: those of which any will do, or combinations one of which is needed whole.

No combinations at all mean that no credential is sent, an empty one that none is needed.
"""


class RequestOptions(TypedDict, total=False):
    """Options of one request sent with the generic verbs, such as ``client.post``."""

    headers: Headers
    """Added to the client's headers and win over them; ``omit`` removes one."""
    max_retries: int
    timeout: float | Timeout | None
    """Seconds for each of connect, read, write and pool; ``None`` waits for ever."""
    params: Query
    extra_json: AnyMapping
    """Members merged into a JSON object body."""
    idempotency_key: str
    follow_redirects: bool
    security: Security
    """Which of the client's authentication schemes this request may use."""
    server: str
    """A base URL of the request's own; one that was given to the client wins."""
    post_parser: PostParser
    """Applied to what the response was parsed into; its result is returned in its place."""
    resume: StreamResume
    """How a stream goes on after its connection broke; it does not unless this is given."""
    reconnect: Reconnect
    """How a call goes on whose answer was cut while it was read; it does not unless this is given."""


RequestHook: TypeAlias = Callable[[httpx2.Request], object]
TimeoutTypes: TypeAlias = (
    float | Timeout | tuple[float | None, float | None, float | None, float | None]
)
"""Seconds for everything, or for connect, read, write and pool in this order."""
ResponseHook: TypeAlias = Callable[[httpx2.Response], object]


class Hooks(TypedDict, total=False):
    """Functions called for every attempt: with the request before it is sent (they may change it, or
    return another one, which takes its place and its timeout), with the response before its status is
    looked at (its body may not be read yet).

    Anything else that they return is ignored; the async client awaits it where it is awaitable. What they
    raise reaches the caller as it is.
    """

    request: Sequence[RequestHook]
    response: Sequence[ResponseHook]


class HttpxSendArgs(TypedDict, total=False):
    auth: httpx2.Auth
    follow_redirects: bool


@runtime_checkable
class ModelBuilderProtocol(Protocol):
    """A type that builds itself from a response; may be passed as ``cast_to``."""

    @classmethod
    def build(cls: type[_T], *, response: httpx2.Response, data: object) -> _T: ...


Action: TypeAlias = Literal["done", "error", "yield", "skip"]
EventName: TypeAlias = "str | tuple[str, ...] | EllipsisType | None"


@dataclass(frozen=True, slots=True)
class StreamRule:
    """What to do with the events that match; of several rules, the first that matches decides.

    ``event`` is a name, several, ``None`` (an event without a name) or ``...`` (any); a name that ends
    in ``*`` stands for all that begin so. ``data_starts_with`` is a second condition, on the data.
    ``error_property`` is a member of the data that, where it is there and not empty, is raised as error.
    ``envelope`` yields an object of the event's name and its data instead of the data alone.
    ``ends`` says that nothing follows the event that is yielded.
    """

    event: EventName = ...
    data_starts_with: str | None = None
    action: Action = "yield"
    error_property: str | None = None
    envelope: bool = False
    ends: bool = False

    def takes_event(self, name: str | None) -> bool:
        """Whether events of this name can match."""
        if self.event is ...:
            return True
        if name is None or self.event is None:
            return name is None and self.event is None
        patterns = (self.event,) if isinstance(self.event, str) else self.event
        return any(
            name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern
            for pattern in patterns
        )


if TYPE_CHECKING:

    class SequenceNotStr(Protocol[_T_co]):
        """A sequence that is not a ``str``: ``str.__contains__`` does not accept any object."""

        @overload
        def __getitem__(self, index: SupportsIndex, /) -> _T_co: ...
        @overload
        def __getitem__(self, index: slice, /) -> Sequence[_T_co]: ...
        def __contains__(self, value: object, /) -> bool: ...
        def __len__(self) -> int: ...
        def __iter__(self) -> Iterator[_T_co]: ...
        def __reversed__(self) -> Iterator[_T_co]: ...

else:
    SequenceNotStr = Sequence
