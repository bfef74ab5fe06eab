"""Every code that specloom tells, explained: diagnostics and kinds of API change (layer 5)."""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from specloom.build.explained_client import CLIENT
from specloom.build.explained_decisions import DECISIONS
from specloom.build.explained_lifecycles import LIFECYCLES
from specloom.build.explained_parameters import PARAMETERS
from specloom.diagnostics import Severity
from specloom.diff.changes import Change, Direction, codes
from specloom.explained_commands import COMMANDS
from specloom.explained_migration import MIGRATION
from specloom.explained_releases import RELEASES
from specloom.explanation import Explanation
from specloom.load.config_lenient import TOLERATED
from specloom.load.explained_config import CONFIGURATION
from specloom.load.explained_defects import DEFECTS, VALUES
from specloom.load.explained_documents import DOCUMENTS
from specloom.weave.explained_helpers import HELPERS

_SECTIONS: Mapping[str, tuple[Explanation, ...]] = {
    "Reading documents": (*DOCUMENTS, *DEFECTS, *VALUES),
    "Configuration, overlays, transforms": CONFIGURATION,
    "Names and types": DECISIONS,
    "Clients": CLIENT,
    "Lifecycles": LIFECYCLES,
    "Parameters": PARAMETERS,
    "Helpers": HELPERS,
    "Commands and output": COMMANDS,
    "Releases": RELEASES,
    "Migration": MIGRATION,
}


def _with_lenience(item: Explanation) -> Explanation:
    """The explanation, told as a warning too where that is so in a configuration for the hosted service."""
    adds = item.code in TOLERATED and Severity.WARNING not in item.levels
    return replace(item, levels=(*item.levels, Severity.WARNING)) if adds else item


SECTIONS: Mapping[str, tuple[Explanation, ...]] = {
    name: tuple(_with_lenience(item) for item in section) for name, section in _SECTIONS.items()
}
"""The explanations, by the part of the work that they belong to."""


@cache
def explanations() -> Mapping[str, Explanation]:
    """The explanation of every diagnostic by its code."""
    return {item.code: item for section in SECTIONS.values() for item in section}


def explain(code: str) -> str | None:
    """What ``specloom explain`` prints for a code; None where there is no such code.

    A code may be given as it stands in a message, with level and brackets: ``error[bad-ref]``.
    """
    name = code.strip().rpartition("[")[2].rstrip("]:")
    if found := explanations().get(name):
        return _diagnostic_text(found)
    if change := codes().get(name):
        return _change_text(name, *change)
    return None


def known() -> list[str]:
    """Every code that can be explained: of messages, then of changes."""
    return [*explanations(), *codes()]


def closest(code: str) -> str | None:
    """The known code that is most like an unknown one, if one is like it at all."""
    return next(iter(difflib.get_close_matches(code, known(), n=1, cutoff=0.5)), None)


def change_meaning(kind: type[Change]) -> str:
    """What a kind of API change is, in one sentence."""
    return inspect.cleandoc(kind.__doc__ or "").partition("\n")[0]


def _diagnostic_text(item: Explanation) -> str:
    levels = " or ".join(level.value for level in item.levels)
    return "\n".join(
        (
            f"{item.code} ({levels})",
            "",
            item.meaning,
            "",
            f"Cause:   {item.cause}",
            f"Cure:    {item.cure}",
            "",
            f"Example: {item.example}",
        )
    )


def _change_text(code: str, kind: type[Change], direction: Direction) -> str:
    effect = kind.effects()[direction]
    back = ", ".join(kind.opposites) or "nothing"
    return "\n".join(
        (
            f"{code} (change of an API, {effect.severity.value})",
            "",
            change_meaning(kind),
            "",
            f"Wire:    {effect.wire.value}",
            f"Types:   {effect.types.value}",
            f"Runtime: {effect.runtime.value}",
            f"Advice:  {effect.advice}",
            f"The way back is told as {back}.",
        )
    )
