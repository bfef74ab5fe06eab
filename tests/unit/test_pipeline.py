"""From files to a tree in memory: which file is what, and what the output is made from."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from specloom import __version__
from specloom.diagnostics import Diagnostics, SpecloomError
from specloom.pipeline import Request, generate, is_config, output_folder, read_inputs

SPEC = 'openapi: 3.0.3\ninfo: {title: T, version: "1"}\npaths: {}\n'
CONFIG = "organization: {name: zoo}\nspecloom: {spec: ../spec.yaml, overlays: [fix.yaml]}\n"
OVERLAY = """\
overlay: 1.0.0
info: {title: O, version: "1"}
actions: [{target: $.info, update: {title: Better}}]
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (SPEC, False),
        ('{"info": {}, "openapi": "3.1.0", "resources": {}}', False),
        ('{\n  "openapi": "3.1.0"}', False),
        ("# comment\n'openapi': '3.1.0'\nresources: {}\n", False),
        ('swagger: "2.0"\n', False),
        (CONFIG, True),
        ("edition: 2025-10-10\nopenapi:\n  transformations: []\n", True),
        ('{"organization": {"name": "zoo"}, "openapi": {"transforms": []}}', True),
        ('\ufeff{"specloom": {}}', True),
        ("a: [", False),
    ],
)
def test_a_configuration_is_told_from_a_spec(tmp_path: Path, text: str, wanted: bool) -> None:
    file = tmp_path / "file"
    file.write_text(text, "utf-8")
    assert is_config(str(file)) is wanted


def test_an_empty_file_is_neither(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SpecloomError, match=r"file:1:1 error\[empty-file\]"):
        is_config(str(tmp_path / "file"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration in a folder of its own, its spec one above."""
    (tmp_path / "conf").mkdir()
    (tmp_path / "spec.yaml").write_text(SPEC)
    (tmp_path / "conf/specloom.yml").write_text(CONFIG)
    (tmp_path / "conf/fix.yaml").write_text(OVERLAY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_paths_of_a_configuration_are_relative_to_it(folder: Path) -> None:
    inputs = read_inputs(Request(config="conf/specloom.yml"))
    assert inputs.document.at("#/info/title") == "Better"
    wanted = {
        "generator": __version__,
        "spec": hashlib.sha256(SPEC.encode()).hexdigest(),
        "config": hashlib.sha256(CONFIG.encode()).hexdigest(),
        "overlay-1": hashlib.sha256(OVERLAY.encode()).hexdigest(),
    }
    read = dict(inputs.digests)
    transformed = read.pop("transformed")
    assert read == wanted
    (folder / "conf/fix.yaml").write_text(OVERLAY.replace("Better", "Best"))
    assert transformed != read_inputs(Request(config="conf/specloom.yml")).digests["transformed"]


def test_the_output_is_given_configured_or_named_after_the_project(folder: Path) -> None:
    inputs = read_inputs(Request(config="conf/specloom.yml"))
    assert output_folder(inputs, "zoo", "there") == Path("there")
    assert output_folder(inputs, "zoo") == Path("generated/zoo")
    (folder / "conf/specloom.yml").write_text(CONFIG.replace("{spec", "{output: ../sdk, spec"))
    inputs = read_inputs(Request(config="conf/specloom.yml"))
    assert output_folder(inputs, "zoo") == Path("sdk")


def test_the_same_inputs_give_the_same_files(folder: Path) -> None:
    inputs = read_inputs(Request(file="spec.yaml"))
    assert generate(inputs, Diagnostics()) == generate(inputs, Diagnostics())


def test_what_build_finds_ends_generation(folder: Path) -> None:
    (folder / "conf/specloom.yml").write_text(
        CONFIG + "resources: {a: {methods: {b: get /nowhere}}}\n"
    )
    with pytest.raises(SpecloomError, match="nowhere"):
        generate(read_inputs(Request(config="conf/specloom.yml")), Diagnostics())
