"""What importing the generated package loads, and where a reader's "go to definition" leads."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.imports import modules_below

SRC = ROOT / "generated" / "openai-runs" / "src"
INITS = sorted((SRC / "openai_runs" / "types").rglob("__init__.py"))


def loaded(code: str) -> set[str]:
    """The package's modules that a fresh interpreter has after this code."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules, sep='\\n')"],
        env={**os.environ, "PYTHONPATH": str(SRC)},
        capture_output=True,
        text=True,
        check=True,
    )
    return {name for name in done.stdout.split() if name.startswith("openai_runs")}


def parts(modules: set[str], *folders: str) -> set[str]:
    return {name for name in modules if name.split(".")[1:2] and name.split(".")[1] in folders}


@pytest.mark.parametrize(
    "code",
    [
        "import openai_runs",
        "from openai_runs import OpenAI, AsyncOpenAI",
        "from openai_runs import OpenAI; OpenAI(api_key='k', base_url='http://api.test')",
    ],
)
def test_the_client_loads_no_resource_and_no_model(code: str) -> None:
    modules = loaded(code)
    assert "openai_runs" in modules
    assert parts(modules, "resources", "types") == set()


def test_importing_the_package_loads_hardly_anything() -> None:
    assert loaded("import openai_runs") <= {"openai_runs", "openai_runs._lazy"}


def test_importing_types_loads_no_model() -> None:
    code = "import openai_runs.types, openai_runs.types.beta.threads.runs"
    assert parts(loaded(code), "types") == {
        "openai_runs.types",
        "openai_runs.types.beta",
        "openai_runs.types.beta.threads",
        "openai_runs.types.beta.threads.runs",
    }


def test_a_resource_is_loaded_when_it_is_used_and_alone() -> None:
    code = (
        "from openai_runs import OpenAI\n"
        "OpenAI(api_key='k', base_url='http://api.test').beta.assistants"
    )
    modules = parts(loaded(code), "resources", "types")
    assert any(name.endswith(".assistants.assistants") for name in modules)
    assert [name for name in modules if "threads" in name or "async_" in name] == []
    assert parts(modules, "types") == set()


def exports(init: Path) -> list[tuple[str, Path]]:
    """What a types package exports to readers: each name, and the module that it is imported from."""
    tree = ast.parse(init.read_text("utf-8"))
    (typing_only,) = (
        node.body
        for node in tree.body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    found: list[tuple[str, Path]] = []
    for node in typing_only:
        assert isinstance(node, ast.ImportFrom)
        if node.module:
            home = init.parent.joinpath(*node.module.split("."))
            assert all(alias.asname == alias.name for alias in node.names)
            found += [(alias.name, home) for alias in node.names]
    return found


@pytest.mark.parametrize("init", INITS, ids=lambda path: path.parent.relative_to(SRC).as_posix())
def test_each_public_type_is_defined_in_the_module_that_its_package_names(init: Path) -> None:
    for name, home in exports(init):
        file = home.with_suffix(".py")
        if not file.is_file():
            assert (name, home) in [(name, home) for name, _ in exports(home / "__init__.py")]
            continue
        targets = {
            target for node in ast.parse(file.read_text("utf-8")).body for target in defined(node)
        }
        assert name in targets, f"{file} does not define {name}"


def defined(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    return []


def test_every_class_of_the_models_says_where_it_is_defined() -> None:
    names = [name for name in modules_below(SRC) if ".types." in name]
    code = (
        "import importlib, inspect\n"
        f"for name in {names!r}:\n"
        "    module = importlib.import_module(name)\n"
        "    for key in getattr(module, '__all__', ()):\n"
        "        value = getattr(module, key)\n"
        "        if inspect.isclass(value) and value.__name__ == key:\n"
        "            package = getattr(module, '__path__', None) is not None\n"
        "            assert package or value.__module__ == name, (name, key)\n"
    )
    assert len(parts(loaded(code), "types")) >= len(names) > 80
