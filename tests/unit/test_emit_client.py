"""Printed clients, settings, pages and the files around the package."""

from __future__ import annotations

import asyncio
import inspect
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import black
import httpx2
import pytest

from specloom.emit.project import toml
from specloom.emit.runtime import runtime_files
from specloom.ir.operations import PageUse, Place, Response, ResponseKind
from specloom.ir.resources import (
    Api,
    AuthKind,
    AuthScheme,
    ClientOption,
    Environment,
    Page,
    PageField,
    PageKind,
    PageRole,
    StreamAction,
    StreamRule,
)
from specloom.ir.types import Scalar, ScalarType
from specloom.pipeline import render
from tests.support.emitted import INT, STR, field, model, modules, ref
from tests.support.printed import CLIENT, PROJECT, Zoo, api, imported, operation, param, resource

CAT = ref("cat", "Cat")
TYPES = modules(model("cat", "Cat", field("id", STR)))
LISTED = Response(ResponseKind.PAGE, None, PageUse("ThePage", CAT))


def small(**changes: Any) -> Api:
    """An API with one resource; ``changes`` are parts of its client."""
    cats = resource("cats", "Cats", operation("list", "get /cats", gives=CAT))
    return api(cats, types=TYPES, client=replace(CLIENT, **changes))


def test_options_come_from_arguments_or_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZOO_KEY", "from env")
    monkeypatch.setenv("ZOO_URL", "http://other.test/v2/")
    with imported(small(), tmp_path) as zoo:
        zoo.answers({"id": "c"})
        client = zoo.client(api_key=None, herd="h1")
        assert (client.api_key, client.herd) == ("from env", "h1")
        client.cats.list()
        assert str(zoo.request.url) == "http://other.test/v2/cats"
        assert zoo.request.headers["authorization"] == "Bearer from env"
        assert zoo.request.headers["zoo-herd"] == "h1"
        monkeypatch.delenv("ZOO_KEY")
        with pytest.raises(zoo.package.ZooError, match="api_key"):
            zoo.package.Zoo()


def test_a_key_may_be_a_function(tmp_path: Path) -> None:
    with imported(small(), tmp_path) as zoo:
        zoo.answers({"id": "c"})
        zoo.client(api_key=lambda: "fresh").cats.list()
        assert zoo.request.headers["authorization"] == "Bearer fresh"

        async def key() -> str:
            return "fresher"

        asyncio.run(_list(zoo, key))
        assert zoo.request.headers["authorization"] == "Bearer fresher"


async def _list(zoo: Zoo, key: Callable[[], Any]) -> None:
    await zoo.async_client(api_key=key).cats.list()


def test_a_copy_differs_in_what_is_given(tmp_path: Path) -> None:
    with imported(small(), tmp_path) as zoo:
        client = zoo.client(herd="h1", max_retries=4)
        copy = client.with_options(herd="h2", timeout=3)
        assert (copy.api_key, copy.herd, copy.max_retries, copy.timeout) == ("k", "h2", 4, 3)
        assert type(copy) is zoo.package.Zoo


PUBLISHED = (
    "api_key", "herd", "base_url", "timeout", "max_retries", "default_headers", "default_query", "http_client",
    "_strict_response_validation",
)  # fmt: skip


def test_the_constructor_takes_what_the_published_ones_take(tmp_path: Path) -> None:
    with imported(small(), tmp_path) as zoo:
        zoo.answers({"id": "c"})
        seen: list[str] = []
        for client in (zoo.package.Zoo, zoo.package.AsyncZoo):
            assert tuple(inspect.signature(client).parameters) == PUBLISHED
        client = zoo.client()
        client.on_request(lambda _: seen.append("own"))
        client.copy().cats.list()
        client.with_options(hooks={"request": [lambda _: seen.append("of a copy")]}).cats.list()
        assert seen == ["own", "of a copy"]


def test_a_configuration_adds_arguments_to_the_constructor(tmp_path: Path) -> None:
    own = small(hooks=True, enforce_credentials=True, max_concurrency=True)
    with imported(own, tmp_path) as zoo:
        taken = tuple(inspect.signature(zoo.package.Zoo).parameters)
        assert taken == (*PUBLISHED, "hooks", "_enforce_credentials", "max_concurrency")
        assert zoo.client(api_key="", _enforce_credentials=False).api_key == ""


def test_environments_have_names(tmp_path: Path) -> None:
    places = (Environment("main", "https://a.test"), Environment("try_out", "https://b.test/x"))
    with imported(small(environments=places, base_url_env=""), tmp_path) as zoo:
        assert zoo.package.ENVIRONMENTS == {"main": "https://a.test", "try_out": "https://b.test/x"}
        assert str(zoo.client().base_url).rstrip("/") == "https://a.test"
        client = zoo.client(environment="try_out")
        assert str(client.base_url) == "https://b.test/x/"
        assert str(client.with_options(timeout=1).base_url) == "https://b.test/x/"
        with pytest.raises(ValueError, match="nowhere"):
            zoo.client(environment="nowhere")


@pytest.mark.parametrize(
    ("kind", "parameter", "wanted"),
    [
        (AuthKind.HEADER, "X-Key", {"x-key": "k"}),
        (AuthKind.COOKIE, "sid", {"cookie": "sid=k"}),
        (AuthKind.BEARER, "Authorization", {"authorization": "Bearer k"}),
    ],
)
def test_credentials_travel_as_the_api_wants(
    tmp_path: Path, kind: AuthKind, parameter: str, wanted: dict[str, str]
) -> None:
    auth = (AuthScheme("key", kind, parameter, ("api_key",)),)
    with imported(small(auth=auth), tmp_path) as zoo:
        zoo.answers({"id": "c"})
        zoo.client().cats.list()
        assert wanted.items() <= dict(zoo.request.headers).items()


def test_two_options_make_basic_credentials(tmp_path: Path) -> None:
    options = (
        ClientOption("user", "string", False),
        ClientOption("limit", "integer", False, read_env="ZOO_LIMIT", send_as_query_param="limit"),
        ClientOption("api_key", "string", False),
    )
    auth = (AuthScheme("login", AuthKind.BASIC, "Authorization", ("user", "api_key")),)
    with imported(small(options=options, auth=auth, security=(("login",),)), tmp_path) as zoo:
        zoo.answers({"id": "c"})
        zoo.client(user="u", limit=3).cats.list()
        assert zoo.request.headers["authorization"] == "Basic dTpr"
        assert zoo.request.url.params["limit"] == "3"


def test_operations_may_stand_on_the_client(tmp_path: Path) -> None:
    health = operation("health", "get /health", gives=CAT)
    sweep = operation("sweep", "trace /sweep", gives=CAT)
    found = api(types=TYPES, operations=(health, sweep))
    with imported(found, tmp_path) as zoo:
        zoo.answers({"id": "c"})
        assert zoo.client().health().id == "c"
        assert zoo.client().sweep().id == "c"
        assert zoo.request.method == "TRACE"
        assert zoo.client().with_raw_response.health().parse().id == "c"
        assert asyncio.run(_health(zoo)) == "c"


async def _health(zoo: Zoo) -> object:
    async with zoo.async_client() as client:
        return (await client.health()).id


def test_settings_have_every_constant_of_the_runtime(root: Path) -> None:
    rules = (
        StreamRule(StreamAction.DONE, any_event=True, data_starts_with="[DONE]"),
        StreamRule(StreamAction.ERROR, events=("error", "fault"), error_property="error"),
        StreamRule(StreamAction.SKIP, no_event=True),
        StreamRule(StreamAction.YIELD, events=("thing.*",), envelope=True),
    )
    text = render(small(stream_rules=rules))["src/zoo/_settings.py"]
    neutral = (root / "templates/runtime/_settings.py").read_text("utf-8")
    names = set(re.findall(r"^([A-Z_]+): ", neutral, re.MULTILINE))
    assert len(names) > 15
    assert [item for item in sorted(names) if f"\n{item}: " not in text] == []
    assert 'StreamRule(event=("error", "fault"), action="error", error_property="error"),' in text
    assert 'StreamRule(event=None, action="skip"),' in text
    assert 'StreamRule(event="thing.*", envelope=True),' in text
    assert black.format_str(text, mode=black.Mode(line_length=100)) == text


def test_secrets_are_known_to_the_log(tmp_path: Path) -> None:
    auth = (AuthScheme("key", AuthKind.HEADER, "X-Key", ("api_key",)),)
    text = render(small(auth=auth))["src/zoo/_settings.py"]
    assert 'SENSITIVE_HEADERS: tuple[str, ...] = ("x-key",)' in text


def page(
    kind: PageKind, *fields: tuple[str, PageRole], param_name: str = "at", **more: Any
) -> Page:
    """A scheme called ThePage; fields are dotted paths and their roles."""
    found = tuple(
        PageField(
            path.replace(".", "_"),
            path.rpartition(".")[2],
            tuple(path.split(".")),
            (
                None
                if role is PageRole.ITEMS
                else (
                    ScalarType(Scalar.ANY)
                    if role is PageRole.OTHER
                    else STR if role in (PageRole.NEXT_CURSOR, PageRole.NEXT_URL) else INT
                )
            ),
            role,
        )
        for path, role in fields
    )
    return Page("ThePage", kind, found, param_name, **more)


ITEMS = ("data", PageRole.ITEMS)
ONE, TWO = [{"id": "1"}, {"id": "2"}], [{"id": "3"}]
PAGES = {
    "cursor": (
        page(PageKind.CURSOR, ITEMS, ("next", PageRole.NEXT_CURSOR)),
        [{"data": ONE, "next": "n1"}, {"data": TWO, "next": None}],
        {"at": "n1"},
    ),
    "nested cursor": (
        page(PageKind.CURSOR, ("result.cats", PageRole.ITEMS), ("meta.next", PageRole.NEXT_CURSOR)),
        [{"result": {"cats": ONE}, "meta": {"next": "n1"}}, {"result": {"cats": TWO}}],
        {"at": "n1"},
    ),
    "last item": (
        page(PageKind.CURSOR_ID, ITEMS, ("more", PageRole.HAS_NEXT)),
        [{"data": ONE, "more": True}, {"data": TWO, "more": False}],
        {"at": "2"},
    ),
    "url": (
        page(PageKind.CURSOR_URL, ITEMS, ("links.next", PageRole.NEXT_URL)),
        [{"data": ONE, "links": {"next": "https://zoo.test/v1/cats?p=2"}}, {"data": TWO}],
        {"p": "2"},
    ),
    "offset": (
        page(PageKind.OFFSET, ITEMS, ("total", PageRole.TOTAL_COUNT), ("start", PageRole.OFFSET)),
        [{"data": ONE, "total": 3, "start": 0}, {"data": TWO, "total": 3, "start": 2}],
        {"at": "2"},
    ),
    "offset without a total": (
        page(PageKind.OFFSET, ITEMS),
        [{"data": ONE}, {"data": TWO}, {"data": []}],
        {"at": "3"},
    ),
    "number": (
        page(
            PageKind.PAGE_NUMBER,
            ITEMS,
            ("pages", PageRole.TOTAL_PAGES),
            ("page", PageRole.CURRENT_PAGE),
            start=1,
        ),
        [{"data": ONE, "pages": 2, "page": 1}, {"data": TWO, "pages": 2, "page": 2}],
        {"at": "2"},
    ),
    "bare array": (
        page(PageKind.PAGE_NUMBER, items_in_root=True, start=1),
        [ONE, TWO, []],
        {"at": "3"},
    ),
    "single": (page(PageKind.SINGLE, ITEMS, ("object", PageRole.OTHER)), [{"data": ONE + TWO}], {}),
}


@pytest.mark.parametrize("name", PAGES)
def test_pages_lead_to_the_next(tmp_path: Path, name: str) -> None:
    scheme, answers, last_query = PAGES[name]
    listing = operation("list", "get /cats", param("at", Place.QUERY), gives=LISTED)
    found = api(resource("cats", "Cats", listing), types=TYPES, pages=(scheme,))
    with imported(found, tmp_path) as zoo:
        queue = iter(answers)
        zoo.answer = lambda _: httpx2.Response(200, json=next(queue))
        assert [cat.id for cat in zoo.client().cats.list()] == ["1", "2", "3"]
        assert dict(zoo.request.url.params) == last_query
        queue = iter(answers)
        assert asyncio.run(_ids(zoo)) == ["1", "2", "3"]
    text = render(found)["src/zoo/pagination.py"]
    assert black.format_str(text, mode=black.Mode(line_length=100)) == text


async def _ids(zoo: Zoo) -> list[str]:
    return [cat.id async for cat in zoo.async_client().cats.list()]


def test_the_project_is_one_that_can_be_published(tmp_path: Path) -> None:
    files = render(small())
    data = tomllib.loads(files["pyproject.toml"])
    project = data["project"]
    assert (project["name"], project["version"], project["license"]) == ("zoo-sdk", "1.2.3", "MIT")
    names = {item.split(">")[0] for item in project["dependencies"]}
    assert names == {"anyio", "httpx2", "pydantic", "typing-extensions"}
    assert project["requires-python"] == f">={PROJECT.python}"
    assert files["LICENSE"].startswith("MIT License\n")
    assert "src/zoo/py.typed" in files
    assert "[`client.cats.list() -> Cat`]" in files["api.md"]


def test_its_own_tests_pass(tmp_path: Path) -> None:
    for path, text in render(small()).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert ".........  " in done.stdout


@pytest.mark.parametrize(
    "text", ['"]\n[build-system]', "a\\", "\ud800", "\x00\x7f", "{{ 1 }}", "é"]
)
def test_texts_of_the_spec_cannot_break_the_metadata(text: str) -> None:
    hostile = replace(PROJECT, title=text, organization=text, description=text, contact=text)
    found = replace(small(), project=hostile)
    files = render(found)
    data = tomllib.loads(files["pyproject.toml"])
    assert set(data) == {"build-system", "project", "tool"}
    assert set(data["build-system"]) == {"requires", "build-backend"}
    for path, content in files.items():
        content.encode("utf-8")
        if path.endswith(".py"):
            compile(content, path, "exec")


def test_toml_strings_come_back() -> None:
    text = 'quote " backslash \\ newline \n bell \x07 é 漢 \u2028'
    assert tomllib.loads(f"a = {toml(text)}")["a"] == text


def test_the_runtime_is_copied_as_it_is(root: Path) -> None:
    files = render(small())
    for path, text in runtime_files().items():
        assert (root / "templates/runtime" / path).read_text("utf-8") == text
        assert files[f"src/zoo/{path}"] == text


def test_the_same_api_gives_the_same_bytes() -> None:
    code = (
        "import sys; sys.path[:0] = ['.', 'generator']\n"
        "import hashlib, json\n"
        "from tests.unit.test_emit_client import small\n"
        "from specloom.pipeline import render\n"
        "print(hashlib.sha256(json.dumps(render(small())).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[2],
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1


def test_importing_the_package_is_cheap(tmp_path: Path) -> None:
    for path, text in render(small()).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    code = "import sys, zoo; print(sorted(m for m in sys.modules if m.startswith(('zoo', 'pyd'))))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(tmp_path / "src")},
    )
    assert done.stdout.strip() == "['zoo', 'zoo._lazy']"
