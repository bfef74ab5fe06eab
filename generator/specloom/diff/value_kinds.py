"""The kinds of change of a schema's values: enums, bounds, patterns, formats, defaults (layer 4)."""

from __future__ import annotations

from specloom.diff.changes import BREAKS, RISK, SAFE, Effect, SchemaChange
from specloom.diff.schema_kinds import FREE, KEPT

_REFUSED = Effect(BREAKS, SAFE, BREAKS, "Calls with other values are refused: check what you send.")
_LOOSER = Effect(
    BREAKS,
    SAFE,
    SAFE,
    "Programs that rely on the limit meet other values; our reader never checks it.",
)
_RETYPED = Effect(BREAKS, BREAKS, BREAKS, "The value has another form: adapt what writes it.")


class EnumValueAdded(SchemaChange):
    """An enum has another value."""

    kind, what, adds = "enum-value-added", "{after} joined the enum", True
    opposites = ("enum-value-removed",)
    request = FREE
    response = Effect(
        BREAKS, RISK, SAFE,
        "Programs that handle every value meet a new one, and our reader lets it through: "
        "give them a branch for the unknown.",
    )  # fmt: skip


class EnumValueRemoved(SchemaChange):
    """An enum lost a value."""

    kind, what = "enum-value-removed", "{before} left the enum"
    opposites = ("enum-value-added",)
    request = Effect(BREAKS, BREAKS, BREAKS, "Calls that send it are refused: send another value.")
    response = Effect(
        SAFE, RISK, SAFE, "Comparisons with the value no longer type-check under strict rules."
    )


class EnumAdded(SchemaChange):
    """A value that was free must be one of a list."""

    kind, what, opposites = "enum-added", "must be one of {after}", ("enum-removed",)
    request = Effect(BREAKS, BREAKS, BREAKS, "Calls with other values are refused: check yours.")
    response = Effect(SAFE, RISK, SAFE, "The type is narrower: annotations may disagree.")


class EnumRemoved(SchemaChange):
    """A value that was one of a list is free."""

    kind, what, adds = "enum-removed", "need no longer be one of {before}", True
    opposites = ("enum-added",)
    request = FREE
    response = Effect(BREAKS, BREAKS, SAFE, "Programs meet other values: handle the unknown.")


class ConstChanged(SchemaChange):
    """The only value that is allowed is another one."""

    kind, what, opposites = "const-changed", "{before} became {after}", ("const-changed",)
    request = Effect(
        BREAKS, BREAKS, BREAKS, "Calls that send the old value are refused: send the new one."
    )
    response = Effect(
        BREAKS, BREAKS, RISK, "Programs that compare with the old value fail: compare with the new."
    )


class BoundAdded(SchemaChange):
    """A value has a limit that it did not have."""

    kind, what, opposites = "bound-added", "{name} {after} was added", ("bound-removed",)
    request, response = _REFUSED, KEPT


class BoundRemoved(SchemaChange):
    """A value has no limit any more."""

    kind, what, opposites = "bound-removed", "{name} {before} was removed", ("bound-added",)
    request, response = FREE, _LOOSER


class BoundTightened(SchemaChange):
    """A limit allows less."""

    kind, what = "bound-tightened", "{name} {before} became {after}"
    opposites = ("bound-loosened",)
    request, response = _REFUSED, KEPT


class BoundLoosened(SchemaChange):
    """A limit allows more."""

    kind, what = "bound-loosened", "{name} {before} became {after}"
    opposites = ("bound-tightened",)
    request, response = FREE, _LOOSER


class PatternAdded(SchemaChange):
    """A text must match a pattern."""

    kind, what, opposites = "pattern-added", "must match {after}", ("pattern-removed",)
    request, response = _REFUSED, KEPT


class PatternRemoved(SchemaChange):
    """A text need not match a pattern."""

    kind, what = "pattern-removed", "need no longer match {before}"
    opposites = ("pattern-added",)
    request, response = FREE, _LOOSER


class PatternChanged(SchemaChange):
    """A text must match another pattern; which allows more is not worked out, the worse is assumed."""

    kind, what = "pattern-changed", "must match {after}, not {before}"
    opposites = ("pattern-changed",)
    request, response = _REFUSED, _LOOSER


class FormatAdded(SchemaChange):
    """A value has a format that it did not have."""

    kind, what, opposites = "format-added", "format {after} was added", ("format-removed",)
    request = Effect(BREAKS, RISK, BREAKS, "Values of another form are refused: check yours.")
    response = Effect(SAFE, BREAKS, RISK, "The value may be read as another type: adapt readers.")


class FormatRemoved(SchemaChange):
    """A value has no format any more."""

    kind, what, opposites = "format-removed", "format {before} was removed", ("format-added",)
    request = Effect(SAFE, BREAKS, RISK, "The argument may have another type: adapt callers.")
    response = Effect(BREAKS, BREAKS, RISK, "The value may be read as another type: adapt readers.")


class FormatChanged(SchemaChange):
    """A value has another format."""

    kind, what = "format-changed", "format {before} became {after}"
    opposites = ("format-changed",)
    request = _RETYPED
    response = Effect(BREAKS, BREAKS, BREAKS, "The value has another form: adapt what reads it.")


_HINT_REQUEST = Effect(
    RISK, SAFE, SAFE, "The type stays; values of another form may be refused: check what you send."
)
_HINT_RESPONSE = Effect(SAFE, SAFE, SAFE, "Nobody is hurt: the type stays, the format describes.")


class FormatHintAdded(SchemaChange):
    """A format that has no type of its own is new."""

    kind, what = "format-hint-added", "format {after} was added"
    opposites = ("format-hint-removed",)
    request, response = _HINT_REQUEST, _HINT_RESPONSE


class FormatHintRemoved(SchemaChange):
    """A format that has no type of its own is gone."""

    kind, what = "format-hint-removed", "format {before} was removed"
    opposites = ("format-hint-added",)
    request, response = FREE, _HINT_RESPONSE


class FormatHintChanged(SchemaChange):
    """A format became another one, and neither has a type of its own."""

    kind, what = "format-hint-changed", "format {before} became {after}"
    opposites = ("format-hint-changed",)
    request = _HINT_REQUEST
    response = Effect(
        RISK, SAFE, SAFE, "The type stays; programs that parse the value should check its form."
    )


class DefaultAdded(SchemaChange):
    """A value that is left out has a meaning now."""

    kind, what, opposites = "default-added", "default {after} was added", ("default-removed",)
    request = Effect(
        RISK, SAFE, SAFE, "Calls that leave it out may now mean something: say what you want."
    )
    response = Effect(SAFE, SAFE, SAFE, "Nobody is hurt: answers are read as they come.")


class DefaultRemoved(SchemaChange):
    """A value that is left out has no stated meaning any more."""

    kind, what = "default-removed", "default {before} was removed"
    opposites = ("default-added",)
    request = Effect(
        BREAKS, SAFE, RISK, "Calls that rely on the default may mean something else: send it."
    )
    response = DefaultAdded.response


class DefaultChanged(SchemaChange):
    """A value that is left out means something else."""

    kind, what = "default-changed", "default {before} became {after}"
    opposites = ("default-changed",)
    request = Effect(
        BREAKS, SAFE, RISK, "Calls that leave it out mean something else: send the old value."
    )
    response = DefaultAdded.response


class DependentRequiredAdded(SchemaChange):
    """A property demands another one."""

    kind, what = "dependent-required-added", "{name} demands {after}"
    opposites = ("dependent-required-removed",)
    request, response = _REFUSED, KEPT


class DependentRequiredRemoved(SchemaChange):
    """A property no longer demands another one."""

    kind, what = "dependent-required-removed", "{name} no longer demands {before}"
    opposites = ("dependent-required-added",)
    request, response = FREE, _LOOSER


class ContentChanged(SchemaChange):
    """The encoding or media type of what a text holds changed."""

    kind, what = "content-changed", "{name} {before} became {after}"
    opposites = ("content-changed",)
    request = _RETYPED
    response = Effect(BREAKS, SAFE, BREAKS, "Programs decode the text the old way: adapt them.")


class XmlChanged(SchemaChange):
    """The form of a value in XML changed."""

    kind, what, opposites = "xml-changed", "its form in XML changed", ("xml-changed",)
    request = Effect(BREAKS, SAFE, BREAKS, "Published clients write the old form: upgrade.")
    response = Effect(BREAKS, SAFE, BREAKS, "Published clients read the old form: upgrade.")
