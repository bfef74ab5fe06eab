"""Start runs of a graph without a thread, wait for one result, and start several at once.

LANGGRAPH_URL is the server, as `langgraph dev` prints it; GRAPH is the name of one of its graphs.
"""

from __future__ import annotations

import asyncio
import os

from langgraph_runs import RunFailedError, get_client


async def main() -> None:
    graph = os.environ.get("GRAPH", "agent")
    async with get_client(url=os.environ["LANGGRAPH_URL"], max_concurrency=4) as client:
        try:
            result = await client.runs.wait(None, graph, input={"count": 1})
            print("result:", result)
        except RunFailedError as error:
            print("failed:", error)
        batch = await client.runs.create_batch(
            [{"assistant_id": graph, "input": {"count": number}} for number in range(2)]
        )
        for run in batch:
            print(run.run_id, run["status"])
            await client.runs.cancel(run.thread_id, run.run_id, wait=True)


asyncio.run(main())
