"""Webhooks as a generated package reads them: with a configuration of the hosted service, and without any."""

from __future__ import annotations

import base64
import hashlib
import hmac
import importlib
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from specloom.cli import app
from tests.support.cases import CASES, Case

SECRET = "whsec_" + base64.b64encode(b"0123456789").decode()


def delivery(event: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """The body and the headers of a good delivery."""
    body, sent = json.dumps(event), str(int(time.time()))
    proof = hmac.new(b"0123456789", f"m.{sent}.{body}".encode(), hashlib.sha256).digest()
    signature = "v1," + base64.b64encode(proof).decode()
    return body, {
        "Webhook-Id": "m",
        "Webhook-Timestamp": sent,
        "Webhook-Signature": signature,
    }


@pytest.fixture
def imported(tmp_path: Path) -> Iterator[Any]:
    """A function that imports a generated package below the folder of the test."""
    kept = list(sys.path)

    def load(root: Path, name: str) -> Any:
        sys.path.insert(0, str(root / "src"))
        importlib.invalidate_caches()
        return importlib.import_module(name)

    yield load
    sys.path[:] = kept
    for module in [name for name in sys.modules if name.split(".")[0] == "zoo"]:
        del sys.modules[module]


@pytest.mark.parametrize("kind", ["Zoo", "AsyncZoo"])
def test_configured_methods(tmp_path: Path, imported: Any, kind: str) -> None:
    ran = Case("webhooks").run(tmp_path / "case")
    zoo = imported(ran.output, "zoo")
    client = getattr(zoo, kind)(webhook_key=SECRET)
    body, headers = delivery({"event": "born", "name": "Io"})
    event = client.webhooks.unwrap(body, headers=headers)
    assert type(event) is zoo.types.PetBornWebhookEvent
    assert event.name == "Io"
    client.webhooks.verify(body.encode(), headers)
    unknown, signed = delivery({"event": "escaped", "over": "the fence"})
    new = client.webhooks.unwrap(unknown, headers=signed)
    assert isinstance(new, zoo.UnknownVariant)
    assert new.over == "the fence"
    with pytest.raises(zoo.InvalidWebhookSignatureError):
        client.webhooks.unwrap(body + " ", headers=headers)
    with pytest.raises(zoo.MissingCredentialsError):
        getattr(zoo, kind)().webhooks.unwrap(body, headers=headers)
    fed = {"event": "fed", "grams": 3}
    body, headers = delivery(fed)
    one = getattr(zoo, kind)().pets.feedings.unwrap_one(body, headers, secret=SECRET)
    assert (type(one), one.grams) == (zoo.types.PetFed, 3)


def test_a_bare_document(tmp_path: Path, imported: Any) -> None:
    spec = CASES / "webhooks" / "spec.yaml"
    arguments = ["generate", "--spec", str(spec), "--output", str(tmp_path / "out"), "--no-cache"]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    zoo = imported(tmp_path / "out", "zoo")
    given = {"base_url": "https://zoo.test", "webhook_secret": SECRET}
    body, headers = delivery({"event": "lost", "at": "2026-01-02T03:04:05Z"})
    for client in (zoo.Zoo(**given), zoo.AsyncZoo(**given)):
        event = client.webhooks.unwrap(body, headers)
        assert event.at.year == 2026
        client.webhooks.verify_signature(body, headers, secret="0123456789", tolerance=10)
        with pytest.raises(zoo.InvalidWebhookSignatureError):
            client.webhooks.unwrap(body, headers, secret="whsec_b3RoZXI=")
