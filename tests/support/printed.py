"""Small APIs with methods as IR, and the whole packages that are printed from them."""

from __future__ import annotations

import importlib
import itertools
import json
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2

from specloom.ir.operations import BodyKind, Operation, Parameter, Place, Response, ResponseKind
from specloom.ir.resources import (
    Api,
    AuthKind,
    AuthScheme,
    Client,
    ClientOption,
    Environment,
    Page,
    Project,
    Resource,
)
from specloom.ir.types import TypeExpr, TypeModule
from specloom.pipeline import render
from tests.support.emitted import STR

PROJECT = Project("zoo", "zoo-sdk", "1.2.3", "Zoo", "zoo", "Animals.", "1", "MIT")
CLIENT = Client(
    "Zoo",
    (
        ClientOption("api_key", "string", True, read_env="ZOO_KEY", refreshable=True),
        ClientOption("herd", "string", False, send_in_header="Zoo-Herd"),
    ),
    (Environment("production", "https://zoo.test/v1"),),
    "ZOO_URL",
    (AuthScheme("key", AuthKind.BEARER, "Authorization", ("api_key",)),),
    (("key",),),
    "ZooError",
    "ZOO_LOG",
)


def param(
    attribute: str,
    place: Place = Place.BODY,
    expr: TypeExpr = STR,
    required: bool = False,
    **more: Any,
) -> Parameter:
    """A parameter whose wire name is its own unless ``wire`` is given."""
    known: dict[str, Any] = {"wire": attribute, **more}
    return Parameter(attribute, place=place, type=expr, required=required, **known)


def path_param(attribute: str, **more: Any) -> Parameter:
    """A required path parameter, positional unless told otherwise."""
    known: dict[str, Any] = {"positional": True, **more}
    return param(attribute, Place.PATH, required=True, **known)


def answers(expr: TypeExpr | None) -> Response:
    """A JSON response of a type, no content for none."""
    if expr is None:
        return Response(ResponseKind.NONE)
    return Response(ResponseKind.JSON, expr)


def operation(
    name: str,
    endpoint: str,
    *parameters: Parameter,
    gives: Response | TypeExpr | None = STR,
    body: BodyKind | None = None,
    **more: Any,
) -> Operation:
    """An operation; its body is JSON when there are body parameters and nothing else is said."""
    method, path = endpoint.split()
    places = {item.place for item in parameters}
    if body is None:
        has_body = bool(places & {Place.BODY, Place.WHOLE_BODY})
        body = BodyKind.JSON if has_body else BodyKind.NONE
    response = gives if isinstance(gives, Response) else answers(gives)
    return Operation(name, method, path, parameters, body, response, **more)


def resource(
    path: str, class_name: str, *operations: Operation, children: Sequence[Resource] = ()
) -> Resource:
    """A resource; ``path`` is dotted."""
    return Resource(tuple(path.split(".")), class_name, operations, tuple(children))


def api(
    *resources: Resource,
    types: Sequence[TypeModule] = (),
    pages: Sequence[Page] = (),
    operations: Sequence[Operation] = (),
    client: Client = CLIENT,
    project: Project = PROJECT,
) -> Api:
    """An API of some resources."""
    return Api(project, client, resources, tuple(operations), tuple(pages), tuple(types))


_NUMBERS = itertools.count(1)
Answer = Callable[[httpx2.Request], httpx2.Response]


class Zoo:
    """An imported package, with clients that record what they send and get what they are told."""

    def __init__(self, package: ModuleType) -> None:
        self.package = package
        self.requests: list[httpx2.Request] = []
        self.answer: Answer = lambda _: httpx2.Response(200, json={})

    def __getitem__(self, module: str) -> ModuleType:
        return importlib.import_module(f"{self.package.__name__}.{module}")

    def answers(self, content: object, media_type: str = "application/json") -> None:
        """Answer every request so."""
        text = json.dumps(content) if media_type == "application/json" else str(content)
        headers = {"content-type": media_type}
        self.answer = lambda _: httpx2.Response(200, headers=headers, content=text.encode())

    def _handle(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        return self.answer(request)

    def client(self, **options: Any) -> Any:
        """The sync client."""
        transport = httpx2.MockTransport(self._handle)
        options = {"api_key": "k", "http_client": httpx2.Client(transport=transport), **options}
        return self.package.Zoo(**options)

    def async_client(self, **options: Any) -> Any:
        """The async client."""
        transport = httpx2.MockTransport(self._handle)
        http_client = httpx2.AsyncClient(transport=transport)
        return self.package.AsyncZoo(**{"api_key": "k", "http_client": http_client, **options})

    @property
    def request(self) -> httpx2.Request:
        """The last request."""
        return self.requests[-1]

    @property
    def body(self) -> Any:
        """The JSON body of the last request."""
        return json.loads(self.request.content)


@contextmanager
def imported(printed: Api, folder: Path) -> Generator[Zoo]:
    """Print a package into ``folder``, import it under a name of its own, and forget it afterwards."""
    package = f"zoo_{next(_NUMBERS)}"
    printed = replace(printed, project=replace(printed.project, package=package))
    for path, text in render(printed).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    sys.path.insert(0, str(folder / "src"))
    importlib.invalidate_caches()
    try:
        yield Zoo(importlib.import_module(package))
    finally:
        sys.path.remove(str(folder / "src"))
        for name in [item for item in sys.modules if item.split(".")[0] == package]:
            del sys.modules[name]
