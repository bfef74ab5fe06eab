"""The figures in the README are those that were recorded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import measures
from benchmarks.generate import facts_of, goals, straightness
from benchmarks.hostile import facts_of as hostile_facts
from benchmarks.measure import Contestant, Timing, measure, report
from benchmarks.peers import CHANGED, COLD, ENGINE, changes
from benchmarks.scaling import Size


def test_the_readme_has_the_figures_that_were_recorded() -> None:
    text = measures.README.read_text("utf-8")
    assert measures.with_table(text) == text


def test_a_page_without_a_place_is_told() -> None:
    with pytest.raises(ValueError, match="no place"):
        measures.with_table("# Nothing here\n")


def test_what_is_kept_stands_in_the_readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("before\n<!-- measures -->\nold\n<!-- measures: end -->\nafter\n", "utf-8")
    monkeypatch.setattr(measures, "FILE", tmp_path / "measures.json")
    monkeypatch.setattr(measures, "README", readme)
    measures.keep("hostile", {"documents": 20, "passed": 19, "slowest seconds": 5.25})
    measures.keep("parity", {"cases": 3, "whole": 2, "shares": {"signatures": 0.5}})
    text = readme.read_text("utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "old" not in text
    assert "19 of 20 documents" in text
    assert "signatures 50.0%" in text
    assert set(json.loads((tmp_path / "measures.json").read_text("utf-8"))) == {"hostile", "parity"}


def timings(cold: float, changed: float, engine: float, peak: float = 100.0) -> list[Timing]:
    """Three contestants, and one that did not come to its end."""
    pairs = ((COLD, cold), (CHANGED, changed), (ENGINE, engine))
    found = [Timing(name, [seconds], [seconds], peak) for name, seconds in pairs]
    return [*found, Timing("slow", [60.0], [60.0], peak, "stopped after 60 s of CPU")]


@pytest.mark.parametrize(
    ("found", "met"),
    [
        (timings(6.0, 0.3, 14.0), [True, True, True, True]),
        (timings(6.0, 0.7, 14.0), [False, True, True, True]),
        (timings(6.0, 0.3, 5.0), [True, True, False, True]),
        (timings(6.0, 0.3, 3.0), [True, False, False, True]),
        (timings(6.0, 0.3, 14.0, 1100.0), [True, True, True, False]),
    ],
)
def test_goals_are_told_apart(found: list[Timing], met: list[bool]) -> None:
    assert [goal.is_met for goal in goals("x", found)] == met


def test_growth_is_held_against_a_straight_line() -> None:
    even = [Size(count, count, 1 + count / 100, 50) for count in (100, 200, 400, 800)]
    square = [Size(count, count, count * count / 10_000, 50) for count in (100, 200, 400, 800)]
    assert straightness(even).is_met
    assert not straightness(square).is_met


def test_who_failed_has_no_time() -> None:
    facts = facts_of("x", timings(6.0, 0.3, 12.0))
    assert facts["ratios"] == {COLD: 1.0, CHANGED: 0.05, ENGINE: 2.0}
    assert facts["failed"] == {"slow": "stopped after 60 s of CPU"}
    assert "slow: stopped" in report("title", timings(6.0, 0.3, 12.0))


def test_a_contestant_is_stopped_at_its_limit(tmp_path: Path) -> None:
    endless = Contestant("endless", ["sh", "-c", "while :; do :; done"], limit=1)
    bad = Contestant("bad", ["sh", "-c", "echo no such thing >&2; exit 3"], once=True)
    first, second = measure([endless, bad], 1, tmp_path)
    assert first.failed == "stopped after 1 s of CPU"
    assert second.failed == "no such thing"


def test_each_change_is_another_one(tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    text = "a:\n  description: Some text.\nb:\n  description: Other text.\n"
    change = changes(text, copy)
    found = set()
    for _ in range(3):
        next(change)
        found.add(copy.read_text("utf-8"))
    assert len(found) == 3
    assert all(item.startswith("a:\n  description: Some text.\nb:\n") for item in found)


def test_the_checker_is_understood() -> None:
    lines = [
        "ok   a.json rc=0 1.2s \n",
        "FAIL b.json rc=TIMEOUT 10.0s over 10 s\n",
        "1 passed, 1 failed\n",
    ]
    assert hostile_facts(lines) == {"documents": 2, "passed": 1, "slowest seconds": 10.0}
