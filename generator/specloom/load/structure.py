"""Walk a document by the grammar: check that each part has the right type, and find what other passes need (layer 1).

One iterative walk visits every object once, however often aliases share it, and tells every part that has the wrong
type. One that the document stands on (``info``, ``paths``, ``components``) is an error. Any other is a warning, and
gets a reading: a single thing is a list of one, a member without a form says nothing, and the rest is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple, cast

from specloom.diagnostics import Diagnostics
from specloom.load.document import FILES_KEY, Document
from specloom.load.grammar import FREE, GRAMMAR, HTTP_VERBS, REFERABLE, SHOWN
from specloom.load.hints import quoted
from specloom.load.pointer import JsonDict, child

TYPES: Final = frozenset({"string", "number", "integer", "boolean", "array", "object", "null"})


class Visit(NamedTuple):
    """A place to look at: its value, the shape it must have, and where it hangs."""

    value: object
    shape: str
    pointer: str
    parent: JsonDict | list[object]
    key: str | int
    is_member: bool = False
    """Whether it stands in a list or under a free name, not in a field."""


class Schema(NamedTuple):
    """A schema object that the walk met."""

    node: JsonDict
    pointer: str


class Reference(NamedTuple):
    """A ``$ref``: the object that holds it, that object's pointer, and the kind it must lead to."""

    holder: JsonDict
    pointer: str
    kind: str


@dataclass(slots=True)
class Structure:
    """What a walk found. ``kinds`` maps the identity of an object to the kinds it was visited as."""

    document: Document
    found: Diagnostics
    schemas: list[Schema] = field(default_factory=list[Schema])
    references: list[Reference] = field(default_factory=list[Reference])
    texts: list[Visit] = field(default_factory=list[Visit])
    more_operations: list[Visit] = field(default_factory=list[Visit])
    holed: list[list[object]] = field(default_factory=list[list[object]])
    kinds: dict[int, set[str]] = field(default_factory=dict[int, set[str]])

    def walk(self, value: object, shape: str, pointer: str, parent: JsonDict, key: str) -> None:
        """Visit everything below a value, in the order of the document."""
        stack = [Visit(value, shape, pointer, parent, key)]
        while stack:
            visit = stack.pop()
            stack.extend(reversed(list(self._expand(visit))))
        self._close()

    def _expand(self, visit: Visit) -> Iterator[Visit]:
        shape = self._alternative(visit)
        if shape in _SCALARS:
            self._scalar(visit, shape)
        elif shape.startswith("["):
            value = visit.value
            if isinstance(value, list):
                items = cast(list[object], value)
                for index, item in enumerate(items):
                    yield Visit(item, shape[1:-1], child(visit.pointer, index), items, index, True)
            else:
                yield from self._wrong(visit, shape, "a list")
        elif shape.startswith("{"):
            yield from self._mapping(visit, shape[1:-1])
        else:
            yield from self._object(visit, shape)

    def _alternative(self, visit: Visit) -> str:
        """The alternative of a shape that fits the value; the last one where none does."""
        if "|" not in visit.shape:
            return visit.shape
        alternatives = visit.shape.split("|")
        for shape in alternatives[:-1]:
            if _fits(visit.value, shape):
                return shape
        return alternatives[-1]

    def _mapping(self, visit: Visit, shape: str) -> Iterator[Visit]:
        value = visit.value
        if not isinstance(value, dict):
            yield from self._wrong(visit, f"{{{shape}}}", "a mapping")
            return
        mapping = cast(JsonDict, value)
        for key, item in mapping.items():
            if key.startswith("x-") and shape != "schema" and not isinstance(item, dict):
                continue
            yield Visit(item, shape, child(visit.pointer, key), mapping, key, True)

    def _object(self, visit: Visit, kind: str) -> Iterator[Visit]:
        value = visit.value
        if kind == "schema" and isinstance(value, bool):
            return
        if not isinstance(value, dict):
            yield from self._wrong(visit, kind, SHOWN[kind])
            return
        node = cast(JsonDict, value)
        seen = self.kinds.setdefault(id(node), set())
        if kind in seen:
            return
        seen.add(kind)
        if kind == "schema":
            _override(node)
            self.schemas.append(Schema(node, visit.pointer))
        if kind == "schema" and isinstance(node.get("$dynamicRef"), str):
            # What it means where a schema is used from elsewhere is not followed: the schema that it names here.
            node.setdefault("$ref", node.pop("$dynamicRef"))
        if "$ref" in node and kind in REFERABLE:
            self.references.append(Reference(node, visit.pointer, kind))
        yield from self._fields(node, kind, visit.pointer)

    def _fields(self, node: JsonDict, kind: str, pointer: str) -> Iterator[Visit]:
        free = FREE.get(kind)
        fields = GRAMMAR[kind]
        for key, item in list(node.items()):
            if free is not None:
                if key.startswith("x-") or key == "$ref":
                    continue
                if kind == "paths" and not key.startswith("/"):
                    key = self._with_slash(node, key, pointer)
                    if not key:
                        continue
            shape = free or fields.get(key)
            if shape is None:
                continue
            if item is None and free is None and key not in HTTP_VERBS:
                # `description:` with nothing behind it: as good as absent.
                continue
            visit = Visit(item, shape, child(pointer, key), node, key, free is not None)
            if key == "additionalOperations":
                self.more_operations.append(visit)
            yield visit

    def _with_slash(self, paths: JsonDict, key: str, pointer: str) -> str:
        """The path that is meant by a key without a slash, put in its place; empty where none can be."""
        place, meant = self.document.source(child(pointer, key)), f"/{key}"
        is_path = isinstance(paths[key], dict) and meant not in paths
        hint = f"it is read as {quoted(meant)}" if is_path else "it is ignored here"
        message = f"the path {quoted(key)} does not start with '/'"
        self.found.warn("path-without-slash", message, place, hint)
        items = list(paths.items())
        paths.clear()
        for name, item in items:
            if name != key:
                paths[name] = item
            elif is_path:
                paths[meant] = item
                self.document.origins[child(pointer, meant)] = place
        return meant if is_path else ""

    def _scalar(self, visit: Visit, shape: str) -> None:
        value = visit.value
        if _fits(value, shape):
            return
        if shape == "text" and isinstance(value, bool | int | float):
            # Unquoted in YAML: the text that was written is meant.
            self.texts.append(visit)
        elif isinstance(value, str) and shape == "bool" and value.lower() in ("true", "false"):
            self._replace(visit, value.lower() == "true")
            self._drop(visit, "this is text, not true or false", "remove the quotes")
        else:
            list(self._wrong(visit, shape, _SCALARS[shape]))

    def _wrong(self, visit: Visit, shape: str, expected: str) -> Iterator[Visit]:
        """Tell a part of the wrong type, put its reading in its place, and give what of it is to be walked."""
        value, place = visit.value, self.document.source(visit.pointer)
        message = f"this must be {expected}, not {_described(value)}"
        if shape.startswith("[") and _is_one(value, shape[1:-1]):
            inner = Visit(value, shape[1:-1], child(visit.pointer, 0), [value], 0, True)
            self.document.origins[inner.pointer] = place
            self._replace(visit, inner.parent)
            self._drop(visit, message, "it is taken for a list of one")
            yield inner
        elif visit.parent is self.document.data and visit.key in _FOUNDATIONS:
            self.found.error("wrong-type", message, place)
        elif shape in GRAMMAR and visit.is_member:
            nothing: JsonDict = {}
            self._replace(visit, nothing)
            self._drop(visit, message, "it is read as if nothing were said here")
            yield visit._replace(value=nothing)
        else:
            self._delete(visit)
            self._drop(visit, message, "it is ignored here")

    def _drop(self, visit: Visit, message: str, hint: str) -> None:
        self.found.warn("wrong-type", message, self.document.source(visit.pointer), hint)

    @staticmethod
    def _replace(visit: Visit, value: object) -> None:
        parent = visit.parent
        if isinstance(parent, dict):
            parent[str(visit.key)] = value
        else:
            parent[int(visit.key)] = value

    def _delete(self, visit: Visit) -> None:
        if isinstance(visit.parent, dict):
            visit.parent.pop(str(visit.key), None)
        else:
            visit.parent[int(visit.key)] = _GONE
            self.holed.append(visit.parent)

    def _close(self) -> None:
        """Take out of lists what was left out, which kept its place so that pointers stay true."""
        for items in self.holed:
            items[:] = [item for item in items if item is not _GONE]
        self.holed.clear()


_GONE: Final = object()
_FOUNDATIONS: Final = frozenset({"info", "paths", "components"})


def _override(node: JsonDict) -> None:
    """The schema that a document gives for packages alone takes the place of the one that it has for servers."""
    own = node.get("x-stainless-override-schema")
    if isinstance(own, dict):
        node.clear()
        node.update(cast(JsonDict, own))


_SCALARS: Final = {
    "text": "text",
    "bool": "true or false",
    "int": "a whole number",
    "number": "a number",
    "any": "anything",
}


def _is_one(value: object, shape: str) -> bool:
    """Whether a value that stands where a list belongs can be the one item of it."""
    return _fits(value, shape) and not (shape == "any" and isinstance(value, dict))


def _fits(value: object, shape: str) -> bool:
    if shape == "text":
        return isinstance(value, str)
    if shape == "bool":
        return isinstance(value, bool)
    if shape == "any":
        return True
    if shape == "int":
        return isinstance(value, int) and not isinstance(value, bool)
    if shape == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, list if shape.startswith("[") else dict)


def _described(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "text"
    if value is None:
        return "nothing"
    return "a list" if isinstance(value, list) else "a mapping"


def walk_document(document: Document, found: Diagnostics) -> Structure:
    """Walk a whole document. Parts that only references reach are walked when the references are checked."""
    structure = Structure(document, found)
    structure.walk(document.data, "document", "#", {}, "")
    files = document.data.get(FILES_KEY)
    if isinstance(files, dict):
        structure.kinds[id(cast(JsonDict, files))] = {"files"}
    return structure
