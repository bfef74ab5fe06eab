"""Merge a hand edit with a new generation: three ways, by lines (layer 5).

The base is known by the digests of its lines alone. Libraries that merge three texts want the base's text, and
those that are kept up come with a licence that ours cannot carry; on top of :mod:`difflib` little is left to do.
"""

from __future__ import annotations

import ast
import difflib
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from specloom.tree.record import line_digests, lines_of

START = b"<<<<<<< edited by hand\n"
MIDDLE = b"=======\n"
END = b">>>>>>> generated\n"

_LARGE = 4000
"""Above so many differing lines, lines that occur very often are no anchors: comparing them takes too long."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The result: ``text`` with conflict markers where both sides change the same lines.

    ``places`` are the lines of the edited file (1-based) where they do, empty for a clean merge. ``reason`` says
    why there is no clean merge.
    """

    text: bytes
    places: tuple[int, ...] = ()
    reason: str = ""

    @property
    def clean(self) -> bool:
        """Whether both sides found room."""
        return not self.places


def merge(base: Sequence[bytes] | None, ours: bytes, theirs: bytes, *, python: bool) -> Merged:
    """Merge the edited file ``ours`` with the new text ``theirs``.

    ``base`` are the line digests of what was generated before, ``None`` where they are not known: everything that
    differs is a conflict then. A clean merge of two ``python`` files that is none itself counts as a conflict.
    """
    if base is None:
        return _apart(ours, theirs, "what was generated before is not on record")
    merged = _three_way(base, ours, theirs)
    if merged.clean and python and _parses(ours) and not _parses(merged.text):
        return _apart(ours, theirs, "the two together are no valid Python")
    return merged


def _three_way(base: Sequence[bytes], ours: bytes, theirs: bytes) -> Merged:
    sides = (line_digests(ours), line_digests(theirs))
    own, new = lines_of(ours), lines_of(theirs)
    parts: list[bytes] = []
    places: list[int] = []
    for stable, (old, mine, other) in _regions(base, *sides):
        edit, change = own[mine[0] : mine[1]], new[other[0] : other[1]]
        before = base[old[0] : old[1]]
        if stable or edit == change or before == sides[1][other[0] : other[1]]:
            parts += edit
        elif before == sides[0][mine[0] : mine[1]]:
            parts += change
        else:
            places.append(mine[0] + 1)
            parts += _marked(edit, change)
    reason = "the edit and the new text change the same lines" if places else ""
    return Merged(b"".join(parts), tuple(places), reason)


_Span = tuple[int, int]


def _regions(
    base: Sequence[bytes], ours: Sequence[bytes], theirs: Sequence[bytes]
) -> Iterator[tuple[bool, tuple[_Span, _Span, _Span]]]:
    """The three texts cut into regions that all of them share, and those between, in order."""
    z = a = b = 0
    for old, mine, other, size in _shared(_matches(base, ours), _matches(base, theirs)):
        if (z, a, b) != (old, mine, other):
            yield False, ((z, old), (a, mine), (b, other))
        z, a, b = old + size, mine + size, other + size
        if size:
            yield True, ((old, z), (mine, a), (other, b))


_Match = tuple[int, int, int]
"""Where a block of lines starts in the base and in the other text, and how long it is."""


def _shared(first: list[_Match], second: list[_Match]) -> Iterator[tuple[int, int, int, int]]:
    """The blocks of the base that both other texts have; the last one is empty and ends all three."""
    i = j = 0
    while i < len(first) and j < len(second):
        (old, mine, size), (again, other, length) = first[i], second[j]
        start, end = max(old, again), min(old + size, again + length)
        if start < end:
            yield start, mine + start - old, other + start - again, end - start
        if old + size <= again + length:
            i += 1
        else:
            j += 1
    yield first[-1][0], first[-1][1], second[-1][1], 0


def _matches(base: Sequence[bytes], other: Sequence[bytes]) -> list[_Match]:
    """Matching blocks in order, the last of them empty at both ends."""
    start, end = 0, 0
    shorter = min(len(base), len(other))
    while start < shorter and base[start] == other[start]:
        start += 1
    while end < shorter - start and base[-1 - end] == other[-1 - end]:
        end += 1
    middle = base[start : len(base) - end], other[start : len(other) - end]
    matcher = difflib.SequenceMatcher(None, *middle, autojunk=max(map(len, middle)) > _LARGE)
    blocks = [(a + start, b + start, size) for a, b, size in matcher.get_matching_blocks() if size]
    tail = (len(base) - end, len(other) - end, end)
    return [(0, 0, start), *blocks, tail, (len(base), len(other), 0)]


def _apart(ours: bytes, theirs: bytes, reason: str) -> Merged:
    """Both texts, from their first difference to the last, as one conflict."""
    own, new = lines_of(ours), lines_of(theirs)
    matches = _matches(own, new)
    start, end = matches[0][2], matches[-2][2]
    edit, change = own[start : len(own) - end], new[start : len(new) - end]
    text = [*own[:start], *_marked(edit, change), *own[len(own) - end :]]
    return Merged(b"".join(text), (start + 1,), reason)


def _marked(edit: Sequence[bytes], change: Sequence[bytes]) -> list[bytes]:
    return [START, *_ended(edit), MIDDLE, *_ended(change), END]


def _ended(lines: Sequence[bytes]) -> list[bytes]:
    return [line if line.endswith(b"\n") else line + b"\n" for line in lines]


def is_unresolved(text: bytes) -> bool:
    """Whether conflict markers of ours are left in a file."""
    lines = set(lines_of(text.replace(b"\r\n", b"\n")))
    return START in lines or END in lines


def _parses(text: bytes) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
