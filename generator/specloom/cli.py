"""The command line (layer 6). Heavy imports stand inside the commands, so that ``--help`` is quick."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from specloom import (
    __version__,
    cli_about,
    cli_diff,
    cli_edits,
    cli_init,
    cli_migrate,
    cli_release,
    generating,
)
from specloom.completion import one_of
from specloom.console import Console, run_to_end
from specloom.diagnostics import Diagnostics
from specloom.options import File, Json, Limited, OutputFolder, Quiet

app = typer.Typer(
    name="specloom",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"specloom {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Weave an OpenAPI document and hand-written helpers into one Python SDK."""


@app.command()
def generate(
    file: File = "",
    spec: Annotated[str, typer.Option(help="The OpenAPI document.")] = "",
    config: Annotated[str, typer.Option(help="The configuration.")] = "",
    output: OutputFolder = "",
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 where files are out of date.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite files that were edited.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Take every warning for an error.")
    ] = False,
    conflicts: Annotated[
        str,
        typer.Option(
            help="What an edit that cannot be merged gets: keep, or markers.",
            autocompletion=one_of("keep", "markers"),
        ),
    ] = "keep",
    cache_dir: Annotated[
        str, typer.Option(help="Folder for what later runs can use; else SPECLOOM_CACHE_DIR.")
    ] = "",
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Neither read nor write the cache.")
    ] = False,
    quiet: Quiet = False,
    json_lines: Json = False,
    limits: Limited = "",
) -> None:
    """Generate an SDK from an OpenAPI document.

    Which of the two FILE is, its content says. Without a configuration one is inferred; without
    any file, specloom.yml in the current folder is read; - is the standard input. Files that were
    edited by hand are merged with their new text; where both change the same lines, the file stays
    as it is and the command exits with 1.

    \b
    Examples:
      specloom generate specloom.yml
      specloom generate openapi.yaml --output ../sdk
      specloom generate --config specloom.yml --check
      specloom generate --conflicts markers
      curl -s https://api.example/openapi.json | specloom generate - --limits bytes=200M
    """
    wishes = generating.Wishes(
        file, spec, config, output, check, force, strict, conflicts, cache_dir, no_cache, quiet,
        json_lines, limits,
    )  # fmt: skip
    _guarded(wishes.console, wishes.subject, lambda: generating.generate(wishes))


@app.command()
def stats(
    file: File = "",
    output: OutputFolder = "",
) -> None:
    """Count lines: of helpers, of what was woven from them, and of generated files edited by hand.

    \b
    Example:
      specloom stats spec/specloom.yml
    """
    console = Console(quiet=False, json_lines=False)
    _guarded(console, file, lambda: _stats(console, file, output))


def _stats(console: Console, file: str, output: str) -> int:
    from specloom import pipeline
    from specloom.weaving import HelperSources, measured
    from specloom.write import edited_lines

    inputs = pipeline.read_inputs(pipeline.Request(file))
    api = pipeline.build(inputs, Diagnostics())
    files = pipeline.render(api, inputs.helpers, inputs.changelog)
    folder = pipeline.output_folder(inputs, api.project.distribution, output)
    found = measured(api, inputs.helpers or HelperSources(), files)
    rows = (
        ("helper source", found.source_lines, "written once, async"),
        ("injected", found.injected_lines, f"{found.methods} methods, and whole modules"),
        ("  into resources", found.woven_lines, "async and sync"),
        ("  as modules", found.module_lines, "async and sync"),
        ("hand-edited", edited_lines(folder, files), "generated lines changed by hand"),
    )
    for name, count, remark in rows:
        print(f"{name:<18}{count:>7} lines  {remark}")
    return 0


@app.command()
def schema() -> None:
    """Print the JSON schema of the configuration, for editors.

    \b
    Example:
      specloom schema > specloom.schema.json
    """
    import json

    from specloom.load import config_json_schema

    _guarded(Console(), "", lambda: print(json.dumps(config_json_schema(), indent=2)))


def _guarded(console: Console, file: str, action: Callable[[], int | None]) -> None:
    """Run a command; one that does not succeed ends with its status."""
    if status := generating.status_of(console, file, action):
        raise typer.Exit(status)


cli_init.register(app, _guarded)
cli_migrate.register(app, _guarded)
cli_edits.register(app, _guarded)
cli_diff.register(app, _guarded)
cli_about.register(app, _guarded)
cli_release.register(app, _guarded)


def main() -> None:
    """The commands, with the framework that knows them all."""
    run_to_end(app)
