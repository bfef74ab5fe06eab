"""The kinds of change outside schemas: operations, parameters, bodies, responses, security, servers (layer 4)."""

from __future__ import annotations

from specloom.diff.changes import BREAKS, RISK, SAFE, ApiChange, Effect, SchemaChange

_NEW = Effect(SAFE, SAFE, SAFE, "Nobody is hurt; programs may start to use it.")
_NOTED = Effect(SAFE, SAFE, SAFE, "Nobody is hurt; worth a look in a review.")


class OperationAdded(ApiChange):
    """A method of a path is new."""

    kind, what, opposites, adds = "operation-added", "was added", ("operation-removed",), True
    always = _NEW


class OperationRemoved(ApiChange):
    """A method of a path is gone, and nothing like it is found elsewhere."""

    kind, what, opposites = "operation-removed", "was removed{after}", ("operation-added",)
    always = Effect(
        BREAKS, BREAKS, BREAKS, "Every caller fails: find another operation before upgrading."
    )


class OperationMoved(ApiChange):
    """An operation keeps its id or its shape at another path or method."""

    kind, what = "operation-moved", "moved from {before} to {after}"
    opposites = ("operation-moved",)
    always = Effect(
        BREAKS, RISK, BREAKS,
        "Published clients call the old address: keep it alive, or upgrade the package.",
    )  # fmt: skip


class OperationIdChanged(ApiChange):
    """An operation has another id at the same address."""

    kind, what = "operation-id-changed", "operation id {before} became {after}"
    opposites = ("operation-id-changed",)
    always = Effect(
        SAFE, RISK, SAFE,
        "Method names that are derived from the id change: pin the name in the configuration.",
    )  # fmt: skip


class OperationIdAdded(ApiChange):
    """An operation has an id where it had none."""

    kind, what = "operation-id-added", "operation id {after} was added"
    opposites = ("operation-id-removed",)
    always = OperationIdChanged.always


class OperationIdRemoved(ApiChange):
    """An operation lost its id."""

    kind, what = "operation-id-removed", "operation id {before} was removed"
    opposites = ("operation-id-added",)
    always = OperationIdChanged.always


class OperationDeprecated(ApiChange):
    """An operation is marked as deprecated."""

    kind, what, opposites = "operation-deprecated", "is deprecated", ("operation-undeprecated",)
    adds = True
    always = Effect(SAFE, SAFE, RISK, "Calls warn from now on: plan to leave the operation.")


class OperationUndeprecated(ApiChange):
    """An operation is no longer deprecated."""

    kind, what = "operation-undeprecated", "is no longer deprecated"
    opposites = ("operation-deprecated",)
    always = _NOTED


class SunsetAdded(ApiChange):
    """A date of removal is announced."""

    kind, what, opposites = "sunset-added", "will be removed on {after}", ("sunset-removed",)
    always = Effect(SAFE, SAFE, RISK, "Callers fail after that date: leave before it.")


class SunsetRemoved(ApiChange):
    """The date of removal is withdrawn."""

    kind, what, opposites = "sunset-removed", "no longer says when it goes", ("sunset-added",)
    always = Effect(
        SAFE, SAFE, RISK, "Callers can no longer plan: say a date, or lift the deprecation."
    )


class SunsetEarlier(ApiChange):
    """The date of removal comes nearer."""

    kind, what = "sunset-earlier", "will be removed on {after}, not on {before}"
    opposites = ("sunset-later",)
    always = Effect(
        BREAKS, SAFE, RISK, "Callers that planned for the old date fail: keep the date."
    )


class SunsetLater(ApiChange):
    """The date of removal moves away."""

    kind, what = "sunset-later", "will be removed on {after}, not on {before}"
    opposites = ("sunset-earlier",)
    always = _NOTED


class SunsetInvalid(ApiChange):
    """The date of removal became one that nobody can read."""

    kind, what = "sunset-invalid", "the date of removal {after} is no date"
    opposites = ("sunset-added", "sunset-removed", "sunset-invalid")
    always = Effect(SAFE, SAFE, RISK, "Nobody can plan with it: write it as YYYY-MM-DD.")


class StabilityDecreased(ApiChange):
    """A part of the API promises less."""

    kind, what = "stability-decreased", "stability {before} became {after}"
    opposites = ("stability-increased",)
    always = Effect(SAFE, SAFE, RISK, "It may change without notice: do not rely on it.")


class StabilityIncreased(ApiChange):
    """A part of the API promises more."""

    kind, what = "stability-increased", "stability {before} became {after}"
    opposites = ("stability-decreased",)
    always = _NOTED


class TagAdded(ApiChange):
    """An operation joins a group."""

    kind, what, opposites = "tag-added", "tag {after} was added", ("tag-removed",)
    always = Effect(
        SAFE, RISK, SAFE,
        "Resources that are inferred from tags may move: pin them in the configuration.",
    )  # fmt: skip


class TagRemoved(ApiChange):
    """An operation leaves a group."""

    kind, what, opposites = "tag-removed", "tag {before} was removed", ("tag-added",)
    always = TagAdded.always


class ExtensionAdded(ApiChange):
    """A vendor extension is new."""

    kind, what, opposites = "extension-added", "{name} was added", ("extension-removed",)
    always = Effect(SAFE, SAFE, SAFE, "Only tools that read the extension see it: check them.")


class ExtensionRemoved(ApiChange):
    """A vendor extension is gone."""

    kind, what, opposites = "extension-removed", "{name} was removed", ("extension-added",)
    always = ExtensionAdded.always


class ExtensionChanged(ApiChange):
    """A vendor extension has another value."""

    kind, what, opposites = "extension-changed", "{name} changed", ("extension-changed",)
    always = ExtensionAdded.always


class ParameterAdded(ApiChange):
    """An operation takes an optional parameter that it did not take."""

    kind, what = "parameter-added", "optional {name} was added"
    opposites, adds = ("parameter-removed",), True
    always = _NEW


class RequiredParameterAdded(ApiChange):
    """An operation demands a parameter that it did not know."""

    kind, what = "required-parameter-added", "required {name} was added"
    opposites = ("parameter-removed",)
    always = Effect(BREAKS, BREAKS, BREAKS, "Every caller fails: pass the parameter in each call.")


class ParameterRemoved(ApiChange):
    """A parameter is gone."""

    kind, what = "parameter-removed", "{name} was removed"
    opposites = ("parameter-added", "required-parameter-added")
    always = Effect(
        RISK, BREAKS, BREAKS, "Calls that pass it no longer type-check: take the argument out."
    )


class ParameterRenamed(ApiChange):
    """A variable of a path has another name at the same place; the wire stays as it is."""

    kind, what = "parameter-renamed", "path parameter {before} is now called {after}"
    opposites = ("parameter-renamed",)
    always = Effect(SAFE, BREAKS, RISK, "Calls that pass it by keyword fail: use the new name.")


class NamedParameterRenamed(ApiChange):
    """A parameter that is sent with its name (in the query, a header or a cookie) has another name."""

    kind, what = "named-parameter-renamed", "{name} is now called {after}"
    opposites = ("named-parameter-renamed",)
    always = Effect(
        BREAKS, BREAKS, BREAKS, "Published clients send the old name: use the new one in each call."
    )


class ParameterMoved(ApiChange):
    """A parameter travels in another part of the request."""

    kind, what = "parameter-moved", "{name} moved from {before} to {after}"
    opposites = ("parameter-moved",)
    always = Effect(
        BREAKS, SAFE, BREAKS, "Published clients send it where nobody looks: upgrade the package."
    )


class ParameterBecameRequired(ApiChange):
    """A parameter can no longer be left out."""

    kind, what = "parameter-became-required", "{name} became required"
    opposites = ("parameter-became-optional",)
    always = Effect(BREAKS, BREAKS, BREAKS, "Calls without it fail: pass it in each call.")


class ParameterBecameOptional(ApiChange):
    """A parameter can be left out."""

    kind, what = "parameter-became-optional", "{name} became optional"
    opposites, adds = ("parameter-became-required",), True
    always = _NEW


class ParameterSerialisationChanged(ApiChange):
    """Style, explode, allowReserved or the media type of a parameter changed."""

    kind, what = "parameter-serialisation-changed", "{name} is written as {after}, not as {before}"
    opposites = ("parameter-serialisation-changed",)
    always = Effect(
        BREAKS, SAFE, BREAKS, "Published clients write it the old way: upgrade the package."
    )


class ParameterDeprecated(ApiChange):
    """A parameter is marked as deprecated."""

    kind, what = "parameter-deprecated", "{name} is deprecated"
    opposites, adds = ("parameter-undeprecated",), True
    always = Effect(SAFE, SAFE, SAFE, "Nobody is hurt yet: stop passing it.")


class ParameterUndeprecated(ApiChange):
    """A parameter is no longer deprecated."""

    kind, what = "parameter-undeprecated", "{name} is no longer deprecated"
    opposites = ("parameter-deprecated",)
    always = _NOTED


class RequestBodyAdded(ApiChange):
    """An operation takes a body that may be left out."""

    kind, what = "request-body-added", "takes an optional body"
    opposites, adds = ("request-body-removed",), True
    always = _NEW


class RequiredRequestBodyAdded(ApiChange):
    """An operation demands a body."""

    kind, what = "required-request-body-added", "demands a body"
    opposites = ("request-body-removed",)
    always = Effect(BREAKS, BREAKS, BREAKS, "Every caller fails: send the body.")


class RequestBodyRemoved(ApiChange):
    """An operation takes no body any more."""

    kind, what = "request-body-removed", "takes no body any more"
    opposites = ("request-body-added", "required-request-body-added")
    always = Effect(RISK, BREAKS, BREAKS, "Calls that send one no longer type-check: take it out.")


class RequestBodyBecameRequired(ApiChange):
    """A body can no longer be left out."""

    kind, what = "request-body-became-required", "the body became required"
    opposites = ("request-body-became-optional",)
    always = Effect(BREAKS, BREAKS, BREAKS, "Calls without a body fail: send one.")


class RequestBodyBecameOptional(ApiChange):
    """A body can be left out."""

    kind, what = "request-body-became-optional", "the body became optional"
    opposites, adds = ("request-body-became-required",), True
    always = _NEW


class MediaTypeAdded(SchemaChange):
    """A body can have another media type."""

    kind, what, adds = "media-type-added", "media type {after} was added", True
    opposites = ("media-type-removed",)
    request = _NEW
    response = Effect(
        RISK, RISK, SAFE, "Clients that accept anything may get it: ask for the type you read."
    )


class MediaTypeRemoved(SchemaChange):
    """A body can no longer have a media type."""

    kind, what = "media-type-removed", "media type {before} was removed"
    opposites = ("media-type-added",)
    request = Effect(BREAKS, BREAKS, BREAKS, "Clients that send it are refused: send another.")
    response = Effect(BREAKS, BREAKS, BREAKS, "Clients that read it get something else.")


class BodySchemaAdded(SchemaChange):
    """A media type that held anything says what it holds."""

    kind, what = "body-schema-added", "{name} has a schema now"
    opposites = ("body-schema-removed",)
    request = Effect(RISK, RISK, RISK, "Bodies that do not fit may be refused: check yours.")
    response = Effect(SAFE, BREAKS, SAFE, "The result has another type: adapt what reads it.")


class BodySchemaRemoved(SchemaChange):
    """A media type no longer says what it holds."""

    kind, what = "body-schema-removed", "{name} has no schema any more"
    opposites = ("body-schema-added",)
    request = Effect(SAFE, RISK, SAFE, "Arguments are no longer checked: compare with the manual.")
    response = Effect(RISK, BREAKS, RISK, "The result has no fields any more: check what it is.")


class EncodingChanged(SchemaChange):
    """A part of a form is written in another way."""

    kind, what, opposites = "encoding-changed", "encoding of {name} changed", ("encoding-changed",)
    request = Effect(BREAKS, SAFE, BREAKS, "Published clients write it the old way: upgrade.")
    response = Effect(BREAKS, SAFE, RISK, "Published clients read it the old way: upgrade.")


class ResponseAdded(ApiChange):
    """A successful answer has a status that it did not have."""

    kind, what, adds = "success-status-added", "status {after} was added", True
    opposites = ("success-status-removed",)
    always = Effect(
        RISK, RISK, SAFE, "Programs that check for one status take it for a failure: look at it."
    )


class ResponseRemoved(ApiChange):
    """A successful answer no longer has a status."""

    kind, what = "success-status-removed", "status {before} was removed"
    opposites = ("success-status-added",)
    always = Effect(BREAKS, RISK, RISK, "Programs that wait for it wait in vain: adapt them.")


class ErrorStatusAdded(ApiChange):
    """An operation can fail in a way that it did not name."""

    kind, what = "error-status-added", "error status {after} was added"
    opposites = ("error-status-removed",)
    always = Effect(SAFE, SAFE, SAFE, "Nobody is hurt: errors are raised by their status anyway.")


class ErrorStatusRemoved(ApiChange):
    """An operation no longer names a way to fail."""

    kind, what = "error-status-removed", "error status {before} was removed"
    opposites = ("error-status-added",)
    always = Effect(
        RISK, SAFE, SAFE, "Programs that handle this failure may meet another: check the handlers."
    )


class ResponseHeaderAdded(ApiChange):
    """A response carries a header that it did not carry."""

    kind, what, adds = "response-header-added", "header {name} was added", True
    opposites = ("response-header-removed", "required-response-header-removed")
    always = _NEW


class ResponseHeaderRemoved(ApiChange):
    """A response no longer names a header that it sometimes carried."""

    kind, what = "response-header-removed", "optional header {name} was removed"
    opposites = ("response-header-added",)
    always = Effect(RISK, SAFE, RISK, "Programs that read it find nothing: read it with a default.")


class RequiredResponseHeaderRemoved(ApiChange):
    """A response no longer carries a header that it always carried."""

    kind, what = "required-response-header-removed", "required header {name} was removed"
    opposites = ("response-header-added",)
    always = Effect(BREAKS, SAFE, BREAKS, "Programs that rely on it fail: read it with a default.")


class ResponseHeaderBecameOptional(ApiChange):
    """A header may be missing from a response."""

    kind, what = "response-header-became-optional", "header {name} became optional"
    opposites = ("response-header-became-required",)
    always = RequiredResponseHeaderRemoved.always


class ResponseHeaderBecameRequired(ApiChange):
    """A header is always there."""

    kind, what = "response-header-became-required", "header {name} became required"
    opposites = ("response-header-became-optional",)
    always = _NOTED
