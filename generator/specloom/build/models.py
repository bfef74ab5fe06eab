"""Models: the schemas that have a name and a file of their own (layer 3).

Listed ones come from the configuration. A schema that reaches itself, or that is too large to be written out at
each use, becomes a model of the first resource that uses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from specloom import naming
from specloom.build import aliases
from specloom.build.context import Context, ResourceEntry, applies_not, component_names
from specloom.build.nodes import Node
from specloom.build.shapes import Form, ListShape, Look, ObjectShape, UnionShape, is_class
from specloom.diagnostics import Source, SpecloomError
from specloom.load.hints import did_you_mean, quoted
from specloom.load.pointer import join
from specloom.load.query import QueryError, select

_MAX_SIZE: Final = 300
_MAX_NESTING: Final = 20


@dataclass(slots=True)
class Model:
    """A schema with a name. ``key`` is ``<resource path>.<name>``, unique; ``name`` is snake case.

    ``folder`` is the folder below ``types``. ``same_as`` is the key of the model listed before for the same schema.
    ``plain`` keeps the name of a model that only requests have as it is.
    """

    key: str
    name: str
    node: Node
    resource: tuple[str, ...]
    folder: tuple[str, ...]
    shared: bool
    source: Source | None
    same_as: str = ""
    plain: bool = False


@dataclass(slots=True)
class Registry:
    """All models, in the order in which they were listed or found."""

    by_key: dict[str, Model] = field(default_factory=dict[str, Model])

    def add(self, context: Context, model: Model) -> None:
        """Register a model under a free key; the first model of a schema is the one that is referred to."""
        model.key = naming.unique(model.key, self.by_key)
        first = context.schemas.models.get(model.node.key)
        if first is None:
            context.schemas.models[model.node.key] = model.key
        else:
            model.same_as = first
        self.by_key[model.key] = model


def listed(context: Context, entries: Iterable[ResourceEntry]) -> Registry:
    """The models that the configuration lists; reports those whose schema does not exist."""
    registry = Registry()
    for entry in entries:
        for name, item in entry.resource.models.items():
            source = entry.source.child("models", name)
            if applies_not(item.skip, item.only):
                continue
            model = aliases.model_of(context, entry.resource.models, item, source)
            pointer = _schema_pointer(context, model.pointer, source) if model else None
            if pointer is None:
                continue
            node = context.schemas.at(pointer)
            made = new_model(entry, naming.module_name(name), node, source)
            made.plain = item.no_params_suffix
            registry.add(context, made)
    return registry


def new_model(entry: ResourceEntry, name: str, node: Node, source: Source | None) -> Model:
    """A model of a resource; ``name`` is snake case."""
    key = ".".join((*entry.path, name))
    return Model(key, name, node, entry.path, entry.folder, entry.is_shared, source)


def _schema_pointer(context: Context, pointer: str, source: Source) -> str | None:
    """The canonical pointer of a listed schema, which a JSONPath may select as well."""
    try:
        if pointer.startswith("$"):
            return _selected(context, pointer, source)
        return context.document.target(pointer)
    except SpecloomError:
        names = list(component_names(context.document))
        wanted = pointer.rpartition("/")[2]
        hint = did_you_mean(wanted, names) if pointer.startswith("#/components/schemas/") else ""
        context.diagnostics.error("unknown-schema", f"no schema at {pointer!r}", source, hint)
        return None


def _selected(context: Context, path: str, source: Source) -> str | None:
    """The one place that a JSONPath selects; reports one that selects none or several."""
    try:
        found = select(context.document.data, path)
        if len(found) == 1:
            return context.document.target(join(found[0]))
        wrong = f"selects {len(found)} places, not one"
    except QueryError as error:
        wrong = f"is no JSONPath: {error}"
    context.diagnostics.error("unknown-schema", f"{quoted(path)} {wrong}", source)
    return None


def children(form: Form) -> Iterator[Node]:
    """The schemas that a form is made of."""
    if isinstance(form, ListShape):
        if form.item is not None:
            yield form.item
    elif isinstance(form, ObjectShape):
        yield from (item.node for item in form.properties)
        if form.extra is not None:
            yield form.extra
    elif isinstance(form, UnionShape):
        yield from form.members


@dataclass(slots=True)
class _Frame:
    look: Look
    rest: Iterator[Node]
    size: int = 0
    nesting: int = 0


@dataclass(slots=True)
class Promoter:
    """Finds the unlisted schemas that must be models, by a depth-first walk without recursion."""

    context: Context
    registry: Registry
    done: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    chosen: dict[str, Model] = field(default_factory=dict[str, Model])

    def visit(self, entry: ResourceEntry, root: Node, *, is_model: bool = False) -> None:
        """Walk what a root reaches without passing a model; new models belong to ``entry``."""
        look = self.context.schemas.look(root, root=is_model)
        if look.model or (not is_model and look.node.key in self.done):
            return
        on_path = {look.node.key}
        stack = [_Frame(look, children(look.form))]
        while stack:
            frame = stack[-1]
            following = next(frame.rest, None)
            if following is None:
                self._leave(entry, stack, on_path, is_model)
                continue
            inner = self.context.schemas.look(following)
            key = inner.node.key
            if inner.model or key in self.chosen:
                continue
            if key in on_path:
                self._choose(entry, inner)
            elif key in self.done:
                self._add(frame, self.done[key])
            else:
                on_path.add(key)
                stack.append(_Frame(inner, children(inner.form)))

    def finish(self) -> None:
        """Make the chosen schemas models, and look at everything anew."""
        for model in self.chosen.values():
            self.registry.add(self.context, model)
        if self.chosen:
            self.context.schemas.forget()

    def _leave(
        self, entry: ResourceEntry, stack: list[_Frame], on_path: set[str], is_model: bool
    ) -> None:
        frame = stack.pop()
        key = frame.look.node.key
        on_path.discard(key)
        own = 1 if is_class(frame.look.form) or isinstance(frame.look.form, UnionShape) else 0
        measure = (frame.size + own, frame.nesting + own)
        is_root = not stack and is_model
        if not is_root:
            too_large = measure[0] > _MAX_SIZE or measure[1] > _MAX_NESTING
            if too_large and own and frame.look.component and key not in self.chosen:
                self._choose(entry, frame.look)
            if key in self.chosen:
                measure = (0, 0)
            self.done[key] = measure
        if stack:
            self._add(stack[-1], measure)

    @staticmethod
    def _add(frame: _Frame, measure: tuple[int, int]) -> None:
        frame.size += measure[0]
        frame.nesting = max(frame.nesting, measure[1])

    def _choose(self, entry: ResourceEntry, look: Look) -> None:
        name = look.component or look.title or look.node.pointer.rpartition("/")[2]
        source = self.context.document.source(look.node.pointer)
        model = new_model(entry, naming.module_name(name), look.node, source)
        self.chosen[look.node.key] = model
