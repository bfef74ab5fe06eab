"""What is built from JSON that drifted: one result, whichever way it is read, and dumps that give it back."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from typing import Annotated, Any, Generic, Literal, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field
from sdk_runtime import _lenient_schema
from sdk_runtime._lenient import builder, takes_null
from sdk_runtime._lenient_schema import lenient_validator
from sdk_runtime._models import BaseModel, UnknownVariant, wire_names
from sdk_runtime._options import FinalRequestOptions
from sdk_runtime._page import BasePage
from sdk_runtime._reader import read_json
from typing_extensions import TypeAliasType

T = TypeVar("T")


class Text(BaseModel):
    type: Literal["text"]
    text: str
    marks: list[float] | None = None


class Image(BaseModel):
    type: Literal["image"]
    url: str
    size: float | None = None


class Rule(BaseModel):
    type: Literal["rule"]


Part = TypeAliasType("Part", Annotated[Text | Image | Rule, Field(discriminator="type")])


class Point(BaseModel):
    x: int
    y: int
    unit: str = "m"


class Size(BaseModel):
    width: int


class Box(BaseModel, Generic[T]):
    held: T
    more: list[T] = Field(default_factory=lambda: [])


class Document(BaseModel):
    __pydantic_extra__: dict[str, Point]
    kind: Literal["document"]
    parts: list[Part]
    shape: Point | Size | None = None
    label: str | list[Size] | None = None
    open: Text | Image | dict[str, Size] | None = None
    boxed: Box[Size] | None = None
    named: dict[str, Point] | None = None
    class_: str | None = Field(None, alias="class")
    below: list[Document] | None = None
    either: Literal["auto"] | Point | None = None
    numbers: list[int] | list[str] | None = None


_KEYS = [*wire_names(Document), "type", "text", "url", "size", "x", "y", "width", "held"]
_VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.sampled_from(["document", "text", "image", "rule", "video", "auto", "1", ""])
)
JSON = st.recursive(
    _VALUES,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(_KEYS) | st.text(max_size=2), inner, max_size=6),
    max_leaves=25,
)


def classes(value: Any) -> Any:
    """The classes of a value, of all that it holds, and which fields were sent."""
    if isinstance(value, BaseModel):
        extra = value.model_extra or {}
        inside = {name: classes(member) for name, member in {**vars(value), **extra}.items()}
        return (type(value), sorted(value.model_fields_set - extra.keys()), inside)
    if isinstance(value, list):
        return [classes(entry) for entry in value]
    if isinstance(value, dict):
        return {key: classes(entry) for key, entry in value.items()}
    return (type(value), value)


@pytest.fixture(
    params=["this pydantic", "one without models of its own"], autouse=True, scope="module"
)
def pydantic_version(request: pytest.FixtureRequest) -> Iterator[None]:
    """Both ways in which a model is made: newer versions of pydantic-core do it themselves."""
    has_own_models = _lenient_schema._has_own_models
    if request.param != "this pydantic":
        _lenient_schema._has_own_models = lambda: False
    yield
    _lenient_schema._has_own_models = has_own_models


@given(JSON)
def test_both_ways_of_reading_give_the_same(data: Any) -> None:
    fast = lenient_validator(Document).validate_json(
        json.dumps(data), strict=True, by_alias=True, by_name=False
    )
    assert classes(fast) == classes(builder(Document)(data))
    if isinstance(data, dict):
        assert json.loads(fast.to_json()).keys() == data.keys()


def test_pages_keep_their_private_members() -> None:
    class Page(BasePage[T], Generic[T]):
        data: list[T]

    value = lenient_validator(Page[Size]).validate_json(b'{"data": [{"width": "1"}, 2]}')
    options = FinalRequestOptions(method="get", url="/pages")
    value._set_private_attributes("client", options)
    assert (value._client, value._options) == ("client", options)
    assert isinstance(value.data[0], Size)
    assert value.data[1] == 2


def document(**members: Any) -> Document:
    value = read_json(json.dumps({"kind": "new", "parts": [], **members}), Document)
    assert isinstance(value, Document)
    return value


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ({"text": "x"}, Text),
        ({"type": None, "text": "x"}, Text),
        ({"type": ["text"], "text": "x", "new": 1}, Text),
        ({"type": 5, "url": "x", "size": 1}, Image),
        ({"size": 1}, Image),
        ({"type": "video", "url": "x"}, UnknownVariant),
        ({"type": None}, UnknownVariant),
        ({}, UnknownVariant),
        ({"type": None, "text": "x", "url": "y"}, UnknownVariant),
        ({"new": 1, "size": 1}, UnknownVariant),
    ],
)
def test_a_variant_without_its_tag_is_told_by_its_members(part: Any, kind: type) -> None:
    """A tag that is no name says nothing; a name that is not known is another variant."""
    assert type(document(parts=[part]).parts[0]) is kind


@pytest.mark.parametrize(
    ("shape", "kind"),
    [
        ({"x": 1}, Point),
        ({"x": "1", "y": None, "z": 3}, Point),
        ({"width": []}, Size),
        ({"height": 1}, UnknownVariant),
        ({"unit": "m", "z": 1}, UnknownVariant),
        ({}, UnknownVariant),
    ],
)
def test_a_variant_that_has_no_tag_may_lack_a_member(shape: Any, kind: type) -> None:
    assert type(document(shape=shape).shape) is kind


def test_a_float_that_came_whole_is_a_float_beside_what_drifted() -> None:
    parts = document(parts=[{"type": "image", "url": 1, "size": 2**53 + 1}]).parts
    assert parts[0].size == float(2**53)
    assert isinstance(parts[0].size, float)
    assert document(parts=[{"type": "image", "url": "", "size": 10**400}]).parts[0].size == 10**400


@pytest.mark.parametrize(
    "members",
    [
        {"class": 1, "parts": {"a": 1}, "shape": [], "below": [{"parts": 5}], "boxed": "x"},
        {"label": "\ud83d", "parts": [{"type": "text", "text": "\udc4d"}]},
        {"either": {"type": "video", "json": 1, "self": 2, "model_config": 3, "_fields_set": 4}},
        {"json": 1, "self": 2, "model_config": {}, "_fields_set": None, "copy": []},
        {"numbers": [None, {}, "\udc4d"]},
        {"shape": {"x": 1.5, "y": True}, "parts": [{"type": ["text"], "text": 1.5}]},
    ],
)
def test_dumps_give_back_what_came_and_warn_of_nothing(members: dict[str, Any]) -> None:
    sent = {"kind": 1, "parts": [], **members}
    value = document(**sent)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert value.to_dict() == sent
        assert value.to_dict(mode="json") == sent
        assert json.loads(value.to_json()) == sent
        assert json.loads(value.model_dump_json(by_alias=True, exclude_unset=True)) == sent
        assert str(value) == repr(value)
        assert repr(value).startswith("Document(")


def test_dumps_warn_where_they_are_told_to() -> None:
    value = read_json('{"width": "1"}', Size)
    for dump in (value.to_dict, value.to_json, value.model_dump, value.model_dump_json):
        with pytest.warns(UserWarning, match="width"):
            dump(warnings=True)


@pytest.mark.parametrize("depth", [150, 240, 300, 700])
def test_deep_values_are_dumped_and_shown(depth: int) -> None:
    text = '{"kind": ' + '[{"a":' * (depth // 2) + "1" + "}]" * (depth // 2) + ', "parts": []}'
    value = read_json(text, Document)
    assert value.model_dump_json(exclude_unset=True) == text.replace(" ", "")
    assert json.dumps(value.to_dict(mode="json")) == text.replace(":", ": ").replace(":  ", ": ")
    assert repr(value).startswith("Document(")


@pytest.mark.parametrize("depth", [80, 150])
def test_deep_models_are_models_to_the_end(depth: int) -> None:
    inner = '{"kind": "document", "parts": [], "below": ['
    text = inner * depth + "]}" * depth
    value = read_json(text, Document)
    assert value.model_dump_json(exclude_unset=True) == text.replace(" ", "")
    assert repr(value).startswith("Document(")
    found = 0
    while isinstance(value, Document):
        value, found = (value.below or [None])[0], found + 1
    assert found == depth


@pytest.mark.parametrize("number", ["1e400", "-1e400", "NaN"])
def test_numbers_that_are_none_come_back_as_they_were(number: str) -> None:
    text = f'{{"type": "image", "url": "", "size": {number}}}'
    value = read_json(text, Image)
    assert repr(json.loads(value.to_json())["size"]) == repr(float(number))


def test_which_types_take_null() -> None:
    assert [takes_null(kind) for kind in (None, Any, object, Text | None, T)] == [True] * 5
    assert [takes_null(kind) for kind in (Text, Part, str, list[Text])] == [False] * 4


@pytest.mark.parametrize("kind", ["document", 5], ids=["clean", "drifted"])
@pytest.mark.parametrize("sent", ["a", None])
@pytest.mark.parametrize("more", ["b", None, {"x": 1}])
def test_a_member_called_like_the_python_name_of_a_field(kind: Any, sent: Any, more: Any) -> None:
    body = {"kind": kind, "parts": [], "class": sent, "named": {"p": {"x": 1, "y": 1}}}
    value = document(**body, class_={"x": more, "y": 2})
    assert value.class_ == sent
    assert json.loads(value.to_json()) == {**body, "class_": {"x": more, "y": 2}}
