from typing_extensions import Literal

from ..._models import BaseModel

__all__ = ["FileSearchRankingOptions", "FileSearch", "FileSearchTool"]


class FileSearchRankingOptions(BaseModel):
    """How the search ranks hits, and where it cuts off. Left out: ranker `auto`, threshold 0."""

    score_threshold: float
    """Weakest score that still counts as a hit, between 0 and 1."""

    ranker: Literal["auto", "default_2024_08_21"] | None = None
    """How hits are ranked. `auto` picks the current ranker."""


class FileSearch(BaseModel):
    """Settings for the search; each has a default."""

    max_num_results: int | None = None
    """Most results that one search may return, from 1 to 50. Left out, the model's own default
    applies: 5 or 20. Fewer may come back.
    """

    ranking_options: FileSearchRankingOptions | None = None
    """How the search ranks hits, and where it cuts off. Left out: ranker `auto`, threshold 0."""


class FileSearchTool(BaseModel):
    """Lets the model search the vector stores that are attached."""

    type: Literal["file_search"]
    """Kind of tool: `file_search`, which looks things up in vector stores."""

    file_search: FileSearch | None = None
    """Settings for the search; each has a default."""
