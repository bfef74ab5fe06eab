from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from .assistants import Assistants as Assistants
    from .assistants import AssistantsWithRawResponse as AssistantsWithRawResponse
    from .assistants import AssistantsWithStreamingResponse as AssistantsWithStreamingResponse
    from .assistants import AsyncAssistants as AsyncAssistants
    from .assistants import AsyncAssistantsWithRawResponse as AsyncAssistantsWithRawResponse
    from .assistants import (
        AsyncAssistantsWithStreamingResponse as AsyncAssistantsWithStreamingResponse,
    )
    from .runs import AsyncRuns as AsyncRuns
    from .runs import AsyncRunsWithRawResponse as AsyncRunsWithRawResponse
    from .runs import AsyncRunsWithStreamingResponse as AsyncRunsWithStreamingResponse
    from .runs import Runs as Runs
    from .runs import RunsWithRawResponse as RunsWithRawResponse
    from .runs import RunsWithStreamingResponse as RunsWithStreamingResponse
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
            "runs": (
                "Runs",
                "RunsWithRawResponse",
                "RunsWithStreamingResponse",
                "AsyncRuns",
                "AsyncRunsWithRawResponse",
                "AsyncRunsWithStreamingResponse",
            ),
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
