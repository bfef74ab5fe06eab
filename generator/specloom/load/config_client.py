"""The client's side of the configuration: options, security, queries, streams, pages (layer 1)."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import Field, field_validator

from specloom.load.config_base import Node, OpenNode
from specloom.load.hints import close_match, quoted

Number = int | float


class OptAuth(Node):
    """Which security scheme an option feeds, and which part of it.

    ``username`` and ``password`` are for HTTP Basic and Digest, ``client_id`` and ``client_secret`` for OAuth2, whose
    ready access token is ``token`` or ``value``. ``token_url`` (specloom) is another token endpoint.
    """

    security_scheme: str
    role: Literal[
        "value", "username", "password", "client_id", "client_secret", "token", "token_url"
    ] = "value"


class Opt(Node):
    """A constructor argument of the client (``client_settings.opts.<name>``).

    ``nullable`` options may be absent; others raise at construction when neither argument,
    ``read_env`` nor ``default`` gives a value. Without ``nullable``, an option that has a default,
    or no ``auth``, may be absent.
    """

    type: Literal["string", "boolean", "integer", "number", "null", "array", "map", "object"] = (
        "string"
    )
    nullable: bool | None = None
    read_env: str | list[str] = ""
    """specloom: of several, the first that is set counts."""
    env: str = ""
    auth: OptAuth | None = None
    send_in_header: str = ""
    send_as_query_param: str = ""
    send_in_path: str = ""
    server_variable: str = ""
    default: str | int | float | bool | None = None
    example: Any = None
    description: str = ""
    docs: str = ""
    required_in_tests: bool = False
    skip: bool | list[str] = False
    only: list[str] = Field(default_factory=list[str])
    deprecated: bool | str = False
    sensitive: bool | None = None
    method: Literal["parameter", "header", "query", "path"] | None = None
    enum: list[str] = Field(default_factory=list[str])
    """specloom: the only values of a server variable."""
    none_is_none: bool = False
    """specloom: the argument None is a value, so that no variable is read for it."""
    accepts_callable: bool = False
    """specloom: the argument may also be a function that is called before every request."""

    @property
    def environment(self) -> str:
        """The environment variable the option is read from, or ``""``."""
        return next(iter(self.environment_names), "")

    @property
    def environment_names(self) -> list[str]:
        """All environment variables that the option is read from, in order."""
        if isinstance(self.read_env, list):
            return self.read_env
        return [name for name in (self.read_env or self.env,) if name]


class Retries(Node):
    """``client_settings.default_retries``; delays in seconds."""

    max_retries: int | None = None
    initial_delay_seconds: Number | None = None
    max_delay_seconds: Number | None = None
    status_codes: list[int] = Field(default_factory=list[int])


class Idempotency(Node):
    """``client_settings.idempotency``: the header that makes a repeated request safe."""

    header: str


def duration_seconds(value: float | str) -> float:
    """Seconds of a documented duration: a number of milliseconds, or ISO 8601 text (``PT1M30S``).

    Raises ValueError for other text.
    """
    if not isinstance(value, str):
        return value / 1000
    match = _DURATION.fullmatch(value.strip())
    if match is None or not any(match.groups()):
        raise ValueError(
            f"{quoted(value)} is no duration; write milliseconds, or text like 'PT30S'"
        )
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds


_DURATION = re.compile(
    r"P(?:([0-9.]+)D)?(?:T(?:([0-9.]+)H)?(?:([0-9.]+)M)?(?:([0-9.]+)S)?)?", re.ASCII | re.IGNORECASE
)


class ClientSettings(Node):
    """``client_settings``. ``default_timeout`` is milliseconds or ISO 8601 text, as it was written."""

    opts: dict[str, Opt] = Field(default_factory=dict[str, Opt])
    default_env_prefix: str = ""
    default_client_name: str = ""
    default_client_example_name: str = ""
    default_retries: Retries | int | None = None
    default_timeout: Number | str | None = None
    default_headers: dict[str, str | None] = Field(default_factory=dict[str, str | None])
    idempotency_header: str = ""
    idempotency: Idempotency | None = None
    base_url_env: str = ""
    response_headers: dict[str, Any] = Field(default_factory=dict[str, Any])
    file_uploads: Any = None
    example_client: Any = None
    opt_in_new_security_behaviour: Any = None
    connect: Any = None

    @property
    def timeout_seconds(self) -> float:
        """The default timeout in seconds; 60 where none is given."""
        return 60.0 if self.default_timeout is None else duration_seconds(self.default_timeout)

    @field_validator("default_timeout")
    @classmethod
    def _duration(cls, value: float | str | None) -> float | str | None:
        if value is not None:
            duration_seconds(value)
        return value

    @property
    def idempotency_name(self) -> str:
        """The idempotency header, or ``""`` where the API has none."""
        return self.idempotency_header or (self.idempotency.header if self.idempotency else "")


class QuerySettings(Node):
    """``query_settings``: how arrays and objects are written into a query."""

    array_format: Literal["comma", "repeat", "brackets", "indices"] = "comma"
    nested_format: Literal["brackets", "dots", "form"] = "brackets"
    allow_dots: bool | None = None


class MultipartSettings(Node):
    """``multipart_settings``: the same for multipart bodies."""

    array_format: Literal["comma", "repeat", "brackets", "indices"] | None = None
    nested_format: Literal["brackets", "dots"] | None = None


class AuthDetails(OpenNode):
    """``x-stainless-auth`` of a security scheme: how the credential is written."""

    scheme_keyword: str = ""
    disable_base64: bool = False
    custom: str = ""


class SecurityScheme(OpenNode):
    """A security scheme as OpenAPI describes it; those of the configuration win over the document's."""

    type: str
    scheme: str = ""
    name: str = ""
    in_: str = Field("", alias="in")
    description: str = ""
    bearer_format: str = Field("", alias="bearerFormat")
    details: AuthDetails | None = Field(None, alias="x-stainless-auth")


YieldAs = Literal["data", "event_and_data"]


class StreamRule(Node):
    """One rule of ``streaming.on_event``; all conditions given must hold.

    ``event_type`` is a name, a list of names, or None for events without a name; leaving it out
    sets no condition (see ``has_event_type``).
    """

    kind: Literal["fallthrough", "event_type", "data"] | None = None
    event_type: str | list[str | None] | None = None
    data_starts_with: str = ""
    handle: Literal["done", "error", "yield", "continue", "ignore", "skip"]
    error_property: str = ""
    event_type_starts_with: str = ""
    """specloom: the event has a name, and it starts with this."""
    yield_as: YieldAs = "data"
    """specloom: what the stream's model gets."""
    ends: bool = False
    """specloom: nothing follows the event that is yielded."""

    @property
    def has_event_type(self) -> bool:
        """Whether the rule sets a condition on the event's name."""
        return "event_type" in self.model_fields_set

    @property
    def event_types(self) -> tuple[str | None, ...]:
        """``event_type`` as a tuple; empty where there is no such condition."""
        if not self.has_event_type:
            return ()
        return tuple(self.event_type) if isinstance(self.event_type, list) else (self.event_type,)


class Streaming(Node):
    """``streaming``: rules tried in order on every event of a stream."""

    on_event: list[StreamRule] = Field(default_factory=list[StreamRule])


class PageProperty(OpenNode):
    """A request parameter or response field of a page: a schema, with its purpose where it has one."""

    type: str | list[str] | None = None
    pagination: PagePurpose | None = Field(None, alias="x-stainless-pagination-property")

    @property
    def purpose(self) -> str:
        """The documented purpose (``next_cursor_param``), or ``""``."""
        return self.pagination.purpose if self.pagination else ""


class PagePurpose(OpenNode):
    """``x-stainless-pagination-property``: what a property is for."""

    purpose: str = ""
    from_header: str = ""
    is_top_level_array: bool = False

    @field_validator("purpose")
    @classmethod
    def _known(cls, value: str) -> str:
        near = close_match(value, PURPOSES)
        if value not in PURPOSES and near is not None:
            raise ValueError(f"{value!r} is no purpose; did you mean {near!r}?")
        return value


PURPOSES = (
    "next_cursor_param", "next_cursor_field", "next_cursor_id", "next_cursor_id_param", "cursor_item_id",
    "cursor_url_field", "previous_cursor_id", "previous_cursor_id_param", "previous_cursor_param",
    "previous_cursor_field", "offset_count_param", "offset_count_start_field", "offset_total_count_field",
    "page_number_param", "current_page_number_field", "total_page_count_field", "has_next_page",
    "items",
)  # fmt: skip
"""The documented purposes. A new one is let through; one that is nearly a known one is a mistake."""


class PageScheme(Node):
    """One entry of ``pagination``.

    ``name`` names the page class; ``request`` and ``response`` are its properties.
    ``type`` ``page`` and ``fake_page`` hold all items at once: there is no next page.
    """

    name: str
    type: Literal[
        "cursor", "cursor_id", "cursor_url", "offset", "page_number", "page", "fake_page"
    ]  # fmt: skip
    request: dict[str, PageProperty] = Field(default_factory=dict[str, PageProperty])
    response: dict[str, PageProperty] | PageProperty = Field(
        default_factory=dict[str, PageProperty]
    )
    param_location: Literal["query", "body"] = "query"
    description: str = ""
    skip: bool | list[str] = False
    only: list[str] = Field(default_factory=list[str])


PageProperty.model_rebuild()
