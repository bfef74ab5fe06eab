"""Printed resources: what their methods send and return, and how the text looks."""

from __future__ import annotations

import ast
import asyncio
import inspect
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import black
import httpx2
import pytest

from specloom.ir.operations import (
    BodyKind,
    Operation,
    PageUse,
    Place,
    Reconnect,
    Response,
    ResponseKind,
    StreamResume,
    StreamState,
    StreamVariant,
)
from specloom.ir.resources import (
    Api,
    Page,
    PageField,
    PageKind,
    PageRole,
    StreamAction,
    StreamRule,
)
from specloom.ir.types import Face, ListType, Scalar, ScalarType, UnionType
from specloom.pipeline import render
from tests.support.emitted import INT, STR, alias, field, model, modules, name, nullable, ref
from tests.support.printed import (
    CLIENT,
    Zoo,
    api,
    imported,
    operation,
    param,
    path_param,
    resource,
)

BOOL = ScalarType(Scalar.BOOLEAN)
FILE = ScalarType(Scalar.FILE)
CAT = ref("cat", "Cat")
TYPES = modules(
    model("cat", "Cat", field("id", STR), field("lives", INT, required=False)),
    model("cat_bread", "CatBread", field("slices", INT)),
    alias("pet", "Pet", UnionType((CAT, ref("cat_bread", "CatBread")))),
    model(
        "cat_move_params",
        "CatMoveParams",
        field("to_house", STR, wire="toHouse"),
        face=Face.REQUEST,
    ),
)
CURSOR_PAGE = Page(
    "CursorPage",
    PageKind.CURSOR_ID,
    (
        PageField("data", "data", ("data",), None, PageRole.ITEMS),
        PageField("has_more", "has_more", ("has_more",), BOOL, PageRole.HAS_NEXT),
    ),
    request_param="after",
)
CAT_ID = path_param("cat_id", docs="Which cat.")


def cats() -> tuple[Operation, ...]:
    """One operation of each kind."""
    stream = StreamVariant(CAT, "stream")
    listed = Response(ResponseKind.PAGE, None, PageUse("CursorPage", CAT))
    return (
        operation(
            "create",
            "post /cats",
            param("name", required=True, docs="What it is called."),
            param("kittens", expr=ListType(INT)),
            param("note", expr=nullable(STR)),
            param("stream", expr=nullable(BOOL)),
            param("kind", fixed="cat"),
            gives=CAT,
            stream=stream,
            summary="Bring a cat.",
            description="It gets\na name.",
            headers=(("Zoo-Beta", "cats=v2"),),
        ),
        operation("retrieve", "get /cats/{cat_id}", CAT_ID, gives=CAT, deprecated="No more cats"),
        operation("list", "get /cats", param("after", Place.QUERY), gives=listed),
        operation("delete", "delete /cats/{cat_id}", CAT_ID, gives=None),
        operation(
            "move",
            "put /cats/{cat_id}/house",
            CAT_ID,
            param("to_house", required=True, wire="toHouse"),
            gives=ref("pet", "Pet"),
            transform=True,
            params_type=name("cat_move_params", "CatMoveParams"),
        ),
        operation(
            "photograph",
            "post /cats/{cat_id}/photo",
            CAT_ID,
            param("photo", expr=FILE, required=True),
            param("title"),
            body=BodyKind.MULTIPART,
            files=(("photo",),),
            gives=CAT,
        ),
        operation(
            "paint",
            "post /cats/{cat_id}/portrait",
            CAT_ID,
            param("canvas", Place.WHOLE_BODY, FILE, required=True),
            body=BodyKind.BINARY,
            gives=Response(ResponseKind.BINARY, media_type="image/png"),
            accept="image/png",
        ),
        operation(
            "ask",
            "post /cats/ask",
            param("dry_run", Place.QUERY, BOOL, wire="dry-run"),
            param("keeper", Place.HEADER, required=True, wire="X-Keeper"),
            param("session", Place.COOKIE),
            param("question", Place.WHOLE_BODY, STR),
            gives=Response(ResponseKind.TEXT, STR),
            body=BodyKind.TEXT,
            idempotent=True,
            max_retries=0,
        ),
        operation(
            "best", "get /cats/best", gives=Response(ResponseKind.JSON, CAT, unwrap="result")
        ),
        operation("call_all", "head /cats", gives=None),
    )


def zoo_api() -> Api:
    """Cats with toys; a resource that holds one of its own name."""
    toys = resource("cats.toys", "Toys", operation("list", "get /toys", gives=ListType(CAT)))
    same = resource("cats.cats", "InnerCats", operation("count", "get /count", gives=INT))
    rules = (
        StreamRule(StreamAction.DONE, any_event=True, data_starts_with="[DONE]"),
        StreamRule(StreamAction.YIELD, any_event=True),
    )
    client = replace(CLIENT, stream_rules=rules)
    found = resource("cats", "Cats", *cats(), children=(toys, same))
    return api(found, types=TYPES, pages=(CURSOR_PAGE,), client=client)


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zoo]:
    with imported(zoo_api(), tmp_path_factory.mktemp("zoo")) as found:
        yield found


@pytest.fixture(scope="module")
def printed() -> dict[str, str]:
    return render(zoo_api())


def test_an_object_body_has_the_given_members_and_the_constants(zoo: Zoo) -> None:
    zoo.answers({"id": "c1"})
    cat = zoo.client().cats.create(name="Tom", kittens=iter([1, 2]), note=None)
    assert type(cat) is zoo["types.cat"].Cat
    assert zoo.body == {"name": "Tom", "kittens": [1, 2], "note": None, "kind": "cat"}
    assert (zoo.request.method, zoo.request.url.path) == ("POST", "/v1/cats")
    assert zoo.request.headers["zoo-beta"] == "cats=v2"


def test_the_switch_makes_a_stream(zoo: Zoo) -> None:
    zoo.answers('data: {"id": "c1"}\n\ndata: [DONE]\n\n', "text/event-stream")
    with zoo.client().cats.create(name="Tom", stream=True) as stream:
        assert [cat.id for cat in stream] == ["c1"]
    assert zoo.body == {"name": "Tom", "stream": True, "kind": "cat"}


@pytest.mark.parametrize(
    ("resume", "printed"),
    [
        (StreamResume(header="Last-Event-ID"), 'header="Last-Event-ID", attempts=5'),
        (StreamResume(query='a"b', attempts=2), "query='a\"b', attempts=2"),
        (
            StreamResume(header="I", location="L", state=StreamState("H", "p", ("a",))),
            'header="I", attempts=5, location="L", '
            'state=StreamState(header="H", property="p", goes_on=("a",))',
        ),
        (
            StreamResume(
                header="I",
                location="L",
                keep=("a",),
                keep_as_json=True,
                warns=True,
                shared_ids=True,
                start="0",
            ),
            'header="I", attempts=5, location="L", keep=("a",), keep_as_json=True, '
            'without_id="warn", shared_ids=True, start="0"',
        ),
        (None, ""),
    ],
)
def test_a_stream_that_resumes_says_how(resume: StreamResume | None, printed: str) -> None:
    stream = StreamVariant(CAT, resume=resume)
    watch = operation("watch", "get /cats/watch", gives=CAT, stream=stream)
    files = render(api(resource("cats", "Cats", watch), types=TYPES))
    texts = [ast.unparse(ast.parse(text)) for path, text in files.items() if "/resources/" in path]
    wanted = ast.unparse(ast.parse(f"f(resume=StreamResume({printed}))"))[2:-1]
    assert sum(wanted in text for text in texts) == 2 * bool(resume)
    assert any("StreamResume" in text for text in texts) is (resume is not None)


def test_a_call_that_reconnects_says_how() -> None:
    wait = operation("wait", "get /cats/wait", gives=CAT, reconnect=Reconnect("X-Go", 2))
    files = render(api(resource("cats", "Cats", wait), types=TYPES))
    printed = [text for path, text in files.items() if "/resources/" in path]
    assert sum('reconnect=Reconnect(header="X-Go", attempts=2),' in text for text in printed) == 2


def test_the_async_half_does_the_same(zoo: Zoo) -> None:
    async def run() -> None:
        client = zoo.async_client()
        zoo.answers({"id": "c1"})
        assert (await client.cats.create(name="Tom")).id == "c1"
        zoo.answers({"data": [{"id": "c2"}], "has_more": False})
        assert [cat.id async for cat in client.cats.list()] == ["c2"]
        assert (await client.cats.list()).data[0].id == "c2"
        zoo.answers([{"id": "t"}])
        assert (await client.cats.toys.list())[0].id == "t"

    asyncio.run(run())


def test_path_parameters_are_filled_in_and_checked(zoo: Zoo) -> None:
    zoo.answers({"id": "c1"})
    with pytest.warns(DeprecationWarning, match="No more cats"):
        zoo.client().cats.retrieve("a/b")
    assert zoo.request.url.raw_path == b"/v1/cats/a%2Fb"
    with pytest.raises(ValueError, match="`cat_id`"):
        zoo.client().cats.delete("")


def test_lists_are_pages_that_go_on(zoo: Zoo) -> None:
    answers = iter(
        [{"data": [{"id": "1"}], "has_more": True}, {"data": [{"id": "2"}], "has_more": False}]
    )
    zoo.answer = lambda _: httpx2.Response(200, json=next(answers))
    page = zoo.client().cats.list()
    assert type(page).__name__.startswith("SyncCursorPage")
    assert [cat.id for cat in page] == ["1", "2"]
    assert dict(zoo.request.url.params) == {"after": "1"}


def test_no_content_is_none(zoo: Zoo) -> None:
    zoo.answer = lambda _: httpx2.Response(204)
    assert zoo.client().cats.delete("c1") is None
    assert zoo.request.headers["accept"] == "*/*"
    assert zoo.client().cats.call_all() is None
    assert zoo.request.method == "HEAD"


def test_names_of_the_wire_are_put_in_place(zoo: Zoo) -> None:
    zoo.answers({"slices": 3})
    zoo.client().cats.move("c1", to_house="h")
    assert zoo.body == {"toHouse": "h"}


def test_files_travel_as_parts(zoo: Zoo) -> None:
    zoo.answers({"id": "c1"})
    zoo.client().cats.photograph("c1", photo=b"pixels", title="Tom")
    assert zoo.request.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b"pixels" in zoo.request.content
    assert b'name="title"' in zoo.request.content


def test_bytes_travel_as_they_are_in_both_directions(zoo: Zoo) -> None:
    zoo.answers("painted", "image/png")
    result = zoo.client().cats.paint("c1", canvas=b"white")
    assert result.content == b"painted"
    assert zoo.request.content == b"white"
    assert zoo.request.headers["accept"] == "image/png"
    assert zoo.request.headers["content-type"] == "application/octet-stream"


def test_query_headers_cookies_and_text(zoo: Zoo) -> None:
    zoo.answers("meow", "text/plain")
    client = zoo.client()
    answer = client.cats.ask(question="Who?", dry_run=True, keeper="Ann", session="s1")
    assert answer == "meow"
    assert dict(zoo.request.url.params) == {"dry-run": "true"}
    assert zoo.request.headers["x-keeper"] == "Ann"
    assert zoo.request.headers["cookie"] == "session=s1"
    assert zoo.request.content == b"Who?"
    zoo.answer = lambda _: httpx2.Response(500)
    sent = len(zoo.requests)
    with pytest.raises(zoo.package.InternalServerError):
        client.cats.ask(keeper="Ann", idempotency_key="i1")
    assert len(zoo.requests) == sent + 1
    assert zoo.request.content == b""


def test_a_wrapped_response_comes_alone(zoo: Zoo) -> None:
    zoo.answers({"result": {"id": "c1"}, "ok": True})
    assert zoo.client().cats.best().id == "c1"


def test_responses_can_be_had_raw(zoo: Zoo) -> None:
    zoo.answers({"id": "c1"})
    client = zoo.client()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        response = client.cats.with_raw_response.retrieve("c1")
        assert response.parse().id == "c1"
        with client.cats.with_streaming_response.retrieve("c1") as streamed:
            assert streamed.status_code == 200
    zoo.answers([{"id": "t"}])
    assert client.with_raw_response.cats.toys.list().parse()[0].id == "t"


def test_a_resource_may_hold_one_of_its_own_name(zoo: Zoo) -> None:
    zoo.answers(3)
    assert zoo.client().cats.cats.count() == 3
    module = zoo["resources.cats"]
    for class_name in ("Cats", "AsyncCats", "InnerCats", "AsyncToysWithRawResponse"):
        assert isinstance(getattr(module, class_name), type)


def test_every_call_takes_the_options_of_a_request(zoo: Zoo) -> None:
    for is_async in ("Cats", "AsyncCats"):
        cls = getattr(zoo["resources.cats"], is_async)
        for item in cats():
            parameters = inspect.signature(getattr(cls, item.name)).parameters
            wanted = {"extra_headers", "extra_query", "extra_body", "timeout"}
            assert wanted <= set(parameters)
            keywords = [p for p in parameters.values() if p.kind is p.KEYWORD_ONLY]
            assert len(keywords) == len(parameters) - 1 - sum(p.positional for p in item.parameters)


def test_one_docstring_per_method_on_the_implementation(printed: dict[str, str]) -> None:
    text = printed["src/zoo/resources/cats/async_cats_.py"]
    assert text.count("@overload") == 3
    assert text.count('"""Bring a cat.') == 1
    assert "        It gets a name.\n" in text
    assert "            name: What it is called.\n" in text


def test_overloads_tell_the_two_answers_apart(printed: dict[str, str]) -> None:
    text = printed["src/zoo/resources/cats/cats_.py"]
    assert "        stream: Literal[False] | None | Omit = omit,\n" in text
    assert "        stream: Literal[True],\n" in text
    assert "    ) -> Stream[Cat]: ...\n" in text
    assert "    ) -> Cat | Stream[Cat]: ...\n" in text


def test_importing_a_resource_loads_no_model(zoo: Zoo) -> None:
    source = inspect.getsource(zoo["resources.cats.cats_"])
    top = source[: source.index("class Cats(")]
    runtime, _, typing = top.partition("if TYPE_CHECKING:")
    assert "types.cat" in typing
    assert "types.cat" not in runtime


def test_the_text_is_stable_under_the_formatter(printed: dict[str, str]) -> None:
    mode = black.Mode(line_length=100)
    for path, text in printed.items():
        runtime = "/_aio/" in path or "/_sync/" in path
        if path.endswith(".py") and not runtime and ("/resources/" in path or "tests/" in path):
            assert black.format_str(text, mode=mode) == text, path


HIDING = ("omit", "not_given", "path_template", "request_options", "cast", "Omit", "str", "int")


def test_parameters_do_not_hide_what_the_code_needs(tmp_path: Path) -> None:
    parameters = [param(item, Place.QUERY, INT) for item in HIDING]
    things = resource(
        "things",
        "Things",
        operation("cached_property", "get /x", gives=INT),
        operation("bool", "get /things/{thing}", path_param("thing"), *parameters, gives=CAT),
        operation("float", "get /floats", gives=ref("pet", "Pet")),
    )
    with imported(api(things, types=TYPES), tmp_path) as found:
        found.answers({"id": "c"})
        result = found.client().things.bool("t", **dict.fromkeys(HIDING, 1))
        assert result.id == "c"
        assert dict(found.request.url.params) == dict.fromkeys(HIDING, "1")
        assert found.client().things.float().id == "c"


@pytest.mark.parametrize("class_name", ["Stream", "AsyncStream", "AsyncThings", "Client", "Omit"])
def test_types_may_be_called_like_the_runtime(tmp_path: Path, class_name: str) -> None:
    types = modules(model("odd", class_name, field("id", STR)))
    odd = ref("odd", class_name)
    create = operation(
        "create",
        "post /things",
        param("stream", expr=BOOL),
        gives=odd,
        stream=StreamVariant(odd, "stream"),
    )
    with imported(api(resource("things", "Things", create), types=types), tmp_path) as found:
        found.answers({"id": "c"})
        assert type(found.client().things.create()) is getattr(found["types.odd"], class_name)
        result = asyncio.run(_create(found))
        assert type(result) is getattr(found["types.odd"], class_name)


async def _create(found: Zoo) -> Any:
    return await found.async_client().things.create()


@pytest.mark.parametrize("text", ['"""', "\\", "a\x00b", "{{ x }}", "{% raw %}", "\u202e", "it's"])
def test_hostile_texts_stay_texts(tmp_path: Path, text: str) -> None:
    create = operation(
        "create",
        "post /things",
        param("a", wire=text, docs=text),
        gives=INT,
        summary=text,
        description=text * 3,
        headers=(("X-A", "plain"),),
        deprecated=text,
    )
    with imported(api(resource("things", "Things", create)), tmp_path) as found:
        found.answers(1)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            assert found.client().things.create(a="v") == 1
        assert [str(item.message) for item in caught] == [text]
        assert found.body == {text: "v"}
