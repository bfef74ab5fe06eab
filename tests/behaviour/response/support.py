"""What the tests of responses share: models, rules, and how to read a stream to its end."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field
from sdk_runtime._models import BaseModel
from sdk_runtime._sse import StreamRule, StreamRules

from tests.behaviour.conftest import Kit

RULES = StreamRules(
    [
        StreamRule(data_starts_with="[DONE]", action="done"),
        StreamRule(event="error", action="error", error_property="error"),
        StreamRule(event="ping", action="skip"),
        StreamRule(event=("job.*",), envelope=True, error_property="error"),
        StreamRule(error_property="error"),
    ]
)


class Job(BaseModel):
    id: str
    status: Literal["new", "done"] | None = None


class JobCreated(BaseModel):
    event: Literal["job.created"]
    data: Job


class JobDone(BaseModel):
    event: Literal["job.done"]
    data: Job


Event = Annotated[JobCreated | JobDone, Field(discriminator="event")]


def stream_class(kit: Kit, rules: StreamRules = RULES) -> Any:
    """The stream class of the kit, with these rules in place of the settings'."""
    base: Any = kit.cls("streaming", "Stream")
    return type("RuledStream", (base,), {"_rules": rules})


def open_stream(
    kit: Kit, client: Any, item: Any = Job, *, rules: StreamRules = RULES, **options: Any
) -> Any:
    """A stream of `item`s from `POST /jobs`."""
    cls = stream_class(kit, rules)
    typed = type("TypedStream", (cls,), {"__orig_bases__": (kit.cls("streaming", "Stream")[item],)})
    return kit.run(
        lambda: client.post(
            "/jobs", cast_to=Job, body={}, stream=True, stream_cls=typed, options=options
        )
    )


def collect(kit: Kit, iterable: Any, limit: int | None = None) -> list[Any]:
    """The items of a stream, a page or a list call, the first `limit` of them."""
    items: list[Any] = []

    async def collect_async() -> None:
        async for item in iterable:
            items.append(item)
            if len(items) == limit:
                return

    if kit.is_async:
        kit.run(collect_async)
    else:
        for item in iterable:
            items.append(item)
            if len(items) == limit:
                break
    return items


def following(kit: Kit, iterator: Any) -> Any:
    """The next item of a stream."""
    return kit.run(lambda: anext(iterator) if kit.is_async else next(iterator))
