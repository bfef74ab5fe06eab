"""Make a thread and run an assistant on it with one call: polled, then streamed, then from async code.

Needs OPENAI_API_KEY and ASSISTANT_ID. Written against `openai`; only the import line differs.
"""

from __future__ import annotations

import asyncio
import os

from openai_runs import AsyncOpenAI, OpenAI


def polled(assistant_id: str) -> None:
    client = OpenAI()
    run = client.beta.threads.create_and_run_poll(
        assistant_id=assistant_id,
        thread={"messages": [{"role": "user", "content": "What is 1 + 1?"}]},
    )
    print("polled:", run.status)


def streamed(assistant_id: str) -> None:
    client = OpenAI()
    with client.beta.threads.create_and_run_stream(
        assistant_id=assistant_id,
        thread={"messages": [{"role": "user", "content": "What is 2 + 2?"}]},
    ) as stream:
        for text in stream.text_deltas:
            print(text, end="", flush=True)
    print()


async def streamed_async(assistant_id: str) -> None:
    client = AsyncOpenAI()
    async with client.beta.threads.create_and_run_stream(
        assistant_id=assistant_id,
        thread={"messages": [{"role": "user", "content": "What is 3 + 3?"}]},
    ) as stream:
        run = await stream.get_final_run()
    print("streamed:", run.status)


def main() -> None:
    assistant_id = os.environ["ASSISTANT_ID"]
    polled(assistant_id)
    streamed(assistant_id)
    asyncio.run(streamed_async(assistant_id))


if __name__ == "__main__":
    main()
