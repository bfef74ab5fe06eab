"""A program of somebody who uses the official client. Only its imports are changed for the test."""

from __future__ import annotations

from typing import Any

from langgraph_sdk import get_client, get_sync_client


async def chat(url: str) -> list[str]:
    """Starts, follows, answers and looks back, as the official documentation does it."""
    lines: list[str] = []
    async with get_client(url=url, headers={"X-Program": "chat"}, timeout=30) as client:
        await _talk(client, lines)
    return lines


async def _talk(client: Any, lines: list[str]) -> None:
    thread = await client.threads.create(metadata={"by": "program"})
    async for chunk in client.runs.stream(
        thread["thread_id"],
        "asking",
        input={"topic": "tea"},
        stream_mode=["values", "updates"],
    ):
        lines.append(f"{chunk.event}: {sorted(chunk.data)}")
    state = await client.threads.get_state(thread["thread_id"])
    lines.append(f"next: {state['next']}, asked: {state['tasks'][0]['interrupts'][0]['value']}")
    result = await client.runs.wait(
        thread["thread_id"], assistant_id="asking", command={"resume": "green"}
    )
    lines.append(f"answers: {result['answers']}")
    for run in await client.runs.list(thread["thread_id"], limit=5):
        same = await client.runs.get(run["thread_id"], run["run_id"])
        lines.append(f"{same['status']} {same['kwargs']['command']} {'metadata' in same}")
    await client.threads.delete(thread["thread_id"])


def work(url: str) -> list[str]:
    """The same kind of thing with the sync client."""
    with get_sync_client(url=url) as client:
        run = client.runs.create(None, "echoing", input={"text": "a"}, on_completion="keep")
        values = client.runs.join(run["thread_id"], run["run_id"])
        lines = [f"{sorted(values)}"]
        parts = client.runs.stream(None, "ticking", input={"ticks": 2}, stream_mode="custom")
        lines += [f"{event} {sorted(data)} {id}" for event, data, id in parts]
        try:
            client.runs.get(run["thread_id"], "no-uuid")
        except Exception as error:
            lines.append(f"{type(error).__name__}: {error.response.status_code}")
            lines.append(f"told why: {'must be a UUID' in str(error)}")
        return lines
