from __future__ import annotations

from typing_extensions import Literal, TypedDict

__all__ = ["MessageListParams"]


class MessageListParams(TypedDict, total=False):
    after: str
    """ID of an item; the page starts right after it. Pass the last ID of a page to get the page
    that follows.
    """

    before: str
    """ID of an item; the page ends right before it. Pass the first ID of a page to get the one in
    front of it.
    """

    limit: int
    """How many items a page may hold, from 1 to 100."""

    order: Literal["asc", "desc"]
    """Direction of the list by creation time: `asc` starts with the oldest item, `desc` with the
    newest.
    """

    run_id: str
    """Only messages that this run has written."""
