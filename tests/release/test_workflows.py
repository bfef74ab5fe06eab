"""Workflows: valid, pinned, with no more rights than they need, and their steps do what they say."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from specloom.workflows import workflows
from tests.conftest import ROOT
from tests.release.repository import SPEC, Repository, environment

OURS = {path.name: path.read_text("utf-8") for path in (ROOT / ".github/workflows").glob("*.yml")}
THEIRS = workflows('a "folder"/specloom.yml', "generated/zoo-sdk", "zoo-sdk")
ALL = {**OURS, **THEIRS}
_PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}\Z")


def jobs(text: str) -> dict[str, dict[str, Any]]:
    return dict(yaml.safe_load(text)["jobs"])


def step(text: str, name: str) -> dict[str, Any]:
    """The step of a name, wherever it stands."""
    (found,) = {
        yaml.safe_dump(item): item
        for job in jobs(text).values()
        for item in job["steps"]
        if item.get("name") == name
    }.values()
    return dict(found)


@pytest.mark.parametrize("name", ALL)
def test_every_action_is_pinned_and_rights_are_few(name: str) -> None:
    data = yaml.safe_load(ALL[name])
    assert data[True], "on: what starts it"
    assert data["permissions"] == {"contents": "read"}
    for job in data["jobs"].values():
        used = [item["uses"] for item in job["steps"] if "uses" in item]
        assert all(_PINNED.match(action) for action in used), used
        writes = {key for key, value in job.get("permissions", {}).items() if value == "write"}
        assert len(writes) <= 1
        assert "id-token" not in writes or not any("run" in item for item in job["steps"])
    assert re.findall(r"https?://", ALL[name]) == []


@pytest.mark.parametrize("name", ALL)
def test_nothing_that_others_write_is_pasted_into_a_script(name: str) -> None:
    for job in jobs(ALL[name]).values():
        for item in job["steps"]:
            script = item.get("run", "")
            assert "${{" not in script
            subprocess.run(["bash", "-n", "-c", script], check=True)


def test_paths_with_quotes_stay_one_value() -> None:
    data = yaml.safe_load(THEIRS[".github/workflows/zoo-sdk-check.yml"])
    assert data["env"]["CONFIG"] == 'a "folder"/specloom.yml'


class Runner:
    """Runs steps in a repository: specloom is this one; what would leave the machine only notes its words."""

    def __init__(self, repository: Repository, folder: Path) -> None:
        self.repository = repository
        self.noted = folder / "noted"
        self.summary = folder / "summary"
        self.noted.touch()
        programs = folder / "programs"
        programs.mkdir()
        python = shlex.quote(sys.executable)
        self._program(programs / "specloom", f'exec {python} -m specloom "$@"')
        self._program(programs / "python", f'exec {python} "$@"')
        self._program(programs / "gh", f'echo "gh $*" >> {shlex.quote(str(self.noted))}')
        self.path = f"{programs}{os.pathsep}{os.environ['PATH']}"

    def _program(self, path: Path, line: str) -> None:
        path.write_text(f"#!/bin/sh\n{line}\n", "utf-8")
        path.chmod(0o755)

    def run(self, text: str, name: str, status: int = 0, **given: str) -> str:
        """What a step prints, run as GitHub runs it; ``given`` stands for what GitHub fills in."""
        found = step(text, name)
        own = {**yaml.safe_load(text).get("env", {}), **found.get("env", {}), **given}
        known = {key: value for key, value in own.items() if "${{" not in value}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", found["run"]],
            cwd=self.repository.folder,
            env={
                **environment(),
                "PATH": self.path,
                "GITHUB_STEP_SUMMARY": str(self.summary),
                **known,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository that `specloom init --ci` has set up, with its package."""
    found = Repository(tmp_path / "zoo")
    found.path("specloom.yml").unlink()
    found.tool("init", "openapi.yaml", "--ci")
    found.tool("generate", "specloom.yml")
    found.commit("start")
    return found


def test_the_steps_that_init_writes_do_what_they_say(
    repository: Repository, tmp_path: Path
) -> None:
    runner = Runner(repository, tmp_path)
    check = repository.read(".github/workflows/zoo-check.yml")
    release = repository.read(".github/workflows/zoo-release.yml")
    same = "The package is what would be generated"
    runner.run(check, same)
    runner.run(check, "Its tests pass")
    assert "unreleased-changes" in runner.run(release, "The release is ready", status=1)
    repository.tool("release", "specloom.yml")
    repository.tool("generate", "specloom.yml")
    repository.commit("0.1.0")
    runner.run(release, "The release is ready")
    repository.git("init", "--quiet", "--bare", str(tmp_path / "origin"))
    repository.git("remote", "add", "origin", str(tmp_path / "origin"))
    runner.run(release, "Tag what was published")
    assert "refs/tags/zoo-v0.1.0" in repository.git("ls-remote", "origin")
    base = repository.git("rev-parse", "HEAD").strip()
    repository.edit("openapi.yaml", "        colour: {type: string}\n", "")
    assert "stale" in runner.run(check, same, status=1)
    tell, comment = "Tell what changes for users", "Comment on the pull request"
    assert "::error file=openapi.yaml" in runner.run(check, tell, BASE=base)
    assert "## Breaking (2)" in repository.read("diff.md"), "on the wire and in the package"
    assert runner.summary.read_text("utf-8") == repository.read("diff.md")
    runner.run(check, comment, NUMBER="7", GH_TOKEN="none")
    words = "gh pr comment 7 --edit-last --create-if-none --body-file diff.md\n"
    assert runner.noted.read_text("utf-8") == words


def test_a_configuration_that_is_new_has_nothing_to_be_compared_with(
    repository: Repository, tmp_path: Path
) -> None:
    runner = Runner(repository, tmp_path)
    check = repository.read(".github/workflows/zoo-check.yml")
    repository.git("checkout", "--quiet", "--orphan", "empty")
    repository.git("rm", "--quiet", "-r", "--cached", ".")
    repository.git("commit", "--quiet", "--allow-empty", "--message", "nothing")
    runner.run(check, "Tell what changes for users", BASE="empty")
    assert repository.read("diff.md") == "The configuration is new.\n"


def test_workflows_come_to_a_configuration_that_is_there_already(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "zoo")
    repository.write("api/openapi.yaml", SPEC)
    repository.path("specloom.yml").rename(repository.path("api/specloom.yml"))
    repository.write("api/CHANGELOG.md", "# Changelog\n")
    repository.tool("init", "api/specloom.yml", "--ci")
    data = yaml.safe_load(repository.read(".github/workflows/zoo-sdk-check.yml"))
    assert data["env"] == {"CONFIG": "api/specloom.yml", "PACKAGE": "api/sdk"}
    said = repository.tool("init", "api/specloom.yml", "--ci", fails=True)
    assert said.count("error[file-exists]") == 2


def test_where_one_file_exists_none_is_written(repository: Repository) -> None:
    repository.git("rm", "--quiet", "-r", ".github", "specloom.yml")
    assert "CHANGELOG.md" in repository.tool("init", "openapi.yaml", "--ci", fails=True)
    assert not repository.path("specloom.yml").exists()
    assert not repository.path(".github").exists()


def test_what_init_writes_has_no_empty_keys(repository: Repository) -> None:
    text = repository.read("specloom.yml")
    assert re.findall(r"(?m)^\s*\w+: (?:''|null|\[\])$", text) == []
    assert "license" not in text
