"""The kinds of change of what a program calls: resources, methods, parameters, results (layer 4)."""

from __future__ import annotations

from specloom.diff.changes import BREAKS, RISK, SAFE, ApiChange, Effect

NEW = Effect(SAFE, SAFE, SAFE, "Nobody is hurt; programs may start to use it.")
NOTED = Effect(SAFE, SAFE, SAFE, "Nobody is hurt; worth a look in a review.")
RENAMED = Effect(SAFE, BREAKS, BREAKS, "Programs that use the old name fail: use the new one.")


class PackageRenamed(ApiChange):
    """The package is imported by another name."""

    kind, what = "sdk-package-renamed", "is imported as {after}, not as {before}"
    opposites = ("sdk-package-renamed",)
    always = Effect(SAFE, BREAKS, BREAKS, "Every import fails: change the name of the package.")


class ExportAdded(ApiChange):
    """The package gives another name."""

    kind, what, adds = "sdk-export-added", "{name} can be imported", True
    opposites, always = ("sdk-export-removed",), NEW


class ExportRemoved(ApiChange):
    """The package no longer gives a name."""

    kind, what = "sdk-export-removed", "{name} can no longer be imported"
    opposites = ("sdk-export-added",)
    always = Effect(SAFE, BREAKS, BREAKS, "Programs that import it fail: use what replaces it.")


class SettingChanged(ApiChange):
    """A default of the client has another value."""

    kind, what = "sdk-setting-changed", "{name} {before} became {after}"
    opposites = ("sdk-setting-changed",)
    always = Effect(SAFE, SAFE, RISK, "Clients that rely on the default behave otherwise: set it.")


class ResourceAdded(ApiChange):
    """The client leads to another group of methods."""

    kind, what, adds = "sdk-resource-added", "resource was added", True
    opposites, always = ("sdk-resource-removed",), NEW


class ResourceRemoved(ApiChange):
    """A group of methods is gone."""

    kind, what, opposites = "sdk-resource-removed", "resource was removed", ("sdk-resource-added",)
    always = Effect(SAFE, BREAKS, BREAKS, "Every use of the resource fails: find another.")


class ResourceRenamed(ApiChange):
    """A group of methods is reached by another path."""

    kind, what = "sdk-resource-renamed", "resource {before} is now {after}"
    opposites, always = ("sdk-resource-renamed",), RENAMED


class MethodAdded(ApiChange):
    """A resource has another method."""

    kind, what, adds = "sdk-method-added", "method was added", True
    opposites, always = ("sdk-method-removed",), NEW


class MethodRemoved(ApiChange):
    """A method is gone."""

    kind, what, opposites = "sdk-method-removed", "method was removed", ("sdk-method-added",)
    always = Effect(SAFE, BREAKS, BREAKS, "Every call fails: find another method.")


class MethodRenamed(ApiChange):
    """A method has another name in the same resource."""

    kind, what = "sdk-method-renamed", "method {before} is now {after}"
    opposites, always = ("sdk-method-renamed",), RENAMED


class MethodMoved(ApiChange):
    """A method is reached through another resource."""

    kind, what = "sdk-method-moved", "method {before} is now {after}"
    opposites, always = ("sdk-method-moved",), RENAMED


class MethodDeprecated(ApiChange):
    """Type checkers and calls warn of a method."""

    kind, what, adds = "sdk-method-deprecated", "method is deprecated", True
    opposites = ("sdk-method-undeprecated",)
    always = Effect(SAFE, RISK, RISK, "Calls warn from now on: plan to leave the method.")


class MethodUndeprecated(ApiChange):
    """A method no longer warns."""

    kind, what = "sdk-method-undeprecated", "method is no longer deprecated"
    opposites, always = ("sdk-method-deprecated",), NOTED


class HelperAdded(ApiChange):
    """A resource has another helper: a method that makes several requests or follows a stream."""

    kind, what, adds = "sdk-helper-added", "helper was added", True
    opposites, always = ("sdk-helper-removed",), NEW


class HelperRemoved(ApiChange):
    """A helper is gone."""

    kind, what, opposites = "sdk-helper-removed", "helper was removed", ("sdk-helper-added",)
    always = Effect(SAFE, BREAKS, BREAKS, "Every call fails: make its requests yourself.")


class OverloadAdded(ApiChange):
    """A method can be called in another way."""

    kind, what, adds = "sdk-overload-added", "overload that returns {after} was added", True
    opposites, always = ("sdk-overload-removed",), NEW


class OverloadRemoved(ApiChange):
    """A method can no longer be called in a way."""

    kind, what = "sdk-overload-removed", "overload that returns {before} was removed"
    opposites = ("sdk-overload-added",)
    always = Effect(SAFE, BREAKS, BREAKS, "Calls of this form fail: use one of the others.")


class ParameterAdded(ApiChange):
    """A method takes another argument, which may be left out."""

    kind, what, adds = "sdk-parameter-added", "optional parameter {name} was added", True
    opposites, always = ("sdk-parameter-removed",), NEW


class RequiredParameterAdded(ApiChange):
    """A method demands another argument."""

    kind, what = "sdk-required-parameter-added", "required parameter {name} was added"
    opposites = ("sdk-parameter-removed",)
    always = Effect(SAFE, BREAKS, BREAKS, "Every call fails: pass the argument.")


class ParameterRemoved(ApiChange):
    """A method no longer takes an argument."""

    kind, what = "sdk-parameter-removed", "parameter {name} was removed"
    opposites = ("sdk-parameter-added", "sdk-required-parameter-added")
    always = Effect(SAFE, BREAKS, BREAKS, "Calls that pass it fail: take the argument out.")


class ParameterRenamed(ApiChange):
    """An argument has another name."""

    kind, what = "sdk-parameter-renamed", "parameter {before} is now called {after}"
    opposites = ("sdk-parameter-renamed",)
    always = Effect(SAFE, BREAKS, BREAKS, "Calls that pass it by keyword fail: use the new name.")


class ParameterBecameRequired(ApiChange):
    """An argument can no longer be left out."""

    kind, what = "sdk-parameter-became-required", "parameter {name} became required"
    opposites = ("sdk-parameter-became-optional",)
    always = Effect(SAFE, BREAKS, BREAKS, "Calls without it fail: pass it in each call.")


class ParameterBecameOptional(ApiChange):
    """An argument can be left out."""

    kind, what, adds = "sdk-parameter-became-optional", "parameter {name} became optional", True
    opposites, always = ("sdk-parameter-became-required",), NEW


class ParameterBecameKeyword(ApiChange):
    """An argument can no longer be passed by position."""

    kind, what = "sdk-parameter-became-keyword", "parameter {name} must be passed by keyword"
    opposites = ("sdk-parameter-became-positional",)
    always = Effect(SAFE, BREAKS, BREAKS, "Calls that pass it by position fail: name it.")


class ParameterBecamePositional(ApiChange):
    """An argument may be passed by position."""

    kind, what = "sdk-parameter-became-positional", "parameter {name} may be passed by position"
    adds, opposites, always = True, ("sdk-parameter-became-keyword",), NEW


class ParameterMoved(ApiChange):
    """An argument has another position among those that may be passed by position."""

    kind, what = "sdk-parameter-moved", "parameter {name} moved from position {before} to {after}"
    opposites = ("sdk-parameter-moved",)
    always = Effect(
        SAFE, RISK, BREAKS,
        "Calls that pass it by position pass another argument, often of the same type: name it.",
    )  # fmt: skip


class ParameterTypeWidened(ApiChange):
    """An argument may have further values."""

    kind, what = "sdk-parameter-type-widened", "type of {name} {before} became {after}"
    adds, opposites, always = True, ("sdk-parameter-type-narrowed",), NEW


class ParameterTypeNarrowed(ApiChange):
    """An argument may have fewer values."""

    kind, what = "sdk-parameter-type-narrowed", "type of {name} {before} became {after}"
    opposites = ("sdk-parameter-type-widened",)
    always = Effect(SAFE, BREAKS, RISK, "Calls with the others no longer type-check: convert.")


class ParameterTypeChanged(ApiChange):
    """An argument has another type."""

    kind, what = "sdk-parameter-type-changed", "type of {name} {before} became {after}"
    opposites = ("sdk-parameter-type-changed",)
    always = Effect(SAFE, BREAKS, BREAKS, "Calls that pass the old type fail: pass the new one.")


class ParameterDefaultChanged(ApiChange):
    """What stands for an argument that is left out is another value."""

    kind, what = "sdk-parameter-default-changed", "default of {name} {before} became {after}"
    opposites = ("sdk-parameter-default-changed",)
    always = Effect(SAFE, SAFE, RISK, "Calls that leave it out behave otherwise: pass it.")


class ReturnTypeWidened(ApiChange):
    """A method may return something else, too."""

    kind, what = "sdk-return-type-widened", "returns {after}, not only {before}"
    opposites = ("sdk-return-type-narrowed",)
    always = Effect(SAFE, BREAKS, RISK, "Programs that expect the one type fail: handle the rest.")


class ReturnTypeNarrowed(ApiChange):
    """A method returns less than it did."""

    kind, what = "sdk-return-type-narrowed", "returns only {after}, no longer {before}"
    opposites = ("sdk-return-type-widened",)
    always = Effect(SAFE, RISK, SAFE, "Branches for the other results are dead: take them out.")


class ReturnTypeChanged(ApiChange):
    """A method returns another type."""

    kind, what = "sdk-return-type-changed", "returns {after}, not {before}"
    opposites = ("sdk-return-type-changed",)
    always = Effect(SAFE, BREAKS, BREAKS, "Programs that use the result fail: adapt them.")


class PageTypeChanged(ApiChange):
    """A list comes in pages of another kind."""

    kind, what = "sdk-page-type-changed", "returns pages {after}, not {before}"
    opposites = ("sdk-page-type-changed",)
    always = Effect(
        SAFE, BREAKS, RISK,
        "Programs that name the page or read its fields fail; iterating goes on working.",
    )  # fmt: skip


class StreamTypeChanged(ApiChange):
    """A stream has events of another type."""

    kind, what = "sdk-stream-type-changed", "streams {after}, not {before}"
    opposites = ("sdk-stream-type-changed",)
    always = Effect(SAFE, BREAKS, BREAKS, "Programs that handle the events fail: adapt them.")
