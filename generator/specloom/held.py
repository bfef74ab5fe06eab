"""Texts that are kept back until everything else is decided and printed (layer 0).

A description of a schema or an operation is printed and decides nothing. Where generation is to be repeated cheaply,
the loader puts a :class:`Held` in its place: the builder carries it along unread, the printer leaves a hole for
it, and the text itself comes last. So all work up to the holes stands for every document that differs by
descriptions only.
"""

from __future__ import annotations


class Held(str):
    """Stands for a description: as text it is a token that no document can hold, for it has the document's digest."""

    __slots__ = ()


class Unheld(Exception):
    """A text cannot be kept back here; generation is done without, from the start."""
