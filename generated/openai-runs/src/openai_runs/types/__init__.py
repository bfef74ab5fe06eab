from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from . import beta as beta
    from . import shared as shared
    from . import shared_params as shared_params
    from .shared import ChatModel as ChatModel
    from .shared import ErrorObject as ErrorObject
    from .shared import FunctionDefinition as FunctionDefinition
    from .shared import FunctionParameters as FunctionParameters
    from .shared import Metadata as Metadata
    from .shared import ReasoningEffort as ReasoningEffort
    from .shared import ResponseFormatJSONObject as ResponseFormatJSONObject
    from .shared import ResponseFormatJSONSchema as ResponseFormatJSONSchema
    from .shared import ResponseFormatText as ResponseFormatText
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "beta": (),
            "shared": (
                "ChatModel",
                "ErrorObject",
                "FunctionDefinition",
                "FunctionParameters",
                "Metadata",
                "ReasoningEffort",
                "ResponseFormatJSONObject",
                "ResponseFormatJSONSchema",
                "ResponseFormatText",
            ),
            "shared_params": (),
        },
    )
