"""The commands that tell about specloom itself (layer 6)."""

from __future__ import annotations

from typing import Annotated

import typer

from specloom.completion import codes
from specloom.console import Console
from specloom.diagnostics import Diagnostic
from specloom.options import Guard


def register(app: typer.Typer, guarded: Guard) -> None:
    """Add ``specloom explain`` and ``specloom doctor`` to the command line."""

    @app.command()
    def explain(
        code: Annotated[
            str,
            typer.Argument(
                metavar="[CODE]", help="A code, as it stands in a message.", autocompletion=codes
            ),
        ] = "",
    ) -> None:
        """Say what a code means, what it comes from, and what to do about it.

        Without a code, list all of them. The codes of changes that `specloom diff` tells are known as well.

        \b
        Examples:
          specloom explain dangling-ref
          specloom explain response-property-removed
          specloom explain
        """
        guarded(Console(), "", lambda: _explain(code))

    @app.command()
    def doctor(
        config: Annotated[str, typer.Argument(metavar="[CONFIG]", help="A configuration.")] = "",
    ) -> None:
        """Look at the environment and the configuration, and say what is wrong with them.

        Exit status 1 where something keeps specloom from working.

        \b
        Examples:
          specloom doctor
          specloom doctor spec/specloom.yml
        """
        guarded(Console(), config, lambda: _doctor(config))


def _explain(code: str) -> int:
    from specloom import registry

    if not code:
        every = registry.explanations()
        width = max(map(len, every)) + 2
        for item in every.values():
            print(f"{item.code:<{width}}{item.meaning}")
        return 0
    if text := registry.explain(code):
        print(text)
        return 0
    near = registry.closest(code)
    hint = f"did you mean {near!r}?" if near else "specloom explain lists them"
    Console().failed([Diagnostic("unknown-code", f"there is no code {code!r}", hint=hint)])
    return 2


def _doctor(config: str) -> int:
    from specloom.doctor import examine

    broken = False
    for check in examine(config):
        print(check.render())
        broken = broken or check.broken
    return 1 if broken else 0
