"""Formats as the configuration says: read, sent, dumped again, and what is told where they cannot be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest

from specloom.diagnostics import SpecloomError
from tests.support.built import build, field_type
from tests.support.cases import CASES
from tests.support.workshop import findings, generated, imported

CASE = CASES / "formats"
SENT: dict[str, Any] = {
    "id": "0b6f4d1c-8a51-4c0e-9d3e-5f7a1b2c3d4e",
    "price": "12.50",
    "weight": 1.1,
    "weights": [1, 2.5, "3.0"],
    "picture": "/+8=",
    "pick_up": "03:04:05",
    "patience": "P1DT2H",
    "day": "2026-01-01",
    "placed_at": "2026-01-02T03:04:05Z",
}
ODD: dict[str, Any] = {
    "id": "one",
    "price": [1],
    "weight": "heavy",
    "weights": "none",
    "picture": "***",
    "pick_up": 3,
    "patience": 9,
    "day": 1,
    "placed_at": "soon",
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("formats")
    config, spec = ((CASE / name).read_text("utf-8") for name in ("specloom.yml", "spec.yaml"))
    config = config.replace("specloom:\n", "specloom:\n  spec: spec.yaml\n")
    with imported(folder / "out", generated(folder, config, spec), "shop") as package:
        import_module("shop.testing")
        import_module("shop._path")
        yield package


def read(shop: ModuleType, data: dict[str, Any]) -> Any:
    with shop.testing.MockAPI() as mock:
        mock.on("orders.retrieve").reply(data)
        client = shop.Shop(http_client=mock.http_client())
        return client.orders.retrieve(UUID(int=2))


@pytest.mark.parametrize("changed", [{}, {"new": "member"}, {"day": 5}], ids=str)
def test_answers_hold_the_values_and_give_back_what_came(
    shop: ModuleType, changed: dict[str, Any]
) -> None:
    order = read(shop, SENT | changed)
    assert order.id == UUID(SENT["id"])
    assert order.price == Decimal("12.50")
    assert order.weight == Decimal("1.1")
    assert order.weights == [Decimal(1), Decimal("2.5"), Decimal("3.0")]
    assert order.picture == b"\xff\xef"
    assert order.pick_up == time(3, 4, 5)
    assert order.patience == timedelta(days=1, hours=2)
    assert order.placed_at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert order.day == (SENT | changed)["day"]
    assert order.to_dict(mode="json") == SENT | changed
    assert json.loads(order.to_json()) == SENT | changed
    assert order.to_dict()["picture"] == b"\xff\xef"


def test_odd_values_stay_as_they_were_sent(shop: ModuleType) -> None:
    order = read(shop, ODD)
    assert {name: getattr(order, name) for name in ODD} == ODD
    assert order.to_dict(mode="json") == ODD


@pytest.mark.parametrize("text", ["ab", "-_8=", "/x==", "/w==\n", "é"])
def test_text_that_bytes_would_not_give_back_stays(shop: ModuleType, text: str) -> None:
    order = read(shop, SENT | {"picture": text})
    assert order.picture == text
    assert order.to_dict(mode="json") == SENT | {"picture": text}
    with pytest.raises(ValueError, match="picture"):
        shop.types.Order(id=UUID(int=1), price="1", picture=text)


def test_requests_hold_text(shop: ModuleType) -> None:
    with shop.testing.MockAPI() as mock:
        client = shop.Shop(http_client=mock.http_client())
        client.orders.create(
            customer=UUID(int=1),
            price=Decimal("1.50"),
            weight=Decimal("1.5"),
            weights=[Decimal(2), 3.5],
            picture=b"\xff\xfe",
            pick_up=time(1, 2),
            patience=timedelta(days=2, seconds=90, microseconds=500_000),
            day="any",
        )
        client.orders.create(customer="a", price="1.50", weight=2, picture="//4=", patience="PT1S")
        client.orders.retrieve(UUID(int=2))
        client.orders.list(
            customer=UUID(int=3),
            least=Decimal("1E+2"),
            since=datetime(2026, 1, 1),
            within=-timedelta(hours=1),
            x_at=time(1, 2, 3),
        )
    values, texts, one, several = mock.requests
    assert values.json() == {
        "customer": str(UUID(int=1)),
        "price": "1.50",
        "weight": 1.5,
        "weights": [2, 3.5],
        "picture": "//4=",
        "pick_up": "01:02:00",
        "patience": "P2DT1M30.5S",
        "day": "any",
    }
    assert texts.json() == {
        "customer": "a",
        "price": "1.50",
        "weight": 2,
        "picture": "//4=",
        "patience": "PT1S",
    }
    assert one.path == f"/orders/{UUID(int=2)}"
    assert dict(several.query) == {
        "customer": str(UUID(int=3)),
        "least": "100",
        "since": "2026-01-01T00:00:00",
        "within": "-PT60M0S",
    }
    assert several.headers["x-at"] == "01:02:03"


def test_what_is_built_by_hand_can_be_sent_and_dumped(shop: ModuleType) -> None:
    order = shop.types.Order(id=UUID(int=1), price=Decimal("2"), picture=b"\xff")
    expected = {"id": str(UUID(int=1)), "price": "2", "picture": "/w=="}
    assert order.to_dict(mode="json") == expected
    assert order.model_json_schema()["properties"]["price"]["anyOf"]


def test_places_of_paths_write_moments_as_queries_do(shop: ModuleType) -> None:
    path = shop._path.path_template("/{day}/{at}", day=date(2026, 1, 2), at=datetime(2026, 1, 2))
    assert path == "/2026-01-02/2026-01-02T00:00:00"


def test_the_usual_formats_stay_as_published(tmp_path: Path) -> None:
    assert field_type(tmp_path, "{type: string, format: uuid}") == "uuid"
    assert field_type(tmp_path, "{type: string, format: decimal}") == "string"
    assert field_type(tmp_path, "{type: number, format: decimal}") == "number"


def test_a_format_that_there_is_not_is_an_error(tmp_path: Path) -> None:
    built = build(tmp_path, "paths: {}", "specloom: {formats: {decimall: decimal, uri: string}}")
    assert built.codes == ["unknown-format"]
    assert "did you mean 'decimal'" in built.diagnostics.items[0].render()
    spec = "components: {schemas: {A: {type: string, format: money}}}"
    assert build(tmp_path, spec, "specloom: {formats: {money: decimal}}").codes == []


@pytest.mark.parametrize("wrong", ["uuid: guid", "binary: string", "money: file"])
def test_a_type_that_a_format_cannot_have_is_a_located_error(tmp_path: Path, wrong: str) -> None:
    config = f"specloom:\n  spec: spec.yaml\n  formats:\n    {wrong}\n"
    (found,) = findings(tmp_path, config)
    assert found.startswith("specloom.yml:")
    assert " error[" in found
    with pytest.raises(SpecloomError):
        build(tmp_path, "paths: {}", f"specloom: {{formats: {{{wrong}}}}}")


def test_an_option_called_like_an_argument_of_every_client_is_told(tmp_path: Path) -> None:
    options = "{timeout: {type: number}, zoo: {type: string}, copy: {type: string}}"
    built = build(tmp_path, "paths: {}", f"client_settings: {{opts: {options}}}")
    assert built.codes == ["builtin-option", "builtin-option"]
    assert [option.name for option in built.api.client.options] == ["zoo"]
    first, second = (item.render() for item in built.diagnostics.items)
    assert "client_settings.default_timeout" in first
    assert "call the option otherwise" in second
