"""Each promise of `docs/reliability.md` names a test that exists."""

from __future__ import annotations

import re

import pytest

from tests.support.runtime import ROOT

_TEXT = (ROOT / "docs" / "reliability.md").read_text("utf-8")
_ROWS = [
    line.strip("| ").rpartition(" | ")
    for line in _TEXT.splitlines()
    if line.startswith("|") and not line.startswith(("|---", "| promise "))
]


def test_there_are_promises() -> None:
    assert len(_ROWS) > 15


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row[0][:40])
def test_each_promise_names_its_test(row: tuple[str, str, str]) -> None:
    found = re.fullmatch(r"`(tests/[\w/]+\.py)::(\w+)`", row[2])
    assert found, row[2]
    source = (ROOT / found[1]).read_text("utf-8")
    assert re.search(rf"^(def {found[2]}\(|{found[2]} = )", source, re.MULTILINE)
