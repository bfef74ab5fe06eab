"""Read a configuration: YAML to :class:`Config`, every mistake a message with its place (layer 1)."""

from __future__ import annotations

import os
import types
import typing
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from specloom.diagnostics import Diagnostic, Diagnostics, Lenience, Source, SpecloomError
from specloom.load.config_base import BRANCHES, HERE, Node, OpenNode, Origins, place
from specloom.load.config_lenient import TOLERATED, LeftOut, is_foreign, leniently
from specloom.load.config_model import Config
from specloom.load.document import read_mapping, shown_path
from specloom.load.hints import close_match, did_you_mean, quoted
from specloom.load.pointer import MISSING, JsonDict, step

__all__ = ["Config", "Origins", "config_json_schema", "load_config", "parse_config", "parse_node"]

NodeType = TypeVar("NodeType", bound=Node)


def load_config(path: str | os.PathLike[str]) -> Config:
    """The configuration in a YAML or JSON file.

    Raises SpecloomError: whatever reading the file raises, then ``config-unknown-key``, ``config-type``,
    ``config-missing-key``, ``config-value``, many at once.
    """
    shown = shown_path(path)
    return parse_config(read_mapping(Path(path), shown, "a configuration"), shown)


def parse_config(data: JsonDict, file: str = "", origins: Origins = HERE) -> Config:
    """A configuration from plain data; ``file`` is the name that its messages show.

    ``origins`` tells what was written elsewhere. In a configuration for the hosted service, keys and words that are
    not known are left out, with a warning (``Config.findings``). Raises as ``load_config`` does.
    """
    found = Diagnostics()
    left_out: set[str] = set()
    if is_foreign(data, file):
        config, missed = _foreign(data, file, origins)
        found.lenience = Lenience(file, TOLERATED)
        found.items += missed.warnings
        left_out.update(Source("").child(*path).pointer for path in missed.places)
    else:
        config = parse_node(Config, data, file, origins)
    for node in _open_nodes(config):
        _near_misses(node, found)
    found.check()
    left_out.update(item.source.pointer for item in found.items if item.source)
    config.tell(found.items, left_out, found.lenience)
    return config


def _foreign(data: JsonDict, file: str, origins: Origins) -> tuple[Config, LeftOut]:
    """A configuration that was written for the hosted service, and what of it is not known."""
    root = Source(file)

    def described(path: tuple[str, ...], items: list[ErrorDetails]) -> Diagnostic:
        return _diagnostic(Config, path, items, origins.of(root.child(*path)))

    try:
        config, missed = leniently(Config.model_validate, _without_empty(data), _path, described)
    except ValidationError:
        return parse_node(Config, data, file, origins), LeftOut((), ())
    place(config, root, origins)
    return config, missed


def parse_node(
    model: type[NodeType], data: JsonDict, file: str = "", origins: Origins = HERE
) -> NodeType:
    """A mapping of a file as ``model``, which knows its place; raises as ``load_config`` does."""
    try:
        node = model.model_validate(_without_empty(data))
    except ValidationError as error:
        raise SpecloomError(_diagnostics(model, error, data, Source(file), origins)) from None
    place(node, Source(file), origins)
    return node


def config_json_schema() -> dict[str, Any]:
    """The JSON schema (2020-12) of a configuration, for editors."""
    from specloom.load.config_docs import describe

    schema = Config.model_json_schema(by_alias=True)
    describe(schema, Config, Node)
    short = {"type": "string"}
    definitions = schema["$defs"]
    properties = definitions["Resource"]["properties"]
    for key in ("methods", "models"):
        long = properties[key]["additionalProperties"]
        properties[key]["additionalProperties"] = {"anyOf": [short, long]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _without_empty(data: JsonDict) -> JsonDict:
    """A top-level section with nothing below it (``resources:``) counts as absent."""
    return {key: value for key, value in data.items() if value is not None}


def _diagnostics(
    model: type[Node], error: ValidationError, data: JsonDict, root: Source, origins: Origins
) -> Iterator[Diagnostic]:
    """One diagnostic for each place; what the branches of a union say about one place is joined."""
    by_place: dict[tuple[str, ...], list[ErrorDetails]] = {}
    for item in error.errors(include_url=False):
        by_place.setdefault(_path(item, data), []).append(item)
    for path, items in by_place.items():
        mismatch = all(item["type"].endswith("_type") for item in items)
        if mismatch and any(len(p) > len(path) and p[: len(path)] == path for p in by_place):
            # Another branch of the same union got further: that one is what was meant.
            continue
        yield _diagnostic(model, path, items, origins.of(root.child(*path)))


def _path(item: ErrorDetails, data: JsonDict) -> tuple[str, ...]:
    """The part of an error's location that is in the file: union branches and missing keys are not."""
    node: object = data
    path: list[str] = []
    for token in item["loc"]:
        following = step(node, str(token))
        if following is not MISSING:
            node = following
            path.append(str(token))
    return tuple(path)


_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "none_required": "nothing",
}


def _diagnostic(
    model: type[Node], path: tuple[str, ...], items: list[ErrorDetails], source: Source
) -> Diagnostic:
    first = items[0]
    kind = first["type"]
    if kind == "extra_forbidden":
        known = _known_keys(model, first["loc"])
        message = f"unknown key {quoted(path[-1])}"
        return Diagnostic("config-unknown-key", message, source, hint=did_you_mean(path[-1], known))
    if kind == "missing":
        missing = ", ".join(repr(str(item["loc"][-1])) for item in items)
        return Diagnostic("config-missing-key", f"{missing} is missing here", source)
    expected = list(
        dict.fromkeys(_EXPECTED[item["type"]] for item in items if item["type"] in _EXPECTED)
    )
    if expected:
        message = f"this must be {' or '.join(expected)}, not {_described(first['input'])}"
        hint = "put it in quotes" if "text" in expected and _is_number(first["input"]) else ""
        return Diagnostic("config-type", message, source, hint=hint)
    context = first.get("ctx") or {}
    if kind == "literal_error":
        message = f"{quoted(first['input'])} is not allowed here; it must be {context['expected']}"
        return Diagnostic("config-value", message, source)
    detail = str(context["error"]) if "error" in context else first["msg"]
    return Diagnostic("config-value", detail, source)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def _described(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if value is None:
        return "nothing"
    return (
        "text" if isinstance(value, str) else "a list" if isinstance(value, list) else "a mapping"
    )


def _known_keys(model: type[Node], location: tuple[int | str, ...]) -> list[str]:
    """The keys that the node at the parent of ``location`` knows."""
    candidates: list[Any] = [model]
    for token in location[:-1]:
        candidates = [inner for outer in candidates for inner in _inside(outer, token)]
    nodes = [item for item in candidates if isinstance(item, type) and issubclass(item, Node)]
    return [key for node in nodes for key in keys_of(node)]


def keys_of(node: type[Node]) -> list[str]:
    """The keys of a node as they are written in a file."""
    return [info.alias or name for name, info in node.model_fields.items()]


def _inside(annotation: Any, token: int | str) -> list[Any]:
    """The types that a step of an error's location may lead to from a type."""
    if isinstance(annotation, type) and issubclass(annotation, Node):
        if token == annotation.__name__:
            return [annotation]
        for name, info in annotation.model_fields.items():
            if token in (name, info.alias):
                return list(_flat(info.annotation))
        return []
    arguments = typing.get_args(annotation)
    return list(_flat(arguments[-1])) if arguments else []


def _flat(annotation: Any) -> Iterator[Any]:
    """The members of a union, or the type itself."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        for item in typing.get_args(annotation):
            yield from _flat(item)
    else:
        yield annotation


def _open_nodes(root: Node) -> Iterator[OpenNode]:
    queue: deque[object] = deque([root])
    while queue:
        node = queue.popleft()
        if isinstance(node, OpenNode):
            yield node
        if isinstance(node, Node):
            members = (getattr(node, name) for name in type(node).model_fields)
            queue.extend(cast(object, m) for m in members if isinstance(m, BRANCHES))
        elif isinstance(node, dict):
            queue.extend(cast(dict[str, object], node).values())
        elif isinstance(node, list):
            queue.extend(cast(list[object], node))


def _near_misses(node: OpenNode, found: Diagnostics) -> None:
    """In a mapping that is open for further keys, a key that is nearly a known one is a mistake."""
    known = keys_of(type(node))
    for key in node.model_extra or {}:
        near = close_match(key, known)
        if near is not None:
            hint = did_you_mean(key, known)
            found.error("config-unknown-key", f"unknown key {quoted(key)}", node.source(key), hint)
