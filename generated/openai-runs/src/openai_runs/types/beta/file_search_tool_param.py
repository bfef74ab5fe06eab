from __future__ import annotations

from typing_extensions import Literal, Required, TypedDict

__all__ = ["FileSearchRankingOptions", "FileSearch", "FileSearchToolParam"]


class FileSearchRankingOptions(TypedDict, total=False):
    """How the search ranks hits, and where it cuts off. Left out: ranker `auto`, threshold 0."""

    score_threshold: Required[float]
    """Weakest score that still counts as a hit, between 0 and 1."""

    ranker: Literal["auto", "default_2024_08_21"]
    """How hits are ranked. `auto` picks the current ranker."""


class FileSearch(TypedDict, total=False):
    """Settings for the search; each has a default."""

    max_num_results: int
    """Most results that one search may return, from 1 to 50. Left out, the model's own default
    applies: 5 or 20. Fewer may come back.
    """

    ranking_options: FileSearchRankingOptions
    """How the search ranks hits, and where it cuts off. Left out: ranker `auto`, threshold 0."""


class FileSearchToolParam(TypedDict, total=False):
    """Lets the model search the vector stores that are attached."""

    type: Required[Literal["file_search"]]
    """Kind of tool: `file_search`, which looks things up in vector stores."""

    file_search: FileSearch
    """Settings for the search; each has a default."""
