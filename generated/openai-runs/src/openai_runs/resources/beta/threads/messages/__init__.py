from __future__ import annotations

from typing import TYPE_CHECKING

from ....._lazy import lazy_exports

if TYPE_CHECKING:
    from .async_messages import AsyncMessages as AsyncMessages
    from .async_messages import AsyncMessagesWithRawResponse as AsyncMessagesWithRawResponse
    from .async_messages import (
        AsyncMessagesWithStreamingResponse as AsyncMessagesWithStreamingResponse,
    )
    from .messages import Messages as Messages
    from .messages import MessagesWithRawResponse as MessagesWithRawResponse
    from .messages import MessagesWithStreamingResponse as MessagesWithStreamingResponse
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "async_messages": (
                "AsyncMessages",
                "AsyncMessagesWithRawResponse",
                "AsyncMessagesWithStreamingResponse",
            ),
            "messages": ("Messages", "MessagesWithRawResponse", "MessagesWithStreamingResponse"),
        },
    )
