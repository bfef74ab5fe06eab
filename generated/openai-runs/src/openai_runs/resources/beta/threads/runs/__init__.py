from __future__ import annotations

from typing import TYPE_CHECKING

from ....._lazy import lazy_exports

if TYPE_CHECKING:
    from .async_runs import AsyncRuns as AsyncRuns
    from .async_runs import AsyncRunsWithRawResponse as AsyncRunsWithRawResponse
    from .async_runs import AsyncRunsWithStreamingResponse as AsyncRunsWithStreamingResponse
    from .runs import Runs as Runs
    from .runs import RunsWithRawResponse as RunsWithRawResponse
    from .runs import RunsWithStreamingResponse as RunsWithStreamingResponse
    from .steps import AsyncSteps as AsyncSteps
    from .steps import AsyncStepsWithRawResponse as AsyncStepsWithRawResponse
    from .steps import AsyncStepsWithStreamingResponse as AsyncStepsWithStreamingResponse
    from .steps import Steps as Steps
    from .steps import StepsWithRawResponse as StepsWithRawResponse
    from .steps import StepsWithStreamingResponse as StepsWithStreamingResponse
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "async_runs": (
                "AsyncRuns",
                "AsyncRunsWithRawResponse",
                "AsyncRunsWithStreamingResponse",
            ),
            "runs": ("Runs", "RunsWithRawResponse", "RunsWithStreamingResponse"),
            "steps": (
                "Steps",
                "StepsWithRawResponse",
                "StepsWithStreamingResponse",
                "AsyncSteps",
                "AsyncStepsWithRawResponse",
                "AsyncStepsWithStreamingResponse",
            ),
        },
    )
