from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from .async_client import AsyncClient as AsyncClient
    from .async_client import AsyncZoo as AsyncZoo
    from .async_client import AsyncZooWithRawResponse as AsyncZooWithRawResponse
    from .async_client import AsyncZooWithStreamedResponse as AsyncZooWithStreamedResponse
    from .async_client import get_client as get_client
    from .client import Client as Client
    from .client import Zoo as Zoo
    from .client import ZooWithRawResponse as ZooWithRawResponse
    from .client import ZooWithStreamedResponse as ZooWithStreamedResponse
    from .client import get_sync_client as get_sync_client
    from .config import CONFIG as CONFIG
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "async_client": (
                "AsyncZoo",
                "AsyncZooWithRawResponse",
                "AsyncZooWithStreamedResponse",
                "get_client",
                "AsyncClient",
            ),
            "client": (
                "Zoo",
                "ZooWithRawResponse",
                "ZooWithStreamedResponse",
                "get_sync_client",
                "Client",
            ),
            "config": ("CONFIG",),
        },
    )
