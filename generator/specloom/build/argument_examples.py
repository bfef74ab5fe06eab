"""Examples of arguments that stand in the document (layer 3)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from specloom.build.context import Context
from specloom.build.endpoints import Endpoint, contents
from specloom.build.examples import examples_of
from specloom.build.nodes import mapping
from specloom.build.params import Draft
from specloom.ir.operations import Place
from specloom.ir.types import JsonScalar

_LONGEST: Final = 60
"""Characters of a text that still shows what is meant; a longer one hides the call that it stands in."""


def argument_example(context: Context, endpoint: Endpoint, draft: Draft) -> JsonScalar:
    """The first short example of an argument; None where there is none. It may not fit the type.

    Its own comes before that of its schema, and that before its part of an example of the whole body.
    """
    owners = [draft.node] if draft.schema is None else [draft.node, draft.schema]
    for value in [item for owner in owners for item in examples_of(context, owner)]:
        if (short := _short(value)) is not None:
            return short
    if draft.place is Place.BODY:
        for body in _bodies(context, endpoint):
            if (short := _short(mapping(body).get(draft.wire))) is not None:
                return short
    return None


def _bodies(context: Context, endpoint: Endpoint) -> Iterator[object]:
    """Examples of the whole body of a request: of its media types, then of their schemas."""
    found = contents(context.schemas.follow(endpoint.node.child("requestBody")))
    for content in found:
        yield from examples_of(context, content.node)
    for content in found:
        if content.schema is not None:
            yield from examples_of(context, content.schema)


def _short(value: object) -> JsonScalar:
    if isinstance(value, str):
        return value if 0 < len(value) <= _LONGEST and value.isprintable() else None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if isinstance(value, bool | int | float) else None
