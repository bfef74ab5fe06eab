"""Every Python block of a package's readme is run, one after the other, against a server on loopback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from specloom import pipeline
from specloom.diagnostics import Diagnostics
from specloom.ir.resources import Api
from tests.conftest import ROOT
from tests.package.answers import Answers
from tests.support.loopback import Loopback

CONFIGS = sorted((ROOT / "spec").glob("*/specloom.yml"))
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^## (.*)$", re.MULTILINE)


def blocks(readme: str) -> dict[str, list[str]]:
    """The Python blocks below each heading."""
    parts = _HEADING.split(readme)[1:]
    found = zip(parts[::2], parts[1::2], strict=True)
    return {heading: _BLOCK.findall(text) for heading, text in found if _BLOCK.search(text)}


def decided(config: Path) -> tuple[Api, Path]:
    """The API of a configuration, and the folder of its package."""
    inputs = pipeline.read_inputs(pipeline.Request(config=str(config)))
    api = pipeline.build(inputs, Diagnostics())
    return api, pipeline.output_folder(inputs, api.project.distribution)


def run(code: str, folder: Path, api: Api, url: str) -> str:
    """What a program prints that has the package and nothing but the environment to find the server."""
    environment = {**os.environ, "PYTHONPATH": str(folder / "src")}
    environment |= {item.read_env: "key" for item in api.client.options if item.read_env}
    environment[api.client.base_url_env] = url
    done = subprocess.run(
        [sys.executable, "-W", "error", "-W", "ignore::DeprecationWarning", "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, f"{code}\n{done.stderr}"
    return done.stdout


@pytest.mark.parametrize("config", CONFIGS, ids=lambda path: path.parent.name)
def test_every_block_of_a_readme_runs(config: Path, loopback: Loopback) -> None:
    api, folder = decided(config)
    loopback.answer(Answers(api))
    found = blocks((folder / "README.md").read_text("utf-8"))
    assert {"Usage", "Errors", "Retries and timeouts", "Raw responses"} <= set(found)
    assert ("Lifecycles" in found) is bool(api.lifecycles)
    assert ("Logging and telemetry" if api.client.telemetry_prefix else "Logging") in found
    code = "\n".join(block for members in found.values() for block in members)
    said = run(code, folder, api, loopback.url)
    assert said.strip()
    assert "no answer" not in said
    given = [str(value) for _, _, value in api.project.readme_arguments]
    sent = "\n".join(f"{item.path} {item.body!r}" for item in loopback.requests)
    assert not given or any(value in sent for value in given)


def test_errors_are_caught_as_the_readme_says(loopback: Loopback) -> None:
    from tests.support.loopback import make_reply

    api, folder = decided(ROOT / "spec/openai/specloom.yml")
    found = blocks((folder / "README.md").read_text("utf-8"))
    loopback.answer(lambda _: make_reply(404, json={"error": {"message": "gone"}}))
    first = found["Usage"][0].split("\n\n")[:2]
    client = "\n".join(
        line
        for part in first
        for line in part.splitlines()
        if "import" in line or "client =" in line
    )
    said = run(f"{client}\n{found['Errors'][0]}", folder, api, loopback.url)
    assert said.startswith("404 ")
    assert "gone" in said
