"""Parameters in the styles of OpenAPI, from the document to the wire; the values are those of its specification."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from tests.support.built import build
from tests.support.methods import OK
from tests.support.printed import CLIENT, Zoo, imported

ARRAY: Final = ["blue", "black", "brown"]
OBJECT: Final = {"R": 100, "G": 200, "B": 150}
VALUES: Final[dict[str, Any]] = {"array": ARRAY, "object": OBJECT, "text": "blue"}
SCHEMAS: Final = {
    "array": "{type: array, items: {type: string}}",
    "object": "{type: object, additionalProperties: {type: integer}}",
    "text": "{type: string}",
}
PATHS: Final = {
    ("simple", False, "array"): "blue,black,brown",
    ("simple", False, "object"): "R,100,G,200,B,150",
    ("simple", True, "array"): "blue,black,brown",
    ("simple", True, "object"): "R=100,G=200,B=150",
    ("label", False, "text"): ".blue",
    ("label", False, "array"): ".blue,black,brown",
    ("label", True, "array"): ".blue.black.brown",
    ("label", True, "object"): ".R=100.G=200.B=150",
    ("matrix", False, "text"): ";color=blue",
    ("matrix", False, "array"): ";color=blue,black,brown",
    ("matrix", True, "array"): ";color=blue;color=black;color=brown",
    ("matrix", False, "object"): ";color=R,100,G,200,B,150",
    ("matrix", True, "object"): ";R=100;G=200;B=150",
}
QUERIES: Final = {
    ("form", True, "text"): [("color", "blue")],
    ("form", True, "array"): [("color", item) for item in ARRAY],
    ("form", False, "array"): [("color", "blue,black,brown")],
    ("form", True, "object"): [("R", "100"), ("G", "200"), ("B", "150")],
    ("form", False, "object"): [("color", "R,100,G,200,B,150")],
    ("spaceDelimited", False, "array"): [("color", "blue black brown")],
    ("pipeDelimited", False, "array"): [("color", "blue|black|brown")],
    ("pipeDelimited", False, "object"): [("color", "R|100|G|200|B|150")],
    ("deepObject", True, "object"): [("color[R]", "100"), ("color[G]", "200"), ("color[B]", "150")],
}
HEADERS: Final = {
    ("simple", False, "array"): "blue,black,brown",
    ("simple", False, "object"): "R,100,G,200,B,150",
    ("simple", True, "object"): "R=100,G=200,B=150",
}
COOKIES: Final = {
    ("form", True, "text"): "color=blue",
    ("form", False, "array"): "color=blue,black,brown",
    ("form", True, "object"): "R=100; G=200; B=150",
    ("form", False, "object"): "color=R,100,G,200,B,150",
}
TABLE: Final = [
    (place, key, expected)
    for place, cases in (
        ("path", PATHS),
        ("query", QUERIES),
        ("header", HEADERS),
        ("cookie", COOKIES),
    )
    for key, expected in cases.items()
]


def method_name(place: str, style: str, explode: bool, kind: str) -> str:
    return f"{place}_{style.lower()}_{'whole' if not explode else 'apart'}_{kind}"


def document() -> tuple[str, str]:
    paths, methods = ["paths:"], ["query_settings: {array_format: brackets, nested_format: dots}"]
    methods += ["resources:", "  colors:", "    methods:"]
    for place, (style, explode, kind), _ in TABLE:
        name = method_name(place, style, explode, kind)
        path = f"/{name}/{{color}}" if place == "path" else f"/{name}"
        words = f"style: {style}, explode: {str(explode).lower()}, schema: {SCHEMAS[kind]}"
        parameter = f"{{name: color, in: {place}, required: true, {words}}}"
        paths.append(f"  {path}: {{get: {{parameters: [{parameter}], {OK}}}}}")
        methods.append(f"      {name}: get {path}")
    for place in ("query", "header"):
        content = "content: {application/json: {schema: {type: object}}}"
        parameter = f"{{name: color, in: {place}, required: true, {content}}}"
        paths.append(f"  /{place}_json: {{get: {{parameters: [{parameter}], {OK}}}}}")
        methods.append(f"      {place}_json: get /{place}_json")
    return "\n".join(paths), "\n".join(methods)


@pytest.fixture(scope="module")
def colors(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zoo]:
    built = build(tmp_path_factory.mktemp("spec"), *document())
    client = replace(CLIENT, array_format="brackets", nested_format="dots")
    printed = replace(built.api, client=client)
    with imported(printed, tmp_path_factory.mktemp("sdk")) as package:
        package.answers("text")
        yield package


@pytest.mark.parametrize(("place", "key", "expected"), TABLE)
def test_a_style_reads_on_the_wire_as_the_document_says(
    colors: Zoo, place: str, key: tuple[str, bool, str], expected: Any
) -> None:
    name = method_name(place, *key)
    getattr(colors.client().colors, name)(color=VALUES[key[2]])
    request = colors.request
    if place == "query":
        assert list(request.url.params.multi_items()) == expected
    elif place == "path":
        assert request.url.raw_path.decode() == f"/v1/{name}/{expected}"
    else:
        assert request.headers["color" if place == "header" else "cookie"] == expected


@pytest.mark.parametrize("place", ["query", "header"])
def test_a_parameter_with_content_is_json_text(colors: Zoo, place: str) -> None:
    getattr(colors.client().colors, f"{place}_json")(color={"name": "blü", "of": ["a", 1]})
    request = colors.request
    text = request.url.params["color"] if place == "query" else request.headers["color"]
    assert text == '{"name":"bl\\u00fc","of":["a",1]}'


def test_a_deep_object_may_hold_others(colors: Zoo) -> None:
    value = colors["_styles"].Styled({"a": {"b": [1, 2]}}, "deepObject", explode=True)
    qs = colors["_qs"].Querystring(array_format="repeat", nested_format="dots")
    assert qs.stringify_items({"f": value}) == [("f[a][b]", "1"), ("f[a][b]", "2")]


def test_what_is_omitted_leaves_no_trace(colors: Zoo) -> None:
    styled = colors["_styles"].Styled
    omit = colors["_types"].omit
    assert not any(styled(value, "form").given for value in (None, omit))
    options = colors["_options"].request_options(headers={"a": styled(omit, "simple"), "b": "1"})
    assert options["headers"] == {"b": "1"}
    assert colors["_qs"].Querystring().stringify({"a": styled(omit, "form"), "b": 1}) == "b=1"
    assert colors["_cookies"].cookie_header({"a": styled(None, "form")}) is None


ODD: Final = ["a,b", "c d|e", "f;g=h"]


@pytest.mark.parametrize(
    ("style", "explode", "query"),
    [
        ("form", False, "color=a%2Cb,c%20d%7Ce,f%3Bg%3Dh"),
        ("form", True, "color=a%2Cb&color=c+d%7Ce&color=f%3Bg%3Dh"),
        ("pipeDelimited", False, "color=a%2Cb%7Cc%20d%7Ce%7Cf%3Bg%3Dh"),
        ("spaceDelimited", False, "color=a%2Cb%20c%20d%7Ce%20f%3Bg%3Dh"),
    ],
)
def test_parts_of_a_query_are_encoded_before_they_are_joined(
    colors: Zoo, style: str, explode: bool, query: str
) -> None:
    value = colors["_styles"].Styled(ODD, style, explode)
    assert colors["_qs"].Querystring().stringify({"color": value}) == query


def test_parts_of_paths_and_cookies_are_encoded_before_they_are_joined(colors: Zoo) -> None:
    styled, template = colors["_styles"].Styled, colors["_path"].path_template
    label = styled([*ODD, True], "label", explode=True).path("x")
    assert template("/p/{x}", x=label) == "/p/.a%2Cb.c%20d%7Ce.f%3Bg%3Dh.true"
    assert template("/{x}", x=styled({"a/b": ",", "n": None}, "simple").path("x")) == "/a%2Fb,%2C"
    assert template("/{x}", x=styled({"a": 1}, "json").path("x")) == "/%7B%22a%22:1%7D"
    with pytest.raises(colors["_exceptions"].UnsendableError, match="non-empty"):
        template("/{x}", x=styled([], "matrix").path("x"))
    cookie = colors["_cookies"].cookie_header(
        {"c": styled(ODD, "form"), "d": styled("a,b", "form")}
    )
    assert cookie == "c=a%2Cb,c%20d|e,f%3Bg=h; d=a%2Cb"


def test_reserved_characters_stay_where_the_document_allows_them(tmp_path: Path) -> None:
    parameter = "{name: to, in: query, required: true, allowReserved: true, schema: {type: SCHEMA}}"
    paths = f"""paths:
  /text: {{get: {{parameters: [{parameter.replace("SCHEMA", "string")}], {OK}}}}}
  /list: {{get: {{parameters: [{parameter.replace("SCHEMA", "array, items: {}")}], {OK}}}}}
"""
    config = "resources: {go: {methods: {text: get /text, list: get /list}}}"
    api = replace(build(tmp_path, paths, config).api, client=replace(CLIENT, array_format="comma"))
    with imported(api, tmp_path / "sdk") as package:
        package.answers("text")
        go = package.client().go
        go.text(to="https://x.test/a?b=1&c=%20#d+e f")
        assert package.request.url.query == b"to=https://x.test/a?b=1%26c=%20%23d%2Be%20f"
        go.list(to=["a/b", "c;d"])
        assert package.request.url.query == b"to=a/b&to=c;d"


def test_members_of_an_object_go_by_their_own_names_as_a_bare_document_says(tmp_path: Path) -> None:
    page = "{type: object, properties: {size: {type: integer}, sort: {type: array, items: {}}, at: {}}}"
    paths = f"""paths:
  /list: {{get: {{parameters: [{{name: page, in: query, schema: {page}}}], {OK}}}}}
"""
    expected = {
        "{array_format: repeat, nested_format: form}": b"size=2&sort=a&sort=b&x=1&at%5By%5D=2",
        "{array_format: repeat}": b"page%5Bsize%5D=2&page%5Bsort%5D=a&page%5Bsort%5D=b"
        b"&page%5Bx%5D=1&page%5Bat%5D%5By%5D=2",
    }
    given = {"size": 2, "sort": ["a", "b"], "x": 1, "at": {"y": 2}, "none": None}
    for settings, query in expected.items():
        config = f"query_settings: {settings}\nresources: {{go: {{methods: {{list: get /list}}}}}}"
        folder = tmp_path / str(len(settings))
        folder.mkdir()
        client = replace(CLIENT, array_format="repeat", nested_format="brackets")
        api = replace(build(folder, paths, config).api, client=client)
        with imported(api, folder / "sdk") as package:
            package.answers("text")
            package.client().go.list(page=given)
            assert package.request.url.query == query
