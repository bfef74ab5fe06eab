"""A configuration of the hosted service becomes one of our own (layer 5).

What has no effect here is cut out, comments and layout stay, and the place of the document is added. Each thing that
was kept, added or cut, and each that cannot be done, is told with its place.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import yaml

from specloom import pipeline
from specloom.diagnostics import Diagnostic, Diagnostics, Source, SpecloomError
from specloom.load import load_config
from specloom.load.config_cut import cut
from specloom.load.config_model import (
    Config,
    OpenAPISettings,
    Organization,
    PythonTarget,
    Settings,
    Targets,
)
from specloom.load.config_resources import Resource
from specloom.unheeded import Verdict, nodes, unheeded, written

_COLLAPSING: Final = (Targets, PythonTarget, Settings, Organization, OpenAPISettings)
"""Nodes that say nothing once all their keys are gone."""
_OWN = "specloom"


@dataclass(frozen=True, slots=True)
class Migration:
    """``text`` of the new configuration, and what there is to say about it; ``findings`` point into the old one."""

    text: str
    findings: Diagnostics


def migrate(config_path: str, spec: str, output: Path) -> Migration:
    """The configuration at ``config_path`` as our own, to be written to ``output``; nothing is written.

    ``spec`` is the document's path. Raises SpecloomError for whatever is wrong with the configuration, and
    ``already-migrated`` where it is ours.
    """
    config = load_config(config_path)
    if _OWN in config.model_fields_set:
        message = "this configuration has a section `specloom` already"
        hint = "specloom generate reads it as it is"
        place = config.source(_OWN)
        raise SpecloomError([Diagnostic("already-migrated", message, place, hint=hint)])
    found = Diagnostics()
    gone = _gone(config, found) | config.left_out
    _kept(config, gone, found)
    own = {"spec": Path(os.path.relpath(spec, output.parent)).as_posix()}
    for key, value in own.items():
        message = f"added specloom.{key}: {value}"
        found.note("migrate-changed", message, config.source())
    text = cut(Path(config_path), gone).rstrip()
    return Migration(f"{_head(config_path)}{text}\n\n{_dumped({_OWN: own})}", found)


def _head(path: str) -> str:
    name = "".join(char if char.isprintable() else "?" for char in Path(path).name)
    return f"# Migrated from {name} by specloom migrate.\n"


def _dumped(data: object) -> str:
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)


def _gone(config: Config, found: Diagnostics) -> frozenset[str]:
    """The pointers of all that is cut out; each is told."""
    gone: set[str] = set()
    for node, owner, keys in unheeded(config):
        for key, (verdict, reason) in keys.items():
            source = node.source(key)
            gone.add(source.pointer)
            if verdict is Verdict.CANNOT:
                found.warn("migrate-cannot", f"{owner}{key} has no effect: {reason}", source)
            else:
                found.note("migrate-left-out", f"left out {owner}{key}: {reason}", source)
        if keys and isinstance(node, _COLLAPSING) and len(keys) == len(written(node)):
            gone.add(node.source().pointer)
    return frozenset(gone)


def _kept(config: Config, gone: frozenset[str], found: Diagnostics) -> None:
    for key in written(config):
        source = config.source(key)
        if source.pointer in gone:
            continue
        counted = f": {_counted(config)}" if key == "resources" else ""
        found.note("migrate-kept", f"kept {key}{counted}", source)
    for node in nodes(config):
        if isinstance(node, Resource):
            for name, method in node.methods.items():
                if method.type not in ("http", "alias"):
                    message = f"no method is made for {name!r}, which has the type {method.type!r}"
                    hint = "write it as a helper"
                    found.warn("migrate-cannot", message, method.source(), hint)


def _counted(config: Config) -> str:
    resources = [node for node in nodes(config) if isinstance(node, Resource)]
    methods = sum(len(item.methods) for item in resources)
    models = sum(len(item.models) for item in resources)
    return f"{len(resources)} resources, {methods} methods, {models} models"


def check_output(config: str, spec: str, migrated: str, found: Diagnostics) -> None:
    """Generate with both configurations, in memory, and tell whether the packages are the same bytes.

    What the document and the configuration are warned about is added to ``found``. Raises SpecloomError where
    they do not fit each other.
    """
    before = pipeline.read_inputs(pipeline.Request(spec=spec, config=config))
    found.items += (*before.config.findings, *before.document.warnings)
    files = pipeline.generate(before, found)
    same = pipeline.generate(pipeline.read_inputs(pipeline.Request(config=migrated)), Diagnostics())
    differing = [path for path in sorted({*files, *same}) if files.get(path) != same.get(path)]
    place = Source(migrated)
    if differing:
        message = f"{len(differing)} of {len(files)} files differ from those of the old one, {differing[0]} among them"
        found.error("migrate-differs", message, place, "please report it; the old one can be used")
    else:
        found.note("migrate-same", f"{len(files)} files, the same bytes as with {config}", place)
