"""From a document and a configuration to the API that is printed (layer 3)."""

from __future__ import annotations

from specloom.build import modules, pagination, project, validate
from specloom.build.client import build_client
from specloom.build.context import CLIENT, Context, ResourceEntry, resource_entries
from specloom.build.faces import Faces
from specloom.build.layout import Layout
from specloom.build.lifecycles import build_lifecycles
from specloom.build.models import Model, Promoter, Registry, listed
from specloom.build.operations import Operations
from specloom.build.plan import Plan, Planner
from specloom.build.references import mark_recursive, transformed, without_empty_circles
from specloom.build.resources import Methods, build_resources
from specloom.build.webhooks import WebhookPlan, webhook_method, webhook_plans
from specloom.build.writer import Writer
from specloom.diagnostics import Diagnostics
from specloom.ir.resources import Api, Client
from specloom.ir.types import Face, TypeModule
from specloom.load import Config, Document

__all__ = ["build_api"]


def build_api(document: Document, config: Config, diagnostics: Diagnostics) -> Api:
    """Decide everything about an SDK: its resources, methods, types, pages, client and project.

    What is wrong goes to ``diagnostics``, many things at once; the caller ends the pass with ``diagnostics.check()``.
    Warnings tell where a schema says more than Python types can.
    """
    diagnostics.lenience = config.lenience
    context = Context.of(document, config, diagnostics)
    entries = list(resource_entries(config))
    registry = listed(context, entries)
    schemes = pagination.schemes(context)
    planner = Planner(context, registry, schemes)
    plans = [plan for entry in entries for plan in planner.plans(entry)]
    hooks = webhook_plans(context, registry, entries)
    context.schemas.forget()
    _promote(context, registry, entries, [*plans, *hooks])
    faces = _faces(context, registry, entries, plans, hooks)
    client = build_client(context)
    types, methods = _written(context, plans, hooks, faces, client)
    taken = {client.name, *(name for module in types for name in module.exports)}
    resources = build_resources(context, entries, methods, taken)
    api = Api(
        project.build_project(context),
        client,
        resources,
        tuple(methods.operations.get((CLIENT,), ())),
        tuple(scheme.page for scheme in schemes),
        types,
        build_lifecycles(context, resources, types),
        validate.root_exports(context),
    )
    validate.check_client(context, api)
    validate.check_formats(context)
    return api


def _faces(
    context: Context,
    registry: Registry,
    entries: list[ResourceEntry],
    plans: list[Plan],
    hooks: list[WebhookPlan],
) -> Faces:
    """The faces and names of all models."""
    layout = Layout(context)
    layout.reserve_folders(entries)
    faces = Faces(context, registry, layout)
    for plan in plans:
        faces.need(plan.response_roots(), Face.RESPONSE)
        faces.need(plan.request_roots(), Face.REQUEST)
    for hook in hooks:
        faces.need(hook.roots(), Face.RESPONSE)
    faces.settle()
    return faces


def _written(
    context: Context,
    plans: list[Plan],
    hooks: list[WebhookPlan],
    faces: Faces,
    client: Client,
) -> tuple[tuple[TypeModule, ...], Methods]:
    """The files of types, and the methods by resource path."""
    layout = faces.layout
    names = validate.overrides(context)
    writer = Writer(context, faces, names)
    modules.ModelFiles(context, faces, writer, layout).write_all()
    operations = Operations(context, writer, layout, client)
    for plan in plans:
        operations.write(plan)
    methods = Methods()
    for hook in hooks:
        types = [
            operations.own_type(root, hook.entry.folder, hook.stem, hook.source)
            for root in hook.roots()
        ]
        made = webhook_method(context, hook, types[0] if types else None, client.options)
        methods.webhooks.setdefault(hook.entry.path, []).append(made)
    validate.check_overrides(context, names, writer.used)
    changed = transformed(layout.modules())
    for plan in plans:
        operation = operations.finish(plan, changed)
        methods.operations.setdefault(plan.entry.path, []).append(operation)
    return mark_recursive(without_empty_circles(layout.modules())), methods


def _promote(
    context: Context,
    registry: Registry,
    entries: list[ResourceEntry],
    plans: list[Plan | WebhookPlan],
) -> None:
    """Give a file to schemas that are recursive or too large to be written out at each use."""
    promoter = Promoter(context, registry)
    models: dict[tuple[str, ...], list[Model]] = {}
    for model in registry.by_key.values():
        models.setdefault(model.resource, []).append(model)
    methods: dict[tuple[str, ...], list[Plan | WebhookPlan]] = {}
    for plan in plans:
        methods.setdefault(plan.entry.path, []).append(plan)
    for entry in entries:
        for model in models.get(entry.path, ()):
            promoter.visit(entry, model.node, is_model=True)
        for plan in methods.get(entry.path, ()):
            for root in plan.roots():
                promoter.visit(entry, root)
    promoter.finish()
