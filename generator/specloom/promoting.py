"""Promote the edits of one file: the helper is written, and the edit leaves the generated tree (layer 5)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from specloom import pipeline
from specloom.diagnostics import Diagnostic, Diagnostics, Source, SpecloomError
from specloom.emit.places import file_of, place, walk
from specloom.ir.resources import Api
from specloom.promote import check_same, promoted, remaining
from specloom.weaving import HelperSources
from specloom.write import Changes, hand_edits, write_new, write_tree


@dataclass(frozen=True, slots=True)
class Promoted:
    """The helper file that was written, the methods in it, and the lines of ``source`` that stay an edit."""

    helper: str
    methods: tuple[str, ...]
    source: str
    left: tuple[int, ...]
    folder: str
    changes: Changes


def promote_file(config: str, output: str, wanted: str) -> Promoted:
    """Turn the edited and added methods of ``wanted``, an async resource module, into a helper file.

    ``wanted`` is a path from here or from the output folder. Raises :class:`SpecloomError`, with nothing written,
    where that cannot be done such that the generator gives the same code.
    """
    request = pipeline.Request(config)
    inputs = pipeline.read_inputs(request)
    helpers = _helpers(inputs)
    api = pipeline.build(inputs, Diagnostics())
    files = pipeline.render(api, helpers, inputs.changelog)
    folder = pipeline.output_folder(inputs, api.project.distribution, output)
    edits = {edit.path: edit for edit in hand_edits(folder, files)}
    path = _below(folder, wanted)
    source = (folder / path).as_posix()
    file, class_name = _module(api, path, source)
    if path not in edits:
        hint = "specloom edits lists what is"
        problem = Diagnostic(
            "promote-nothing", "this file is not edited", Source(source), hint=hint
        )
        raise SpecloomError([problem])
    promotion = promoted(edits[path], api.project.package, file, class_name, source)
    name = _free_name(helpers, path)
    added = replace(helpers, woven={**helpers.woven, name: promotion.text})
    regenerated = pipeline.render(api, added, inputs.changelog)
    check_same(edits[path], promotion, regenerated[path], class_name)
    settled = {path: remaining(edits[path], promotion, regenerated[path], source)}
    helper = f"{helpers.folder}/{name}"
    write_new(Path(helper), promotion.text)
    digests = pipeline.read_inputs(request).digests
    changes = write_tree(folder, regenerated, digests, settled=settled)
    return Promoted(helper, promotion.methods, source, promotion.left, folder.as_posix(), changes)


def _helpers(inputs: pipeline.Inputs) -> HelperSources:
    if inputs.helpers is not None:
        return inputs.helpers
    hint = "make a folder, and name it in the configuration: specloom: {helpers: helpers}"
    place = Source(inputs.config.file or "specloom.yml")
    message = "there is no folder of helpers to promote into"
    raise SpecloomError([Diagnostic("promote-folder", message, place, hint=hint)])


def _below(folder: Path, wanted: str) -> str:
    """The path of a file below the output folder, given from there or from here."""
    if (folder / wanted).is_file():
        return Path(os.path.normpath(wanted)).as_posix()
    return Path(os.path.relpath(wanted, folder)).as_posix()


def _module(api: Api, path: str, source: str) -> tuple[str, str]:
    """The path below the package and the class of an async resource module."""
    root = f"src/{api.project.package}/"
    known: Mapping[str, str] = {}
    for found in walk(tuple(place(resource) for resource in api.resources)):
        asynchronous = root + file_of(found.asynchronous)
        if path == asynchronous:
            return path.removeprefix(root), f"Async{found.resource.class_name}"
        known = {**known, root + file_of(found.sync): asynchronous}
    if path in known:
        message = "this module is derived from its async twin"
        hint = f"make the edit in {known[path]}, and promote that"
    else:
        message = "only methods of resources can be promoted"
        hint = "name the async module of a resource"
    raise SpecloomError([Diagnostic("promote-file", message, Source(source), hint=hint)])


def _free_name(helpers: HelperSources, path: str) -> str:
    """A name for the helper file that the folder does not have yet."""
    stem = path.rpartition("/")[2].removesuffix(".py").removeprefix("async_")
    name, number = f"{stem}.py", 1
    while name in helpers.woven or (Path(helpers.folder) / name).exists():
        number += 1
        name = f"{stem}_{number}.py"
    return name
