"""Rules that ignore changes end, and must fit something."""

from __future__ import annotations

from datetime import date

import pytest

from specloom.diagnostics import Source, SpecloomError
from specloom.diff.ignore import Rule
from specloom.policy import applied


def test_a_rule_that_ended_or_fits_nothing_is_an_error() -> None:
    rule = Rule(
        "operation-*", "", "", "wanted", date(2026, 1, 31), Source("rules.yml", "#/ignore/0")
    )
    with pytest.raises(SpecloomError) as caught:
        applied([], [rule], date(2026, 2, 1))
    assert [item.code for item in caught.value.diagnostics] == ["ignore-expired", "ignore-unused"]
    with pytest.raises(SpecloomError) as caught:
        applied([], [rule], date(2026, 1, 31))
    assert [item.code for item in caught.value.diagnostics] == ["ignore-unused"]
