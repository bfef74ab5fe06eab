from __future__ import annotations

from typing import TYPE_CHECKING

from ...._lazy import lazy_exports

if TYPE_CHECKING:
    from .async_stateless import AsyncStateless as AsyncStateless
    from .async_stateless import AsyncStatelessWithRawResponse as AsyncStatelessWithRawResponse
    from .async_stateless import (
        AsyncStatelessWithStreamingResponse as AsyncStatelessWithStreamingResponse,
    )
    from .stateless import Stateless as Stateless
    from .stateless import StatelessWithRawResponse as StatelessWithRawResponse
    from .stateless import StatelessWithStreamingResponse as StatelessWithStreamingResponse
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "async_stateless": (
                "AsyncStateless",
                "AsyncStatelessWithRawResponse",
                "AsyncStatelessWithStreamingResponse",
            ),
            "stateless": (
                "Stateless",
                "StatelessWithRawResponse",
                "StatelessWithStreamingResponse",
            ),
        },
    )
