"""Published configurations migrate: what is left out has no effect on any of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom import pipeline
from specloom.diagnostics import Diagnostics
from specloom.ir.resources import Api
from specloom.load import load_config
from specloom.migrate import check_output, migrate

CASES = (
    "axiora", "court-listener", "hypeman", "letta2024", "linq", "llamastack-04", "llamastack-07", "mypos",
    "nptakudo", "ogx", "omnigraph", "onebusaway", "parsec", "stagehand", "umaaas",
)  # fmt: skip


def decided(config: Path, spec: Path) -> Api:
    """Everything that printing starts from."""
    request = pipeline.Request(config=str(config), spec=str(spec))
    return pipeline.build(pipeline.read_inputs(request), Diagnostics())


@pytest.mark.parametrize("name", CASES)
def test_a_migrated_configuration_decides_the_same_package(
    name: str, shared_folder: Path, tmp_path: Path
) -> None:
    case = shared_folder / "stainless" / name
    (spec,) = case.glob("openapi.*")
    output = tmp_path / "specloom.yml"
    migration = migrate(str(case / "stainless.yml"), str(spec), output)
    output.write_text(migration.text, "utf-8")
    assert not load_config(output).targets.model_extra
    comments = migration.text.count("# ")
    assert comments > (case / "stainless.yml").read_text("utf-8").count("# ") / 3
    # Printing is a function of what was decided, and of nothing else that a configuration says.
    migrated = decided(output, spec)
    output.write_bytes((case / "stainless.yml").read_bytes())
    assert migrated == decided(output, spec)


def test_the_bytes_of_a_whole_package_are_compared(shared_folder: Path, tmp_path: Path) -> None:
    case = shared_folder / "stainless" / "nptakudo"
    config, spec = str(case / "stainless.yml"), str(case / "openapi.yml")
    output = tmp_path / "specloom.yml"
    output.write_text(migrate(config, spec, output).text, "utf-8")
    found = Diagnostics()
    check_output(config, spec, str(output), found)
    assert [item.code for item in found.items] == ["migrate-same"]
