"""Replies of the reference API, made up here, with every field that its schemas know."""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]

TOOLS: list[Json] = [
    {"type": "code_interpreter"},
    {"type": "file_search", "file_search": {"max_num_results": 7}},
    {"type": "function", "function": {"name": "add", "parameters": {"type": "object"}}},
]


def assistant(**changes: Any) -> Json:
    """An assistant with three tools and both tool resources."""
    return {
        "id": "asst_1",
        "object": "assistant",
        "created_at": 1_700_000_000,
        "name": "Helper",
        "description": None,
        "model": "gpt-4o",
        "instructions": "Be brief.",
        "tools": TOOLS,
        "tool_resources": {
            "code_interpreter": {"file_ids": ["file_1"]},
            "file_search": {"vector_store_ids": ["vs_1"]},
        },
        "metadata": {"team": "blue"},
        "temperature": 0.5,
        "top_p": 1.0,
        "response_format": "auto",
        **changes,
    }


def thread(**changes: Any) -> Json:
    """A thread."""
    return {
        "id": "thread_1",
        "object": "thread",
        "created_at": 1_700_000_001,
        "metadata": {},
        "tool_resources": {"code_interpreter": {"file_ids": []}},
        **changes,
    }


def message(**changes: Any) -> Json:
    """A message with one content part of each kind and an attachment."""
    return {
        "id": "msg_1",
        "object": "thread.message",
        "created_at": 1_700_000_002,
        "thread_id": "thread_1",
        "status": "completed",
        "incomplete_details": None,
        "completed_at": 1_700_000_003,
        "incomplete_at": None,
        "role": "assistant",
        "content": [
            {
                "type": "text",
                "text": {
                    "value": "See the file.",
                    "annotations": [
                        {
                            "type": "file_citation",
                            "text": "[1]",
                            "start_index": 0,
                            "end_index": 3,
                            "file_citation": {"file_id": "file_1"},
                        },
                        {
                            "type": "file_path",
                            "text": "a.csv",
                            "start_index": 4,
                            "end_index": 9,
                            "file_path": {"file_id": "file_2"},
                        },
                    ],
                },
            },
            {"type": "image_file", "image_file": {"file_id": "file_3", "detail": "low"}},
            {"type": "image_url", "image_url": {"url": "https://example.test/a.png"}},
            {"type": "refusal", "refusal": "No."},
        ],
        "assistant_id": "asst_1",
        "run_id": "run_1",
        "attachments": [{"file_id": "file_1", "tools": [{"type": "file_search"}]}],
        "metadata": {},
        **changes,
    }


def run(**changes: Any) -> Json:
    """A run that waits for the output of one function call."""
    return {
        "id": "run_1",
        "object": "thread.run",
        "created_at": 1_700_000_004,
        "thread_id": "thread_1",
        "assistant_id": "asst_1",
        "status": "requires_action",
        "required_action": {
            "type": "submit_tool_outputs",
            "submit_tool_outputs": {
                "tool_calls": [
                    {
                        "id": "call_1",
                        "type": "function",
                        "function": {"name": "add", "arguments": '{"a": 1}'},
                    }
                ]
            },
        },
        "last_error": None,
        "expires_at": 1_700_000_604,
        "started_at": 1_700_000_005,
        "cancelled_at": None,
        "failed_at": None,
        "completed_at": None,
        "incomplete_details": None,
        "model": "gpt-4o",
        "instructions": "Be brief.",
        "tools": TOOLS,
        "metadata": {"k": "v"},
        "usage": {"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3},
        "temperature": 0.2,
        "top_p": 0.9,
        "max_prompt_tokens": 1000,
        "max_completion_tokens": None,
        "truncation_strategy": {"type": "last_messages", "last_messages": 4},
        "tool_choice": {"type": "function", "function": {"name": "add"}},
        "parallel_tool_calls": True,
        "response_format": {"type": "json_schema", "json_schema": {"name": "x", "schema": {}}},
        **changes,
    }


def step(**changes: Any) -> Json:
    """A step with a tool call of each kind."""
    return {
        "id": "step_1",
        "object": "thread.run.step",
        "created_at": 1_700_000_006,
        "assistant_id": "asst_1",
        "thread_id": "thread_1",
        "run_id": "run_1",
        "type": "tool_calls",
        "status": "completed",
        "step_details": {
            "type": "tool_calls",
            "tool_calls": [
                {
                    "id": "call_2",
                    "type": "code_interpreter",
                    "code_interpreter": {
                        "input": "1+1",
                        "outputs": [
                            {"type": "logs", "logs": "2"},
                            {"type": "image", "image": {"file_id": "file_4"}},
                        ],
                    },
                },
                {
                    "id": "call_3",
                    "type": "file_search",
                    "file_search": {
                        "ranking_options": {"ranker": "auto", "score_threshold": 0.5},
                        "results": [{"file_id": "file_1", "file_name": "a.md", "score": 0.75}],
                    },
                },
                {
                    "id": "call_1",
                    "type": "function",
                    "function": {"name": "add", "arguments": "{}", "output": "3"},
                },
            ],
        },
        "last_error": None,
        "expired_at": None,
        "cancelled_at": None,
        "failed_at": None,
        "completed_at": 1_700_000_007,
        "metadata": {},
        "usage": None,
        **changes,
    }


def page(*items: Json, has_more: bool = False) -> Json:
    """A cursor page of ``items``."""
    return {
        "object": "list",
        "data": list(items),
        "first_id": items[0]["id"] if items else None,
        "last_id": items[-1]["id"] if items else None,
        "has_more": has_more,
    }


def deleted(kind: str) -> Json:
    """The answer to a deletion; ``kind`` is the object word before ``.deleted``."""
    return {"id": "gone_1", "object": f"{kind}.deleted", "deleted": True}


def message_delta(*parts: Json) -> Json:
    """A delta of the message ``msg_1``."""
    return {"id": "msg_1", "object": "thread.message.delta", "delta": {"content": list(parts)}}


def step_delta(*calls: Json) -> Json:
    """A delta of the step ``step_1``."""
    details = {"type": "tool_calls", "tool_calls": list(calls)}
    return {"id": "step_1", "object": "thread.run.step.delta", "delta": {"step_details": details}}


def _code(**changes: Any) -> Json:
    return {"index": 0, "type": "code_interpreter", **changes}


def _function(**changes: Any) -> Json:
    return {"index": 1, "type": "function", **changes}


def _text(index: int, **text: Any) -> Json:
    return {"index": index, "type": "text", "text": text}


STEP_DELTAS: list[Json] = [
    step_delta(_code(id="call_2", code_interpreter={"input": "", "outputs": []})),
    step_delta(_code(code_interpreter={"input": "1+"})),
    step_delta(_code(code_interpreter={"input": "1"})),
    step_delta(
        _code(code_interpreter={"outputs": [{"index": 0, "type": "logs", "logs": "2"}]}),
    ),
    step_delta(_code(code_interpreter={"outputs": [{"index": 0, "type": "logs", "logs": "!"}]})),
    step_delta(_function(id="call_1", function={"name": "add", "arguments": "", "output": None})),
    step_delta(_function(function={"arguments": '{"a":'})),
    step_delta(_function(function={"arguments": " 1}"})),
]
MESSAGE_DELTAS: list[Json] = [
    message_delta(_text(0, value="Hé", annotations=[])),
    message_delta(_text(0, value="llo ✓")),
    message_delta(
        {"index": 1, "type": "image_file", "image_file": {"file_id": "file_3", "detail": "low"}}
    ),
    message_delta(_text(2, value="Bye", annotations=[])),
]


def events() -> bytes:
    """A whole stream of a run: it starts, a step and a message grow, it completes."""
    empty = {"type": "tool_calls", "tool_calls": []}
    final = message(
        content=[
            {"type": "text", "text": {"value": "Héllo ✓", "annotations": []}},
            {"type": "image_file", "image_file": {"file_id": "file_3", "detail": "low"}},
            {"type": "text", "text": {"value": "Bye", "annotations": []}},
        ]
    )
    parts: list[tuple[str, Json]] = [
        ("thread.created", thread()),
        ("thread.run.created", run(status="queued", required_action=None)),
        ("thread.run.queued", run(status="queued", required_action=None)),
        ("thread.run.in_progress", run(status="in_progress", required_action=None)),
        ("thread.run.step.created", step(status="in_progress", step_details=empty)),
        ("thread.run.step.in_progress", step(status="in_progress", step_details=empty)),
        *(("thread.run.step.delta", delta) for delta in STEP_DELTAS),
        ("thread.run.step.completed", step()),
        ("thread.message.created", message(status="in_progress", content=[])),
        ("thread.message.in_progress", message(status="in_progress", content=[])),
        *(("thread.message.delta", delta) for delta in MESSAGE_DELTAS),
        ("thread.message.completed", final),
        ("thread.run.completed", run(status="completed", required_action=None)),
    ]
    return sse(parts)


def sse(parts: list[tuple[str, Json]]) -> bytes:
    """Events as the server writes them, with the mark of the end."""
    lines = [
        f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n" for name, data in parts
    ]
    return ("".join(lines) + "event: done\ndata: [DONE]\n\n").encode()
