"""Responses that wrap what is wanted."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
from sdk_runtime._envelope import envelope, unwrap
from sdk_runtime._models import BaseModel
from sdk_runtime._options import request_options
from sdk_runtime._sync.client import SyncAPIClient


class Zone(BaseModel):
    id: str


def get(content: str, cast_to: Any) -> Any:
    """What a call gives whose response is unwrapped."""
    transport = httpx2.MockTransport(
        lambda _: httpx2.Response(
            200, content=content.encode(), headers={"content-type": "application/json"}
        )
    )
    client = SyncAPIClient(
        base_url="http://api.test", http_client=httpx2.Client(transport=transport)
    )
    return client.get("/x", cast_to=cast_to, options=request_options(post_parser=unwrap))


def test_the_wrapped_model_comes_alone() -> None:
    zone = get('{"result": {"id": "z1", "new": 1}, "success": true}', envelope(Zone, "result"))
    assert isinstance(zone, Zone)
    assert (zone.id, zone.to_dict()) == ("z1", {"id": "z1", "new": 1})


@pytest.mark.parametrize("content", ['{"result": null}', '{"result": []}'])
def test_other_types_can_be_wrapped(content: str) -> None:
    wanted: Any = list[Zone] | None
    assert not get(content, envelope(wanted, "result"))


def test_the_same_envelope_is_made_once() -> None:
    assert envelope(Zone, "result") is envelope(Zone, "result")
    assert envelope(Zone, "result") is not envelope(Zone, "data")
