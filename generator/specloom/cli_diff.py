"""The command that compares two revisions (layer 6)."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from specloom.console import Console
from specloom.diagnostics import Diagnostic, Source, SpecloomError

if TYPE_CHECKING:
    from specloom.diff import Change

Guard = Callable[[Console, str, Callable[[], int | None]], None]
_REVISION = "A spec file, a folder of a revision, a configuration, or GITREF:path."


def register(app: typer.Typer, guarded: Guard) -> None:
    """Add ``specloom diff`` to the command line; ``guarded`` turns mistakes into messages."""

    @app.command()
    def diff(
        old: Annotated[str, typer.Argument(metavar="[OLD]", help=_REVISION)] = "",
        new: Annotated[str, typer.Argument(metavar="[NEW]", help=_REVISION)] = "",
        form: Annotated[
            str,
            typer.Option("--format", help="text, markdown, json, github, junit or changelog."),
        ] = "text",
        fail_on: Annotated[
            str, typer.Option(help="Exit 1 on changes that are breaking, dangerous, or any.")
        ] = "",
        since: Annotated[
            str, typer.Option(metavar="GITREF", help="Compare a file with its state at GITREF.")
        ] = "",
        bump: Annotated[
            str, typer.Option(metavar="VERSION", help="Print the least version after VERSION.")
        ] = "",
        config: Annotated[str, typer.Option(help="Configuration of both revisions.")] = "",
        old_config: Annotated[str, typer.Option(help="Configuration of OLD.")] = "",
        new_config: Annotated[str, typer.Option(help="Configuration of NEW.")] = "",
    ) -> None:
        """Tell what changed between two revisions of an API, and whom it hurts.

        \b
        Examples:
          specloom diff old.yaml new.yaml
          specloom diff v1.2.0:spec/api.yaml spec/api.yaml --format markdown
          specloom diff --since main spec/api.yaml --fail-on breaking --format github
          specloom diff old.yaml new.yaml --bump 1.4.2
        """
        configs = (old_config or config, new_config or config)
        guarded(
            Console(),
            new or old,
            lambda: _diff((old, new), configs, form, fail_on, since, bump),
        )


def _diff(
    given: tuple[str, str],
    configs: tuple[str, str],
    form: str,
    fail_on: str,
    since: str,
    bump: str,
) -> int:
    from specloom.diff import compare
    from specloom.diff.report import NAMES, render
    from specloom.revisions import compared, opened

    _one_of("--format", form, NAMES)
    _one_of("--fail-on", fail_on, ("", "breaking", "dangerous", "any"))
    old, new = _given(given, since)
    with opened(old, configs[0]) as (one, name_old), opened(new, configs[1]) as (other, name_new):
        changes = compare(one, other)
        if bump:
            sys.stdout.write(_bumped(changes, bump) + "\n")
        else:
            changes = compared(changes, name_old, name_new)

    def fails(change: Change) -> bool:
        return fail_on == "any" or change.severity.value in _FAILING.get(fail_on, ())

    if not bump:
        text = render(changes, form, fails)
        sys.stdout.write(text.encode(_encoding(), "backslashreplace").decode(_encoding()))
    return 1 if any(fails(change) for change in changes) else 0


_FAILING = {"breaking": ("breaking",), "dangerous": ("breaking", "dangerous")}


def _encoding() -> str:
    return sys.stdout.encoding or "utf-8"


def _given(given: tuple[str, str], since: str) -> tuple[str, str]:
    """The two revisions that were asked for."""
    from specloom import revisions

    old, new = given
    if since:
        if new:
            raise _wrong("--since takes one file, not two", "leave out OLD")
        path = old or "specloom.yml"
        return revisions.since(since, path), path
    if not old or not new:
        raise _wrong("two revisions are needed", "give OLD and NEW, or --since GITREF and a file")
    return old, new


def _one_of(option: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        names = ", ".join(name for name in known if name)
        raise _wrong(f"{option} has no {value!r}", f"use one of {names}")


def _bumped(changes: list[Change], version: str) -> str:
    from specloom.diff.semver import least_bump, next_version

    try:
        return next_version(version, least_bump(changes))
    except ValueError as error:
        raise _wrong(str(error), "write it as 1.2.3") from None


def _wrong(message: str, hint: str) -> SpecloomError:
    return SpecloomError([Diagnostic("wrong-option", message, Source("specloom diff"), hint=hint)])
