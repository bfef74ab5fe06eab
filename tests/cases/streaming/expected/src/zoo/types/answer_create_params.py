from __future__ import annotations

from typing_extensions import Literal, Required, TypeAlias, TypedDict

__all__ = [
    "AnswerCreateParamsBase",
    "AnswerCreateParamsNonStreaming",
    "AnswerCreateParamsStreaming",
    "AnswerCreateParams",
]


class AnswerCreateParamsBase(TypedDict, total=False):
    question: Required[str]


class AnswerCreateParamsNonStreaming(AnswerCreateParamsBase, total=False):
    stream: Literal[False] | None
    """Whether the answer comes in parts."""


class AnswerCreateParamsStreaming(AnswerCreateParamsBase, total=False):
    stream: Required[Literal[True]]
    """Whether the answer comes in parts."""


AnswerCreateParams: TypeAlias = AnswerCreateParamsNonStreaming | AnswerCreateParamsStreaming
