"""Times and dates: read where JSON's text is written as one, else left as it was sent."""

from __future__ import annotations

import json
from datetime import date, datetime, timezone
from typing import Annotated, Any, Literal

import pydantic
import pytest
from pydantic import Field
from sdk_runtime._models import BaseModel
from sdk_runtime._reader import read_json

NOON = "2024-05-01T12:00:00Z"
READ = datetime(2024, 5, 1, 12, tzinfo=timezone.utc)


class Job(BaseModel):
    type: Literal["job"] = "job"  # a field that has the name of a key of pydantic's schemas
    at: datetime | None = None
    on: date | None = None
    many: list[datetime] | None = None
    named: dict[str, datetime | None] | None = None
    either: datetime | int | None = None
    text: datetime | str | None = None
    below: list[Job] | None = None


class Pause(BaseModel):
    type: Literal["pause"]
    until: datetime


Step = Annotated[Job | Pause, Field(discriminator="type")]

NO_TIMES = [
    "1699063291",
    "1699063291.5",
    "-5",
    "+5",
    "0",
    "",
    "2024-05-01",
    "soon",
    1699063291,
    1.5,
]


@pytest.mark.parametrize("sent", NO_TIMES)
@pytest.mark.parametrize(
    "place",
    [
        lambda value: {"at": value},
        lambda value: {"on": value, "at": NOON},
        lambda value: {"many": [value, NOON]},
        lambda value: {"named": {"first": value, "second": None}},
        lambda value: {"below": [{"at": value}, {"at": NOON}]},
    ],
    ids=["field", "date", "list", "map", "below"],
)
def test_what_is_no_time_stays_what_it_is(sent: object, place: Any) -> None:
    body = place(sent)
    if body.get("on") == "2024-05-01":
        pytest.skip("this is a date")
    job = read_json(json.dumps(body), Job)
    assert isinstance(job, Job)
    assert json.loads(job.to_json()) == body
    with pytest.raises(pydantic.ValidationError):
        read_json(json.dumps(body), Job, strict=True)


def test_siblings_of_what_is_no_time_are_times() -> None:
    body = {"at": "5", "many": ["5", NOON], "below": [{"at": NOON}], "on": "2024-05-01"}
    job = read_json(json.dumps(body), Job)
    assert (job.at, job.many, job.on) == ("5", ["5", READ], date(2024, 5, 1))
    assert job.below[0].at == READ


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (NOON, READ),
        ("2024-05-01t12:00:00z", READ),
        ("2024-05-01 12:00:00Z", READ),
        ("2024-05-01T14:00:00+02:00", READ),
        ("2024-05-01T12:00:00.000000Z", READ),
        ("2024-05-01T12:00", datetime(2024, 5, 1, 12)),
    ],
)
def test_what_is_written_as_a_time_is_one(sent: str, read: datetime) -> None:
    for strict in (False, True):
        job = read_json(json.dumps({"at": sent, "many": [sent], "text": sent}), Job, strict=strict)
        assert (job.at, job.many, job.text) == (read, [read], read)


def test_members_of_unions() -> None:
    assert read_json('{"either": "5", "text": "5"}', Job).model_dump(exclude_unset=True) == {
        "either": "5",
        "text": "5",
    }
    assert read_json('{"text": "5"}', Job, strict=True).text == "5"
    assert read_json('{"either": 5}', Job, strict=True).either == 5
    pause = read_json('{"type": "pause", "until": "5"}', Step)
    assert (type(pause), pause.until) == (Pause, "5")


@pytest.mark.parametrize(
    ("annotation", "body"),
    [
        (datetime, "5"),
        (datetime | None, "5"),
        (list[datetime], ["5"]),
        (dict[str, date], {"a": "0"}),
    ],
)
def test_types_without_a_model(annotation: Any, body: object) -> None:
    assert read_json(json.dumps(body), annotation) == body
    with pytest.raises(pydantic.ValidationError):
        read_json(json.dumps(body), annotation, strict=True)


def test_what_programs_build_is_read_as_pydantic_does() -> None:
    assert Job(at=READ, on=date(2024, 5, 1)).at == READ
    assert Job.model_validate({"at": NOON, "either": READ}).at == READ
    schema = Pause.model_json_schema()["properties"]["until"]
    assert (schema["type"], schema["format"]) == ("string", "date-time")


def test_dumps_warn_of_what_is_no_time_where_they_are_told_to() -> None:
    with pytest.warns(UserWarning, match="Expected `datetime`"):
        read_json('{"at": "5"}', Job).to_json(warnings=True)
