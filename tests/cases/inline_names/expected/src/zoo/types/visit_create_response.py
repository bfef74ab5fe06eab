from typing import List

from pydantic import Field
from typing_extensions import Annotated, Literal, TypeAlias

from .._models import BaseModel

__all__ = [
    "Entry",
    "OutcomeUnionMember0",
    "OutcomeUnionMember1",
    "Outcome",
    "SummaryEntry",
    "Summary",
    "VisitCreateResponse",
]


class Entry(BaseModel):
    hour: int | None = None


class OutcomeUnionMember0(BaseModel):
    status: Literal["ok"]

    door: int | None = None


class OutcomeUnionMember1(BaseModel):
    status: Literal["sent_away"]

    why: str | None = None


Outcome: TypeAlias = Annotated[
    OutcomeUnionMember0 | OutcomeUnionMember1, Field(discriminator="status")
]


class SummaryEntry(BaseModel):
    hour: int | None = None


class Summary(BaseModel):
    count: int | None = None

    entry: SummaryEntry | None = None


class VisitCreateResponse(BaseModel):
    summary: Summary

    entries: List[Entry] | None = None

    outcome: Outcome | None = None
