"""A program for the official client runs on ours when its import is changed, and nothing else."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.live.langgraph.sides import IS_READY, OFFICIAL, OURS

pytestmark = pytest.mark.skipif(not IS_READY, reason="our package has no get_client yet")

SOURCE = Path(__file__).with_name("program.py").read_text()


def _program(package: str) -> dict[str, Any]:
    assert SOURCE.count(OFFICIAL) == 1
    names: dict[str, Any] = {"__name__": f"program_of_{package}"}
    exec(compile(SOURCE.replace(OFFICIAL, package), f"program of {package}", "exec"), names)
    return names


def test_async(server: str) -> None:
    theirs, ours = (asyncio.run(_program(name)["chat"](server)) for name in (OFFICIAL, OURS))
    assert theirs == ours
    assert "answers: ['green', 'thanks']" in ours


def test_sync(server: str) -> None:
    theirs, ours = (_program(name)["work"](server) for name in (OFFICIAL, OURS))
    assert theirs == ours
    assert ours[-2:] == ["UnprocessableEntityError: 422", "told why: True"]
