"""Operations, decided: what a method is called, what it takes, sends and returns (layer 2)."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from specloom.diagnostics import Source
from specloom.ir.types import JsonScalar, TypeExpr, TypeName


class Place(enum.Enum):
    """Where a parameter travels in the request."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"
    BODY = "body"
    """A member of an object body."""
    WHOLE_BODY = "whole-body"
    """The body itself (an array, a scalar, a union, or a named body parameter)."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a method, in signature order within its operation.

    ``positional`` parameters may be passed by position; all others are keywords. A parameter that is not
    required defaults to ``omit``. ``style``/``explode`` are the spec's serialisation words where they differ
    from the API-wide configuration, otherwise empty/None; the style ``json`` stands for JSON text. ``fixed`` is a
    constant that is sent always and is no parameter of the signature. ``default`` is what is sent where the caller
    says nothing, None for nothing.
    ``example`` is what the document gives as one, None for none; it may not fit the type.
    """

    name: str
    wire: str
    place: Place
    type: TypeExpr
    required: bool
    positional: bool = False
    docs: str = ""
    deprecated: bool = False
    style: str = ""
    explode: bool | None = None
    reserved: bool = False
    """Whether reserved characters stay as they are in the query."""
    fixed: JsonScalar = None
    default: JsonScalar = None
    example: JsonScalar = None
    client_option: str = ""
    """The option of the client that gives a place of the path where the caller does not; None is then no value."""
    source: Source | None = None


class BodyKind(enum.Enum):
    """How the request body is encoded."""

    NONE = "none"
    JSON = "json"
    FORM = "form"
    """application/x-www-form-urlencoded."""
    MULTIPART = "multipart"
    BINARY = "binary"
    """Raw bytes of the single WHOLE_BODY parameter."""
    TEXT = "text"


class ResponseKind(enum.Enum):
    """How the success response is read."""

    NONE = "none"
    """No content: the method returns None."""
    JSON = "json"
    TEXT = "text"
    BINARY = "binary"
    """The method returns a binary response object whose body is read by the caller."""
    PAGE = "page"
    STREAM = "stream"
    """Always a stream of events (no parameter decides)."""


@dataclass(frozen=True, slots=True)
class PageUse:
    """The page class (name without Sync/Async prefix) and item type of a paginated operation."""

    page: str
    item: TypeExpr


@dataclass(frozen=True, slots=True)
class StreamState:
    """What tells whether a stream that was closed politely has more to say: the response ``header`` with the URL
    of an object, whose ``property`` is one of ``goes_on`` as long as it has.
    """

    header: str
    property: str
    goes_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StreamResume:
    """How a stream goes on after its connection broke.

    Either ``header`` or ``query`` is the wire name that carries the id of the last event. ``attempts`` is the
    number of requests in a row that may bring no new event. ``location`` is the response header with the URL
    of the rest, empty where the same request is sent again; ``keep`` are the wire names of body members that
    go into its query, lists of several as JSON text with ``keep_as_json``. ``warns`` says that it also goes
    on where no event had an id, ``shared_ids`` that several events may have the same one; ``start`` is an id
    before all others.
    """

    header: str = ""
    query: str = ""
    attempts: int = 5
    location: str = ""
    keep: tuple[str, ...] = ()
    keep_as_json: bool = False
    warns: bool = False
    shared_ids: bool = False
    start: str = ""
    state: StreamState | None = None


@dataclass(frozen=True, slots=True)
class Reconnect:
    """Where an answer that was cut is asked for: at the URL in a response header, so many times."""

    header: str = "Location"
    attempts: int = 5


@dataclass(frozen=True, slots=True)
class StreamVariant:
    """How an operation streams.

    ``event`` is the type of one event. ``discriminator`` names the boolean parameter that switches between the
    plain and the streamed response (its Python name), or is empty where the operation always streams.
    ``params`` are the names of the two parameter types (plain, streamed) where they exist. ``resume`` is None
    for a stream that ends where its connection breaks.
    """

    event: TypeExpr
    discriminator: str = ""
    media_type: str = "text/event-stream"
    resume: StreamResume | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """The success response: its kind, and its type where it has one (JSON, TEXT; the page class for PAGE)."""

    kind: ResponseKind
    type: TypeExpr | None = None
    page: PageUse | None = None
    media_type: str = ""
    unwrap: str = ""
    """Wire name of the single property whose value is returned in place of the envelope; empty for none."""
    example: str = ""
    """JSON text of the document's example of the whole body; empty for none. It may not fit the type."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of a resource.

    ``path`` keeps the spec's template (``/threads/{thread_id}/runs``); PATH parameters fill it by wire name.
    ``headers`` are constant headers of every call. ``params_type`` is the TypedDict that mirrors the
    parameters, where one is exported. ``deprecated`` is the message of the warning, empty for none.
    ``transform`` says that the body has nested names or formats that differ from the wire, so that it
    must pass the runtime's transform against ``params_type``. ``files`` lists the paths of file members in a
    multipart body (``("images", "<array>")``). ``max_retries``, ``timeout`` override the client's defaults.
    """

    name: str
    method: str
    path: str
    parameters: tuple[Parameter, ...]
    body: BodyKind
    response: Response
    stream: StreamVariant | None = None
    summary: str = ""
    description: str = ""
    deprecated: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    accept: str = ""
    params_type: TypeName | None = None
    transform: bool = False
    files: tuple[tuple[str, ...], ...] = ()
    body_required: bool = False
    body_media_type: str = ""
    idempotent: bool = False
    """An idempotency header applies (non-GET where the client is configured with one)."""
    max_retries: int | None = None
    timeout: float | None = None
    reconnect: Reconnect | None = None
    security: tuple[tuple[str, ...], ...] | None = None
    """Alternatives of scheme names; None means the API's default, an empty tuple means no security."""
    server: str = ""
    """A base URL of its own, absolute or a path; ``{option}`` in it is the value of a client option."""
    operation_id: str = ""
    source: Source | None = None
