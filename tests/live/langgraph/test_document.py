"""The document of differences and the rules of the comparison say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.live.langgraph.compare import differing
from tests.live.langgraph.differences import RULES, settled
from tests.live.langgraph.scenarios import all_scenarios
from tests.live.langgraph.sides import IS_READY, OFFICIAL, OURS, Side
from tests.live.langgraph.stage import Scenario, Stage

DOCUMENT = "docs/differences-from-langgraph-sdk.md"

_ROW = re.compile(r"^\| ([a-z-]+) \|.*\| (.+) \|$", re.MULTILINE)


def _rows(root: Path) -> dict[str, str]:
    """Name and reason of each row of the first table."""
    rows = dict(_ROW.findall((root / DOCUMENT).read_text()))
    rows.pop("difference")
    return rows


def test_each_rule_has_a_row_and_each_row_a_rule(root: Path) -> None:
    assert sorted(_rows(root)) == sorted(RULES)


def test_each_row_gives_a_reason(root: Path) -> None:
    assert [name for name, reason in _rows(root).items() if len(reason.split()) < 5] == []


@pytest.mark.skipif(not IS_READY, reason="our package has no get_client yet")
@pytest.mark.parametrize("scenarios", [all_scenarios()], ids=["all"])
@pytest.mark.parametrize("name", sorted(RULES))
def test_each_rule_is_needed(stage: Stage, scenarios: list[Scenario], name: str) -> None:
    """Without it, some scenario differs that agrees with it."""
    for scenario in scenarios:
        for is_async in (True, False):
            sides = [
                stage.outcome(scenario, Side(package, is_async)) for package in (OFFICIAL, OURS)
            ]
            theirs, ours = (outcome.trace for outcome in sides)
            if any(differing(theirs, settled(theirs, ours, without=name))):
                return
    pytest.fail(f"{name}: nothing differs without it; remove the rule and its row")
