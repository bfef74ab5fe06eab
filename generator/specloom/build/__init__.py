"""From a document and a configuration to the API that is printed (layer 3)."""

from __future__ import annotations

from specloom.build import modules, pagination, project, validate
from specloom.build.client import build_client
from specloom.build.context import Context, ResourceEntry, resource_entries
from specloom.build.faces import Faces
from specloom.build.layout import Layout
from specloom.build.models import Model, Promoter, Registry, listed
from specloom.build.operations import Operations
from specloom.build.plan import Plan, Planner
from specloom.build.references import mark_recursive, transformed, without_empty_circles
from specloom.build.resources import build_resources
from specloom.build.writer import Writer
from specloom.diagnostics import Diagnostics
from specloom.ir.operations import Operation
from specloom.ir.resources import Api
from specloom.ir.types import Face
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
    layout = Layout(context)
    layout.reserve_folders(entries)
    faces = Faces(context, registry, layout)
    for plan in plans:
        faces.need(plan.response_roots(), Face.RESPONSE)
        faces.need(plan.request_roots(), Face.REQUEST)
    faces.settle()
    names = validate.overrides(context)
    writer = Writer(context, faces, names)
    modules.ModelFiles(context, faces, writer, layout).write_all()
    client = build_client(context)
    auth = frozenset(scheme.name for scheme in client.auth)
    operations = _operations(Operations(context, writer, layout, auth), layout, plans)
    validate.check_overrides(context, names, writer.used)
    api = Api(
        project.build_project(context),
        client,
        build_resources(context, entries, operations),
        tuple(operations.get(("$client",), ())),
        tuple(scheme.page for scheme in schemes),
        mark_recursive(without_empty_circles(layout.modules())),
    )
    validate.check_client(context, api)
    return api


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


def _operations(
    operations: Operations, layout: Layout, plans: list[Plan]
) -> dict[tuple[str, ...], list[Operation]]:
    """The operations by resource path; their types are written first."""
    for plan in plans:
        operations.write(plan)
    changed = transformed(layout.modules())
    found: dict[tuple[str, ...], list[Operation]] = {}
    for plan in plans:
        found.setdefault(plan.entry.path, []).append(operations.finish(plan, changed))
    return found
