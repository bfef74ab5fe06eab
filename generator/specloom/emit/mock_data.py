"""``_examples.py``: what a package's mock of the API answers where a test has scripted nothing (layer 4)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from specloom.emit.examples import Example, all_examples
from specloom.emit.fitting import Fitter
from specloom.emit.layout import STEP
from specloom.emit.sample import Json, Sampler
from specloom.emit.text import literal
from specloom.ir.lifecycles import Lifecycle
from specloom.ir.operations import Operation, PageUse, ResponseKind
from specloom.ir.resources import Api, Client, Page, PageRole, StreamAction
from specloom.ir.types import ObjectDefinition

_MEMBER = STEP * 2
MODULE = "_examples"


def emit_examples(api: Api, header: str) -> str:
    """The module of examples: every operation with an answer, and the lifecycles."""
    sampler = Sampler(api.types)
    answers = _Answers(api, sampler)
    lines = [header, '"""Examples of the answers of the API, for tests."""', ""]
    lines += ["from __future__ import annotations", ""]
    lines += ["from ._mock_routes import DocumentedCall, DocumentedLifecycle", ""]
    calls = [line for example in all_examples(api) for line in _call(example, answers)]
    lines += _table("CALLS: tuple[DocumentedCall, ...]", calls)
    lifecycles = [line for item in api.lifecycles for line in _lifecycle(item, sampler)]
    lines += _table("LIFECYCLES: tuple[DocumentedLifecycle, ...]", lifecycles)
    return "\n".join([*lines, ""])


def _table(target: str, members: list[str]) -> list[str]:
    return [f"{target} = (", *members, ")"] if members else [f"{target} = ()"]


def _call(example: Example, answers: _Answers) -> Iterator[str]:
    operation = example.operation
    media_type, body = answers.body(operation)
    members = {"media_type": media_type, "body": body}
    if operation.stream is not None:
        members["stream"] = answers.stream(operation)
        members["stream_type"] = operation.stream.media_type
        members["switch"] = _wire(operation, operation.stream.discriminator)
    usual = {"media_type": "application/json", "stream_type": "text/event-stream"}
    yield f"{STEP}DocumentedCall("
    for text in (".".join(example.path), operation.method.upper(), operation.path):
        yield f"{_MEMBER}{literal(text)},"
    for name, text in members.items():
        if text != usual.get(name, ""):
            yield f"{_MEMBER}{name}={literal(text)},"
    yield f"{STEP}),"


def _wire(operation: Operation, name: str) -> str:
    return next((item.wire for item in operation.parameters if item.name == name), name)


def _lifecycle(lifecycle: Lifecycle, sampler: Sampler) -> Iterator[str]:
    """A lifecycle whose things stand in the answers as they are."""
    steps = [*lifecycle.starts, *([lifecycle.submit] if lifecycle.submit else [])]
    if any(step.operation.response.unwrap for step in [*steps, lifecycle.read]):
        return
    states = [*lifecycle.pending, *lifecycle.action, *lifecycle.success, *lifecycle.failure]
    yield f"{STEP}DocumentedLifecycle("
    yield f"{_MEMBER}name={literal(lifecycle.name)},"
    yield f"{_MEMBER}state={literal(_state(lifecycle, sampler))},"
    yield from _texts("states", states)
    yield f"{_MEMBER}read={literal(lifecycle.read.key)},"
    if steps:
        yield from _texts("others", [step.key for step in steps])
    yield f"{STEP}),"


def _state(lifecycle: Lifecycle, sampler: Sampler) -> str:
    """The wire name of the state, which is the attribute's own name wherever it is a path."""
    definition = sampler.definition(lifecycle.model)
    fields = sampler.fields(definition) if isinstance(definition, ObjectDefinition) else ()
    wires = {field.name: field.wire for field in fields}
    return wires.get(lifecycle.state, lifecycle.state)


def _texts(name: str, texts: list[str]) -> Iterator[str]:
    yield f"{_MEMBER}{name}=("
    for text in texts:
        yield f"{_MEMBER}{STEP}{literal(text)},"
    yield f"{_MEMBER}),"


class _Answers:
    """Answers as text, from the document where it has examples that fit."""

    def __init__(self, api: Api, sampler: Sampler) -> None:
        self._client = api.client
        self._pages = {page.name: page for page in api.pages}
        self._sampler = sampler
        self._fitter = Fitter(sampler)

    def body(self, operation: Operation) -> tuple[str, str]:
        """Media type and text of the plain answer; both empty where there is no content."""
        response = operation.response
        if response.page is not None:
            return "application/json", _text(self._page(response.page, response.example))
        if response.kind is ResponseKind.JSON:
            return "application/json", _text(self._json(operation))
        if response.kind is ResponseKind.BINARY:
            return "application/octet-stream", "content"
        if response.kind is ResponseKind.TEXT:
            return "text/plain", "text"
        return "", ""

    def _json(self, operation: Operation) -> Json:
        response = operation.response
        if response.type is None:
            return json.loads(response.example) if response.example else {}
        if not response.unwrap:
            return self._fitter.fitted(response.type, response.example)
        whole: Json = json.loads(response.example) if response.example else None
        inner = whole.get(response.unwrap) if isinstance(whole, dict) else None
        example = "" if inner is None else json.dumps(inner)
        return {response.unwrap: self._fitter.fitted(response.type, example)}

    def _page(self, use: PageUse, example: str) -> Json:
        page = self._pages[use.page]
        found: Json = json.loads(example) if example else None
        for key in () if page.items_in_root else _items_path(page):
            found = found.get(key) if isinstance(found, dict) else None
        first = json.dumps(found[0]) if isinstance(found, list) and found else ""
        return page_value(page, self._fitter.fitted(use.item, first))

    def stream(self, operation: Operation) -> str:
        """A stream of one event, as the server sends it."""
        assert operation.stream is not None
        event = self._sampler.value(operation.stream.event)
        if "json" in operation.stream.media_type:
            return f"{json.dumps(event)}\n"
        return event_text(event, self._client)


def _text(value: Json) -> str:
    return json.dumps(value, separators=(",", ":"))


def _items_path(page: Page) -> tuple[str, ...]:
    return next((field.path for field in page.fields if field.role is PageRole.ITEMS), ())


def page_value(page: Page, item: Json) -> Json:
    """A last page with one item."""
    if page.items_in_root:
        return [item]
    answer: dict[str, Json] = {}
    for field in page.fields:
        holder = answer
        for key in field.path[:-1]:
            below = holder.setdefault(key, {})
            holder = below if isinstance(below, dict) else {}
        if field.role is PageRole.ITEMS:
            holder[field.path[-1]] = [item]
        elif field.role is PageRole.HAS_NEXT:
            holder[field.path[-1]] = False
    return answer


def event_text(event: Json, client: Client) -> str:
    """The event as a server sends it, with the end marker that the API has."""
    lines: list[str] = []
    enveloped = any(rule.envelope for rule in client.stream_rules)
    if enveloped and isinstance(event, dict) and "event" in event:
        lines.append(f"event: {event['event']}")
        event = event.get("data", {})
    lines += [f"data: {json.dumps(event)}", ""]
    for rule in client.stream_rules:
        if rule.action is StreamAction.DONE and rule.data_starts_with:
            name = [f"event: {rule.events[0]}"] if rule.events else []
            lines += [*name, f"data: {rule.data_starts_with}", ""]
            break
    return "\n".join([*lines, ""])
