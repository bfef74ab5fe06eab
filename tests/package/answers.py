"""A server of any API: each request gets an answer that its operation declares, made from the schemas."""

from __future__ import annotations

import json
import re

from specloom.emit.examples import all_examples
from specloom.emit.sample import Json, Sampler
from specloom.ir.operations import Operation, ResponseKind
from specloom.ir.resources import Api, Page, PageRole, StreamAction
from tests.support.loopback import Recorded, Reply, make_reply


class Answers:
    """Answers requests; things with a lifecycle are done at once, and every page is the last one."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.sampler = Sampler(api.types)
        self.pages = {page.name: page for page in api.pages}
        found = sorted((item.operation for item in all_examples(api)), key=_places)
        self.operations = [(_pattern(operation), operation) for operation in found]
        self.done = {(item.model, item.state): item.success[0] for item in api.lifecycles}

    def __call__(self, request: Recorded) -> Reply:
        path = request.path.split("?")[0]
        for pattern, operation in self.operations:
            if request.method == operation.method.upper() and pattern.fullmatch(path):
                return self._reply(operation, request)
        return make_reply(json={"name": "value"})

    def _reply(self, operation: Operation, request: Recorded) -> Reply:
        stream, response = operation.stream, operation.response
        if stream is not None and (
            not stream.discriminator or f'"{stream.discriminator}":true' in _compact(request)
        ):
            text = self._events(self.sampler.value(stream.event))
            return make_reply(body=text.encode(), content_type=stream.media_type)
        if response.page is not None:
            item = self.sampler.value(response.page.item)
            return make_reply(json=_page(self.pages[response.page.page], item))
        if response.kind is ResponseKind.JSON and response.type is not None:
            value = self.sampler.value(response.type)
            for (model, state), last in self.done.items():
                if getattr(response.type, "name", None) == model and isinstance(value, dict):
                    value[state] = last
            return make_reply(json={response.unwrap: value} if response.unwrap else value)
        return make_reply(204)

    def _events(self, event: Json) -> str:
        rules = self.api.client.stream_rules
        head = ""
        if isinstance(event, dict) and {"event", "data"} <= set(event):
            if any(rule.envelope for rule in rules):
                head, event = f"event: {event['event']}\n", event["data"]
        text = f"{head}data: {json.dumps(event)}\n\n"
        for rule in rules:
            if rule.action is StreamAction.DONE:
                name = f"event: {rule.events[0]}\n" if rule.events else ""
                return f"{text}{name}data: {rule.data_starts_with or '{}'}\n\n"
        return text


def _places(operation: Operation) -> int:
    """How much of a path is open: what is written out wins."""
    return operation.path.count("{")


def _pattern(operation: Operation) -> re.Pattern[str]:
    parts = re.split(r"\{[^}]*\}", operation.path.split("?")[0])
    return re.compile("[^/]+".join(map(re.escape, parts)))


def _compact(request: Recorded) -> str:
    return re.sub(r"\s", "", request.body.decode("utf-8", "replace"))


def _page(page: Page, item: Json) -> Json:
    if page.items_in_root:
        return [item]
    answer: dict[str, Json] = {}
    for field in page.fields:
        if len(field.path) == 1 and field.role is PageRole.ITEMS:
            answer[field.path[0]] = [item]
        elif len(field.path) == 1 and field.role is PageRole.HAS_NEXT:
            answer[field.path[0]] = False
    return answer
