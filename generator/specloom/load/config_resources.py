"""Resources, methods and models of the configuration (layer 1)."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from specloom.load.config_base import Node, OpenNode, mapping_of
from specloom.load.config_client import Number, duration_seconds
from specloom.load.config_reconnect import Reconnect, StreamResume
from specloom.load.grammar import FURTHER_METHOD, HTTP_VERBS
from specloom.load.hints import quoted


class MethodStreaming(Node):
    """``streaming`` of a method: which parameter turns it on, and what one event is."""

    param_discriminator: str | None = None
    stream_event_model: str = ""
    params_type_name: str = ""
    resume: StreamResume | None = None
    """specloom: how a stream goes on after its connection broke; None if it does not."""


class RequestOptions(Node):
    """``default_request_options``.

    ``timeout`` is seconds here; in the file it is milliseconds or ISO 8601 text.
    """

    max_retries: int | None = None
    timeout: Number | None = None
    headers: dict[str, str | None] = Field(default_factory=dict[str, str | None])
    query: dict[str, str | int | float | bool | None] = Field(
        default_factory=dict[str, str | int | float | bool | None]
    )

    @field_validator("timeout", mode="before")
    @classmethod
    def _seconds(cls, value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return value
        return duration_seconds(value)


class Method(Node):
    """A method: ``<verb> <path>`` alone, or an object with ``endpoint`` and options.

    ``deprecated`` is a message, or true for the default one. ``paginated`` false turns pagination
    off, true insists on it, None leaves it to the shape of the operation. ``skip`` is true or a
    list of targets.
    """

    type: Literal["http", "alias", "webhook_unwrap", "webhook_verify", "websocket", "custom"] = (
        "http"
    )
    endpoint: str = ""
    to: str = ""
    """Of an alias: the method it stands for."""
    description: str = ""
    paginated: bool | str | None = None
    streaming: MethodStreaming | bool | None = None
    body_param_name: str = ""
    deprecated: bool | str = False
    default_request_options: RequestOptions | None = None
    positional_params: list[str] = Field(default_factory=list[str])
    unwrap_response: str | bool | None = None
    unwrap_response_fields: list[str] | bool | None = None
    request_types: list[str] = Field(default_factory=list[str])
    skip: bool | list[str] = False
    only: list[str] = Field(default_factory=list[str])
    skip_test_reason: str | dict[str, str] = ""
    security: list[dict[str, list[str]]] | None = None
    event_type: str = ""
    event_types: dict[str, Any] = Field(default_factory=dict[str, Any])
    """Of a method that reads webhooks: its events by name, as pointers of schemas or references to them."""
    discriminator: str = ""
    """Of a method that reads webhooks: the property that tells events apart."""
    webhook_key_opt: str = ""
    """Of a method that reads webhooks: the client option that holds their secret."""
    secret_option: str = ""
    """specloom: the same, for a method that takes the headers by position, too."""
    default_headers: dict[str, str | None] = Field(default_factory=dict[str, str | None])
    """specloom: headers that this method sends."""
    default_arguments: dict[str, str | int | float | bool] = Field(
        default_factory=dict[str, str | int | float | bool]
    )
    """specloom: values that are sent for parameters where the caller gives none."""

    reconnect: Reconnect | None = None
    """specloom: where an answer that was cut is asked for again; None if it is not."""

    docs: Any = None
    terraform: Any = None
    mcp: Any = None

    @model_validator(mode="before")
    @classmethod
    def _one_unwrapped(cls, value: object) -> object:
        """``unwrap_response: data`` means ``unwrap_response_fields: [data]``, false means none."""
        method = mapping_of(value)
        if method is None or "unwrap_response" not in method:
            return value
        one = method["unwrap_response"]
        return {"unwrap_response_fields": [one] if isinstance(one, str) else one, **method}

    @field_validator("deprecated", mode="before")
    @classmethod
    def _own_deprecation(cls, value: object) -> object:
        return deprecation_of(value)

    @field_validator("endpoint")
    @classmethod
    def _verb_and_path(cls, value: str) -> str:
        if value:
            parse_endpoint(value)
        return value

    def event_pointers(self) -> dict[str, str]:
        """The pointers of ``event_types``, by name."""
        found = {
            name: mapping_of(item) or {"$ref": item} for name, item in self.event_types.items()
        }
        return {name: model_pointer(str(item.get("$ref", ""))) for name, item in found.items()}

    @property
    def verb(self) -> str:
        """The HTTP method in lower case, or ``""`` without an endpoint."""
        return parse_endpoint(self.endpoint)[0] if self.endpoint else ""

    @property
    def path(self) -> str:
        """The path template, or ``""`` without an endpoint."""
        return parse_endpoint(self.endpoint)[1] if self.endpoint else ""


def deprecation_of(value: object) -> object:
    """A deprecation given for each target: the one for Python, else the default, else none."""
    messages = mapping_of(value)
    return value if messages is None else messages.get("python", messages.get("default", False))


def parse_endpoint(text: str) -> tuple[str, str]:
    """``("get", "/runs")`` of ``get /runs``; raises ValueError for any other form."""
    verb, _, path = text.strip().partition(" ")
    path = path.strip()
    if not (verb.lower() in HTTP_VERBS or FURTHER_METHOD.match(verb)) or not path.startswith("/"):
        raise ValueError(f"an endpoint is a verb and a path, like 'get /items', not {quoted(text)}")
    return verb.lower(), path


class Model(OpenNode):
    """A model entry in its long form; ``schema`` names the schema, as the short form does."""

    type: Literal["model", "alias"] = "model"
    schema_: str = Field("", alias="schema")
    uri: str = ""
    openapi_uri: str = ""
    name: str = ""
    to: str = ""
    """Of an alias: the model that it stands for."""
    deprecated: bool | str | dict[str, str] = False
    param_model: str = ""
    no_params_suffix: bool = False
    skip: bool | list[str] = False
    only: list[str] = Field(default_factory=list[str])

    @property
    def pointer(self) -> str:
        """The pointer of the schema: a bare name is short for ``#/components/schemas/<name>``."""
        return model_pointer(self.schema_ or self.uri or self.openapi_uri)


def model_pointer(text: str) -> str:
    """The pointer that the text of a model entry means, or the JSONPath that it is."""
    is_whole = not text or text.startswith(("#", "$.", "$["))
    return text if is_whole else f"#/components/schemas/{text}"


def _long_form(value: object, key: str) -> object:
    """A mapping whose text values are written out: ``{"list": {"endpoint": "get /runs"}}``."""
    entries = mapping_of(value)
    if entries is None:
        return {} if value is None else value
    return {name: {key: item} if isinstance(item, str) else item for name, item in entries.items()}


class Resource(Node):
    """A group of methods, models and subresources. ``$client`` holds methods of the client itself.

    ``methods`` and ``models`` are normal forms: strings of the file are read into
    ``Method(endpoint=...)`` and ``Model(schema=...)``.
    """

    description: str = ""
    methods: dict[str, Method] = Field(default_factory=dict[str, Method])
    models: dict[str, Model] = Field(default_factory=dict[str, Model])
    subresources: dict[str, Resource] = Field(default_factory=lambda: dict[str, Resource]())
    standalone_api: bool = False
    standalone: bool = False
    name: str = ""
    deprecated: bool | str = False
    skip: bool | list[str] = False
    only: list[str] = Field(default_factory=list[str])
    custom: Any = None
    terraform: Any = None
    mcp: Any = None
    default_headers: dict[str, str | None] = Field(default_factory=dict[str, str | None])
    """specloom: headers of every method here and below."""
    deprecation_message: str = ""
    """specloom: text of the warning of deprecated methods here and below."""

    @field_validator("deprecated", mode="before")
    @classmethod
    def _own_deprecation(cls, value: object) -> object:
        return deprecation_of(value)

    @field_validator("methods", mode="before")
    @classmethod
    def _short_methods(cls, value: object) -> object:
        return _long_form(value, "endpoint")

    @field_validator("models", mode="before")
    @classmethod
    def _short_models(cls, value: object) -> object:
        return _long_form(value, "schema")

    @field_validator("subresources", mode="before")
    @classmethod
    def _no_subresources(cls, value: object) -> object:
        return {} if value is None else value
