"""What a place is called when people talk of it (layer 4)."""

from __future__ import annotations

from typing import Final

from specloom.diff.revision import unescape

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_INDEXED: Final = frozenset({"allOf", "anyOf", "oneOf", "parameters", "prefixItems"})
_TOLD: Final = frozenset(
    {"contains", "propertyNames", "if", "then", "else", "not"}
    | {"unevaluatedItems", "unevaluatedProperties", "contentSchema", "dependentSchemas"}
)
"""Words that a label keeps; at any other it ends: the change itself says the rest."""
_SKIPPED: Final = frozenset({"schema", "content"})


def label(pointer: str) -> str:
    """A place in words: ``Run.tools[]``, ``POST /runs request body .model``, ``#`` for the document."""
    tokens = [unescape(token) for token in pointer.split("/")[1:]]
    head, rest = _head(tokens)
    return (head + _tail(rest)).strip() or "the document"


def _head(tokens: list[str]) -> tuple[str, list[str]]:
    """What the place belongs to, and the way from there."""
    if tokens[:2] == ["components", "schemas"] and len(tokens) > 2:
        return tokens[2], tokens[3:]
    if tokens[:1] == ["components"] and len(tokens) > 2:
        return f"{tokens[1]} {tokens[2]}", tokens[3:]
    if tokens[:1] in (["paths"], ["webhooks"]) and len(tokens) > 1:
        name = tokens[1] if tokens[0] == "paths" else f"webhook {tokens[1]}"
        if len(tokens) > 2 and tokens[2] in METHODS:
            return f"{tokens[2].upper()} {name}", tokens[3:]
        return name, tokens[2:]
    if tokens[:1] == ["x-specloom-files"] and len(tokens) > 2:
        return f"{tokens[1]} {'/'.join(tokens[2:4])}", tokens[4:]
    return "", tokens


def _tail(tokens: list[str]) -> str:
    """The way below, in the notation of attributes and items."""
    text, index = "", 0
    while index < len(tokens):
        token = tokens[index]
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        step = 2
        if token in ("properties", "patternProperties") and following is not None:
            text += f".{following}"
        elif token == "additionalProperties":
            text, step = text + "{}", 1
        elif token == "items":
            text, step = text + "[]", 1
        elif token in _INDEXED and following is not None:
            text += f"[{following}]" if token == "prefixItems" else ""
        elif token in ("callbacks", "flows", "headers") and following is not None:
            text += f" {token[:-1]} {following}"
        elif token == "requestBody":
            text, step = text + " request body", 1
        elif token == "responses" and following is not None:
            text += f" response {following}"
        elif token == "content" and following is not None:
            text += ""
        elif token in _SKIPPED:
            step = 1
        elif token in _TOLD:
            text, step = f"{text} {token}", 1
        else:
            break
        index += step
    return text
