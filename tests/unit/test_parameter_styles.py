"""Parameters in the styles of OpenAPI, from the document to the wire; the values are those of its specification."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
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
