"""Examples that stand in the document (layer 3)."""

from __future__ import annotations

import json
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
    found = _of_media_type(context, content.node)
    if found is None and content.schema is not None:
        found = _of_schema(context.schemas.follow(content.schema))
    return "" if found is None or _is_too_large(found) else _text(found)


def _of_media_type(context: Context, node: Node) -> object:
    value = mapping(node.value)
    if "example" in value:
        return value["example"]
    for name in mapping(value.get("examples")):
        named = context.schemas.follow(node.child("examples", name))
        if "value" in mapping(named.value):
            return mapping(named.value)["value"]
    return None


def _of_schema(node: Node) -> object:
    value = mapping(node.value)
    return (
        value["example"]
        if "example" in value
        else next(iter(sequence(value.get("examples"))), None)
    )


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
