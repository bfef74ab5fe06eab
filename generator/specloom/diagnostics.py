"""Messages that point: what is wrong, where it stands, and what to do about it (layer 0).

Every pass reports through :class:`Diagnostics`; nothing prints by itself. A diagnostic names its place by
file and JSON pointer; line and column are found later, by a positioned parse, only when a message is shown.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace


class Severity(enum.Enum):
    """How much a diagnostic weighs: an error stops generation, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Source:
    """A place in an input file.

    ``file`` is the path as the user gave it, ``pointer`` an RFC 6901 JSON pointer with a leading ``#``
    (``#/paths/~1runs/post``), ``line`` and ``column`` are 1-based and 0 while unknown.
    """

    file: str
    pointer: str = "#"
    line: int = 0
    column: int = 0

    def child(self, *tokens: str | int) -> Source:
        """The place of a member below this one; tokens are unescaped keys or indexes."""
        escaped = "".join("/" + escape_token(str(token)) for token in tokens)
        return Source(self.file, self.pointer + escaped)


def escape_token(token: str) -> str:
    """Escape one reference token of a JSON pointer (RFC 6901, section 3)."""
    if "~" in token or "/" in token:
        return token.replace("~", "~0").replace("/", "~1")
    return token


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message. ``code`` is a stable kebab-case name, ``hint`` says what to do next."""

    code: str
    message: str
    source: Source | None = None
    severity: Severity = Severity.ERROR
    hint: str = ""

    def render(self) -> str:
        """The one-line form: ``file:line:col error[code]: message; hint``."""
        place = ""
        if self.source is not None:
            place = self.source.file
            if self.source.line:
                place += f":{self.source.line}:{self.source.column or 1}"
            place += " "
        pointer = ""
        if self.source is not None and self.source.pointer not in ("", "#"):
            pointer = f" (at {self.source.pointer})"
        text = f"{place}{self.severity.value}[{self.code}]: {self.message}"
        if self.hint:
            text += f"; {self.hint}"
        return _one_line(text + pointer)


def _one_line(text: str) -> str:
    """Escape what a terminal would obey or break a line on: control characters and line separators."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in text
    )


class SpecloomError(Exception):
    """Ends a pass: carries the diagnostics that explain why."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(item.render() for item in self.diagnostics))


@dataclass(frozen=True, slots=True)
class Lenience:
    """Mistakes of one file that are warnings: what they are about is left out."""

    file: str
    codes: frozenset[str]

    def covers(self, code: str, source: Source | None) -> bool:
        """Whether a message of this code about this place is a warning."""
        return source is not None and source.file == self.file and code in self.codes


@dataclass(slots=True)
class Diagnostics:
    """Collects messages during a pass; ``check`` ends the pass where one of them is an error."""

    items: list[Diagnostic] = field(default_factory=lambda: [])
    lenience: Lenience | None = None

    def error(self, code: str, message: str, source: Source | None = None, hint: str = "") -> None:
        """Record an error; the pass goes on so that many are told at once."""
        lenient = self.lenience is not None and self.lenience.covers(code, source)
        severity = Severity.WARNING if lenient else Severity.ERROR
        self.items.append(Diagnostic(code, message, source, severity, hint))

    def warn(self, code: str, message: str, source: Source | None = None, hint: str = "") -> None:
        """Record a warning: generation goes on, the output may surprise."""
        self.items.append(Diagnostic(code, message, source, Severity.WARNING, hint))

    def note(self, code: str, message: str, source: Source | None = None, hint: str = "") -> None:
        """Record a note: a decision that the user may want to know of."""
        self.items.append(Diagnostic(code, message, source, Severity.NOTE, hint))

    def take_warnings_for_errors(self) -> None:
        """Raise :class:`SpecloomError` with every warning recorded so far, if there is one."""
        found = [item for item in self.items if item.severity is Severity.WARNING]
        if found:
            raise SpecloomError(replace(item, severity=Severity.ERROR) for item in found)

    @property
    def errors(self) -> list[Diagnostic]:
        """The errors recorded so far, in order."""
        return [item for item in self.items if item.severity is Severity.ERROR]

    def check(self) -> None:
        """Raise :class:`SpecloomError` with every error recorded so far, if there is one."""
        if self.errors:
            raise SpecloomError(self.errors)


def locate(
    items: Iterable[Diagnostic], find: Callable[[Source], tuple[int, int] | None]
) -> list[Diagnostic]:
    """Fill in line and column of each diagnostic with ``find`` (1-based), where it knows them."""
    located: list[Diagnostic] = []
    for item in items:
        position = find(item.source) if item.source and not item.source.line else None
        if item.source and position:
            source = replace(item.source, line=position[0], column=position[1])
            item = replace(item, source=source)
        located.append(item)
    return located
