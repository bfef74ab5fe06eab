from __future__ import annotations

from typing_extensions import Required, TypedDict

__all__ = ["AssistantToolChoiceFunctionParam"]


class AssistantToolChoiceFunctionParam(TypedDict, total=False):
    """The function to call, for tools of type `function`."""

    name: Required[str]
    """Which function to call."""
