"""What `make package` builds: the same bytes anywhere, all that belongs in, and a package that passes its own tests."""

from __future__ import annotations

import email
import os
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.live.release.installed import Fresh, sdist_of, wheel_of

PROJECTS = sorted(path.parent for path in (ROOT / "generated").glob("*/pyproject.toml"))


def built(project: Path, output: Path, python: Path) -> dict[str, bytes]:
    """Every file that is built of a project."""
    environment = {**os.environ, "PYTHON": str(python)}
    command = [str(ROOT / "scripts" / "package"), str(project), str(output)]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.name: path.read_bytes() for path in output.iterdir()}


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_a_package_is_whole_and_the_same_bytes_in_any_folder(
    project: Path, release_python: Path, tmp_path: Path
) -> None:
    leave = shutil.ignore_patterns("dist", "__pycache__", ".*_cache")
    first = shutil.copytree(project, tmp_path / "first", ignore=leave)
    second = tmp_path / "elsewhere" / "dist" / "second"
    second.mkdir(parents=True)
    for path in sorted((path for path in first.rglob("*") if path.is_file()), reverse=True):
        target = second / path.relative_to(first)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
        target.chmod(0o600)
        os.utime(target, (1_000_000_000, 1_000_000_000))
    (second.parent.parent / ".gitignore").write_text("src/\n*.md\n", "utf-8")
    files = built(first, tmp_path / "one", release_python)
    assert files == built(second, tmp_path / "two", release_python)
    _is_whole(project, tmp_path / "one")
    fresh = Fresh(tmp_path / "fresh", release_python)
    fresh.install(str(wheel_of(tmp_path / "one")))
    assert " passed" in fresh.own_tests(sdist_of(tmp_path / "one"), tmp_path / "tests")


def _is_whole(project: Path, folder: Path) -> None:
    """The wheel has every source file, the sdist also tests and documents; the metadata says what it has to."""
    sources = {
        path.relative_to(project / "src").as_posix()
        for path in (project / "src").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel_of(folder)) as archive:
        names = set(archive.namelist())
        (place,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        metadata = email.message_from_bytes(archive.read(place))
    assert {name for name in names if ".dist-info/" not in name} == sources
    assert any(name.endswith("/py.typed") for name in sources)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    with tarfile.open(sdist_of(folder)) as tar:
        inside = {name.partition("/")[2] for name in tar.getnames()}
    assert {"README.md", "api.md", "LICENSE", "pyproject.toml", "tests/__init__.py"} <= inside
    assert {f"src/{name}" for name in sources} <= inside
    for field in ("License-Expression", "Requires-Python", "Keywords", "Summary", "Project-URL"):
        assert metadata[field], field
    classifiers = metadata.get_all("Classifier") or []
    assert "Typing :: Typed" in classifiers
