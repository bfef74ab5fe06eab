"""What every part of the configuration shares: strict keys, and a place in the file (layer 1)."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, cast

from pydantic import BaseModel, ConfigDict, PrivateAttr

from specloom.diagnostics import Source
from specloom.load.pointer import child


@dataclass(frozen=True, slots=True)
class Origins:
    """Which parts of a configuration were written in another file, at the same pointers as here."""

    file: str = ""
    pointers: AbstractSet[str] = frozenset()

    def of(self, source: Source) -> Source:
        """Where the thing at a place of the configuration was written."""
        pointer = source.pointer
        while self.pointers and pointer:
            if pointer in self.pointers:
                return self.source(source.pointer)
            pointer = pointer.rpartition("/")[0]
        return source

    def source(self, pointer: str) -> Source:
        """A place in the other file."""
        return Source(self.file, pointer)


FormatType: TypeAlias = Literal[
    "string", "date-time", "date", "time", "duration", "uuid", "decimal", "base64", "bytes", "file"
]
"""What a format of strings or numbers becomes (``specloom.formats``)."""
HERE: Final = Origins()
"""Nothing was written elsewhere."""
_NOWHERE: Final = Source("", "#")


class Node(BaseModel):
    """A mapping of the configuration with documented keys only.

    ``source()`` gives its place; ``source("opts", "api_key")`` the place of something below it.
    The place is known once :func:`specloom.load.config.load_config` has read the node from a file.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    # Made by functions that give the same object each time: pydantic would copy a default for every node.
    _source: Source = PrivateAttr(default_factory=lambda: _NOWHERE)
    _origins: Origins = PrivateAttr(default_factory=lambda: HERE)

    def stand_at(self, source: Source, origins: Origins = HERE) -> None:
        """Set the place of this node alone."""
        self._source = source
        self._origins = origins

    def source(self, *tokens: str | int) -> Source:
        """The place of this node, or of a member below it (keys as they are written in the file)."""
        return self._origins.of(self._source.child(*tokens) if tokens else self._source)


class OpenNode(Node):
    """A mapping whose further keys are accepted as they are and mean nothing to specloom."""

    model_config = ConfigDict(extra="allow")


BRANCHES = (Node, dict, list, tuple)
"""What has members; told apart for each value of a configuration, for which a union of types is slow."""


def mapping_of(value: object) -> dict[str, object] | None:
    """The raw value where it is a mapping."""
    return cast(dict[str, object], value) if isinstance(value, dict) else None


def place(value: object, source: Source, origins: Origins = HERE) -> None:
    """Tell a node and all nodes below it where they stand."""
    queue: list[tuple[object, Source]] = [(value, source)]
    while queue:
        node, here = queue.pop()
        if isinstance(node, Node):
            node.stand_at(here, origins)
            for name, info in type(node).model_fields.items():
                member: object = getattr(node, name)
                if isinstance(member, BRANCHES):
                    queue.append((cast(object, member), here.child(info.alias or name)))
        elif isinstance(node, dict):
            items = cast(dict[str, object], node).items()
            queue.extend((item, here.child(key)) for key, item in items)
        elif isinstance(node, list | tuple):
            members = enumerate(cast(list[object], node))
            queue.extend((item, Source(here.file, child(here.pointer, i))) for i, item in members)
