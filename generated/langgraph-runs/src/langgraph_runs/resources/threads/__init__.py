from __future__ import annotations

from typing import TYPE_CHECKING

from ..._lazy import lazy_exports

if TYPE_CHECKING:
    from .async_threads import AsyncThreads as AsyncThreads
    from .async_threads import AsyncThreadsWithRawResponse as AsyncThreadsWithRawResponse
    from .async_threads import (
        AsyncThreadsWithStreamingResponse as AsyncThreadsWithStreamingResponse,
    )
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
            "threads": ("Threads", "ThreadsWithRawResponse", "ThreadsWithStreamingResponse"),
        },
    )
