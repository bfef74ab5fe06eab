"""What a document says about resources in extensions of its own, as if it stood in the configuration (layer 1).

``x-stainless-method: accounts.list`` at an operation, and ``x-stainless-model: accounts.account`` at a schema of the
components, are the documented short forms of an entry in ``resources``. What the configuration says wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from specloom import naming
from specloom.diagnostics import Diagnostics, Source
from specloom.load.config_base import Node
from specloom.load.config_model import Config
from specloom.load.config_resources import Method, Model, Resource
from specloom.load.document import Document
from specloom.load.grammar import verbs_of
from specloom.load.hints import quoted
from specloom.load.pointer import join, mapping

_METHOD = "x-stainless-method"
_MODEL = "x-stainless-model"
_DEEPEST = 20
"""How many resources one name may pass through."""
NodeType = TypeVar("NodeType", bound=Node)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A method or a model, the resources that lead to it, and its name there."""

    path: tuple[str, ...]
    name: str
    node: Method | Model
    source: Source

    @property
    def key(self) -> str:
        return "methods" if isinstance(self.node, Method) else "models"


def with_extensions(config: Config, document: Document) -> Config:
    """The configuration with the methods and models that extensions of the document name.

    Gives ``config`` itself where there are none. An extension of the wrong form is a warning of the document.
    """
    found = Diagnostics()
    entries = [*_methods(document, found), *_models(document, found)]
    document.warnings += found.items
    if not entries:
        return config
    resources: Mapping[str, Resource] = config.resources
    for entry in entries:
        resources = _added(resources, entry, entry.path)
    return config.model_copy(update={"resources": resources})


def _methods(document: Document, found: Diagnostics) -> Iterator[_Entry]:
    for path, item in mapping(document.data.get("paths")).items():
        for verb in verbs_of(mapping(item)):
            operation = mapping(mapping(item).get(verb))
            if _METHOD not in operation:
                continue
            source = document.source(join(("paths", path, verb, _METHOD)))
            value = operation[_METHOD]
            options = dict(mapping(value))
            dotted = options.pop("path", "") if options else value
            try:
                method = Method.model_validate({**options, "endpoint": f"{verb} {path}"})
            except ValidationError as error:
                found.warn("extension-ignored", f"{_METHOD}: {error.errors()[0]['msg']}", source)
                continue
            yield from _entries(_METHOD, dotted, method, source, found)


def _models(document: Document, found: Diagnostics) -> Iterator[_Entry]:
    components = mapping(document.data.get("components"))
    for name, schema in mapping(components.get("schemas")).items():
        if _MODEL in mapping(schema):
            pointer = join(("components", "schemas", name))
            source = document.source(f"{pointer}/{_MODEL}")
            model = Model.model_validate({"schema": pointer})
            yield from _entries(_MODEL, mapping(schema)[_MODEL], model, source, found)


def _entries(
    extension: str, dotted: object, node: Method | Model, source: Source, found: Diagnostics
) -> Iterator[_Entry]:
    names = dotted.split(".") if isinstance(dotted, str) else []
    if not 2 <= len(names) <= _DEEPEST or not all(names):
        message = (
            f"{extension} must be a resource and a name, like accounts.list, not {quoted(dotted)}"
        )
        found.warn("extension-ignored", message, source)
        return
    yield _Entry(tuple(names[:-1]), names[-1], _placed(node, source), source)


def _placed(node: NodeType, source: Source) -> NodeType:
    node.stand_at(source)
    return node


def _added(
    resources: Mapping[str, Resource], entry: _Entry, path: tuple[str, ...]
) -> dict[str, Resource]:
    """The resources with an entry at a path below them; one that has this name already stays."""
    key = _known(resources, path[0])
    resource = resources.get(key) or _placed(Resource(), entry.source)
    if path[1:]:
        inner = _added(resource.subresources, entry, path[1:])
        return {**resources, key: resource.model_copy(update={"subresources": inner})}
    members: Mapping[str, object] = getattr(resource, entry.key)
    name = _known(members, entry.name)
    changed = {**members, name: members.get(name, entry.node)}
    return {**resources, key: resource.model_copy(update={entry.key: changed})}


def _known(members: Mapping[str, object], name: str) -> str:
    """The key that means the same name, whatever its case, else the name itself."""
    if name in members:
        return name
    wanted = naming.snake_case(name)
    return next((key for key in members if naming.snake_case(key) == wanted), name)
