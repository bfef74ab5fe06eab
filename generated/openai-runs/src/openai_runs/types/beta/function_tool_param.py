from __future__ import annotations

from typing_extensions import Literal, Required, TypedDict

from ..shared_params.function_definition import FunctionDefinition

__all__ = ["FunctionToolParam"]


class FunctionToolParam(TypedDict, total=False):
    """A function of the caller, which the model may ask for."""

    function: Required[FunctionDefinition]
    """A function that the model may call: what it is named, what it does, what it takes."""

    type: Required[Literal["function"]]
    """Kind of tool: `function`, which the caller executes."""
