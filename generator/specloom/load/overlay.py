"""OpenAPI Overlay 1.0 (and the ``copy`` of 1.1): changes to a document, in a file of their own (layer 1)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, cast

from specloom.diagnostics import Diagnostics, Source
from specloom.load.document import Document, read_mapping, shown_path
from specloom.load.edit import Editor
from specloom.load.hints import did_you_mean, quoted
from specloom.load.pointer import MISSING, JsonDict
from specloom.load.query import QueryError, Tokens, select

_KEYS: Final = ("target", "description", "update", "remove", "copy")


def apply_overlay(
    document: Document, editor: Editor, path: str | os.PathLike[str], found: Diagnostics
) -> None:
    """Apply the actions of an overlay file in order; report the ones that are wrong or match nothing.

    Raises SpecloomError where the file cannot be read or is no overlay.
    """
    shown = shown_path(path)
    data = read_mapping(Path(path), shown, "an overlay")
    root = Source(shown)
    version = data.get("overlay")
    if not isinstance(version, str) or not version.startswith(("1.0", "1.1")):
        found.error(
            "overlay-version", "this is no overlay of version 1.0 or 1.1",
            root.child("overlay") if "overlay" in data else root, "start it with 'overlay: 1.0.0'",
        )  # fmt: skip
        found.check()
    actions = data.get("actions")
    if not isinstance(actions, list):
        found.error("overlay-action", "'actions' must be a list", root.child("actions"))
        return
    for index, action in enumerate(cast(list[object], actions)):
        source = root.child("actions", index)
        if isinstance(action, dict):
            _Action(document, editor, cast(JsonDict, action), source, found).apply()
        else:
            found.error("overlay-action", "an action must be a mapping", source)


class _Action:
    def __init__(
        self,
        document: Document,
        editor: Editor,
        action: JsonDict,
        source: Source,
        found: Diagnostics,
    ) -> None:
        self.document = document
        self.editor = editor
        self.action = action
        self.source = source
        self.found = found

    def apply(self) -> None:
        """Check the action, find its targets, and change them."""
        for key in self.action:
            if key not in _KEYS and not key.startswith("x-"):
                hint = did_you_mean(key, _KEYS)
                self.found.error(
                    "overlay-action", f"unknown key {quoted(key)}", self.source.child(key), hint
                )
        targets = self.targets("target")
        if not targets:
            return
        if self.action.get("remove") is True:
            for tokens in reversed(targets):
                self.editor.remove(tokens)
            return
        if "copy" in self.action:
            self.copy(targets)
        if "update" in self.action:
            for tokens in targets:
                self.update(tokens, self.action["update"], self.source.child("update"))
        elif "copy" not in self.action:
            message = "this action neither updates nor removes anything"
            self.found.error("overlay-action", message, self.source)

    def targets(self, key: str) -> list[Tokens]:
        """What the JSONPath under a key selects; nothing, and an error, where it selects nothing."""
        target = self.action.get(key)
        place = self.source.child(key) if key in self.action else self.source
        if not isinstance(target, str):
            self.found.error("overlay-action", f"{key!r} must be a JSONPath", place)
            return []
        try:
            found = select(self.document.data, target)
        except QueryError as error:
            self.found.error("bad-jsonpath", f"{quoted(target)} is no JSONPath: {error}", place)
            return []
        if not found:
            self.found.error("no-match", f"the target {quoted(target)} matches nothing", place)
        return found

    def update(self, tokens: Tokens, value: object, source: Source) -> None:
        current = self.editor.value(tokens)
        if isinstance(current, dict) and isinstance(value, dict):
            self.editor.merge(tokens, cast(JsonDict, value), source, extend=True)
        elif isinstance(current, list):
            items = cast(list[object], value) if isinstance(value, list) else [value]
            for index, item in enumerate(items):
                place = source.child(index) if isinstance(value, list) else source
                self.editor.append(tokens, item, place)
        elif isinstance(current, dict) or current is MISSING or not tokens:
            self.found.error("overlay-action", "'update' must be a mapping for this target", source)
        else:
            self.editor.put(tokens, value, source)

    def copy(self, targets: list[Tokens]) -> None:
        sources = self.targets("copy")
        if len(sources) > 1:
            message = "'copy' must select one place only"
            self.found.error("overlay-action", message, self.source.child("copy"))
        elif sources:
            origin = self.document.source(_pointer(sources[0]))
            value = self.editor.value(sources[0])
            for tokens in targets:
                self.update(tokens, value, origin)


def _pointer(tokens: Tokens) -> str:
    return Source("").child(*tokens).pointer
