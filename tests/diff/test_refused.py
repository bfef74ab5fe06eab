"""What cannot be compared is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from specloom.cli import app
from specloom.diagnostics import SpecloomError
from specloom.diff.sdk.reader import read_surface

_PACKAGES = Path(__file__).resolve().parents[2] / "generated"


def test_a_folder_without_modules_is_no_package() -> None:
    with pytest.raises(SpecloomError) as caught:
        read_surface("empty", {})
    assert [item.code for item in caught.value.diagnostics] == ["bad-package"]


def test_a_document_alone_has_no_surface(tmp_path: Path) -> None:
    document = tmp_path / "api.yaml"
    document.write_text("openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\n")
    package = _PACKAGES / "openai-runs" / "src" / "openai_runs"
    result = CliRunner().invoke(app, ["diff", str(document), str(package)])
    assert result.exit_code == 1
    assert "error[no-surface]" in result.stderr
