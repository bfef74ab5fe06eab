"""Where the command starts (layer 6).

A plain ``specloom generate`` is understood here: with a warm cache, loading the command-line framework would take
as long as all the rest. Whatever is not plain (another command, ``--help``, a mistake) is left to the framework,
which knows the same options; a test compares both.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from specloom.console import run_to_end
from specloom.generating import Wishes, generate, status_of

SHORT: Final = {"-o": "--output", "-q": "--quiet"}
"""Options that have a letter."""
_SPELLED: Final = {"json_lines": "--json"}


def options() -> dict[str, tuple[str, bool]]:
    """The options of ``generate``: as they are written, to the name of the wish, and whether they are flags."""
    return {
        _SPELLED.get(item.name, f"--{item.name.replace('_', '-')}"): (
            item.name,
            isinstance(item.default, bool),
        )
        for item in fields(Wishes)
        if item.name != "file"
    }


def plain_wishes(arguments: Sequence[str]) -> Wishes | None:
    """What a plain ``generate`` asks for; ``None`` for everything else."""
    if arguments[:1] != ["generate"]:
        return None
    known = options()
    found: dict[str, Any] = {}
    rest = iter(arguments[1:])
    for argument in rest:
        pair = _pair(argument, rest, known)
        if pair is None or (pair[0] == "file" and "file" in found):
            return None
        found[pair[0]] = pair[1]
    return Wishes(**found)


def _pair(
    argument: str, rest: Iterator[str], known: Mapping[str, tuple[str, bool]]
) -> tuple[str, str | bool] | None:
    """A wish and its value; ``None`` where that is not plain."""
    if not argument.startswith("-"):
        return "file", argument
    name, equals, value = argument.partition("=")
    if name not in known and name not in SHORT:
        return None
    wish, is_flag = known[SHORT.get(name, name)]
    if is_flag:
        return None if equals else (wish, True)
    if not equals:
        value = next(rest, "-")
    unclear = value.startswith("-") or (equals and name in SHORT)
    return None if unclear else (wish, value)


def main() -> None:
    """The console script."""
    wishes = plain_wishes(sys.argv[1:])
    if wishes is None:
        from specloom.cli import main as framework

        framework()
    else:
        run_to_end(lambda: sys.exit(generate_for(wishes)))


def generate_for(wishes: Wishes) -> int:
    """The exit status of a ``generate``, with all that it says said."""
    return status_of(wishes.console, wishes.subject, lambda: generate(wishes))
