from typing import List

from typing_extensions import TypeAlias

from .thread import Thread

__all__ = ["ThreadSearchResponse"]


ThreadSearchResponse: TypeAlias = List[Thread]
