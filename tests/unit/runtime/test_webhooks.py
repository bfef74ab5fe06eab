"""Signatures of webhooks, and the events in them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from typing import Annotated, Any, Literal

import pytest
from sdk_runtime import _webhooks
from sdk_runtime._exceptions import (
    InvalidWebhookSignatureError,
    MissingCredentialsError,
    SDKError,
    UnreadableWebhookError,
)
from sdk_runtime._models import BaseModel, UnknownVariant
from sdk_runtime._webhooks import unwrap, unwrap_unverified, verify_signature

KEY = b"\x00key\xff" * 4
SECRET = "whsec_" + base64.b64encode(KEY).decode()
BODY = '{"type": "a", "n": 1, "text": "é"}'


class A(BaseModel):
    type: Literal["a"]
    n: int


class B(BaseModel):
    type: Literal["b"]


Event: Any = Annotated[A | B, "event"]


def signature(body: str | bytes, sent: int | str, key: bytes = KEY, identity: str = "msg_1") -> str:
    data = body if isinstance(body, bytes) else body.encode()
    signed = f"{identity}.{sent}.".encode() + data
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers(body: str | bytes = BODY, age: int = 0, **more: str) -> dict[str, str]:
    sent = str(int(time.time()) - age)
    given = {
        "Webhook-Id": "msg_1",
        "webhook-timestamp": sent,
        "WEBHOOK-SIGNATURE": signature(body, sent),
    }
    return {**given, **{name.replace("_", "-"): value for name, value in more.items()}}


def test_the_published_example() -> None:
    """The delivery in the reference libraries of Standard Webhooks."""
    proof = hmac.new(
        base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
        b'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}',
        hashlib.sha256,
    )
    assert base64.b64encode(proof.digest()) == b"g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    given = {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }
    for secret in ("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"):
        verify_signature('{"test": 2432232314}', headers=given, secret=secret, tolerance=1e12)


@pytest.mark.parametrize("body", [BODY, BODY.encode(), b" \n" + BODY.encode()])
@pytest.mark.parametrize("secret", [SECRET, KEY])
def test_a_good_delivery(body: str | bytes, secret: str | bytes) -> None:
    event = unwrap(body, Event, headers=headers(body), secret=secret)
    assert isinstance(event, A)
    assert (event.n, event.model_extra) == (1, {"text": "é"})


def test_a_secret_that_is_plain_text() -> None:
    sent = str(int(time.time()))
    given = headers(webhook_timestamp=sent)
    given["WEBHOOK-SIGNATURE"] = signature(BODY, sent, b"not base64!")
    verify_signature(BODY, headers=given, secret="not base64!")


def test_one_good_signature_of_several_is_enough() -> None:
    sent = str(int(time.time()))
    good = signature(BODY, sent)
    given = headers(webhook_timestamp=sent)
    for text in (f"v1,AAAA {good}", f"v1a,xyz {good} v1,AAAA", f"{good} v2,{good[3:]}"):
        given["WEBHOOK-SIGNATURE"] = text
        verify_signature(BODY, headers=given, secret=SECRET)
    for text in (f"v2,{good[3:]}", good[3:], "v1,", "v1,\u00e9", "", "v1," + "A" * 44):
        given["WEBHOOK-SIGNATURE"] = text
        with pytest.raises(InvalidWebhookSignatureError):
            verify_signature(BODY, headers=given, secret=SECRET)


@pytest.mark.parametrize(
    ("age", "told"), [(301, "too long ago"), (-310, "in the future"), (290, ""), (-290, "")]
)
def test_the_time_of_a_delivery(age: int, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    now = int(time.time())
    given = headers(age=age)
    monkeypatch.setattr(_webhooks.time, "time", lambda: float(now))
    if not told:
        return verify_signature(BODY, headers=given, secret=SECRET)
    with pytest.raises(InvalidWebhookSignatureError, match=told):
        verify_signature(BODY, headers=given, secret=SECRET)
    verify_signature(BODY, headers=given, secret=SECRET, tolerance=400)
    return None


@pytest.mark.parametrize("sent", ["", "now", "-1", "1e9", "\u0661", "9" * 40, "1.5"])
def test_a_time_that_is_none(sent: str) -> None:
    given = {**headers(), "webhook-timestamp": sent, "WEBHOOK-SIGNATURE": signature(BODY, sent)}
    with pytest.raises(InvalidWebhookSignatureError):
        verify_signature(BODY, headers=given, secret=SECRET)


@pytest.mark.parametrize("change", ["body", "id", "time", "secret"])
def test_what_was_changed_on_the_way_is_refused(change: str) -> None:
    given = headers()
    if change == "id":
        given["Webhook-Id"] = "msg_2"
    if change == "time":
        given["webhook-timestamp"] = str(int(given["webhook-timestamp"]) - 1)
    body = BODY + " " if change == "body" else BODY
    secret = "whsec_b3RoZXI=" if change == "secret" else SECRET
    with pytest.raises(InvalidWebhookSignatureError, match="None of the webhook's signatures") as e:
        unwrap(body, Event, headers=given, secret=secret)
    assert isinstance(e.value, SDKError)
    assert secret not in str(e.value)


@pytest.mark.parametrize("name", ["Webhook-Id", "webhook-timestamp", "WEBHOOK-SIGNATURE"])
def test_a_header_that_is_missing(name: str) -> None:
    given = headers()
    del given[name]
    with pytest.raises(InvalidWebhookSignatureError, match=name.lower()):
        verify_signature(BODY, headers=given, secret=SECRET)


@pytest.mark.parametrize("secret", [None, "", b""])
def test_no_secret(secret: str | bytes | None) -> None:
    with pytest.raises(MissingCredentialsError, match="without its secret"):
        verify_signature(BODY, headers=headers(), secret=secret)


def test_events_of_tomorrow() -> None:
    new = unwrap_unverified('{"type": "c", "more": {"x": 1}}', Event)
    assert isinstance(new, UnknownVariant)
    assert (new.type, new.more) == ("c", {"x": 1})
    grown = unwrap_unverified('{"type": "a", "n": "many", "also": 1}', Event)
    assert isinstance(grown, A)


@pytest.mark.parametrize("body", ["", "[]", "1", b"\xff", "{", '{"a"', "null", "{" * 100_000])
def test_a_body_without_an_event(body: str | bytes) -> None:
    with pytest.raises(UnreadableWebhookError) as caught:
        unwrap_unverified(body, Event)
    assert caught.value.__cause__ is None
