"""What the docstrings say about the keys of a configuration, for its JSON schema (layer 1).

pydantic can read them when it makes each class, from its source; every run would pay for what only
``specloom schema`` and the site ask for.
"""

from __future__ import annotations

import ast
import inspect
import itertools
import sys
from functools import cache
from typing import Any

from pydantic import BaseModel


def describe(schema: dict[str, Any], model: type[BaseModel], base: type[BaseModel]) -> None:
    """Put the docstrings of fields into the JSON schema of a model and of all that are defined with it.

    ``base`` is what all of them inherit from.
    """
    known = {item.__name__: item for item in _below(base)}
    for name, definition in {model.__name__: schema, **schema["$defs"]}.items():
        if name not in known:
            continue
        texts = _texts_of(known[name])
        properties = definition.get("properties", {})
        for field, info in known[name].model_fields.items():
            key = info.alias or field
            if field in texts and key in properties:
                described = {**properties[key], "description": texts[field]}
                properties[key] = dict(sorted(described.items()))


def _below(model: type[BaseModel]) -> list[type[BaseModel]]:
    """A class and all that inherit from it."""
    return [model, *(found for item in model.__subclasses__() for found in _below(item))]


def _texts_of(model: type[BaseModel]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for base in reversed(model.__mro__):
        texts |= _written_in(base.__module__).get(base.__name__, {})
    return texts


@cache
def _written_in(module: str) -> dict[str, dict[str, str]]:
    """The docstrings below the annotated names of each class of a module."""
    if not module.startswith(__package__ or ""):
        return {}
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: _texts(node.body) for node in tree.body if isinstance(node, ast.ClassDef)}


def _texts(body: list[ast.stmt]) -> dict[str, str]:
    found: dict[str, str] = {}
    for field, below in itertools.pairwise(body):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = inspect.cleandoc(text)
            case _:
                pass
    return found
