"""What the command line says, and where (layer 6).

On a terminal: progress and messages on stderr, in colour, with the source line. In a pipe: progress on stdout, one
line on stderr when a command fails (the first error, and how many more there are), all further messages on
stdout. With ``--json`` every message is one JSON object per line on stdout.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from specloom.diagnostics import Diagnostic, Severity, SpecloomError

_SHOWN = 20
"""How many warnings are printed before the rest is only counted."""
_WORTH_A_LINE = frozenset({"no-effect"})
"""Notes that are printed like warnings, though nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Console:
    """The user's wishes: ``quiet`` leaves errors only, ``json_lines`` makes messages machine-readable."""

    quiet: bool = False
    json_lines: bool = False

    @property
    def terminal(self) -> bool:
        """Whether somebody watches."""
        return sys.stderr.isatty() and not self.json_lines

    def say(self, text: str) -> None:
        """One line of progress or result."""
        if self.quiet or self.json_lines:
            return
        print(_safe(text), file=sys.stderr if self.terminal else sys.stdout)

    @contextmanager
    def step(self, text: str) -> Generator[None, None, None]:
        """Show what is being done while it is being done; only on a terminal."""
        if self.quiet or not self.terminal:
            yield
            return
        from rich.console import Console as RichConsole

        with RichConsole(stderr=True).status(text):
            yield

    def failed(self, items: Iterable[Diagnostic]) -> None:
        """Report why a command ends without success."""
        located = _located(items)
        errors = [item for item in located if item.severity is Severity.ERROR] or located
        if self.json_lines:
            _print_json(located)
        elif self.terminal:
            for item in errors:
                _print_rich(item)
        elif errors:
            more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
            print(_safe(errors[0].render() + more), file=sys.stderr)
            for item in errors[1:] if not self.quiet else []:
                print(_safe(item.render()))

    def findings(self, items: Iterable[Diagnostic]) -> None:
        """Report warnings of a command that succeeds; notes appear in JSON only, but for those worth a line."""
        every = list(items)
        if self.json_lines:
            _print_json(_located(every))
            return
        warnings = [
            item
            for item in every
            if item.severity is Severity.WARNING or item.code in _WORTH_A_LINE
        ]
        if self.quiet or not warnings:
            return
        for item in _located(warnings[:_SHOWN]):
            print(_safe(item.render()), file=sys.stderr)
        if len(warnings) > _SHOWN:
            rest = len(warnings) - _SHOWN
            print(f"... and {rest} more warnings; --json lists them all", file=sys.stderr)

    def report(self, items: Iterable[Diagnostic]) -> None:
        """Print what a command was asked to find out: every message, notes as well, in the order of their places."""
        located = _located(items)
        if self.json_lines:
            _print_json(located)
            return
        for item in located if not self.quiet else []:
            print(_safe(item.render()))


def run_to_end(action: Callable[[], object]) -> None:
    """Do the work of a process; a reader of its output that has gone ends it with exit status 141.

    What a run makes lives until its end, so that looking for garbage as often as Python does finds none.
    """
    gc.set_threshold(100_000, 20, 100)
    try:
        try:
            action()
        finally:
            sys.stdout.flush()  # a reader that has gone is noticed here, not when the interpreter ends
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


def _located(items: Iterable[Diagnostic]) -> list[Diagnostic]:
    from specloom.load import locate_all

    return locate_all(items)


def _safe(text: str) -> str:
    """Text that every output encoding takes."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _print_json(items: Iterable[Diagnostic]) -> None:
    for item in items:
        source = item.source
        record = {
            "severity": item.severity.value,
            "code": item.code,
            "message": item.message,
            "hint": item.hint,
            "file": source.file if source else "",
            "pointer": source.pointer if source else "",
            "line": source.line if source else 0,
            "column": source.column if source else 0,
        }
        print(json.dumps(record))


def _print_rich(item: Diagnostic) -> None:
    from rich.console import Console as RichConsole
    from rich.text import Text

    console = RichConsole(stderr=True, highlight=False)
    colour = "bold red" if item.severity is Severity.ERROR else "yellow"
    console.print(Text(item.render(), style=colour), soft_wrap=True)
    for line in _excerpt(item):
        console.print(Text(line, style="dim"), soft_wrap=True)


def _excerpt(item: Diagnostic) -> list[str]:
    """The source line of a diagnostic with a caret below its column."""
    source = item.source
    if source is None or not source.line:
        return []
    from specloom.load.text import read_text

    try:
        lines = read_text(Path(source.file), source.file).splitlines()
        line = "".join(char if char.isprintable() else " " for char in lines[source.line - 1])
    except (SpecloomError, IndexError):
        return []
    start = max(0, source.column - 80)
    return [f"  {line[start : start + 120]}", "  " + " " * (source.column - 1 - start) + "^"]
