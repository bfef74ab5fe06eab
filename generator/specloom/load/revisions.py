"""A configuration for another revision of its API: a merge patch, applied before anything is checked (layer 1).

``specloom.revisions`` maps a specification to the file that says what differs for it. That file has
the form of a configuration and is merged as RFC 7386 says: mappings are merged, ``null`` removes,
everything else replaces. A removal of what is not there is an error, so that no patch gets stale.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast

from specloom.diagnostics import Diagnostics
from specloom.load.config import Origins, parse_config
from specloom.load.config_model import Config
from specloom.load.document import read_mapping, shown_path
from specloom.load.hints import did_you_mean, quoted
from specloom.load.pointer import JsonDict, child

__all__ = ["config_for", "merged", "revision_patch"]


def config_for(config: Config, spec: str) -> Config:
    """The configuration as ``specloom.revisions`` wants it for the specification at ``spec``.

    Gives ``config`` itself where no revision is named for that file. Raises SpecloomError: whatever
    reading the patch and validating the result raises, and ``revision-no-match``.
    """
    patch = revision_patch(config, spec)
    if not patch:
        return config
    shown = shown_path(patch)
    changes = read_mapping(Path(patch), shown, "a patch of a configuration")
    data = read_mapping(Path(config.file), config.file, "a configuration")
    found = Diagnostics()
    data, origins = merged(data, changes, shown, found)
    found.check()
    return parse_config(data, config.file, origins)


def revision_patch(config: Config, spec: str) -> str:
    """The path of the patch for a specification, ``""`` where it needs none."""
    folder = os.path.dirname(config.file)
    wanted = os.path.abspath(spec)
    for name, patch in config.specloom.revisions.items():
        if os.path.abspath(os.path.join(folder, *name.split("/"))) == wanted:
            return os.path.join(folder, *patch.split("/"))
    return ""


def merged(
    data: JsonDict, patch: JsonDict, file: str, found: Diagnostics
) -> tuple[JsonDict, Origins]:
    """``data`` with the patch from ``file`` applied, and what comes from there. ``data`` is not changed."""
    result = dict(data)
    pointers: set[str] = set()
    origins = Origins(file, pointers)
    waiting: list[tuple[JsonDict, JsonDict, str]] = [(result, patch, "#")]
    while waiting:
        target, changes, here = waiting.pop()
        for key, value in changes.items():
            pointer = child(here, key)
            current = target.get(key)
            if isinstance(current, dict) and isinstance(value, dict):
                inner = dict(cast(JsonDict, current))
                target[key] = inner
                waiting.append((inner, cast(JsonDict, value), pointer))
                continue
            pointers.add(pointer)
            if value is not None:
                target[key] = value
            elif key in target:
                del target[key]
            else:
                message = f"there is no {quoted(key)} to remove"
                hint = did_you_mean(key, list(target))
                found.error("revision-no-match", message, origins.source(pointer), hint)
    return result, origins
