"""The command that compares two revisions (layer 6)."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from specloom.completion import formats, one_of
from specloom.console import Console
from specloom.diagnostics import Diagnostic, Source, SpecloomError
from specloom.options import Guard, Limited

if TYPE_CHECKING:
    from specloom.diff import Change
    from specloom.diff.comparison import Comparison
    from specloom.revisions import Side

_REVISION = "A spec file, a folder of a revision, a configuration, a package, GITREF:path, or - for standard input."


def register(app: typer.Typer, guarded: Guard) -> None:
    """Add ``specloom diff`` to the command line; ``guarded`` turns mistakes into messages."""

    @app.command()
    def diff(
        old: Annotated[str, typer.Argument(metavar="[OLD]", help=_REVISION)] = "",
        new: Annotated[str, typer.Argument(metavar="[NEW]", help=_REVISION)] = "",
        form: Annotated[
            str,
            typer.Option(
                "--format",
                help="text, markdown, json, html, github, junit or changelog. "
                "Without it: github within GitHub Actions, else text.",
                autocompletion=formats,
            ),
        ] = "",
        fail_on: Annotated[
            str,
            typer.Option(
                help="Exit 1 on changes that are breaking, dangerous, or any.",
                autocompletion=one_of("breaking", "dangerous", "any"),
            ),
        ] = "",
        since: Annotated[
            str, typer.Option(metavar="GITREF", help="Compare a file with its state at GITREF.")
        ] = "",
        bump: Annotated[
            str, typer.Option(metavar="VERSION", help="Print the least version after VERSION.")
        ] = "",
        ignore: Annotated[
            str,
            typer.Option(
                metavar="FILE",
                help="Rules for changes that are not told (.specloom-ignore.yml beside the configuration).",
            ),
        ] = "",
        config: Annotated[str, typer.Option(help="Configuration of both revisions.")] = "",
        old_config: Annotated[str, typer.Option(help="Configuration of OLD.")] = "",
        new_config: Annotated[str, typer.Option(help="Configuration of NEW.")] = "",
        limits: Limited = "",
    ) -> None:
        """Tell what changed between two revisions of an API, and whom it hurts.

        \b
        Examples:
          specloom diff old.yaml new.yaml
          specloom diff v1.2.0:spec/api.yaml spec/api.yaml --format markdown
          specloom diff --since main spec/api.yaml --fail-on breaking --format github
          specloom diff old.yaml new.yaml --config specloom.yml --format html > report.html
          specloom diff old.yaml new.yaml --bump 1.4.2
        """
        asked = _Asked(
            (old, new),
            (old_config or config, new_config or config),
            form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"),
            fail_on,
            since,
            bump,
            ignore,
        )
        console = Console()
        guarded(console, new or old, lambda: _diff_within(asked, console, limits))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the user wrote."""

    given: tuple[str, str]
    configs: tuple[str, str]
    form: str
    fail_on: str
    since: str
    bump: str
    ignore: str

    def fails(self, change: Change) -> bool:
        """Whether a change fails the run."""
        return self.fail_on == "any" or change.severity.value in _FAILING.get(self.fail_on, ())


def _diff_within(asked: _Asked, console: Console, limits: str) -> int:
    from specloom.load.limits import limited

    with limited(limits):
        return _diff(asked, console)


def _diff(asked: _Asked, console: Console) -> int:
    from specloom.diff.report import FORMATS

    _one_of("--format", asked.form, FORMATS)
    _one_of("--fail-on", asked.fail_on, ("", "breaking", "dangerous", "any"))
    pairs = _given(asked.given, asked.since)
    if len(pairs) > 1 and (asked.bump or asked.form not in _FOR_SEVERAL):
        hint = f"name one of {', '.join(new for _, new in pairs)}"
        raise _wrong("there are several configurations, and this tells about one only", hint)
    failed = False
    for names in pairs:
        text, fails = _told(asked, names, console)
        title = f"{names[1]}\n" if len(pairs) > 1 and asked.form == "text" else ""
        sys.stdout.write((title + text).encode(_encoding(), "backslashreplace").decode(_encoding()))
        failed = failed or fails
    return 1 if failed else 0


_FOR_SEVERAL = ("text", "github", "markdown")
"""Formats in which one report can follow another."""


def _told(asked: _Asked, names: tuple[str, str], console: Console) -> tuple[str, bool]:
    """What is printed about two revisions, and whether one of their changes fails the run."""
    from specloom.diff.report import render
    from specloom.revisions import opened

    with opened(names[0], asked.configs[0]) as old, opened(names[1], asked.configs[1]) as new:
        console.findings([*old.problems, *new.problems])
        comparison = _comparison(asked, names, old, new)
    text = _bumped(comparison, asked.bump) + "\n" if asked.bump else render(comparison, asked.form)
    return text, any(map(asked.fails, comparison.changes))


def _comparison(asked: _Asked, names: tuple[str, str], old: Side, new: Side) -> Comparison:
    """The changes that are to be told, with what the format shows of them."""
    from specloom.policy import ignore_file
    from specloom.showing import compared, shown

    found = compared(old, new, ignore_file(asked.ignore, asked.configs[1], names[1]))
    found = replace(found, fails=asked.fails, names=names)
    return found if asked.bump else shown(found, old, new, asked.form)


_FAILING = {"breaking": ("breaking",), "dangerous": ("breaking", "dangerous")}


def _encoding() -> str:
    return sys.stdout.encoding or "utf-8"


def _given(given: tuple[str, str], since: str) -> list[tuple[str, str]]:
    """The pairs of revisions that were asked for; several only where ``--since`` names no file."""
    from specloom import revisions

    old, new = given
    if since:
        if new:
            raise _wrong("--since takes one file, not two", "leave out OLD")
        paths = [old] if old else revisions.own_configurations()
        return [(revisions.since(since, path), path) for path in paths]
    if old == new == "-":
        raise _wrong("standard input cannot be both revisions", "name a file for one of them")
    if not old or not new:
        raise _wrong("two revisions are needed", "give OLD and NEW, or --since GITREF and a file")
    return [given]


def _one_of(option: str, value: str, known: Collection[str]) -> None:
    if value not in known:
        names = ", ".join(name for name in known if name)
        raise _wrong(f"{option} has no {value!r}", f"use one of {names}")


def _bumped(comparison: Comparison, version: str) -> str:
    try:
        return comparison.versioning.following(version, comparison.changes)
    except ValueError as error:
        raise _wrong(str(error), "write it as 1.2.3") from None


def _wrong(message: str, hint: str) -> SpecloomError:
    return SpecloomError([Diagnostic("wrong-option", message, Source("specloom diff"), hint=hint)])
