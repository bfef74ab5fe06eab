from __future__ import annotations

from typing_extensions import TypedDict

__all__ = ["LangSmithTracingParam"]


class LangSmithTracingParam(TypedDict, total=False):
    """Where a run is traced to."""

    example_id: str
    """Example of a data set that the run belongs to."""

    project_name: str
    """Project that gets the trace."""
