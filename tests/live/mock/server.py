"""A package's own tests against a mock server of its document: `python -m tests.live.mock.server FOLDER CONFIG...`.

The document is the one that the package was made from, overlays and transforms applied. The server (steady, from
npm) holds each request against it, answers 400 where it does not fit, and makes up the answers. FOLDER is where npm
has installed it. Ends with the first exit status of pytest that is not 0.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from specloom import pipeline
from specloom.diagnostics import Diagnostics
from specloom.ir.resources import Api

_SECONDS = 60.0


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(document: Path, steady: Path, api: Api) -> Iterator[str]:
    """The server's address, once it answers. Raises :class:`RuntimeError` with its output where it ends or hangs."""
    port = free_port()
    command = [str(steady), "--host", "127.0.0.1", "--port", str(port), "--quiet", "--no-color"]
    arrays, objects = api.client.array_format, api.client.nested_format
    command += [
        f"--validator-query-array-format={arrays}",
        f"--validator-query-object-format={objects}",
    ]
    with (
        tempfile.TemporaryFile() as output,
        subprocess.Popen([*command, str(document)], stdout=output, stderr=output) as server,
    ):
        try:
            deadline = time.monotonic() + _SECONDS
            while not _answers(port):
                if server.poll() is not None or time.monotonic() > deadline:
                    output.seek(0)
                    raise RuntimeError(f"steady does not answer:\n{output.read().decode()}")
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _answers(port: int) -> bool:
    try:
        httpx2.get(f"http://127.0.0.1:{port}/", timeout=5, trust_env=False)
    except httpx2.TransportError:
        return False
    return True


def steady_in(folder: Path) -> Path:
    """The server's program, which npm installs for the machine's platform. Raises :class:`SystemExit` without one."""
    found = sorted(folder.glob("node_modules/@stdy/cli-*/bin/steady*"))
    if not found:
        raise SystemExit(f"npm has installed no mock server for this platform in {folder}")
    return found[0]


def run_tests(config: str, steady: Path) -> int:
    """Run the tests of one configuration's package; what they print is what pytest prints."""
    inputs = pipeline.read_inputs(pipeline.Request(config=config))
    api = pipeline.build(inputs, Diagnostics())
    package = pipeline.output_folder(inputs, api.project.distribution)
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "openapi.json"
        document.write_text(json.dumps(inputs.document.data), "utf-8")
        with served(document, steady, api) as url:
            environment = {**os.environ, "PYTHONPATH": "src", "TEST_API_BASE_URL": url}
            tests = [sys.executable, "-m", "pytest", "tests/api_resources"]
            return subprocess.run(tests, cwd=package, env=environment, check=False).returncode


if __name__ == "__main__":
    program = steady_in(Path(sys.argv[1]))
    sys.exit(next(filter(None, (run_tests(config, program) for config in sys.argv[2:])), 0))
