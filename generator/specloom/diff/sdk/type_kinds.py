"""The kinds of change of what a program reads, builds and catches: models, exceptions, lifecycles (layer 4)."""

from __future__ import annotations

from specloom.diff.changes import BREAKS, RISK, SAFE, ApiChange, Effect
from specloom.diff.sdk.method_kinds import NEW

_IMPORTED = Effect(
    SAFE, BREAKS, BREAKS, "Programs that import the old name fail: import the new one."
)


class ModelAdded(ApiChange):
    """A type can be imported that could not."""

    kind, what, adds = "sdk-model-added", "type was added", True
    opposites, always = ("sdk-model-removed",), NEW


class ModelRemoved(ApiChange):
    """A type can no longer be imported."""

    kind, what, opposites = "sdk-model-removed", "type was removed", ("sdk-model-added",)
    always = Effect(
        SAFE, BREAKS, BREAKS, "Programs that import it fail: use what stands there now."
    )


class ModelRenamed(ApiChange):
    """A type has another name."""

    kind, what = "sdk-model-renamed", "type {before} is now called {after}"
    opposites, always = ("sdk-model-renamed",), _IMPORTED


class ModelMoved(ApiChange):
    """A type is imported from elsewhere."""

    kind, what = "sdk-model-moved", "type is imported from {after}, not from {before}"
    opposites, always = ("sdk-model-moved",), _IMPORTED


class ModelFormChanged(ApiChange):
    """What was a class is a plain type, or the reverse."""

    kind, what = "sdk-model-form-changed", "type was {before}, and is {after}"
    opposites = ("sdk-model-form-changed",)
    always = Effect(
        SAFE, BREAKS, BREAKS, "Programs that build it or read its fields fail: adapt them."
    )


class ModelBasesChanged(ApiChange):
    """A class inherits from other classes."""

    kind, what = "sdk-model-bases-changed", "inherits from {after}, not from {before}"
    opposites = ("sdk-model-bases-changed",)
    always = Effect(SAFE, BREAKS, RISK, "Programs that pass it as its old base fail: adapt them.")


class FieldAdded(ApiChange):
    """A model has another field, with a default."""

    kind, what, adds = "sdk-field-added", "optional field {name} was added", True
    opposites, always = ("sdk-field-removed",), NEW


class RequiredFieldAdded(ApiChange):
    """A model has another field, without a default."""

    kind, what, adds = "sdk-required-field-added", "field {name} was added", True
    opposites = ("sdk-field-removed",)
    always = Effect(
        SAFE, RISK, SAFE, "Readers gain; programs that build the model themselves must give it."
    )


class FieldRemoved(ApiChange):
    """A model lost a field."""

    kind, what = "sdk-field-removed", "field {name} was removed"
    opposites = ("sdk-field-added", "sdk-required-field-added")
    always = Effect(SAFE, BREAKS, BREAKS, "Programs that read it fail: stop reading it.")


class FieldRenamed(ApiChange):
    """A field has another name."""

    kind, what = "sdk-field-renamed", "field {before} is now called {after}"
    opposites = ("sdk-field-renamed",)
    always = Effect(SAFE, BREAKS, BREAKS, "Programs that read it fail: read the new name.")


class FieldBecameOptional(ApiChange):
    """A field may be None."""

    kind, what = "sdk-field-became-optional", "field {name} may be None"
    opposites = ("sdk-field-became-required",)
    always = Effect(SAFE, BREAKS, RISK, "Programs that use it without a check fail: handle None.")


class FieldBecameRequired(ApiChange):
    """A field is never None."""

    kind, what = "sdk-field-became-required", "field {name} is never None"
    opposites = ("sdk-field-became-optional",)
    always = Effect(SAFE, RISK, SAFE, "Readers gain; programs that build the model must give it.")


class FieldDefaultAdded(ApiChange):
    """Who builds the model may leave out a field."""

    kind, what, adds = "sdk-field-default-added", "field {name} has a default", True
    opposites, always = ("sdk-field-default-removed",), NEW


class FieldDefaultRemoved(ApiChange):
    """Who builds the model must give a field; who reads it sees no difference."""

    kind, what = "sdk-field-default-removed", "field {name} has no default any more"
    opposites = ("sdk-field-default-added",)
    always = Effect(SAFE, RISK, SAFE, "Programs that build the model must give it.")


class FieldTypeWidened(ApiChange):
    """A field may have values of further types."""

    kind, what = "sdk-field-type-widened", "type of {name} {before} became {after}"
    opposites = ("sdk-field-type-narrowed",)
    always = Effect(
        SAFE, BREAKS, RISK, "Programs that expect the one type fail: handle the others."
    )


class FieldValuesAdded(ApiChange):
    """A field may have further literal values."""

    kind, what, adds = "sdk-field-values-added", "{name} may also be {after}", True
    opposites = ("sdk-field-values-removed",)
    always = Effect(
        SAFE, RISK, SAFE,
        "Checks that every value is handled fail: give them a branch for the unknown.",
    )  # fmt: skip


class FieldValuesRemoved(ApiChange):
    """A field has fewer literal values."""

    kind, what = "sdk-field-values-removed", "{name} is no longer {before}"
    opposites = ("sdk-field-values-added",)
    always = Effect(SAFE, RISK, SAFE, "Checkers refuse comparisons with them: take them out.")


class FieldTypeNarrowed(ApiChange):
    """A field has values of fewer types."""

    kind, what = "sdk-field-type-narrowed", "type of {name} {before} became {after}"
    opposites = ("sdk-field-type-widened",)
    always = Effect(SAFE, RISK, SAFE, "Branches for the others are dead: take them out.")


class FieldTypeChanged(ApiChange):
    """A field has another type."""

    kind, what = "sdk-field-type-changed", "type of {name} {before} became {after}"
    opposites = ("sdk-field-type-changed",)
    always = Effect(SAFE, BREAKS, BREAKS, "Programs that read it fail: adapt them.")


class KeyAdded(ApiChange):
    """An argument may hold another key."""

    kind, what, adds = "sdk-key-added", "optional key {name} was added", True
    opposites, always = ("sdk-key-removed",), NEW


class RequiredKeyAdded(ApiChange):
    """An argument must hold another key."""

    kind, what = "sdk-required-key-added", "required key {name} was added"
    opposites = ("sdk-key-removed",)
    always = Effect(SAFE, BREAKS, RISK, "Calls without it no longer type-check: give it.")


class KeyRemoved(ApiChange):
    """An argument may no longer hold a key."""

    kind, what = "sdk-key-removed", "key {name} was removed"
    opposites = ("sdk-key-added", "sdk-required-key-added")
    always = Effect(SAFE, BREAKS, RISK, "Calls that give it no longer type-check: drop it.")


class KeyRenamed(ApiChange):
    """A key of an argument has another name."""

    kind, what, opposites = "sdk-key-renamed", "key {before} is now {after}", ("sdk-key-renamed",)
    always = Effect(SAFE, BREAKS, RISK, "Calls that give the old one fail: use the new name.")


class KeyBecameRequired(ApiChange):
    """A key can no longer be left out."""

    kind, what = "sdk-key-became-required", "key {name} became required"
    opposites = ("sdk-key-became-optional",)
    always = Effect(SAFE, BREAKS, RISK, "Calls without it no longer type-check: give it.")


class KeyBecameOptional(ApiChange):
    """A key can be left out."""

    kind, what, adds = "sdk-key-became-optional", "key {name} became optional", True
    opposites, always = ("sdk-key-became-required",), NEW


class KeyTypeWidened(ApiChange):
    """A key may have further values."""

    kind, what, adds = "sdk-key-type-widened", "type of {name} {before} became {after}", True
    opposites, always = ("sdk-key-type-narrowed",), NEW


class KeyTypeNarrowed(ApiChange):
    """A key may have fewer values."""

    kind, what = "sdk-key-type-narrowed", "type of {name} {before} became {after}"
    opposites = ("sdk-key-type-widened",)
    always = Effect(SAFE, BREAKS, RISK, "Calls with the others no longer type-check: convert.")


class KeyTypeChanged(ApiChange):
    """A key has another type."""

    kind, what = "sdk-key-type-changed", "type of {name} {before} became {after}"
    opposites = ("sdk-key-type-changed",)
    always = Effect(SAFE, BREAKS, BREAKS, "Calls that give the old type fail: give the new one.")


class AliasWidened(ApiChange):
    """A named type that programs read stands for more."""

    kind, what, adds = "sdk-alias-widened", "may also be {after}", True
    opposites = ("sdk-alias-narrowed",)
    always = Effect(
        SAFE, RISK, RISK, "Programs that handle every case meet a new one: add a branch for it."
    )


class AliasNarrowed(ApiChange):
    """A named type that programs read stands for less."""

    kind, what = "sdk-alias-narrowed", "is no longer {before}"
    opposites = ("sdk-alias-widened",)
    always = Effect(SAFE, RISK, SAFE, "Branches for the others are dead: take them out.")


class AliasChanged(ApiChange):
    """A named type stands for something else."""

    kind, what = "sdk-alias-changed", "was {before}, and is {after}"
    opposites = ("sdk-alias-changed",)
    always = Effect(SAFE, BREAKS, BREAKS, "Programs that use its values fail: adapt them.")


class ArgumentWidened(ApiChange):
    """A named type of arguments allows more."""

    kind, what, adds = "sdk-argument-widened", "may also be {after}", True
    opposites, always = ("sdk-argument-narrowed",), NEW


class ArgumentNarrowed(ApiChange):
    """A named type of arguments allows less."""

    kind, what, opposites = (
        "sdk-argument-narrowed", "may no longer be {before}", ("sdk-argument-widened",)
    )  # fmt: skip
    always = Effect(SAFE, BREAKS, RISK, "Calls with the others no longer type-check: convert.")


class ErrorAdded(ApiChange):
    """The package has another exception."""

    kind, what, adds = "sdk-error-added", "exception was added", True
    opposites, always = ("sdk-error-removed",), NEW


class ErrorRemoved(ApiChange):
    """An exception is gone."""

    kind, what, opposites = "sdk-error-removed", "exception was removed", ("sdk-error-added",)
    always = Effect(SAFE, BREAKS, BREAKS, "Programs that catch it fail: catch what replaces it.")


class ErrorRenamed(ApiChange):
    """An exception has another name."""

    kind, what = "sdk-error-renamed", "exception {before} is now called {after}"
    opposites, always = ("sdk-error-renamed",), _IMPORTED


class ErrorBasesChanged(ApiChange):
    """An exception inherits from others: what caught it may catch it no longer."""

    kind, what = "sdk-error-bases-changed", "inherits from {after}, not from {before}"
    opposites = ("sdk-error-bases-changed",)
    always = Effect(SAFE, RISK, BREAKS, "Handlers of the old base miss it: catch the class itself.")


class LifecycleAdded(ApiChange):
    """A thing has helpers that wait for its states."""

    kind, what, adds = "sdk-lifecycle-added", "was added", True
    opposites, always = ("sdk-lifecycle-removed",), NEW


class LifecycleRemoved(ApiChange):
    """A thing no longer has helpers that wait for its states."""

    kind, what, opposites = "sdk-lifecycle-removed", "was removed", ("sdk-lifecycle-added",)
    always = Effect(SAFE, BREAKS, BREAKS, "Programs that wait with its helpers fail: poll it.")


class StateAdded(ApiChange):
    """Helpers know another state on the way to an end."""

    kind, what, adds = "sdk-state-added", "state {name} was added, as one of {after}", True
    opposites = ("sdk-state-removed",)
    always = Effect(
        SAFE, SAFE, RISK, "Programs that look at states meet a new one: give it a branch."
    )


class StateRemoved(ApiChange):
    """Helpers no longer know a state."""

    kind, what = "sdk-state-removed", "state {name} of {before} was removed"
    opposites = ("sdk-state-added",)
    always = Effect(
        SAFE, SAFE, RISK, "Helpers take it for unknown and wait on: see that it is not sent."
    )


class TerminalStateAdded(ApiChange):
    """Helpers end at another state."""

    kind, what = "sdk-terminal-state-added", "helpers end at state {name}, which is {after}"
    adds, opposites = True, ("sdk-terminal-state-removed",)
    always = Effect(
        SAFE, SAFE, RISK, "Programs that wait get a result in this state, too: handle it."
    )


class TerminalStateRemoved(ApiChange):
    """Helpers no longer end at a state."""

    kind, what = "sdk-terminal-state-removed", "helpers no longer end at {name}, which was {before}"
    opposites = ("sdk-terminal-state-added",)
    always = Effect(SAFE, SAFE, BREAKS, "Programs wait on where they went on: bound the wait.")


class StateRegrouped(ApiChange):
    """A state means something else."""

    kind, what = "sdk-state-regrouped", "state {name} is {after}, not {before}"
    opposites = ("sdk-state-regrouped",)
    always = Effect(
        SAFE, SAFE, BREAKS, "Helpers end earlier, later or with another outcome: adapt callers."
    )


class WaitingChanged(ApiChange):
    """Helpers of a lifecycle wait, ask or answer in another way."""

    kind, what = "sdk-waiting-changed", "{name} {before} became {after}"
    opposites = ("sdk-waiting-changed",)
    always = Effect(SAFE, SAFE, RISK, "Helpers behave otherwise by default: pass what you need.")
