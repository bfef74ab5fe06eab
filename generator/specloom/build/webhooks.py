"""Webhooks: the events that the API sends by itself, and the methods that read them (layer 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from specloom import naming
from specloom.build import endpoints
from specloom.build.context import RESOURCE_MEMBERS, Context, ResourceEntry, applies_not
from specloom.build.extensions import is_skipped
from specloom.build.models import Registry, new_model
from specloom.build.nodes import Node, either_of, mapping
from specloom.build.shapes import is_class
from specloom.diagnostics import Source, SpecloomError
from specloom.ir.operations import BodyKind
from specloom.ir.resources import ClientOption, WebhookMethod
from specloom.ir.types import Scalar, ScalarType, TypeExpr
from specloom.load.config_resources import Method
from specloom.load.grammar import HTTP_VERBS
from specloom.load.hints import did_you_mean

_KINDS: Final = ("webhook_unwrap", "webhook_verify")
_SECRETS: Final = (
    "webhook_secret", "webhook_key", "webhook_signing_secret", "webhook_signing_key",
)  # fmt: skip
"""Client options that hold the secret of webhooks, where the configuration names none; the best first."""


@dataclass(frozen=True, slots=True)
class WebhookPlan:
    """A method that reads webhooks; ``event`` is the schema of what it gives, None where nothing is known of it."""

    entry: ResourceEntry
    name: str
    method: Method
    event: Node | None
    source: Source

    def roots(self) -> list[Node]:
        """The schemas that the server sends."""
        return [] if self.event is None else [self.event]

    @property
    def stem(self) -> str:
        """The name of the type of the events."""
        return f"{self.name}_webhook_event"


def webhook_plans(
    context: Context, registry: Registry, entries: Iterable[ResourceEntry]
) -> list[WebhookPlan]:
    """The methods of the configuration that read webhooks; bodies that have no name get one.

    The schemas must be looked at anew afterwards.
    """
    found: list[WebhookPlan] = []
    for entry in entries:
        for key, method in entry.resource.methods.items():
            if method.type not in _KINDS or applies_not(method.skip, method.only):
                continue
            source = entry.source.child("methods", key)
            if entry.is_client or entry.is_shared:
                message = "webhooks are read by methods of a resource"
                context.diagnostics.error("webhooks-without-resource", message, source)
                continue
            name = naming.python_identifier(key, prefix="method")
            name += "_" if name in RESOURCE_MEMBERS else ""
            event = None
            if method.type == "webhook_unwrap":
                event = _event(context, registry, entry, method, source)
            found.append(WebhookPlan(entry, name, method, event, source))
    return found


def _event(
    context: Context, registry: Registry, entry: ResourceEntry, method: Method, source: Source
) -> Node | None:
    """The schema of all events together."""
    bodies = dict(_listed(context, method, source) if method.event_types else _declared(context))
    for name, node in bodies.items():
        look = context.schemas.look(node)
        if look.model or not is_class(look.form) or look.node.key in context.schemas.models:
            continue
        stem = naming.module_name(naming.snake_case(f"{name} webhook event"))
        registry.add(context, new_model(entry, stem, look.node, source))
    if not bodies:
        message = "the document describes no webhook; the method gives what it reads as it is"
        context.diagnostics.warn("no-webhooks", message, source)
        return None
    return either_of(tuple(bodies.values()), method.discriminator)


def _listed(context: Context, method: Method, source: Source) -> Iterator[tuple[str, Node]]:
    """The events that the configuration names."""
    for name, pointer in method.event_pointers().items():
        try:
            yield name, context.schemas.at(context.document.target(pointer))
        except SpecloomError:
            place = source.child("event_types", name)
            message = f"no schema at {pointer!r}"
            context.diagnostics.error("unknown-schema", message, place)


def _declared(context: Context) -> Iterator[tuple[str, Node]]:
    """The bodies of the document's webhooks by the name of each; ``x-webhooks`` is the name before 3.1."""
    for key in ("webhooks", "x-webhooks"):
        webhooks = mapping(context.document.data.get(key))
        if not webhooks:
            continue
        root = context.schemas.at(f"#/{key}")
        for name in webhooks:
            item = context.schemas.follow(root.child(name))
            for verb in HTTP_VERBS:
                node = item.child(verb)
                if not mapping(node.value) or is_skipped(node.value):
                    continue
                found = endpoints.request_content(
                    context, endpoints.Endpoint(verb, name, node, item)
                )
                if found is None or found[0].schema is None:
                    continue
                if endpoints.body_kind(found[0].media_type) is BodyKind.JSON:
                    yield name, found[0].schema
                    break


def webhook_method(
    context: Context, plan: WebhookPlan, event: TypeExpr | None, options: tuple[ClientOption, ...]
) -> WebhookMethod:
    """The method of a plan; ``event`` is the type of its schema."""
    is_unwrap = plan.method.type == "webhook_unwrap"
    return WebhookMethod(
        plan.name,
        (event or ScalarType(Scalar.ANY)) if is_unwrap else None,
        _secret(context, plan, [option.name for option in options]),
        bool(plan.method.secret_option),
        plan.method.description,
        plan.source,
    )


def _secret(context: Context, plan: WebhookPlan, options: list[str]) -> str:
    """The client option that holds the secret; empty where nothing is verified."""
    for key, wanted in (
        ("secret_option", plan.method.secret_option),
        ("webhook_key_opt", plan.method.webhook_key_opt),
    ):
        if wanted:
            return _named_option(context, wanted, options, plan.source.child(key))
    if plan.method.type == "webhook_unwrap" and _is_unsafe(plan):
        return ""
    known: list[str] = [name for name in _SECRETS if name in options]
    known += [name for name in options if "webhook" in name and name.endswith(("key", "secret"))]
    if not known and plan.method.type == "webhook_verify":
        message = "the client has no option that holds the secret of webhooks"
        hint = "add one to client_settings.opts, such as webhook_secret"
        context.diagnostics.error("no-webhook-secret", message, plan.source, hint)
    return known[0] if known else ""


def _named_option(context: Context, wanted: str, options: list[str], source: Source) -> str:
    name = naming.python_identifier(wanted, prefix="option")
    if name in options:
        return name
    message = f"the client has no option {wanted!r} that could hold the secret"
    context.diagnostics.error("unknown-parameter", message, source, did_you_mean(name, options))
    return ""


def _is_unsafe(plan: WebhookPlan) -> bool:
    """Whether a method without a key verifies nothing: it says so, or the key stands at another one beside it."""
    beside = plan.entry.resource.methods.values()
    return plan.name.startswith("unsafe") or any(method.webhook_key_opt for method in beside)
