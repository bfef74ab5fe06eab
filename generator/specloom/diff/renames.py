"""What went and what came, and is one thing with another name (layer 4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from typing import TypeVar, cast

from specloom.diff.revision import mapping, same, sequence
from specloom.diff.views import DESCRIBING, Spot
from specloom.diff.walk import Walk

READING = "read as a rename because what they are is alike; else one went and another came"
NEAR = 0.5
"""From which likeness of two names on, with the same schema, it is one thing that was renamed."""
_MANY = 3
_NAMED = ("properties", "patternProperties", "dependentSchemas")
"""Words whose keys are names of the document's, not words of a schema."""

Key = TypeVar("Key")


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1."""
    return SequenceMatcher(None, one.lower(), other.lower()).ratio()


def paired(
    gone: Mapping[Key, str],
    come: Mapping[Key, str],
    alike: Callable[[Key, Key], bool],
    telling: Callable[[Key], bool],
) -> dict[Key, Key]:
    """Which of those that went is which of those that came: each once, the closest names first.

    Both give names by key. ``alike`` says whether all but the names is the same; where that says little
    (``telling`` is false), the names must be alike, too.
    """
    found: list[tuple[float, int, int, Key, Key]] = []
    for row, (one, name) in enumerate(gone.items()):
        for column, (other, other_name) in enumerate(come.items()):
            near = likeness(name, other_name)
            if (near >= NEAR or telling(one)) and alike(one, other):
                found.append((-near, row, column, one, other))
    pairs: dict[Key, Key] = {}
    for *_, one, other in sorted(found, key=lambda item: item[:3]):
        if one not in pairs and other not in pairs.values():
            pairs[one] = other
    return pairs


def equal(walk: Walk, old: Spot, new: Spot) -> bool:
    """Whether two schemas say the same; what only describes does not count."""
    if len(old) != len(new):
        return False
    ones, others = walk.old.revision, walk.new.revision
    return all(
        same(said(ones.get(one)), said(others.get(other)))
        for one, other in zip(old, new, strict=True)
    )


def telling(walk: Walk, old: Spot) -> bool:
    """Whether a schema of the old revision says so much that no other has it by chance."""
    view = walk.old.view(old)
    several = len(sequence(view.word("enum"))) > 1
    return len(view.properties) >= _MANY or bool(view.groups) or several


def said(schema: object) -> object:
    """A schema without what only describes it."""
    if isinstance(schema, list):
        return [said(item) for item in cast(list[object], schema)]
    if not isinstance(schema, dict):
        return schema
    return {
        word: (
            {name: said(inner) for name, inner in mapping(cast(object, value)).items()}
            if word in _NAMED and isinstance(value, dict)
            else said(value)
        )
        for word, value in mapping(cast(object, schema)).items()
        if word not in DESCRIBING
    }
