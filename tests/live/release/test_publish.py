"""A whole release: the API changes, the package is generated, bumped, built, published, installed and used."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.live.release.conftest import Index
from tests.live.release.installed import Fresh, sdist_of
from tests.live.release.workshop import CONFIG_FILE, PACKAGE, SPEC_FILE, Workshop
from tests.support.loopback import Loopback, make_reply

CAT_FILE = f"{PACKAGE}/src/zoo_sdk/types/cat.py"
PROGRAM = """\
import sys
from importlib.metadata import version
from zoo_sdk.types.cat import KEPT
from zoo_sdk import Zoo, __version__, __file__
with Zoo(base_url=sys.argv[1]) as client:
    cat = client.cats.retrieve("1")
print(__version__, version("zoo-sdk"), type(cat).__name__, cat.id, cat.age, KEPT.replace(" ", "-"), __file__)
"""


@pytest.fixture
def workshop(tmp_path: Path, release_python: Path) -> Workshop:
    """A checkout with one package that is ready to be released for the first time."""
    found = Workshop(tmp_path / "work")
    found.tool("release", CONFIG_FILE, "--date", "2026-01-02")
    found.make("regenerate")
    found.commit("start")
    return found


def publish(workshop: Workshop, index: Index, fails: bool = False) -> str:
    return workshop.make("publish", f"REPOSITORY={index.url}", fails=fails)


@pytest.fixture(autouse=True)
def _anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWINE_USERNAME", "keeper")
    monkeypatch.setenv("TWINE_PASSWORD", "none")
    monkeypatch.setenv("PYPIRC", "/nowhere")


def test_a_release_from_the_change_of_the_api_to_the_installed_package(
    workshop: Workshop, index: Index, release_python: Path, loopback: Loopback, tmp_path: Path
) -> None:
    assert "published zoo-sdk 0.1.0, tagged zoo-sdk-v0.1.0" in publish(workshop, index)
    workshop.edit(CAT_FILE, '__all__ = ["Cat"]', 'KEPT = "by hand"\n\n__all__ = ["Cat"]')
    workshop.commit("an edit by hand")
    workshop.edit(SPEC_FILE, "        colour: {type: string}\n", "        age: {type: integer}\n")
    workshop.make("regenerate")
    old = f"zoo-sdk-v0.1.0:{CONFIG_FILE}"
    said = workshop.make("diff", f"OLD={old}", f"NEW={CONFIG_FILE}")
    assert "2 breaking, 2 other changes: a major release" in said
    assert "version 0.2.0 (after 0.1.0)" in workshop.make("release")
    workshop.make("regenerate")
    workshop.commit("0.2.0")
    said = publish(workshop, index)
    assert "published zoo-sdk 0.2.0, tagged zoo-sdk-v0.2.0" in said
    assert index.files == [
        f"zoo_sdk-{version}{end}"
        for version in ("0.1.0", "0.2.0")
        for end in ("-py3-none-any.whl", ".tar.gz")
    ]
    fresh = Fresh(tmp_path / "fresh", release_python)
    fresh.install("--index-url", f"{index.url}/simple/", "zoo-sdk")
    loopback.answer(lambda _: make_reply(json={"id": "1", "age": 9}))
    said = fresh.run(PROGRAM, loopback.url)
    assert said.split()[:6] == ["0.2.0", "0.2.0", "Cat", "1", "9", "by-hand"]
    assert Path(said.split()[6]).is_relative_to(tmp_path / "fresh")
    sdist = sdist_of(workshop.path(f"{PACKAGE}/dist"))
    assert " passed" in fresh.own_tests(sdist, tmp_path / "tests")


def test_what_must_not_go_out_does_not(workshop: Workshop, index: Index) -> None:
    assert "name the index" in workshop.make("publish", fails=True)
    publish(workshop, index)
    uploaded = index.files
    assert "nothing new" not in publish(workshop, index, fails=True)
    workshop.edit(SPEC_FILE, "        colour: {type: string}\n", "")
    said = publish(workshop, index, fails=True)
    for code in ("version-too-low", "stale", "dirty-tree"):
        assert f"error[{code}]" in said
    workshop.make("release")
    workshop.make("regenerate")
    said = publish(workshop, index, fails=True)
    assert "error[dirty-tree]" in said
    assert "version-too-low" not in said
    workshop.commit("ready")
    workshop.write(f"{PACKAGE}/dist-is-not-committed.txt", "")
    assert "error[dirty-tree]" in publish(workshop, index, fails=True)
    assert index.files == uploaded


def test_an_index_that_refuses_leaves_no_tag(workshop: Workshop, index: Index) -> None:
    (index.folder / "zoo_sdk-0.1.0.tar.gz").write_bytes(b"")
    assert "400 Bad Request" in publish(workshop, index, fails=True).replace("\n", " ")
    assert workshop.git("tag") == ""
