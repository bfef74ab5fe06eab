"""Packages that are compared with one another: one edit of a module is one change, and its reverse the opposite."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.diff.sdk.compare import compare_surfaces
from specloom.diff.sdk.reader import read_surface
from specloom.diff.sdk.surface import Surface

RUNS = "resources/beta/threads/runs/runs.py"
STEPS = "resources/beta/threads/runs/steps/steps.py"
RUN = "types/beta/threads/run.py"
EDITS = [
    (STEPS, "def retrieve(", "def fetch(", "sdk-method-renamed", "sdk-method-renamed"),
    (RUN, "expires_at: int", "expiry_at: int", "sdk-field-renamed", "sdk-field-renamed"),
    (RUN, "    thread_id: str\n", "", "sdk-field-removed", "sdk-required-field-added"),
    (RUN, "    thread_id: str\n", "    thread_id: int\n", "sdk-field-type-changed", ""),
    ("_exceptions.py", "class ConflictError(APIStatusError)", "class ConflictError(APIError)",
     "sdk-error-bases-changed", ""),
    ("_settings.py", "DEFAULT_MAX_RETRIES: int = 2", "DEFAULT_MAX_RETRIES: int = 3",
     "sdk-setting-changed", ""),
    ("resources/beta/threads/runs/_lifecycle.py", '        "expired",\n', "",
     "sdk-terminal-state-removed", "sdk-terminal-state-added"),
    ("types/beta/threads/run_status.py", '    "expired",\n', "",
     "sdk-alias-narrowed", "sdk-alias-widened"),
]  # fmt: skip


@pytest.fixture(scope="module")
def texts(root: Path) -> dict[str, str]:
    folder = root / "generated" / "openai-runs" / "src" / "openai_runs"
    files = sorted(folder.rglob("*.py"))
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


@pytest.fixture(scope="module")
def base(texts: dict[str, str]) -> Surface:
    return read_surface("sdk", texts, "old/")


def test_no_package_differs_from_itself(base: Surface) -> None:
    assert compare_surfaces(base, base) == []


@pytest.mark.parametrize(("file", "before", "after", "code", "back"), EDITS)
def test_an_edit_is_one_change(
    texts: dict[str, str], base: Surface, file: str, before: str, after: str, code: str, back: str
) -> None:
    assert before in texts[file]
    changed = {**texts, file: texts[file].replace(before, after, 1)}
    edited = read_surface("sdk", changed, "new/")
    (forth,), (reverse,) = compare_surfaces(base, edited), compare_surfaces(edited, base)
    assert (forth.code, reverse.code) == (code, back or code)
    assert reverse.kind in forth.opposites
    assert forth.old.file.startswith("old/")
    assert forth.old.line > 0
