"""The command that prepares and checks releases (layer 6)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from specloom.console import Console
from specloom.diagnostics import Diagnostic, Source, SpecloomError
from specloom.options import Guard, Quiet


def register(app: typer.Typer, guarded: Guard) -> None:
    """Add ``specloom release`` to the command line; ``guarded`` turns mistakes into messages."""

    @app.command()
    def release(
        config: Annotated[
            str, typer.Argument(metavar="[CONFIG]", help="The configuration of the package.")
        ] = "specloom.yml",
        version: Annotated[
            str, typer.Option(metavar="VERSION", help="The version; without it the least honest.")
        ] = "",
        day: Annotated[
            str,
            typer.Option("--date", metavar="YYYY-MM-DD", help="The date of the release; today."),
        ] = "",
        check: Annotated[
            bool, typer.Option("--check", help="Write nothing; exit 1 unless it may be published.")
        ] = False,
        tag: Annotated[
            bool, typer.Option("--tag", help="Check, then set the git tag of the release.")
        ] = False,
        quiet: Quiet = False,
    ) -> None:
        """Set the version that the API's changes demand, and write them into the changelog.

        What changed is told from the newest git tag DISTRIBUTION-vVERSION on. Entries that were written by hand
        stay. Generate and commit afterwards; --check says whether all is done.

        \b
        Examples:
          specloom release specloom.yml
          specloom release specloom.yml --version 2.0.0
          specloom release specloom.yml --check
          specloom release specloom.yml --tag
        """
        console = Console(quiet)
        if check or tag:
            guarded(console, config, lambda: _check(console, config, tag))
        else:
            guarded(console, config, lambda: _prepare(console, config, version, day))


def _prepare(console: Console, config: str, version: str, day: str) -> int:
    from specloom.release import prepare

    done = prepare(config, version, _date(day))
    before = f" (after {done.last})" if done.last else ", the first release"
    console.say(f"version {done.version}{before}")
    for path in done.files:
        console.say(f"wrote {path}")
    console.say("next: specloom generate, and commit")
    return 0


def _check(console: Console, config: str, tag: bool) -> int:
    from specloom.release import check, set_tag

    state = check(config)
    console.say(
        f"{state.distribution} {state.version} may be published from {state.folder.as_posix()}"
    )
    if tag:
        set_tag(state)
        console.say(f"tagged {state.tag}")
    return 0


def _date(given: str) -> str:
    """The day of a release: the given one, else that of SOURCE_DATE_EPOCH, else today (UTC)."""
    from specloom.policy import today

    try:
        return date.fromisoformat(given).isoformat() if given else today().isoformat()
    except ValueError:
        message = f"{given!r} is no date"
        place = Source("specloom release")
        problem = Diagnostic("wrong-option", message, place, hint="write it as 2026-01-31")
        raise SpecloomError([problem]) from None
