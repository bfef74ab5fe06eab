from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from .async_client import AsyncClient as AsyncClient
    from .async_client import AsyncOpenAI as AsyncOpenAI
    from .async_client import AsyncOpenAIWithRawResponse as AsyncOpenAIWithRawResponse
    from .async_client import AsyncOpenAIWithStreamedResponse as AsyncOpenAIWithStreamedResponse
    from .client import Client as Client
    from .client import OpenAI as OpenAI
    from .client import OpenAIWithRawResponse as OpenAIWithRawResponse
    from .client import OpenAIWithStreamedResponse as OpenAIWithStreamedResponse
    from .config import CONFIG as CONFIG
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "async_client": (
                "AsyncOpenAI",
                "AsyncOpenAIWithRawResponse",
                "AsyncOpenAIWithStreamedResponse",
                "AsyncClient",
            ),
            "client": ("OpenAI", "OpenAIWithRawResponse", "OpenAIWithStreamedResponse", "Client"),
            "config": ("CONFIG",),
        },
    )
