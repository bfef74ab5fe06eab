from typing_extensions import Literal

from ....._models import BaseModel

__all__ = ["CodeInterpreterLogs"]


class CodeInterpreterLogs(BaseModel):
    """Lines that the code has printed."""

    index: int
    """Which output this fragment continues, counted from 0."""

    type: Literal["logs"]
    """Kind of output: `logs`."""

    logs: str | None = None
    """The printed lines."""
