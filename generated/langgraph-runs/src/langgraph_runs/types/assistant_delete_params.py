from __future__ import annotations

from typing_extensions import TypedDict

__all__ = ["AssistantDeleteParams"]


class AssistantDeleteParams(TypedDict, total=False):
    delete_threads: bool
    """Delete the threads of the assistant as well, with their runs and checkpoints."""
