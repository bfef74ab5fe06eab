"""Streams: declared or configured, their events, and the parameter types that are split for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.diagnostics import SpecloomError
from specloom.ir.operations import Reconnect, ResponseKind, StreamResume, StreamState
from specloom.ir.types import NamedType, ObjectDefinition
from tests.support.built import Built, build, show

SPEC = """
paths:
  /runs:
    post:
      requestBody: {content: {application/json: {schema: {
        required: [name], properties: {name: {type: string}, stream: STREAM}}}}}
      responses: {'200': {content: CONTENT}}
components:
  schemas:
    Run: {type: object, properties: {id: {type: string}}}
    Event: {type: object, properties: {delta: {type: string}}}
"""
JSON = "application/json: {schema: {$ref: '#/components/schemas/Run'}}"
EVENTS = "text/event-stream: {schema: {$ref: '#/components/schemas/Event'}}"
MODELS = "models: {run: Run, event: Event}"


def runs(
    tmp_path: Path, content: str, streaming: str = "", stream: str = "{type: boolean}"
) -> Built:
    method = f"{{endpoint: post /runs{', streaming: ' + streaming if streaming else ''}}}"
    config = f"resources: {{runs: {{{MODELS}, methods: {{create: {method}}}}}}}"
    spec = SPEC.replace("STREAM", stream).replace("CONTENT", f"{{{content}}}")
    return build(tmp_path, spec, config)


def test_a_configured_stream_that_no_response_declares(tmp_path: Path) -> None:
    streaming = "{param_discriminator: stream, stream_event_model: runs.event}"
    built = runs(tmp_path, JSON, streaming, "{type: [boolean, 'null']}")
    operation = built.method("runs.create")
    assert operation.stream is not None
    assert (show(operation.stream.event), operation.stream.discriminator) == ("Event", "stream")
    assert operation.response.kind is ResponseKind.JSON
    assert built.files()["run_create_params"] == [
        "RunCreateParamsBase",
        "RunCreateParamsNonStreaming",
        "RunCreateParamsStreaming",
        "RunCreateParams",
    ]
    assert built.fields("run_create_params", "RunCreateParamsBase") == {"name": "string"}
    assert built.fields("run_create_params", "RunCreateParamsNonStreaming") == {
        "stream?": "Literal[False] | null"
    }
    assert built.fields("run_create_params", "RunCreateParamsStreaming") == {
        "stream": "Literal[True]"
    }
    assert (
        built.alias("run_create_params") == "RunCreateParamsNonStreaming | RunCreateParamsStreaming"
    )
    streamed = built.definition("run_create_params", "RunCreateParamsStreaming")
    assert isinstance(streamed, ObjectDefinition)
    assert [base.name for base in streamed.bases] == ["RunCreateParamsBase"]


def test_a_declared_stream_with_a_boolean(tmp_path: Path) -> None:
    operation = runs(tmp_path, f"{EVENTS}, {JSON}").method("runs.create")
    assert operation.stream is not None
    assert (show(operation.stream.event), operation.stream.discriminator) == ("Event", "stream")


def test_a_stream_that_nothing_turns_on_is_left_out(tmp_path: Path) -> None:
    built = runs(tmp_path, f"{JSON}, {EVENTS}", stream="{type: string}")
    assert built.method("runs.create").stream is None
    assert built.files()["run_create_params"] == ["RunCreateParams"]


def test_the_configuration_can_turn_a_stream_off(tmp_path: Path) -> None:
    assert runs(tmp_path, f"{JSON}, {EVENTS}", "false").method("runs.create").stream is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (EVENTS, "Event"),
        ("text/event-stream: {itemSchema: {$ref: '#/components/schemas/Event'}}", "Event"),
        ("text/event-stream: {schema: {type: string}}", "string"),
        ("text/event-stream: {}", "string"),
        ("text/event-stream: {schema: {properties: {d: {type: string}}}}", "RunCreateEvent"),
    ],
)
def test_a_response_that_is_always_a_stream(tmp_path: Path, content: str, expected: str) -> None:
    operation = runs(tmp_path, content).method("runs.create")
    assert operation.response.kind is ResponseKind.STREAM
    assert operation.stream is not None
    assert (show(operation.stream.event), operation.stream.discriminator) == (expected, "")
    assert operation.accept == "text/event-stream"


EVENT = "{$ref: '#/components/schemas/Event'}"
FIELDS = f"""text/event-stream: {{itemSchema: {{oneOf: [
  {{properties: {{event: {{const: a}}, data: {{type: string, contentSchema: {EVENT}}}}}}},
  {{properties: {{event: {{const: b}}, id: {{type: string}},
    data: {{type: string, contentSchema: {{$ref: '#/components/schemas/Run'}}}}}}}}]}}}}"""


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"application/jsonl: {{itemSchema: {EVENT}}}", "Event"),
        (f"application/x-ndjson; charset=utf-8: {{schema: {EVENT}}}", "Event"),
        (f"application/geo+json-seq: {{schema: {{type: array, items: {EVENT}}}}}", "Event"),
        ("application/stream+json: {}", "any"),
        ("application/jsonl: {schema: {type: array}}", "any"),
        (f"application/jsonl: {{schema: {EVENT}}}, {EVENTS}", "Event"),
        (FIELDS, "RunCreateEvent"),
        ("text/event-stream: {itemSchema: {properties: {data: {type: string}}}}", "string"),
    ],
)
def test_what_one_item_of_a_stream_is(tmp_path: Path, content: str, expected: str) -> None:
    built = runs(tmp_path, content)
    operation = built.method("runs.create")
    assert operation.response.kind is ResponseKind.STREAM
    assert operation.stream is not None
    assert (show(operation.stream.event), operation.stream.discriminator) == (expected, "")
    assert operation.accept == (
        "text/event-stream" if "event-s" in content else content.split(": ")[0]
    )
    if content is FIELDS:
        assert built.alias("run_create_event") == "Event | Run"


def test_json_lines_that_are_called_text_or_a_file_are_no_stream(tmp_path: Path) -> None:
    for said in ("{type: string}", "{type: string, format: binary}"):
        operation = runs(tmp_path, f"application/jsonl: {{schema: {said}}}").method("runs.create")
        assert (operation.stream, operation.response.kind) == (None, ResponseKind.BINARY)


def test_a_query_string_is_a_form_or_is_left_out(tmp_path: Path) -> None:
    form = "{type: object, required: [a], properties: {a: {type: string}, b: {type: integer}}}"
    spec = f"""
paths:
  /runs:
    parameters:
    - {{in: querystring, name: q, content: {{application/x-www-form-urlencoded: {{schema: {form}}}}}}}
    get:
      parameters: [{{in: querystring, name: r, content: {{application/jsonpath: {{}}}}}}]
      responses: {{'204': {{}}}}
"""
    built = build(tmp_path, spec, "resources: {runs: {methods: {list: get /runs}}}")
    found = [
        (item.wire, item.place.value, item.required)
        for item in built.method("runs.list").parameters
    ]
    assert found == [("a", "query", False), ("b", "query", False)]
    assert built.codes == ["unread-query-string"]


def test_events_of_the_plain_response(tmp_path: Path) -> None:
    same = f"{JSON}, text/event-stream: {{schema: {{$ref: '#/components/schemas/Run'}}}}"
    for content, streaming in ((same, ""), (JSON, "{param_discriminator: stream}")):
        operation = runs(tmp_path, content, streaming).method("runs.create")
        assert operation.stream is not None
        assert isinstance(operation.stream.event, NamedType)
        assert operation.stream.event == operation.response.type


@pytest.mark.parametrize(
    ("streaming", "code", "hint"),
    [
        ("{param_discriminator: strem}", "unknown-parameter", "did you mean 'stream'?"),
        (
            "{param_discriminator: stream, stream_event_model: runs.evnt}",
            "unknown-model",
            "did you mean 'runs.event'?",
        ),
    ],
)
def test_mistakes_have_hints(tmp_path: Path, streaming: str, code: str, hint: str) -> None:
    built = runs(tmp_path, JSON, streaming)
    assert built.codes == [code]
    assert built.diagnostics.items[0].hint == hint


@pytest.mark.parametrize(
    ("resume", "expected"),
    [
        ("{header: Last-Event-ID}", StreamResume(header="Last-Event-ID")),
        ("{query: after, attempts: 2}", StreamResume(query="after", attempts=2)),
        (
            "{header: Id, location: Location, keep: [stream], keep_as: json, without_id: warn,"
            " shared_ids: true, start: '0',"
            " state: {header: Content-Location, property: status, goes_on: [new]}}",
            StreamResume(
                header="Id",
                location="Location",
                keep=("stream",),
                keep_as_json=True,
                shared_ids=True,
                start="0",
                warns=True,
                state=StreamState("Content-Location", "status", ("new",)),
            ),
        ),
    ],
)
def test_a_stream_that_resumes(tmp_path: Path, resume: str, expected: StreamResume) -> None:
    spec = SPEC.replace("STREAM", "{type: boolean}").replace("CONTENT", f"{{{JSON}, {EVENTS}}}")
    after = "{name: after, in: query, schema: {type: string}}"
    spec = spec.replace("post:\n", f"post:\n      parameters: [{after}]\n", 1)
    for others in ("", "param_discriminator: stream, stream_event_model: runs.event, "):
        method = f"{{endpoint: post /runs, streaming: {{{others}resume: {resume}}}}}"
        config = f"resources: {{runs: {{{MODELS}, methods: {{create: {method}}}}}}}"
        built = build(tmp_path, spec, config)
        assert built.codes == []
        stream = built.method("runs.create").stream
        assert stream is not None
        assert (stream.discriminator, stream.resume) == ("stream", expected)


@pytest.mark.parametrize(
    ("content", "resume", "code"),
    [
        (f"{JSON}, {EVENTS}", "{query: stream}", "unknown-parameter"),  # in the body, not the query
        (f"{JSON}, {EVENTS}", "{header: a, location: b, keep: [strem]}", "unknown-parameter"),
        (JSON, "{header: Last-Event-ID}", "no-stream"),
    ],
)
def test_resuming_what_cannot_be_resumed(
    tmp_path: Path, content: str, resume: str, code: str
) -> None:
    built = runs(tmp_path, content, f"{{resume: {resume}}}")
    assert built.codes == [code]


@pytest.mark.parametrize(
    "resume",
    [
        "{}",
        "{header: a, query: b}",
        "{header: 'a b'}",
        "{header: a, attempts: 0}",
        "{header: a, keep: [stream]}",
        "{header: a, without_id: warn}",
        "{header: a, state: {header: b, property: c, goes_on: []}}",
    ],
)
def test_how_to_resume_is_checked(tmp_path: Path, resume: str) -> None:
    with pytest.raises(SpecloomError):
        runs(tmp_path, f"{JSON}, {EVENTS}", f"{{resume: {resume}}}")


@pytest.mark.parametrize("model", ["shared.event", "event", "Event"])
def test_an_event_model_by_its_path_or_its_name_alone(tmp_path: Path, model: str) -> None:
    spec = SPEC.replace("STREAM", "{type: boolean}").replace("CONTENT", f"{{{JSON}}}")
    config = f"""
    resources:
      $shared: {{models: {{event: Event}}}}
      runs:
        methods:
          create:
            endpoint: post /runs
            streaming: {{param_discriminator: stream, stream_event_model: {model}}}
    """
    operation = build(tmp_path, spec, config).method("runs.create")
    assert operation.stream is not None
    assert isinstance(operation.stream.event, NamedType)
    assert operation.stream.event.name.module == ("shared", "event")


def test_a_call_that_reconnects(tmp_path: Path) -> None:
    spec = SPEC.replace("STREAM", "{type: boolean}").replace("CONTENT", f"{{{JSON}}}")
    for text, expected in (
        ("reconnect: {}", Reconnect("Location", 5)),
        ("reconnect: {header: X-Go, attempts: 2}", Reconnect("X-Go", 2)),
        ("paginated: false", None),
    ):
        method = f"{{endpoint: post /runs, {text}}}"
        built = build(
            tmp_path, spec, f"resources: {{runs: {{{MODELS}, methods: {{create: {method}}}}}}}"
        )
        assert built.method("runs.create").reconnect == expected
