"""Reading what the user wrote: the OpenAPI document and the configuration (layer 1).

``load_document`` gives a :class:`Document` (plain data in one canonical form, every reference resolvable),
``load_config`` a :class:`Config`, ``config_for`` the one of another revision of the document, ``with_extensions``
the one with what the document says of resources itself;
``locate_all`` finds line and column for messages about either. What needs the models of the configuration, or a
parser, is loaded when it is first asked for: that takes longer than many a run.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Final

from specloom.diagnostics import Diagnostic, Source, locate
from specloom.load.pointer import MISSING, child, join, split

if TYPE_CHECKING:
    from specloom.load.config import Config, config_json_schema, load_config, parse_config
    from specloom.load.config_extensions import with_extensions
    from specloom.load.document import FILES_KEY, Document
    from specloom.load.loader import load_document
    from specloom.load.revisions import config_for, revision_patch

__all__ = [
    "FILES_KEY",
    "MISSING",
    "Config",
    "Document",
    "child",
    "config_for",
    "config_json_schema",
    "join",
    "load_config",
    "load_document",
    "locate_all",
    "parse_config",
    "revision_patch",
    "split",
    "with_extensions",
]

_LATE: Final = {
    "FILES_KEY": "document",
    "Config": "config",
    "Document": "document",
    "config_for": "revisions",
    "config_json_schema": "config",
    "load_config": "config",
    "load_document": "loader",
    "parse_config": "config",
    "revision_patch": "revisions",
    "with_extensions": "config_extensions",
}


def __getattr__(name: str) -> object:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
    globals()[name] = value
    return value


def locate_all(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics with line and column where they have a source, in the order of the files' lines.

    Reads each file that is named once more; a file that cannot be read leaves its diagnostics without a line.
    """
    items = list(diagnostics)
    wanted = [item.source for item in items if item.source is not None and not item.source.line]
    places = _places(wanted) if wanted else {}
    files: dict[str, int] = {}
    for item in items:
        files.setdefault(item.source.file if item.source else "", len(files))

    def order(item: Diagnostic) -> tuple[int, int, int]:
        source = item.source
        return (files[source.file], source.line, source.column) if source else (files[""], 0, 0)

    return sorted(locate(items, places.get), key=order)


def _places(wanted: Iterable[Source]) -> dict[Source, tuple[int, int]]:
    from specloom.load.document import locate_many

    return locate_many(dict.fromkeys(wanted))
