"""Packages that are compared with one another: one edit of a module is one change, and its reverse the opposite."""

# ruff: noqa: E501 (a table: one edit a line)

from __future__ import annotations

import re
from pathlib import Path

import pytest

from specloom.diff import kinds
from specloom.diff.sdk.compare import compare_surfaces
from specloom.diff.sdk.reader import read_surface
from specloom.diff.sdk.surface import Surface

RUNS = "resources/beta/threads/runs/runs.py"
STEPS = "resources/beta/threads/runs/steps/steps.py"
RUN = "types/beta/threads/run.py"
PARAMS = "types/beta/threads/image_file_param.py"
LIFECYCLE = "resources/beta/threads/runs/_lifecycle.py"
AFTER, INCLUDE = (
    "        after: str | Omit = omit,\n",
    "        include: List[RunStepInclude] | Omit = omit,\n",
)
CODE = '    code: Literal["server_error", "rate_limit_exceeded", "invalid_prompt"]'
Edit = tuple[str, str, str, str, str]
EDITS: list[Edit] = [
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
    ("types/beta/threads/run_status.py", "TypeAlias = Literal[", "TypeAlias = List[", "sdk-alias-changed", ""),
    ("types/beta/threads/run_status.py", '    "expired",\n', "",
     "sdk-alias-narrowed", "sdk-alias-widened"),
    (STEPS, '    @deprecated("The Assistants API is deprecated in favor of the Responses API")\n    def retrieve', "    def retrieve", "sdk-method-undeprecated", "sdk-method-deprecated"),
    (STEPS, "    def list(", "    def _list(", "sdk-method-removed", "sdk-method-added"),
    (RUNS, "    def create_and_poll(", "    def _create_and_poll(", "sdk-helper-removed", "sdk-helper-added"),
    (RUNS, "    def steps(self)", "    def stages(self)", "sdk-resource-renamed", ""),
    (RUNS, "    def steps(self)", "    def _steps(self)", "sdk-resource-removed", "sdk-resource-added"),
    (STEPS, AFTER, "", "sdk-parameter-removed", "sdk-parameter-added"),
    (STEPS, INCLUDE, f"{INCLUDE}        colour: str,\n", "sdk-required-parameter-added", "sdk-parameter-removed"),
    (STEPS, AFTER, "        after: str,\n", "sdk-parameter-became-required", "sdk-parameter-became-optional"),
    (STEPS, AFTER, "        after: int | Omit = omit,\n", "sdk-parameter-type-changed", ""),
    (STEPS, AFTER, "        after: str | int | Omit = omit,\n", "sdk-parameter-type-widened", "sdk-parameter-type-narrowed"),
    (STEPS, AFTER, "        after: str | Omit = 'x',\n", "sdk-parameter-default-changed", ""),
    (STEPS, AFTER, "        after_id: str | Omit = omit,\n", "sdk-parameter-renamed", ""),
    (STEPS, "        step_id: str,\n        *,\n", "        *,\n        step_id: str,\n", "sdk-parameter-became-keyword", "sdk-parameter-became-positional"),
    (STEPS, "    ) -> RunStep:", "    ) -> RunStep | None:", "sdk-return-type-widened", "sdk-return-type-narrowed"),
    (STEPS, "    ) -> RunStep:", "    ) -> str:", "sdk-return-type-changed", ""),
    (STEPS, "SyncCursorPage[RunStep]", "SyncPage[RunStep]", "sdk-page-type-changed", ""),
    (RUN, "    thread_id: str\n", "    thread_id: str | None\n", "sdk-field-became-optional", "sdk-field-became-required"),
    (RUN, "    thread_id: str\n", '    thread_id: str = ""\n', "sdk-field-default-added", "sdk-field-default-removed"),
    (RUN, "    thread_id: str\n", "    thread_id: str | int\n", "sdk-field-type-widened", "sdk-field-type-narrowed"),
    (RUN, CODE, CODE.replace(', "invalid_prompt"', ""), "sdk-field-values-removed", "sdk-field-values-added"),
    (RUN, "class Run(BaseModel):", "class Run(Model):", "sdk-model-bases-changed", ""),
    (PARAMS, "Required[str]", "Required[int]", "sdk-key-type-changed", ""),
    (PARAMS, "Required[str]", "Required[str | int]", "sdk-key-type-widened", "sdk-key-type-narrowed"),
    (PARAMS, "Required[str]", "str", "sdk-key-became-optional", "sdk-key-became-required"),
    (PARAMS, "file_id:", "file_ids:", "sdk-key-renamed", ""),
    (PARAMS, "    file_id:", "    colour: Required[str]\n    file_id:", "sdk-required-key-added", "sdk-key-removed"),
    (PARAMS, "    file_id:", "    colour: str\n    file_id:", "sdk-key-added", "sdk-key-removed"),
    ("_exceptions.py", "class ConflictError(", "class ClashError(", "sdk-error-removed", "sdk-error-added"),
    (LIFECYCLE, '        "queued",\n', "", "sdk-state-removed", "sdk-state-added"),
    (LIFECYCLE, '        "cancelling",\n    ),\n    action=("requires_action",)', '    ),\n    action=("requires_action", "cancelling")', "sdk-state-regrouped", ""),
    (LIFECYCLE, "stop_on_action=True", "stop_on_action=False", "sdk-waiting-changed", ""),
    (LIFECYCLE, "LIFECYCLE = Lifecycle(", "LIFECYCLE = Lifecycles(", "sdk-lifecycle-removed", "sdk-lifecycle-added"),
]  # fmt: skip
HOLES = {
    "sdk-method-moved": "a method and its class change: no single edit",
    "sdk-model-moved": "a module and all that import it change: no single edit",
    "sdk-model-renamed": "a class and all that import it change: no single edit",
    "sdk-error-renamed": "a class and all that import it change: no single edit",
    "sdk-package-renamed": "the folder changes and no text: test_a_package_with_another_name",
    "sdk-stream-type-changed": "the overloads of a method and what they import change: no single edit",
    "sdk-parameter-moved": "no method of the package takes two positional arguments",
}


@pytest.fixture(scope="module")
def texts(root: Path) -> dict[str, str]:
    folder = root / "generated" / "openai-runs" / "src" / "openai_runs"
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.py"))}
    return {name: path.read_text("utf-8") for name, path in files.items() if _read(name)}


def _read(name: str) -> bool:
    """Whether a module is one of those that the edits are about: reading all of them takes long."""
    head, _, _ = name.partition("/")
    others = head == "types" and not name.startswith(("types/beta/threads/run", PARAMS))
    return not others and head not in ("lib", "_aio", "_sync")


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


def test_a_package_with_another_name(texts: dict[str, str], base: Surface) -> None:
    (change,) = compare_surfaces(base, read_surface("other", texts, "new/"))
    assert change.code == "sdk-package-renamed"


def test_no_kind_of_the_package_is_without_an_edit_or_a_reason(root: Path) -> None:
    """A kind is made by an edit here, or stands in a list of what changed between revisions, forth or back."""
    known = {kind.kind: kind for kind in kinds() if kind.kind.startswith("sdk-")}
    tried = {code for *_, there, back in EDITS for code in (there, back or there)}
    for path in (root / "tests" / "diff" / "expected_sdk").glob("*.yaml"):
        listed = re.findall(r"(?m)^  (sdk-[a-z-]+):", path.read_text("utf-8"))
        tried.update(listed)
        tried.update(*(known[code].opposites for code in listed if len(known[code].opposites) == 1))
    assert set(known) - tried == set(HOLES)
