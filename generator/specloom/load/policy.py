"""What a team decided about changes: the file of ignore rules, and what each change weighs (layer 1).

Described in docs/diff.md. The rules are read here and applied by the comparison.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, field_validator, model_validator

from specloom.load.config_base import Node

Part = Literal["none", "patch", "minor", "major"]
_Verdict = Literal["safe", "risk", "breaks"]


class IgnoreRule(Node):
    """One entry of ``ignore``: which changes are not told, why, and until when.

    ``code`` is a code or a pattern with ``*``; ``place`` a JSON pointer (what stands below it counts) and
    ``operation`` a method with its path, each a pattern as well. ``expires`` is the last day of the rule.
    """

    code: str
    place: str = ""
    operation: str = ""
    reason: str
    expires: str

    @field_validator("code", "reason")
    @classmethod
    def _said(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("this must say something")
        return value

    @field_validator("expires")
    @classmethod
    def _day(cls, value: str) -> str:
        try:
            date.fromisoformat(value)
        except ValueError:
            raise ValueError("this must be a day, written as YYYY-MM-DD") from None
        return value

    @field_validator("place")
    @classmethod
    def _pointer(cls, value: str) -> str:
        if value and not value.startswith("#"):
            raise ValueError(
                "this must be a JSON pointer that starts with #, as `--format json` shows"
            )
        return value

    @model_validator(mode="after")
    def _somewhere(self) -> IgnoreRule:
        if not self.place and not self.operation:
            raise ValueError("a rule needs a `place` or an `operation`")
        return self


class IgnoreFile(Node):
    """The file of ignore rules."""

    ignore: list[IgnoreRule] = Field(default_factory=list[IgnoreRule])


class SemverRule(Node):
    """One entry of ``specloom.semver.rules``: what the changes that fit all its conditions raise."""

    bump: Part
    code: str = "*"
    severity: Literal["breaking", "dangerous", "info"] | None = None
    wire: _Verdict | None = None
    types: _Verdict | None = None
    runtime: _Verdict | None = None


class Initial(Node):
    """``specloom.semver.initial_development``: what is raised before 1.0.0 in place of each part."""

    major: Part = "minor"
    minor: Part = "patch"
    patch: Part = "patch"


class Semver(Node):
    """``specloom.semver``: the first rule that fits a change decides; where none does, the usual ones."""

    rules: list[SemverRule] = Field(default_factory=list[SemverRule])
    initial_development: Initial = Field(default_factory=Initial)
