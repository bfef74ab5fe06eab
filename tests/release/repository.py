"""A small API with its configuration and its package in a git repository of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import chdir
from pathlib import Path

from typer.testing import CliRunner

from specloom.cli import app
from tests.conftest import ROOT

SPEC = """\
openapi: 3.1.0
info: {title: Zoo, version: '1'}
servers: [{url: 'https://zoo.test'}]
paths:
  /cats/{id}:
    get:
      operationId: getCat
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: A cat.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Cat'}
components:
  schemas:
    Cat:
      type: object
      required: [id]
      properties:
        id: {type: string}
        colour: {type: string}
"""
CONFIG = """\
# The zoo's client.
organization: {name: zoo}
settings: {license: MIT}
targets: {python: {package_name: zoo_sdk, project_name: zoo-sdk}}
specloom:
  spec: openapi.yaml   # beside this file
  output: sdk
  version: 0.1.0
  changelog: CHANGELOG.md
resources:
  cats:
    models: {cat: Cat}
    methods: {retrieve: 'get /cats/{id}'}
"""


class Repository:
    """A git repository in a folder; ``tool`` runs specloom in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.write("openapi.yaml", SPEC)
        self.write("specloom.yml", CONFIG)
        self.git("init", "--quiet", "--initial-branch=main")

    @classmethod
    def copied(cls, original: Path, folder: Path) -> Repository:
        """A copy of a repository."""
        shutil.copytree(original, folder)
        found = cls.__new__(cls)
        found.folder = folder
        return found

    def path(self, name: str) -> Path:
        """A file's place."""
        return self.folder / name

    def read(self, name: str) -> str:
        """A file's text."""
        return self.path(name).read_text("utf-8")

    def write(self, name: str, text: str) -> None:
        """Write a file."""
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text, "utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace what stands once in a file."""
        text = self.read(name)
        assert text.count(old) == 1, (name, old)
        self.write(name, text.replace(old, new))

    def git(self, *words: str) -> str:
        """What git prints; fails where git does."""
        return self.run("git", *words)

    def commit(self, message: str = "next") -> None:
        """Commit everything."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def run(self, *words: str | Path, fails: bool = False) -> str:
        """What a command prints on both streams; its status has to be what is expected."""
        done = subprocess.run(
            [str(word) for word in words],
            cwd=self.folder,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        said = done.stdout + done.stderr
        assert (done.returncode != 0) is fails, f"{words}: {done.returncode}\n{said}"
        return said

    def tool(self, *words: str, fails: bool = False) -> str:
        """What specloom prints, run in this process, in the repository's folder."""
        with chdir(self.folder):
            done = CliRunner().invoke(app, words, env=dict(GIT))
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        assert (done.exit_code != 0) is fails, f"{words}: {done.exit_code}\n{done.output}"
        return done.output

    def released(self, *words: str) -> None:
        """Prepare, generate, commit and tag a release."""
        self.tool("release", "specloom.yml", "--date", "2026-02-03", *words)
        self.tool("generate", "specloom.yml")
        self.commit("release")
        self.tool("release", "specloom.yml", "--tag")


GIT = {
    "GIT_AUTHOR_NAME": "Keeper",
    "GIT_AUTHOR_EMAIL": "keeper@zoo.test",
    "GIT_COMMITTER_NAME": "Keeper",
    "GIT_COMMITTER_EMAIL": "keeper@zoo.test",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "NO_COLOR": "1",
}
"""A git that asks nobody's settings."""


def environment() -> dict[str, str]:
    """The environment of commands: this checkout's tool, and a git of its own."""
    return {**os.environ, **GIT, "PYTHONPATH": str(ROOT / "generator")}
