"""DEBUG logging: on by an environment variable, and without secrets."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from sdk_runtime import _logs

from tests.behaviour.conftest import Kit
from tests.support.loopback import Loopback


@pytest.fixture
def debug(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.DEBUG, logger="sdk_runtime"):
        yield caplog


def text_of(caplog: pytest.LogCaptureFixture) -> str:
    records = [r for r in caplog.records if r.name.startswith("sdk_runtime")]
    return "\n".join(record.getMessage() for record in records)


def test_requests_and_responses_without_secrets(
    kit: Kit, loopback: Loopback, debug: pytest.LogCaptureFixture
) -> None:
    headers = {
        "X-Api-Key": "hidden-1",
        "api-key": "hidden-2",
        "Cookie": "hidden-3",
        "X-Goog-Api-Key": "hidden-4",
        "Proxy-Authorization": "hidden-5",
        "X-Plain": "shown-1",
        "Idempotency-Key": "shown-2",
    }
    params = {"api_key": "hidden-6", "key": "hidden-7", "sig": "hidden-8", "page": "shown-3"}
    loopback.reply(json={"secret": "hidden-9"}, headers={"set-cookie": "hidden-10"})
    client = kit.client(loopback.url, api_key="hidden-11", default_headers=headers)
    body = {"password": "hidden-12"}
    kit.run(lambda: client.post("/x", cast_to=object, body=body, options={"params": params}))
    text = text_of(debug)
    assert "hidden-" not in text
    for number in (1, 2, 3):
        assert f"shown-{number}" in text
    assert "POST" in text
    assert "200" in text
    assert "api_key=<redacted>" in text


def test_retries_and_failures_are_logged(
    kit: Kit, loopback: Loopback, debug: pytest.LogCaptureFixture
) -> None:
    loopback.drop()
    loopback.reply(json={}, headers={"x-request-id": "req_7"})
    client = kit.client(loopback.url)
    kit.run(lambda: client.get("/x", cast_to=object))
    text = text_of(debug)
    assert "No response: " in text
    assert "Retrying the request in " in text
    assert "(retry 1 of 2)" in text
    assert "request_id=req_7" in text


def test_nothing_is_logged_unless_asked(
    kit: Kit, loopback: Loopback, caplog: pytest.LogCaptureFixture
) -> None:
    loopback.reply(json={})
    client = kit.client(loopback.url)
    with caplog.at_level(logging.WARNING, logger="sdk_runtime"):
        kit.run(lambda: client.get("/x", cast_to=object))
    assert text_of(caplog) == ""


@pytest.mark.parametrize(
    ("value", "level"),
    [
        ("debug", logging.DEBUG),
        ("INFO", logging.INFO),
        ("", logging.NOTSET),
        ("loud", logging.NOTSET),
    ],
)
def test_the_variable(monkeypatch: pytest.MonkeyPatch, value: str, level: int) -> None:
    monkeypatch.setattr(_logs.logger, "level", logging.NOTSET)
    monkeypatch.setenv("SDK_LOG", value)
    _logs.setup_logging()
    assert _logs.logger.level == level
    _logs.logger.setLevel(logging.NOTSET)


def test_without_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SDK_LOG", raising=False)
    _logs.setup_logging()
    assert _logs.logger.level == logging.NOTSET


def test_the_first_client_follows_the_variable(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDK_LOG", "info")
    _logs.setup_logging_once.cache_clear()
    kit.make(api_key="k")
    assert _logs.logger.level == logging.INFO
    _logs.logger.setLevel(logging.NOTSET)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://u:p@host:1/a?b=1#f", "https://host:1/a?b=1"),
        ("https://host/a?access_token=t&x=%20", "https://host/a?access_token=<redacted>&x=+"),
        ("https://host/a?own=t", "https://host/a?own=<redacted>"),
        ("https://host/a", "https://host/a"),
    ],
)
def test_urls(url: str, shown: str) -> None:
    assert _logs.redact_url(url, ["own"]) == shown


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        ("Authorization", True),
        ("X-Amz-Security-Token", True),
        ("Ocp-Apim-Subscription-Key", True),
        ("X-Auth", True),
        ("accesstoken", True),
        ("apikey", True),
        ("client_secret", True),
        ("password", True),
        ("X-Ratelimit-Remaining-Tokens", False),
        ("Idempotency-Key", False),
        ("Keep-Alive", False),
        ("Author", False),
        ("Content-Type", False),
        ("User-Agent", False),
        ("monkey", False),
    ],
)
def test_names_of_secrets(name: str, secret: bool) -> None:
    assert _logs.is_secret(name) is secret
