"""Helpers and printed code brought together: modules, exports, clashes, and what a change of the spec reaches."""

from __future__ import annotations

import ast
import difflib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from specloom import pipeline, weaving
from specloom.cli import app
from specloom.diagnostics import Diagnostics, SpecloomError
from specloom.load import locate_all
from specloom.paths import templates_folder
from specloom.weave.measure import woven_methods
from tests.support.workshop import CONFIG, LIFECYCLES, findings, generated, imported, write_files

OWN = CONFIG.replace("  spec: spec.yaml\n", "  spec: spec.yaml\n  helpers: helpers\n")
HELPER = '''\
"""Helpers of batches."""

from __future__ import annotations

from typing import cast

from typing_extensions import Unpack
from workshop._types import Headers
from workshop.lib.async_counting import MARK, AsyncCounter
from workshop.resources.batches import AsyncBatches as _AsyncBatches
from workshop.types.batch import Batch
from workshop.types.batch_create_params import BatchCreateParams

from specloom.helpers import mirror


class AsyncBatches(_AsyncBatches):
    @mirror("create")
    async def create_counted(
        self,
        counter: AsyncCounter,  # counts what is made
        *,
        extra_headers: Headers | None = None,
        **params: Unpack[BatchCreateParams],
    ) -> Batch:
        """Create a batch and count it."""
        await counter.count()
        return cast(
            "Batch",
            await self.create(  # pyright: ignore[reportDeprecated]
                **params,
                extra_headers={MARK: "yes", **(extra_headers or {})},  # the caller's win
            ),
        )
'''
MODULES = {
    "lib/__init__.py": "",
    "lib/async_counting.py": (
        "from __future__ import annotations\n\nimport asyncio\n\n"
        "MARK = 'X-Counted'\n\n\nclass AsyncCounter:\n    total = 0\n\n"
        "    async def count(self) -> None:\n        await asyncio.sleep(0)\n"
        "        self.total += 1\n"
    ),
}
HELPERS = {"batches.py": HELPER, **MODULES}


def test_helper_modules_have_twins_and_woven_methods_use_them(tmp_path: Path) -> None:
    files = generated(tmp_path, OWN, helpers=HELPERS)
    sync = files["src/workshop/resources/batches/batches.py"]
    asynchronous = files["src/workshop/resources/batches/async_batches.py"]
    assert files["src/workshop/lib/async_counting.py"] == MODULES["lib/async_counting.py"]
    assert "class Counter:\n" in files["src/workshop/lib/counting.py"]
    assert "time.sleep(0)" in files["src/workshop/lib/counting.py"]
    assert "\n        from ...lib.async_counting import MARK\n" in asynchronous
    assert "\n    from ...lib.async_counting import AsyncCounter\n" in asynchronous
    assert "\n        from ...lib.counting import MARK\n" in sync
    assert "counter: Counter,  # counts what is made\n" in sync
    assert "await" not in sync
    for text in (sync, asynchronous):
        assert "self.create(  # pyright: ignore[reportDeprecated]\n" in text
        assert "},  # the caller's win\n" in text
        assert "    # Woven from helpers/batches.py:19\n" in text
    with imported(tmp_path / "package", files, "workshop") as package:
        assert "create_counted" in dir(package.Client(base_url="http://x").batches)


def test_the_place_of_the_configuration_is_not_in_the_output(tmp_path: Path) -> None:
    first = generated(tmp_path / "one", OWN + LIFECYCLES, helpers=HELPERS)
    second = generated(tmp_path / "two" / "deeper", OWN + LIFECYCLES, helpers=HELPERS)
    assert first == second
    assert not [path for path, text in first.items() if str(tmp_path) in text]


@pytest.mark.parametrize(
    ("helpers", "expected"),
    [
        (
            {**HELPERS, "lib/counting.py": "x = 1\n"},
            "error[helper-file-clash]: lib/counting.py is in the package already",
        ),
        (
            {**HELPERS, "_types/__init__.py": "", "resources/__init__.py": ""},
            "helpers/resources/__init__.py:1:1 error[helper-file-clash]",
        ),
        (
            {"lib/async_x.py": "import asyncio\n\n\nasync def f() -> None:\n    asyncio.run(g())\n"},
            "helpers/lib/async_x.py:4:1 error[helper-not-sync]: `asyncio.run` has no",
        ),
        (
            {**HELPERS, "batches.py": HELPERS["batches.py"].replace("create_counted", "create")},
            "helpers/batches.py:19:5 error[helper-clash]",
        ),
        (
            {**HELPERS, "batches.py": HELPERS["batches.py"].replace("resources.batches", "resources.x")},
            "no class AsyncBatches; did you mean AsyncBatches of workshop.resources.batches?",
        ),
        (
            {**HELPERS, "batches.py": HELPERS["batches.py"] + "def (\n"},
            "error[helper-syntax]",
        ),
    ],
)  # fmt: skip
def test_helpers_that_do_not_fit(tmp_path: Path, helpers: dict[str, str], expected: str) -> None:
    found = findings(tmp_path, OWN, helpers=helpers)
    assert any(expected in item for item in found), found


def test_a_general_and_an_own_helper_of_one_name(tmp_path: Path) -> None:
    own = HELPERS["batches.py"].replace("create_counted", "create_and_poll")
    found = findings(tmp_path, OWN + LIFECYCLES, helpers={**HELPERS, "batches.py": own})
    assert any("helpers/batches.py:19:5 error[helper-clash]" in item for item in found)


@pytest.mark.parametrize(
    ("name", "old", "new", "missing"),
    [
        ("lifecycle", "with_raw_response.read(", "with_raw_response.look(", "read"),
        ("tools", "list[ToolOutput]", "list[object]", "list[ToolOutput]"),
        ("tools_stream", "from .shape import Thing\n\n        toolbox", "toolbox", "import Thing"),
        ("elsewhere", "from .lifecycle import AsyncThings", "pass", "import AsyncThings"),
    ],
)
def test_a_substitution_that_matches_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    old: str,
    new: str,
    missing: str,
) -> None:
    folder = templates_folder()
    shutil.copytree(folder, tmp_path / "templates")
    template = tmp_path / "templates" / "helpers" / f"{name}.py"
    text = template.read_text("utf-8")
    assert old in text
    template.write_text(text.replace(old, new), "utf-8")
    monkeypatch.setattr(weaving, "templates_folder", lambda: tmp_path / "templates")
    config = CONFIG + LIFECYCLES
    found = findings(tmp_path / "source", config)
    start = f"templates/helpers/{name}.py:"
    message = f"[helper-substitution]: nothing here is called {missing}"
    assert any(item.startswith(start) and message in item for item in found), found


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, OWN)
    assert found.startswith("specloom.yml:5:3 error[no-helpers]: there is no folder")


def exports(text: str) -> str:
    return OWN.replace("  helpers: helpers\n", f"  helpers: helpers\n  root_exports: {text}\n")


def test_further_names_of_the_package(tmp_path: Path) -> None:
    config = exports("{Counter: lib.counting, AsyncCounter: lib.async_counting}")
    files = generated(tmp_path, config, helpers=HELPERS)
    with imported(tmp_path / "package", files, "workshop") as package:
        assert package.Counter is not package.AsyncCounter
        assert "Counter" in dir(package)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("{Counter: lib.missing}", "error[bad-root-export]: 'Counter' is to come from"),
        ("{Client: lib.counting}", "error[bad-root-export]: the package has a 'Client' already"),
        ("{'x y': lib.counting}", "specloom.yml:6:18 error[bad-root-export]: 'x y' cannot"),
        ("{Counter: ../lib}", "error[bad-root-export]"),
    ],
)
def test_names_that_cannot_be_exported(tmp_path: Path, wanted: str, expected: str) -> None:
    found = findings(tmp_path, exports(wanted), helpers=HELPERS)
    assert any(expected in item for item in found), found


def test_lines_are_counted(tmp_path: Path) -> None:
    files = generated(tmp_path, OWN, helpers=HELPERS)
    write_files(tmp_path / "out", files)
    config = (tmp_path / "specloom.yml").as_posix()
    runner = CliRunner()
    arguments = ["generate", config, "--output", (tmp_path / "sdk").as_posix(), "-q"]
    assert runner.invoke(app, arguments).exit_code == 0
    stats = ["stats", config, "--output", (tmp_path / "sdk").as_posix()]
    rows = [line.split() for line in runner.invoke(app, stats).stdout.splitlines()]
    counts = {
        " ".join(row[: row.index("lines") - 1]): int(row[row.index("lines") - 1]) for row in rows
    }
    assert counts["helper source"] == sum(len(text.splitlines()) for text in HELPERS.values())
    assert counts["injected"] == counts["into resources"] + counts["as modules"]
    assert counts["hand-edited"] == 0
    edited = tmp_path / "sdk" / "src" / "workshop" / "_types.py"
    edited.write_text(edited.read_text("utf-8") + "\n# mine\n", "utf-8")
    assert "      2 lines" in runner.invoke(app, stats).stdout.splitlines()[-1]


# The reference API: a copy of its spec, changed.

CHANGED = ("CreateRunRequest", "CreateThreadAndRunRequest")


def reference(folder: Path, root: Path, change: bool) -> dict[str, str]:
    shutil.copytree(root / "spec" / "openai", folder)
    spec = folder / "2026-08-21.yaml"
    if change:
        text = spec.read_text("utf-8")
        for schema in CHANGED:
            start = text.index("      properties:\n", text.index(f"\n    {schema}:\n"))
            end = start + len("      properties:\n")
            new = (
                "        zeal:\n          type: integer\n          description: How eager it is.\n"
            )
            text = text[:end] + new + text[end:]
        spec.write_text(text, "utf-8")
    request = pipeline.Request((folder / "specloom.yml").as_posix())
    return pipeline.generate(pipeline.read_inputs(request), Diagnostics())


def takers(text: str, parameter: str) -> Iterator[str]:
    """The methods of a module that take a parameter."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if any(item.arg == parameter for item in node.args.kwonlyargs):
                yield node.name


def test_a_new_parameter_reaches_the_helpers_that_mirror_it_and_nothing_else(
    tmp_path: Path, root: Path
) -> None:
    before = reference(tmp_path / "before", root, change=False)
    after = reference(tmp_path / "after", root, change=True)
    assert before.keys() == after.keys()
    base = "src/openai_runs/resources/beta/threads"
    runs = {f"{base}/runs/runs.py", f"{base}/runs/async_runs.py"}
    threads = {f"{base}/threads.py", f"{base}/async_threads.py"}
    for path in sorted(runs):
        assert set(takers(after[path], "zeal")) == {
            "create", "create_and_poll", "run_tools", "run_tools_stream", "stream", "create_and_stream"
        }  # fmt: skip
    for path in sorted(threads):
        assert set(takers(after[path], "zeal")) == {
            "create_and_run", "create_and_run_poll", "create_and_run_stream"
        }  # fmt: skip
    changed = {path for path in after if before[path] != after[path]}
    code = {path for path in changed if path.startswith("src/") and "/types/" not in path}
    assert code == runs | threads
    for path in sorted(code):
        lines = difflib.unified_diff(
            before[path].splitlines(), after[path].splitlines(), n=0, lineterm=""
        )
        moved = [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]
        strange = [line for line in moved if "zeal" not in line and "# Woven" not in line]
        assert [line for line in strange if line != "+"] == []


def test_a_new_status_of_the_reference_api_is_a_finding(tmp_path: Path, root: Path) -> None:
    folder = tmp_path / "openai"
    shutil.copytree(root / "spec" / "openai", folder)
    spec = folder / "2026-08-21.yaml"
    text = spec.read_text("utf-8")
    place = text.index("- requires_action", text.index("\n    RunObject:\n"))
    indent = text[text.rindex("\n", 0, place) + 1 : place]
    spec.write_text(text[:place] + f"- paused\n{indent}" + text[place:], "utf-8")
    request = pipeline.Request((folder / "specloom.yml").as_posix())
    with pytest.raises(SpecloomError) as caught:
        pipeline.generate(pipeline.read_inputs(request), Diagnostics())
    (found,) = locate_all(caught.value.diagnostics)
    line = text[:place].count("\n") + 1
    assert found.render().startswith(f"{spec.as_posix()}:{line}:")
    assert (
        "[lifecycle-new-state]: state 'paused' is in no list of lifecycle 'run'" in found.render()
    )


def test_woven_methods_are_found_again(tmp_path: Path) -> None:
    files = generated(tmp_path, CONFIG + LIFECYCLES)
    found = list(woven_methods(files["src/workshop/resources/projects/jobs/jobs.py"]))
    assert [item.name for item in found] == [
        "poll", "create_and_poll", "answer_and_poll", "run_tools", "run_tools_stream"
    ]  # fmt: skip
    assert found[0].required == ("job_id", "project_id")
    assert found[1].required == ("*", "project_id", "label")
    assert all(item.origin.startswith("templates/helpers/") for item in found)
