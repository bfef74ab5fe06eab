"""Plans: what each method of the configuration calls, before any type has a name (layer 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from specloom import naming
from specloom.build import aliases, bodies, endpoints, pagination, params, resumes
from specloom.build.context import (
    CLIENT_MEMBERS,
    RESOURCE_MEMBERS,
    Context,
    ResourceEntry,
    applies_not,
)
from specloom.build.layout import stem_of
from specloom.build.models import Registry, new_model
from specloom.build.nodes import Node
from specloom.build.pagination import Match, Scheme
from specloom.build.params import Draft
from specloom.build.sequences import item_schema
from specloom.build.shapes import ObjectShape, ScalarShape
from specloom.diagnostics import Source
from specloom.ir.operations import Place, ResponseKind, StreamResume
from specloom.ir.types import Scalar
from specloom.load.config_resources import Method, MethodStreaming
from specloom.load.hints import did_you_mean


@dataclass(frozen=True, slots=True)
class ResponsePlan:
    """The success response: how it is read, and the schema of what the method returns (of one item, for pages)."""

    kind: ResponseKind
    node: Node | None
    media_type: str = ""
    match: Match | None = None
    unwrap: str = ""


@dataclass(frozen=True, slots=True)
class StreamPlan:
    """The stream: the schema of one event (None for the type of the plain response), and what turns it on."""

    event: Node | None
    discriminator: str
    media_type: str
    resume: StreamResume | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A method of the configuration and the operation that it calls."""

    entry: ResourceEntry
    name: str
    method: Method
    endpoint: endpoints.Endpoint
    drafts: tuple[Draft, ...]
    body: bodies.Body
    response: ResponsePlan
    stream: StreamPlan | None
    headers: tuple[tuple[str, str], ...]
    source: Source

    def roots(self) -> list[Node]:
        """All schemas that the method works with."""
        return [*self.request_roots(), *self.response_roots()]

    def request_roots(self) -> list[Node]:
        """The schemas that a caller sends."""
        return [draft.schema for draft in self.drafts if draft.schema is not None]

    def response_roots(self) -> list[Node]:
        """The schemas that the server sends."""
        nodes = [self.response.node, self.stream.event if self.stream else None]
        return [node for node in nodes if node is not None]


@dataclass(slots=True)
class Planner:
    """Makes the plans of all methods."""

    context: Context
    registry: Registry
    schemes: list[Scheme]

    def plans(self, entry: ResourceEntry) -> Iterator[Plan]:
        """The plans of one resource, in the order of the file; what cannot be planned is reported."""
        taken: set[str] = set()
        for key, listed in entry.resource.methods.items():
            source = entry.source.child("methods", key)
            if applies_not(listed.skip, listed.only):
                continue
            method = aliases.method_of(self.context, entry.resource.methods, listed, source)
            if method is None or method.type not in ("http", "alias"):
                continue
            if not method.endpoint:
                message = f"the method {key!r} has no endpoint"
                self.context.diagnostics.error("method-without-endpoint", message, source)
                continue
            endpoint = endpoints.find_endpoint(self.context, method.verb, method.path, source)
            if endpoint is not None:
                name = naming.python_identifier(key, prefix="method")
                members = CLIENT_MEMBERS if entry.is_client else RESOURCE_MEMBERS
                name += "_" if name in members else ""
                if name in taken:
                    message = f"two methods are called {name!r} here"
                    self.context.diagnostics.error("method-name-clash", message, source)
                    continue
                taken.add(name)
                yield self._plan(entry, name, method, endpoint, source)

    def _plan(
        self,
        entry: ResourceEntry,
        name: str,
        method: Method,
        endpoint: endpoints.Endpoint,
        source: Source,
    ) -> Plan:
        headers = constant_headers(entry, method)
        body = bodies.body_of(self.context, endpoint, method)
        general = self.context.config.client_settings.default_headers
        outside = params.from_spec(self.context, endpoint, [*general, *(key for key, _ in headers)])
        drafts = params.path_sorted([*outside, *body.drafts], endpoint.path)
        idempotency = self.context.config.client_settings.idempotency_name
        reserved = ["idempotency_key"] if idempotency else []
        reserved += self.context.config.specloom.argument_names.values()
        drafts = params.named(drafts, self._positional(method), reserved)
        drafts = params.with_defaults(self.context, drafts, method, source)
        found = endpoints.success(self.context, endpoint)
        stream = self._stream(method, drafts, found, source)
        response = self._response(entry, name, method, drafts, found, stream, source)
        return Plan(
            entry,
            name,
            method,
            endpoint,
            tuple(drafts),
            body,
            response,
            stream,
            headers,
            source,
        )

    def _positional(self, method: Method) -> list[str] | None:
        """The parameters that are passed by position; None where it is the last one of the path."""
        if "positional_params" in method.model_fields_set:
            return method.positional_params
        return None if self.context.config.settings.positional_params else []

    def _response(
        self,
        entry: ResourceEntry,
        name: str,
        method: Method,
        drafts: list[Draft],
        found: endpoints.SpecResponse,
        stream: StreamPlan | None,
        source: Source,
    ) -> ResponsePlan:
        if found.content is None and stream is not None and not stream.discriminator:
            return ResponsePlan(ResponseKind.STREAM, None, stream.media_type)
        if found.content is None:
            self._insist_on_pages(method, source)
            return ResponsePlan(ResponseKind.NONE, None)
        kind = endpoints.response_kind(found.content)
        node = found.content.schema
        media_type = found.content.media_type
        if kind is not ResponseKind.JSON or node is None:
            self._insist_on_pages(method, source)
            return ResponsePlan(kind, None, media_type)
        if method.paginated is not False:
            wanted = method.paginated if isinstance(method.paginated, str) else ""
            match = pagination.match(self.context, self.schemes, drafts, node, wanted)
            if match is not None:
                return ResponsePlan(ResponseKind.PAGE, match.item, media_type, match)
            self._insist_on_pages(method, source)
        unwrap = self._unwrapped(method, node)
        if unwrap is not None:
            if self.context.schemas.look(node).model:
                self._name_inline(entry, name, unwrap[1], source)
            return ResponsePlan(kind, unwrap[1], media_type, None, unwrap[0])
        return ResponsePlan(kind, found.others or node, media_type)

    def _name_inline(self, entry: ResourceEntry, name: str, node: Node, source: Source) -> None:
        """An inline schema that a model of the configuration wraps is a model: that one and all methods refer to it.

        The schemas must be looked at anew once all methods are planned.
        """
        look = self.context.schemas.look(node)
        if look.model or look.component or isinstance(look.form, ScalarShape):
            return
        if look.node.key not in self.context.schemas.models:
            stem = naming.module_name(stem_of(entry, name, "response"))
            self.registry.add(self.context, new_model(entry, stem, look.node, source))

    def _insist_on_pages(self, method: Method, source: Source) -> None:
        if method.paginated is True or isinstance(method.paginated, str):
            message = "this method is to be paginated, but it follows no pagination scheme"
            hint = "compare its parameters and response fields with those of the scheme"
            self.context.diagnostics.error(
                "not-paginated", message, source.child("paginated"), hint
            )

    def _unwrapped(self, method: Method, node: Node) -> tuple[str, Node] | None:
        """The single member whose value stands for the whole response, where the configuration asks for it."""
        wanted = method.unwrap_response_fields
        if wanted is None or wanted is True:
            wanted = self.context.config.settings.unwrap_response_fields
        form = self.context.schemas.form(node)
        if not wanted or not isinstance(form, ObjectShape) or len(form.properties) != 1:
            return None
        only = form.properties[0]
        return (only.wire, only.node) if only.wire in wanted else None

    def _stream(
        self,
        method: Method,
        drafts: list[Draft],
        found: endpoints.SpecResponse,
        source: Source,
    ) -> StreamPlan | None:
        settings = method.streaming
        if settings is False:
            return None
        resume = resumes.stream_resume(self.context, settings, drafts, source)
        planned = self._planned_stream(settings, drafts, found, source)
        if planned is None and resume is not None:
            message = "the operation has no stream that could be resumed"
            place = source.child("streaming", "resume")
            self.context.diagnostics.error("no-stream", message, place)
        return None if planned is None else replace(planned, resume=resume)

    def _planned_stream(
        self,
        settings: MethodStreaming | bool | None,
        drafts: list[Draft],
        found: endpoints.SpecResponse,
        source: Source,
    ) -> StreamPlan | None:
        declared = _event_schema(self.context, found.stream)
        if isinstance(settings, MethodStreaming) and settings.model_fields_set != {"resume"}:
            event = self._event_model(settings, source) or declared
            name = self._discriminator(settings, drafts, source)
            media = found.stream.media_type if found.stream else "text/event-stream"
            return StreamPlan(event, name, media)
        if found.stream is None:
            return None
        if found.content is None:
            return StreamPlan(declared, "", found.stream.media_type)
        for draft in drafts:
            if draft.wire == "stream" and self._is_boolean(draft):
                return StreamPlan(declared, draft.name, found.stream.media_type)
        return None

    def _is_boolean(self, draft: Draft) -> bool:
        if draft.schema is None:
            return False
        form = self.context.schemas.form(draft.schema)
        return isinstance(form, ScalarShape) and form.scalar is Scalar.BOOLEAN

    def _discriminator(self, settings: MethodStreaming, drafts: list[Draft], source: Source) -> str:
        wire = settings.param_discriminator
        if not wire:
            return ""
        for draft in drafts:
            if wire in (draft.wire, draft.name) and draft.place is not Place.PATH:
                return draft.name
        place = source.child("streaming", "param_discriminator")
        hint = did_you_mean(wire, [draft.wire for draft in drafts])
        message = f"the operation has no parameter {wire!r} that could turn the stream on"
        self.context.diagnostics.error("unknown-parameter", message, place, hint)
        return ""

    def _event_model(self, settings: MethodStreaming, source: Source) -> Node | None:
        wanted = settings.stream_event_model
        if not wanted:
            return None
        models = self.registry.by_key
        *path, last = wanted.split(".")
        key = ".".join((*path, naming.module_name(last)))
        if key not in models and len(path) == 1 and path[0] == "shared":
            key = f"${key}"
        if key not in models and not path:
            alike = [name for name in models if name.rpartition(".")[2] == key]
            key = alike[0] if len(alike) == 1 else key
        if key in models:
            return models[key].node
        place = source.child("streaming", "stream_event_model")
        message = f"no resource lists the model {wanted!r}"
        self.context.diagnostics.error(
            "unknown-model", message, place, did_you_mean(wanted, models)
        )
        return None


def _event_schema(context: Context, content: endpoints.SpecContent | None) -> Node | None:
    """The schema of one item of a declared stream."""
    return item_schema(context, content.media_type, content.node) if content else None


def constant_headers(entry: ResourceEntry, method: Method) -> tuple[tuple[str, str], ...]:
    """The headers that every call of a method sends; the closest definition of a name wins, null removes one."""
    options = method.default_request_options
    own = options.headers.items() if options is not None else ()
    return merged_headers([*entry.headers, *own, *method.default_headers.items()])


def merged_headers(items: Iterable[tuple[str, str | None]]) -> tuple[tuple[str, str], ...]:
    """Headers without repetitions, later ones winning; a header whose value is None is left out."""
    found: dict[str, tuple[str, str | None]] = {}
    for name, value in items:
        found[name.lower()] = (name, value)
    return tuple((name, value) for name, value in found.values() if value is not None)
