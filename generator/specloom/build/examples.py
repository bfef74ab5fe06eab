"""Examples that stand in the document (layer 3)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final, cast

from specloom.build.context import Context
from specloom.build.endpoints import Endpoint, is_json, success
from specloom.build.nodes import Node, mapping, sequence

_LARGEST: Final = 500
"""Values in an example, those within others counted too. A larger one explains nothing, and may be hostile."""
_DEEPEST: Final = 20


def response_example(context: Context, endpoint: Endpoint) -> str:
    """JSON text of the example of an operation's success; empty where there is none, or it is too large.

    That of the media type comes before that of the schema.
    """
    content = success(context, endpoint).content
    if content is None or not is_json(content.media_type):
        return ""
    owners = [content.node] if content.schema is None else [content.node, content.schema]
    every = (value for owner in owners for value in examples_of(context, owner))
    found = next((value for value in every if value is not None), None)
    return "" if found is None or _is_too_large(found) else _text(found)


def examples_of(context: Context, node: Node) -> Iterator[object]:
    """What ``example`` and ``examples`` of a parameter, media type or schema say, a reference followed.

    A named example without a value (it may stand in a file) is None.
    """
    followed = context.schemas.follow(node)
    value = mapping(followed.value)
    if "example" in value:
        yield value["example"]
    yield from sequence(value.get("examples"))
    for name in mapping(value.get("examples")):
        yield mapping(context.schemas.follow(followed.child("examples", name)).value).get("value")


def _is_too_large(value: object) -> bool:
    level: list[object] = [value]
    count = 0
    for _ in range(_DEEPEST):
        count += len(level)
        if not level or count > _LARGEST:
            break
        below: list[object] = []
        for item in level:
            if isinstance(item, dict):
                below += mapping(cast(object, item)).values()
            elif isinstance(item, list):
                below += cast("list[object]", item)
        level = below
    return bool(level)


def _text(value: object) -> str:
    try:
        return json.dumps(value, allow_nan=False)
    except (TypeError, ValueError):
        return ""
