"""The transforms of a configuration: ``openapi.transforms`` of the Stainless format (layer 1).

Documented commands are ``update``, ``append``, ``merge``, ``remove``, ``copy`` and ``move``; of their predecessors,
``mergeObject``, ``replaceProperties``, ``oneOfToAnyOf`` and ``renameValue`` are still met in configurations. All fail
where a target matches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from specloom.diagnostics import Diagnostics, Source
from specloom.load.config_model import Transform
from specloom.load.document import Document
from specloom.load.edit import Editor
from specloom.load.hints import did_you_mean, quoted
from specloom.load.pointer import MISSING, JsonDict, join
from specloom.load.query import QueryError, Tokens, select


def apply_transforms(
    document: Document, editor: Editor, transforms: Iterable[Transform], found: Diagnostics
) -> None:
    """Apply transforms in order; report those that are wrong or match nothing."""
    for transform in transforms:
        command = _Command(document, editor, transform, found)
        method = command.known.get(transform.command)
        if method is None:
            hint = did_you_mean(transform.command, command.known)
            message = f"unknown transform {quoted(transform.command)}"
            found.error("unknown-transform", message, transform.source("command"), hint)
            continue
        try:
            method()
        except _Wrong as wrong:
            found.error("bad-transform", str(wrong), wrong.source)
        except KeyError as error:
            message = f"there is nothing at {error.args[0]}"
            found.error("bad-transform", message, transform.source("args"))


class _Wrong(Exception):
    """An argument that is missing or of the wrong form."""

    def __init__(self, message: str, source: Source) -> None:
        self.source = source
        super().__init__(message)


def listed(value: object) -> list[object]:
    """A list as it is, anything else as a list of one."""
    return cast(list[object], value) if isinstance(value, list) else [value]


class _Command:
    """One transform; each method is a command."""

    def __init__(
        self, document: Document, editor: Editor, transform: Transform, found: Diagnostics
    ) -> None:
        self.document = document
        self.editor = editor
        self.transform = transform
        self.args: JsonDict = transform.args
        self.found = found
        self.known = {
            "update": self.update,
            "append": self.append,
            "merge": self.merge,
            "remove": self.remove,
            "copy": self.copy,
            "move": self.move,
            "mergeObject": self.merge,
            "replaceProperties": self.update,
            "oneOfToAnyOf": self.one_of_to_any_of,
            "renameValue": self.rename_value,
        }

    def update(self) -> None:
        """Put ``value`` in the place of each target; ``template`` puts the old text into it."""
        value, source = self.value()
        for tokens in self.targets():
            self.editor.put(tokens, self.filled(value, tokens), source)

    def filled(self, value: object, tokens: Tokens) -> object:
        if self.args.get("template") is not True:
            return value
        old = self.editor.value(tokens)
        if not isinstance(value, str) or "{{value}}" not in value:
            raise _Wrong("a template is text with '{{value}}' in it", self.place("value"))
        if not isinstance(old, str):
            raise _Wrong(f"a template needs text at {join(tokens)}", self.place("value"))
        return value.replace("{{value}}", old)

    def append(self) -> None:
        """Add items to lists, or properties to mappings, that are not there yet."""
        value, source = self.value()
        items = listed(value)
        for tokens in self.targets():
            target = self.editor.value(tokens)
            if isinstance(target, list):
                for item in items:
                    self.editor.append(tokens, item, source)
            elif isinstance(target, dict) and isinstance(value, dict):
                self.add(tokens, cast(JsonDict, target), cast(JsonDict, value), source)
            else:
                raise _Wrong(f"nothing can be appended at {join(tokens)}", source)

    def add(self, tokens: Tokens, target: JsonDict, value: JsonDict, source: Source) -> None:
        for key, item in value.items():
            if key in target:
                message = f"{join((*tokens, key))} is there already"
                self.found.error(
                    "bad-transform",
                    message,
                    source.child(key),
                    "remove this transform, or use 'merge'",
                )
            else:
                self.editor.put((*tokens, key), item, source.child(key))

    def merge(self) -> None:
        """Merge a mapping into each target."""
        value, source = self.value("object" if "object" in self.args else "value")
        if not isinstance(value, dict):
            raise _Wrong("what is merged must be a mapping", source)
        for tokens in self.targets():
            self.editor.merge(tokens, cast(JsonDict, value), source, extend=False)

    def remove(self) -> None:
        """Remove each target, or only some ``keys`` of it."""
        keys = self.args.get("keys")
        for tokens in reversed(self.targets()):
            if isinstance(keys, list):
                for key in cast(list[object], keys):
                    self.editor.remove((*tokens, str(key)))
            else:
                self.editor.remove(tokens)

    def copy(self) -> None:
        """Copy the one place ``from`` to each place ``to``."""
        self.relocate(keep=True)

    def move(self) -> None:
        """Move the one place ``from`` to ``to``."""
        self.relocate(keep=False)

    def relocate(self, *, keep: bool) -> None:
        starts = self.select("from")
        if len(starts) != 1:
            raise _Wrong(f"'from' matches {len(starts)} places, not one", self.place("from"))
        ends = [end for path in self.paths("to") for end in self.ends(path)]
        if not keep and len(ends) != 1:
            raise _Wrong(f"'to' names {len(ends)} places, not one", self.place("to"))
        for end in ends:
            self.editor.relocate(starts[0], end, keep=keep)

    def ends(self, path: str) -> list[Tokens]:
        """Where a value goes: places that exist, else a new member of what the path without its end selects."""
        existing = self.run(path, "to")
        if existing:
            return existing
        for cut in range(len(path) - 1, 0, -1):
            key = path[cut:].strip(".[]'\"")
            whole = path[cut] == "[" or (path[cut] == "." and ("." not in key or key[:1] == "/"))
            if whole and (parents := self.try_run(path[:cut])):
                return [(*parent, key) for parent in parents]
        raise _Wrong(f"{quoted(path)} names no place", self.place("to"))

    def one_of_to_any_of(self) -> None:
        """Turn ``oneOf`` into ``anyOf`` everywhere, or in the targets only."""
        places = self.targets() if self.paths("target", optional=True) else self.all_unions()
        for tokens in places:
            node = self.editor.value(tokens)
            if isinstance(node, dict) and "oneOf" in node and "anyOf" not in node:
                self.editor.rename_key(tokens, "oneOf", "anyOf")

    def all_unions(self) -> list[Tokens]:
        found: list[Tokens] = []
        stack: list[tuple[object, Tokens]] = [(self.document.data, ())]
        seen: set[int] = set()
        while stack:
            node, tokens = stack.pop()
            if not isinstance(node, dict | list) or id(cast(object, node)) in seen:
                continue
            seen.add(id(cast(object, node)))
            if isinstance(node, dict):
                members = cast(JsonDict, node)
                if isinstance(members.get("oneOf"), list):
                    found.append(tokens)
                stack.extend((item, (*tokens, key)) for key, item in members.items())
            else:
                items = enumerate(cast(list[object], node))
                stack.extend((item, (*tokens, index)) for index, item in items)
        return found

    def rename_value(self) -> None:
        """Give targets another name in the SDK: ``rename.python.property_name``."""
        rename = self.args.get("rename")
        if not isinstance(rename, dict):
            raise _Wrong("'rename' must be a mapping of targets", self.place("rename"))
        naming: JsonDict = {"x-stainless-naming": cast(JsonDict, rename)}
        for tokens in self.targets():
            self.editor.merge(tokens, naming, self.place("rename"), extend=False)

    def value(self, key: str = "value") -> tuple[object, Source]:
        if key not in self.args:
            raise _Wrong(f"{key!r} is missing here", self.transform.source("args"))
        return self.args[key], self.place(key)

    def place(self, key: str) -> Source:
        return self.transform.source(*(("args", key) if key in self.args else ("args",)))

    def paths(self, key: str, *, optional: bool = False) -> list[str]:
        """The JSONPath texts under an argument; the older commands keep them in ``filter.only``."""
        value = self.args.get(key, MISSING)
        old = self.args.get("filter")
        if value is MISSING and key == "target" and isinstance(old, dict):
            value = cast(JsonDict, old).get("only", MISSING)
        if value is MISSING and optional:
            return []
        items = listed(value)
        texts = [item for item in items if isinstance(item, str)]
        if len(texts) != len(items):
            raise _Wrong(f"{key!r} must be a JSONPath or a list of them", self.place(key))
        return texts

    def targets(self) -> list[Tokens]:
        """What ``target`` selects: JSONPaths, or a schema to look for (``matches_schema``)."""
        value = self.args.get("target", MISSING)
        items = listed(value)
        found: list[Tokens] = []
        for item in items:
            if isinstance(item, dict):
                found.extend(self.matching(cast(JsonDict, item)))
        if not found:
            found = self.select("target")
        return list(dict.fromkeys(found))

    def matching(self, wanted: JsonDict) -> list[Tokens]:
        """All places that hold the same schema as ``matches_schema``, but those that ``ignore`` selects."""
        template = wanted.get("matches_schema")
        if isinstance(template, str):
            places = self.run(template, "target")
            schema = self.editor.value(places[0]) if places else MISSING
        else:
            schema = template
        ignored = wanted.get("ignore", [])
        texts = listed(ignored)
        skip = {
            tokens for text in texts if isinstance(text, str) for tokens in self.run(text, "target")
        }
        found = [tokens for tokens in self.equal_to(schema) if tokens not in skip]
        if not found:
            raise _Wrong("no other schema is like this one", self.place("target"))
        return found

    def equal_to(self, schema: object) -> list[Tokens]:
        if not isinstance(schema, dict) or not schema:
            raise _Wrong("'matches_schema' leads to no schema", self.place("target"))
        wanted = cast(JsonDict, schema)
        found: list[Tokens] = []
        stack: list[tuple[object, Tokens]] = [(self.document.data, ())]
        while stack:
            node, tokens = stack.pop()
            if isinstance(node, dict):
                if cast(JsonDict, node) == wanted:
                    found.append(tokens)
                    continue
                items = list(cast(JsonDict, node).items())
                stack.extend((item, (*tokens, key)) for key, item in reversed(items))
            elif isinstance(node, list):
                members = list(enumerate(cast(list[object], node)))
                stack.extend((item, (*tokens, index)) for index, item in reversed(members))
        return found

    def select(self, key: str) -> list[Tokens]:
        """What the JSONPaths of an argument select; each must select something."""
        found: list[Tokens] = []
        for path in self.paths(key):
            places = self.run(path, key)
            if not places:
                raise _Wrong(f"the target {quoted(path)} matches nothing", self.place(key))
            found.extend(places)
        return list(dict.fromkeys(found))

    def run(self, path: str, key: str) -> list[Tokens]:
        try:
            return select(self.document.data, path)
        except QueryError as error:
            raise _Wrong(f"{quoted(path)} is no JSONPath: {error}", self.place(key)) from None

    def try_run(self, path: str) -> list[Tokens]:
        try:
            return select(self.document.data, path) if path.startswith("$") else []
        except QueryError:
            return []
