"""Where the templates are, and which relative paths may be written: legal everywhere, inside the output (layer 0)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from specloom.diagnostics import Diagnostic, SpecloomError

_RESERVED = r"(?:\.|\.\.|\.git|(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.[^/]*)?)(?:/|\Z)"
_SEGMENT = rf"(?!{_RESERVED})[a-z0-9_.@+-]{{0,119}}[a-z0-9_@+-]"
_PATH = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})*\Z", re.IGNORECASE | re.ASCII)


@cache
def templates_folder() -> Path:
    """Where templates and the runtime are: inside the installed package, else in the checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "_templates"
    return installed if installed.is_dir() else package.parent.parent / "templates"


def check_paths(paths: Iterable[str]) -> None:
    """Refuse paths that could leave the output folder, or that some file system cannot hold.

    A path is relative, uses ``/``, and has only plain ASCII segments, none of them ``.git``. Two paths that differ
    by case only, or of which one is the folder of the other, collide. Raises :class:`SpecloomError` with every
    problem.
    """
    ordered = sorted(paths)
    problems = [_illegal(path) for path in ordered if not _is_legal(path)]
    problems += _collisions(ordered)
    if problems:
        raise SpecloomError(problems)


def _is_legal(path: str) -> bool:
    return len(path) <= 400 and _PATH.match(path) is not None


def _illegal(path: str) -> Diagnostic:
    hint = "give the name that leads to it another spelling in the configuration"
    return Diagnostic("illegal-path", f"{path!r} is no path that can be written", hint=hint)


def _collisions(paths: list[str]) -> list[Diagnostic]:
    seen: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for path in paths:
        other = seen.setdefault(_folded(path), path)
        if other != path:
            message = f"{other!r} and {path!r} are the same file where case is not told apart"
            problems.append(Diagnostic("colliding-path", message, hint="rename one of them"))
    for path in paths:
        folder = path.rpartition("/")[0]
        file = seen.get(_folded(folder)) if folder else None
        if file:
            message = f"{file!r} is both a file and the folder of {path!r}"
            problems.append(Diagnostic("colliding-path", message, hint="rename one of them"))
    return problems


def _folded(path: str) -> str:
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", path).casefold()
