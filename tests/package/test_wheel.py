"""The wheel of the generated package, alone in a fresh environment, against a real server."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.differential import samples
from tests.support.loopback import Loopback, Recorded, Reply, make_reply, sse

PROJECT = ROOT / "generated" / "openai-runs"
DIRECT = {"anyio", "httpx2", "pydantic", "typing-extensions"}
TOOLS = {"pip", "setuptools", "wheel"}
UNREACHABLE = re.compile(
    r"failed to fetch|dns error|name or service not known|temporary failure|network is unreachable|"
    r"connection (refused|reset|error)|timed out|max retries|no route to host|error sending request",
    re.IGNORECASE,
)


def run(*command: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    kept = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME")
    environment = {key: value for key, value in os.environ.items() if key not in kept}
    environment.setdefault("UV_SYSTEM_CERTS", "1")
    words = [str(word) for word in command]
    return subprocess.run(
        words, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    project = folder / "project"
    shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("dist", ".*_cache"))
    built = run(
        sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=project
    )
    assert built.returncode == 0, built.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that has the wheel and what it needs, nothing else."""
    home = tmp_path_factory.mktemp("fresh") / "venv"
    interpreter = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    uv = shutil.which("uv")
    if uv:
        made = run(uv, "venv", "--no-project", "--python", sys.executable, home)
        install = [uv, "pip", "install", "--python", str(interpreter)]
    else:
        made = run(sys.executable, "-m", "venv", home)
        install = [str(interpreter), "-m", "pip", "install", "--disable-pip-version-check"]
    assert made.returncode == 0, made.stderr
    done = run(*install, wheel)
    if done.returncode and UNREACHABLE.search(done.stdout + done.stderr):
        pytest.skip("the package index cannot be reached, so nothing can be installed")
    assert done.returncode == 0, done.stdout + done.stderr
    return interpreter


def test_the_wheel_holds_the_package_its_types_and_its_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        metadata = archive.read(next(name for name in names if name.endswith("METADATA"))).decode()
    sources = {
        path.relative_to(PROJECT / "src").as_posix()
        for path in (PROJECT / "src").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in names if name.startswith("openai_runs/")} == sources
    assert "openai_runs/py.typed" in sources
    assert any(name.endswith("licenses/LICENSE") for name in names)
    needed = re.findall(r"(?m)^Requires-Dist: ([a-z0-9-]+)", metadata)
    assert set(needed) == DIRECT


def answer(request: Recorded) -> Reply:
    """What the server says to each of the program's calls."""
    if request.method == "GET":
        return make_reply(json=samples.run(id="run_1"))
    if request.path == "/threads":
        return make_reply(json=samples.thread(id="thread_1"))
    events = [
        {"event": "thread.run.created", "data": samples.run()},
        {"event": "thread.run.completed", "data": samples.run(status="completed")},
    ]
    return make_reply(chunks=[sse(*events), sse(done=True)], content_type="text/event-stream")


def test_it_works_alone_in_a_fresh_environment(python: Path, loopback: Loopback) -> None:
    loopback.answer(answer)
    program = Path(__file__).with_name("program.py")
    done = run(python, "-I", program, loopback.url)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["sync"], said["async"]) == ("run_1", "thread_1")
    assert said["streamed"] == ["thread.run.created", "thread.run.completed"]
    assert Path(said["file"]).is_relative_to(python.parent.parent)
    assert [(request.method, request.path) for request in loopback.requests] == [
        ("GET", "/threads/thread_1/runs/run_1"),
        ("POST", "/threads/thread_1/runs"),
        ("POST", "/threads"),
    ]
    needs: dict[str, list[str]] = said["installed"]
    assert set(needs["openai-runs"]) == DIRECT
    reached, queue = {"openai-runs"}, ["openai-runs"]
    while queue:
        new = [name for name in needs[queue.pop()] if name in needs and name not in reached]
        reached.update(new)
        queue.extend(new)
    assert needs.keys() - TOOLS == reached
