"""The command that shows the hand edits of a generated project (layer 6)."""

from __future__ import annotations

from typing import Annotated

import typer

from specloom.console import Console
from specloom.diagnostics import Diagnostic, Diagnostics, Source, SpecloomError
from specloom.options import Guard, OutputFolder


def register(app: typer.Typer, guarded: Guard) -> None:
    """Add ``specloom edits`` to the command line; ``guarded`` turns mistakes into messages."""

    @app.command()
    def edits(
        file: Annotated[
            str, typer.Argument(metavar="[CONFIG | SPEC]", help="As for specloom generate.")
        ] = "",
        output: OutputFolder = "",
        max_edited_lines: Annotated[
            int, typer.Option(metavar="N", help="Exit 1 where more lines than N were edited.")
        ] = -1,
        promote: Annotated[
            str, typer.Option(metavar="FILE", help="Turn the edited methods of FILE into a helper.")
        ] = "",
    ) -> None:
        """Show what was edited by hand in a generated project, as a patch with its number of lines.

        A line that was replaced counts once. The patch applies to what specloom generates.

        \b
        Examples:
          specloom edits spec/specloom.yml
          specloom edits --max-edited-lines 40
          specloom edits --promote src/pets/resources/pets/async_pets.py
        """
        console = Console()
        if promote:
            guarded(console, file, lambda: _promote(console, file, output, promote))
        else:
            guarded(console, file, lambda: _edits(file, output, max_edited_lines))


def _edits(file: str, output: str, most: int) -> int:
    from specloom import pipeline
    from specloom.write import hand_edits

    inputs = pipeline.read_inputs(pipeline.Request(file))
    api = pipeline.build(inputs, Diagnostics())
    files = pipeline.render(api, inputs.helpers, inputs.changelog)
    folder = pipeline.output_folder(inputs, api.project.distribution, output)
    found = hand_edits(folder, files) if folder.exists() else []
    total = sum(edit.lines for edit in found)
    added = sum(edit.counts[0] for edit in found)
    removed = sum(edit.counts[1] for edit in found)
    files_word = "1 file" if len(found) == 1 else f"{len(found)} files"
    lines_word = "1 line" if total == 1 else f"{total} lines"
    signs = f" (+{added} -{removed})" if found else ""
    typer.echo(f"{folder.as_posix()}: {files_word} edited by hand, {lines_word}{signs}")
    for edit in found:
        typer.echo(edit.patch(), nl=False)
    if 0 <= most < total:
        message = f"{lines_word} edited by hand, more than the {most} that are allowed"
        hint = "move edits into the configuration, an overlay or a helper file"
        place = Source(folder.as_posix())
        raise SpecloomError([Diagnostic("edited-lines", message, place, hint=hint)])
    return 0


def _promote(console: Console, file: str, output: str, wanted: str) -> int:
    from specloom.promoting import promote_file

    done = promote_file(file, output, wanted)
    console.say(f"wrote {done.helper}: {', '.join(done.methods)}")
    for line in done.left:
        console.say(f"{done.source}:{line}: stays an edit; only methods can be promoted")
    for told in done.changes.told():
        console.say(told)
    console.failed(done.changes.problems(done.folder))
    return 1 if done.changes.conflicts else 0
