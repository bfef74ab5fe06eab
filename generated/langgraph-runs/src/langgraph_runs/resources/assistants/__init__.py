from __future__ import annotations

from typing import TYPE_CHECKING

from ..._lazy import lazy_exports

if TYPE_CHECKING:
    from .assistants import Assistants as Assistants
    from .assistants import AssistantsWithRawResponse as AssistantsWithRawResponse
    from .assistants import AssistantsWithStreamingResponse as AssistantsWithStreamingResponse
    from .async_assistants import AsyncAssistants as AsyncAssistants
    from .async_assistants import AsyncAssistantsWithRawResponse as AsyncAssistantsWithRawResponse
    from .async_assistants import (
        AsyncAssistantsWithStreamingResponse as AsyncAssistantsWithStreamingResponse,
    )
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "assistants": (
                "Assistants",
                "AssistantsWithRawResponse",
                "AssistantsWithStreamingResponse",
            ),
            "async_assistants": (
                "AsyncAssistants",
                "AsyncAssistantsWithRawResponse",
                "AsyncAssistantsWithStreamingResponse",
            ),
        },
    )
