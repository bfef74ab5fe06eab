"""What goes over the wire: URL, query, headers and body of a request."""

from __future__ import annotations

import datetime
import enum
import io
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sdk_runtime import _client_core
from sdk_runtime._options import request_options
from sdk_runtime._qs import Querystring
from sdk_runtime._types import NoneType, not_given, omit

from tests.behaviour.conftest import Kit
from tests.support.loopback import Loopback, Recorded


def send(kit: Kit, loopback: Loopback, verb: str, path: str, **arguments: Any) -> Recorded:
    """What the server saw of one call of a client with that base URL."""
    options = {"base": "", "client": {}, **arguments}
    base, client_arguments = options.pop("base"), options.pop("client")
    loopback.reply(json={})
    client = kit.client(loopback.url + base, **client_arguments)
    kit.run(lambda: getattr(client, verb)(path, cast_to=object, **options))
    return loopback.requests[-1]


class TestURL:
    @pytest.mark.parametrize("base", ["/v1", "/v1/"])
    @pytest.mark.parametrize("path", ["/runs", "runs"])
    def test_base_and_path_meet_at_one_slash(
        self, kit: Kit, loopback: Loopback, base: str, path: str
    ) -> None:
        assert send(kit, loopback, "get", path, base=base).target == "/v1/runs"

    def test_base_without_path(self, kit: Kit, loopback: Loopback) -> None:
        assert send(kit, loopback, "get", "/runs").target == "/runs"

    def test_the_query_of_the_path_is_kept(self, kit: Kit, loopback: Loopback) -> None:
        request = send(kit, loopback, "get", "/runs?beta=true&a=1&a=2")
        assert request.query == "beta=true&a=1&a=2"

    def test_params_win_over_the_query_of_the_path(self, kit: Kit, loopback: Loopback) -> None:
        options = {"params": {"a": 3, "c": None}}
        request = send(kit, loopback, "get", "/runs?a=1&b=x%20y&empty=", options=options)
        assert request.query_items == [("b", "x y"), ("empty", ""), ("a", "3")]

    def test_the_query_of_the_base_url_goes_with_every_request(
        self, kit: Kit, loopback: Loopback
    ) -> None:
        options = {"params": {"a": 1}}
        request = send(kit, loopback, "get", "/runs", base="/v1?version=7&a=0", options=options)
        assert (request.path, request.query) == ("/v1/runs", "version=7&a=1")

    def test_an_absolute_url_is_taken_as_it_is(self, kit: Kit, loopback: Loopback) -> None:
        request = send(kit, loopback, "get", f"{loopback.url}/other?x=1", base="/v1")
        assert request.target == "/other?x=1"
        assert request.header("authorization") == "Bearer key"

    def test_another_origin_gets_no_credentials(self, kit: Kit, loopback: Loopback) -> None:
        loopback.reply(json={})
        client = kit.client(
            "http://localhost:9",
            default_headers={"X-Api-Key": "secret", "X-Plain": "shown"},
            default_query={"token": "secret"},
        )
        kit.run(lambda: client.get(f"{loopback.url}/x", cast_to=object))
        (request,) = loopback.requests
        assert request.header("authorization") is None
        assert request.header("x-api-key") is None
        assert request.header("x-plain") == "shown"
        assert request.target == "/x"

    def test_another_origin_gets_what_the_call_gives_it(self, kit: Kit, loopback: Loopback) -> None:
        loopback.reply(json={})
        client = kit.client("http://localhost:9")
        options = {"headers": {"Authorization": "Bearer theirs"}}
        kit.run(lambda: client.get(f"{loopback.url}/x", cast_to=object, options=options))
        assert loopback.requests[0].header("authorization") == "Bearer theirs"

    def test_base_url_may_change(self, kit: Kit, loopback: Loopback) -> None:
        loopback.reply(json={})
        client = kit.client("http://localhost:9")
        client.base_url = httpx2.URL(loopback.url + "/v2")
        assert str(client.base_url) == loopback.url + "/v2/"
        kit.run(lambda: client.get("/x", cast_to=object))
        assert loopback.requests[0].target == "/v2/x"


class TestQuery:
    def test_values(self, kit: Kit, loopback: Loopback) -> None:
        params = {
            "yes": True,
            "no": False,
            "none": None,
            "omitted": omit,
            "absent": not_given,
            "list": ["a", "b c"],
            "empty": [],
            "nested": {"a": {"b": 1}, "l": [1, 2]},
            "when": datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC),
            "float": 1.5,
            "text": "ä&=+",
        }
        request = send(kit, loopback, "get", "/x", options={"params": params})
        assert request.query_items == [
            ("yes", "true"),
            ("no", "false"),
            ("list[]", "a"),
            ("list[]", "b c"),
            ("nested[a][b]", "1"),
            ("nested[l][]", "1"),
            ("nested[l][]", "2"),
            ("when", "2026-01-02T00:00:00+00:00"),
            ("float", "1.5"),
            ("text", "ä&=+"),
        ]
        assert "list%5B%5D=b+c" in request.query

    def test_default_query_loses_against_the_call(self, kit: Kit, loopback: Loopback) -> None:
        request = send(
            kit,
            loopback,
            "get",
            "/x",
            client={"default_query": {"a": 1, "b": 1, "c": 1}},
            options={"params": {"b": 2, "c": omit}},
        )
        assert request.query_items == [("a", "1"), ("b", "2")]

    def test_the_format_is_that_of_the_client(self, kit: Kit, loopback: Loopback) -> None:
        class Commas(kit.client_class):
            @property
            def qs(self) -> Querystring:
                return Querystring(array_format="comma", nested_format="dots")

        loopback.reply(json={})
        client = Commas(api_key="k", base_url=loopback.url)
        params = {"a": [1, True, None], "b": {"c": "d"}}
        kit.run(lambda: client.get("/x", cast_to=object, options={"params": params}))
        assert loopback.requests[0].query_items == [("a", "1,true"), ("b.c", "d")]
        kit.run(client.close)


class TestHeaders:
    def test_what_every_request_carries(self, kit: Kit, loopback: Loopback) -> None:
        client = {"organization": "org", "default_headers": {"X-Mine": "1", "user-agent": "me"}}
        request = send(kit, loopback, "post", "/x", client=client, body={})
        assert request.header("authorization") == "Bearer key"
        assert request.header("accept") == "application/json"
        assert request.header("content-type") == "application/json"
        assert request.header("example-organization") == "org"
        assert request.header("example-project") is None
        assert request.header("x-mine") == "1"
        assert request.header_values("user-agent") == ["me"]
        assert request.header("x-sdk-lang") == "python"
        assert request.header("x-sdk-async") == ("async:asyncio" if kit.is_async else "false")
        assert request.header("x-sdk-read-timeout") == "600"

    def test_user_agent(self, kit: Kit, loopback: Loopback) -> None:
        request = send(kit, loopback, "get", "/x")
        assert request.header("user-agent") == f"{kit.client_class.__name__}/Python 0.0.0"

    @pytest.mark.parametrize("name", ["authorization", "AUTHORIZATION"])
    def test_the_call_wins_whatever_the_case(self, kit: Kit, loopback: Loopback, name: str) -> None:
        options = {"headers": {name: "Bearer other", "Accept": omit, "X-SDK-Lang": "snake"}}
        request = send(kit, loopback, "get", "/x", options=options)
        assert request.header_values("authorization") == ["Bearer other"]
        assert request.header("accept") == "*/*"  # what the transport sends on its own
        assert request.header_values("x-sdk-lang") == ["snake"]

    def test_a_get_has_no_content_type(self, kit: Kit, loopback: Loopback) -> None:
        assert send(kit, loopback, "get", "/x").header("content-type") is None

    @pytest.mark.parametrize(
        ("timeout", "header"),
        [(10, "10"), (2.5, "2.5"), (httpx2.Timeout(7, read=3.5), "3.5"), (None, None)],
    )
    def test_read_timeout(
        self, kit: Kit, loopback: Loopback, timeout: Any, header: str | None
    ) -> None:
        request = send(kit, loopback, "get", "/x", options={"timeout": timeout})
        assert request.header("x-sdk-read-timeout") == header

    def test_method_headers_lose_against_extra_headers(self, kit: Kit, loopback: Loopback) -> None:
        options = request_options(
            headers={"Api-Beta": "v1", "X-None": None, "X-Omit": omit, "X-Flag": True, "X-N": 3},
            extra_headers={"api-beta": "v2"},
        )
        request = send(kit, loopback, "get", "/x", options=options)
        assert request.header_values("api-beta") == ["v2"]
        assert [request.header(f"x-{n}") for n in ("none", "omit", "flag", "n")] == [
            None,
            None,
            "true",
            "3",
        ]

    def test_telemetry_can_be_switched_off(
        self, kit: Kit, loopback: Loopback, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SDK_TELEMETRY_OFF", "1")
        request = send(kit, loopback, "get", "/x")
        assert [name for name, _ in request.headers if name.lower().startswith("x-sdk")] == []

    def test_headers_and_cookies_of_the_http_client_are_sent(
        self, kit: Kit, loopback: Loopback
    ) -> None:
        http = kit.http_class(headers={"X-Theirs": "1"}, cookies={"c": "2"}, params={"p": "3"})
        request = send(kit, loopback, "get", "/x", client={"http_client": http})
        assert request.header("x-theirs") == "1"
        assert request.header("cookie") == "c=2"
        assert request.query_items == [("p", "3")]


class Colour(enum.Enum):
    RED = "red"


class TestJSON:
    def test_omitted_null_and_given(self, kit: Kit, loopback: Loopback) -> None:
        body = {"null": None, "omitted": omit, "absent": not_given, "given": 0}
        request = send(kit, loopback, "post", "/x", body=body)
        assert request.body == b'{"null":null,"given":0}'

    def test_omitted_below_the_top(self, kit: Kit, loopback: Loopback) -> None:
        body = {"a": {"b": omit, "c": [omit, {"d": not_given, "e": None}]}}
        assert send(kit, loopback, "post", "/x", body=body).json() == {"a": {"c": [{"e": None}]}}

    def test_kinds_of_values(self, kit: Kit, loopback: Loopback) -> None:
        from sdk_runtime._models import BaseModel

        class Point(BaseModel):
            x: int
            y: int | None = None

        body = {
            "model": Point.model_construct(x=1),
            "when": datetime.datetime(2026, 1, 2, 3, 4, 5),
            "day": datetime.date(2026, 1, 2),
            "colour": Colour.RED,
            "range": range(2),
            "text": "ä\u2028",
        }
        request = send(kit, loopback, "post", "/x", body=body)
        assert request.json() == {
            "model": {"x": 1},
            "when": "2026-01-02T03:04:05",
            "day": "2026-01-02",
            "colour": "red",
            "range": [0, 1],
            "text": "ä\u2028",
        }
        assert "ä".encode() in request.body

    @pytest.mark.parametrize("value", [object(), io.BytesIO(b""), b"raw"])
    def test_what_json_cannot_hold(self, kit: Kit, value: object) -> None:
        client = kit.mocked(lambda request: httpx2.Response(200, json={}))
        with pytest.raises(TypeError, match="cannot be sent as JSON"):
            kit.run(lambda: client.post("/x", cast_to=object, body={"a": value}))

    def test_nan_is_refused(self, kit: Kit) -> None:
        client = kit.mocked(lambda request: httpx2.Response(200, json={}))
        with pytest.raises(ValueError, match="Out of range float"):
            kit.run(lambda: client.post("/x", cast_to=object, body={"a": float("nan")}))

    def test_extra_body_wins(self, kit: Kit, loopback: Loopback) -> None:
        options = request_options(extra_body={"b": 2, "c": omit, "d": {"new": True}})
        request = send(kit, loopback, "post", "/x", body={"a": 1, "b": 1, "c": 1}, options=options)
        assert request.json() == {"a": 1, "b": 2, "d": {"new": True}}

    def test_extra_body_alone(self, kit: Kit, loopback: Loopback) -> None:
        options = request_options(extra_body={"b": 2})
        assert send(kit, loopback, "post", "/x", options=options).json() == {"b": 2}

    def test_extra_body_needs_an_object(self, kit: Kit) -> None:
        client = kit.mocked(lambda request: httpx2.Response(200, json={}))
        options = {"extra_json": {"a": 1}}
        with pytest.raises(TypeError, match="`extra_body` cannot be merged"):
            kit.run(lambda: client.post("/x", cast_to=object, body=[1], options=options))

    @pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
    def test_verbs(self, kit: Kit, loopback: Loopback, verb: str) -> None:
        request = send(kit, loopback, verb, "/x", body=[1, {"a": None}])
        assert (request.method, request.json()) == (verb.upper(), [1, {"a": None}])

    def test_no_body(self, kit: Kit, loopback: Loopback) -> None:
        request = send(kit, loopback, "post", "/x")
        assert request.body == b""
        assert request.header("content-length") == "0"

    def test_any_method(self, kit: Kit, loopback: Loopback) -> None:
        loopback.reply(body=b"")
        client = kit.client(loopback.url)
        kit.run(lambda: client._call("query", "/x", cast_to=NoneType, body={"a": 1}))
        assert (loopback.requests[0].method, loopback.requests[0].json()) == ("QUERY", {"a": 1})


class TestRawContent:
    @pytest.mark.parametrize(
        "content", [b"raw", bytearray(b"raw"), io.BytesIO(b"raw"), [b"r", b"aw"]]
    )
    def test_bytes_files_and_iterables(self, kit: Kit, loopback: Loopback, content: Any) -> None:
        options = {"headers": {"Content-Type": "text/csv"}}
        request = send(kit, loopback, "post", "/x", content=content, options=options)
        assert request.body == b"raw"
        assert request.header("content-type") == "text/csv"
        if isinstance(content, io.BytesIO):
            content.seek(0)

    @pytest.mark.parametrize("other", ["body", "files"])
    def test_one_kind_of_body_only(self, kit: Kit, other: str) -> None:
        client = kit.mocked(lambda request: httpx2.Response(200, json={}))
        with pytest.raises(TypeError, match=f"Passing both `{other}` and `content`"):
            kit.run(lambda: client.post("/x", cast_to=object, content=b"", **{other: {"a": b"b"}}))

    def test_bytes_as_body_still_go_through(self, kit: Kit, loopback: Loopback) -> None:
        with pytest.warns(DeprecationWarning, match="pass them as `content`"):
            request = send(kit, loopback, "post", "/x", body=b"raw")
        assert request.body == b"raw"

    def test_text_of_another_type(self, kit: Kit, loopback: Loopback) -> None:
        options = {"headers": {"Content-Type": "text/plain"}}
        request = send(kit, loopback, "post", "/x", body="ä", options=options)
        assert request.body == "ä".encode()

    @pytest.mark.parametrize(
        ("kind", "body", "sent"),
        [
            ("application/x-ndjson", [{"a": "ä"}, None, 1], '{"a":"ä"}\nnull\n1\n'),
            ("application/jsonl; charset=utf-8", range(1, 3), "1\n2\n"),
            ("application/json-seq", [1, 2], "\x1e1\n\x1e2\n"),
            ("application/jsonl", {"a": 1}, '{"a":1}\n'),
            ("application/jsonl", '{"a": 1}\n', '{"a": 1}\n'),
            ("application/jsonl", [], ""),
            ("application/vnd.api+json", "text", '"text"'),
        ],
    )
    def test_json_lines(
        self, kit: Kit, loopback: Loopback, kind: str, body: object, sent: str
    ) -> None:
        options = {"headers": {"Content-Type": kind}}
        request = send(kit, loopback, "post", "/x", body=body, options=options)
        assert request.body.decode() == sent

    def test_url_encoded_form(self, kit: Kit, loopback: Loopback) -> None:
        options = {"headers": {"Content-Type": "application/x-www-form-urlencoded"}}
        body = {"a": [1, 2], "b": {"c": True}, "n": None}
        request = send(kit, loopback, "post", "/x", body=body, options=options)
        assert request.body == b"a%5B%5D=1&a%5B%5D=2&b%5Bc%5D=true"


FORM = {"headers": {"Content-Type": "multipart/form-data"}}


class TestUploads:
    def test_arrays_of_a_form_have_a_format_of_their_own(
        self, kit: Kit, loopback: Loopback
    ) -> None:
        loopback.reply(json={})

        class Commas(kit.client_class):
            @property
            def qs(self) -> Querystring:
                return Querystring(array_format="comma")

        client = Commas(api_key="k", base_url=loopback.url)
        kit.run(lambda: client.post("/x", cast_to=object, body={"tags": ["a", "b"]}, options=FORM))
        kit.run(client.close)
        parts = self.parts(loopback.requests[-1])
        assert parts == [('name="tags[]"', "a"), ('name="tags[]"', "b")]

    def parts(self, request: Recorded) -> list[tuple[str, str]]:
        """(Content-Disposition line and content type, content) of each part."""
        kind = request.header("content-type") or ""
        assert kind.startswith("multipart/form-data; boundary=")
        boundary = kind.partition("boundary=")[2]
        parts = request.body.decode().split(f"--{boundary}")[1:-1]
        pairs = [part.strip("\r\n").partition("\r\n\r\n") for part in parts]
        return [
            (head.replace("Content-Disposition: form-data; ", ""), text) for head, _, text in pairs
        ]

    def test_fields_and_files(self, kit: Kit, loopback: Loopback, tmp_path: Path) -> None:
        path = tmp_path / "notes.txt"
        path.write_text("on disk")
        request = send(
            kit,
            loopback,
            "post",
            "/x",
            body={"purpose": "p", "tags": ["a", "b"], "deep": {"k": True}, "none": None},
            files=[
                ("file", path),
                ("file2", ("x.bin", io.BytesIO(b"memory"), "image/png")),
                ("raw", b"bytes"),
            ],
            options=FORM,
        )
        assert self.parts(request) == [
            ('name="purpose"', "p"),
            ('name="tags[]"', "a"),
            ('name="tags[]"', "b"),
            ('name="deep[k]"', "true"),
            ('name="file"; filename="notes.txt"\r\nContent-Type: text/plain', "on disk"),
            ('name="file2"; filename="x.bin"\r\nContent-Type: image/png', "memory"),
            ('name="raw"; filename="upload"\r\nContent-Type: application/octet-stream', "bytes"),
        ]

    def test_files_alone_make_it_multipart(self, kit: Kit, loopback: Loopback) -> None:
        request = send(kit, loopback, "post", "/x", files={"f": ("a.txt", b"x")})
        assert self.parts(request) == [
            ('name="f"; filename="a.txt"\r\nContent-Type: text/plain', "x")
        ]

    def test_fields_alone(self, kit: Kit, loopback: Loopback) -> None:
        request = send(kit, loopback, "post", "/x", body={"a": 1}, options=FORM)
        assert self.parts(request) == [('name="a"', "1")]

    def test_a_boundary_of_ones_own(self, kit: Kit, loopback: Loopback) -> None:
        options = {"headers": {"Content-Type": "multipart/form-data; boundary=6b7b"}}
        request = send(kit, loopback, "post", "/x", body={"a": 1}, options=options)
        assert request.header("content-type") == "multipart/form-data; boundary=6b7b"
        assert request.body.startswith(b"--6b7b\r\n")

    def test_parts_that_are_no_form(self, kit: Kit, loopback: Loopback) -> None:
        for own in ("", "; boundary=6b7b", '; type="Text/x"; Boundary="6b7b"'):
            options = {"headers": {"Content-Type": f"multipart/mixed{own}"}}
            files = {"f": ("a.bin", io.BytesIO(b"x\x00"))}
            request = send(kit, loopback, "post", "/x", body={"a": 1}, files=files, options=options)
            kind = request.header("content-type") or ""
            boundary = kind.partition("oundary=")[2].strip('"')
            assert kind.startswith(f"multipart/mixed{own}")
            assert boundary
            assert request.header("content-length") == str(len(request.body))
            assert (
                request.body
                == (
                    f'--{boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
                    f'--{boundary}\r\nContent-Disposition: form-data; name="f"; filename="a.bin"\r\n'
                    f"Content-Type: application/octet-stream\r\n\r\nx\x00\r\n--{boundary}--\r\n"
                ).encode()
            )

    @pytest.mark.parametrize("files", [{"f": "name.txt"}, {"f": 3}, [("f", None)]])
    def test_what_is_no_file(self, kit: Kit, files: Any) -> None:
        client = kit.mocked(lambda request: httpx2.Response(200, json={}))
        with pytest.raises(TypeError, match="Expected entry at `f` to be bytes"):
            kit.run(lambda: client.post("/x", cast_to=object, files=files))

    def test_files_in_no_container(self, kit: Kit) -> None:
        client = kit.mocked(lambda request: httpx2.Response(200, json={}))
        with pytest.raises(TypeError, match="`files` must be a mapping"):
            kit.run(lambda: client.post("/x", cast_to=object, files=b"x"))


def test_unknown_options_are_refused(kit: Kit) -> None:
    client = kit.mocked(lambda request: httpx2.Response(200, json={}))
    with pytest.raises(TypeError, match="hedaers"):
        kit.run(lambda: client.get("/x", cast_to=object, options={"hedaers": {}}))


def test_markers_of_wrappers_are_never_sent(kit: Kit, loopback: Loopback) -> None:
    from sdk_runtime._options import RAW_RESPONSE_HEADER

    options = {"headers": {RAW_RESPONSE_HEADER: "true", "X-A": "1"}}
    request = send(kit, loopback, "get", "/x", options=options)
    assert [name for name, _ in request.headers if "____" in name] == []
    assert request.header("x-sdk-raw-response") == "true"
    assert request.header("x-a") == "1"


def test_settings_name_no_idempotency_header_by_default() -> None:
    assert _client_core.IDEMPOTENCY_HEADER is None
