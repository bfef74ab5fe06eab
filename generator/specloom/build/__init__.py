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
from specloom.build.resources import build_resources
from specloom.build.writer import Writer
from specloom.diagnostics import Diagnostics
from specloom.ir.operations import Operation
from specloom.ir.resources import Api, Client
from specloom.ir.types import Face, TypeModule
from specloom.load import Config, Document

__all__ = ["build_api"]


def build_api(document: Document, config: Config, diagnostics: Diagnostics) -> Api:
    """Decide everything about an SDK: its resources, methods, types, pages, client and project.

    What is wrong goes to ``diagnostics``, many things at once; the caller ends the pass with ``diagnostics.check()``.
    Warnings tell where a schema says more than Python types can.
    """
    context = Context.of(document, config, diagnostics)
    entries = list(resource_entries(config))
    registry = listed(context, entries)
    schemes = pagination.schemes(context)
    planner = Planner(context, registry, schemes)
    plans = [plan for entry in entries for plan in planner.plans(entry)]
    context.schemas.forget()
    _promote(context, registry, entries, plans)
    faces = _faces(context, registry, entries, plans)
    client = build_client(context)
    types, operations = _written(context, plans, faces, client)
    taken = {client.name, *(name for module in types for name in module.exports)}
    resources = build_resources(context, entries, operations, taken)
    api = Api(
        project.build_project(context),
        client,
        resources,
        tuple(operations.get((CLIENT,), ())),
        tuple(scheme.page for scheme in schemes),
        types,
        build_lifecycles(context, resources, types),
        validate.root_exports(context),
    )
    validate.check_client(context, api)
    return api


def _faces(
    context: Context, registry: Registry, entries: list[ResourceEntry], plans: list[Plan]
) -> Faces:
    """The faces and names of all models."""
    layout = Layout(context)
    layout.reserve_folders(entries)
    faces = Faces(context, registry, layout)
    for plan in plans:
        faces.need(plan.response_roots(), Face.RESPONSE)
        faces.need(plan.request_roots(), Face.REQUEST)
    faces.settle()
    return faces


def _written(
    context: Context, plans: list[Plan], faces: Faces, client: Client
) -> tuple[tuple[TypeModule, ...], dict[tuple[str, ...], list[Operation]]]:
    """The files of types, and the operations by resource path."""
    layout = faces.layout
    names = validate.overrides(context)
    writer = Writer(context, faces, names)
    modules.ModelFiles(context, faces, writer, layout).write_all()
    operations = Operations(context, writer, layout, client)
    for plan in plans:
        operations.write(plan)
    validate.check_overrides(context, names, writer.used)
    changed = transformed(layout.modules())
    found: dict[tuple[str, ...], list[Operation]] = {}
    for plan in plans:
        found.setdefault(plan.entry.path, []).append(operations.finish(plan, changed))
    return mark_recursive(without_empty_circles(layout.modules())), found


def _promote(
    context: Context, registry: Registry, entries: list[ResourceEntry], plans: list[Plan]
) -> None:
    """Give a file to schemas that are recursive or too large to be written out at each use."""
    promoter = Promoter(context, registry)
    models: dict[tuple[str, ...], list[Model]] = {}
    for model in registry.by_key.values():
        models.setdefault(model.resource, []).append(model)
    methods: dict[tuple[str, ...], list[Plan]] = {}
    for plan in plans:
        methods.setdefault(plan.entry.path, []).append(plan)
    for entry in entries:
        for model in models.get(entry.path, ()):
            promoter.visit(entry, model.node, is_model=True)
        for plan in methods.get(entry.path, ()):
            for root in (*plan.request_roots(), *plan.response_roots()):
                promoter.visit(entry, root)
    promoter.finish()
