"""Helpers, general and hand-written, brought together with what was printed (layer 5)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from specloom.diagnostics import Diagnostic, Source, SpecloomError
from specloom.emit.apidoc import emit_api_index
from specloom.emit.package import Emitted
from specloom.emit.places import Place, file_of, place, walk
from specloom.emit.readme import emit_readme
from specloom.emit.sample import Sampler
from specloom.emit.twin import TwinSource
from specloom.ir.operations import Place as ParameterPlace
from specloom.ir.resources import Api
from specloom.load.text import read_text
from specloom.paths import check_paths, templates_folder
from specloom.weave.helper_source import HelperFile, parse_helper
from specloom.weave.helpers import OperationPlace, Weaver
from specloom.weave.instances import FOLDER, MODULES, Instances
from specloom.weave.measure import Totals, WovenMethod, totals, woven_methods
from specloom.weave.printed import Printed
from specloom.weave.tidy import tidy_imports
from specloom.weave.twins import sync_helper_module


@dataclass(frozen=True, slots=True)
class HelperSources:
    """The helper files of one API.

    ``woven`` are those whose classes are added to printed ones, as name and text; ``modules`` are modules of the
    package, by path below it. ``folder`` is what messages put before their names, ``origin`` what generated code
    does: the folder's path from the configuration, which is the same wherever the tool is run.
    """

    folder: str = ""
    origin: str = ""
    woven: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    modules: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())

    def __bool__(self) -> bool:
        return bool(self.woven or self.modules)

    def texts(self) -> dict[str, str]:
        """Every file by its path below the folder."""
        return {**self.woven, **self.modules}


def read_helpers(folder: Path, origin: str, named: Source) -> HelperSources:
    """The Python files of a helpers folder; those in it are woven, those in its folders are modules.

    ``origin`` is the folder's path from the configuration. Raises :class:`SpecloomError` at ``named`` where there
    is no such folder.
    """
    if not folder.is_dir():
        message = f"there is no folder {folder.as_posix()!r}"
        raise SpecloomError([Diagnostic("no-helpers", message, named)])
    woven: dict[str, str] = {}
    modules: dict[str, str] = {}
    for path in sorted(folder.rglob("*.py")):
        relative = path.relative_to(folder).as_posix()
        if "__pycache__" not in relative:
            text = read_text(path, path.as_posix()) if path.stat().st_size else ""
            (modules if "/" in relative else woven)[relative] = text
    shown = os.path.normpath(folder).replace(os.sep, "/")
    return HelperSources(shown, os.path.normpath(origin).replace(os.sep, "/"), woven, modules)


def weave(api: Api, emitted: Emitted, helpers: HelperSources) -> Emitted:
    """What was printed, with every helper in it; the sync twins are still to be derived.

    Raises :class:`SpecloomError` with every helper that does not fit what was printed.
    """
    root = f"src/{api.project.package}/"
    places = tuple(place(resource) for resource in api.resources)
    printed = {file_of(found.asynchronous): found for found in walk(places)}
    texts = {twin.path.removeprefix(root): twin.text for twin in emitted.twins}
    texts = {path: text for path, text in texts.items() if path in printed}
    operations = dict(_operations(places))
    sources = [*_general(api, places, texts), *_own(helpers)]
    names = dict(api.client.argument_names)
    woven = Weaver(api.project.package, texts, operations, names).weave(sources)
    twins = tuple(_woven_twin(twin, root, woven.files, woven.names) for twin in emitted.twins)
    modules = _modules(helpers, root, [*emitted.files, *(twin.path for twin in twins)])
    _check_exports(api, helpers)
    return Emitted({**emitted.files, **modules}, twins)


def _operations(places: tuple[Place, ...]) -> Iterable[tuple[str, OperationPlace]]:
    for found in walk(places):
        for operation in found.resource.operations:
            positional = tuple(
                parameter.name
                for parameter in operation.parameters
                if parameter.positional and parameter.place is ParameterPlace.PATH
            )
            key = ".".join((*found.resource.path, operation.name))
            file = file_of(found.asynchronous)
            yield key, OperationPlace(file, f"Async{found.resource.class_name}", positional)


def _general(api: Api, places: tuple[Place, ...], texts: Mapping[str, str]) -> Iterable[HelperFile]:
    """The general helpers, made for each lifecycle."""
    if not api.lifecycles:
        return
    wanted = {item.resource for item in api.lifecycles}
    wanted |= {step.resource for item in api.lifecycles for step in item.starts}
    targets: dict[tuple[str, ...], Printed] = {}
    for found in walk(places):
        if found.resource.path in wanted:
            file, name = file_of(found.asynchronous), f"Async{found.resource.class_name}"
            targets[found.resource.path] = Printed.of(api.project.package, file, name, texts[file])
    templates = general_helpers()
    for lifecycle in api.lifecycles:
        yield from Instances(lifecycle, targets, templates).files()


def general_helpers() -> dict[str, HelperFile]:
    """The parsed files of the general helpers, by module."""
    folder = templates_folder() / "helpers"
    return {
        name: parse_helper(f"{FOLDER}/{name}.py", (folder / f"{name}.py").read_text("utf-8"))
        for name in MODULES
    }


def _own(helpers: HelperSources) -> Iterable[HelperFile]:
    for name, text in helpers.woven.items():
        yield parse_helper(f"{helpers.folder}/{name}", text, f"{helpers.origin}/{name}")


def _woven_twin(
    twin: TwinSource,
    root: str,
    files: Mapping[str, str],
    names: Mapping[str, Mapping[str, str]],
) -> TwinSource:
    path = twin.path.removeprefix(root)
    if path not in files:
        return twin
    return replace(twin, text=tidy_imports(files[path]), names={**names[path], **twin.names})


def _modules(helpers: HelperSources, root: str, taken: Iterable[str]) -> dict[str, str]:
    """The modules of the package that helpers bring, each ``async_x.py`` with its twin ``x.py``."""
    found: dict[str, str] = {}
    problems: list[Diagnostic] = []
    known = set(taken)
    for path, text in helpers.modules.items():
        folder, _, name = path.rpartition("/")
        made = {path: text}
        if name.startswith("async_"):
            made[f"{folder}/{name.removeprefix('async_')}"] = sync_helper_module(
                text, f"{helpers.folder}/{path}"
            )
        for target, content in made.items():
            if root + target in known or target in found:
                message = f"{target} is in the package already"
                place = Source(f"{helpers.folder}/{path}", "", 1, 1)
                problems.append(Diagnostic("helper-file-clash", message, place))
            found[target] = content
    if problems:
        raise SpecloomError(problems)
    check_paths(found)
    return {root + path: text for path, text in found.items()}


def _check_exports(api: Api, helpers: HelperSources) -> None:
    """Every further name of the package comes from a module that the helpers bring."""
    paths = set(helpers.modules)
    for name, module in api.root_exports:
        file = module.replace(".", "/")
        twin = "/".join((*file.split("/")[:-1], f"async_{file.split('/')[-1]}"))
        if paths.isdisjoint({f"{file}.py", f"{twin}.py", f"{file}/__init__.py"}):
            message = f"{name!r} is to come from {module!r}, which no helper file is"
            hint = "name a module in a folder of the helpers folder, with dots"
            place = Source(helpers.folder or "specloom.yml")
            raise SpecloomError([Diagnostic("bad-root-export", message, place, hint=hint)])


def api_index(api: Api, files: Mapping[str, str]) -> str:
    """``api.md`` with the helpers that were woven into the sync modules in ``files``."""
    helpers = {
        path: [_signature(item) for item in known] for path, known in _woven(api, files).items()
    }
    return emit_api_index(api, tuple(place(resource) for resource in api.resources), helpers)


def readme(api: Api, files: Mapping[str, str]) -> str:
    """``README.md`` with the helpers that were woven into the sync modules in ``files``."""
    calls = [
        f"client.{'.'.join(path)}.{_signature(item).partition(' -> ')[0]}"
        for path, known in _woven(api, files).items()
        for item in known
    ]
    return emit_readme(api, Sampler(api.types), calls)


def _woven(api: Api, files: Mapping[str, str]) -> dict[tuple[str, ...], tuple[WovenMethod, ...]]:
    """The helpers of each resource that has some, by its path."""
    places = tuple(place(resource) for resource in api.resources)
    found: dict[tuple[str, ...], tuple[WovenMethod, ...]] = {}
    for item in walk(places):
        text = files[f"src/{api.project.package}/{file_of(item.sync)}"]
        printed = {operation.name for operation in item.resource.operations}
        woven = (method for method in woven_methods(text) if method.name not in printed)
        if known := {method.name: method for method in woven}:
            found[item.resource.path] = tuple(known.values())
    return found


def _signature(method: WovenMethod) -> str:
    arguments = [*method.required, *(["..."] if method.has_more else [])]
    return f"{method.name}({', '.join(arguments)}) -> {method.returns}"


def measured(api: Api, helpers: HelperSources, files: Mapping[str, str]) -> Totals:
    """Lines of helper source, and what became of them in the generated ``files``."""
    root = f"src/{api.project.package}/"
    sources = {f"{helpers.folder}/{path}": text for path, text in helpers.texts().items()}
    if api.lifecycles:
        folder = templates_folder() / "helpers"
        names = [f"{name}.py" for name in MODULES]
        sources |= {f"{FOLDER}/{name}": (folder / name).read_text("utf-8") for name in names}
    made = _modules(helpers, root, ())
    return totals(sources, files, {path: files[path] for path in made})
