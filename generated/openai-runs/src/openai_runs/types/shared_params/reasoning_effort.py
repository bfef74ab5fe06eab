from typing_extensions import Literal, TypeAlias

__all__ = ["ReasoningEffort"]


ReasoningEffort: TypeAlias = (
    Literal["none", "minimal", "low", "medium", "high", "xhigh", "max"] | None
)
"""How much a reasoning model thinks before it answers. Less effort is quicker and costs fewer
tokens. Which values are allowed depends on the model.
"""
