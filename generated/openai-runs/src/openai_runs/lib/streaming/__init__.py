"""Event handlers for the streams of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..._lazy import lazy_exports

if TYPE_CHECKING:
    from .assistants import AssistantEventHandler as AssistantEventHandler
    from .assistants import AssistantEventHandlerT as AssistantEventHandlerT
    from .assistants import AssistantStreamManager as AssistantStreamManager
    from .async_assistants import AsyncAssistantEventHandler as AsyncAssistantEventHandler
    from .async_assistants import AsyncAssistantEventHandlerT as AsyncAssistantEventHandlerT
    from .async_assistants import AsyncAssistantStreamManager as AsyncAssistantStreamManager

__getattr__, __dir__, __all__ = lazy_exports(
    __name__,
    {
        "assistants": (
            "AssistantEventHandler",
            "AssistantEventHandlerT",
            "AssistantStreamManager",
        ),
        "async_assistants": (
            "AsyncAssistantEventHandler",
            "AsyncAssistantEventHandlerT",
            "AsyncAssistantStreamManager",
        ),
    },
)
