"""Follow a run of a graph by its events, with the types of the graph's state, and cancel it when it takes too long.

LANGGRAPH_URL is the server, as `langgraph dev` prints it; GRAPH is the name of one of its graphs.
"""

from __future__ import annotations

import os
from typing import TypedDict

from langgraph_runs import RunCreateMetadata, get_sync_client


class State(TypedDict):
    count: int


def announce(run: RunCreateMetadata) -> None:
    print(f"run {run['run_id']} has started")


def main() -> None:
    graph = os.environ.get("GRAPH", "agent")
    with get_sync_client(url=os.environ["LANGGRAPH_URL"]) as client:
        thread = client.threads.create()
        stream = client.runs.stream(
            thread.thread_id,
            graph,
            input={"count": 0},
            stream_mode=["values", "custom"],
            stream_resumable=True,  # a broken connection is taken up after the last event
            on_run_created=announce,
        )
        for part in stream.typed(State):
            if part.event == "values":
                print("count:", part.data["count"])
            elif part.event == "error":
                print("failed:", part.data["message"])
        for run in client.runs.list(thread.thread_id, status="success"):
            print("ended well:", run.run_id)


main()
