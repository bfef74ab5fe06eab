"""What the user asks to be generated (layer 0)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for: paths as they were given, empty for none."""

    file: str = ""
    """A specification or a configuration; its content tells which."""
    spec: str = ""
    config: str = ""
