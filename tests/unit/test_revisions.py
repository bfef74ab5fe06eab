"""The configuration of another revision: a merge patch, whose mistakes are told where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.diagnostics import Diagnostics, Source
from specloom.load import Config, config_for, load_config, revision_patch
from specloom.load.revisions import merged
from specloom.pipeline import Request, read_inputs
from tests.support.specs import MINIMAL, failure, write

CONFIG = """\
specloom:
  spec: new.yaml
  version: 1.0.0
  revisions:
    old.yaml: old.yml
resources:
  jobs:
    models: {job: Job, receipt: Receipt}
    methods:
      create: post /jobs
      retrieve: get /jobs/{id}
"""


@pytest.fixture
def config(tmp_path: Path) -> Config:
    write(tmp_path, MINIMAL, "new.yaml")
    write(tmp_path, MINIMAL, "old.yaml")
    return load_config(write(tmp_path, CONFIG, "specloom.yml"))


def patched(tmp_path: Path, config: Config, patch: str) -> Config:
    write(tmp_path, patch, "old.yml")
    return config_for(config, str(tmp_path / "old.yaml"))


def test_mappings_merge_null_removes_and_the_rest_replaces(tmp_path: Path, config: Config) -> None:
    patch = """\
specloom: {version: 0.9.0}
resources:
  jobs:
    models: {receipt: null, ticket: Ticket}
    methods:
      create: {endpoint: put /jobs, deprecated: true}
"""
    old = patched(tmp_path, config, patch)
    jobs = old.resources["jobs"]
    assert list(jobs.models) == ["job", "ticket"]
    assert (jobs.methods["create"].verb, jobs.methods["create"].deprecated) == ("put", True)
    assert jobs.methods["retrieve"].endpoint == "get /jobs/{id}"
    assert (old.specloom.version, config.specloom.version) == ("0.9.0", "1.0.0")
    assert list(config.resources["jobs"].models) == ["job", "receipt"]


def test_each_part_knows_the_file_that_it_comes_from(tmp_path: Path, config: Config) -> None:
    old = patched(tmp_path, config, "resources: {jobs: {models: {job: Work}}}")
    jobs = old.resources["jobs"]
    assert jobs.models["job"].source().file == (tmp_path / "old.yml").as_posix()
    assert jobs.models["job"].source().pointer == "#/resources/jobs/models/job"
    assert jobs.source("models", "job").file == (tmp_path / "old.yml").as_posix()
    assert jobs.models["receipt"].source().file == (tmp_path / "specloom.yml").as_posix()
    assert old.file == config.file


def test_a_spec_without_a_revision_takes_the_configuration_as_it_is(
    tmp_path: Path, config: Config
) -> None:
    assert config_for(config, str(tmp_path / "new.yaml")) is config
    assert revision_patch(config, str(tmp_path / "sub" / "old.yaml")) == ""


def test_the_spec_may_be_named_in_any_way(
    tmp_path: Path, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("old.yaml", "./old.yaml", str(tmp_path / "x" / ".." / "old.yaml")):
        assert Path(revision_patch(config, name)) == tmp_path / "old.yml"


@pytest.mark.parametrize(
    ("patch", "expected"),
    [
        ("resources:\n  jobs:\n    models:\n      recipt: null\n", "4:7 revision-no-match"),
        ("resources:\n  jobs:\n    modells: {}\n", "3:5 config-unknown-key"),
        ("specloom:\n  version: 2\n", "2:3 config-type"),
        ("resources: {jobs: {methods: {create: nowhere}}}", "1:30 config-value"),
        ("- a\n", "1:1 not-a-mapping"),
    ],
)
def test_mistakes_in_a_patch_stand_in_the_patch(
    tmp_path: Path, config: Config, patch: str, expected: str
) -> None:
    (problem,) = failure(lambda: patched(tmp_path, config, patch))
    source = problem.source
    assert source is not None
    assert Path(source.file).name == "old.yml"
    assert f"{source.line}:{source.column} {problem.code}" == expected


def test_removing_what_is_not_there_offers_what_is(tmp_path: Path, config: Config) -> None:
    patch = "resources: {jobs: {models: {recipt: null}}}"
    (problem,) = failure(lambda: patched(tmp_path, config, patch))
    assert "receipt" in problem.hint


def test_a_missing_patch_is_an_error(tmp_path: Path, config: Config) -> None:
    (problem,) = failure(lambda: config_for(config, str(tmp_path / "old.yaml")))
    assert problem.code == "file-not-found"


def test_the_pipeline_reads_the_patch_and_digests_it(tmp_path: Path, config: Config) -> None:
    write(tmp_path, "specloom: {version: 0.9.0}", "old.yml")
    old = read_inputs(Request(spec=str(tmp_path / "old.yaml"), config=config.file))
    new = read_inputs(Request(config=config.file))
    assert (old.config.specloom.version, new.config.specloom.version) == ("0.9.0", "1.0.0")
    assert "revision" in old.digests
    assert "revision" not in new.digests


def test_merging_changes_neither_side() -> None:
    data: dict[str, object] = {"a": {"b": 1, "c": 2}, "d": [1]}
    patch: dict[str, object] = {"a": {"b": None, "e": {"f": 3}}, "d": [2]}
    result, origins = merged(data, patch, "p.yml", Diagnostics())
    assert result == {"a": {"c": 2, "e": {"f": 3}}, "d": [2]}
    assert data == {"a": {"b": 1, "c": 2}, "d": [1]}
    assert patch == {"a": {"b": None, "e": {"f": 3}}, "d": [2]}
    assert origins.of(Source("c.yml", "#/a/e/f")) == Source("p.yml", "#/a/e/f")
    assert origins.of(Source("c.yml", "#/a/c")) == Source("c.yml", "#/a/c")
