"""The command that takes over a configuration of the hosted service (layer 6)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from specloom.console import Console
from specloom.options import Guard, Json, NewConfig, Quiet


def register(app: typer.Typer, guarded: Guard) -> None:
    """Add ``specloom migrate`` to the command line; ``guarded`` turns mistakes into messages."""

    @app.command()
    def migrate(
        config: Annotated[str, typer.Argument(metavar="STAINLESS", help="The stainless.yml.")],
        spec: Annotated[str, typer.Option(help="The OpenAPI document that it belongs to.")],
        output: NewConfig = "specloom.yml",
        sdk: Annotated[
            str, typer.Option(help="A published SDK, or its .stats.yml: made from these files?")
        ] = "",
        quiet: Quiet = False,
        json_lines: Json = False,
    ) -> None:
        """Turn a stainless.yml into a specloom.yml.

        Says what it kept, added and left out, and what cannot be done here, each with its place; then both
        files are generated in memory and compared. With --sdk the digests in the SDK's .stats.yml are held
        against both files. Exit status 1 where they differ, or where the files do not fit each other.

        \b
        Examples:
          specloom migrate stainless.yml --spec openapi.yml
          specloom migrate stainless.yml --spec openapi.yml --sdk ../acme-python
          specloom migrate .stainless/stainless.yml --spec openapi.yml --output spec/specloom.yml
        """
        console = Console(quiet, json_lines)
        guarded(console, config, lambda: _migrate(console, config, spec, Path(output), sdk))


def _migrate(console: Console, config: str, spec: str, output: Path, sdk: str) -> int:
    from specloom.diagnostics import Severity, SpecloomError
    from specloom.made_from import check_origin
    from specloom.migrate import check_output, migrate
    from specloom.write import write_new

    migration = migrate(config, spec, output)
    found = migration.findings
    if sdk:
        check_origin(sdk, config, spec, found)
    write_new(output, migration.text)
    console.say(f"wrote {output.as_posix()}")
    try:
        check_output(config, spec, output.as_posix(), found)
    except SpecloomError:
        console.report(item for item in found.items if item.severity is not Severity.ERROR)
        raise
    console.report(found.items)
    wrong = [item for item in found.items if item.code in ("not-made-from", "migrate-differs")]
    return int(bool(wrong))
