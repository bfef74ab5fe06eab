"""What a document says about the Python package in extensions of its own (layer 3).

``x-stainless-skip`` leaves a parameter, a property or a variant out; ``x-stainless-param`` and
``x-stainless-naming`` give names that the wire does not have, ``x-stainless-variantName`` those of variants.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from specloom.build.nodes import mapping, text

_TARGET: Final = "python"
_MEMBER_KEYS: Final = ("property_name", "method_argument", "name")
_TYPE_KEYS: Final = ("type_name", "model_name")


def is_skipped(value: object) -> bool:
    """Whether a part of the document is left out: for every target, or in a list of targets that has Python."""
    skip = mapping(value).get("x-stainless-skip")
    return skip is True or (isinstance(skip, list) and _TARGET in skip)


def member_name(*values: object) -> str:
    """The name of a parameter or a property in Python, from the first part that gives one; empty where none does."""
    for value in values:
        own = _naming(value, _MEMBER_KEYS) or text(mapping(value).get("x-stainless-param"))
        if own:
            return own
    return ""


def type_name(value: object) -> str:
    """The name of a schema's type in Python; empty where the document gives none."""
    return _naming(value, _TYPE_KEYS)


def variant_name(value: object) -> str:
    """What a schema is called as a variant of a union; empty where the document does not say."""
    return text(mapping(value).get("x-stainless-variantName"))


def _naming(value: object, keys: Iterable[str]) -> str:
    given = mapping(mapping(mapping(value).get("x-stainless-naming")).get(_TARGET))
    return next((text(given[key]) for key in keys if text(given.get(key))), "")
