"""What a program loads with a generated package: no more than it has asked for."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

REACHED = """
import sys
from openai_runs import {client}
runs = {client}(api_key="k").beta.threads.runs
"""


def loaded(code: str, *prefixes: str) -> list[str]:
    """The modules with one of these prefixes that are there after ``code``."""
    shown = f"print(sorted(name for name in sys.modules if name.startswith({prefixes!r})))"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{shown}"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return [name.strip("' ") for name in done.stdout.strip("[]\n").split(",") if name]


@pytest.mark.parametrize("client", ["OpenAI", "AsyncOpenAI"])
def test_reaching_a_resource_loads_neither_models_nor_the_transport(client: str) -> None:
    code = REACHED.format(client=client)
    assert loaded(code, "pydantic", "httpcore2", "openai_runs.types", "openai_runs.lib") == []


def test_a_sync_program_loads_no_event_loop_before_its_first_call() -> None:
    assert loaded(REACHED.format(client="OpenAI"), "asyncio", "anyio") == []


def test_the_bare_import_loads_no_dependency() -> None:
    assert loaded("import sys, openai_runs", "pydantic", "httpx2", "typing_extensions") == []


def test_one_call_loads_the_types_of_its_answer_only() -> None:
    code = REACHED.format(client="OpenAI") + (
        "import httpx2\n"
        "client = OpenAI(api_key='k', http_client=httpx2.Client(transport=httpx2.MockTransport("
        "lambda request: httpx2.Response(200, json={'id': 'r', 'object': 'thread.run'}))))\n"
        "assert client.beta.threads.runs.retrieve('r', thread_id='t').id == 'r'\n"
    )
    found = loaded(code, "openai_runs.")
    assert "openai_runs.types.beta.threads.run" in found
    unused = ("message", "step", "_params", "event", "lib.", "pagination", "tools", "lifecycle")
    assert not [name for name in found if name.rpartition("types.")[2].endswith(unused)]
