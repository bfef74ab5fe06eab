from typing import List

from typing_extensions import TypeAlias

from .assistant import Assistant

__all__ = ["AssistantSearchResponse"]


AssistantSearchResponse: TypeAlias = List[Assistant]
