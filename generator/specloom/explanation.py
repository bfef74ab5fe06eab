"""What is told about a code of a diagnostic beyond its message (layer 0).

Each layer keeps the explanations of its own codes in modules called ``explained_…``; :mod:`specloom.registry`
collects them. Nothing that generates imports either.
"""

from __future__ import annotations

from dataclasses import dataclass

from specloom.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class Explanation:
    """One code: whole sentences on what it means, what it mostly comes from, and what to do about it.

    ``example`` is a message as it is printed; ``levels`` are the severities that the code is told with.
    """

    code: str
    meaning: str
    cause: str
    cure: str
    example: str
    levels: tuple[Severity, ...] = (Severity.ERROR,)
