"""Operations: plans become methods with types, once every name is settled (layer 3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, cast

from specloom.build.argument_examples import argument_example
from specloom.build.context import Context
from specloom.build.examples import response_example
from specloom.build.layout import Layout, stem_of
from specloom.build.nodes import Node, mapping, sequence, text
from specloom.build.overloads import draft_docs, is_deprecated, write_parameters
from specloom.build.params import needed_style
from specloom.build.plan import Plan
from specloom.build.references import named_in, scalars_in
from specloom.build.resumes import call_reconnect
from specloom.build.scalars import REWRITTEN
from specloom.build.security import combinations
from specloom.build.sequences import essence
from specloom.build.servers import own_server
from specloom.build.shapes import ANYTHING, Form, ObjectShape, ScalarShape, is_class
from specloom.build.writer import Writer, with_null
from specloom.diagnostics import Source
from specloom.ir.operations import (
    BodyKind,
    Operation,
    PageUse,
    Parameter,
    Place,
    Response,
    ResponseKind,
    StreamVariant,
)
from specloom.ir.resources import Client
from specloom.ir.types import (
    AliasDefinition,
    Face,
    NamedType,
    Scalar,
    ScalarType,
    TypeExpr,
    TypeName,
)

_DEPRECATION_KEYS: Final = ("x-stainless-deprecation-message", "x-deprecation-message")
_TEXT: Final = ScalarType(Scalar.STRING)


@dataclass(slots=True)
class Operations:
    """Builds operations. ``write`` gives a plan its types; ``finish`` makes the operation."""

    context: Context
    writer: Writer
    layout: Layout
    client: Client
    _types: dict[int, dict[str, TypeExpr]] = field(default_factory=dict[int, dict[str, TypeExpr]])
    _params: dict[int, TypeName | None] = field(default_factory=dict[int, TypeName | None])
    _returns: dict[int, TypeExpr | None] = field(default_factory=dict[int, TypeExpr | None])
    _events: dict[int, TypeExpr] = field(default_factory=dict[int, TypeExpr])

    def write(self, plan: Plan) -> None:
        """Write the files of types that are a method's own."""
        key = id(plan)
        self._types[key], self._params[key] = write_parameters(
            self.context, self.writer, self.layout, plan
        )
        self._returns[key] = self._returned(plan)
        if plan.stream is not None:
            self._events[key] = self._event(plan)

    def _returned(self, plan: Plan) -> TypeExpr | None:
        """What the method returns; of a page, one item. A schema that is no model gets a file of its own."""
        if plan.response.kind is ResponseKind.TEXT:
            return _TEXT
        if plan.response.kind not in (ResponseKind.JSON, ResponseKind.PAGE):
            return None
        if plan.response.node is None:
            return ScalarType(Scalar.ANY)
        return self._own(plan, plan.response.node, "response")

    def _own(self, plan: Plan, node: Node, suffix: str) -> TypeExpr:
        stem = stem_of(plan.entry, plan.name, suffix)
        return self.own_type(node, plan.entry.folder, stem, plan.source)

    def own_type(self, node: Node, folder: tuple[str, ...], stem: str, place: Source) -> TypeExpr:
        """The type of a schema that a method reads; one that is no model gets a file called ``stem``."""
        schemas, faces = self.context.schemas, self.writer.faces
        look = schemas.look(node)
        if look.model:
            named = NamedType(faces.name(look.model, Face.RESPONSE))
            nullable = look.nullable or faces.look(look.model).nullable
            return with_null(named) if nullable else named
        if look.form == ANYTHING or _says_nothing(look.form):
            return ScalarType(Scalar.ANY)
        name = self.layout.claim(folder, stem, place)
        scope = self.writer.scope(name, Face.RESPONSE, faces.reached([node], Face.RESPONSE))
        source = self.context.document.source(look.node.pointer)
        if is_class(look.form):
            scope.add(self.writer.root_object(scope, look))
        else:
            expr = self.writer.root_type(scope, look)
            scope.add(AliasDefinition(name, Face.RESPONSE, expr, look.docs, source=source))
            if isinstance(look.form, ScalarShape):
                self.layout.put(name, scope.definitions)
                return expr
        self.layout.put(name, scope.definitions)
        named = NamedType(name)
        return with_null(named) if look.nullable and is_class(look.form) else named

    def _event(self, plan: Plan) -> TypeExpr:
        assert plan.stream is not None
        event, plain = plan.stream.event, plan.response.node
        returned = self._returns[id(plan)]
        look = self.context.schemas.look
        if event is None or (plain is not None and look(event).node.key == look(plain).node.key):
            return returned or _TEXT
        return self._own(plan, event, "event")

    def finish(self, plan: Plan, transformed: frozenset[TypeName]) -> Operation:
        """The operation of a plan; ``transformed`` are the request types that differ from the wire."""
        operation = plan.endpoint.operation
        key = id(plan)
        parameters = tuple(self._parameter(plan, draft.name) for draft in plan.drafts)
        options = plan.method.default_request_options
        return Operation(
            name=plan.name,
            method=plan.endpoint.method,
            path=plan.endpoint.path,
            parameters=parameters,
            body=plan.body.kind,
            response=self._response(plan),
            stream=self._stream(plan),
            summary=text(operation.get("summary")),
            description=plan.method.description or text(operation.get("description")),
            deprecated=self._deprecation(plan),
            headers=plan.headers,
            accept=_accept(plan),
            params_type=self._params[key],
            transform=any(
                parameter.place in (Place.BODY, Place.WHOLE_BODY)
                and needs_transform(parameter.type, transformed)
                for parameter in parameters
            ),
            files=plan.body.files,
            body_required=plan.body.required,
            body_media_type=_unusual(plan.body.media_type, plan.body.kind),
            idempotent=self._idempotent(plan),
            max_retries=options.max_retries if options else None,
            reconnect=call_reconnect(plan.method),
            timeout=float(options.timeout) if options and options.timeout is not None else None,
            security=self._security(plan),
            server=own_server(self.context, plan.endpoint),
            operation_id=text(operation.get("operationId")),
            source=self.context.document.source(plan.endpoint.node.pointer),
        )

    def _parameter(self, plan: Plan, name: str) -> Parameter:
        draft = next(item for item in plan.drafts if item.name == name)
        style, explode = needed_style(self.context, draft, self._types[id(plan)][name])
        return Parameter(
            draft.name,
            draft.wire,
            draft.place,
            self._types[id(plan)][name],
            draft.required,
            draft.positional,
            draft_docs(self.context, draft),
            is_deprecated(self.context, draft),
            style,
            explode,
            draft.reserved,
            default=draft.default,
            example=argument_example(self.context, plan.endpoint, draft),
            client_option=draft.client_option,
            source=self.context.document.source(draft.node.pointer),
        )

    def _response(self, plan: Plan) -> Response:
        planned = plan.response
        returned = self._returns[id(plan)]
        page = None
        if planned.match is not None:
            page = PageUse(planned.match.scheme.page.name, returned or ScalarType(Scalar.ANY))
        kept = None if page is not None else returned
        example = response_example(self.context, plan.endpoint)
        return Response(planned.kind, kept, page, planned.media_type, planned.unwrap, example)

    def _stream(self, plan: Plan) -> StreamVariant | None:
        if plan.stream is None:
            return None
        event = self._events[id(plan)]
        stream = plan.stream
        return StreamVariant(event, stream.discriminator, stream.media_type, stream.resume)

    def _deprecation(self, plan: Plan) -> str:
        own = plan.method.deprecated
        if isinstance(own, str) and own:
            return own
        operation = plan.endpoint.operation
        if own is not True and operation.get("deprecated") is not True:
            return ""
        for key in _DEPRECATION_KEYS:
            if text(operation.get(key)):
                return text(operation.get(key))
        return plan.entry.deprecation

    def _idempotent(self, plan: Plan) -> bool:
        header = self.context.config.client_settings.idempotency_name
        return bool(header) and plan.endpoint.method not in ("get", "head", "options")

    def _security(self, plan: Plan) -> tuple[tuple[str, ...], ...] | None:
        """The combinations that the operation itself names, as far as the client has credentials for them."""
        declared: object = plan.endpoint.operation.get("security")
        if plan.method.security is not None:
            declared = plan.method.security
        if not isinstance(declared, list):
            return None
        items = [tuple(mapping(item)) for item in sequence(cast(object, declared))]
        if not items:
            return ()
        client = self.client
        carried = [scheme.name for scheme in client.auth]
        usable = combinations(items, carried, client.silent_schemes)
        return usable if usable and usable != client.security else None


def _says_nothing(form: Form) -> bool:
    """Whether a form is an object of which nothing at all is said."""
    return isinstance(form, ObjectShape) and not (form.properties or form.extra or form.open)


def needs_transform(expr: TypeExpr, transformed: frozenset[TypeName]) -> bool:
    """Whether a value of this type reads other than what is sent for it."""
    if any(scalar in REWRITTEN for scalar in scalars_in(expr)):
        return True
    return any(name in transformed for name in named_in(expr))


def _accept(plan: Plan) -> str:
    """The Accept header where it is not plain JSON."""
    kind = plan.response.kind
    if kind is ResponseKind.NONE:
        return "*/*"
    if kind is ResponseKind.STREAM:
        return plan.stream.media_type if plan.stream else "text/event-stream"
    media_type = plan.response.media_type
    if kind in (ResponseKind.JSON, ResponseKind.PAGE) and essence(media_type) in _PLAIN_JSON:
        return ""
    return media_type


_PLAIN_JSON: Final = frozenset({"application/json", "*/*", "application/*", ""})
_USUAL: Final = {
    BodyKind.JSON: _PLAIN_JSON,
    BodyKind.FORM: frozenset({"application/x-www-form-urlencoded"}),
    BodyKind.MULTIPART: frozenset({"multipart/form-data"}),
}


def _unusual(media_type: str, kind: BodyKind) -> str:
    """The media type of a body where its kind does not say it already."""
    return "" if essence(media_type) in _USUAL.get(kind, frozenset()) else media_type
