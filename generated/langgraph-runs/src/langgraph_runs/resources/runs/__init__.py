from __future__ import annotations

from typing import TYPE_CHECKING

from ..._lazy import lazy_exports

if TYPE_CHECKING:
    from .async_runs import AsyncRuns as AsyncRuns
    from .async_runs import AsyncRunsWithRawResponse as AsyncRunsWithRawResponse
    from .async_runs import AsyncRunsWithStreamingResponse as AsyncRunsWithStreamingResponse
    from .runs import Runs as Runs
    from .runs import RunsWithRawResponse as RunsWithRawResponse
    from .runs import RunsWithStreamingResponse as RunsWithStreamingResponse
    from .stateful import AsyncStateful as AsyncStateful
    from .stateful import AsyncStatefulWithRawResponse as AsyncStatefulWithRawResponse
    from .stateful import AsyncStatefulWithStreamingResponse as AsyncStatefulWithStreamingResponse
    from .stateful import Stateful as Stateful
    from .stateful import StatefulWithRawResponse as StatefulWithRawResponse
    from .stateful import StatefulWithStreamingResponse as StatefulWithStreamingResponse
    from .stateless import AsyncStateless as AsyncStateless
    from .stateless import AsyncStatelessWithRawResponse as AsyncStatelessWithRawResponse
    from .stateless import (
        AsyncStatelessWithStreamingResponse as AsyncStatelessWithStreamingResponse,
    )
    from .stateless import Stateless as Stateless
    from .stateless import StatelessWithRawResponse as StatelessWithRawResponse
    from .stateless import StatelessWithStreamingResponse as StatelessWithStreamingResponse
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
            "stateful": (
                "Stateful",
                "StatefulWithRawResponse",
                "StatefulWithStreamingResponse",
                "AsyncStateful",
                "AsyncStatefulWithRawResponse",
                "AsyncStatefulWithStreamingResponse",
            ),
            "stateless": (
                "Stateless",
                "StatelessWithRawResponse",
                "StatelessWithStreamingResponse",
                "AsyncStateless",
                "AsyncStatelessWithRawResponse",
                "AsyncStatelessWithStreamingResponse",
            ),
        },
    )
