from __future__ import annotations

from typing import TYPE_CHECKING

from ..._lazy import lazy_exports

if TYPE_CHECKING:
    from .assistants import Assistants as Assistants
    from .assistants import AssistantsWithRawResponse as AssistantsWithRawResponse
    from .assistants import AssistantsWithStreamingResponse as AssistantsWithStreamingResponse
    from .assistants import AsyncAssistants as AsyncAssistants
    from .assistants import AsyncAssistantsWithRawResponse as AsyncAssistantsWithRawResponse
    from .assistants import (
        AsyncAssistantsWithStreamingResponse as AsyncAssistantsWithStreamingResponse,
    )
    from .async_beta import AsyncBeta as AsyncBeta
    from .async_beta import AsyncBetaWithRawResponse as AsyncBetaWithRawResponse
    from .async_beta import AsyncBetaWithStreamingResponse as AsyncBetaWithStreamingResponse
    from .beta import Beta as Beta
    from .beta import BetaWithRawResponse as BetaWithRawResponse
    from .beta import BetaWithStreamingResponse as BetaWithStreamingResponse
    from .threads import AsyncThreads as AsyncThreads
    from .threads import AsyncThreadsWithRawResponse as AsyncThreadsWithRawResponse
    from .threads import AsyncThreadsWithStreamingResponse as AsyncThreadsWithStreamingResponse
    from .threads import Threads as Threads
    from .threads import ThreadsWithRawResponse as ThreadsWithRawResponse
    from .threads import ThreadsWithStreamingResponse as ThreadsWithStreamingResponse
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "assistants": (
                "Assistants",
                "AssistantsWithRawResponse",
                "AssistantsWithStreamingResponse",
                "AsyncAssistants",
                "AsyncAssistantsWithRawResponse",
                "AsyncAssistantsWithStreamingResponse",
            ),
            "async_beta": (
                "AsyncBeta",
                "AsyncBetaWithRawResponse",
                "AsyncBetaWithStreamingResponse",
            ),
            "beta": ("Beta", "BetaWithRawResponse", "BetaWithStreamingResponse"),
            "threads": (
                "Threads",
                "ThreadsWithRawResponse",
                "ThreadsWithStreamingResponse",
                "AsyncThreads",
                "AsyncThreadsWithRawResponse",
                "AsyncThreadsWithStreamingResponse",
            ),
        },
    )
