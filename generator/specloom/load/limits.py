"""How much a document may be, and how a user says otherwise (layer 1).

Limits hold for a whole run, for every file that it reads. They are counted while reading, before anything is built of
what is read.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from typing import Final

from specloom.diagnostics import Diagnostic, Source, SpecloomError

OPTION: Final = "--limits"
VARIABLE: Final = "SPECLOOM_LIMITS"
"""The environment variable that says the same, for all commands."""
_DEEPEST: Final = 2_000
"""Levels that the passes can still go down, given the stack that :func:`limited` allows."""
_FRAMES: Final = 12
"""Frames that a pass takes for a level, at most."""
_SIZE: Final = re.compile(r"([0-9]{1,15})([KMG]?)\Z")
_UNITS: Final = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is accepted, of each kind."""

    bytes: int = 64 << 20
    """Size of one file."""
    depth: int = 256
    """Levels of nesting."""
    nodes: int = 5_000_000
    """Values of one file, each mapping, list and scalar counted once."""
    aliases: int = 4_000_000
    """Values of one file with each YAML alias written out, where aliases make it ten times as many."""
    files: int = 2_000
    """Files that a document refers to."""
    fields: int = 250_000
    """Fields of schemas that ``allOf`` puts together, inherited ones counted in each of them."""


_in_force: Limits | None = None


def limits() -> Limits:
    """The limits of this run; raises SpecloomError (``wrong-option``) where the variable cannot be read."""
    return _in_force or parse_limits(os.environ.get(VARIABLE, ""))


def hint(name: str) -> str:
    """How to allow more of one kind."""
    return f"if that is meant, allow more with {OPTION} {name}=NUMBER"


def parse_limits(text: str) -> Limits:
    """The limits of ``depth=500,bytes=200M``, the usual ones for what is not named; K, M and G are powers of 1024.

    Raises SpecloomError (``wrong-option``).
    """
    wanted: dict[str, int] = {}
    known = [item.name for item in fields(Limits)]
    for part in text.split(",") if text.strip() else ():
        name, _, value = (word.strip() for word in part.partition("="))
        size = _SIZE.match(value)
        if name not in known or size is None or not int(size[1]):
            raise _wrong(f"{OPTION} cannot be {part.strip()!r}")
        wanted[name] = int(size[1]) * _UNITS[size[2]]
    if wanted.get("depth", 0) > _DEEPEST:
        raise _wrong(f"{OPTION} allows a depth of {_DEEPEST} at most")
    return replace(Limits(), **wanted)


def _wrong(message: str) -> SpecloomError:
    names = ", ".join(item.name for item in fields(Limits))
    hint = f"write NAME=NUMBER, separated by commas; the names are {names}"
    return SpecloomError([Diagnostic("wrong-option", message, Source("specloom"), hint=hint)])


@contextmanager
def limited(text: str) -> Generator[None, None, None]:
    """Have the limits of an option in force, or those of the variable; raises as :func:`parse_limits` does."""
    global _in_force
    before, frames = _in_force, sys.getrecursionlimit()
    _in_force = parse_limits(text or os.environ.get(VARIABLE, ""))
    sys.setrecursionlimit(max(frames, _FRAMES * _in_force.depth))
    try:
        yield
    finally:
        _in_force = before
        sys.setrecursionlimit(frames)
