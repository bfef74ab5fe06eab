"""Hand edits of generated methods become helper files, and the generator gives the same code from them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from specloom.cli import app
from tests.support.workshop import CONFIG, SPEC

JOBS = "src/workshop/resources/projects/jobs/async_jobs.py"
ADDED = '''
    async def retrieve_twice(self, job_id: str, *, project_id: str) -> list[AsyncJob]:
        """Read a job, and once more."""
        first = await self.retrieve(job_id, project_id=project_id)
        return [first, await self.retrieve(job_id, project_id=project_id)]
'''


@pytest.fixture
def sdk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A generated project; its configuration is in the current folder and has a folder of helpers."""
    monkeypatch.chdir(tmp_path)
    config = CONFIG.replace("PACKAGE", "workshop")
    config = config.replace("specloom:\n", "specloom:\n  helpers: helpers\n  output: sdk\n")
    (tmp_path / "specloom.yml").write_text(config, "utf-8")
    (tmp_path / "spec.yaml").write_text(SPEC, "utf-8")
    (tmp_path / "helpers").mkdir()
    assert run("generate").exit_code == 0
    return tmp_path / "sdk"


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def edit(file: Path, old: str, new: str) -> str:
    """Replace the first occurrence in a file; gives the new text."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return file.read_text("utf-8")


def method(text: str, name: str) -> list[str]:
    """Every function of that name, as its syntax tree."""
    nodes = (node for node in ast.walk(ast.parse(text)) if hasattr(node, "name"))
    return [ast.dump(node) for node in nodes if getattr(node, "name", "") == name]


def test_an_added_method_becomes_a_helper(sdk: Path) -> None:
    module = sdk / JOBS
    edited = edit(module, "\n\nclass AsyncJobsWithRaw", ADDED + "\n\nclass AsyncJobsWithRaw")
    assert run("edits", "--max-edited-lines", "0").exit_code == 1
    result = run("edits", "--promote", JOBS)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (
        0,
        "wrote helpers/jobs.py: retrieve_twice",
    )
    after = module.read_text("utf-8")
    assert method(after, "retrieve_twice") == method(edited, "retrieve_twice") != []
    assert "def retrieve_twice(" in module.with_name("jobs.py").read_text("utf-8")
    assert run("edits", "--max-edited-lines", "0").exit_code == 0
    assert run("generate", "--check").exit_code == 0


def test_an_edited_method_is_replaced_by_its_helper(sdk: Path) -> None:
    module = sdk / JOBS
    edited = edit(module, "async def stop(", "async def stop(  # mine\n")
    edited = edit(
        module, "/projects/{project_id}/jobs/{job_id}", "/projects/{project_id}/job/{job_id}"
    )
    before = {path: path.read_text("utf-8") for path in sdk.rglob("*.py")}
    result = run("edits", "--promote", f"sdk/{JOBS}")
    assert (result.exit_code, result.stderr) == (0, "")
    helper = Path("helpers/jobs.py").read_text("utf-8")
    assert "    @replaces\n    async def retrieve(" in helper
    assert "# mine\n" in helper
    assert "from workshop.types" in helper
    modules = [node.module for node in ast.parse(helper).body if isinstance(node, ast.ImportFrom)]
    assert len(modules) == len(set(modules))
    for name in ("retrieve", "stop", "create", "answer"):
        assert method(module.read_text("utf-8"), name) == method(edited, name) != []
    twin = module.with_name("jobs.py")
    assert "/projects/{project_id}/job/{job_id}" in twin.read_text("utf-8")
    changed = {path for path, text in before.items() if path.read_text("utf-8") != text}
    assert changed == {module, twin}
    assert run("generate", "--check").exit_code == 0


def test_overloads_are_promoted_together(sdk: Path) -> None:
    module = sdk / JOBS
    edited = edit(module, '"watch": watch,', '"watch": watch or False,')
    assert run("edits", "--promote", JOBS).exit_code == 0
    after = module.read_text("utf-8")
    assert method(after, "create") == method(edited, "create")
    assert run("edits", "--max-edited-lines", "0").exit_code == 0


def test_what_cannot_be_promoted_stays_and_is_named(sdk: Path) -> None:
    module = sdk / JOBS
    edit(module, "\n\nclass AsyncJobsWithRaw", ADDED + "\n\nclass AsyncJobsWithRaw")
    text = module.read_text("utf-8") + "\n\nMINE = 1\n"
    module.write_text(text, "utf-8")
    result = run("edits", "--promote", JOBS)
    assert f"sdk/{JOBS}:{len(text.splitlines())}: stays an edit" in result.stdout
    assert run("edits").stdout.splitlines()[0].endswith("1 file edited by hand, 3 lines (+3 -0)")
    assert run("generate", "--check").exit_code == 0


def test_what_is_refused_writes_nothing(sdk: Path) -> None:
    module = sdk / JOBS
    text = module.read_text("utf-8")
    cases = {
        text: "promote-nothing",
        text + "\nMINE = 1\n": "promote-nothing",
        text + "\ndef (\n": "promote-syntax",
        text.replace(
            "\n\nclass AsyncJobsWithRaw",
            ADDED.replace("list[", "tuple[AsyncJobsWithRawResponse, ")
            + "\n\nclass AsyncJobsWithRaw",
            1,
        ): "promote-local",
    }
    for changed, code in cases.items():
        module.write_text(changed, "utf-8")
        result = run("edits", "--promote", JOBS)
        assert (result.exit_code, f"error[{code}]" in result.stderr) == (1, True), result.output
        assert module.read_text("utf-8") == changed
    assert "promote-file" in run("edits", "--promote", JOBS.replace("async_", "")).stderr
    assert "promote-file" in run("edits", "--promote", "README.md").stderr
    assert list(Path("helpers").iterdir()) == []
    config = Path("specloom.yml")
    config.write_text(config.read_text("utf-8").replace("  helpers: helpers\n", ""), "utf-8")
    assert "promote-folder" in run("edits", "--promote", JOBS).stderr


def test_a_helper_that_replaces_nothing_is_an_error(sdk: Path) -> None:
    Path("helpers/jobs.py").write_text(
        "from workshop.resources.projects.jobs.async_jobs import AsyncJobs as _AsyncJobs\n"
        "from specloom.helpers import replaces\n\n"
        "class AsyncJobs(_AsyncJobs):\n"
        "    @replaces\n"
        "    async def nothing(self) -> None:\n"
        '        """Nothing."""\n',
        "utf-8",
    )
    assert "helpers/jobs.py:5:5 error[helper-replaces]" in run("generate").stderr.replace(
        ":6:5", ":5:5"
    )
