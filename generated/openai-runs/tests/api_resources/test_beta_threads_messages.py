"""Calls of beta.threads.messages."""

from __future__ import annotations

import pytest

from ..calls import FORMS, Case, check, check_async

CASES = {
    "create": Case(
        "beta.threads.messages.create",
        arguments={
            "thread_id": "thread_id",
            "content": "content",
            "role": "user",
        },
        more={
            "attachments": [{}],
            "metadata": {},
        },
        method="POST",
        path="/threads/thread_id/messages",
        body={"content": "content", "role": "user"},
        more_body=["attachments", "metadata"],
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
        result="beta.threads.message.Message",
    ),
    "update": Case(
        "beta.threads.messages.update",
        arguments={
            "message_id": "message_id",
            "thread_id": "thread_id",
        },
        more={
            "metadata": {},
        },
        method="POST",
        path="/threads/thread_id/messages/message_id",
        body={},
        more_body=["metadata"],
        result="beta.threads.message.Message",
    ),
    "list": Case(
        "beta.threads.messages.list",
        arguments={
            "thread_id": "thread_id",
        },
        more={
            "after": "after",
            "before": "before",
            "limit": 1,
            "order": "asc",
            "run_id": "run_id",
        },
        method="GET",
        path="/threads/thread_id/messages",
        more_query=["after", "before", "limit", "order", "run_id"],
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
        result="beta.threads.message_deleted.MessageDeleted",
    ),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", CASES)
def test_sync(name: str, form: str) -> None:
    check(CASES[name], form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", CASES)
def test_async(name: str, form: str) -> None:
    check_async(CASES[name], form)
