"""The lowest and newest versions that `make test-versions` installs."""

from __future__ import annotations

from pathlib import Path

import pytest
from packaging.requirements import Requirement

from scripts import bounds

PACKAGE = Path(__file__).parents[2] / "generated" / "openai-runs"


def test_the_lowest_is_the_lower_bound() -> None:
    assert bounds.lowest(Requirement("httpx2>=2.14,<3; python_version < '3.11'")) == (
        'httpx2==2.14; python_version < "3.11"'
    )
    with pytest.raises(ValueError, match="no lower bound"):
        bounds.lowest(Requirement("httpx2<3"))


def test_both_ends_of_a_package() -> None:
    lowest, newest = (bounds.wanted([PACKAGE, PACKAGE], end) for end in bounds.ENDS)
    assert len(lowest) == len(newest) == len(bounds.dependencies(PACKAGE)) + 1
    assert all("==" in text for text in lowest[:-1])
    assert all(">=" in text for text in newest)


def test_a_python_is_started_before_it_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PYENV_ROOT", "/nowhere")
    found = {version: bounds.find_python(version) for version in bounds.VERSIONS}
    assert len([python for python in found.values() if python]) == 1  # the one that runs this


def test_what_fails_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not bounds.run_tests("/bin/false", [PACKAGE], "lowest", tmp_path)
    assert capsys.readouterr().out
