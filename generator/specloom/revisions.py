"""Opening the revisions that a comparison is about: files, folders, and states of a git repository (layer 5).

A state of git is read from the local repository into a folder that lives as long as the comparison. Git is
asked nothing that could reach a network.
"""

from __future__ import annotations

import io
import os
import re
import tarfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from specloom import git
from specloom.diagnostics import Diagnostic, Severity, Source, SpecloomError
from specloom.diff import Change, Revision, compare
from specloom.diff.sdk.compare import compare_surfaces
from specloom.diff.sdk.surface import Surface
from specloom.load import Config, Document, load_document, parse_config
from specloom.load.text import read_text
from specloom.pipeline import Request, infer, is_config, read_inputs
from specloom.surfaces import made, package_folder, packaged

_SPEC = re.compile(r"""(?:^|[{,])\s*["']?openapi["']?\s*:\s*["']?3""", re.MULTILINE)
_SUFFIXES = (".yaml", ".yml", ".json")

Namer = Callable[[Source], Source]


@dataclass(frozen=True, slots=True)
class Side:
    """An opened revision: what is compared, the document it comes from, its configuration where it has one.

    ``surface`` is what a program sees of the package that the configuration makes of the document, and
    ``problems`` why there is none; a revision that is a package has no document. ``named`` gives a place as the
    user would name it.
    """

    revision: Revision
    document: Document | None
    config: Config | None = None
    surface: Surface | None = None
    problems: tuple[Diagnostic, ...] = ()
    named: Namer = field(default=lambda source: source)

    @property
    def settings(self) -> Config:
        """The configuration, inferred where there is none; an empty one for a package."""
        if self.config is not None:
            return self.config
        return infer(self.document) if self.document else parse_config({})


def differences(old: Side, new: Side) -> list[Change]:
    """Every change between two revisions: on the wire, and for programs that use the package.

    The package is compared where both revisions have one: made from a configuration, or read from a folder.
    Raises SpecloomError (``no-surface``) where one is a package and the other has none.
    """
    changes: list[Change] = []
    if old.document is not None and new.document is not None:
        changes += compare(old.revision, new.revision)
    elif old.surface is None or new.surface is None:
        place = (new if new.surface is None else old).revision.source("#")
        message = (
            "this document is to be compared with a package, and nothing says what is made of it"
        )
        hint = "give its configuration: --config, --old-config or --new-config"
        found = Diagnostic("no-surface", message, place, hint=hint)
        raise SpecloomError([found, *old.problems, *new.problems])
    if old.surface is not None and new.surface is not None:
        changes += compare_surfaces(old.surface, new.surface)
    return changes


@contextmanager
def opened(given: str, config: str = "") -> Generator[Side, None, None]:
    """A revision, for as long as the context lives.

    ``given`` is a specification, a configuration, a folder that holds one specification, a package (its
    folder, or that of its project), or ``GITREF:path`` of any of them. ``config`` gives overlays and
    transforms, and says what is made of the document. Raises SpecloomError.
    """
    with TemporaryDirectory(prefix="specloom-diff-") as folder:
        path = given
        namer: Namer | None = None
        if not os.path.exists(given) and ":" in given:
            reference, _, inside = given.partition(":")
            path = _checked_out(reference, inside, folder)
            namer = _renamer(folder, reference)
        side = _side(path, config)
        yield replace(side, named=namer) if namer else side


def _renamer(folder: str, reference: str) -> Namer:
    """Files below the folder are called ``reference:path``."""

    def named(source: Source) -> Source:
        inside = os.path.relpath(source.file, folder)
        if inside.startswith(os.pardir):
            return source
        return replace(source, file=f"{reference}:{Path(inside).as_posix()}")

    return named


def _side(path: str, config: str) -> Side:
    if os.path.isdir(path):
        package = package_folder(path)
        if package is not None:
            place = Source(path)
            return Side(Revision({}, lambda _: place), None, surface=packaged(package))
        path = _specification(path)
    if not config and not is_config(path):
        document = load_document(path)
        return Side(Revision(document.data, document.source), document)
    inputs = read_inputs(Request(spec=path, config=config) if config else Request(config=path))
    document = inputs.document
    try:
        found = made(inputs)
    except SpecloomError as error:
        revision = Revision(document.data, document.source)
        problems = tuple(_not_compared(item) for item in error.diagnostics)
        return Side(revision, document, inputs.config, problems=problems)
    revision = Revision(document.data, document.source, found.events)
    return Side(revision, document, inputs.config, found.surface)


def _not_compared(item: Diagnostic) -> Diagnostic:
    """An error that keeps a package from being made, as a warning."""
    message = f"the package is not compared: {item.message}"
    return replace(item, message=message, severity=Severity.WARNING)


def _specification(folder: str) -> str:
    """The one specification of a folder."""
    files = sorted(item for item in Path(folder).iterdir() if item.suffix in _SUFFIXES)
    found = [item for item in files if _SPEC.search(read_text(item, str(item)))]
    usual = [item for item in found if item.stem == "openapi"]
    chosen = usual if len(usual) == 1 else found
    if len(chosen) != 1:
        count = "no" if not chosen else "more than one"
        raise git.no_revision(
            folder, f"this folder holds {count} OpenAPI document", "name the file"
        )
    return str(chosen[0])


def _checked_out(reference: str, path: str, folder: str) -> str:
    """Write the folder of a path, as it was, below ``folder``; gives the path there."""
    shown = f"{reference}:{path}"
    if not reference or reference.startswith("-"):
        raise git.no_revision(shown, "this names no state of the repository", "write GITREF:path")
    root = git.top(shown)
    inside = path
    if path.startswith(("./", "../")):
        inside = Path(os.path.relpath(path, root)).as_posix()
    kind = git.ask(shown, root, ["cat-file", "-t", f"{reference}:{inside}"]).decode().strip()
    wanted = inside if kind == "tree" else os.path.dirname(inside) or "."
    _extract(shown, root, reference, wanted, folder)
    target = os.path.join(folder, *inside.split("/"))
    if kind != "tree" and wanted != "." and "../" in read_text(Path(target), shown):
        _extract(shown, root, reference, ".", folder)  # it names files beside its folder
    return target


def _extract(shown: str, root: str, reference: str, wanted: str, folder: str) -> None:
    """Write a part of the repository, as it was, below ``folder``."""
    archive = git.ask(shown, root, ["archive", "--format=tar", reference, "--", wanted])
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        _unpack(tar, Path(folder).resolve())


def _unpack(tar: tarfile.TarFile, folder: Path) -> None:
    """Write the plain files of an archive; links, and names that lead out of ``folder``, are left out.

    Written out because the filters of ``extractall`` came with Python 3.11.4.
    """
    for member in tar.getmembers():
        target = (folder / member.name).resolve()
        content = tar.extractfile(member) if member.isfile() else None
        if content is not None and target.is_relative_to(folder):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())


def since(reference: str, path: str) -> str:
    """``GITREF:path`` of a file of the working tree, for the state that ``reference`` names."""
    root = git.top(path)
    inside = os.path.relpath(os.path.realpath(path), os.path.realpath(root))
    return f"{reference}:{Path(inside).as_posix()}"


def own_configurations() -> list[str]:
    """The configurations to compare where none is named.

    That of the current folder, else every ``spec/*/specloom.yml``, else the only one that git knows below.
    Raises SpecloomError (``no-revision``) where there is none, or where it is not clear which is meant.
    """
    usual = "specloom.yml"
    if os.path.isfile(usual):
        return [usual]
    tracked = git.lines(".", "", ["ls-files", "--", f"*/{usual}"])
    found = [path for path in tracked if re.fullmatch(rf"spec/[^/]+/{usual}", path)]
    if found or len(tracked) == 1:
        return found or tracked
    if not tracked:
        hint = "name the specification or the configuration"
        raise git.no_revision(".", f"this folder holds no {usual}", hint)
    hint = f"name one of {', '.join(tracked[:5])}"
    raise git.no_revision(".", f"this folder holds more than one {usual}", hint)
