"""Writing a tree: all or nothing, only own files, never over an edit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from specloom.diagnostics import SpecloomError
from specloom.paths import check_paths
from specloom.write import MANIFEST, STATE, Changes, compare, digest, write_tree

FILES = {"pyproject.toml": "[project]\n", "src/pkg/__init__.py": "", "src/pkg/a.py": "A = 1\n"}


def snapshot(folder: Path) -> dict[str, str]:
    """Every file below a folder and its text, what is on record excepted."""
    found = (
        path for path in sorted(folder.rglob("*")) if path.is_file() and STATE not in path.parts
    )
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


def codes(error: SpecloomError) -> list[str]:
    """The codes of an error's diagnostics."""
    return [item.code for item in error.diagnostics]


def test_first_generation_writes_files_and_manifest(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "out"
    changes = write_tree(folder, FILES, {"spec": "aa"})
    assert changes.missing == tuple(sorted(FILES))
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    assert manifest["inputs"] == {"spec": "aa"}
    assert manifest["files"] == {path: digest(text) for path, text in FILES.items()}
    assert snapshot(folder) == FILES


def test_a_crowd_of_files_stands_where_it_belongs(tmp_path: Path) -> None:
    crowd = {f"src/pkg/types/model_{number}.py": f"{number}\n" for number in range(450)}
    write_tree(tmp_path, {**FILES, **crowd})
    assert snapshot(tmp_path) == {**FILES, **crowd}
    assert not list((tmp_path / STATE).rglob("*room*"))
    write_tree(tmp_path, FILES)
    assert not (tmp_path / "src" / "pkg" / "types").exists()


def test_unchanged_tree_is_not_touched(tmp_path: Path) -> None:
    write_tree(tmp_path, FILES, {"spec": "aa"})
    before = {path: (tmp_path / path).stat().st_mtime_ns for path in [*FILES, MANIFEST]}
    assert not write_tree(tmp_path, FILES, {"spec": "aa"})
    assert before == {path: (tmp_path / path).stat().st_mtime_ns for path in [*FILES, MANIFEST]}


def test_changed_inputs_alone_renew_the_manifest(tmp_path: Path) -> None:
    write_tree(tmp_path, FILES, {"spec": "aa"})
    assert compare(tmp_path, FILES, {"spec": "bb"}).describe() == [f"stale: {MANIFEST}"]
    write_tree(tmp_path, FILES, {"spec": "bb"})
    assert not compare(tmp_path, FILES, {"spec": "bb"})


def test_only_own_files_go_and_unknown_ones_stay(tmp_path: Path) -> None:
    write_tree(tmp_path, {**FILES, "src/pkg/old/b.py": "B = 1\n"})
    (tmp_path / "src/pkg/mine.py").write_text("mine\n")
    changes = write_tree(tmp_path, FILES)
    assert changes.extra == ("src/pkg/old/b.py",)
    assert not (tmp_path / "src/pkg/old").exists()
    assert (tmp_path / "src/pkg/mine.py").read_text() == "mine\n"


@pytest.mark.parametrize("wanted", [FILES, {"pyproject.toml": "[project]\n"}])
def test_an_edited_file_is_not_overwritten_or_removed(
    tmp_path: Path, wanted: dict[str, str]
) -> None:
    write_tree(tmp_path, FILES)
    (tmp_path / "src/pkg/a.py").write_text("A = 2\n")
    changes = write_tree(tmp_path, wanted)
    assert (tmp_path / "src/pkg/a.py").read_text() == "A = 2\n"
    told = "edited by hand" if wanted is FILES else "yours now, generated no more"
    assert f"{told}: src/pkg/a.py" in changes.told()
    assert not compare(tmp_path, wanted)


def test_force_loses_edits(tmp_path: Path) -> None:
    write_tree(tmp_path, FILES)
    (tmp_path / "src/pkg/a.py").write_text("A = 2\n")
    (tmp_path / "pyproject.toml").write_text("mine\n")
    wanted = {"pyproject.toml": "[project]\n"}
    write_tree(tmp_path, wanted, force=True)
    assert snapshot(tmp_path) == wanted


def test_an_edit_that_equals_the_new_text_is_no_edit(tmp_path: Path) -> None:
    write_tree(tmp_path, FILES)
    new = {**FILES, "src/pkg/a.py": "A = 2\n"}
    (tmp_path / "src/pkg/a.py").write_text("A = 2\n")
    assert compare(tmp_path, new).describe() == [f"stale: {MANIFEST}"]


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("mine\n")
    with pytest.raises(SpecloomError) as caught:
        write_tree(tmp_path, FILES)
    assert codes(caught.value) == ["in-the-way"]
    assert snapshot(tmp_path) == {"pyproject.toml": "mine\n"}
    assert not (tmp_path / STATE).exists()
    write_tree(tmp_path, FILES, force=True)
    assert snapshot(tmp_path) == FILES


def test_check_lists_every_difference_and_touches_nothing(tmp_path: Path) -> None:
    write_tree(tmp_path, {**FILES, "gone.py": "", "left.py": ""})
    (tmp_path / "src/pkg/a.py").unlink()
    (tmp_path / "left.py").write_text("edited")
    before = snapshot(tmp_path)
    wanted = {**FILES, "pyproject.toml": "[new]\n"}
    assert compare(tmp_path, wanted).describe() == [
        "missing: src/pkg/a.py",
        "stale: pyproject.toml",
        "extra: gone.py",
        "edited, generated no more: left.py",
    ]
    assert snapshot(tmp_path) == before


def test_links_do_not_lead_out(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "out"
    outside.mkdir()
    folder.mkdir()
    (folder / "src").symlink_to(outside)
    with pytest.raises(SpecloomError, match="linked-folder"):
        write_tree(folder, FILES)
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("link", ["pyproject.toml", ".specloom", ".specloom/manifest.json"])
def test_a_linked_file_is_refused(tmp_path: Path, link: str) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "out"
    outside.mkdir()
    (folder / link).parent.mkdir(parents=True)
    (folder / link).symlink_to(outside / "target")
    with pytest.raises(SpecloomError, match="linked-folder"):
        write_tree(folder, FILES)
    assert list(outside.iterdir()) == []


def test_a_manifest_cannot_name_files_outside(tmp_path: Path) -> None:
    """A manifest comes with a repository, and could be anybody's."""
    victim, folder = tmp_path / "victim.txt", tmp_path / "out"
    victim.write_text("mine\n")
    write_tree(folder, FILES)
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    manifest["files"]["../victim.txt"] = digest("mine\n")
    (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    write_tree(folder, FILES)
    assert victim.read_text() == "mine\n"


@pytest.mark.parametrize(
    "path",
    [
        ".git/hooks/post-checkout",
        "a/.GIT/config",
        "../a.py",
        "/etc/passwd",
        "a//b.py",
        "",
        "a/./b",
        "con.py",
        "a/AUX/b.py",
        "a\\b.py",
    ],
)
def test_illegal_paths_are_refused(path: str) -> None:
    with pytest.raises(SpecloomError, match="illegal-path"):
        check_paths([path])


@pytest.mark.parametrize("path", ["é.py", "C:a.py", "a. ", "a/..", "x" * 200, "a\n.py", "a/b/"])
def test_odd_names_are_refused(path: str) -> None:
    with pytest.raises(SpecloomError, match="illegal-path"):
        check_paths([path])


@pytest.mark.parametrize("paths", [("a/B.py", "a/b.py"), ("a", "a/b.py"), ("A", "a/b.py")])
def test_colliding_paths_are_refused(paths: tuple[str, ...]) -> None:
    with pytest.raises(SpecloomError, match="colliding-path"):
        check_paths(paths)


def test_ordinary_paths_pass() -> None:
    check_paths([".specloom/manifest.json", "src/a_b/__init__.py", "py.typed", "LICENSE"])


def test_an_output_that_is_a_file_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(SpecloomError, match="cannot-write") as caught:
        write_tree(tmp_path / "out", FILES)
    assert len(caught.value.diagnostics) == 1


def test_a_folder_that_is_not_there_lacks_every_file(tmp_path: Path) -> None:
    changes = compare(tmp_path / "none", {"b.py": "2\n", "a.py": "1\n"})
    assert changes == Changes(missing=("a.py", "b.py"))
    assert not (tmp_path / "none").exists()
