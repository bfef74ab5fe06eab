"""The table of clients: ratios, goals, what is written between marks, the plot."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.clients.measurement import Figures
from benchmarks.clients.plot import plot
from benchmarks.clients.record import put_between_marks
from benchmarks.clients.report import summary, table, unmet, verdicts
from benchmarks.clients.rows import FLOOR, OPENAI, OURS, ROWS, TASKS


@pytest.fixture
def figures() -> Figures:
    made = Figures()
    for ours, floor, theirs in (
        (110.0, 100.0, 200.0),
        (120.0, 100.0, 160.0),
        (130.0, 100.0, 400.0),
    ):
        for name, value in ((OURS, ours), (FLOOR, floor), (OPENAI, theirs)):
            made.add("retrieve", name, value)
    return made


def test_a_ratio_is_the_median_of_the_rounds_ratios(figures: Figures) -> None:
    row = next(row for row in ROWS if row.name == "retrieve")
    assert figures.ratios(row, FLOOR) == [1.1, 1.2, 1.3]
    met = {verdict.goal: verdict.is_met for verdict in verdicts(figures)}
    assert met == {"≤ 1.20 × by hand": True, "≤ 0.65 × `openai`": True}
    figures.add("retrieve", OURS, 500.0)
    figures.add("retrieve", FLOOR, 100.0)
    assert [goal for goal, _ in unmet(figures)] == ["`runs.retrieve`, sync: ≤ 1.20 × by hand"]


def test_a_missed_goal_tells_what_it_asks_for_by_hand(figures: Figures) -> None:
    for _ in range(5):
        figures.add("retrieve", OURS, 100.0)
        figures.add("retrieve", FLOOR, 80.0)
        figures.add("retrieve", OPENAI, 100.0)
    missed = dict(unmet(figures))
    why = missed["`runs.retrieve`, sync: ≤ 0.65 × `openai`"]
    assert why.startswith("by hand it is 0.80 × `openai`, so that the goal is 0.81 × by hand; ")


def test_a_task_without_a_name_is_that_of_its_row() -> None:
    done = {row.name: row.done for row in TASKS}
    assert (done["retrieve"], done["handled_long"]) == ("retrieve", "handled")


def test_the_table_has_what_was_measured_and_no_more(figures: Figures) -> None:
    lines = table(figures).splitlines()
    assert len(lines) == 3
    assert "1.20 (1.10–1.30)" in lines[2]
    assert "120 µs" in lines[2]
    assert len({len(line) for line in lines}) == 1
    assert "| yes, yes |" in summary(figures).splitlines()[2]


def test_the_plot_is_a_picture(figures: Figures) -> None:
    root = ElementTree.fromstring(plot(figures))
    assert root.tag.endswith("svg")
    assert len(root.findall("{http://www.w3.org/2000/svg}circle")) == 3 + 2


def test_pages_keep_what_stands_around_the_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- bench-runtime -->\nold\n<!-- bench-runtime: end -->\nb\n")
    put_between_marks(page, "new")
    put_between_marks(page, "newer")
    assert page.read_text() == (
        "a\n<!-- bench-runtime -->\nnewer\n<!-- bench-runtime: end -->\nb\n"
    )
    page.write_text("nothing")
    with pytest.raises(ValueError, match="no place"):
        put_between_marks(page, "new")
