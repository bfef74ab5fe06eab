"""The command line: what it reads, writes, says, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from typer.testing import CliRunner

from specloom import __version__, cli
from specloom.cli import app
from specloom.diagnostics import Diagnostics
from specloom.pipeline import Inputs
from specloom.write import MANIFEST

SPEC = """\
openapi: 3.1.0
info: {title: Zoo, version: "1"}
servers: [{url: "https://zoo.test"}]
paths:
  /cats/{cat_id}:
    get:
      operationId: getCat
      summary: One cat.
      parameters: [{name: cat_id, in: path, required: true, schema: {type: string}}]
      responses:
        "200":
          description: ok
          content: {application/json: {schema: {$ref: "#/components/schemas/Cat"}}}
components:
  schemas:
    Cat: {type: object, required: [id], properties: {id: {type: string}}}
"""
CONFIG = """\
organization: {name: zoo}
specloom: {spec: spec.yaml, output: out/zoo-sdk}
targets: {python: {package_name: zoo, project_name: zoo-sdk}}
resources:
  cats:
    models: {cat: Cat}
    methods: {retrieve: "get /cats/{cat_id}"}
"""


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder of the command, with a spec and a configuration."""
    (tmp_path / "spec.yaml").write_text(SPEC)
    (tmp_path / "specloom.yml").write_text(CONFIG)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    """Run the command in this process; an exception that it lets through fails the test."""
    result = CliRunner().invoke(app, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def files_below(folder: Path) -> set[str]:
    """Relative paths of all files."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("arguments", "output"),
    [
        ([], "out/zoo-sdk"),
        (["specloom.yml"], "out/zoo-sdk"),
        (["--config", "specloom.yml", "--output", "elsewhere"], "elsewhere"),
        (["spec.yaml", "--config", "specloom.yml"], "out/zoo-sdk"),
        (["specloom.yml", "--spec", "spec.yaml"], "out/zoo-sdk"),
        (["spec.yaml"], "generated/zoo"),
        (["--spec", "spec.yaml", "-o", "a/b"], "a/b"),
    ],
)
def test_generate_finds_its_files_by_their_content(
    box: Path, arguments: list[str], output: str
) -> None:
    result = run("generate", *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{output}: ")
    assert result.stdout.count("\n") == 1
    package = box / output / "src/zoo"
    assert (package / "resources/cats/async_cats.py").is_file()
    assert files_below(box) - files_below(box / output) >= {"spec.yaml", "specloom.yml"}
    assert not list((box / output / ".specloom").glob("staging-*"))


def test_a_second_run_changes_nothing(box: Path) -> None:
    run("generate")
    paths = sorted(path for path in (box / "out").rglob("*") if path.is_file())
    before = [path.stat().st_mtime_ns for path in paths]
    assert "unchanged" in run("generate").stdout
    assert run("generate", "--quiet").output == ""
    assert [path.stat().st_mtime_ns for path in paths] == before


def test_no_path_of_this_machine_gets_into_the_output(box: Path) -> None:
    run("generate")
    for path in (box / "out").rglob("*"):
        if path.is_file():
            assert str(box) not in path.read_text("utf-8")


def test_check_tells_what_is_out_of_date(box: Path) -> None:
    missing = run("generate", "--check")
    assert missing.exit_code == 1
    assert not (box / "out").exists()
    run("generate")
    assert run("generate", "--check").exit_code == 0
    (box / "out/zoo-sdk/README.md").unlink()
    (box / "spec.yaml").write_text(SPEC.replace("One cat.", "A cat."))
    result = run("generate", "--check")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == "missing: README.md"
    assert "stale: src/zoo/resources/cats/cats.py" in result.stdout.splitlines()
    assert result.stderr.startswith("out/zoo-sdk error[stale]: ")
    assert result.stderr.count("\n") == 1


def test_an_edited_file_is_kept_unless_forced(box: Path) -> None:
    run("generate")
    readme = box / "out/zoo-sdk/README.md"
    readme.write_text("mine")
    result = run("generate")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "edited by hand: README.md"
    assert "1 edited by hand" in result.stdout.splitlines()[1]
    assert run("generate", "--check").exit_code == 0
    assert readme.read_text() == "mine"
    assert run("generate", "--force").exit_code == 0
    assert readme.read_text() != "mine"


def test_a_conflict_is_told_and_marked_when_asked(box: Path) -> None:
    run("generate")
    module = box / "out/zoo-sdk/src/zoo/resources/cats/cats.py"
    generated = module.read_text("utf-8")
    edited = generated.replace("One cat.", "My cat.")
    module.write_text(edited, "utf-8")
    (box / "spec.yaml").write_text(SPEC.replace("One cat.", "A cat."))
    line = next(at for at, text in enumerate(edited.splitlines(), 1) if "My cat." in text)
    for _ in range(2):
        result = run("generate")
        assert result.exit_code == 1
        start = f"out/zoo-sdk/src/zoo/resources/cats/cats.py:{line}:1 error[edit-conflict]: "
        assert result.stderr.startswith(start)
        assert module.read_text("utf-8") == edited
        assert "A cat." in module.with_name("async_cats.py").read_text("utf-8")
        assert run("generate", "--check").exit_code == 1
    assert run("generate", "--conflicts", "markers").exit_code == 1
    marked = module.read_text("utf-8")
    assert marked.count("<<<<<<< edited by hand\n") == marked.count(">>>>>>> generated\n") > 0
    assert "unresolved-conflict" in run("generate").stderr
    assert run("generate", "--check").exit_code == 1
    module.write_text(edited, "utf-8")
    assert run("generate").exit_code == 0
    assert run("generate", "--check").exit_code == 0
    assert "wrong-option" in run("generate", "--conflicts", "both").stderr


def test_edits_are_shown_as_a_patch_that_applies(box: Path) -> None:
    run("generate")
    folder = box / "out/zoo-sdk"
    assert run("edits").stdout == "out/zoo-sdk: 0 files edited by hand, 0 lines\n"
    assert run("edits", "--max-edited-lines", "0").exit_code == 0
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    readme, module = folder / "README.md", folder / "src/zoo/resources/cats/cats.py"
    readme.write_bytes(before[readme] + b"mine, without an end")
    module.write_bytes(before[module].replace(b"One cat.", b"My cat."))
    (folder / "own.py").write_text("not an edit\n")
    shown = run("edits", "--max-edited-lines", "2")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("out/zoo-sdk: 2 files edited by hand, 2 lines (+2 -1)\n")
    refused = run("edits", "--max-edited-lines", "1")
    assert (refused.exit_code, "error[edited-lines]" in refused.stderr) == (1, True)
    edited = {path: path.read_bytes() for path in before}
    run("generate", "--force")
    assert readme.read_bytes() == before[readme]
    subprocess.run(["git", "apply"], cwd=folder, input=shown.stdout_bytes, check=True)
    assert {path: path.read_bytes() for path in before} == edited


def test_an_edit_survives_a_change_of_the_document(box: Path) -> None:
    run("generate")
    module = box / "out/zoo-sdk/src/zoo/resources/cats/cats.py"
    text = module.read_text("utf-8")
    module.write_text(text + "\n\ndef mine() -> int:\n    return 1\n", "utf-8")
    (box / "spec.yaml").write_text(SPEC.replace("One cat.", "A cat."))
    assert "+def mine() -> int:" in run("edits").stdout
    assert (
        "edited, to be merged: src/zoo/resources/cats/cats.py" in run("generate", "--check").stdout
    )
    result = run("generate")
    assert "merged with the edit: src/zoo/resources/cats/cats.py" in result.stdout
    assert module.read_text("utf-8").endswith("def mine() -> int:\n    return 1\n")
    assert "A cat." in module.read_text("utf-8")
    assert run("generate", "--check").exit_code == 0


def test_a_deleted_file_comes_back(box: Path) -> None:
    run("generate")
    (box / "out/zoo-sdk/README.md").unlink()
    assert "(1 new)" in run("generate").stdout
    assert (box / "out/zoo-sdk/README.md").is_file()


WRONG = {
    "missing file": (["generate", "nowhere.yaml"], {}, "nowhere.yaml:1:1 error["),
    "missing spec": (["generate", "--spec", "nowhere.yaml"], {}, "nowhere.yaml:1:1 error["),
    "broken yaml": (
        ["generate", "spec.yaml"],
        {"spec.yaml": "openapi: 3.1.0\na: [1\n"},
        "spec.yaml:3:1 ",
    ),
    "unknown key": (
        ["generate"],
        {"specloom.yml": CONFIG.replace("methods:", "method:")},
        "specloom.yml:7:5 error[config-unknown-key]: ",
    ),
    "dangling reference": (
        ["generate", "spec.yaml", "--strict"],
        {"spec.yaml": SPEC.replace("schemas/Cat", "schemas/Cta")},
        "spec.yaml:13:",
    ),
    "missing endpoint": (
        ["generate"],
        {"specloom.yml": CONFIG.replace("/cats/{cat_id}", "/cat/{cat_id}")},
        "specloom.yml:7:",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_one_line_with_its_place(box: Path, name: str) -> None:
    arguments, files, start = WRONG[name]
    for path, text in files.items():
        (box / path).write_text(text)
    before = files_below(box)
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stderr.startswith(start), result.stderr
    assert result.stderr.count("\n") == 1
    assert files_below(box) == before


def test_many_mistakes_are_all_told(box: Path) -> None:
    (box / "spec.yaml").write_text(SPEC.replace("type: string", "$ref: '#/no/where'"))
    result = run("generate", "spec.yaml", "--strict")
    assert result.stderr.count("\n") == 1
    assert "(and 1 more)" in result.stderr
    assert result.stdout.startswith("spec.yaml:")
    quiet = run("generate", "spec.yaml", "--strict", "--quiet")
    assert (quiet.stdout, quiet.exit_code) == ("", 1)


def test_json_gives_one_object_a_line(box: Path) -> None:
    (box / "spec.yaml").write_text(SPEC.replace("type: string", "$ref: '#/no/where'"))
    result = run("generate", "spec.yaml", "--strict", "--json")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert (result.exit_code, result.stderr) == (1, "")
    assert len(records) == 2
    assert {record["severity"] for record in records} == {"error"}
    assert [record["line"] for record in records] == [9, 16]
    assert records[0]["pointer"].startswith("#/paths/~1cats~1{cat_id}/get/parameters/0")


def test_what_is_wrong_and_readable_is_a_warning(box: Path) -> None:
    (box / "spec.yaml").write_text(SPEC.replace("schemas/Cat", "schemas/Cta"))
    result = run("generate", "spec.yaml", "--output", "out")
    assert result.exit_code == 0
    assert "spec.yaml:13:" in result.stderr
    assert " warning[dangling-ref]: " in result.stderr
    assert (box / "out" / "pyproject.toml").exists()


def test_a_configuration_without_a_spec_says_so(box: Path) -> None:
    (box / "specloom.yml").write_text(CONFIG.replace("spec: spec.yaml, ", ""))
    assert "error[no-spec]" in run("generate").stderr


@pytest.mark.parametrize("error", [RecursionError(), MemoryError()])
def test_too_much_is_a_message(
    box: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def fail(inputs: Inputs, diagnostics: Diagnostics) -> Any:
        raise error

    monkeypatch.setattr("specloom.pipeline.build", fail)
    result = run("generate", "spec.yaml")
    assert result.exit_code == 1
    assert result.stderr.startswith("spec.yaml:1:1 error[too-much]: ")


def test_an_interrupt_ends_with_130(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(inputs: Inputs, diagnostics: Diagnostics) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr("specloom.pipeline.build", interrupt)
    result = run("generate", "spec.yaml")
    assert result.exit_code == 130
    assert not (box / "generated").exists()


def test_unknown_options_end_with_2(box: Path) -> None:
    assert run("generate", "--nonsense").exit_code == 2


def test_schema_is_a_json_schema() -> None:
    schema = json.loads(run("schema").stdout)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert "resources" in schema["properties"]


def test_init_writes_what_generation_would_infer(box: Path) -> None:
    result = run("init", "spec.yaml", "--output", "sub/mine.yml")
    assert (result.exit_code, result.stderr) == (0, "")
    text = (box / "sub/mine.yml").read_text()
    assert yaml.safe_load(text)["specloom"]["spec"] == "../spec.yaml"
    assert text.count("\n# ") >= 5
    run("generate", "spec.yaml", "--output", "bare")
    run("generate", "sub/mine.yml", "--output", "configured")
    assert files_below(box / "bare") == files_below(box / "configured")
    for path in files_below(box / "bare") - {MANIFEST}:
        assert (box / "bare" / path).read_bytes() == (box / "configured" / path).read_bytes(), path


def test_init_overwrites_nothing(box: Path) -> None:
    result = run("init", "spec.yaml")
    assert result.exit_code == 1
    assert result.stderr.startswith("specloom.yml:1:1 error[file-exists]: ")
    assert (box / "specloom.yml").read_text() == CONFIG


@pytest.mark.parametrize("command", ["generate", "init", "schema"])
def test_help_has_examples(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"specloom {command}" in result.stdout


def _process(*arguments: str, cwd: Path, seed: str = "0") -> subprocess.CompletedProcess[str]:
    path = str(Path(cli.__file__).parents[1])
    command = [sys.executable, *arguments]
    environment = {"PYTHONPATH": path, "PYTHONHASHSEED": seed}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def test_the_version_comes_at_once(tmp_path: Path) -> None:
    def once() -> float:
        before = os.times().children_user
        done = _process("-m", "specloom", "--version", cwd=tmp_path)
        assert done.stdout == f"specloom {__version__}\n"
        return os.times().children_user - before

    assert min(once() for _ in range(3)) < 0.3


HOOK = """
import sys, os
def hook(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork")):
        os.write(2, f"FORBIDDEN {event}\\n".encode())
    path, mode = (*arguments, None, None)[:2]
    if event == "open" and isinstance(path, str) and set(mode or "") & set("wxa+"):
        path = os.path.abspath(path)
        if not path.startswith(os.path.abspath("out") + os.sep) and "__pycache__" not in path:
            os.write(2, f"FORBIDDEN write {path}\\n".encode())
sys.addaudithook(hook)
from specloom.cli import main
sys.argv = ["specloom", "generate", "specloom.yml"]
main()
"""


def test_generation_starts_nothing_and_writes_nowhere_else(box: Path) -> None:
    done = _process("-c", HOOK, cwd=box)
    assert (done.returncode, done.stderr) == (0, "")


def test_output_is_the_same_whatever_the_hash_seed(box: Path) -> None:
    for seed in ("1", "2"):
        arguments = ["-m", "specloom", "generate", "spec.yaml", "-q", "-o", f"s{seed}"]
        assert _process(*arguments, cwd=box, seed=seed).returncode == 0
    one, two = files_below(box / "s1"), files_below(box / "s2")
    assert one == two
    assert all((box / "s1" / path).read_bytes() == (box / "s2" / path).read_bytes() for path in one)
