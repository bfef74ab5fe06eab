from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from .async_client import AsyncClient as AsyncClient
    from .async_client import AsyncLangGraph as AsyncLangGraph
    from .async_client import AsyncLangGraphWithRawResponse as AsyncLangGraphWithRawResponse
    from .async_client import (
        AsyncLangGraphWithStreamedResponse as AsyncLangGraphWithStreamedResponse,
    )
    from .async_client import get_client as get_client
    from .client import Client as Client
    from .client import LangGraph as LangGraph
    from .client import LangGraphWithRawResponse as LangGraphWithRawResponse
    from .client import LangGraphWithStreamedResponse as LangGraphWithStreamedResponse
    from .client import get_sync_client as get_sync_client
    from .config import CONFIG as CONFIG
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "async_client": (
                "AsyncLangGraph",
                "AsyncLangGraphWithRawResponse",
                "AsyncLangGraphWithStreamedResponse",
                "get_client",
                "AsyncClient",
            ),
            "client": (
                "LangGraph",
                "LangGraphWithRawResponse",
                "LangGraphWithStreamedResponse",
                "get_sync_client",
                "Client",
            ),
            "config": ("CONFIG",),
        },
    )
