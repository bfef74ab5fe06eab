"""One run at a time in an output folder (layer 5).

The lock is on the folder itself, not on a file in it: the kernel lets go of it when its holder dies, however it
dies, so no lock can be stale, and nothing is left behind.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from specloom.diagnostics import Diagnostic, Source, SpecloomError

if os.name == "posix":
    import fcntl

PATIENCE = 60.0
"""Seconds that a run waits for another one."""
_PAUSE = 0.05


@contextmanager
def locked(
    folder: Path, waiting: Callable[[], None] = lambda: None, patience: float = PATIENCE
) -> Generator[None, None, None]:
    """Hold ``folder``, which is made where there is none; ``waiting`` is called once if another run holds it.

    Raises :class:`SpecloomError` (``locked``) after ``patience`` seconds, and OSError where there can be no such
    folder. File systems without locks, and systems other than POSIX, know none: nothing is held there.
    """
    if os.name != "posix":  # pragma: no cover
        folder.mkdir(parents=True, exist_ok=True)
        yield
        return
    handle = _held(folder, waiting, time.monotonic() + patience)
    try:
        yield
    finally:
        os.close(handle)


def _held(folder: Path, waiting: Callable[[], None], deadline: float) -> int:
    told = False
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
        if _take(handle):
            if _is_at(handle, folder):
                return handle
            os.close(handle)
            continue
        os.close(handle)
        if time.monotonic() > deadline:
            message = "another run of specloom is writing to this folder"
            hint = "run it again when the other one has ended"
            raise SpecloomError(
                [Diagnostic("locked", message, Source(folder.as_posix()), hint=hint)]
            )
        if not told:
            told = True
            waiting()
        time.sleep(_PAUSE)


def _take(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _is_at(handle: int, folder: Path) -> bool:
    """Whether the folder that is held is still the one of that name: a failed first run removes it."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(folder))
    except FileNotFoundError:
        return False
