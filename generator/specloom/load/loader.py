"""From a path to a :class:`Document`: the order of the passes (layer 1)."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from specloom.diagnostics import Diagnostic, Diagnostics, Lenience, Source, SpecloomError
from specloom.held import Unheld
from specloom.load.config_model import Transform
from specloom.load.defects import check_defects
from specloom.load.discriminators import tell_apart
from specloom.load.document import Document, parse_text, read_mapping, shown_path
from specloom.load.edit import Editor
from specloom.load.modern import bring_to_one_form
from specloom.load.normalise import normalise
from specloom.load.overlay import apply_overlay
from specloom.load.pointer import JsonDict
from specloom.load.prose import find_prose, settle
from specloom.load.refs import check_references
from specloom.load.spread import spread_maps
from specloom.load.structure import walk_document
from specloom.load.swagger import convert
from specloom.load.text import is_json, read_text
from specloom.load.transforms import apply_transforms


def load_document(
    path: str | os.PathLike[str],
    *,
    overlays: Sequence[str | os.PathLike[str]] = (),
    transforms: Sequence[Transform] = (),
    holding: bool = False,
    lenience: Lenience | None = None,
) -> Document:
    """Read an OpenAPI 3.x document, apply overlays, then transforms, and bring it into one form.

    ``lenience`` says which mistakes of transforms are warnings. With ``holding``, descriptions that are only printed
    are kept back, where that can be done: ``prose`` of the result has them then. Raises SpecloomError with everything
    that is wrong, each message with its place. Opens no file but ``path``, the overlays, and files below the folder
    of ``path`` that the document refers to.
    """
    shown = shown_path(path)
    if holding and not overlays and not transforms:
        with contextlib.suppress(SpecloomError, Unheld):  # errors are told from the text itself
            return _held_back(Path(path), shown)
    document = Document(shown, read_mapping(Path(path), shown, "an OpenAPI document"))
    return _loaded(document, overlays, transforms, lenience=lenience)


def _held_back(path: Path, shown: str) -> Document:
    """The document with its descriptions kept back; raises :class:`Unheld` where that cannot be done."""
    text = read_text(path, shown)
    prose = find_prose(text, is_json=is_json(path, text))
    if prose is None or not prose.raws:
        raise Unheld
    values = prose.values(prose.raws)
    data = parse_text(path, prose.tokenised(values), shown)
    if not isinstance(data, dict) or "swagger" in data:
        raise Unheld
    document = Document(shown, cast(JsonDict, data), prose=prose)
    return _loaded(document, (), (), values)


def _loaded(
    document: Document,
    overlays: Sequence[str | os.PathLike[str]],
    transforms: Sequence[Transform],
    values: Sequence[str | None] = (),
    lenience: Lenience | None = None,
) -> Document:
    """The passes that follow reading; ``values`` are those of the document's snippets of prose."""
    shown = document.file
    if document.data.get("swagger") in ("2.0", 2.0):
        convert(document)
    document.version = openapi_version(document.data, shown)
    found = Diagnostics(lenience=lenience)
    editor = Editor(document)
    for overlay in overlays:
        apply_overlay(document, editor, overlay, found)
    apply_transforms(document, editor, transforms, found)
    found.check()
    spread_maps(document, found)
    structure = walk_document(document, found)
    check_references(structure)
    found.check()
    if document.prose is not None:
        settle(document.data, document.prose, values, structure.kinds)
    bring_to_one_form(structure)
    check_defects(structure)
    normalise(structure)
    tell_apart(structure)
    document.warnings = found.items
    return document


def openapi_version(data: JsonDict, file: str) -> tuple[int, int]:
    """``(3, 1)`` of ``openapi: 3.1.0``; raises ``openapi-version`` for a document that is not OpenAPI 3."""
    if "swagger" in data and "openapi" not in data:
        raise _version_error(
            f"this is a Swagger {str(data['swagger'])[:20]} document",
            file,
            "swagger",
            "of the Swagger formats only 2.0 is read",
        )
    if "openapi" not in data:
        raise _version_error(
            "there is no 'openapi' key: this is no OpenAPI document",
            file,
            "",
            "is it the right file?",
        )
    match = re.fullmatch(r"3\.(\d{1,2})(\.\d+)?(-.*)?", str(data["openapi"]))
    if match is None:
        shown = repr(data["openapi"])[:40]
        raise _version_error(
            f"OpenAPI version {shown} is not supported", file, "openapi", "use 3.0, 3.1 or 3.2"
        )
    return 3, int(match[1])


def _version_error(message: str, file: str, key: str, hint: str) -> SpecloomError:
    source = Source(file).child(key) if key else Source(file, "#", 1, 1)
    return SpecloomError([Diagnostic("openapi-version", message, source, hint=hint)])
