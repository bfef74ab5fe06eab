"""Names and formats of the wire in parameter dicts."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Required

from sdk_runtime._transform import PropertyInfo, transform
from sdk_runtime._types import omit
from typing_extensions import TypedDict


class Inner(TypedDict, total=False):
    given_name: Annotated[str, PropertyInfo(alias="givenName")]
    born: Annotated[date, PropertyInfo(format="iso8601")]


class Other(TypedDict, total=False):
    family_name: Annotated[str, PropertyInfo(alias="familyName")]


class Outer(TypedDict, total=False):
    main_person: Required[Annotated[Inner, PropertyInfo(alias="mainPerson")]]
    people: Iterable[Inner]
    by_key: Annotated[dict[str, Inner], PropertyInfo(alias="byKey")]
    either: str | Inner | Other
    many: str | list[Inner] | None
    until: Annotated[str | datetime | None, PropertyInfo(format="custom", format_template="%Y")]
    days: Annotated[list[date], PropertyInfo(format="iso8601")]
    photo: Annotated[Any, PropertyInfo(format="base64")]


def test_names_at_every_depth() -> None:
    ada = {"given_name": "Ada", "more_words": 1}
    wire = {"givenName": "Ada", "more_words": 1}
    data = {
        "main_person": ada,
        "people": (person for person in [ada]),
        "by_key": {"given_name": ada},
        "either": {"family_name": "L"},
        "many": [ada],
    }
    assert transform(data, Outer) == {
        "mainPerson": wire,
        "people": [wire],
        "byKey": {"given_name": wire},
        "either": {"familyName": "L"},
        "many": [wire],
    }
    assert ada == {"given_name": "Ada", "more_words": 1}


def test_values_that_are_not_what_the_type_says() -> None:
    data = {
        "main_person": None,
        "people": "text",
        "by_key": [1],
        "either": 3,
        "extra_one": {"a": 1},
    }
    assert transform(data, Outer) == {
        "mainPerson": None,
        "people": "text",
        "byKey": [1],
        "either": 3,
        "extra_one": {"a": 1},
    }


def test_omitted_members_are_left_out() -> None:
    data = {"main_person": {"given_name": omit}, "people": omit}
    assert transform(data, Outer) == {"mainPerson": {}}


def test_formats(tmp_path: Path) -> None:
    path = tmp_path / "photo"
    path.write_bytes(b"abc")
    day = date(2026, 1, 2)
    assert transform({"born": day}, Inner) == {"born": "2026-01-02"}
    assert transform({"until": datetime(2026, 5, 6)}, Outer) == {"until": "2026"}
    assert transform({"until": "later", "days": [day]}, Outer) == {
        "until": "later",
        "days": ["2026-01-02"],
    }
    for photo in (path, b"abc", io.BytesIO(b"abc"), io.StringIO("abc")):
        assert transform({"photo": photo}, Outer) == {"photo": "YWJj"}
    assert transform({"photo": "as it is"}, Outer) == {"photo": "as it is"}


def test_a_bare_array() -> None:
    assert transform([{"given_name": "A"}], list[Inner]) == [{"givenName": "A"}]
