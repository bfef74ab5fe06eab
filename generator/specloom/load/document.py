"""The document: plain data whose pointers lead back to a file, a line and a column (layer 1)."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

from specloom.diagnostics import Diagnostic, Source, SpecloomError
from specloom.load.hints import quoted
from specloom.load.json_reader import read_json
from specloom.load.pointer import (
    MISSING,
    JsonDict,
    join,
    lookup,
    mapping,
    reference_of,
    split,
    split_reference,
    step_decoded,
)
from specloom.load.positions import locate_pointers, written_scalars
from specloom.load.prose import Prose
from specloom.load.text import fail, is_json, read_text
from specloom.load.yaml_reader import read_yaml

FILES_KEY: Final = "x-specloom-files"
"""Where the files that the document refers to are mounted: ``#/x-specloom-files/<relative path>``."""
_MOUNTED: Final = f"#/{FILES_KEY}/"
_MOST_HOPS: Final = 100
"""How many references one pointer may pass through on its way."""


def read_data(path: Path, shown: str) -> object:
    """Plain data of a YAML or JSON file; raises SpecloomError as the readers do."""
    return parse_text(path, read_text(path, shown), shown)


def parse_text(path: Path, text: str, shown: str) -> object:
    """Plain data of the text of a file; raises as the readers do."""
    return read_json(text, shown) if is_json(path, text) else read_yaml(text, shown)


def read_mapping(path: Path, shown: str, what: str) -> JsonDict:
    """As :func:`read_data`; raises ``not-a-mapping`` where the file holds a list or a scalar."""
    data = read_data(path, shown)
    if not isinstance(data, dict):
        found = "a list" if isinstance(data, list) else "a single value"
        raise fail(
            "not-a-mapping", f"{what} must be a mapping, but this file holds {found}", shown,
            line=1, column=1,
        )  # fmt: skip
    return cast(JsonDict, data)


@dataclass(slots=True)
class Document:
    """An OpenAPI document as plain dicts, lists and scalars, overlays and transforms applied.

    ``file`` is the path as the user gave it. ``data`` nests at most 256 levels deep and may share
    objects (YAML aliases): change it only through the passes of this layer, and never deep-copy it.
    ``origins`` maps pointers of nodes that a pass moved or wrote to the place they came from.
    ``anchors`` maps ``#name`` (``$anchor``) and ``$id`` texts to pointers. ``version`` is the
    declared OpenAPI version, ``(3, 0)`` to ``(3, 2)``. ``warnings`` are what loading has to say that
    is no error. ``prose`` has the descriptions that were kept back; ``Held`` texts in ``data`` stand for them.
    """

    file: str
    data: JsonDict
    version: tuple[int, int] = (3, 1)
    origins: dict[str, Source] = field(default_factory=dict[str, Source])
    anchors: dict[str, str] = field(default_factory=dict[str, str])
    warnings: list[Diagnostic] = field(default_factory=list[Diagnostic])
    prose: Prose | None = None
    _targets: dict[str, str] = field(default_factory=dict[str, str])

    def get(self, pointer: str) -> object:
        """The value at ``pointer``, or ``MISSING``; follows no ``$ref``."""
        return lookup(self.data, split(pointer))

    def at(self, pointer: str) -> object:
        """The value at ``pointer``; raises SpecloomError (``dangling-pointer``) where there is none."""
        value = self.get(pointer)
        if value is MISSING:
            raise SpecloomError(
                [Diagnostic("dangling-pointer", "nothing is here", self.source(pointer))]
            )
        return value

    def target(self, reference: str) -> str:
        """The canonical pointer of what a ``$ref`` text names, all references on the way followed.

        The value there has no ``$ref`` itself. Raises SpecloomError (``dangling-ref``,
        ``cyclic-ref``); after a successful load no reference of the document does.
        """
        known = self._targets
        chain: dict[str, None] = {}
        following = reference
        while following not in known:
            if following in chain:
                raise self._bad("cyclic-ref", f"{quoted(reference)} leads back to itself")
            chain[following] = None
            pointer = self.step_into(following)
            onward = reference_of(self.get(pointer))
            if isinstance(onward, str):
                following = onward
            else:
                known[following] = pointer
        final = known[following]
        known.update(dict.fromkeys(chain, final))
        return final

    def forget_targets(self) -> None:
        """To be called by a pass that changed references."""
        self._targets.clear()

    def resolve(self, node: object, pointer: str) -> tuple[object, str]:
        """Follow ``$ref`` from a node that stands at ``pointer``; gives the final node and its pointer.

        A node without ``$ref`` comes back as it is. Siblings of a ``$ref`` are the caller's to merge.
        """
        reference = reference_of(node)
        if isinstance(reference, str):
            target = self.target(reference)
            return self.at(target), target
        return node, pointer

    def step_into(self, reference: str) -> str:
        """The pointer that one reference names; a ``$ref`` in the middle of the way is followed.

        Raises SpecloomError: ``dangling-ref``, ``cyclic-ref``.
        """
        if reference in self.anchors:
            return self.anchors[reference]
        if self._is_plain(reference):
            return reference
        tokens = deque(self._tokens(reference))
        walked: list[str] = []
        node: object = self.data
        hops = 0
        while tokens:
            following, token = step_decoded(node, tokens.popleft())
            if following is MISSING:
                onward = reference_of(node)
                hops += 1
                if not isinstance(onward, str):
                    raise self._bad("dangling-ref", f"{quoted(reference)} names nothing here")
                if hops > _MOST_HOPS:
                    raise self._bad("cyclic-ref", f"{quoted(reference)} leads in circles")
                tokens.appendleft(token)
                tokens.extendleft(reversed(self._tokens(self.anchors.get(onward, onward))))
                walked, node = [], self.data
            else:
                walked.append(token)
                node = following
        return join(walked)

    def _is_plain(self, reference: str) -> bool:
        """Whether a reference is the canonical pointer of something below mappings, as nearly all are."""
        if not reference.startswith("#/") or "~" in reference or "%" in reference:
            return False
        node: object = self.data
        for token in reference[2:].split("/"):
            node = mapping(node).get(token, MISSING)
        return node is not MISSING

    def _tokens(self, reference: str) -> tuple[str, ...]:
        try:
            return split_reference(reference)
        except ValueError:
            raise self._bad("dangling-ref", f"{quoted(reference)} names nothing here") from None

    def _bad(self, code: str, message: str) -> SpecloomError:
        return SpecloomError([Diagnostic(code, message, Source(self.file))])

    def source(self, pointer: str) -> Source:
        """The place of a node: in this file, an overlay that wrote it, or a file referred to."""
        here = pointer if self.origins else ""
        while "/" in here:
            origin = self.origins.get(here)
            if origin is not None:
                return Source(origin.file, origin.pointer + pointer[len(here) :])
            here = here[: here.rindex("/")]
        if pointer.startswith(_MOUNTED):
            name, *rest = split(pointer)[1:]
            return Source(self.shown_part(name), join(rest))
        return Source(self.file, pointer)

    def locate(self, source: Source) -> tuple[int, int] | None:
        """Line and column of a source by a positioned parse of its file, or None where it cannot be read."""
        return locate_many([source]).get(source)

    def shown_part(self, name: str) -> str:
        """The path of a mounted file, spelled so that it can be opened where ``file`` can."""
        return os.path.join(os.path.dirname(self.file), *name.split("/"))


def locate_many(sources: Iterable[Source]) -> dict[Source, tuple[int, int]]:
    """Line and column of sources, by one positioned parse for each file.

    Sources in files that cannot be read are left out.
    """
    by_file: dict[str, list[Source]] = {}
    for source in sources:
        by_file.setdefault(source.file, []).append(source)
    found: dict[Source, tuple[int, int]] = {}
    for file, members in by_file.items():
        path = Path(file)
        try:
            text = read_text(path, file)
            pointers = {member.pointer or "#" for member in members}
            places = locate_pointers(text, sorted(pointers), is_json=is_json(path, text))
        except (SpecloomError, ValueError):
            continue
        found.update({member: places[member.pointer or "#"] for member in members})
    return found


def shown_path(path: str | os.PathLike[str]) -> str:
    """The path as the user gave it, as text."""
    return os.fspath(path)


def scalar_texts(sources: Iterable[Source]) -> dict[Source, str]:
    """The text of scalars as it stands in the (YAML) file; scalars that are not found are left out."""
    by_file: dict[str, list[Source]] = {}
    for source in sources:
        by_file.setdefault(source.file, []).append(source)
    found: dict[Source, str] = {}
    for file, members in by_file.items():
        path = Path(file)
        try:
            text = read_text(path, file)
            if is_json(path, text):
                continue
            written = written_scalars(text, {member.pointer for member in members})
        except (SpecloomError, ValueError):
            continue
        found.update({item: written[item.pointer] for item in members if item.pointer in written})
    return found
