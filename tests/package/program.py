"""A program that has nothing but the installed package: a sync, an async and a streamed call.

Run by test_wheel.py inside the fresh environment: `python program.py URL`. Prints what it got as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
import warnings
from importlib import metadata
from typing import Any


def installed() -> dict[str, list[str]]:
    """Each distribution of this environment with the names that it needs, extras aside."""
    found: dict[str, list[str]] = {}
    for item in metadata.distributions():
        needed = [text for text in item.requires or [] if "extra ==" not in text]
        found[plain(item.name)] = sorted(plain(text) for text in needed)
    return found


def plain(requirement: str) -> str:
    """The normal form of the name that a requirement starts with."""
    name = requirement
    for mark in " ;<>=!~[(":
        name = name.partition(mark)[0]
    return name.lower().replace("_", "-").replace(".", "-")


def main(url: str) -> dict[str, Any]:
    """Make the calls; raises where one of them does not give what it should."""
    import openai_runs
    from openai_runs import AsyncOpenAI, OpenAI
    from openai_runs.types.beta.threads import Run

    with OpenAI(api_key="key", base_url=url) as client:
        run = client.beta.threads.runs.retrieve("run_1", thread_id="thread_1")
        assert type(run) is Run
        with client.beta.threads.runs.create("thread_1", assistant_id="a", stream=True) as stream:
            events = [event.event for event in stream]

    async def call() -> str:
        async with AsyncOpenAI(api_key="key", base_url=url) as aclient:
            thread = await aclient.beta.threads.create(metadata={"a": "b"})
            return thread.id

    return {
        "file": openai_runs.__file__,
        "version": openai_runs.__version__,
        "installed": installed(),
        "sync": run.id,
        "async": asyncio.run(call()),
        "streamed": events,
    }


if __name__ == "__main__":
    warnings.simplefilter("ignore", DeprecationWarning)
    sys.stdout.write(json.dumps(main(sys.argv[1])))
