"""Query strings: arrays and nested objects in the format that the API reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast
from urllib.parse import quote_plus

from ._styles import Styled
from ._types import ArrayFormat, NestedFormat, NotGiven, Omit, not_given
from ._values import Written, primitive_text

Params = Mapping[str, object]


class Querystring:
    """Writes parameters as a query string.

    ``array_format``: ``brackets`` a[]=1&a[]=2, ``repeat`` a=1&a=2, ``indices`` a[0]=1&a[1]=2, ``comma`` a=1,2.
    ``nested_format``: ``brackets`` a[b]=1, ``dots`` a.b=1. Members that are ``None``, ``omit`` or
    ``not_given`` are left out; booleans are lower case, dates ISO 8601. A :class:`Styled` value is written
    in its own style.
    """

    array_format: ArrayFormat
    nested_format: NestedFormat

    def __init__(
        self, *, array_format: ArrayFormat = "repeat", nested_format: NestedFormat = "brackets"
    ) -> None:
        self.array_format = array_format
        self.nested_format = nested_format

    def stringify(
        self,
        params: Params,
        *,
        array_format: ArrayFormat | NotGiven = not_given,
        nested_format: NestedFormat | NotGiven = not_given,
    ) -> str:
        """The percent-encoded query string, without a leading question mark."""
        return encoded_pairs(
            self.stringify_items(params, array_format=array_format, nested_format=nested_format)
        )

    def stringify_items(
        self,
        params: Params,
        *,
        array_format: ArrayFormat | NotGiven = not_given,
        nested_format: NestedFormat | NotGiven = not_given,
    ) -> list[tuple[str, str]]:
        """The (name, value) pairs of the query string, not yet percent-encoded."""
        arrays = self.array_format if isinstance(array_format, NotGiven) else array_format
        nested = self.nested_format if isinstance(nested_format, NotGiven) else nested_format
        items: list[tuple[str, str]] = []
        for key, value in params.items():
            _add(items, key, value, arrays, nested)
        return items


def encoded_pairs(items: Iterable[tuple[str, str]]) -> str:
    """The percent-encoded text of (name, value) pairs, with ``+`` for spaces; :class:`Written` values as they say."""
    return "&".join(
        f"{quote_plus(name)}={value.encoded if isinstance(value, Written) else quote_plus(value)}"
        for name, value in items
    )


def _add(
    items: list[tuple[str, str]],
    key: str,
    value: object,
    arrays: ArrayFormat,
    nested: NestedFormat,
) -> None:
    if value is None or isinstance(value, (Omit, NotGiven)):
        return
    if isinstance(value, Styled):
        if value.style == "deepObject":
            _add(items, key, value.value, arrays, "brackets")
        elif value.style == "form" and value.explode and isinstance(value.value, Mapping):
            _add_members(items, value, arrays, nested)
        else:
            items.extend(value.pairs(key))
    elif isinstance(value, (str, int, float, bytes)):
        items.append((key, primitive_text(value)))
    elif isinstance(value, Mapping):
        for name, member in cast("Mapping[object, object]", value).items():
            inner = f"{key}.{name}" if nested == "dots" else f"{key}[{name}]"
            _add(items, inner, member, arrays, nested)
    elif isinstance(value, Iterable):
        _add_array(items, key, cast("Iterable[object]", value), arrays, nested)
    else:
        items.append((key, primitive_text(value)))


def _add_members(
    items: list[tuple[str, str]], styled: Styled, arrays: ArrayFormat, nested: NestedFormat
) -> None:
    """The members of an exploded object by their own names; arrays and objects among them in the usual formats."""
    for name, member in cast("Mapping[object, object]", styled.value).items():
        value = member if _has_members(member) else replace(styled, value=member)
        _add(items, str(name), value, arrays, nested)


def _has_members(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, (str, bytes))


def _add_array(
    items: list[tuple[str, str]],
    key: str,
    values: Iterable[object],
    arrays: ArrayFormat,
    nested: NestedFormat,
) -> None:
    if arrays == "comma":
        texts = [primitive_text(value) for value in values if value is not None]
        items.append((key, ",".join(texts)))
        return
    for index, value in enumerate(values):
        if arrays == "brackets":
            inner = f"{key}[]"
        else:
            inner = f"{key}[{index}]" if arrays == "indices" else key
        _add(items, inner, value, arrays, nested)
