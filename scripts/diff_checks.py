"""Write docs/diff-checks.md from the kinds of change in the source and the table of docs/diff-kinds.tsv.

Usage: python scripts/diff_checks.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "generator"))

from specloom.diff import Direction, codes, kinds  # noqa: E402

PAGE = ROOT / "docs" / "diff-checks.md"
TABLE = ROOT / "docs" / "diff-kinds.tsv"
HEAD = """\
# What `specloom diff` tells

Written by `python scripts/diff_checks.py` from the source; do not edit.

Each change has a code, and three verdicts: on the **wire** (are an old client's requests still accepted, and can it
read the answers by the book), for **types** (does a program still type-check against the regenerated package), at
**run time** (does a program go on working; our reader tolerates a lot). Breaking is what breaks types, or what breaks
the wire and cannot be hidden at run time; dangerous is what breaks or may break anything else; the rest is info.
A code that starts with `request-` is about what clients send, one with `response-` about what they read. One with
`sdk-` is about the package: what a program imports, calls, passes, reads and catches; it is told where both revisions
have a configuration, or are packages.

Where two readings are possible, the worse is told: another pattern is tighter in a request and looser in a response;
a schema that no operation reaches is read in the direction that hurts more, and the change says so.
"""
MAPPED = """\

## Every kind of a finer list

The most complete diff tool that we know tells 509 kinds apart, by place (body, property, parameter, header) where we
have one code and say the place. This is where each of them is told, or why it has no place.

| kind | told as | note |
|---|---|---|
"""


def table() -> list[list[str]]:
    """The rows of the table: kind, codes, note."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


def page() -> str:
    """The text of the page."""
    lines = [HEAD]
    listed = codes()
    lines.append(f"## The {len(listed)} codes of {len(kinds())} kinds\n")
    lines.append(
        "| code | severity | wire | types | runtime | opposite | who is hurt, and what to do |"
    )
    lines.append("|---|---|---|---|---|---|---|")
    for code, (kind, direction) in listed.items():
        effect = kind.effects()[direction]
        back = ", ".join(f"`{_directed(name, direction)}`" for name in kind.opposites)
        verdicts = f"{effect.wire.value} | {effect.types.value} | {effect.runtime.value}"
        lines.append(
            f"| `{code}` | {effect.severity.value} | {verdicts} | {back} | {effect.advice} |"
        )
    rows = [
        f"| `{kind}` | {', '.join(f'`{code}`' for code in told.split(',') if code)} | {note} |"
        for kind, told, note in table()
    ]
    return "\n".join(lines) + "\n" + MAPPED + "\n".join(rows) + "\n"


def _directed(name: str, direction: Direction) -> str:
    return f"{direction.value}-{name}" if direction.value else name


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` say whether it is out of date."""
    text = page()
    if arguments == ["--check"]:
        return 0 if PAGE.read_text(encoding="utf-8") == text else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
