"""The tests of a generated package: every method once, sync and async, answered in process (layer 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from specloom.emit.examples import (
    Example,
    all_examples,
    argument_text,
    is_binary,
    is_sent_always,
    sent_value,
    with_arguments,
)
from specloom.emit.layout import STEP
from specloom.emit.sample import Json, Sampler, python_lines
from specloom.emit.signatures import parameters_of
from specloom.emit.templates import render
from specloom.emit.text import literal
from specloom.ir.operations import BodyKind, Operation, Parameter, Place, ResponseKind
from specloom.ir.resources import Api, AuthKind
from specloom.ir.types import NamedType, TypeExpr

_MEMBER = STEP * 2
_SPECIAL_PATH = re.compile(r"[^A-Za-z0-9/_.~{}-]")


def emit_tests(api: Api, sampler: Sampler) -> dict[str, str]:
    """Test files of the project: one for each resource that has methods."""
    clients = [api.client.name, f"Async{api.client.name}"]
    values = {
        "package": api.project.package,
        "client": api.client.name,
        "clients": sorted(clients, key=_import_order),
        "names": sorted([*clients, "APIConnectionError", "InternalServerError"], key=_import_order),
    }
    names = _text_options(api)
    options = [f"{name}={literal(name)}" for name in names]
    entries = [f"{literal(name)}: {literal(name)}" for name in names]
    if any(scheme.kind is AuthKind.OAUTH2 for scheme in api.client.auth):
        # So no access token is asked for, which would be a request beside that of the call.
        entries.append('"default_headers": {"Authorization": "Bearer test"}')
    return {
        "tests/__init__.py": "",
        "tests/api_resources/__init__.py": "",
        "tests/calls.py": render("tests/calls.py", options=entries, **values),
        "tests/test_package.py": render("tests/package.py", options=options, **values),
        **_tables(api, sampler),
    }


def _text_options(api: Api) -> list[str]:
    """The options of the client that a call may need: required ones, credentials, and what stands in a path."""
    places = {
        parameter.client_option
        for example in all_examples(api)
        for parameter in example.operation.parameters
    }
    return [
        item.name
        for item in api.client.options
        if item.required
        or item.name in places
        or any(item.name in scheme.all_options for scheme in api.client.auth)
        if item.type in ("string", "str")
    ]


def _tables(api: Api, sampler: Sampler) -> dict[str, str]:
    """A file with a table of calls for each resource."""
    files: dict[str, str] = {}
    groups: dict[tuple[str, ...], list[Example]] = {}
    for example in all_examples(api):
        groups.setdefault(example.path[:-1], []).append(example)
    for path, examples in groups.items():
        cases = _Cases(sampler)
        lines = [line for item in examples for line in cases.lines(with_arguments(api, item))]
        name = "_".join(path) or "client"
        shown = ".".join(path) or "the client itself"
        files[f"tests/api_resources/test_{name}.py"] = render(
            "tests/resource.py", shown=shown, cases=lines
        )
    return files


def _import_order(name: str) -> tuple[bool, str]:
    """The order of names in one import statement: constants first."""
    return (not name.isupper(), name.lower())


class _Cases:
    """Entries of a table of calls, each with what is sent and answered."""

    def __init__(self, sampler: Sampler) -> None:
        self._sampler = sampler
        self._chosen: dict[str, Json] = {}

    def lines(self, example: Example) -> Iterator[str]:
        """The entry of one operation, and one of its streamed form where it has one."""
        operation = example.operation
        optional = {item.name for item in parameters_of(operation) if not item.required}
        self._chosen = {name: value for name, value in example.given if name in optional}
        always = operation.stream is not None and not operation.stream.discriminator
        if not always:
            yield from self._entry(example, operation.name, streamed=False)
        if operation.stream is not None:
            name = operation.name if always else f"{operation.name}, streamed"
            yield from self._entry(example, name, streamed=True)

    def _entry(self, example: Example, name: str, streamed: bool) -> Iterator[str]:
        operation = example.operation
        yield f"{STEP}{literal(name)}: Case("
        yield f"{_MEMBER}{literal('.'.join(example.path))},"
        switch = operation.stream.discriminator if operation.stream else ""
        yield from self._arguments(operation, switch, streamed)
        yield f"{_MEMBER}method={literal(operation.method.upper())},"
        if (path := self._path(operation)) is not None:
            yield f"{_MEMBER}path={literal(path)},"
        yield from self._sent(operation, streamed)
        yield from self._more(operation, switch)
        yield from self._answer(operation, streamed)
        yield f"{STEP}),"

    def _arguments(self, operation: Operation, switch: str, streamed: bool) -> Iterator[str]:
        known = [item for item in parameters_of(operation) if item.name != switch]
        needed = [item for item in known if item.required or item.name in self._chosen]
        others = [item for item in known if item not in needed]
        given = [line for item in needed for line in self._argument(item, operation)]
        if switch and streamed:
            given.append(f"{_MEMBER}{STEP}{literal(switch)}: True,")
        more = [line for item in others for line in self._argument(item, operation)]
        for name, members in (("arguments", given), ("more", more)):
            if members:
                yield from (f"{_MEMBER}{name}={{", *members, f"{_MEMBER}}},")

    def _argument(self, item: Parameter, operation: Operation) -> list[str]:
        prefix = f"{literal(item.name)}: "
        if is_binary(item, operation):
            text = argument_text(item, operation, self._sampler)
            return [f"{_MEMBER}{STEP}{prefix}{text},"]
        sample = self._sampler.filled if item.place is Place.PATH else self._sampler.value
        value = self._chosen.get(item.name, sample(item.type, item.name))
        return python_lines(value, _MEMBER + STEP, prefix, ",")

    def _sent_value(self, item: Parameter) -> Json:
        return self._chosen.get(item.name, sent_value(item, self._sampler))

    def _more(self, operation: Operation, switch: str) -> Iterator[str]:
        """Where the arguments go that need not be given; members of a body as far as nothing renames them."""
        places = {"more_query": Place.QUERY, "more_body": Place.BODY}
        if operation.body is not BodyKind.JSON or operation.transform:
            del places["more_body"]
        for name, place in places.items():
            wires = [
                item.wire
                for item in parameters_of(operation)
                if item.place is place and not item.required
                if item.name not in (switch, *self._chosen)
                if place is Place.BODY or self._shows(item)
            ]
            if wires:
                yield from python_lines(list(wires), _MEMBER, f"{name}=", ",")

    def _path(self, operation: Operation) -> str | None:
        """The path that is asked for; ``None`` where it takes more than filling places to know it."""
        text = operation.path
        if _SPECIAL_PATH.search(text) or "//" in text or "/." in text:
            return None
        for item in operation.parameters:
            if item.place is not Place.PATH:
                continue
            value = sent_value(item, self._sampler)
            if item.client_option or item.style or isinstance(value, list | dict | bool):
                return None
            text = text.replace(f"{{{item.wire}}}", quote(str(value), safe="!$&'()*+,;=:@"))
        return None if "{" in text else text

    def _sent(self, operation: Operation, streamed: bool) -> Iterator[str]:
        given = [
            item
            for item in operation.parameters
            if item.required or is_sent_always(item) or item.name in self._chosen
        ]
        query = [item.wire for item in given if item.place is Place.QUERY and self._shows(item)]
        switch = operation.stream.discriminator if operation.stream and streamed else ""
        query += [
            item.wire
            for item in operation.parameters
            if item.name == switch and item.place is Place.QUERY and item.wire not in query
        ]
        if query:
            yield from python_lines(list(query), _MEMBER, "query=", ",")
        if operation.body is BodyKind.JSON and not operation.transform:
            body = self._body(operation, given, switch)
            if body is not None:
                yield from python_lines(body, _MEMBER, "body=", ",")

    def _body(self, operation: Operation, given: list[Parameter], switch: str) -> Json:
        whole = [item for item in operation.parameters if item.place is Place.WHOLE_BODY]
        if whole:
            return sent_value(whole[0], self._sampler) if whole[0].required else None
        members = {
            item.wire: True if item.name == switch else self._sent_value(item)
            for item in operation.parameters
            if item.place is Place.BODY and (item in given or item.name == switch)
        }
        return dict(members)

    def _answer(self, operation: Operation, streamed: bool) -> Iterator[str]:
        response = operation.response
        kinds = {
            ResponseKind.BINARY: "binary",
            ResponseKind.TEXT: "text",
            ResponseKind.JSON: "value",
        }
        kind = kinds.get(response.kind, "none")
        if streamed and operation.stream is not None:
            yield from self._result(operation.stream.event)
            kind = "stream"
        elif response.page is not None:
            yield from self._result(response.page.item)
            kind = "page"
        elif kind == "value" and response.type is not None:
            yield from self._result(response.type)
        if kind != "value":
            yield f"{_MEMBER}kind={literal(kind)},"

    def _shows(self, item: Parameter) -> bool:
        return _leaves_a_trace(item, self._sent_value(item))

    def _result(self, expr: TypeExpr) -> Iterator[str]:
        if isinstance(expr, NamedType):
            yield f"{_MEMBER}result={literal('.'.join((*expr.name.module, expr.name.name)))},"


def _leaves_a_trace(item: Parameter, value: Json) -> bool:
    """Whether a query string shows the name of a parameter: what holds nothing is not sent."""
    if item.style == "json":
        return True
    if isinstance(value, list):
        return any(_leaves_a_trace(item, inner) for inner in value)
    if isinstance(value, dict):
        spread = item.style == "form" and item.explode is True
        return not spread and any(_leaves_a_trace(item, inner) for inner in value.values())
    return value is not None
