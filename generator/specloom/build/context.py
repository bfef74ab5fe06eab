"""What all passes of the build share: the inputs, the looker, and the resources in order (layer 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from specloom import naming
from specloom.build.names import Casing
from specloom.build.nodes import mapping
from specloom.build.scalars import configured_formats
from specloom.build.schemas import Schemas
from specloom.diagnostics import Diagnostics, Source
from specloom.load import Config, Document
from specloom.load.config_resources import Resource

SHARED: Final = "$shared"
CLIENT: Final = "$client"
RESOURCE_MEMBERS: Final = frozenset({"with_raw_response", "with_streaming_response"})
"""Attributes that every resource has; a method or subresource of such a name gets a trailing underscore."""
CLIENT_MEMBERS: Final = RESOURCE_MEMBERS | {
    "auth_headers", "base_url", "close", "copy", "custom_auth", "default_headers", "default_query", "delete",
    "get", "get_api_list", "is_closed", "max_retries", "on_request", "on_response", "patch", "platform_headers",
    "post", "put", "qs", "request", "stream_error", "timeout", "user_agent", "with_options",
}  # fmt: skip
"""The same for the client."""

BUILTIN_OPTIONS: Final = frozenset(
    {
        "base_url", "timeout", "max_retries", "default_headers", "default_query", "http_client",
        "environment", "hooks", "max_concurrency", "self", "with_options", "copy", "close", "is_closed",
    }
)  # fmt: skip
"""Constructor arguments and members that every client has."""


@dataclass(slots=True)
class Context:
    """The inputs of one build and what is shared between its passes."""

    document: Document
    config: Config
    diagnostics: Diagnostics
    schemas: Schemas
    casing: Casing

    @classmethod
    def of(cls, document: Document, config: Config, diagnostics: Diagnostics) -> Context:
        """The context of a new build."""
        schemas = Schemas(document, diagnostics, configured_formats(config.specloom.formats))
        casing = Casing.of(config, component_names(document))
        return cls(document, config, diagnostics, schemas, casing)


def component_names(document: Document) -> Iterable[str]:
    """The names under ``components.schemas``."""
    components = mapping(document.data.get("components"))
    return mapping(components.get("schemas")).keys()


@dataclass(frozen=True, slots=True)
class ResourceEntry:
    """A resource of the configuration and what it inherits.

    ``path`` are attribute names from the client; ``folder`` is where its types go, below ``types``. ``headers`` are the
    default headers of the resource and of those above it, the closest last.
    """

    path: tuple[str, ...]
    resource: Resource
    source: Source
    headers: tuple[tuple[str, str | None], ...]
    deprecation: str

    @property
    def is_shared(self) -> bool:
        """Whether this is ``$shared``, which has models only."""
        return self.path == (SHARED,)

    @property
    def is_client(self) -> bool:
        """Whether this is ``$client``, whose methods stand on the client."""
        return self.path == (CLIENT,)

    @property
    def folder(self) -> tuple[str, ...]:
        """The folder of its types: the resource's path without its last name."""
        if self.is_shared:
            return ("shared",)
        return tuple(naming.module_name(name) for name in self.path[:-1])

    @property
    def stem(self) -> str:
        """What the names of its methods' types start with: the resource's name in the singular."""
        if self.is_client:
            return "client"
        return naming.module_name(naming.singular(naming.snake_case(self.path[-1])))

    @property
    def dotted(self) -> str:
        """The path as text (``beta.threads.runs``)."""
        return ".".join(self.path)


def resource_entries(config: Config) -> Iterator[ResourceEntry]:
    """All resources that are not skipped, parents before children, in the order of the file."""
    source = config.source("resources")
    message = config.specloom.deprecation_message
    stack = [
        _entry((), name, resource, source, (), message)
        for name, resource in reversed(config.resources.items())
    ]
    while stack:
        entry = stack.pop()
        if _is_skipped(entry.resource):
            continue
        yield entry
        inner = entry.source.child("subresources")
        stack.extend(
            _entry(entry.path, name, resource, inner, entry.headers, entry.deprecation)
            for name, resource in reversed(entry.resource.subresources.items())
        )


def _entry(
    parent: tuple[str, ...],
    name: str,
    resource: Resource,
    source: Source,
    headers: tuple[tuple[str, str | None], ...],
    deprecation: str,
) -> ResourceEntry:
    attribute = name
    if name not in (SHARED, CLIENT):
        attribute = naming.module_name(naming.python_identifier(name, prefix="resource"))
        taken = RESOURCE_MEMBERS if parent else CLIENT_MEMBERS
        attribute += "_" if attribute in taken else ""
    return ResourceEntry(
        (*parent, attribute),
        resource,
        source.child(name),
        (*headers, *resource.default_headers.items()),
        resource.deprecation_message or deprecation,
    )


def _is_skipped(resource: Resource) -> bool:
    return applies_not(resource.skip, resource.only)


def applies_not(skip: bool | list[str], only: list[str]) -> bool:
    """Whether ``skip`` or ``only`` leave the Python target out."""
    if skip is True or (isinstance(skip, list) and "python" in skip):
        return True
    return bool(only) and "python" not in only
