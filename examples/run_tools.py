"""Let a run call Python functions until it has its answer. `openai` has nothing like it.

Needs OPENAI_API_KEY, ASSISTANT_ID and THREAD_ID.
"""

from __future__ import annotations

import os

from openai_runs import OpenAI


def rain_probability(city: str, hours: int = 24) -> str:
    """How likely rain is in a city within the next hours, in percent."""
    return f"{min(6 * hours, 80)} in {city}"


def main() -> None:
    client = OpenAI()
    run = client.beta.threads.runs.run_tools(
        thread_id=os.environ["THREAD_ID"],
        assistant_id=os.environ["ASSISTANT_ID"],
        functions=[rain_probability],
        max_wait=120,
    )
    print("run:", run.status)


if __name__ == "__main__":
    main()
