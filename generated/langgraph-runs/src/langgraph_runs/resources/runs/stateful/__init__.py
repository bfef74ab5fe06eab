from __future__ import annotations

from typing import TYPE_CHECKING

from ...._lazy import lazy_exports

if TYPE_CHECKING:
    from .async_stateful import AsyncStateful as AsyncStateful
    from .async_stateful import AsyncStatefulWithRawResponse as AsyncStatefulWithRawResponse
    from .async_stateful import (
        AsyncStatefulWithStreamingResponse as AsyncStatefulWithStreamingResponse,
    )
    from .stateful import Stateful as Stateful
    from .stateful import StatefulWithRawResponse as StatefulWithRawResponse
    from .stateful import StatefulWithStreamingResponse as StatefulWithStreamingResponse
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "async_stateful": (
                "AsyncStateful",
                "AsyncStatefulWithRawResponse",
                "AsyncStatefulWithStreamingResponse",
            ),
            "stateful": ("Stateful", "StatefulWithRawResponse", "StatefulWithStreamingResponse"),
        },
    )
