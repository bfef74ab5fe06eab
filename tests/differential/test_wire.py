"""A program against the published package must send and get the same from the generated one."""

from __future__ import annotations

import asyncio

import pytest

from tests.differential.calls import CALLS, Call
from tests.differential.recorder import send, send_async

openai = pytest.importorskip("openai", reason="the published package is a development requirement")
openai_runs = pytest.importorskip("openai_runs", reason="generated/openai-runs is not installed")


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_sync_call_is_the_same(call: Call) -> None:
    theirs, ours = send(openai, call), send(openai_runs, call)
    assert ours.requests == theirs.requests
    assert ours.result == theirs.result
    assert ours.result_type == theirs.result_type
    assert set(ours.warned) == set(theirs.warned)
    assert len(ours.warned) <= 1, "one call, one warning"


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_async_call_is_the_same(call: Call) -> None:
    theirs = asyncio.run(send_async(openai, call))
    ours = asyncio.run(send_async(openai_runs, call))
    assert ours.requests == theirs.requests
    assert ours.result == theirs.result
    assert ours.result_type == theirs.result_type
    assert set(ours.warned) == set(theirs.warned)
    assert len(ours.warned) <= 1, "one call, one warning"
