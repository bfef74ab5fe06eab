"""Every code block of readmes, pages and package documentation is run, or checked by what would run it.

Python is run against a server that answers as the API's document says; commands must be ones that the tool (or the
Makefile) has, with options that it takes; YAML must be a document, a configuration, rules or a workflow that
is accepted.
A block that needs more is run by a test of its own page, named in `ELSEWHERE`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import typer
import typer.main

from specloom import pipeline
from specloom.build import build_api
from specloom.cli import app
from specloom.diagnostics import Diagnostics
from specloom.load import load_document, parse_config
from specloom.load.config import parse_node
from specloom.load.policy import IgnoreFile
from specloom.load.yaml_reader import read_yaml
from tests.conftest import ROOT
from tests.docs.blocks import ALL, Block, commands_of
from tests.package.answers import Answers
from tests.package.test_readme import CONFIGS, decided, run
from tests.support.loopback import Loopback

ELSEWHERE = {
    ("docs/tutorial.md", "python"): "tests/docs/test_tutorial.py",
    ("docs/tutorial.md", "text"): "tests/docs/test_tutorial.py",
    ("generated/langgraph-runs/README.md", "python"): "tests/package/test_readme.py",
    ("generated/openai-runs/README.md", "python"): "tests/package/test_readme.py",
    ("generated/openai-runs/README.md", "mermaid"): "tests/unit/test_lifecycles.py",
}
"""Page and language of blocks that a test of their own runs (or draws, for pictures)."""

OTHER_PROGRAMS = {
    "pip": "asks a package index",
    "git": "changes a repository, which the reader has",
    "hatchling": "the tutorial's test runs it",
    "twine": "asks a package index",
    "python": "the tutorial's test runs it",
    "cd": "the reader's folders",
    "cp": "the reader's files",
    "sed": "stands for an editor; the page's test runs it",
}
"""Programs that are not ours, and why a page's call of them is not run here."""

LANGUAGES = {"python", "sh", "console", "yaml", "text", "mermaid"}


def of(*languages: str) -> list[Any]:
    """The blocks of some languages that no other test runs, as parameters."""
    return [
        pytest.param(block, id=str(block))
        for block in ALL
        if block.language in languages and (block.page, block.language) not in ELSEWHERE
    ]


def test_pages_are_found() -> None:
    found = {block.page for block in ALL}
    assert {"README.md", "docs/tutorial.md", "generated/openai-runs/README.md"} <= found


def test_every_block_says_what_it_is() -> None:
    known = ", ".join(sorted(LANGUAGES))
    wrong = [f"{block}: ```{block.language}" for block in ALL if block.language not in LANGUAGES]
    assert wrong == [], f"name the language of a block, one of {known}, or teach this test another"


def test_text_and_pictures_are_checked_by_a_test_of_their_page() -> None:
    assert [str(item.values[0]) for item in of("text", "mermaid")] == []


@pytest.mark.parametrize(("page", "test"), [(key[0], test) for key, test in ELSEWHERE.items()])
def test_what_is_run_elsewhere_is_there(page: str, test: str) -> None:
    assert any((block.page, block.language) in ELSEWHERE for block in ALL if block.page == page)
    text = (ROOT / test).read_text("utf-8")
    assert re.search(rf'"{Path(page).name}"|mermaid', text), f"{test} does not read {page}"


def python_pages() -> dict[str, list[Block]]:
    """The Python blocks of each page, without files that have a name: those are for the reader's own folder."""
    found: dict[str, list[Block]] = defaultdict(list)
    for item in of("python"):
        block: Block = item.values[0]
        if not block.title:
            found[block.page].append(block)
    return found


PROGRAMS = {
    page: found
    for page, found in python_pages().items()
    if not any("from specloom" in block.text for block in found)
}


@pytest.mark.parametrize("page", PROGRAMS)
def test_programs_run(page: str, loopback: Loopback) -> None:
    code = "\n".join(block.text for block in PROGRAMS[page])
    for config in CONFIGS:
        api, folder = decided(config)
        if f"from {api.project.package} import" in code:
            loopback.answer(Answers(api))
            run(code, folder, api, loopback.url)
            return
    pytest.fail(f"{page}: none of the generated packages is imported; what is this code for?")


def test_programs_that_use_the_tool_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They read these files; nothing else stands in the folder."""
    run_op = "responses: {'200': {description: done}}"
    schemas = "Run: {type: object}\n    Alias: {$ref: '#/components/schemas/Run'}"
    head = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n"
    texts = {
        "spec.yaml": f"{head}paths:\n  /runs: {{post: {{{run_op}}}}}\n"
        f"components:\n  schemas:\n    {schemas}\n",
        "overlay.yaml": "overlay: 1.0.0\ninfo: {title: T, version: '1'}\nactions: "
        "[{target: $.info, update: {summary: S}}]\n",
        "spec/openai/specloom.yml": "resources: {}\n",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    found = [
        block for page, blocks in python_pages().items() if page not in PROGRAMS for block in blocks
    ]
    assert found
    for block in found:
        exec(compile(block.text, str(block), "exec"), {})


def test_helper_files_are_woven(tmp_path: Path) -> None:
    """`helpers/jobs.py` of a page becomes methods of a package whose resource `jobs` it extends."""
    (tmp_path / "openapi.yaml").write_text(
        "openapi: 3.1.0\ninfo: {title: Acme, version: '1'}\npaths:\n  /jobs:\n    post:\n"
        "      requestBody: {content: {application/json: {schema: {type: object, properties: "
        "{size: {type: integer}}}}}}\n      responses: {'200': {description: j, content: "
        "{application/json: {schema: {$ref: '#/components/schemas/Job'}}}}}\n"
        "components: {schemas: {Job: {type: object, properties: {id: {type: string}}}}}\n"
    )
    (tmp_path / "specloom.yml").write_text(
        "organization: {name: Acme}\nspecloom: {spec: openapi.yaml, helpers: helpers}\n"
        "targets: {python: {package_name: acme, project_name: acme}}\n"
        "resources: {jobs: {models: {job: Job}, methods: {create: post /jobs}}}\n"
    )
    helpers = [
        item for item in ALL if item.language == "python" and item.title.startswith("helpers/")
    ]
    assert helpers
    for block in helpers:
        (tmp_path / "helpers").mkdir(exist_ok=True)
        (tmp_path / block.title).write_text(block.text)
        config = str(tmp_path / "specloom.yml")
        inputs = pipeline.read_inputs(pipeline.Request(config=config))
        diagnostics = Diagnostics()
        files = pipeline.generate(inputs, diagnostics)
        diagnostics.check()
        (name,) = re.findall(r"async def (\w+)", block.text)
        assert f"    def {name}(" in files["src/acme/resources/jobs/jobs.py"]


COMMANDS: dict[str, Any] = vars(typer.main.get_command(app))["commands"]
MAKE_HELP = (ROOT / "Makefile").read_text("utf-8")


def check_command(words: list[str]) -> None:
    """Raises :class:`AssertionError` for a command that would be refused."""
    program, *arguments = words
    if program == "specloom":
        assert arguments, "specloom without a command"
        assert arguments[0] in COMMANDS, f"specloom has no command {arguments[0]}"
        command = COMMANDS[arguments[0]]
        try:
            command.make_context(arguments[0], arguments[1:])
        except typer.Exit:
            return
        except Exception as error:  # typer brings its own click, whose names are not public
            raise AssertionError(f"{' '.join(words)}: {error}") from None
    elif program == "make":
        for word in arguments:
            name, is_variable, _ = word.partition("=")
            form = rf"\b{name}\b" if is_variable else rf"^([\w-]+ )*{name}( [\w-]+)*:"
            assert re.search(form, MAKE_HELP, re.MULTILINE), f"the Makefile knows no {name}"
    else:
        assert program in OTHER_PROGRAMS, f"{program}: run it in a test, or say here why not"


@pytest.mark.parametrize("block", of("sh", "console"))
def test_commands_are_ones_that_there_are(block: Block) -> None:
    found = list(block.commands())
    assert found, "no command in it"
    for words in found:
        check_command(words)


def test_commands_that_there_are_not_are_found() -> None:
    for line in ("specloom regenerate", "specloom diff a b --fail", "make testt", "curl x"):
        with pytest.raises(AssertionError):
            check_command(line.split())


@pytest.mark.parametrize("block", of("yaml"))
def test_yaml_is_accepted(block: Block, tmp_path: Path) -> None:
    check_yaml(block.text, tmp_path)


def without_nulls(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: without_nulls(item) for key, item in value.items() if item is not None}


def check_yaml(text: str, folder: Path) -> None:
    """Raises for YAML that neither the tool nor the host of workflows would accept."""
    data: Any = read_yaml(text, "block.yaml")
    if text.startswith("# revisions/"):  # a patch, in which null takes something away
        data = without_nulls(data)
    if "openapi" in data:
        file = folder / "openapi.yaml"
        file.write_text(text, "utf-8")
        document, diagnostics = load_document(file), Diagnostics()
        build_api(document, pipeline.infer(document), diagnostics)
        diagnostics.check()
    elif "jobs" in data and "on" in data:
        steps = [step for job in data["jobs"].values() for step in job["steps"]]
        assert steps
        assert all("run" in step or "uses" in step for step in steps)
        for step in steps:
            for words in commands_of(step.get("run", "").replace("\n", ";")):
                check_command(words)
    elif "ignore" in data:
        parse_node(IgnoreFile, data, "rules.yml")
    else:
        parse_config(data, "specloom.yml")


def test_yaml_with_an_unknown_key_is_found(tmp_path: Path) -> None:
    from specloom.diagnostics import SpecloomError

    with pytest.raises(SpecloomError):
        check_yaml("specloom: {speck: a.yaml}", tmp_path)
    with pytest.raises(SpecloomError):
        check_yaml("ignore: [{kode: x}]", tmp_path)
