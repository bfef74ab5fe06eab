"""Each example runs as its own process against the scripted server."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.differential import samples
from tests.support.loopback import Loopback

pytest.importorskip("openai_runs", reason="generated/openai-runs is not installed")

TEXT = [{"type": "text", "text": {"value": "x = 1", "annotations": []}}]


def run_example(root: Path, name: str, server: Loopback) -> str:
    """What the example prints; the test fails with its traceback where it fails."""
    environment = {
        **os.environ,
        "OPENAI_API_KEY": "sk-example",
        "OPENAI_BASE_URL": server.url,
        "ASSISTANT_ID": "asst_1",
        "THREAD_ID": "thread_1",
        "PYTHONPATH": str(root / "generated" / "openai-runs" / "src"),
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        [sys.executable, str(root / "examples" / f"{name}.py")],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def asked(server: Loopback) -> list[str]:
    return [f"{request.method} {request.path}" for request in server.requests]


def run_state(state: str, **changes: Any) -> dict[str, Any]:
    return samples.run(status=state, **changes)


QUICK = {"openai-poll-after-ms": "1"}


def test_create_and_poll(root: Path, loopback: Loopback) -> None:
    loopback.reply(json=samples.assistant())
    loopback.reply(json=samples.thread())
    loopback.reply(json=samples.message(role="user"))
    loopback.reply(json=run_state("queued"))
    loopback.reply(json=run_state("in_progress"), headers=QUICK)
    loopback.reply(json=run_state("completed"))
    loopback.reply(json=samples.page(samples.message(content=TEXT)))
    loopback.reply(json=samples.deleted("assistant"))
    assert run_example(root, "create_and_poll", loopback) == "run: completed\nassistant: x = 1\n"
    assert asked(loopback) == [
        "POST /assistants",
        "POST /threads",
        "POST /threads/thread_1/messages",
        "POST /threads/thread_1/runs",
        "GET /threads/thread_1/runs/run_1",
        "GET /threads/thread_1/runs/run_1",
        "GET /threads/thread_1/messages",
        "DELETE /assistants/asst_1",
    ]


def test_stream_tool_outputs(root: Path, loopback: Loopback) -> None:
    begun = [("thread.run.created", run_state("queued", required_action=None))]
    loopback.stream(samples.sse([*begun, ("thread.run.requires_action", samples.run())]))
    loopback.stream(samples.events())
    printed = run_example(root, "stream_tool_outputs", loopback)
    assert 'add({"a": 1})' in printed
    assert "assistant > Héllo ✓" in printed
    assert asked(loopback) == [
        "POST /threads/thread_1/runs",
        "POST /threads/thread_1/runs/run_1/submit_tool_outputs",
    ]


def test_create_and_run(root: Path, loopback: Loopback) -> None:
    loopback.reply(json=run_state("queued"))
    loopback.reply(json=run_state("completed"))
    loopback.stream(samples.events())
    loopback.stream(samples.events())
    printed = run_example(root, "create_and_run", loopback)
    assert printed == "polled: completed\nHéllo ✓Bye\nstreamed: completed\n"


def test_run_tools(root: Path, loopback: Loopback) -> None:
    call = {
        "id": "call_9",
        "type": "function",
        "function": {"name": "rain_probability", "arguments": '{"city": "Bern", "hours": 5}'},
    }
    wanted = {"type": "submit_tool_outputs", "submit_tool_outputs": {"tool_calls": [call]}}
    loopback.reply(json=run_state("queued", required_action=None))
    loopback.reply(json=run_state("requires_action", required_action=wanted))
    loopback.reply(json=run_state("queued", required_action=None))
    loopback.reply(json=run_state("completed", required_action=None))
    assert run_example(root, "run_tools", loopback) == "run: completed\n"
    submitted = loopback.requests[2]
    assert submitted.path.endswith("/submit_tool_outputs")
    assert submitted.json()["tool_outputs"] == [{"tool_call_id": "call_9", "output": "30 in Bern"}]
