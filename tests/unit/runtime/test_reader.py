"""Reading JSON: values as they were sent, and nothing lost when the server has grown."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError
from sdk_runtime._models import BaseModel, UnknownVariant
from sdk_runtime._reader import UnreadableJSON, decode_json, read_json, reader
from typing_extensions import TypeAliasType

T = TypeVar("T")


class Cat(BaseModel):
    type: Literal["cat"]
    lives: int


class Dog(BaseModel):
    type: Literal["dog"]
    name: str
    born: datetime | None = None


Pet = TypeAliasType("Pet", Annotated[Cat | Dog, Field(discriminator="type")])
JSONValue = TypeAliasType(
    "JSONValue", "list[JSONValue] | dict[str, JSONValue] | str | int | float | bool | None"
)


class Owner(BaseModel):
    id: str
    status: Literal["new", "old"]
    pets: list[Pet] | None = None
    pet: Cat | Dog | None = None
    weight: float | None = None
    when: datetime | None = None
    labels: dict[str, Cat] | None = None
    choice: Literal["none", "auto"] | Cat | None = None


class Node(BaseModel):
    name: str
    kids: list[Node] | None = None


class Box(BaseModel, Generic[T]):
    content: T
    state: Literal["full"]


def owner(**members: Any) -> Owner:
    data = {"id": "1", "status": "new", **members}
    value = read_json(json.dumps(data).encode(), Owner)
    assert isinstance(value, Owner)
    return value


def test_values_are_what_was_sent() -> None:
    value = owner(status="newer", weight=2, id=5)
    assert (value.id, value.status) == (5, "newer")
    assert value.weight == 2.0
    assert isinstance(value.weight, float)
    assert owner(weight="2").weight == "2"


def test_an_unknown_enum_value_passes_through() -> None:
    value = owner(status="paused", pets=[{"type": "cat", "lives": 9}], when="2024-01-01T00:00:00Z")
    assert value.status == "paused"
    assert isinstance(value.pets[0], Cat)
    assert value.when == datetime(2024, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("field", ["pets", "pet"])
def test_an_unknown_variant_is_the_catch_all(field: str) -> None:
    bird = {"type": "bird", "wings": 2, "born": "2024-01-01T00:00:00Z"}
    value = owner(**{field: [bird] if field == "pets" else bird})
    found = value.pets[0] if field == "pets" else value.pet
    assert isinstance(found, UnknownVariant)
    assert (found.type, found.wings) == ("bird", 2)
    assert found.to_dict() == bird


@pytest.mark.parametrize("field", ["pets", "pet"])
def test_a_known_variant_is_kept_whatever_else_is_wrong(field: str) -> None:
    dog = {"type": "dog", "born": "2024-01-01T00:00:00Z", "new": 1}
    value = owner(**{field: [dog] if field == "pets" else dog})
    found = value.pets[0] if field == "pets" else value.pet
    assert isinstance(found, Dog)
    assert found.name is None
    assert found.born == datetime(2024, 1, 1, tzinfo=UTC)
    assert found.model_extra == {"new": 1}
    assert "name" not in found.to_dict()


def test_what_is_no_object_stays_what_it_is() -> None:
    value = owner(pets=["cat", None, 3], labels={"a": [], "b": {"type": "cat", "lives": "9"}})
    assert value.pets == ["cat", None, 3]
    assert value.labels["a"] == []
    assert isinstance(value.labels["b"], Cat)
    assert value.labels["b"].lives == "9"
    assert owner(pets={"type": "cat"}).pets == {"type": "cat"}
    assert read_json(b"[1]", Owner) == [1]
    assert read_json(b"null", Owner) is None


def test_a_literal_or_an_object() -> None:
    assert owner(choice="required").choice == "required"
    assert isinstance(owner(choice={"type": "lynx"}).choice, Cat)


def test_times_that_are_none_stay_what_they_are() -> None:
    assert owner(when="soon").when == "soon"
    assert owner(when=0, status="x").when == 0


def test_missing_members_are_none_and_not_dumped() -> None:
    value = read_json(b'{"status": "new"}', Owner)
    assert value.id is None
    assert value.to_dict() == {"status": "new"}


def test_recursive_types() -> None:
    value = read_json(b'{"name": "a", "kids": [{"name": 1, "kids": [{"kids": null}]}]}', Node)
    assert value.kids[0].kids[0].name is None
    assert isinstance(value.kids[0].kids[0], Node)
    data = b'[1, {"a": [null, "x", 2.5]}]'
    assert read_json(data, JSONValue) == json.loads(data)


def test_generic_models_keep_their_argument() -> None:
    value = read_json(b'{"content": {"type": "cat"}, "state": "empty"}', Box[Cat])
    assert isinstance(value.content, Cat)
    assert value.state == "empty"


class Word(BaseModel):
    text: str


class Number(BaseModel):
    value: int
    unit: str | None = None


class Thing(BaseModel):
    any: Word | Number | None = None
    mixed: str | list[Word] | None = None
    lists: list[int] | list[str] | None = None
    open: Cat | Dog | dict[str, Any] | None = None
    state: Literal["ok"] = "ok"


def thing(**members: Any) -> Thing:
    value = read_json(json.dumps({"state": "grown", **members}).encode(), Thing)
    assert isinstance(value, Thing)
    return value


def test_variants_without_tag_are_chosen_by_fit() -> None:
    assert isinstance(thing(any={"value": 1}).any, Number)
    assert isinstance(thing(any={"value": "1", "unit": "m"}).any, Number)
    assert isinstance(thing(any={"text": "x"}).any, Word)
    assert isinstance(thing(any={"sound": "x"}).any, UnknownVariant)


def test_unions_of_lists_and_scalars() -> None:
    assert thing(mixed="x").mixed == "x"
    assert isinstance(thing(mixed=[{"text": 1}]).mixed[0], Word)
    assert thing(lists=["a"]).lists == ["a"]
    assert thing(lists=[1]).lists == [1]
    assert thing(lists=[None]).lists == [None]
    assert thing(mixed=5).mixed == 5


def test_a_map_among_the_variants_takes_what_no_model_takes() -> None:
    assert isinstance(thing(open={"type": "cat"}).open, Cat)
    assert thing(open={"type": "bird"}).open == {"type": "bird"}


class Sweet(BaseModel):
    flavor: Literal["sugar"]
    type: Literal["sweet"]


class Sour(BaseModel):
    flavor: Literal["lemon"]
    type: Literal["sour"]


class Meal(BaseModel):
    taste: Sweet | Sour | None = Field(None, discriminator="type")


@pytest.mark.parametrize(
    ("tag", "kind"), [("sweet", Sweet), ("sour", Sour), ("salt", UnknownVariant)]
)
def test_the_named_discriminator_decides(tag: str, kind: type) -> None:
    meal = read_json(json.dumps({"taste": {"flavor": "vanilla", "type": tag}}).encode(), Meal)
    assert type(meal.taste) is kind
    crossed = read_json(b'{"taste": {"flavor": "lemon", "type": "sweet"}}', Meal)
    assert type(crossed.taste) is Sweet


class Typed(BaseModel):
    __pydantic_extra__: dict[str, Cat]
    state: Literal["ok"]


def test_typed_unknown_members() -> None:
    value = read_json(b'{"state": "x", "tom": {"type": "cat"}, "no": 1}', Typed)
    assert isinstance(value.tom, Cat)
    assert value.no == 1


def test_aliases_are_read_and_names_are_not() -> None:
    class Aliased(BaseModel):
        class_: str | None = Field(None, alias="class")
        state: Literal["ok"] | None = None

    for state in ("ok", "grown"):
        value = read_json(json.dumps({"class_": "a", "state": state}).encode(), Aliased)
        assert value.class_ is None
        assert value.model_extra == {"class_": "a"}
        assert read_json(b'{"class": "a"}', Aliased).class_ == "a"


@pytest.mark.parametrize(
    "members",
    [
        {"status": "paused"},
        {"id": 5},
        {"pet": {"type": "bird"}},
        {"pet": {"type": "dog"}},
        {"weight": "2"},
        {"when": "soon"},
    ],
)
def test_strict_reading_refuses_every_drift(members: dict[str, Any]) -> None:
    data = json.dumps({"id": "1", "status": "new", **members}).encode()
    with pytest.raises(ValidationError):
        read_json(data, Owner, strict=True)
    assert read_json(b'{"id": "1", "status": "new", "more": 1}', Owner, strict=True).more == 1


@pytest.mark.parametrize("data", [b"", b"<html>", b'{"id": "1"', b"{'a': 1}", b"\xff\xfe{"])
@pytest.mark.parametrize("strict", [False, True])
def test_what_is_no_json_raises(data: bytes, strict: bool) -> None:
    with pytest.raises(UnreadableJSON):
        read_json(data, Owner, strict=strict)


def test_json_that_pydantic_does_not_take() -> None:
    assert read_json(b'\xef\xbb\xbf{"id": "1", "status": "new"}', Owner).id == "1"
    assert read_json(b'{"id": "\\ud800", "status": "new"}', Owner).id == "\ud800"
    assert read_json(b'{"id": "\xff", "status": "new"}', Owner).id == "\ufffd"


def test_deep_json_is_read_or_refused_never_a_crash() -> None:
    def nested(depth: int) -> bytes:
        return b'{"name": "n", "kids": [' * depth + b"]}" * depth

    value = read_json(nested(150), Node)
    depth = 0
    while value.kids:
        value, depth = value.kids[0], depth + 1
    assert depth == 149
    limit = sys.getrecursionlimit()
    for depth in (limit, 100_000):
        with pytest.raises(UnreadableJSON, match="deeply"):
            read_json(nested(depth), Node)
        with pytest.raises(UnreadableJSON, match="deeply"):
            decode_json(b"[" * depth * 2 + b"]" * depth * 2)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["id", "status", "pets", "pet", "type", "lives", "when", "labels", "zzz"])
        | st.text(max_size=3),
        inner | st.sampled_from(["cat", "dog", "bird", "new"]),
        max_size=6,
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_json_is_read_and_nothing_is_lost(data: Any) -> None:
    value = read_json(json.dumps(data).encode(), Owner)
    if isinstance(data, dict):
        assert isinstance(value, Owner)
        dumped = json.loads(value.to_json(warnings=False))
        assert dumped.keys() == data.keys()
    else:
        assert value == data


def test_readers_are_kept() -> None:
    assert reader(Owner) is reader(Owner)
    unhashable = Annotated[int, Field(json_schema_extra={"a": 1})]
    assert reader(unhashable).read(b"1") == 1
