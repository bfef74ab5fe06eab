"""Values of a program's own types in a body."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from sdk_runtime._body import encode_json
from sdk_runtime._models import BaseModel


class Inner(BaseModel):
    name: str


@dataclass
class State:
    count: int
    tags: set[str] = field(default_factory=set)
    inner: Inner | None = None


def test_dataclasses_sets_and_models_nest() -> None:
    state = State(1, {"a"}, Inner(name="x"))
    assert encode_json({"input": state}) == (
        b'{"input":{"count":1,"tags":["a"],"inner":{"name":"x"}}}'
    )


@pytest.mark.parametrize("value", [State, object()])
def test_what_is_no_value_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="cannot be sent as JSON"):
        encode_json({"input": value})
