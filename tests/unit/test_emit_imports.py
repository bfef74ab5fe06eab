"""Import blocks: sorted as the linter wants them, one name for each thing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from specloom.emit.imports import Imports, When
from specloom.emit.lazy import lazy_init


def ruff_accepts(tmp_path: Path, text: str) -> None:
    file = tmp_path / "module.py"
    file.write_text(text, "utf-8")
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "I,E402,F811"]
    done = subprocess.run(
        [*command, "--line-length", "100", str(file)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + text
    black = [sys.executable, "-m", "black", "--check", "-q", "-l", "100", str(file)]
    assert subprocess.run(black, check=False).returncode == 0, text


def test_blocks_are_sorted(tmp_path: Path) -> None:
    imports = Imports(("types", "beta", "threads", "run"))
    for module, name in [
        ("typing", "List"), ("typing_extensions", "Literal"), ("datetime", "date"),
        ("pydantic", "Field"), ("typing", "Dict"), ("collections.abc", "Iterable"),
    ]:  # fmt: skip
        imports.external(module, name)
    imports.external("datetime", "date", avoid={"date"})
    imports.builtin("str", avoid={"str"})
    imports.whole("httpx2")
    for target in [
        ("_models",),
        ("types", "beta", "thread"),
        ("types", "tool10"),
        ("types", "tool9"),
    ]:
        imports.local(target, "".join(target).title().replace("_", ""))
    for index in range(12):
        imports.local(("types", "beta", "threads", "step"), f"Step{index}", when=When.LATE)
        imports.local(("types", "beta", "threads", "typed"), f"Typed{index}", when=When.TYPING)
    lines = [*imports.top(), "", "x = 1", "", *imports.bottom()]
    ruff_accepts(tmp_path, "\n".join(lines) + "\n")


def test_two_things_of_one_name_are_told_apart() -> None:
    imports = Imports(("types", "beta", "run"), reserved={"Run", "List"})
    assert imports.local(("types", "tool"), "Tool") == "Tool"
    assert imports.local(("types", "beta", "threads", "message"), "Tool") == "MessageTool"
    assert imports.local(("types", "tool"), "Tool") == "Tool"
    assert imports.local(("types", "run"), "Run") == "TypesRun"
    assert imports.external("typing", "List") == "_List"
    assert imports.builtin("str") == "str"
    assert imports.builtin("str", avoid={"str"}) == "_str"
    assert imports.external("datetime", "date") == "date"
    assert imports.external("datetime", "date", avoid={"date"}) == "_date"
    text = "\n".join(imports.top())
    assert "from .threads.message import Tool as MessageTool" in text
    assert "from builtins import str as _str" in text


def test_an_early_need_wins_over_a_late_one() -> None:
    imports = Imports(("a", "b"))
    imports.local(("a", "c"), "C", when=When.TYPING)
    imports.local(("a", "c"), "C", when=When.LATE)
    assert "TYPE_CHECKING" not in "\n".join(imports.top())
    assert imports.bottom() == ["from .c import C  # noqa: E402"]
    imports.local(("a", "c"), "C")
    assert imports.bottom() == []
    assert imports.top() == ["from .c import C"]


def test_relative_paths() -> None:
    imports = Imports(("types", "beta", "__init__"))
    assert imports.relative(("_models",)) == "..._models"
    assert imports.relative(("types", "run")) == "..run"
    assert imports.relative(("types", "beta", "threads", "run")) == ".threads.run"
    assert imports.relative(("types",)) == ".."


def test_lazy_packages_are_sorted(tmp_path: Path) -> None:
    long = "x" * 60
    text = lazy_init(
        ("types", "beta"),
        {
            "threads": (),
            "run10": ("Run10",),
            "run9": tuple(f"Long{'g' * 20}Name{index}" for index in range(9)),
            "zz": ("a", "B", "CC"),
            f"m_{long}": (f"M{long}",),
        },
        "What there is.",
    )
    ruff_accepts(tmp_path, text)
    assert "from . import threads as threads" in text
    assert lazy_init(("types",), {}) == ""
