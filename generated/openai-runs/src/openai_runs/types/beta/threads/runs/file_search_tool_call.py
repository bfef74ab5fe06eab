from typing import List

from typing_extensions import Literal

from ....._models import BaseModel

__all__ = [
    "FileSearchRankingOptions",
    "FileSearchResultContent",
    "FileSearchResult",
    "FileSearch",
    "FileSearchToolCall",
]


class FileSearchRankingOptions(BaseModel):
    """How the hits were ranked."""

    ranker: Literal["auto", "default_2024_08_21"]
    """How hits are ranked. `auto` picks the current ranker."""

    score_threshold: float
    """Weakest score that still counts as a hit, between 0 and 1."""


class FileSearchResultContent(BaseModel):
    text: str | None = None
    """The text that was found."""

    type: Literal["text"] | None = None
    """Kind of content: `text`."""


class FileSearchResult(BaseModel):
    """One hit of a file search."""

    file_id: str
    """ID of the file with the hit."""

    file_name: str
    """Name of the file with the hit."""

    score: float
    """How well the hit fits, between 0 and 1."""

    content: List[FileSearchResultContent] | None = None
    """Text of the hit. It is there only if `include` asked for it."""


class FileSearch(BaseModel):
    """Settings and results of the search; empty so far."""

    ranking_options: FileSearchRankingOptions | None = None
    """How the hits were ranked."""

    results: List[FileSearchResult] | None = None
    """Hits of the search."""


class FileSearchToolCall(BaseModel):
    """A search in the attached vector stores."""

    id: str
    """ID of this call."""

    file_search: FileSearch
    """Settings and results of the search; empty so far."""

    type: Literal["file_search"]
    """Kind of call: `file_search`."""
