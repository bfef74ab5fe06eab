"""Real documents without a configuration: the package is written, imported and type-checked.

They lie beside the checkout, and the tests skip where they do not.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.checkers import mypy
from tests.support.imports import import_all

DOCUMENTS = {
    "petstore": "corpus/swagger-petstore/openapi.yaml",
    "petstore-3.0": "corpus/oai/petstore-3.0.yaml",
    "petstore-mixed": "corpus/swagger-codegen/petstoreMixed3.yaml",
    "figma": "corpus/figma/openapi.yaml",
    "duplicate-anchors": "openai/2024-04-22/openapi.yaml",
    "full": "openai/2026-08-21/openapi.yaml",
}
LEAST_MODULES = {"figma": 400, "duplicate-anchors": 300, "full": 2000}


def tool(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "generator")}
    return subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_real_document_gives_a_package_that_imports_and_type_checks(
    name: str, shared_folder: Path, tmp_path: Path
) -> None:
    document = shared_folder / "specs" / DOCUMENTS[name]
    output = tmp_path / "sdk"
    done = tool("-m", "specloom", "generate", str(document), "--output", str(output))
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    for line in done.stderr.splitlines():
        assert " warning[" in line or line.endswith("--json lists them all"), line
    assert import_all(output / "src") > LEAST_MODULES.get(name, 50)
    (package,) = (output / "src").iterdir()
    checked = mypy(str(package))
    assert checked.returncode == 0, checked.stdout[-3000:]
