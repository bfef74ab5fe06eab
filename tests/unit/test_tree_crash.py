"""A run that is killed, or fails, at any of its file operations leaves the old tree or the new one."""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import sys
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path

import pytest

from specloom.diagnostics import SpecloomError
from specloom.tree import lock
from specloom.tree.stage import recover
from specloom.write import STATE, compare, write_tree

OLD = {
    "a.py": "A = 1\n",
    "gone/b.py": "B = 1\n",
    "pkg/c.py": "".join(f"C{i} = 1\n" for i in range(9)),
}
NEW = {
    "a.py": "A = 2\n",
    "pkg/c.py": OLD["pkg/c.py"].replace("C8 = 1", "C8 = 2"),
    "new/d/e.py": "E\n",
}
EDITED = OLD["pkg/c.py"].replace("C0 = 1", "C0 = 'mine'")
MERGED = EDITED.replace("C8 = 1", "C8 = 2")
AFTER = {**NEW, "pkg/c.py": MERGED, "mine.py": "M\n"}
BEFORE = {**OLD, "pkg/c.py": EDITED, "mine.py": "M\n"}

_WRITES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "shutil.copyfile"}


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder and its text, what is on record excepted."""
    found = (
        path for path in sorted(folder.rglob("*")) if path.is_file() and STATE not in path.parts
    )
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


def prepared(folder: Path) -> None:
    """An output folder with an edit and a file of somebody's own."""
    write_tree(folder, OLD)
    (folder / "pkg/c.py").write_text(EDITED)
    (folder / "mine.py").write_text("M\n")


def operations(act: Callable[[str, int], None]) -> None:
    """Have ``act`` called before each file operation of this process that writes, with its name and number."""
    count = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        flags = arguments[2] if event == "open" else 0
        if event in _WRITES or (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)):
            count += 1
            act(event, count)

    sys.addaudithook(hook)


def in_child(work: Callable[[], None]) -> int:
    """Run ``work`` in a process of its own; the status that it ends with, negative for a signal."""
    pid = os.fork()
    if pid == 0:  # pragma: no cover
        with contextlib.suppress(BaseException):
            work()
            os._exit(0)
        os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def killed_at(number: int, work: Callable[[], object]) -> int:
    """Run ``work`` in a process that kills itself before its file operation of that number."""

    def act(event: str, count: int) -> None:
        if count == number:
            os.kill(os.getpid(), signal.SIGKILL)

    def child() -> None:
        operations(act)
        work()

    return in_child(child)


def test_killed_anywhere_the_next_run_finds_the_old_tree_or_the_new(tmp_path: Path) -> None:
    seen: set[bool] = set()
    for number in range(1, 200):
        folder = tmp_path / str(number)
        prepared(folder)
        status = killed_at(number, partial(write_tree, folder, NEW))
        if status == 0:
            break
        assert status == -signal.SIGKILL
        recover(folder)
        assert tree(folder) in (BEFORE, AFTER)
        seen.add(tree(folder) == AFTER)
        write_tree(folder, NEW)
        assert tree(folder) == AFTER
        assert not compare(folder, NEW)
        assert sorted(path.name for path in (folder / STATE).iterdir()) == [
            "base.json",
            "manifest.json",
        ]
    else:
        pytest.fail("the run never came to its end")
    assert seen == {False, True}
    assert number > 20


def test_a_recovery_that_is_killed_is_recovered_from(tmp_path: Path) -> None:
    """The first run dies in the middle of its swap; the second at each of its operations."""
    middle = 16
    for number in range(1, 200):
        folder = tmp_path / str(number)
        prepared(folder)
        assert killed_at(middle, partial(write_tree, folder, NEW)) == -signal.SIGKILL
        if killed_at(number, partial(write_tree, folder, NEW)) == 0:
            break
        write_tree(folder, NEW)
        assert tree(folder) == AFTER
    assert number > 5


def test_an_edit_made_after_the_crash_is_merged(tmp_path: Path) -> None:
    for number in range(1, 200):
        folder = tmp_path / str(number)
        prepared(folder)
        if killed_at(number, partial(write_tree, folder, NEW)) == 0:
            break
        text = (folder / "pkg/c.py").read_text()
        (folder / "pkg/c.py").write_text(text.replace("C4 = 1", "C4 = 'late'"))
        write_tree(folder, NEW)
        assert tree(folder) == {**AFTER, "pkg/c.py": MERGED.replace("C4 = 1", "C4 = 'late'")}


NO_SPACE, DENIED = OSError(28, "No space left on device"), PermissionError(13, "Permission denied")


def failing(number: int, folder: Path, error: OSError, lasting: bool) -> str:
    """How a run ends whose file operation of that number fails, and with ``lasting`` all that need room after it."""
    reached = False

    def act(event: str, count: int) -> None:
        nonlocal reached
        if count == number or (lasting and reached and event in ("open", "os.mkdir", "os.link")):
            reached = True
            raise error

    def child() -> None:
        operations(act)
        try:
            write_tree(folder, NEW)
        except SpecloomError as caught:
            os._exit(3 if caught.diagnostics[0].code == "cannot-write" else 4)
        os._exit(5 if reached else 6)

    return {3: "refused", 5: "done", 6: "not reached"}[in_child(child)]


@pytest.mark.parametrize(("error", "lasting"), [(NO_SPACE, True), (DENIED, False)])
def test_a_failing_disk_leaves_the_old_tree(tmp_path: Path, error: OSError, lasting: bool) -> None:
    ends: list[str] = []
    while "not reached" not in ends:
        folder = tmp_path / str(len(ends))
        prepared(folder)
        ends.append(failing(len(ends) + 1, folder, error, lasting))
        assert tree(folder) == (BEFORE if ends[-1] == "refused" else AFTER)
        write_tree(folder, NEW)
        assert tree(folder) == AFTER
    assert ends.count("refused") > 10


def test_a_failed_first_run_leaves_no_folder(tmp_path: Path) -> None:
    def act(event: str, count: int) -> None:
        if event == "open":
            raise OSError(28, "No space left on device")

    def child() -> None:
        operations(act)
        with contextlib.suppress(SpecloomError):
            write_tree(tmp_path / "a" / "out", NEW)

    assert in_child(child) == 0
    assert list(tmp_path.iterdir()) == []


@contextlib.contextmanager
def held(folder: Path) -> Generator[int, None, None]:
    """The folder, locked as another run would."""
    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield handle
    finally:
        os.close(handle)


def test_the_second_of_two_runs_waits(tmp_path: Path) -> None:
    write_tree(tmp_path, OLD)
    with held(tmp_path) as handle:
        write_tree(tmp_path, NEW, waiting=lambda: fcntl.flock(handle, fcntl.LOCK_UN))
    assert tree(tmp_path) == NEW


def test_a_run_that_waited_too_long_says_so(tmp_path: Path) -> None:
    write_tree(tmp_path, OLD)
    with (
        held(tmp_path),
        pytest.raises(SpecloomError, match="locked"),
        lock.locked(tmp_path, patience=0.0),
    ):
        pytest.fail("two runs at once")
    assert tree(tmp_path) == OLD


def test_the_lock_of_a_dead_process_is_free(tmp_path: Path) -> None:
    def child() -> None:
        with lock.locked(tmp_path):
            os.kill(os.getpid(), signal.SIGKILL)

    assert in_child(child) == -signal.SIGKILL
    with lock.locked(tmp_path, patience=0.0):
        pass


def test_a_check_of_an_interrupted_tree_says_so(tmp_path: Path) -> None:
    prepared(tmp_path)
    assert killed_at(12, lambda: write_tree(tmp_path, NEW)) == -signal.SIGKILL
    with pytest.raises(SpecloomError, match="interrupted"):
        compare(tmp_path, NEW)
