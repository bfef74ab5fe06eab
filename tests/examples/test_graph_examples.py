"""The examples of the package for graphs, each as its own process against the scripted server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.support.loopback import Loopback

RUN: dict[str, Any] = {
    "run_id": "run-1",
    "thread_id": "thread-1",
    "assistant_id": "agent",
    "created_at": "2026-11-20T12:00:00Z",
    "updated_at": "2026-11-20T12:00:00Z",
    "status": "success",
    "metadata": {},
    "kwargs": {},
    "multitask_strategy": "enqueue",
}


def printed(root: Path, name: str, server: Loopback) -> list[str]:
    """The lines that the example prints; the test fails with its traceback where it fails."""
    environment = {
        **os.environ,
        "LANGGRAPH_URL": server.url,
        "PYTHONPATH": str(root / "generated" / "langgraph-runs" / "src"),
    }
    done = subprocess.run(
        [sys.executable, str(root / "examples" / f"{name}.py")],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def asked(server: Loopback) -> list[str]:
    return [f"{request.method} {request.path}" for request in server.requests]


def test_graph_stream(root: Path, loopback: Loopback) -> None:
    times = {"created_at": RUN["created_at"], "updated_at": RUN["updated_at"]}
    loopback.reply(json={"thread_id": "thread-1", "status": "idle", "metadata": {}, **times})
    events = [("values", {"count": 1}), ("error", {"error": "E", "message": "no luck"})]
    chunks = [f"event: {n}\r\ndata: {json.dumps(d)}\r\n\r\n".encode() for n, d in events]
    loopback.stream(*chunks, headers={"Content-Location": "/threads/thread-1/runs/run-1"})
    loopback.reply(json=[RUN])
    assert printed(root, "graph_stream", loopback) == [
        "run run-1 has started",
        "count: 1",
        "failed: no luck",
        "ended well: run-1",
    ]
    path = "/threads/thread-1/runs"
    assert asked(loopback) == ["POST /threads", f"POST {path}/stream", f"GET {path}"]


def test_graph_wait(root: Path, loopback: Loopback) -> None:
    loopback.reply(json={"__error__": {"error": "ValueError", "message": "no luck"}})
    loopback.reply(json=[{**RUN, "status": "pending"}])
    loopback.reply(json={})
    assert printed(root, "graph_wait", loopback) == ["failed: ValueError: no luck", "run-1 pending"]
    path = "/threads/thread-1/runs/run-1/cancel"
    assert asked(loopback) == ["POST /runs/wait", "POST /runs/batch", f"POST {path}"]
