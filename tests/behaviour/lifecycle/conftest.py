"""An API of things that change at each look, and a clock that only moves when somebody sleeps."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

import httpx2
import pytest

from tests.behaviour.conftest import Kit
from tests.support.neutral import import_neutral

import_neutral()

Answer = str | dict[str, Any] | tuple[dict[str, str], Any] | Exception


def thing(status: str, **members: Any) -> dict[str, Any]:
    return {"id": "thing_1", "parent_id": "parent_1", "status": status, **members}


def asking(*calls: tuple[str, str, Any]) -> dict[str, Any]:
    """A thing that asks for calls of (id, name, arguments)."""
    listed = [
        {"id": id_, "function": {"name": name, "arguments": _text(arguments)}}
        for id_, name, arguments in calls
    ]
    return thing("asking", question={"calls": listed})


def _text(arguments: Any) -> str:
    return arguments if isinstance(arguments, str) else json.dumps(arguments)


class World:
    """The API, a client of the kit's kind for it, and the clock that the client goes by.

    `script` queues the answers: a state, an object, (headers, one of them), or an error to raise;
    `events` queues a stream of things. `took` is how long each request takes on the clock.
    """

    def __init__(self, kit: Kit) -> None:
        self.kit = kit
        self.now = 1000.0
        self.took = 0.0
        self.slept: list[float] = []
        self.requests: list[httpx2.Request] = []
        self._answers: list[Callable[[httpx2.Request], httpx2.Response]] = []
        self.client = kit.mocked(self._handle)
        self.client._now = lambda: self.now
        self.client._sleep = kit.function(self.sleep)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def script(self, *answers: Answer) -> None:
        for answer in answers:
            self._answers.append(lambda request, answer=answer: _response(answer))

    def refuse(self, status: int) -> None:
        self._answers.append(lambda request: httpx2.Response(status))

    def events(self, *answers: str | dict[str, Any]) -> None:
        lines = [f"event: thing\ndata: {json.dumps(_event(answer))}\n\n" for answer in answers]
        head = {"content-type": "text/event-stream"}
        self._answers.append(
            lambda request: httpx2.Response(200, headers=head, content="".join(lines))
        )

    def _handle(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        self.now += self.took
        if not self._answers:
            raise AssertionError(f"nothing is scripted for {request.method} {request.url.path}")
        return self._answers.pop(0)(request)

    @property
    def left_over(self) -> int:
        return len(self._answers)

    def helpers(self, module: str, name: str = "Things") -> Any:
        """A resource of `templates/helpers`, by its sync name."""
        side = "_aio" if self.kit.is_async else "_sync"
        prefix = "Async" if self.kit.is_async else ""
        return getattr(import_module(f"neutral.{side}.{module}"), prefix + name)(self.client)

    def paths(self) -> list[str]:
        return [f"{each.method} {each.url.path.removeprefix('/v1')}" for each in self.requests]

    def bodies(self) -> list[Any]:
        return [json.loads(each.content) for each in self.requests if each.content]


def _event(answer: str | dict[str, Any]) -> dict[str, Any]:
    data = thing(answer) if isinstance(answer, str) else answer
    return {"event": "thing", "data": data}


def _response(answer: Answer) -> httpx2.Response:
    if isinstance(answer, Exception):
        raise answer
    headers, value = answer if isinstance(answer, tuple) else ({}, answer)
    body = thing(value) if isinstance(value, str) else value
    return httpx2.Response(200, headers=headers, json=body)


@pytest.fixture
def world(kit: Kit) -> Iterable[World]:
    made = World(kit)
    yield made
    assert made.left_over == 0, "the client stopped before the script did"
