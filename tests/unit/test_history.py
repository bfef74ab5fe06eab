"""The lines of `benchmarks/history.jsonl`: what is added, and that a loss shows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import history
from benchmarks.drift.__main__ import main as drift
from benchmarks.drift.cells import Verdict
from benchmarks.faults.__main__ import main as faults
from benchmarks.faults.cells import Cell, Found


def test_a_loss_against_the_last_line_of_the_same_measure_shows(tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    assert not list(history.losses("faults", {"a": {"openai": 9.0}}, file))
    history.append({"measure": "faults", "ratios": {"a": {"openai": 9.0}}}, file)
    history.append({"measure": "faults", "ratios": {"a": {"openai": 0.5}, "b": {"x": 0.0}}}, file)
    history.append({"measure": "drift", "ratios": {"a": {"openai": 9.0}}}, file)
    history.append({"off the line": 0.1}, file)
    assert not list(history.losses("faults", {"a": {"openai": 0.51}, "b": {"x": 0.0}}, file))
    found = history.losses("faults", {"a": {"openai": 0.7}, "b": {"x": 0.001}, "c": {"y": 1}}, file)
    assert list(found) == [
        "worse than last recorded: a ÷ openai: 0.7, was 0.5",
        "worse than last recorded: b ÷ x: 0.001, was 0",
    ]


def test_shares_of_broken_promises() -> None:
    kept = Counter({"ours": 99, "openai": 80, "ours strict": 10})
    total = Counter({"ours": 100, "openai": 100, "ours strict": 10})
    assert history.shares_broken(kept, total) == {"promises": 0.01, "openai": 0.05}
    assert history.shares_broken(kept, total, " strict") == {"promises": 0.0}
    assert history.shares_broken(Counter(), Counter()) == {}


def test_drift_keeps_its_ratios(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "history.jsonl"
    cost = {"a run": 2.0}
    found = [
        Verdict("dropped", "ours", "a run", {}),
        Verdict("dropped", "openai", "a run", {"raises": "KeyError"}),
        Verdict("dropped", "openai", "a message", {}),
    ]
    monkeypatch.setattr(history, "FILE", file)
    monkeypatch.setattr("benchmarks.drift.__main__.quiet", lambda: None)
    monkeypatch.setattr("benchmarks.drift.__main__.verdicts", lambda *_, **__: iter(found))
    monkeypatch.setattr("benchmarks.drift.__main__.costs", lambda *, short: cost.items())
    monkeypatch.setattr("sys.argv", ["drift", "--record"])
    assert drift() == 0
    entry = json.loads(file.read_text())
    assert entry["measure"] == "drift"
    assert entry["kept"] == {"ours": "1 of 1", "openai": "1 of 2"}
    assert entry["ratios"]["broken promises"] == {"promises": 0, "openai": 0}
    assert entry["ratios"]["a run"] == {"a clean answer": 2.0}
    cost["a run"] = 3.0
    assert drift() == 0
    assert "worse than last recorded: a run ÷ a clean answer: 3, was 2" in capsys.readouterr().out
    assert len(file.read_text().splitlines()) == 2


def test_faults_keep_their_ratios(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "history.jsonl"
    found = [Found(Cell("ours sync", "a"), ""), Found(Cell("openai sync", "a"), "no error")]
    monkeypatch.setattr(history, "FILE", file)
    monkeypatch.setattr("benchmarks.faults.__main__.find_all", lambda _: iter(found))
    monkeypatch.setattr("sys.argv", ["faults", "--record"])
    assert faults() == 0
    entry = json.loads(file.read_text())
    assert entry["measure"] == "faults"
    assert entry["kept"] == {"ours": "1 of 1", "openai": "0 of 1"}
    assert entry["ratios"] == {"broken promises": {"promises": 0, "openai": 0}}


@pytest.mark.parametrize("measure", [drift, faults])
def test_a_part_of_a_table_is_not_recorded(
    monkeypatch: pytest.MonkeyPatch, measure: Callable[[], int]
) -> None:
    monkeypatch.setattr("sys.argv", ["measure", "--record", "--only", "x"])
    with pytest.raises(SystemExit, match="2"):
        measure()
