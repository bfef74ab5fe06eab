"""The calls that are sent through both packages: every operation, bare and with everything given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.differential import samples
from tests.differential.samples import TOOLS, Json


@dataclass(frozen=True)
class Call:
    """A method by its path below ``client.beta``, what it is given, and what the server answers."""

    method: str
    arguments: tuple[Any, ...] = ()
    keywords: dict[str, Any] = field(default_factory=lambda: {})
    reply: Json | bytes = field(default_factory=lambda: {})
    note: str = "bare"

    @property
    def streamed(self) -> bool:
        """Whether the server answers with events."""
        return isinstance(self.reply, bytes)

    def __str__(self) -> str:
        return f"{self.method}-{self.note}"


CREATE_ASSISTANT: Json = {
    "model": "gpt-4o",
    "description": None,
    "instructions": "Be bríef ✓",
    "metadata": {"team": "blue"},
    "name": "Helper",
    "reasoning_effort": "low",
    "response_format": {"type": "json_schema", "json_schema": {"name": "x", "schema": {"a": 1}}},
    "temperature": 0,
    "tool_resources": {
        "file_search": {
            "vector_stores": [
                {"chunking_strategy": {"type": "auto"}, "file_ids": ("file_1",), "metadata": {}}
            ]
        }
    },
    "tools": TOOLS,
    "top_p": 1.0,
}
MESSAGE: Json = {
    "role": "user",
    "content": [
        {"type": "text", "text": "Hi"},
        {"type": "image_file", "image_file": {"file_id": "file_1", "detail": "high"}},
        {"type": "image_url", "image_url": {"url": "https://example.test/a.png"}},
    ],
    "attachments": [{"file_id": "file_1", "tools": [{"type": "code_interpreter"}]}],
    "metadata": None,
}
CREATE_RUN: Json = {
    "assistant_id": "asst_1",
    "include": ["step_details.tool_calls[*].file_search.results[*].content"],
    "additional_instructions": "More.",
    "additional_messages": [MESSAGE],
    "instructions": None,
    "max_completion_tokens": 300,
    "max_prompt_tokens": 400,
    "metadata": {"k": "v"},
    "model": "gpt-4o-mini",
    "parallel_tool_calls": False,
    "reasoning_effort": "high",
    "response_format": "auto",
    "temperature": 0.25,
    "tool_choice": {"type": "function", "function": {"name": "add"}},
    "tools": TOOLS,
    "top_p": 0.5,
    "truncation_strategy": {"type": "last_messages", "last_messages": 3},
}
CREATE_AND_RUN: Json = {
    **{
        k: v for k, v in CREATE_RUN.items() if not k.startswith(("additional", "include", "reason"))
    },
    "thread": {"messages": [MESSAGE], "metadata": {}, "tool_resources": {"file_search": {}}},
    "tool_resources": {"code_interpreter": {"file_ids": ["file_9"]}},
}
OPTIONS: Json = {
    "extra_headers": {"X-Trace": "t1", "OpenAI-Beta": "assistants=v9"},
    "extra_query": {"debug": True, "ids": ["a", "b"], "deep": {"x": 1}, "none": None},
    "extra_body": {"extra": {"deep": [1, None]}},
}
LIST_OPTIONS: Json = {"after": "id_0", "before": "id_9", "limit": 2, "order": "asc"}
OUTPUTS: list[Json] = [{"tool_call_id": "call_1", "output": "3"}, {"output": "né"}]
RUN, STEP, MESSAGES = "threads.runs", "threads.runs.steps", "threads.messages"
IN_THREAD: Json = {"thread_id": "thread_1"}

ASSISTANT_CALLS = [
    Call("assistants.create", (), {"model": "gpt-4o"}, samples.assistant()),
    Call("assistants.create", (), CREATE_ASSISTANT, samples.assistant(), "full"),
    Call("assistants.create", (), {"model": "m", **OPTIONS}, samples.assistant(), "options"),
    Call("assistants.retrieve", ("asst_1",), {}, samples.assistant()),
    Call("assistants.retrieve", ("a b/ü?#%",), {}, samples.assistant(), "encoded"),
    Call("assistants.update", ("asst_1",), {}, samples.assistant()),
    Call(
        "assistants.update", ("asst_1",), {"name": None, "tools": ()}, samples.assistant(), "null"
    ),
    Call("assistants.list", (), {}, samples.page(samples.assistant())),
    Call("assistants.list", (), LIST_OPTIONS, samples.page(samples.assistant()), "full"),
    Call("assistants.delete", ("asst_1",), {}, samples.deleted("assistant")),
]
THREAD_CALLS = [
    Call("threads.create", (), {}, samples.thread()),
    Call(
        "threads.create",
        (),
        {"messages": iter([MESSAGE]), "metadata": None},
        samples.thread(),
        "full",
    ),
    Call("threads.retrieve", ("thread_1",), {}, samples.thread()),
    Call("threads.update", ("thread_1",), {"metadata": {"a": "b"}}, samples.thread(), "full"),
    Call("threads.delete", ("thread_1",), {}, samples.deleted("thread")),
    Call("threads.create_and_run", (), {"assistant_id": "asst_1"}, samples.run()),
    Call("threads.create_and_run", (), {**CREATE_AND_RUN, "stream": False}, samples.run(), "full"),
    Call(
        "threads.create_and_run",
        (),
        {"assistant_id": "asst_1", "stream": True},
        samples.events(),
        "stream",
    ),
]
MESSAGE_CALLS = [
    Call(f"{MESSAGES}.create", ("thread_1",), {"role": "user", "content": "Hi"}, samples.message()),
    Call(f"{MESSAGES}.create", ("thread_1",), MESSAGE, samples.message(), "full"),
    Call(f"{MESSAGES}.retrieve", ("msg_1",), IN_THREAD, samples.message()),
    Call(f"{MESSAGES}.update", ("msg_1",), {**IN_THREAD, "metadata": None}, samples.message()),
    Call(f"{MESSAGES}.list", ("thread_1",), {}, samples.page(samples.message())),
    Call(
        f"{MESSAGES}.list",
        ("thread_1",),
        {**LIST_OPTIONS, "run_id": "run_1"},
        samples.page(samples.message(), has_more=True),
        "full",
    ),
    Call(f"{MESSAGES}.delete", ("msg_1",), IN_THREAD, samples.deleted("thread.message")),
]
RUN_CALLS = [
    Call(f"{RUN}.create", ("thread_1",), {"assistant_id": "asst_1"}, samples.run()),
    Call(f"{RUN}.create", ("thread_1",), {**CREATE_RUN, "stream": False}, samples.run(), "full"),
    Call(f"{RUN}.create", ("thread_1",), {**CREATE_RUN, "stream": None}, samples.run(), "null"),
    Call(
        f"{RUN}.create",
        ("thread_1",),
        {"assistant_id": "asst_1", "stream": True},
        samples.events(),
        "stream",
    ),
    Call(
        f"{RUN}.create", (), {**IN_THREAD, "assistant_id": "a", **OPTIONS}, samples.run(), "options"
    ),
    Call(f"{RUN}.retrieve", ("run_1",), IN_THREAD, samples.run()),
    Call(f"{RUN}.update", ("run_1",), {**IN_THREAD, "metadata": {"a": "b"}}, samples.run()),
    Call(f"{RUN}.list", ("thread_1",), {}, samples.page(samples.run())),
    Call(f"{RUN}.list", ("thread_1",), LIST_OPTIONS, samples.page(samples.run()), "full"),
    Call(f"{RUN}.cancel", ("run_1",), IN_THREAD, samples.run(status="cancelling")),
    Call(
        f"{RUN}.submit_tool_outputs",
        ("run_1",),
        {**IN_THREAD, "tool_outputs": OUTPUTS},
        samples.run(),
    ),
    Call(
        f"{RUN}.submit_tool_outputs",
        ("run_1",),
        {**IN_THREAD, "tool_outputs": OUTPUTS, "stream": True},
        samples.events(),
        "stream",
    ),
]
STEP_CALLS = [
    Call(f"{STEP}.retrieve", ("step_1",), {**IN_THREAD, "run_id": "run_1"}, samples.step()),
    Call(
        f"{STEP}.retrieve",
        ("step_1",),
        {**IN_THREAD, "run_id": "run_1", "include": CREATE_RUN["include"]},
        samples.step(),
        "full",
    ),
    Call(f"{STEP}.list", ("run_1",), IN_THREAD, samples.page(samples.step())),
    Call(
        f"{STEP}.list",
        ("run_1",),
        {**IN_THREAD, **LIST_OPTIONS, "include": CREATE_RUN["include"] * 2},
        samples.page(samples.step()),
        "full",
    ),
]
CALLS = ASSISTANT_CALLS + THREAD_CALLS + MESSAGE_CALLS + RUN_CALLS + STEP_CALLS
