"""What ``specloom doctor`` looks at: the environment, and the configuration if there is one (layer 5)."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

from specloom import __version__
from specloom.diagnostics import Diagnostics, SpecloomError


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. ``cure`` says what to do; with ``broken`` nothing works before that is done."""

    name: str
    found: str
    cure: str = ""
    broken: bool = False

    def render(self) -> str:
        """One line, with the cure on a second one."""
        mark = "wrong" if self.broken else "note" if self.cure else "ok"
        line = f"{mark:<6}{self.name:<16}{self.found}"
        return f"{line}\n{'':<22}{self.cure}" if self.cure else line


def examine(config: str) -> Iterator[Check]:
    """Every check. ``config`` is a configuration, empty for the one of the current folder."""
    yield _python()
    yield Check("specloom", f"{__version__} in {Path(__file__).resolve().parent}")
    yield from dependencies(requires("specloom") or ())
    yield _templates()
    yield _answers()
    yield _yaml()
    yield _cache()
    yield _git()
    yield from _configuration(config)


def _python() -> Check:
    found = f"{platform.python_version()} ({platform.system()}), {sys.executable}"
    return Check("python", found)


def dependencies(wanted: Iterable[str]) -> Iterator[Check]:
    """One check per requirement (PEP 508) that is not met; a single one where all are."""
    needed = [Requirement(text) for text in wanted]
    needed = [item for item in needed if item.marker is None or item.marker.evaluate()]
    wrong = [check for item in needed if (check := _dependency(item)) is not None]
    if not wrong:
        known = ", ".join(f"{item.name} {version(item.name)}" for item in needed)
        yield Check("dependencies", known)
    yield from wrong


def _dependency(item: Requirement) -> Check | None:
    try:
        found = version(item.name)
    except PackageNotFoundError:
        return Check(item.name, "not installed", f"run pip install '{item}'", True)
    if not item.specifier.contains(found, prereleases=True):
        wanted = f"specloom needs {item.specifier}; run pip install '{item}'"
        return Check(item.name, found, wanted, True)
    return None


def _templates() -> Check:
    from specloom.paths import templates_folder

    folder = templates_folder()
    if not (folder / "runtime").is_dir():
        return Check("templates", f"{folder} is missing", "install specloom anew", True)
    return Check("templates", str(folder))


def _answers() -> Check:
    from specloom.emit.models import engine_version, kept_answers

    count = len(kept_answers())
    if not count:
        cure = "generation works and takes some seconds longer; pin datamodel-code-generator"
        return Check("answer cache", f"of no use for engine {engine_version()}", cure)
    return Check("answer cache", f"{count} shapes, for engine {engine_version()}")


def _cache() -> Check:
    from specloom.cache import user_cache

    cache = user_cache()
    if cache is None:
        why = "SPECLOOM_CACHE_DIR is empty, or there is no folder for caches (~/.cache)"
        return Check("cache", f"none: {why}", "name a folder: --cache-dir or SPECLOOM_CACHE_DIR")
    entries = cache.entries()
    size = sum(size for _, size in entries) / 2**20
    return Check("cache", f"{len(entries)} runs, {size:.0f} MB in {cache.folder}")


def _yaml() -> Check:
    import yaml

    if not yaml.__with_libyaml__:
        return Check("yaml", "without its C parser", "install a wheel of PyYAML", True)
    return Check("yaml", f"{version('pyyaml')} with its C parser")


def _git() -> Check:
    found = shutil.which("git")
    if found is None:
        return Check("git", "not on PATH", "needed only to compare with a state of git")
    return Check("git", found)


def _configuration(given: str) -> Iterator[Check]:
    path = Path(given or "specloom.yml")
    if not given and not path.exists():
        elsewhere = sorted(item.as_posix() for item in Path("spec").glob("*/specloom.yml"))
        if elsewhere:
            cure = f"name one of them: specloom doctor {elsewhere[0]}"
            yield Check("configuration", f"found {', '.join(elsewhere)}", cure)
        else:
            cure = "specloom init SPEC writes one; generating from a bare document needs none"
            yield Check("configuration", "no specloom.yml in this folder", cure)
        return
    try:
        yield from _read(path)
    except SpecloomError as error:
        from specloom.load import locate_all

        for item in locate_all(error.diagnostics):
            yield Check("configuration", item.render(), f"specloom explain {item.code}", True)


def _read(path: Path) -> Iterator[Check]:
    from specloom import pipeline
    from specloom.write import read_manifest

    inputs = pipeline.read_inputs(pipeline.Request(config=path.as_posix()))
    yield Check("configuration", path.as_posix())
    yield Check("document", inputs.document.file)
    api = pipeline.build(inputs, Diagnostics())
    folder = pipeline.output_folder(inputs, api.project.distribution)
    last = read_manifest(folder)
    if not last.files:
        yield Check("output", f"{folder.as_posix()} holds nothing yet", "run specloom generate")
    elif last.inputs != inputs.digests:
        yield Check("output", f"{folder.as_posix()} is out of date", "run specloom generate")
    else:
        yield Check(
            "output", f"{folder.as_posix()}, {len(last.files)} files, made from these inputs"
        )
