"""Rules of the house that no checker holds: pins, help, file sizes, neutrality of the generator."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

TOOL = sorted((ROOT / "generator").rglob("*.py"))
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
RUNTIME = [path for path in TEMPLATES if path.suffix == ".py"]


def pins(name: str) -> dict[str, str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", text, re.M))


@pytest.mark.parametrize("name", ["run", "dev", "peers"])
def test_every_pin_has_hashes_and_no_file_names_a_registry(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) == len(pins(name)) > 20
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"(?im)://|^-|index-url|find-links|trusted-host", text) == []


def test_the_environments_agree_and_hold_what_the_inputs_ask_for() -> None:
    run, dev = pins("run"), pins("dev")
    assert {name: dev.get(name) for name in run} == run
    for name, locked in (("run", run), ("dev", dev), ("peers", pins("peers"))):
        text = (ROOT / "requirements" / f"{name}.in").read_text()
        asked = dict(re.findall(r"(?m)^([a-z0-9-]+)(?:\[\w+\])?==(\S+)", text))
        assert asked
        assert {key: locked.get(key) for key in asked} == asked


def test_the_tool_declares_exactly_what_it_imports() -> None:
    declared = set(
        re.findall(r'(?m)^    "([a-z0-9-]+)[><=]', (ROOT / "pyproject.toml").read_text())
    )
    distributions = {
        "griffe": "griffelib",
        "jsonpath": "python-jsonpath",
        "pydantic_core": "pydantic",  # exactly the one that pydantic pins
        "yaml": "pyyaml",
    }
    used: set[str] = set()
    for path in TOOL:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                used |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                used.add(node.module.split(".")[0])
    foreign = used - set(sys.stdlib_module_names) - {"specloom"}
    assert {distributions.get(name, name).replace("_", "-") for name in foreign} == declared


def test_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"(?m)^([a-z][a-z-]*):", makefile))
    answer = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert set(re.findall(r"(?m)^  make ([a-z-]+) +\S", answer)) == targets
    declared = {name for line in re.findall(r"\.PHONY: (.*)", makefile) for name in line.split()}
    assert declared == targets


def test_ci_runs_what_the_readme_tells() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "for target in test test-live measures; do" in script.read_text()
    assert 'make "$target"' in script.read_text()
    readme = (ROOT / "README.md").read_text()
    assert "make regenerate\nmake test\n" in readme


def test_the_architecture_has_every_module_in_its_layer() -> None:
    rows = re.findall(r"^\| (\d) \| (.*?) \|", (ROOT / "ARCHITECTURE.md").read_text(), re.M)
    told = {name: int(layer) for layer, names in rows for name in re.findall(r"`(\w+)`", names)}
    folder = ROOT / "generator" / "specloom"
    said = {
        path.stem: path.read_text("utf-8").partition("\n\n")[0]
        for path in folder.glob("*.py")
        if not re.match(r"__|cli_|explained_", path.stem)
    }
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    assert set(told) == {*said, *packages}
    for name, docs in said.items():
        assert f"(layer {told[name]})" in docs, f"{name} says another layer than ARCHITECTURE.md"


@pytest.mark.parametrize("path", [*TOOL, *TEMPLATES], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_of_the_tool_has_500_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 500


API_NAMES = re.compile(
    r"openai|langgraph|langchain|langsmith|anthropic|assistant"
    r"|\bthreads\b|(?<![a-z])thread_id|/threads?(?![a-z])"
    r"|(?<![a-z])runs?_id|/runs?(?![a-z])|\.runs(?![a-z])|(?<![a-z])(create|stream|wait)_runs?(?![a-z])",
    re.I,
)
"""Names of APIs, of their resources and of what identifies those; no word of English or of Python's library."""


@pytest.mark.parametrize(
    "said",
    [
        "OpenAI",
        "langgraph_sdk",
        "AssistantEventHandler",
        "assistants=v2",
        "thread_id",
        "client.runs",
        "/runs/wait",
    ]
    + ["run_id", "/threads/{thread_id}", "beta.threads.runs", "create_run", "LANGSMITH_API_KEY"],
)
def test_the_names_of_apis_are_found(said: str) -> None:
    assert API_NAMES.search(said)


@pytest.mark.parametrize(
    "said",
    [
        "threading",
        "run_tools",
        "a thread of its own",
        "run",
        "thread-safe",
        "truncated",
        "it runs in a loop",
    ]
    + ["get_running_loop", "ThreadPoolExecutor", "run_sync", "run"],
)
def test_ordinary_words_are_no_names_of_apis(said: str) -> None:
    assert not API_NAMES.search(said)


def strings_and_names(tree: ast.Module) -> list[tuple[int, str]]:
    """What code says, docstrings left out: string literals, names, attributes, arguments."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    prose = {
        id(statement.value)
        for node in ast.walk(tree)
        if isinstance(node, documented)
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }
    said: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            said.append((node.lineno, node.value))
        for field in ("id", "attr", "arg", "name"):
            value = getattr(node, field, None)
            if isinstance(value, str):
                said.append((getattr(node, "lineno", 0), value))
    return said


@pytest.mark.parametrize("path", [*TOOL, *RUNTIME], ids=lambda path: str(path.relative_to(ROOT)))
def test_the_generator_knows_no_api(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [said for said in strings_and_names(tree) if API_NAMES.search(said[1])] == []


@pytest.mark.parametrize(
    "path",
    [path for path in TEMPLATES if path.suffix == ".jinja"] or [ROOT / "LICENSE"],
    ids=lambda path: path.name,
)
def test_no_template_names_an_api(path: Path) -> None:
    assert API_NAMES.search(path.read_text(encoding="utf-8")) is None


def digest_run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    script = folder / "scripts" / "if_changed.py"
    return subprocess.run(
        [sys.executable, str(script), *command], capture_output=True, text=True, check=False
    )


def test_if_changed_runs_again_for_a_changed_input_or_output(tmp_path: Path) -> None:
    for name in ("scripts", "spec", "generated", ".venv"):
        (tmp_path / name).mkdir()
    source = (ROOT / "scripts" / "if_changed.py").read_text()
    (tmp_path / "scripts" / "if_changed.py").write_text(source)
    for name in ("requirements/run.txt", "spec/a.yaml", "generated/b.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1")
    say = (sys.executable, "-c", "print('ran')")
    assert digest_run(tmp_path, *say).stdout == "ran\n"
    assert digest_run(tmp_path, *say).stdout == ""
    for name in ("spec/a.yaml", "generated/b.py", "requirements/run.txt"):
        (tmp_path / name).write_text("2")
        assert digest_run(tmp_path, *say).stdout == "ran\n", name
        assert digest_run(tmp_path, *say).stdout == ""
    (tmp_path / "generated/b.py").unlink()
    assert digest_run(tmp_path, *say).stdout == "ran\n"


def test_if_changed_does_not_remember_a_failure(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    (tmp_path / ".venv").mkdir()
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/run.txt").write_text("")
    source = (ROOT / "scripts" / "if_changed.py").read_text()
    (tmp_path / "scripts" / "if_changed.py").write_text(source)
    fail = (sys.executable, "-c", "import sys; print('ran'); sys.exit(3)")
    for _ in range(2):
        result = digest_run(tmp_path, *fail)
        assert (result.returncode, result.stdout) == (3, "ran\n")
