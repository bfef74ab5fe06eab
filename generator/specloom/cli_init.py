"""The command that begins a project (layer 6)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from specloom.console import Console
from specloom.diagnostics import Diagnostic, Diagnostics, Source, SpecloomError
from specloom.options import Guard, Json, NewConfig, Quiet


def register(app: typer.Typer, guarded: Guard) -> None:
    """Add ``specloom init`` to the command line; ``guarded`` turns mistakes into messages."""

    @app.command()
    def init(
        spec: Annotated[
            str,
            typer.Argument(
                metavar="SPEC", help="The OpenAPI document; with --ci also a configuration."
            ),
        ],
        output: NewConfig = "specloom.yml",
        ci: Annotated[
            bool, typer.Option("--ci", help="Also write a changelog and GitHub workflows.")
        ] = False,
        quiet: Quiet = False,
        json_lines: Json = False,
    ) -> None:
        """Write the configuration that is inferred for an OpenAPI document.

        It is a start: generation with it gives what generation without it gives. An existing file is
        never overwritten. With --ci, run it at the top of the repository.

        \b
        Examples:
          specloom init openapi.yaml
          specloom init openapi.yaml --output spec/specloom.yml
          specloom init openapi.yaml --ci
          specloom init specloom.yml --ci
        """
        console = Console(quiet, json_lines)
        guarded(console, spec, lambda: _init(console, spec, Path(output), ci))


def _init(console: Console, given: str, output: Path, ci: bool) -> int:
    from specloom.pipeline import is_config
    from specloom.write import write_all_new

    if ci and is_config(given):
        files = _workflows(given, *_decided(given))
    else:
        data = _inferred(given)
        files = _config(data, given, output, ci)
        if ci:
            name = data["targets"]["python"]["project_name"]
            files |= _workflows(output.as_posix(), name, f"generated/{name}")
    write_all_new(files)
    for path in files:
        console.say(f"wrote {path}")
    return 0


def _inferred(spec: str) -> dict[str, Any]:
    from specloom.build.infer import infer_config
    from specloom.load import load_document

    return infer_config(load_document(spec))


def _decided(config: str) -> tuple[str, str]:
    """The distribution that a configuration names, and the folder of its project."""
    from specloom import pipeline

    inputs = pipeline.read_inputs(pipeline.Request(config=config))
    name = pipeline.build(inputs, Diagnostics()).project.distribution
    return name, pipeline.output_folder(inputs, name).as_posix()


def _config(data: Mapping[str, object], spec: str, output: Path, ci: bool) -> dict[str, str]:
    """The configuration's file, and with ``ci`` the changelog beside it."""
    from specloom.changelog_file import read_changelog
    from specloom.inferred import config_text

    relative = Path(os.path.relpath(spec, output.parent)).as_posix()
    if not ci:
        return {output.as_posix(): config_text(data, relative)}
    return {
        output.as_posix(): config_text(data, relative, "CHANGELOG.md"),
        (output.parent / "CHANGELOG.md").as_posix(): read_changelog("").render(),
    }


def _workflows(config: str, distribution: str, folder: str) -> dict[str, str]:
    from specloom.workflows import workflows

    return workflows(_from_here(config), _from_here(folder), distribution)


def _from_here(path: str) -> str:
    """A path from the current folder, which is the top of the repository; refuses what stands elsewhere."""
    relative = Path(os.path.relpath(path)).as_posix()
    if relative.startswith(".."):
        message = f"{path!r} is not below the current folder"
        hint = "run this at the top of the repository"
        raise SpecloomError([Diagnostic("wrong-option", message, Source("--ci"), hint=hint)])
    return relative
