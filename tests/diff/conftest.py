"""A folder with two revisions, and the command that compares them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from specloom.cli import app

SPEC = """\
openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /jobs/{job_id}:
    parameters:
      - {name: job_id, in: path, required: true, schema: {type: string}}
    get:
      operationId: read
      responses: &answer
        '200':
          description: ok
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Job'}
    post:
      operationId: start
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                size: {type: integer, maximum: 9}
                hints: {type: array, items: {type: object, properties: {kind: {type: string}}}}
      responses: *answer
components:
  schemas:
    Job:
      type: object
      required: [state]
      properties:
        id: {type: string}
        state: {type: string, enum: [waiting, running, done]}
"""
BROKEN = SPEC.replace("maximum: 9", "maximum: 8").replace("        id: {type: string}\n", "")
GROWN = SPEC.replace("running, done]", "running, done, lost]")
CONFIG = """\
resources:
  jobs:
    models:
      job: '#/components/schemas/Job'
    methods:
      start: post /jobs/{job_id}
      retrieve: get /jobs/{job_id}
lifecycles:
  job: {resource: jobs, model: job, state: state, pending: [waiting, running], success: [done]}
specloom: {spec: new.yaml}
"""

Run = Callable[..., Result]


@pytest.fixture
def compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``specloom diff`` in a folder with ``old.yaml``, ``new.yaml`` (broken), ``grown.yaml``, ``c.yml``."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    texts = {"old.yaml": SPEC, "new.yaml": BROKEN, "grown.yaml": GROWN, "c.yml": CONFIG}
    for name, text in texts.items():
        Path(name).write_text(text, encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(app, ["diff", *arguments])


def git(*arguments: str) -> None:
    """Ask git in the current folder, as somebody."""
    who = ["-c", "user.name=t", "-c", "user.email=t@t.test"]
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)
