from __future__ import annotations

from typing import TYPE_CHECKING

from ..._lazy import lazy_exports

if TYPE_CHECKING:
    from .stateful_create_params import StatefulCreateParams as StatefulCreateParams
    from .stateful_join_params import StatefulJoinParams as StatefulJoinParams
    from .stateful_join_stream_params import StatefulJoinStreamParams as StatefulJoinStreamParams
    from .stateful_stream_params import StatefulStreamParams as StatefulStreamParams
    from .stateful_wait_params import StatefulWaitParams as StatefulWaitParams
    from .stateless_create_params import StatelessCreateParams as StatelessCreateParams
    from .stateless_stream_params import StatelessStreamParams as StatelessStreamParams
    from .stateless_wait_params import StatelessWaitParams as StatelessWaitParams
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "stateful_create_params": ("StatefulCreateParams",),
            "stateful_join_params": ("StatefulJoinParams",),
            "stateful_join_stream_params": ("StatefulJoinStreamParams",),
            "stateful_stream_params": ("StatefulStreamParams",),
            "stateful_wait_params": ("StatefulWaitParams",),
            "stateless_create_params": ("StatelessCreateParams",),
            "stateless_stream_params": ("StatelessStreamParams",),
            "stateless_wait_params": ("StatelessWaitParams",),
        },
    )
