"""What each change does on the wire, for types and at run time, as it was reviewed row by row.

A row answers: what happens to a program that was written against the old revision? Of two readings it is the one
that hurts more. Who changes an effect in the source has to change its row, and to think it over again.
"""

from __future__ import annotations

_TABLE = {
    "breaks breaks breaks": """
        operation-removed required-parameter-added named-parameter-renamed parameter-became-required
        required-request-body-added request-body-became-required request-media-type-removed
        response-media-type-removed webhook-removed callback-removed request-required-property-added
        request-property-removed request-required-property-removed
        response-required-property-removed request-property-renamed response-property-renamed
        request-property-became-required request-became-not-nullable request-type-changed
        response-type-changed request-type-narrowed request-union-member-removed
        request-mapping-changed response-mapping-changed request-additional-properties-typed
        request-prefix-item-added became-read-only became-write-only request-enum-value-removed
        request-enum-added request-const-changed request-format-changed response-format-changed
        request-content-changed
    """,
    "breaks breaks risk": """
        response-property-became-optional response-became-nullable response-type-widened
        response-additional-properties-untyped response-prefix-item-removed response-const-changed
        response-format-removed
    """,
    "breaks breaks safe": """
        response-enum-removed
    """,
    "breaks risk breaks": """
        operation-moved security-scheme-changed request-discriminator-changed
        response-discriminator-changed request-mapping-removed
        request-additional-properties-forbidden request-subschema-added request-format-added
    """,
    "breaks risk risk": """
        success-status-removed response-subschema-removed
    """,
    "breaks risk safe": """
        response-union-member-added response-mapping-added response-enum-value-added
    """,
    "breaks safe breaks": """
        parameter-moved parameter-serialisation-changed request-encoding-changed
        required-response-header-removed response-header-became-optional security-required
        security-alternative-removed security-scope-added security-scheme-scope-removed
        server-removed request-condition-changed request-bound-added request-bound-tightened
        request-pattern-added request-pattern-changed request-dependent-required-added
        response-content-changed request-xml-changed response-xml-changed
    """,
    "breaks safe risk": """
        sunset-earlier response-encoding-changed server-variable-changed response-condition-changed
        request-default-removed request-default-changed
    """,
    "breaks safe safe": """
        response-bound-removed response-bound-loosened response-pattern-removed
        response-pattern-changed response-dependent-required-removed
    """,
    "risk breaks breaks": """
        parameter-removed request-body-removed response-property-removed
    """,
    "risk breaks risk": """
        response-body-schema-removed security-scheme-removed
    """,
    "risk risk risk": """
        request-body-schema-added request-prefix-item-removed
    """,
    "risk risk safe": """
        response-media-type-added success-status-added response-subschema-added
        response-prefix-item-added
    """,
    "risk safe risk": """
        response-header-removed request-discriminator-added response-discriminator-added
        request-discriminator-removed response-discriminator-removed
    """,
    "risk safe safe": """
        error-status-removed request-union-kind-changed response-union-kind-changed
        response-additional-properties-allowed request-format-hint-added request-format-hint-changed
        response-format-hint-changed request-default-added
    """,
    "safe breaks breaks": """
        sdk-package-renamed sdk-export-removed sdk-resource-removed sdk-resource-renamed
        sdk-method-removed sdk-method-renamed sdk-method-moved sdk-helper-removed
        sdk-overload-removed sdk-required-parameter-added sdk-parameter-removed
        sdk-parameter-renamed sdk-parameter-became-required sdk-parameter-became-keyword
        sdk-parameter-type-changed sdk-return-type-changed sdk-stream-type-changed sdk-model-removed
        sdk-model-renamed sdk-model-moved sdk-model-form-changed sdk-field-removed sdk-field-renamed
        sdk-field-type-changed sdk-key-type-changed sdk-alias-changed sdk-error-removed
        sdk-error-renamed sdk-lifecycle-removed
    """,
    "safe breaks risk": """
        parameter-renamed response-format-added request-format-removed sdk-parameter-type-narrowed
        sdk-return-type-widened sdk-page-type-changed sdk-model-bases-changed
        sdk-field-became-optional sdk-field-type-widened sdk-required-key-added sdk-key-removed
        sdk-key-renamed sdk-key-became-required sdk-key-type-narrowed sdk-argument-narrowed
    """,
    "safe breaks safe": """
        response-body-schema-added
    """,
    "safe risk breaks": """
        sdk-parameter-moved sdk-error-bases-changed
    """,
    "safe risk risk": """
        sdk-method-deprecated sdk-alias-widened
    """,
    "safe risk safe": """
        operation-id-changed operation-id-added operation-id-removed tag-added tag-removed
        request-body-schema-removed schema-removed schema-renamed response-required-property-added
        response-property-became-required response-union-member-removed
        response-additional-properties-typed request-subschema-removed became-not-read-only
        response-enum-value-removed response-enum-added sdk-return-type-narrowed
        sdk-required-field-added sdk-field-became-required sdk-field-default-removed
        sdk-field-values-added sdk-field-values-removed sdk-field-type-narrowed sdk-alias-narrowed
    """,
    "safe safe breaks": """
        sdk-terminal-state-removed sdk-state-regrouped
    """,
    "safe safe risk": """
        operation-deprecated sunset-added sunset-removed sunset-invalid stability-decreased
        sdk-setting-changed sdk-parameter-default-changed sdk-state-added sdk-state-removed
        sdk-terminal-state-added sdk-waiting-changed
    """,
    "safe safe safe": """
        operation-added operation-undeprecated sunset-later stability-increased extension-added
        extension-removed extension-changed parameter-added parameter-became-optional
        parameter-deprecated parameter-undeprecated request-body-added request-body-became-optional
        request-media-type-added error-status-added response-header-added
        response-header-became-required security-lifted security-alternative-added
        security-scope-removed security-scheme-added security-scheme-scope-added server-added
        webhook-added callback-added schema-added version-changed request-property-added
        response-property-added request-property-became-optional request-became-nullable
        response-became-not-nullable request-type-widened response-type-narrowed
        request-union-member-added request-mapping-added response-mapping-removed
        request-additional-properties-allowed response-additional-properties-forbidden
        request-additional-properties-untyped property-deprecated property-undeprecated
        became-not-write-only request-enum-value-added request-enum-removed response-bound-added
        request-bound-removed response-bound-tightened request-bound-loosened response-pattern-added
        request-pattern-removed response-format-hint-added request-format-hint-removed
        response-format-hint-removed response-default-added response-default-removed
        response-default-changed response-dependent-required-added
        request-dependent-required-removed sdk-export-added sdk-resource-added sdk-method-added
        sdk-method-undeprecated sdk-helper-added sdk-overload-added sdk-parameter-added
        sdk-parameter-became-optional sdk-parameter-became-positional sdk-parameter-type-widened
        sdk-model-added sdk-field-added sdk-field-default-added sdk-key-added
        sdk-key-became-optional sdk-key-type-widened sdk-argument-widened sdk-error-added
        sdk-lifecycle-added
    """,
}
VERDICTS = {code: tuple(row.split()) for row, text in _TABLE.items() for code in text.split()}
"""Wire, types and run time, by code."""
