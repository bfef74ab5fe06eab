"""The kinds of change of the API as a whole: security, servers, webhooks, names of schemas (layer 4)."""

from __future__ import annotations

from specloom.diff.changes import BREAKS, RISK, SAFE, ApiChange, Effect

_NEW = Effect(SAFE, SAFE, SAFE, "Nobody is hurt; programs may start to use it.")
_NOTED = Effect(SAFE, SAFE, SAFE, "Nobody is hurt; worth a look in a review.")


class SecurityRequired(ApiChange):
    """What was open asks for credentials."""

    kind, what = "security-required", "asks for credentials: {after}"
    opposites = ("security-lifted",)
    always = Effect(BREAKS, SAFE, BREAKS, "Calls without credentials are refused: configure them.")


class SecurityLifted(ApiChange):
    """Credentials are no longer asked for."""

    kind, what = "security-lifted", "no longer asks for credentials"
    opposites = ("security-required",)
    always = Effect(SAFE, SAFE, SAFE, "Nobody is hurt: credentials that are sent do no harm.")


class SecurityAlternativeAdded(ApiChange):
    """Another way to authenticate is accepted."""

    kind, what, adds = "security-alternative-added", "accepts {after}, too", True
    opposites = ("security-alternative-removed",)
    always = _NEW


class SecurityAlternativeRemoved(ApiChange):
    """A way to authenticate is no longer accepted."""

    kind, what = "security-alternative-removed", "no longer accepts {before}"
    opposites = ("security-alternative-added",)
    always = Effect(
        BREAKS, SAFE, BREAKS, "Clients that authenticate this way are refused: use another way."
    )


class SecurityScopeAdded(ApiChange):
    """A further scope is asked for."""

    kind, what = "security-scope-added", "{name} asks for scope {after}"
    opposites = ("security-scope-removed",)
    always = Effect(BREAKS, SAFE, BREAKS, "Tokens without the scope are refused: ask for it.")


class SecurityScopeRemoved(ApiChange):
    """A scope is no longer asked for."""

    kind, what = "security-scope-removed", "{name} no longer asks for scope {before}"
    opposites = ("security-scope-added",)
    always = _NOTED


class SecuritySchemeAdded(ApiChange):
    """The document declares another scheme."""

    kind, what, adds = "security-scheme-added", "was declared", True
    opposites = ("security-scheme-removed",)
    always = _NEW


class SecuritySchemeRemoved(ApiChange):
    """The document no longer declares a scheme."""

    kind, what = "security-scheme-removed", "is no longer declared"
    opposites = ("security-scheme-added",)
    always = Effect(
        RISK, BREAKS, RISK, "The client loses the option of this scheme: authenticate another way."
    )


class SecuritySchemeChanged(ApiChange):
    """Type, place, name or address of a scheme changed."""

    kind, what = "security-scheme-changed", "{name} {before} became {after}"
    opposites = ("security-scheme-changed",)
    always = Effect(
        BREAKS, RISK, BREAKS, "Published clients authenticate the old way: upgrade the package."
    )


class SchemeScopeAdded(ApiChange):
    """A flow offers another scope."""

    kind, what, adds = "security-scheme-scope-added", "{name} offers scope {after}", True
    opposites = ("security-scheme-scope-removed",)
    always = _NEW


class SchemeScopeRemoved(ApiChange):
    """A flow no longer offers a scope."""

    kind, what = "security-scheme-scope-removed", "{name} no longer offers scope {before}"
    opposites = ("security-scheme-scope-added",)
    always = Effect(BREAKS, SAFE, BREAKS, "Clients that ask for the scope are refused: drop it.")


class ServerAdded(ApiChange):
    """The API answers at another address, too."""

    kind, what, opposites = "server-added", "server {after} was added", ("server-removed",)
    adds, always = True, _NEW


class ServerRemoved(ApiChange):
    """The API no longer names an address."""

    kind, what, opposites = "server-removed", "server {before} was removed", ("server-added",)
    always = Effect(
        BREAKS, SAFE, BREAKS, "Clients that were set up with it may fail: change the base URL."
    )


class ServerVariableChanged(ApiChange):
    """A variable of an address has another default or other values."""

    kind, what = "server-variable-changed", "server variable {name}: {before} became {after}"
    opposites = ("server-variable-changed",)
    always = Effect(BREAKS, SAFE, RISK, "Addresses that are built with it differ: check yours.")


class WebhookAdded(ApiChange):
    """The server calls in another event."""

    kind, what, opposites, adds = "webhook-added", "was added", ("webhook-removed",), True
    always = _NEW


class WebhookRemoved(ApiChange):
    """The server no longer calls."""

    kind, what, opposites = "webhook-removed", "was removed", ("webhook-added",)
    always = Effect(BREAKS, BREAKS, BREAKS, "Receivers wait in vain: find another event.")


class CallbackAdded(ApiChange):
    """An operation leads to another call back."""

    kind, what, adds = "callback-added", "callback {name} was added", True
    opposites = ("callback-removed",)
    always = _NEW


class CallbackRemoved(ApiChange):
    """An operation no longer calls back."""

    kind, what, opposites = "callback-removed", "callback {name} was removed", ("callback-added",)
    always = Effect(BREAKS, BREAKS, BREAKS, "Receivers wait in vain: poll instead.")


class SchemaAdded(ApiChange):
    """A component schema is new."""

    kind, what, opposites, adds = "schema-added", "was added", ("schema-removed",), True
    always = _NEW


class SchemaRemoved(ApiChange):
    """A component schema is gone; what it described on the wire is told by itself."""

    kind, what, opposites = "schema-removed", "was removed", ("schema-added",)
    always = Effect(
        SAFE, RISK, SAFE, "Programs that import the model by name fail: use what stands there now."
    )


class SchemaRenamed(ApiChange):
    """The schema of a place has another name, and the old name is gone."""

    kind, what, opposites = "schema-renamed", "is now called {after}", ("schema-renamed",)
    always = Effect(
        SAFE, RISK, SAFE, "Programs that import the model by name fail: import the new name."
    )


class VersionChanged(ApiChange):
    """The document has another version."""

    kind, what = "version-changed", "version {before} became {after}"
    opposites = ("version-changed",)
    always = _NOTED
