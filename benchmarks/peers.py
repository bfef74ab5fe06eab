"""Who is measured at generating: specloom cold, warm and with nothing to do, its engine alone, and the peers."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from benchmarks.measure import Contestant

COLD, CHANGED, SAME = (
    "specloom, cold",
    "specloom, one description changed",
    "specloom, nothing changed",
)
ENGINE = "datamodel-code-generator (models only)"
LIMIT = 60
"""Seconds of CPU after which a peer is stopped."""
_SCRIPTS = Path(sys.executable).parent
_DESCRIPTION = re.compile(r'("?description"?: "?)([A-Z][a-z]+ )')
_TOOL = (sys.executable, "-m", "specloom")


def ours(spec: Path, config: Path | None, box: Path) -> Iterator[Contestant]:
    """Cold, warm after a change of one line, and unchanged; each with a folder of its own for its output.

    The output of a helper's package is woven, so that another description takes a whole run there: it is not measured.
    """
    copy = box / spec.name
    shutil.copyfile(spec, copy)
    generate = [*_TOOL, "generate", "--quiet", *(["--config", str(config)] if config else [])]
    cold = [*generate, "--spec", str(spec), "--output", str(box / "cold"), "--no-cache"]
    again = [*generate, "--spec", str(copy), "--output", str(box / "kept")]
    again += ["--cache-dir", str(box / "cache")]
    yield Contestant(COLD, cold, lambda: shutil.rmtree(box / "cold", ignore_errors=True))
    if config is None:
        change = changes(spec.read_text("utf-8"), copy)
        yield Contestant(CHANGED, again, lambda: next(change))
    yield Contestant(SAME, again)


def changes(text: str, copy: Path) -> Iterator[None]:
    """Each step writes the document with another word in a description in its middle."""
    found = _DESCRIPTION.search(text, len(text) // 2)
    assert found is not None
    for number in itertools.count():
        word = f"{found[1]}Change {number}. {found[2]}"
        copy.write_text(text[: found.start()] + word + text[found.end() :], "utf-8")
        yield


def engine(spec: Path, box: Path) -> Iterator[Contestant]:
    """datamodel-code-generator by itself, with its fastest formatter."""
    options = (
        "--input-file-type openapi --output-model-type pydantic_v2.BaseModel --formatters builtin"
    )
    command = [str(_SCRIPTS / "datamodel-codegen"), "--input", str(spec), *options.split()]
    yield Contestant(ENGINE, [*command, "--output", str(box / "models.py")])


def peers(
    spec: Path, config: Path | None, box: Path, without: Collection[str], *, once: bool
) -> Iterator[Contestant]:
    """The generators on PATH, but for some. ``once`` as in :class:`Contestant`."""
    for name, (program, command) in PEERS.items():
        if name not in without and (found := shutil.which(program)):
            words = [found, *command(spec, config, box)]
            yield Contestant(name, words, once=once, limit=LIMIT)


def missing() -> list[str]:
    """The peers that are not installed."""
    return [program for program, _ in PEERS.values() if not shutil.which(program)]


def _python_client(spec: Path, _: Path | None, box: Path) -> list[str]:
    quiet = box / "peer.yml"
    quiet.write_text("post_hooks: []\n", encoding="utf-8")
    command = ["generate", "--path", str(spec), "--output-path", str(box / "client")]
    return [*command, "--overwrite", "--config", str(quiet)]


def _java(spec: Path, _: Path | None, box: Path) -> list[str]:
    command = ["generate", "-g", "python", "-i", str(spec), "-o", str(box / "java")]
    return [*command, "--skip-validate-spec"]


def _stainful(spec: Path, config: Path | None, box: Path) -> list[str]:
    """It needs a configuration, and gets what specloom infers where there is none."""
    written = config or _inferred(spec, box / "inferred.yml")
    command = ["generate", "--spec", str(spec), "--config", str(written)]
    return [*command, "--out", str(box / "stainful")]


PEERS: Final[Mapping[str, tuple[str, Callable[[Path, Path | None, Path], list[str]]]]] = {
    "openapi-python-client (no formatter)": ("openapi-python-client", _python_client),
    "openapi-generator (no validation)": ("openapi-generator-cli", _java),
    "stainful": ("stainful", _stainful),
}
"""The peers: their program, and what makes its arguments from document, configuration and a folder."""


def _inferred(spec: Path, config: Path) -> Path:
    command = [*_TOOL, "init", "--quiet", str(spec), "--output", str(config)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return config
