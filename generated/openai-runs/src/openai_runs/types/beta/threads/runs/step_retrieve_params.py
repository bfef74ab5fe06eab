from __future__ import annotations

from typing import List

from typing_extensions import Required, TypedDict

from .run_step_include import RunStepInclude

__all__ = ["StepRetrieveParams"]


class StepRetrieveParams(TypedDict, total=False):
    thread_id: Required[str]
    """ID of the thread that holds the run of this step."""

    run_id: Required[str]
    """ID of the run that took the step."""

    include: List[RunStepInclude]
    """Extra fields wanted in the response.
    `step_details.tool_calls[*].file_search.results[*].content` adds the text that a file search
    has found; no other value exists so far.
    """
