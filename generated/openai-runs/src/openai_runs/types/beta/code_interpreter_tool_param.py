from __future__ import annotations

from typing_extensions import Literal, Required, TypedDict

__all__ = ["CodeInterpreterToolParam"]


class CodeInterpreterToolParam(TypedDict, total=False):
    """Lets the model write Python and execute it in a sandbox."""

    type: Required[Literal["code_interpreter"]]
    """Kind of tool: `code_interpreter`, which writes and executes Python."""
