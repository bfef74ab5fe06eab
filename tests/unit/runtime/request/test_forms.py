"""Bodies of forms."""

from __future__ import annotations

import pytest
from sdk_runtime._body import form_fields
from sdk_runtime._qs import Querystring


def test_the_items_of_an_array_are_named_by_their_places() -> None:
    assert form_fields(["a", {"b": 1}], Querystring()) == [("0", "a"), ("1[b]", "1")]


def test_a_number_is_no_form() -> None:
    with pytest.raises(TypeError, match="not int"):
        form_fields(1, Querystring())
