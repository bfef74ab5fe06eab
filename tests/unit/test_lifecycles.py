"""Declared lifecycles: what does not fit the document is said with its place, in the spec and in the configuration."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from specloom import pipeline
from specloom.diagnostics import Diagnostics, Severity
from tests.support.workshop import CONFIG, LIFECYCLES, SPEC, findings, generated

WHOLE = CONFIG + LIFECYCLES


def changed(old: str, new: str, text: str = WHOLE) -> str:
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_new_state_in_the_document_is_an_error_at_both_places(tmp_path: Path) -> None:
    spec = changed("            - broken\n", "            - broken\n            - paused\n", SPEC)
    (found,) = findings(tmp_path, WHOLE, spec)
    line = line_of(spec, "- paused")
    declared = line_of(WHOLE, "  job:\n")
    assert found.startswith(f"spec.yaml:{line}:15 error[lifecycle-new-state]: state 'paused' is in")
    assert f"lifecycle 'job', which is declared at specloom.yml:{declared}:3" in found
    assert "pending, action, success or failure" in found


def test_a_new_state_is_found_behind_a_reference(tmp_path: Path) -> None:
    spec = changed("completed, failed]", "completed, failed, expired]", SPEC)
    (found,) = findings(tmp_path, WHOLE, spec)
    line = line_of(spec, "BatchStatus: {")
    assert found.startswith(f"spec.yaml:{line}:")
    assert "'expired'" in found


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    [
        ("success: [done]", "success: [done, dne]", "lifecycle-unknown-state", "did you mean 'done'?"),
        ("success: [done]", "success: [done, working]", "lifecycle-state", "in pending already"),
        ("resource: projects.jobs", "resource: projects.job", "lifecycle-resource", "'projects.jobs'"),
        ("model: async_job", "model: job", "lifecycle-model", "it may be left out"),
        ("state: phase", "state: fase", "lifecycle-field", "did you mean 'phase'?"),
        ("state: state.finished", "state: state.finish", "lifecycle-field", "'finished'"),
        ("start: [create, {", "start: [creat, {", "lifecycle-method", "did you mean 'create'?"),
        ("method: quick.start", "method: quik.start", "lifecycle-resource", "'quick'"),
        ("name: start_and_wait", "name: start-it", "lifecycle-method", "no name of a method"),
        ("submit: answer", "submit: anwser", "lifecycle-method", "did you mean 'answer'?"),
        ("cancel: stop", "cancel: halt", "lifecycle-method", "no method 'halt'"),
        ("outputs: given", "outputs: gifen", "lifecycle-parameter", "did you mean 'given'?"),
        ("tools: kit", "tools: kits", "lifecycle-parameter", "did you mean 'kit'?"),
        ("calls: question.calls", "calls: question.cals", "lifecycle-field", "'calls'"),
        ("calls: question.calls", "calls: question", "lifecycle-field", "no list of calls"),
        ("      name: what", "      name: wot", "lifecycle-field", "nothing is called 'wot'"),
        ("id: number", "id: nummer", "lifecycle-field", "did you mean 'number'?"),
    ],
)  # fmt: skip
def test_names_that_do_not_exist(tmp_path: Path, old: str, new: str, code: str, hint: str) -> None:
    config = changed(old, new)
    found = findings(tmp_path, config)
    line = line_of(config, new)
    assert [item for item in found if item.startswith(f"specloom.yml:{line}:")], found
    assert any(f"error[{code}]" in item and hint in item for item in found), found


def test_path_parameters_come_from_the_caller_or_the_object(tmp_path: Path) -> None:
    spec = changed("required: [number, room, state]", "required: [number, state]", SPEC)
    spec = changed("        room: {type: string}\n", "", spec)
    (found,) = findings(tmp_path, WHOLE, spec)
    assert "error[lifecycle-path]: imports.get needs the path parameter 'room'" in found
    assert found.startswith(f"specloom.yml:{line_of(WHOLE, '  import:')}:")


def test_a_parameter_that_a_helper_needs_itself(tmp_path: Path) -> None:
    spec = changed("        left: {type: integer}\n", "        max_wait: {type: integer}\n", SPEC)
    found = findings(tmp_path, WHOLE, spec)
    assert all("error[lifecycle-parameter]" in item for item in found)
    assert any("'max_wait', which create_and_poll needs itself" in item for item in found)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("default_ms: 250", "default_ms: -1", "not negative"),
        ("factor: 2", "jitter: 2", "from 0 to 1"),
        ("parameter: pause_ms", "parameter: pause-ms", "a Python name"),
        ("      outputs: given\n", "", "an action needs `submit`, `outputs` and `tools`"),
        ("max_wait: 900", "max_wait: -1", "not negative"),
        ("cancel: stop", "cancle: stop", "did you mean 'cancel'?"),
    ],
)
def test_values_that_make_no_sense(tmp_path: Path, old: str, new: str, expected: str) -> None:
    config = changed(old, new)
    assert any(expected in item for item in findings(tmp_path, config))


def test_two_lifecycles_of_one_resource(tmp_path: Path) -> None:
    again = (
        LIFECYCLES.replace("  batch:\n", "  second:\n").split("  second:")[1].split("  import:")[0]
    )
    (found,) = findings(tmp_path, WHOLE + "  second:" + again)
    assert "error[lifecycle-resource]: batches has the lifecycle 'batch'" in found


def test_the_declaration_is_printed_beside_the_resource(tmp_path: Path) -> None:
    files = generated(tmp_path, WHOLE)
    text = files["src/workshop/resources/projects/jobs/_lifecycle.py"]
    (call,) = [node.value for node in ast.parse(text).body if isinstance(node, ast.Assign)]
    assert isinstance(call, ast.Call)
    values = {item.arg: ast.unparse(item.value) for item in call.keywords}
    assert values["state"] == "'phase'"
    assert values["pending"] == "('waiting', 'working')"
    assert values["max_wait"] == "900.0"
    assert values["headers"] == "{'X-Waiting': 'yes'}"
    assert values["event_object"] == "'payload'"
    assert "header_unit_ms=1000.0" in values["interval"]
    assert "definition={'called': '{name}'" in values["tools"]


def test_an_open_state_is_only_noted(tmp_path: Path) -> None:
    spec = SPEC.replace("enum: [validating, in_progress, completed, failed]", "description: any")
    assert "src/workshop/resources/batches/_lifecycle.py" in generated(tmp_path, WHOLE, spec)
    diagnostics = Diagnostics()
    request = pipeline.Request((tmp_path / "specloom.yml").as_posix())
    pipeline.build(pipeline.read_inputs(request), diagnostics)
    noted = [item for item in diagnostics.items if item.code == "lifecycle-open-state"]
    assert [item.severity for item in noted] == [Severity.NOTE]


def test_the_readme_shows_the_states(tmp_path: Path) -> None:
    files = generated(tmp_path, WHOLE)
    readme = files["README.md"]
    section = readme[readme.index("## Lifecycles") : readme.index("## Errors")]
    assert section.count("```mermaid") == 3
    assert '    state "asking" as s3' in section
    assert "    s3 --> pending: answer" in section
    assert "    [*] --> pending: create" in section
    assert "`client.quick.start_and_wait(...)`" in section


def test_the_index_lists_the_helpers(tmp_path: Path) -> None:
    index = generated(tmp_path, WHOLE)["api.md"]
    assert "- helper: [`client.projects.jobs.poll(job_id, project_id, ...) -> AsyncJob`]" in index
    assert "`client.imports.begin_and_poll(*, shelf, ...) -> Import`" in index
    assert "helper" not in generated(tmp_path / "bare", CONFIG)["api.md"]


def test_without_lifecycles_nothing_of_them_is_printed(tmp_path: Path) -> None:
    files = generated(tmp_path, CONFIG)
    assert "Lifecycles" not in files["README.md"]
    assert not [path for path in files if "resources" in path and "_lifecycle" in path]
    assert '"tool"' not in files["src/workshop/__init__.py"]


def test_names_of_arguments_cannot_be_changed_beside_a_lifecycle(tmp_path: Path) -> None:
    config = changed("specloom:\n", "specloom:\n  argument_names: {extra_headers: headers}\n")
    (found,) = findings(tmp_path, config)
    line = line_of(config, "resource: ")
    assert found.startswith(f"specloom.yml:{line}:")
    assert "error[lifecycle-argument-names]" in found
    assert "usual name of extra_headers" in found
