"""Each scenario leaves the same with the official client and with ours, async and sync."""

from __future__ import annotations

from typing import Any

import pytest

from tests.live.langgraph.compare import differing
from tests.live.langgraph.differences import settled
from tests.live.langgraph.scenarios import all_scenarios
from tests.live.langgraph.sides import IS_READY, OFFICIAL, OURS, Side
from tests.live.langgraph.stage import Outcome, Scenario, Stage

SCENARIOS = all_scenarios()

each_scenario = pytest.mark.parametrize(
    "scenario", SCENARIOS, ids=[scenario.__name__ for scenario in SCENARIOS]
)


ready = pytest.mark.skipif(not IS_READY, reason="our package has no get_client yet")


def _agree(left: Any, right: Any) -> None:
    lines = list(differing(left, right))
    assert not lines, "\n".join(lines)


def _outcome(stage: Stage, scenario: Scenario, package: str, is_async: bool) -> Outcome:
    outcome = stage.outcome(scenario, Side(package, is_async))
    assert outcome.error is None, outcome.error
    return outcome


@each_scenario
def test_the_official_client_agrees_with_itself(stage: Stage, scenario: Scenario) -> None:
    """What differs from run to run is taken out, or no comparison would mean anything."""
    sync, asynchronous = (_outcome(stage, scenario, OFFICIAL, kind) for kind in (False, True))
    _agree(sync.trace, asynchronous.trace)


@ready
@pytest.mark.parametrize("is_async", [True, False], ids=["async", "sync"])
@each_scenario
def test_our_client_leaves_what_the_official_one_leaves(
    stage: Stage, scenario: Scenario, is_async: bool
) -> None:
    """But for the differences that are listed."""
    theirs = _outcome(stage, scenario, OFFICIAL, is_async).trace
    ours = _outcome(stage, scenario, OURS, is_async).trace
    _agree(theirs, settled(theirs, ours))


@ready
@each_scenario
def test_our_client_agrees_with_itself(stage: Stage, scenario: Scenario) -> None:
    """There is no difference between async and sync."""
    sync, asynchronous = (_outcome(stage, scenario, OURS, kind) for kind in (False, True))
    _agree(sync.trace, asynchronous.trace)
