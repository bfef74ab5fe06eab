"""Which error a bad answer becomes, and what it knows."""

from __future__ import annotations

import gzip
import warnings
from typing import Any

import httpx2
import pytest
from sdk_runtime import _exceptions as errors
from sdk_runtime._models import BaseModel
from sdk_runtime._options import request_options
from sdk_runtime._settings import SDKError

from tests.behaviour.conftest import Kit
from tests.support.loopback import Ending, Loopback


class _Answer(BaseModel):
    id: str


CLASSES = [
    (400, errors.BadRequestError),
    (401, errors.AuthenticationError),
    (403, errors.PermissionDeniedError),
    (404, errors.NotFoundError),
    (409, errors.ConflictError),
    (422, errors.UnprocessableEntityError),
    (429, errors.RateLimitError),
    (500, errors.InternalServerError),
    (503, errors.InternalServerError),
    (418, errors.APIStatusError),
]


@pytest.mark.parametrize(("status", "error_class"), CLASSES)
def test_one_class_per_status(
    kit: Kit, loopback: Loopback, status: int, error_class: type[Exception]
) -> None:
    details = {"message": "No.", "code": 17, "param": "thread_id", "type": "bad", "more": [1]}
    loopback.reply(status, json={"error": details}, headers={"x-request-id": "req_1"})
    client = kit.client(loopback.url, max_retries=0)
    with pytest.raises(SDKError) as caught:
        kit.run(lambda: client.get("/x?a=1", cast_to=object))
    error: Any = caught.value
    assert type(error) is error_class
    assert str(error) == error.message == f"Error code: {status} - No."
    assert (error.code, error.param, error.type) == ("17", "thread_id", "bad")
    assert error.body == details
    assert (error.status_code, error.request_id) == (status, "req_1")
    assert error.response.status_code == status
    assert error.response.json() == {"error": details}
    assert error.request.url == loopback.url + "/x?a=1"


@pytest.mark.parametrize(
    ("body", "seen", "message"),
    [
        (b'{"message": "top", "code": "c"}', {"message": "top", "code": "c"}, "400 - top"),
        (b'{"error": "text"}', "text", "400"),
        (b'{"error": {"message": ""}}', {"message": ""}, "400"),
        (b'{"error": null}', None, "400"),
        (b"[1]", [1], "400"),
        (b"<html>gone</html> ", "<html>gone</html>", "400"),
        (b"", "", "400"),
        (b"[" * 100_000, "[" * 100_000, "400"),
        (b"\xff\xfe", "\ufffd\ufffd", "400"),
    ],
)
def test_bodies_of_all_kinds(
    kit: Kit, loopback: Loopback, body: bytes, seen: object, message: str
) -> None:
    loopback.reply(400, body=body)
    client = kit.client(loopback.url)
    with pytest.raises(errors.BadRequestError) as caught:
        kit.run(lambda: client.get("/x", cast_to=object))
    assert caught.value.body == seen
    assert str(caught.value) == f"Error code: {message}"
    assert caught.value.param is None
    assert caught.value.request_id is None


def test_the_body_of_a_streamed_request_is_read(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(404, json={"error": {"message": "No such run."}})
    client = kit.client(loopback.url)
    with pytest.raises(errors.NotFoundError, match="No such run"):
        kit.run(lambda: client.post("/x", cast_to=object, stream=True))


def test_an_error_body_that_never_arrives_whole(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(404, chunks=[b'{"err'], content_type="application/json", ending=Ending.CUT)
    client = kit.client(loopback.url)
    with pytest.raises(errors.NotFoundError, match="Error code: 404") as caught:
        kit.run(lambda: client.post("/x", cast_to=object, stream=True))
    assert caught.value.body is None


def test_an_answer_cut_short_is_a_connection_error(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(chunks=[b'{"id":'], content_type="application/json", ending=Ending.CUT)
    client = kit.client(loopback.url, max_retries=0)
    with pytest.raises(errors.APIConnectionError) as caught:
        kit.run(lambda: client.get("/x", cast_to=object))
    assert isinstance(caught.value.__cause__, httpx2.RemoteProtocolError)


def test_a_redirect_that_is_not_followed_is_an_error(kit: Kit, loopback: Loopback) -> None:
    loopback.reply(302, headers={"location": "/y"})
    client = kit.client(loopback.url)
    options = {"follow_redirects": False}
    with pytest.raises(errors.APIStatusError, match="Error code: 302"):
        kit.run(lambda: client.get("/x", cast_to=object, options=options))


@pytest.mark.parametrize(
    ("content_type", "body"),
    [("text/html", b"<html>"), ("application/json", b'{"a": '), ("application/json", b"")],
)
def test_an_answer_that_is_not_what_it_should_be(
    kit: Kit, loopback: Loopback, content_type: str, body: bytes
) -> None:
    from sdk_runtime._models import BaseModel

    class Run(BaseModel):
        id: str

    loopback.reply(body=body, content_type=content_type, headers={"x-request-id": "req_2"})
    client = kit.client(loopback.url)
    with pytest.raises(errors.APIResponseValidationError) as caught:
        kit.run(lambda: client.get("/x", cast_to=Run))
    assert content_type in str(caught.value)
    assert "req_2" in str(caught.value)
    assert caught.value.request_id == "req_2"


def test_hierarchy() -> None:
    for error_class in {cls for _, cls in CLASSES}:
        assert issubclass(error_class, errors.APIStatusError)
    assert issubclass(errors.APIStatusError, errors.APIError)
    assert issubclass(errors.APITimeoutError, errors.APIConnectionError)
    assert issubclass(errors.StreamInterruptedError, errors.APIConnectionError)
    assert issubclass(errors.APIResponseValidationError, errors.APIError)
    assert issubclass(errors.APIError, SDKError)


def test_errors_made_by_hand() -> None:
    request = httpx2.Request("GET", "https://api.example.com/x")
    response = httpx2.Response(429, request=request)
    assert errors.RateLimitError("slow down", response=response, body=None).status_code == 429
    assert errors.APIError("m", request, body={"type": "t"}).type == "t"
    assert errors.APIConnectionError(request=request).message == "Connection error."
    assert errors.APITimeoutError(request).body is None
    assert errors.APIResponseValidationError(response, None).status_code == 429
    interrupted = errors.StreamInterruptedError(request=request, last_event_id="7")
    assert (interrupted.last_event_id, interrupted.request) == ("7", request)


def test_a_subclass_may_make_its_own_errors(kit: Kit, loopback: Loopback) -> None:
    class Gone(errors.APIStatusError):
        pass

    class Client(kit.client_class):
        def _make_status_error(self, err_msg: str, *, body: object, response: Any) -> Any:
            if response.status_code == 410:
                return Gone(err_msg, response=response, body=body)
            return super()._make_status_error(err_msg, body=body, response=response)

    loopback.reply(410, json={"error": {"message": "gone"}})
    client = Client(api_key="k", base_url=loopback.url)
    with pytest.raises(Gone, match="gone"):
        kit.run(lambda: client.get("/x", cast_to=object))
    kit.run(client.close)


@pytest.mark.parametrize("charset", ["base64", "rot13", "idna", "undefined", "unicode_escape"])
@pytest.mark.parametrize("status", [200, 400])
def test_a_charset_that_is_none_counts_as_absent(
    kit: Kit, loopback: Loopback, charset: str, status: int
) -> None:
    content_type = f"text/html; charset={charset}"
    loopback.reply(status, body="<p>é \\q".encode(), content_type=content_type)
    client = kit.client(loopback.url, max_retries=0)
    with warnings.catch_warnings(), pytest.raises(errors.APIError) as caught:
        warnings.simplefilter("error")
        kit.run(lambda: client.get("/x", cast_to=_Answer))
    assert caught.value.body == "<p>é \\q"


def _in_itself() -> object:
    inner: list[object] = []
    inner.append(inner)
    return inner


@pytest.mark.parametrize(
    "value", [_in_itself(), "\ud800", float("nan")], ids=["circle", "half", "nan"]
)
@pytest.mark.parametrize("place", ["body", "query"])
def test_what_cannot_be_written_down_is_refused(
    kit: Kit, loopback: Loopback, value: object, place: str
) -> None:
    if place == "query" and value != value:
        pytest.skip("a query holds any number")
    client = kit.client(loopback.url)
    options = request_options(extra_query={"a": value} if place == "query" else None)
    body = {"a": value} if place == "body" else {}
    with pytest.raises(errors.UnsendableError) as caught:
        kit.run(lambda: client.post("/x", cast_to=object, body=body, options=options))
    assert isinstance(caught.value.__cause__, (ValueError, RecursionError))
    assert not loopback.requests


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(b"[1]") + gzip.compress(b"[2]")),
        ("identity, gzip", gzip.compress(b"[1]")[:-8]),
        ("gzip, gzip", gzip.compress(gzip.compress(b"[1]")[:-8])),
    ],
    ids=["followed by more", "cut", "cut within"],
)
def test_a_compressed_body_is_read_whole_or_not(
    kit: Kit, loopback: Loopback, coding: str, body: bytes
) -> None:
    loopback.reply(body=body, headers={"content-encoding": coding})
    client = kit.client(loopback.url)
    with pytest.raises(errors.APIConnectionError) as caught:
        kit.run(lambda: client.get("/x", cast_to=object))
    assert isinstance(caught.value.__cause__, httpx2.DecodingError)
    assert len(loopback.requests) == 1
