"""Maps that are one reference, as tools that bundle files take them (layer 1).

``paths: {$ref: paths/index.yaml}`` is no OpenAPI, where only what stands in the map may be a reference. Yet it is a
common way to divide a document. The map gets an entry for each of the file's, which refers to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from specloom.diagnostics import Diagnostics
from specloom.load.document import Document
from specloom.load.files import Files, Refused
from specloom.load.hints import quoted
from specloom.load.pointer import JsonDict, child, mapping

_MOST_HOPS: Final = 20
"""Files that lead to one another: more than any honest document has."""


def spread_maps(document: Document, found: Diagnostics) -> None:
    """Write out ``paths``, ``webhooks``, ``components`` and their parts where they refer to a file as a whole.

    Reports what cannot be read, or is no map.
    """
    files = Files(document)
    for holder, key, pointer in _maps(document.data):
        value = mapping(holder[key])
        reference = value.get("$ref")
        if not isinstance(reference, str):
            continue
        try:
            place, content = _followed(document, files, reference, pointer)
        except Refused as refused:
            source = document.source(child(pointer, "$ref"))
            found.error(refused.code, refused.message, source, refused.hint)
            continue
        if not isinstance(content, dict) or content is value:
            source = document.source(child(pointer, "$ref"))
            found.error("wrong-type", f"there is no map at {quoted(reference)}", source)
            continue
        names = [name for name in cast(JsonDict, content) if not name.startswith("x-")]
        spread = {name: {"$ref": child(place, name).replace("%", "%25")} for name in names}
        own = {name: item for name, item in value.items() if name != "$ref"}
        holder[key] = {**spread, **own}
    for error in files.broken.values():
        found.items.extend(error.diagnostics)


def _followed(document: Document, files: Files, reference: str, holder: str) -> tuple[str, object]:
    """Where a reference leads in the end, and what is there. Raises :class:`Refused`."""
    place, content = holder, document.get(holder)
    for _ in range(_MOST_HOPS):
        place = files.localize(reference, place)
        content = document.get(place)
        inner = mapping(content).get("$ref")
        if not isinstance(inner, str):
            break
        reference = inner
    return place, content


def _maps(data: JsonDict) -> Iterator[tuple[JsonDict, str, str]]:
    """The maps that may be spread: what holds each, its key there, and its pointer; a map before its parts."""
    for key in ("paths", "webhooks", "components"):
        if key in data:
            yield data, key, child("#", key)
    components = mapping(data.get("components"))
    for key in list(components):
        yield components, key, child("#", "components", key)
