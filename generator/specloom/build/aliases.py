"""Second names of methods and models: ``type: alias`` with ``to`` (layer 3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from specloom.build.context import Context
from specloom.diagnostics import Source
from specloom.load.config_resources import Method, Model
from specloom.load.hints import did_you_mean, quoted

Entry = TypeVar("Entry", Method, Model)


def method_of(
    context: Context, methods: Mapping[str, Method], method: Method, source: Source
) -> Method | None:
    """The method that a method of the configuration stands for: itself, unless it is an alias.

    Only what an alias says of itself is its own: its name and its deprecation. None, with a message, where it
    names no method of the same resource.
    """
    if method.type != "alias" or method.endpoint:
        return method
    found = _target(context, methods, method, source)
    if found is None:
        return None
    return found.model_copy(update={"deprecated": method.deprecated or found.deprecated})


def model_of(
    context: Context, models: Mapping[str, Model], model: Model, source: Source
) -> Model | None:
    """The model that a model of the configuration stands for, as ``method_of``."""
    return _target(context, models, model, source) if model.type == "alias" else model


def _target(
    context: Context, entries: Mapping[str, Entry], entry: Entry, source: Source
) -> Entry | None:
    seen: set[str] = set()
    while entry.type == "alias" and entry.to in entries and entry.to not in seen:
        seen.add(entry.to)
        entry = entries[entry.to]
    if entry.type != "alias":
        return entry
    wrong = "stands for itself" if entry.to in seen else "is not there"
    message = f"{quoted(entry.to)}, which this is another name of, {wrong}"
    hint = did_you_mean(entry.to, [name for name in entries if name not in seen])
    context.diagnostics.error("unknown-alias", message, source.child("to"), hint)
    return None
