from __future__ import annotations

from typing import TYPE_CHECKING

from ...._lazy import lazy_exports

if TYPE_CHECKING:
    from .async_threads import AsyncThreads as AsyncThreads
    from .async_threads import AsyncThreadsWithRawResponse as AsyncThreadsWithRawResponse
    from .async_threads import (
        AsyncThreadsWithStreamingResponse as AsyncThreadsWithStreamingResponse,
    )
    from .messages import AsyncMessages as AsyncMessages
    from .messages import AsyncMessagesWithRawResponse as AsyncMessagesWithRawResponse
    from .messages import AsyncMessagesWithStreamingResponse as AsyncMessagesWithStreamingResponse
    from .messages import Messages as Messages
    from .messages import MessagesWithRawResponse as MessagesWithRawResponse
    from .messages import MessagesWithStreamingResponse as MessagesWithStreamingResponse
    from .runs import AsyncRuns as AsyncRuns
    from .runs import AsyncRunsWithRawResponse as AsyncRunsWithRawResponse
    from .runs import AsyncRunsWithStreamingResponse as AsyncRunsWithStreamingResponse
    from .runs import Runs as Runs
    from .runs import RunsWithRawResponse as RunsWithRawResponse
    from .runs import RunsWithStreamingResponse as RunsWithStreamingResponse
    from .threads import Threads as Threads
    from .threads import ThreadsWithRawResponse as ThreadsWithRawResponse
    from .threads import ThreadsWithStreamingResponse as ThreadsWithStreamingResponse
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "async_threads": (
                "AsyncThreads",
                "AsyncThreadsWithRawResponse",
                "AsyncThreadsWithStreamingResponse",
            ),
            "messages": (
                "Messages",
                "MessagesWithRawResponse",
                "MessagesWithStreamingResponse",
                "AsyncMessages",
                "AsyncMessagesWithRawResponse",
                "AsyncMessagesWithStreamingResponse",
            ),
            "runs": (
                "Runs",
                "RunsWithRawResponse",
                "RunsWithStreamingResponse",
                "AsyncRuns",
                "AsyncRunsWithRawResponse",
                "AsyncRunsWithStreamingResponse",
            ),
            "threads": ("Threads", "ThreadsWithRawResponse", "ThreadsWithStreamingResponse"),
        },
    )
