"""Calls of beta.threads.messages."""

from __future__ import annotations

import pytest

from .calls import Case, check, check_async

CASES = {
    "create": Case(
        "beta.threads.messages.create",
        arguments={
            "thread_id": "thread_id",
            "content": "content",
            "role": "user",
        },
        method="POST",
        path="/threads/thread_id/messages",
        body={"content": "content", "role": "user"},
        answer={
            "id": "id",
            "assistant_id": "assistant_id",
            "attachments": [{}],
            "completed_at": 1,
            "content": [{"image_file": {"file_id": "file_id"}, "type": "image_file"}],
            "created_at": 1,
            "incomplete_at": 1,
            "incomplete_details": {"reason": "content_filter"},
            "metadata": {},
            "object": "thread.message",
            "role": "user",
            "run_id": "run_id",
            "status": "in_progress",
            "thread_id": "thread_id",
        },
        result="beta.threads.message.Message",
    ),
    "retrieve": Case(
        "beta.threads.messages.retrieve",
        arguments={
            "message_id": "message_id",
            "thread_id": "thread_id",
        },
        method="GET",
        path="/threads/thread_id/messages/message_id",
        answer={
            "id": "id",
            "assistant_id": "assistant_id",
            "attachments": [{}],
            "completed_at": 1,
            "content": [{"image_file": {"file_id": "file_id"}, "type": "image_file"}],
            "created_at": 1,
            "incomplete_at": 1,
            "incomplete_details": {"reason": "content_filter"},
            "metadata": {},
            "object": "thread.message",
            "role": "user",
            "run_id": "run_id",
            "status": "in_progress",
            "thread_id": "thread_id",
        },
        result="beta.threads.message.Message",
    ),
    "update": Case(
        "beta.threads.messages.update",
        arguments={
            "message_id": "message_id",
            "thread_id": "thread_id",
        },
        method="POST",
        path="/threads/thread_id/messages/message_id",
        body={},
        answer={
            "id": "id",
            "assistant_id": "assistant_id",
            "attachments": [{}],
            "completed_at": 1,
            "content": [{"image_file": {"file_id": "file_id"}, "type": "image_file"}],
            "created_at": 1,
            "incomplete_at": 1,
            "incomplete_details": {"reason": "content_filter"},
            "metadata": {},
            "object": "thread.message",
            "role": "user",
            "run_id": "run_id",
            "status": "in_progress",
            "thread_id": "thread_id",
        },
        result="beta.threads.message.Message",
    ),
    "list": Case(
        "beta.threads.messages.list",
        arguments={
            "thread_id": "thread_id",
        },
        method="GET",
        path="/threads/thread_id/messages",
        answer={
            "data": [
                {
                    "id": "id",
                    "assistant_id": "assistant_id",
                    "attachments": [{}],
                    "completed_at": 1,
                    "content": [{"image_file": {"file_id": "file_id"}, "type": "image_file"}],
                    "created_at": 1,
                    "incomplete_at": 1,
                    "incomplete_details": {"reason": "content_filter"},
                    "metadata": {},
                    "object": "thread.message",
                    "role": "user",
                    "run_id": "run_id",
                    "status": "in_progress",
                    "thread_id": "thread_id",
                },
            ],
            "has_more": False,
        },
        result="beta.threads.message.Message",
        kind="page",
    ),
    "delete": Case(
        "beta.threads.messages.delete",
        arguments={
            "message_id": "message_id",
            "thread_id": "thread_id",
        },
        method="DELETE",
        path="/threads/thread_id/messages/message_id",
        answer={"id": "id", "deleted": True, "object": "thread.message.deleted"},
        result="beta.threads.message_deleted.MessageDeleted",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_sync(name: str) -> None:
    check(CASES[name])


@pytest.mark.parametrize("name", CASES)
def test_async(name: str) -> None:
    check_async(CASES[name])
