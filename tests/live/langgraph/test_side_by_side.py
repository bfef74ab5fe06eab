"""Each scenario leaves the same with the official client and with ours, async and sync."""

from __future__ import annotations

import pytest

from tests.live.langgraph.compare import differing
from tests.live.langgraph.scenarios import all_scenarios
from tests.live.langgraph.sides import OFFICIAL, Side
from tests.live.langgraph.stage import Outcome, Scenario, Stage

SCENARIOS = all_scenarios()

each_scenario = pytest.mark.parametrize(
    "scenario", SCENARIOS, ids=[scenario.__name__ for scenario in SCENARIOS]
)


def _outcome(stage: Stage, scenario: Scenario, package: str, is_async: bool) -> Outcome:
    outcome = stage.outcome(scenario, Side(package, is_async))
    assert outcome.error is None, outcome.error
    return outcome


@each_scenario
def test_the_official_client_agrees_with_itself(stage: Stage, scenario: Scenario) -> None:
    """What differs from run to run is taken out, or no comparison would mean anything."""
    sync, asynchronous = (_outcome(stage, scenario, OFFICIAL, kind) for kind in (False, True))
    assert not list(differing(sync.trace, asynchronous.trace))
