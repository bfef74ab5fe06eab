"""Who is measured at generating: specloom cold, warm and with nothing to do, its engine alone, and the peers."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

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


def peers(spec: Path, config: Path | None, box: Path, *, once: bool) -> Iterator[Contestant]:
    """The generators on PATH. One of them needs a configuration, and gets what is inferred where there is none."""
    commands: list[tuple[str, Sequence[str]]] = []
    if client := shutil.which("openapi-python-client"):
        quiet = box / "peer.yml"
        quiet.write_text("post_hooks: []\n", encoding="utf-8")
        command = [client, "generate", "--path", str(spec), "--output-path", str(box / "client")]
        command += ["--overwrite", "--config", str(quiet)]
        commands.append(("openapi-python-client (no formatter)", command))
    if java := shutil.which("openapi-generator-cli"):
        command = [java, "generate", "-g", "python", "-i", str(spec), "-o", str(box / "java")]
        commands.append(("openapi-generator (no validation)", [*command, "--skip-validate-spec"]))
    if stainful := shutil.which("stainful"):
        written = config or _inferred(spec, box / "inferred.yml")
        command = [stainful, "generate", "--spec", str(spec), "--config", str(written)]
        commands.append(("stainful", [*command, "--out", str(box / "stainful")]))
    for name, words in commands:
        yield Contestant(name, words, once=once, limit=LIMIT)


def missing() -> list[str]:
    """The peers that are not installed."""
    every = ("openapi-python-client", "openapi-generator-cli", "stainful")
    return [name for name in every if not shutil.which(name)]


def _inferred(spec: Path, config: Path) -> Path:
    command = [*_TOOL, "init", "--quiet", str(spec), "--output", str(config)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return config
