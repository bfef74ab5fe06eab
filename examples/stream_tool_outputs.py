"""Follow a run by its events, and answer its tool calls from inside the event handler.

Needs OPENAI_API_KEY, ASSISTANT_ID and THREAD_ID. Written against `openai`; only the import line differs.
"""

from __future__ import annotations

import os

from openai_runs import AssistantEventHandler, OpenAI
from openai_runs.types.beta import AssistantStreamEvent
from openai_runs.types.beta.threads import Run, Text, TextDelta
from openai_runs.types.beta.threads.run_submit_tool_outputs_params import ToolOutput
from typing_extensions import override

client = OpenAI()


class EventHandler(AssistantEventHandler):
    """Prints text as it comes; answers every call of a function."""

    @override
    def on_text_created(self, text: Text) -> None:
        print("assistant > ", end="", flush=True)

    @override
    def on_text_delta(self, delta: TextDelta, snapshot: Text) -> None:
        print(delta.value or "", end="", flush=True)

    @override
    def on_text_done(self, text: Text) -> None:
        print()

    @override
    def on_event(self, event: AssistantStreamEvent) -> None:
        if event.event == "thread.run.requires_action":
            self.answer(event.data)

    def answer(self, run: Run) -> None:
        """Send what the functions gave, and follow the same run on with a new handler."""
        outputs: list[ToolOutput] = []
        if run.required_action is not None:
            for call in run.required_action.submit_tool_outputs.tool_calls:
                print(f"{call.function.name}({call.function.arguments})")
                outputs.append({"tool_call_id": call.id, "output": "57"})
        with client.beta.threads.runs.submit_tool_outputs_stream(
            thread_id=run.thread_id,
            run_id=run.id,
            tool_outputs=outputs,
            event_handler=EventHandler(),
        ) as stream:
            stream.until_done()


def main() -> None:
    with client.beta.threads.runs.stream(
        thread_id=os.environ["THREAD_ID"],
        assistant_id=os.environ["ASSISTANT_ID"],
        event_handler=EventHandler(),
    ) as stream:
        stream.until_done()


if __name__ == "__main__":
    main()
