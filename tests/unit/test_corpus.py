"""`make corpus`: which documents are examined, and when a figure is worse than the committed one."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import corpus
from benchmarks.corpus import Row


def test_figures_may_only_improve() -> None:
    old = Row("a.yaml", operations=5, modules=9, models=3, calls=20)
    assert old.worse_than(old) == []
    better = Row("a.yaml", warnings=4, operations=5, modules=9, models=4, calls=24)
    assert better.worse_than(old) == []
    worse = Row("a.yaml", operations=5, modules=9, models=3, calls=19, failures=1, mypy=2)
    assert worse.worse_than(old) == ["calls", "failures", "mypy"]
    assert Row("a.yaml", status=1).worse_than(Row("a.yaml")) == ["status"]
    assert (worse.has_failures, better.has_failures) == (True, False)


def test_parts_of_other_documents_are_not_examined(tmp_path: Path) -> None:
    for name in ("INDEX.tsv", "whole.yaml", "part.yaml", "notes.md"):
        (tmp_path / name).write_text(
            "path\tkind\nwhole.yaml\treal\n" if name == "INDEX.tsv" else ""
        )
    assert list(corpus.documents(tmp_path, "")) == [tmp_path / "whole.yaml"]
    assert corpus.parts(tmp_path) == {tmp_path / "part.yaml"}
    assert list(corpus.documents(tmp_path, "other")) == []


def test_the_sample_is_there_without_the_shared_documents(tmp_path: Path) -> None:
    assert [path.name for path, _ in corpus.sample(tmp_path)] == ["spec.yaml"] * len(
        corpus.OWN_SAMPLE
    )


def test_the_sample_has_every_document_that_it_names(shared_folder: Path) -> None:
    found = corpus.sample(shared_folder / "specs")
    assert len(found) == len(corpus.SAMPLE) + len(corpus.OWN_SAMPLE)
    assert set(corpus.SAMPLE.values()) <= set(corpus.read_rows(corpus.BASELINE))


def test_a_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    rows = [Row("b.json", 0, 1, 2, 3, 4, 5, 0, 0), Row("a.yaml", 1)]
    corpus.write_rows(tmp_path / "table.tsv", rows)
    assert corpus.read_rows(tmp_path / "table.tsv") == {"a.yaml": rows[1], "b.json": rows[0]}
    assert list(corpus.read_rows(tmp_path / "table.tsv")) == ["a.yaml", "b.json"]


@pytest.mark.parametrize("failing", [False, True])
def test_a_run_fails_where_something_was_lost(
    failing: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "spec.yaml").touch()
    row = Row("spec.yaml", operations=1, calls=0 if failing else 8, failures=int(failing))
    monkeypatch.setattr(corpus, "BASELINE", tmp_path / "none.tsv")

    def examined(*_: object) -> tuple[Row, list[str]]:
        return row, ["what went wrong"]

    monkeypatch.setattr(corpus, "examine", examined)
    monkeypatch.setattr("sys.argv", ["corpus", "--documents", str(tmp_path)])
    assert corpus.main() == int(failing)
    printed = capsys.readouterr().out
    assert ("lost: failures" in printed) == failing
    assert f"{int(not failing)} of 1 documents without a failure: 1 operations" in printed
