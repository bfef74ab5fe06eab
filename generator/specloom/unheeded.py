"""The keys of a configuration that have no effect here (layer 5)."""

from __future__ import annotations

import enum
from collections import deque
from collections.abc import Iterator, Mapping
from typing import cast

from specloom.diagnostics import Diagnostics
from specloom.load.config_base import Node
from specloom.load.config_model import Config
from specloom.load.config_resources import Method
from specloom.migration_rules import CANNOT, FURTHER, LEFT_OUT, Reasons

_SHOWN = 4


class Verdict(enum.Enum):
    """Whether anybody misses what a key did."""

    LEFT_OUT = "left out"
    CANNOT = "cannot"


Keys = Mapping[str, tuple[Verdict, str]]


def unheeded(config: Config) -> Iterator[tuple[Node, str, Keys]]:
    """Every node, its dotted name with a dot behind it, and those of its keys that have no effect, with the reason."""
    for node in nodes(config):
        keys = {
            key: (verdict, reasons[key])
            for verdict, table in ((Verdict.LEFT_OUT, LEFT_OUT), (Verdict.CANNOT, CANNOT))
            for reasons in (_reasons(table, node),)
            for key in written(node)
            if key in reasons
        }
        reason = FURTHER.get(type(node))
        if reason is not None:
            keys |= dict.fromkeys(node.model_extra or {}, (Verdict.LEFT_OUT, reason))
        pointer = node.source().pointer.removeprefix("#").lstrip("/").replace("/", ".")
        yield node, (f"{pointer}." if pointer else ""), keys


def tell(config: Config, found: Diagnostics) -> None:
    """Note once how many keys of a configuration of the hosted service have no effect, and name what is missed."""
    if not config.file or "specloom" in config.model_fields_set:
        return
    count, missed = 0, list[str]()
    for node, owner, keys in unheeded(config):
        count += len(keys)
        missed += [f"{owner}{key}" for key, told in keys.items() if told[0] is Verdict.CANNOT]
        if isinstance(node, Method) and node.type in ("websocket", "custom"):
            count += 1
            missed.append(f"{owner}type")
    if not count:
        return
    shown = ", ".join(missed[:_SHOWN]) + (", ..." if len(missed) > _SHOWN else "")
    keys_ = "1 key" if count == 1 else f"{count} keys"
    message = f"{keys_} of this configuration {'has' if count == 1 else 'have'} no effect here"
    message += f", {shown} among them" if shown else ""
    found.note("no-effect", message, config.source(), "specloom migrate gives the reason of each")


def _reasons(table: Reasons, node: Node) -> Mapping[str, str]:
    return table.get(type(node), {})


def written(node: Node) -> list[str]:
    """The keys of a node that its file has, as it spells them."""
    fields = type(node).model_fields
    known = [fields[name].alias or name for name in fields if name in node.model_fields_set]
    return [*known, *(node.model_extra or {})]


def nodes(root: Node) -> Iterator[Node]:
    """A node and all nodes below it, in the order of the configuration's model."""
    queue: deque[object] = deque([root])
    while queue:
        value = queue.popleft()
        if isinstance(value, Node):
            yield value
            queue.extend(getattr(value, name) for name in value.model_fields_set)
        elif isinstance(value, dict):
            queue.extend(cast("dict[str, object]", value).values())
        elif isinstance(value, list | tuple):
            queue.extend(cast("list[object]", value))
