"""What changed between two revisions of an API, and whom it hurts (layer 4).

``compare`` takes two :class:`Revision` and gives the list of changes; it knows nothing of files.
"""

from __future__ import annotations

from specloom.diff.changes import Change, Direction, Effect, Severity, Verdict, codes, kinds
from specloom.diff.compare import compare
from specloom.diff.revision import Revision

__all__ = [
    "Change",
    "Direction",
    "Effect",
    "Revision",
    "Severity",
    "Verdict",
    "codes",
    "compare",
    "kinds",
]
