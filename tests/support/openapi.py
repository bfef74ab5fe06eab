"""Looks at OpenAPI documents as plain data: their structure, their prose, and whether examples fit.

Small on purpose and independent of the loader, so that tests of the spec files say nothing about the tool.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias, TypeGuard

import jsonpath
import yaml

Json: TypeAlias = Any

PROSE = frozenset({"summary", "description", "title", "example", "examples"})
"""Keys of OpenAPI objects that hold prose. The same words may name a property: see `NAMED`."""

NAMED = frozenset(
    {
        "content",
        "headers",
        "parameters",
        "paths",
        "patternProperties",
        "properties",
        "requestBodies",
        "responses",
        "schemas",
        "securitySchemes",
    }
)
"""Keys whose object maps free names to OpenAPI objects."""


def is_list(node: Json) -> TypeGuard[list[Json]]:
    """Whether ``node`` is an array."""
    return isinstance(node, list)


def is_object(node: Json) -> TypeGuard[dict[str, Json]]:
    """Whether ``node`` is an object."""
    return isinstance(node, dict)


def read(path: Path) -> Json:
    """The plain data of a YAML file."""
    return yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


def walk(node: Json, pointer: str = "#", named: bool = False) -> Iterator[tuple[str, str, Json]]:
    """All members of OpenAPI objects below ``node`` as (pointer, key, value).

    Free names are no members themselves, and what examples hold is left out.
    """
    if is_list(node):
        for index, item in enumerate(node):
            yield from walk(item, f"{pointer}/{index}")
    elif is_object(node):
        for key, value in node.items():
            below = f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"
            if not named:
                yield below, key, value
            if named or not is_prose(key):
                yield from walk(value, below, not named and key in NAMED)


def is_prose(key: str) -> bool:
    """Whether a member of an OpenAPI object has no effect on its structure: prose, or an extension."""
    return key in PROSE or key.startswith("x-")


def structure(node: Json, named: bool = False) -> Json:
    """``node`` without prose and extensions. Free names, such as a property ``description``, stay."""
    if is_list(node):
        return [structure(item) for item in node]
    if not is_object(node):
        return node
    return {
        key: structure(value, not named and key in NAMED)
        for key, value in node.items()
        if named or not is_prose(key)
    }


def prose(node: Json) -> Iterator[tuple[str, str]]:
    """Every prose text of an OpenAPI document, with its pointer."""
    for pointer, key, value in walk(node):
        if key in PROSE and isinstance(value, str):
            yield pointer, value


def strings(node: Json) -> Iterator[str]:
    """Every string value below ``node``, whatever it means."""
    if isinstance(node, str):
        yield node
    elif is_list(node) or is_object(node):
        for item in node.values() if is_object(node) else node:
            yield from strings(item)


def word_runs(text: str, length: int) -> set[tuple[str, ...]]:
    """All runs of ``length`` words, lower case. Code spans and addresses break a run: they are names."""
    found: set[tuple[str, ...]] = set()
    for part in re.split(r"`[^`]*`|https?://\S+", text.lower()):
        words = re.findall(r"[a-z0-9_']+", part)
        found.update(tuple(words[at : at + length]) for at in range(len(words) - length + 1))
    return found


def resolve(document: Json, pointer: str) -> Json:
    """The value at a local pointer; KeyError or IndexError where it leads nowhere."""
    node = document
    for token in pointer.removeprefix("#").split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        node = node[int(name)] if is_list(node) else node[name]
    return node


def operations(document: Json) -> Iterator[tuple[str, Json]]:
    """All operations as (``get /path``, operation)."""
    for path, item in document["paths"].items():
        for verb, operation in item.items():
            if verb in {"get", "post", "put", "patch", "delete"}:
                yield f"{verb} {path}", operation


def settings_of(folder: Path, name: str) -> Json:
    """The configuration in ``folder`` as plain data, as it is for the spec of this file name."""
    config = read(folder / "specloom.yml")
    patch = config["specloom"].get("revisions", {}).get(name)
    if patch:
        _patch(config, read(folder / patch))
    return config


def overlays_of(folder: Path, name: str) -> list[Json]:
    """The overlays of the spec of this file name, in the order in which they are applied."""
    return [read(folder / path) for path in settings_of(folder, name)["specloom"]["overlays"]]


def corrected(folder: Path, name: str) -> Json:
    """The spec of this file name with its overlays applied."""
    document = read(folder / name)
    for overlay in overlays_of(folder, name):
        apply_overlay(document, overlay)
    return document


def _patch(target: Json, patch: Json) -> None:
    """A merge patch (RFC 7386), in place."""
    for key, value in patch.items():
        if value is None:
            del target[key]
        elif is_object(value) and is_object(target.get(key)):
            _patch(target[key], value)
        else:
            target[key] = value


def apply_overlay(document: Json, overlay: Json) -> list[int]:
    """Apply an OpenAPI Overlay in place; returns how many nodes each action found."""
    counts: list[int] = []
    for action in overlay["actions"]:
        matches = list(jsonpath.finditer(action["target"], document))
        for match in reversed(matches):
            if action.get("remove"):
                assert match.parent is not None
                del match.parent.obj[match.parts[-1]]  # type: ignore[attr-defined]
                continue
            if "copy" in action:
                (origin,) = jsonpath.finditer(action["copy"], document)
                _merge(match.obj, copy.deepcopy(origin.obj))
            if "update" in action:
                _merge(match.obj, copy.deepcopy(action["update"]))
        counts.append(len(matches))
    return counts


def _merge(target: Json, update: Json) -> None:
    if is_list(target):
        target.append(update)
        return
    for key, value in update.items():
        if is_object(target.get(key)) and is_object(value):
            _merge(target[key], value)
        else:
            target[key] = value


def mismatch(value: Json, schema: Json, document: Json, where: str = "$") -> str:
    """Why ``value`` does not fit ``schema``, or ``""``. Checks types, enums, required and known fields."""
    if "$ref" in schema:
        schema = {
            **resolve(document, schema["$ref"]),
            **{k: v for k, v in schema.items() if k != "$ref"},
        }
    if value is None and schema.get("nullable"):
        return ""
    for keyword, enough in (("anyOf", 1), ("oneOf", 1), ("allOf", len(schema.get("allOf", ())))):
        if keyword in schema:
            failures = [mismatch(value, item, document, where) for item in schema[keyword]]
            if failures.count("") < enough:
                return f"{where}: fits {keyword} too little: {[text for text in failures if text]}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{where}: {value!r} is none of {schema['enum']}"
    if not _is_a(value, schema.get("type")):
        return f"{where}: {value!r} is no {schema['type']}"
    return _members(value, schema, document, where)


def _members(value: Json, schema: Json, document: Json, where: str) -> str:
    if is_list(value) and "items" in schema:
        found = (
            mismatch(item, schema["items"], document, f"{where}[{index}]")
            for index, item in enumerate(value)
        )
        return next((text for text in found if text), "")
    if not is_object(value):
        return ""
    known = schema.get("properties", {})
    absent = [key for key in schema.get("required", ()) if key not in value]
    if absent:
        return f"{where}: lacks {absent}"
    stray = [key for key in value if known and key not in known]
    if stray:
        return f"{where}: does not know {stray}"
    found = (
        mismatch(value[key], item, document, f"{where}.{key}")
        for key, item in known.items()
        if key in value
    )
    return next((text for text in found if text), "")


_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}


def _is_a(value: Json, name: str | None) -> bool:
    if name is None:
        return True
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, _TYPES[name])
