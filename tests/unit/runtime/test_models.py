"""Models: what was sent stays reachable, under the names it was sent with."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

import pytest
from pydantic import Field, ValidationError
from sdk_runtime._models import (
    BaseModel,
    MappingModel,
    UnknownMapping,
    UnknownVariant,
    build,
    set_request_id,
)
from sdk_runtime._reader import read_json


class Tool(BaseModel):
    type: Literal["function"]
    name: str | None = None


class Job(BaseModel):
    id: str
    from_: str | None = Field(None, alias="from")
    created: datetime | None = None
    tools: list[Tool] | None = None
    count: int = 3
    model_id: str | None = None


class Record(MappingModel):
    run_id: str
    values: dict[str, int] | None = None
    from_: str | None = Field(None, alias="from")
    inner: Inner | None = None


class Inner(MappingModel):
    key: str


def test_a_constructor_takes_names_and_aliases() -> None:
    assert Job(id="1", from_="a").from_ == "a"
    assert Job(**{"id": "1", "from": "a"}).from_ == "a"
    with pytest.raises(ValidationError):
        Job()  # type: ignore[call-arg]


def test_unknown_members_are_attributes_and_extra() -> None:
    job = read_json(b'{"id": "1", "new": {"deep": [1]}}', Job)
    assert job.new == {"deep": [1]}
    assert job.model_extra == {"new": {"deep": [1]}}
    with pytest.raises(AttributeError):
        _ = job.other


def test_dumps_hold_what_was_sent_under_api_names() -> None:
    job = read_json(b'{"id": "1", "from": "x", "created": "2024-01-02T03:04:05Z", "new": 1}', Job)
    created = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert job.to_dict() == {"id": "1", "from": "x", "created": created, "new": 1}
    assert job.to_dict(mode="json")["created"] == "2024-01-02T03:04:05Z"
    assert "from_" in job.to_dict(use_api_names=False)
    assert job.to_dict(exclude_unset=False)["count"] == 3
    assert Job(id="1", from_=None).to_dict(exclude_none=True) == {"id": "1"}
    assert Job(id="1", count=3).to_dict(exclude_defaults=True) == {"id": "1"}
    assert job.to_json(indent=None).startswith('{"id":"1","from":"x"')
    assert job.to_json().startswith('{\n  "id": "1"')


def test_the_request_id_is_no_field() -> None:
    job = read_json(b'{"id": "1", "tools": [{"type": "function"}]}', Job)
    set_request_id(job, "req_1")
    assert job._request_id == "req_1"
    assert "_request_id" not in job.to_dict() | job.model_dump()
    assert "request_id" not in repr(job) + job.to_json() + str(job)
    assert job == read_json(b'{"id": "1", "tools": [{"type": "function"}]}', Job)
    assert job.model_copy()._request_id == "req_1"
    assert job.tools is not None
    with pytest.raises(AttributeError):
        _ = job.tools[0]._request_id


def test_a_model_with_a_request_id_dumps_inside_another() -> None:
    job = read_json(b'{"id": "1"}', Job)
    set_request_id(job, "req_1")

    class Holder(BaseModel):
        held: Job | Tool

    assert Holder(held=job).to_dict() == {"held": {"id": "1"}}


def test_construct_builds_nested_models_without_checks() -> None:
    job = Job.construct(id=5, tools=[{"type": "other", "name": "n"}], from_="x", extra=1)
    assert isinstance(job.tools, list)
    assert isinstance(job.tools[0], Tool)
    assert (job.id, job.tools[0].type, job.from_, job.count) == (5, "other", "x", 3)
    assert job.model_extra == {"extra": 1}
    assert job.model_fields_set == {"id", "tools", "from_"}
    assert Job.model_construct({"id"}, id="1").model_fields_set == {"id"}
    assert build(Job, id="1").created is None
    with pytest.raises(TypeError):
        build(Job, "1")


def test_construct_keeps_a_member_that_is_called_like_an_attribute() -> None:
    job = Job.construct(**{"from": "wire", "from_": "extra"})
    assert job.from_ == "wire"
    assert job.model_extra == {"from_": "extra"}


def test_text_forms() -> None:
    job = Job(id="1")
    assert str(job) == repr(job)
    assert str(job).startswith("Job(id='1', from_=None")


def test_unknown_variant_shows_all_members() -> None:
    variant = read_json(b'{"type": "new", "x": {"y": 1}}', UnknownVariant)
    assert variant.type == "new"
    assert variant.to_dict() == {"type": "new", "x": {"y": 1}}
    assert not hasattr(variant, "other")


def test_mapping_access_reads_wire_names() -> None:
    record = read_json(b'{"run_id": "1", "from": "x", "inner": {"key": "k"}, "new": 2}', Record)
    assert (record["run_id"], record["from"], record["inner"]["key"]) == ("1", "x", "k")
    assert record["new"] == record.get("new") == 2
    assert record.get("gone", 7) == 7
    assert "from" in record
    assert "from_" not in record
    assert list(record.keys()) == ["run_id", "from", "inner", "new"]
    assert list(record) == list(record.keys())
    assert len(record) == len(record.keys()) == 4
    assert {**record} == dict(record) == dict(record.items())
    assert dict(record)["inner"] is record.inner
    assert record.run_id == "1"
    for missing in ("values", "from_", "gone"):
        with pytest.raises(KeyError):
            record[missing]


def test_mapping_access_of_a_variant_that_is_not_known() -> None:
    variant = read_json(b'{"type": "new", "x": {"y": 1}}', UnknownMapping)
    assert variant.type == variant["type"] == "new"
    assert dict(variant) == {"type": "new", "x": {"y": 1}}
    assert isinstance(variant, UnknownVariant)
    assert not UnknownMapping()


def test_models_without_mapping_access_are_as_pydantic_has_them() -> None:
    assert dict(Job(id="1"))["count"] == 3
    assert not hasattr(Job, "__getitem__")


def test_mapping_access_never_hides_a_member() -> None:
    assert read_json(b'{"run_id": "1", "values": {"a": 1}}', Record).values == {"a": 1}
    assert read_json(b'{"run_id": "1", "items": 5}', Record)["items"] == 5
