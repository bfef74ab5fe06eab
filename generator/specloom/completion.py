"""What the shell may put in place of a word that is half typed (layer 6).

Imports wait until somebody asks: every command pays for what stands here.
"""

from __future__ import annotations

from collections.abc import Callable

Completer = Callable[[str], list[str]]


def one_of(*words: str) -> Completer:
    """Those of some words that go on from what is typed."""

    def complete(incomplete: str) -> list[str]:
        return [word for word in words if word.startswith(incomplete)]

    return complete


def formats(incomplete: str) -> list[str]:
    """Formats of ``specloom diff``."""
    from specloom.diff.report import FORMATS

    return one_of(*FORMATS)(incomplete)


def codes(incomplete: str) -> list[str]:
    """Codes that ``specloom explain`` knows."""
    from specloom import registry

    return one_of(*registry.known())(incomplete)
