"""Which component schemas are models, and the resource each belongs to."""

from __future__ import annotations

from specloom.build.infer_resources import FoundOperation, ResourceNode
from specloom.build.infer_view import SpecView, references, text_of
from specloom.build.nodes import mapping, sequence
from specloom.diagnostics import escape_token
from specloom.naming import module_name, unique

_PREFIX = "#/components/schemas/"


def infer_models(view: SpecView, operations: list[FoundOperation], root: ResourceNode) -> None:
    """Fill in ``models`` of every node: a schema goes to the one resource that reaches it, else to ``$shared``.

    A schema that only serves as the body of requests is left out: its members become parameters.
    """
    schemas = view.components("schemas")
    graph = {name: _targets(schema) for name, schema in schemas.items()}
    users = _users(view, operations, graph)
    bodies = _body_only(view, operations, graph)
    taken: dict[tuple[str, ...], set[str]] = {}
    for name in schemas:
        if name in bodies:
            continue
        owner = users.get(name, ())
        node = root
        for part in owner:
            node = node.children[part]
        used = taken.setdefault(owner[:-1] if owner else ("$shared",), set())
        key = unique(_key(name), used)
        used.add(key)
        node.models[key] = _PREFIX + escape_token(name)


def _key(name: str) -> str:
    """A model's key; endings that the generator uses for files of its own get a neutral one."""
    key = module_name(name)
    return f"{key}_model" if key.endswith(("_params", "_param")) else key


def _targets(node: object) -> list[str]:
    """Names of the component schemas that ``node`` refers to (mappings of discriminators included)."""
    return [
        _unescape(reference[len(_PREFIX) :].split("/", 1)[0])
        for reference in references(node)
        if reference.startswith(_PREFIX)
    ]


def _unescape(token: str) -> str:
    return token.replace("~1", "/").replace("~0", "~")


def _users(
    view: SpecView, operations: list[FoundOperation], graph: dict[str, list[str]]
) -> dict[str, tuple[str, ...]]:
    """The resource that owns each reached schema: the common ancestor of its users, ``()`` for shared."""
    owners: dict[str, tuple[str, ...]] = {}
    for operation in operations:
        for name in _reached(_targets_through(view, operation.data), graph):
            known = owners.get(name)
            owner = operation.resource
            owners[name] = owner if known is None else _common(known, owner)
    return owners


def _targets_through(view: SpecView, node: object) -> list[str]:
    """Schemas that an operation refers to, through component responses, parameters and bodies too."""
    found = _targets(node)
    seen: set[str] = set()
    pending = [item for item in references(node) if not item.startswith(_PREFIX)]
    while pending:
        reference = pending.pop()
        if reference in seen or not reference.startswith("#/components/"):
            continue
        seen.add(reference)
        target = view.follow({"$ref": reference})
        found.extend(_targets(target))
        pending.extend(item for item in references(target) if not item.startswith(_PREFIX))
    return found


def _reached(start: list[str], graph: dict[str, list[str]]) -> list[str]:
    seen = dict.fromkeys(name for name in start if name in graph)
    pending = list(seen)
    while pending:
        for target in graph[pending.pop()]:
            if target in graph and target not in seen:
                seen[target] = None
                pending.append(target)
    return list(seen)


def _common(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    shared: list[str] = []
    for left, right in zip(first, second, strict=False):
        if left != right:
            break
        shared.append(left)
    return tuple(shared)


def _body_only(
    view: SpecView, operations: list[FoundOperation], graph: dict[str, list[str]]
) -> set[str]:
    """Object schemas that stand nowhere but as the whole body of one request."""
    uses: dict[str, int] = {}
    for targets in graph.values():
        for target in targets:
            uses[target] = uses.get(target, 0) + 2
    for operation in operations:
        for target in _targets_through(view, operation.data):
            uses[target] = uses.get(target, 0) + 1
    bodies: set[str] = set()
    for operation in operations:
        reference = text_of(mapping(view.body_schema(operation.data)), "$ref")
        name = _unescape(reference[len(_PREFIX) :]) if reference.startswith(_PREFIX) else ""
        if uses.get(name) == 1 and _is_object(view, name):
            bodies.add(name)
    return bodies


def _is_object(view: SpecView, name: str) -> bool:
    schema = view.follow(view.components("schemas").get(name))
    if any(key in schema for key in ("oneOf", "anyOf")):
        return False
    return bool(view.properties(schema)) and not sequence(schema.get("enum"))
