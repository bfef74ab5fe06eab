"""`langgraph dev` with the graphs of this folder, for as long as a `with` block lasts."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

GRAPHS = ("echoing", "ticking", "asking", "raising", "speaking", "talking")
"""The names in `graphs.py` that are served."""

START_SECONDS = 120.0
"""Up in about four seconds; a machine that does other things as well may need far more."""

_OFFLINE = {
    "LANGGRAPH_CLI_NO_ANALYTICS": "1",
    "LANGGRAPH_NO_VERSION_CHECK": "1",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
}


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Starts the server on a free port of 127.0.0.1 and gives its URL once it answers.

    `folder` takes all that it writes: its state and `server.log`. At the end the server and what it
    started are ended. Raises `RuntimeError` with the end of the log if it does not come up.
    """
    port = _free_port()
    graphs = {name: f"{Path(__file__).with_name('graphs.py')}:{name}" for name in GRAPHS}
    (folder / "langgraph.json").write_text(json.dumps({"dependencies": ["."], "graphs": graphs}))
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [Path(sys.executable).with_name("langgraph"), *_arguments(port)],
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            _wait_until_up(f"http://127.0.0.1:{port}/ok", process, folder)
            yield f"http://127.0.0.1:{port}"
        finally:
            _end(process)


def _arguments(port: int) -> list[str]:
    where = ["--host", "127.0.0.1", "--port", str(port)]
    return ["dev", "--no-browser", "--no-reload", "--n-jobs-per-worker", "40", *where]


def _environment(folder: Path) -> dict[str, str]:
    """Nothing of the caller's but what programs need to run: no key, no proxy, no tracing."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ}
    return {**kept, **_OFFLINE, "HOME": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_up(url: str, process: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.05)
    log = (folder / "server.log").read_text(errors="replace")
    raise RuntimeError(f"langgraph dev did not come up:\n{log[-4000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the server's own process group: politely, then not."""
    for how, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, None)):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
            return
