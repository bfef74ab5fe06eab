"""The calls of the table, by the same lines for each client: what the server answers, what must come back."""

from __future__ import annotations

import inspect
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

from tests.differential import samples

JSON = "application/json"
EVENTS = "text/event-stream"
BYTES = bytes(range(256)) * 64


@dataclass(frozen=True)
class Answer:
    """A good answer: what a fault spoils."""

    body: bytes
    kind: str = JSON
    status: int = 200
    headers: tuple[str, ...] = ()

    @property
    def is_stream(self) -> bool:
        """Whether it is sent in chunks, without its length."""
        return self.kind == EVENTS

    def head(self, *further: str, length: int | None = None) -> bytes:
        """Status line and headers; ``further`` ones replace the framing where they name it."""
        lines = [f"HTTP/1.1 {self.status} OK", f"Content-Type: {self.kind}", *self.headers]
        names = " ".join(line.partition(":")[0].lower() for line in further)
        if "content-length" not in names and "transfer-encoding" not in names:
            size = len(self.body) if length is None else length
            chunked = self.is_stream and length is None
            lines.append("Transfer-Encoding: chunked" if chunked else f"Content-Length: {size}")
        return "\r\n".join([*lines, *further, "", ""]).encode("latin-1")

    def coded(self, data: bytes) -> bytes:
        """Data as this answer's framing wants it."""
        return b"%x\r\n%b\r\n" % (len(data), data) if self.is_stream and data else data

    def whole(self) -> bytes:
        """Head, body and end."""
        return self.head() + self.coded(self.body) + (b"0\r\n\r\n" if self.is_stream else b"")


def run(**changes: Any) -> bytes:
    """A run as JSON."""
    return json.dumps(samples.run(**changes)).encode()


def _page(ids: list[str], more: bool) -> Answer:
    page = {"object": "list", "data": [samples.run(id=id) for id in ids], "has_more": more}
    return Answer(json.dumps({**page, "first_id": ids[0], "last_id": ids[-1]}).encode())


def _events(texts: list[str]) -> bytes:
    parts: list[bytes] = []
    for text in texts:
        delta = samples.message_delta({"index": 0, "type": "text", "text": {"value": text}})
        data = json.dumps(delta, ensure_ascii=False)
        parts.append(f"event: thread.message.delta\ndata: {data}\n\n".encode())
    return b"".join(parts)


TEXTS = ["one", "zwölf €", "three"]
STREAM = Answer(_events(TEXTS) + b"event: done\ndata: [DONE]\n\n", EVENTS)


@dataclass(frozen=True)
class Call:
    """One kind of call.

    ``before`` are answers to the requests that come first, and that no fault spoils; ``answer`` the one it does.
    ``make`` calls; a list is filled with what arrives one by one; ``wanted`` is what it must hold then.
    """

    name: str
    make: Callable[[Any, Any, list[Any]], Any]
    wanted: list[Any]
    answer: Answer
    before: tuple[Answer, ...] = ()
    after: tuple[Answer, ...] = ()
    first: tuple[Any, ...] = ()
    """What must have been handed out where the fault lets nothing more through."""


async def _value(value: Any) -> Any:
    return await value if inspect.isawaitable(value) else value


async def _each(items: Any) -> AsyncIterator[Any]:
    if hasattr(items, "__aiter__"):
        async for item in items:
            yield item
    else:
        for item in items:
            yield item


async def _retrieve(client: Any, package: Any, got: list[Any]) -> None:
    got.append((await _value(client.beta.threads.runs.retrieve("run_1", thread_id="t"))).id)


async def _create(client: Any, package: Any, got: list[Any]) -> None:
    got.append((await _value(client.beta.threads.runs.create("t", assistant_id="a"))).id)


async def _list(client: Any, package: Any, got: list[Any]) -> None:
    async for item in _each(client.beta.threads.runs.list("t")):
        got.append(item.id)


async def _stream(client: Any, package: Any, got: list[Any]) -> None:
    runs = client.beta.threads.runs
    events = await _value(runs.create("t", assistant_id="a", stream=True))
    async for event in _each(events):
        got.append(event.data.delta.content[0].text.value)


async def _poll(client: Any, package: Any, got: list[Any]) -> None:
    runs = client.beta.threads.runs
    done = await _value(runs.poll("run_1", thread_id="t", poll_interval_ms=1))
    got.append(done.status)


async def _upload(client: Any, package: Any, got: list[Any]) -> None:
    files = [("file", ("name.bin", BYTES))]
    headers = {"Content-Type": "multipart/form-data"}
    sent = client.post(
        "/files", cast_to=dict[str, object], files=files, body={}, options={"headers": headers}
    )
    got.append((await _value(sent))["id"])


async def _download(client: Any, package: Any, got: list[Any]) -> None:
    binary = package.HttpxBinaryResponseContent
    got.append((await _value(client.get("/files/file_1/content", cast_to=binary))).content)


CALLS = (
    Call("retrieve", _retrieve, ["run_1"], Answer(run(id="run_1"))),
    Call("create", _create, ["run_1"], Answer(run(id="run_1"))),
    Call(
        "list page",
        _list,
        ["run_1", "run_2", "run_3"],
        _page(["run_3"], False),
        before=(_page(["run_1", "run_2"], True),),
        first=("run_1", "run_2"),
    ),
    Call("stream", _stream, TEXTS, STREAM),
    Call(
        "poll",
        _poll,
        ["completed"],
        Answer(run(id="run_1", status="completed")),
        before=(Answer(run(id="run_1", status="in_progress")),),
    ),
    Call("upload", _upload, ["file_1"], Answer(b'{"id": "file_1"}')),
    Call("download", _download, [BYTES], Answer(BYTES, "application/octet-stream")),
)
