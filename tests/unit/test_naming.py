"""Names: legal for any text, the same each time, and stable once they are names."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specloom import naming

ANY = st.text(max_size=40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HTTPServer", ["http", "server"]),
        ("toolCalls", ["tool", "calls"]),
        ("userIDs", ["user", "ids"]),
        ("URLs", ["urls"]),
        ("gpt4oModel", ["gpt4o", "model"]),
        ("v1beta1", ["v1beta1"]),
        ("K8sCluster", ["k8s", "cluster"]),
        ("MP3File", ["mp3", "file"]),
        ("OAuth2Token", ["oauth2", "token"]),
        ("IPv4Address", ["ipv4", "address"]),
        ("x-api-key", ["x", "api", "key"]),
        ("café crème", ["cafe", "creme"]),
        ("ｆｕｌｌ", ["full"]),
        ("a+b", ["a", "plus", "b"]),
        ("it's", ["its"]),
        ("..", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert naming.words(text) == expected


def test_scripts_without_ascii_form_stay_apart() -> None:
    assert naming.snake_case("日本") != naming.snake_case("本日")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("from", "from_"), ("123", "field_123"), ("", "field"), ("$", "field"), ("Copy", "copy_"),
     ("json", "json_"), ("schema", "schema_"), ("model_dump", "model_dump_"), ("model_id", "model_id"),
     ("self", "self_"), ("to_dict", "to_dict_"), ("userName", "user_name")],
)  # fmt: skip
def test_field_names(text: str, expected: str) -> None:
    assert naming.python_identifier(text, model=True) == expected


def test_parameters_may_have_names_that_models_may_not() -> None:
    assert naming.python_identifier("json") == "json"
    assert naming.python_identifier("1", prefix="param") == "param_1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("run_object", "RunObject"), ("HTTPServer", "HTTPServer"), ("none", "None_"), ("STATUS", "Status"),
     ("2fa-config", "Model2faConfig"), ("", "Model"), ("../etc", "Etc"), ("apiKey", "ApiKey")],
)  # fmt: skip
def test_class_names(text: str, expected: str) -> None:
    assert naming.class_name(text) == expected


def test_casings_apply_to_words() -> None:
    casings = {"json": "JSON", "api": "API"}
    assert naming.class_name("response_format_json_object", casings) == "ResponseFormatJSONObject"
    assert naming.class_name("ApiError", casings) == "APIError"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("con", "con_"), ("COM1", "com1_"), ("../../x", "x"), ("class", "class_"), ("9", "module_9"),
     ("__init__", "init"), ("..", "module")],
)  # fmt: skip
def test_module_names(text: str, expected: str) -> None:
    assert naming.module_name(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("tool_calls", "tool_call"), ("categories", "category"), ("statuses", "status"), ("data", "data"),
     ("status", "status"), ("boxes", "box"), ("addresses", "address"), ("ToolCalls", "ToolCall"),
     ("children", "child"), ("batches", "batch"), ("classes", "class"), ("file_ids", "file_id"),
     ("metadata", "metadata"), ("responses", "response"), ("news", "news"), ("", "")],
)  # fmt: skip
def test_singular(text: str, expected: str) -> None:
    assert naming.singular(text) == expected


def test_unique_numbers_in_the_style_of_the_name() -> None:
    assert naming.unique("run", []) == "run"
    assert naming.unique("run", {"run", "run_2"}) == "run_3"
    assert naming.unique("Run", {"Run"}) == "Run2"
    assert naming.unique("from_", {"from_"}) == "from_2"


@given(ANY)
def test_every_name_is_legal(text: str) -> None:
    for name in (
        naming.python_identifier(text, model=True),
        naming.class_name(text),
        naming.module_name(text),
        naming.enum_member(text),
    ):
        assert name.isidentifier()
        assert name.isascii()
        assert not keyword.iskeyword(name)
        assert not name.startswith("_")


@given(ANY)
def test_a_name_stays_what_it_is(text: str) -> None:
    for function in (
        naming.python_identifier,
        naming.class_name,
        naming.module_name,
        naming.snake_case,
    ):
        once = function(text)
        assert function(once) == once


@given(ANY, st.sets(st.sampled_from(["a", "a_2", "A", "A2", "from_"])))
def test_unique_names_are_free(text: str, taken: set[str]) -> None:
    assert naming.unique(naming.python_identifier(text), taken) not in taken


@given(ANY)
def test_singular_is_total(text: str) -> None:
    assert isinstance(naming.singular(text), str)


def test_what_a_caller_does_to_the_words_stays_with_it() -> None:
    naming.words("fooBar").append("baz")
    assert naming.words("fooBar") == ["foo", "bar"]
