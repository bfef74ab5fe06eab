"""The kinds of change of a schema's structure: properties, unions, types, items (layer 4).

A schema that allows less hurts who writes the value, one that allows more hurts who reads it. So each
kind says both: ``request`` (clients write) and ``response`` (clients read).
"""

from __future__ import annotations

from specloom.diff.changes import BREAKS, RISK, SAFE, ApiChange, Effect, SchemaChange

FREE = Effect(SAFE, SAFE, SAFE, "Nobody is hurt: all that was sent before is still accepted.")
KEPT = Effect(SAFE, SAFE, SAFE, "Nobody is hurt: all that is sent could be read before.")


class PropertyAdded(SchemaChange):
    """An object may have a property that it did not have."""

    kind, what, adds = "property-added", "optional property {name} was added", True
    opposites = ("property-removed",)
    request = FREE
    response = Effect(SAFE, SAFE, SAFE, "Nobody is hurt: readers keep what they do not know.")


class RequiredPropertyAdded(SchemaChange):
    """An object must have a property that it did not have."""

    kind, what, adds = "required-property-added", "required property {name} was added", True
    opposites = ("required-property-removed",)
    request = Effect(BREAKS, BREAKS, BREAKS, "Every caller is refused: send the property.")
    response = Effect(
        SAFE, RISK, SAFE, "Programs that construct the model themselves must give it; readers gain."
    )


class PropertyRemoved(SchemaChange):
    """An object no longer has an optional property."""

    kind, what = "property-removed", "optional property {name} was removed"
    opposites = ("property-added",)
    request = Effect(
        BREAKS,
        BREAKS,
        BREAKS,
        "Calls that pass it no longer type-check, and may be refused: drop it.",
    )
    response = Effect(
        RISK, BREAKS, BREAKS, "Programs that read the attribute fail: stop reading it."
    )


class RequiredPropertyRemoved(SchemaChange):
    """An object no longer has a property that it always had."""

    kind, what = "required-property-removed", "required property {name} was removed"
    opposites = ("required-property-added",)
    request = PropertyRemoved.request
    response = Effect(BREAKS, BREAKS, BREAKS, "Every program that reads it fails: stop reading it.")


class PropertyRenamed(SchemaChange):
    """A property has another name; its schema stays."""

    kind, what = "property-renamed", "property {before} is now called {after}"
    opposites = ("property-renamed",)
    request = Effect(
        BREAKS, BREAKS, BREAKS, "Calls that pass it under the old name fail: use the new one."
    )
    response = Effect(
        BREAKS, BREAKS, BREAKS, "Programs that read the old attribute fail: read the new one."
    )


class PropertyBecameRequired(SchemaChange):
    """A property can no longer be missing."""

    kind, what = "property-became-required", "{name} became required"
    opposites = ("property-became-optional",)
    request = Effect(BREAKS, BREAKS, BREAKS, "Calls without it are refused: send it always.")
    response = Effect(
        SAFE, RISK, SAFE, "Readers gain; programs that construct the model must give it."
    )


class PropertyBecameOptional(SchemaChange):
    """A property may be missing."""

    kind, what, adds = "property-became-optional", "{name} became optional", True
    opposites = ("property-became-required",)
    request = FREE
    response = Effect(
        BREAKS, BREAKS, RISK, "Programs that use it without a check fail: handle its absence."
    )


class BecameNullable(SchemaChange):
    """A value may be null."""

    kind, what, adds = "became-nullable", "may be null", True
    opposites = ("became-not-nullable",)
    request = FREE
    response = Effect(
        BREAKS, BREAKS, RISK, "Programs that use it without a check fail: handle None."
    )


class BecameNotNullable(SchemaChange):
    """A value can no longer be null."""

    kind, what = "became-not-nullable", "may no longer be null"
    opposites = ("became-nullable",)
    request = Effect(BREAKS, BREAKS, BREAKS, "Calls that send None are refused: leave it out.")
    response = KEPT


class TypeChanged(SchemaChange):
    """A value has a type that shares nothing with the one before."""

    kind, what, opposites = "type-changed", "type {before} became {after}", ("type-changed",)
    request = Effect(BREAKS, BREAKS, BREAKS, "What callers send is refused: send the new type.")
    response = Effect(BREAKS, BREAKS, BREAKS, "What programs read has another type: adapt them.")


class TypeWidened(SchemaChange):
    """A value may have further types."""

    kind, what, adds = "type-widened", "type {before} became {after}", True
    opposites = ("type-narrowed",)
    request = FREE
    response = Effect(
        BREAKS, BREAKS, RISK, "Programs that expect the one type fail: handle the others."
    )


class TypeNarrowed(SchemaChange):
    """A value may have fewer types."""

    kind, what, opposites = "type-narrowed", "type {before} became {after}", ("type-widened",)
    request = Effect(BREAKS, BREAKS, BREAKS, "Calls that send the others are refused: convert.")
    response = KEPT


class UnionMemberAdded(SchemaChange):
    """A union has another member."""

    kind, what, adds = "union-member-added", "{name} joined the union", True
    opposites = ("union-member-removed",)
    request = FREE
    response = Effect(
        BREAKS, RISK, SAFE,
        "Programs that handle every member meet a new one: give them a branch for the unknown.",
    )  # fmt: skip


class UnionMemberRemoved(SchemaChange):
    """A union lost a member."""

    kind, what = "union-member-removed", "{name} left the union"
    opposites = ("union-member-added",)
    request = Effect(BREAKS, BREAKS, BREAKS, "Calls that send it are refused: send another.")
    response = Effect(
        SAFE, RISK, SAFE, "Branches that handle it are dead, and its type may be gone: remove them."
    )


class UnionKindChanged(SchemaChange):
    """``oneOf`` became ``anyOf`` or the other way round."""

    kind, what = "union-kind-changed", "{before} became {after}"
    opposites = ("union-kind-changed",)
    request = Effect(RISK, SAFE, SAFE, "Values that fit several members may be judged anew.")
    response = Effect(RISK, SAFE, SAFE, "Values that fit several members may be read anew.")


_DISCRIMINATOR = Effect(
    RISK, SAFE, RISK, "Clients pick the member by another rule: upgrade the package on both sides."
)


class DiscriminatorAdded(SchemaChange):
    """A union names the property that tells its members apart."""

    kind, what = "discriminator-added", "discriminator {after} was added"
    opposites = ("discriminator-removed",)
    request = response = _DISCRIMINATOR


class DiscriminatorRemoved(SchemaChange):
    """A union no longer names the property that tells its members apart."""

    kind, what = "discriminator-removed", "discriminator {before} was removed"
    opposites = ("discriminator-added",)
    request = response = _DISCRIMINATOR


class DiscriminatorChanged(SchemaChange):
    """Another property tells the members apart."""

    kind, what = "discriminator-changed", "discriminator {before} became {after}"
    opposites = ("discriminator-changed",)
    request = response = Effect(
        BREAKS, RISK, BREAKS, "Published clients look at the wrong property: upgrade the package."
    )


class MappingAdded(SchemaChange):
    """A discriminator knows another value."""

    kind, what = "mapping-added", "discriminator value {name} was added"
    opposites, adds = ("mapping-removed",), True
    request = FREE
    response = UnionMemberAdded.response


class MappingRemoved(SchemaChange):
    """A discriminator no longer knows a value."""

    kind, what = "mapping-removed", "discriminator value {name} was removed"
    opposites = ("mapping-added",)
    request = Effect(BREAKS, RISK, BREAKS, "Calls that send the value are refused: send another.")
    response = KEPT


class MappingChanged(SchemaChange):
    """A value of a discriminator stands for another schema."""

    kind, what = "mapping-changed", "discriminator value {name} means {after}, not {before}"
    opposites = ("mapping-changed",)
    request = response = Effect(
        BREAKS, BREAKS, BREAKS, "The same value means another type: adapt what handles it."
    )


class AdditionalPropertiesAllowed(SchemaChange):
    """An object that was closed may have further properties."""

    kind, what = "additional-properties-allowed", "further properties are allowed"
    opposites, adds = ("additional-properties-forbidden",), True
    request = FREE
    response = Effect(RISK, SAFE, SAFE, "Strict readers refuse them; ours keeps them.")


class AdditionalPropertiesForbidden(SchemaChange):
    """An object may no longer have further properties."""

    kind, what = "additional-properties-forbidden", "further properties are forbidden"
    opposites = ("additional-properties-allowed",)
    request = Effect(BREAKS, RISK, BREAKS, "Calls that send others are refused: leave them out.")
    response = KEPT


class AdditionalPropertiesTyped(SchemaChange):
    """Further properties of an object must fit a schema."""

    kind, what = "additional-properties-typed", "further properties must fit a schema"
    opposites = ("additional-properties-untyped",)
    request = Effect(BREAKS, BREAKS, BREAKS, "Values that do not fit are refused: check yours.")
    response = Effect(SAFE, RISK, SAFE, "Values have a type now: annotations may disagree.")


class AdditionalPropertiesUntyped(SchemaChange):
    """Further properties of an object may be anything."""

    kind, what = "additional-properties-untyped", "further properties may be anything"
    opposites, adds = ("additional-properties-typed",), True
    request = FREE
    response = Effect(BREAKS, BREAKS, RISK, "Programs that expect the type fail: check values.")


class SubschemaAdded(SchemaChange):
    """A keyword that holds a schema is new: the value must fit it, too."""

    kind, what = "subschema-added", "{name} was added"
    opposites = ("subschema-removed",)
    request = Effect(BREAKS, RISK, BREAKS, "Values that do not fit are refused: check yours.")
    response = Effect(RISK, RISK, SAFE, "The value is described anew: annotations may disagree.")


class SubschemaRemoved(SchemaChange):
    """A keyword that holds a schema is gone: the value need not fit it."""

    kind, what, adds = "subschema-removed", "{name} was removed", True
    opposites = ("subschema-added",)
    request = Effect(SAFE, RISK, SAFE, "More is accepted; annotations may disagree.")
    response = Effect(BREAKS, RISK, RISK, "Programs meet values that did not occur: check them.")


class ConditionChanged(SchemaChange):
    """``if`` or ``not`` differs: what exactly that allows is not worked out, the worse is assumed."""

    kind, what, opposites = "condition-changed", "{name} changed", ("condition-changed",)
    request = Effect(BREAKS, SAFE, BREAKS, "Values may be refused that were accepted: check yours.")
    response = Effect(BREAKS, SAFE, RISK, "Values may occur that did not: check what reads them.")


class PrefixItemAdded(SchemaChange):
    """A place of a tuple is described that was not."""

    kind, what = "prefix-item-added", "item {name} of the tuple is described"
    opposites = ("prefix-item-removed",)
    request = Effect(BREAKS, BREAKS, BREAKS, "Tuples that do not fit are refused: check yours.")
    response = Effect(RISK, RISK, SAFE, "The tuple has another type: unpacking may disagree.")


class PrefixItemRemoved(SchemaChange):
    """A place of a tuple is no longer described."""

    kind, what = "prefix-item-removed", "item {name} of the tuple is no longer described"
    opposites = ("prefix-item-added",)
    request = Effect(RISK, RISK, RISK, "What stands there may be refused: check yours.")
    response = Effect(
        BREAKS, BREAKS, RISK, "Programs that unpack the tuple fail: check its length."
    )


class PropertyDeprecated(ApiChange):
    """A property or schema is marked as deprecated."""

    kind, what, adds = "property-deprecated", "is deprecated", True
    opposites = ("property-undeprecated",)
    always = Effect(SAFE, SAFE, SAFE, "Nobody is hurt yet: stop using it.")


class PropertyUndeprecated(ApiChange):
    """A property or schema is no longer deprecated."""

    kind, what = "property-undeprecated", "is no longer deprecated"
    opposites = ("property-deprecated",)
    always = Effect(SAFE, SAFE, SAFE, "Nobody is hurt; worth a look in a review.")


class BecameReadOnly(ApiChange):
    """A property is no longer taken from clients."""

    kind, what, opposites = "became-read-only", "became read-only", ("became-not-read-only",)
    always = Effect(BREAKS, BREAKS, BREAKS, "Calls that send it are refused or ignored: drop it.")


class BecameNotReadOnly(ApiChange):
    """A property is taken from clients, too."""

    kind, what = "became-not-read-only", "is no longer read-only"
    opposites, adds = ("became-read-only",), True
    always = Effect(
        SAFE, RISK, SAFE, "Nobody is hurt, unless it is required: then send it from now on."
    )


class BecameWriteOnly(ApiChange):
    """A property is no longer sent to clients."""

    kind, what, opposites = "became-write-only", "became write-only", ("became-not-write-only",)
    always = Effect(BREAKS, BREAKS, BREAKS, "Programs that read it fail: stop reading it.")


class BecameNotWriteOnly(ApiChange):
    """A property is sent to clients, too."""

    kind, what = "became-not-write-only", "is no longer write-only"
    opposites, adds = ("became-write-only",), True
    always = FREE
