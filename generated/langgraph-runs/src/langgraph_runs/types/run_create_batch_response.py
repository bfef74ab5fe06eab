from typing import List

from typing_extensions import TypeAlias

from .run import Run

__all__ = ["RunCreateBatchResponse"]


RunCreateBatchResponse: TypeAlias = List[Run]
