"""The last steps from printed text to files: docstrings put in, sync twins derived (layer 5).

They are all that is left to do for a document that differs from an earlier one by descriptions only, and load
nothing that they do not need.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from specloom.emit.documented import filled, has_holes
from specloom.emit.twin import TwinSource

if TYPE_CHECKING:
    from specloom.emit.package import Emitted

_TOKEN: Final = re.compile(r'"(text[0-9a-f]{24}\.\d+\.)"')


def with_docstrings(emitted: Emitted, held: Mapping[str, str]) -> Emitted:
    """What was printed with the docstrings that were kept back; ``held`` has the descriptions by their tokens."""
    if not held:
        return emitted
    files = {
        path: filled(text, held) if has_holes(text) else text
        for path, text in emitted.files.items()
    }
    twins = tuple(
        replace(twin, text=filled(twin.text, held)) if has_holes(twin.text) else twin
        for twin in emitted.twins
    )
    return replace(emitted, files=files, twins=twins)


def twin_files(twin: TwinSource) -> dict[str, str]:
    """The files of an async module and its sync twin: two, or one that holds both."""
    from specloom.weave.twins import sync_module

    derived = sync_module(twin.text, twin.names)
    if twin.path == twin.sync_path:
        return {twin.path: f"{twin.head}\n\n{derived}\n\n{twin.text}"}
    return {twin.path: twin.text, twin.sync_path: derived}


def json_of(data: object) -> str:
    """A document's data as JSON; what is held back shows as tokens."""
    return json.dumps(data, separators=(",", ":"), default=str)


def with_prose(text: str, held: Mapping[str, str]) -> bytes:
    """A document's JSON with its descriptions in place of their tokens."""

    def put_back(found: re.Match[str]) -> str:
        return json.dumps(held[found[1]]) if found[1] in held else found[0]

    return (_TOKEN.sub(put_back, text) if held else text).encode("ascii")
