"""What the local git repository is asked: nothing that could reach a network (layer 5)."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from specloom.diagnostics import Diagnostic, Source, SpecloomError


def ask(shown: str, folder: str, arguments: Sequence[str]) -> bytes:
    """What git answers in a folder (empty: the current one).

    ``shown`` is what a message points to. Raises SpecloomError (``no-revision``) where git refuses.
    """
    command = ["git", *(["-C", folder] if folder else []), *arguments]
    quiet = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=quiet)
    except OSError as error:
        raise no_revision(shown, "git cannot be started", "install git") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise no_revision(shown, f"git has no such file: {said[-1] if said else 'no reason given'}")
    return done.stdout


def lines(shown: str, folder: str, arguments: Sequence[str]) -> list[str]:
    """The lines of what git answers, without empty ones; raises as :func:`ask` does."""
    return [line for line in ask(shown, folder, arguments).decode().splitlines() if line]


def top(shown: str, folder: str = "") -> str:
    """The folder of the repository; raises SpecloomError where there is none."""
    return ask(shown, folder, ["rev-parse", "--show-toplevel"]).decode().strip()


def no_revision(shown: str, message: str, hint: str = "") -> SpecloomError:
    """The error of a state of the repository that cannot be read."""
    return SpecloomError([Diagnostic("no-revision", message, Source(shown), hint=hint)])
