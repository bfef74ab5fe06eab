"""The configuration of the second API: what its document gains reaches every method that starts a run."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

from specloom import pipeline
from specloom.diagnostics import Diagnostics
from tests.conftest import ROOT

SPEC = ROOT / "spec" / "langgraph"


def arguments(folder: Path) -> dict[str, set[str]]:
    """The keywords of each method of the async `runs`, those of its implementation where it has overloads."""
    inputs = pipeline.read_inputs(pipeline.Request(str(folder / "specloom.yml")))
    api = pipeline.build(inputs, Diagnostics())
    assert inputs.helpers is not None
    files = pipeline.render(api, inputs.helpers)
    text = files["src/langgraph_runs/resources/runs/async_runs.py"]
    return {
        node.name: {argument.arg for argument in node.args.kwonlyargs}
        for owner in ast.parse(text).body
        if isinstance(owner, ast.ClassDef) and owner.name == "AsyncRuns"
        for node in owner.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_a_new_member_of_the_body_reaches_create_wait_and_stream(tmp_path: Path) -> None:
    folder = tmp_path / "spec" / "langgraph"
    shutil.copytree(SPEC, folder)
    document = next(folder.glob("20*.yaml"))
    text = document.read_text("utf-8")
    place = "        on_completion:\n          type: string\n"
    assert text.count(place) == 1
    document.write_text(
        text.replace(place, f"        priority: {{type: integer}}\n{place}"), "utf-8"
    )
    before, after = arguments(SPEC), arguments(folder)
    gained = {name: after[name] - before[name] for name in before if after[name] != before[name]}
    assert gained == {name: {"priority"} for name in ("create", "wait", "stream")}
    assert set(before) == set(after)
