from __future__ import annotations

from typing import List

from typing_extensions import Literal, Required, TypedDict

from .run_step_include import RunStepInclude

__all__ = ["StepListParams"]


class StepListParams(TypedDict, total=False):
    thread_id: Required[str]
    """ID of the thread that the steps were taken on."""

    after: str
    """ID of an item; the page starts right after it. Pass the last ID of a page to get the page
    that follows.
    """

    before: str
    """ID of an item; the page ends right before it. Pass the first ID of a page to get the one in
    front of it.
    """

    include: List[RunStepInclude]
    """Extra fields wanted in the response.
    `step_details.tool_calls[*].file_search.results[*].content` adds the text that a file search
    has found; no other value exists so far.
    """

    limit: int
    """How many items a page may hold, from 1 to 100."""

    order: Literal["asc", "desc"]
    """Direction of the list by creation time: `asc` starts with the oldest item, `desc` with the
    newest.
    """
