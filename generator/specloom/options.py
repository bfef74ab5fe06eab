"""What several commands take alike, and how a command is run (layer 6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeAlias

import typer

from specloom.console import Console

Guard: TypeAlias = Callable[[Console, str, Callable[[], int | None]], None]
"""Runs what a command does: its console, the file that a message without a place is about, the action.

Mistakes of the user become messages; a status other than 0 ends the process with it.
"""

File = Annotated[
    str, typer.Argument(metavar="[CONFIG | SPEC]", help="A configuration or an OpenAPI document.")
]
OutputFolder = Annotated[
    str, typer.Option("--output", "-o", help="Folder of the generated project.")
]
NewConfig = Annotated[str, typer.Option("--output", "-o", help="The configuration to write.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
Json = Annotated[bool, typer.Option("--json", help="Print diagnostics as JSON lines on stdout.")]
Limited = Annotated[
    str,
    typer.Option(
        metavar="NAME=N,…",
        help="How large documents may be: bytes, depth, nodes, aliases, files.",
    ),
]
