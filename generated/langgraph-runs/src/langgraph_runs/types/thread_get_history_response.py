from typing import List

from typing_extensions import TypeAlias

from .thread_state import ThreadState

__all__ = ["ThreadGetHistoryResponse"]


ThreadGetHistoryResponse: TypeAlias = List[ThreadState]
