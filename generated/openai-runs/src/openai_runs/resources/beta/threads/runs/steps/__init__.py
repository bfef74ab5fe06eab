from __future__ import annotations

from typing import TYPE_CHECKING

from ......_lazy import lazy_exports

if TYPE_CHECKING:
    from .async_steps import AsyncSteps as AsyncSteps
    from .async_steps import AsyncStepsWithRawResponse as AsyncStepsWithRawResponse
    from .async_steps import AsyncStepsWithStreamingResponse as AsyncStepsWithStreamingResponse
    from .steps import Steps as Steps
    from .steps import StepsWithRawResponse as StepsWithRawResponse
    from .steps import StepsWithStreamingResponse as StepsWithStreamingResponse
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "async_steps": (
                "AsyncSteps",
                "AsyncStepsWithRawResponse",
                "AsyncStepsWithStreamingResponse",
            ),
            "steps": ("Steps", "StepsWithRawResponse", "StepsWithStreamingResponse"),
        },
    )
