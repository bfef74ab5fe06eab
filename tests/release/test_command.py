"""`specloom release`: the version that changes demand, the changelog, and what speaks against publishing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.release.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "zoo")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository after its first release, to be copied."""
    repository = Repository(tmp_path_factory.mktemp("released") / "zoo")
    repository.released()
    return repository.folder


@pytest.fixture
def released(original: Path, tmp_path: Path) -> Repository:
    """The repository after its first release."""
    return Repository.copied(original, tmp_path / "zoo")


def test_the_first_release_has_a_changelog_and_a_tag(released: Repository) -> None:
    assert "## [0.1.0] - 2026-02-03\n\n### Added\n\n- First release." in released.read(
        "CHANGELOG.md"
    )
    assert released.read("sdk/CHANGELOG.md") == released.read("CHANGELOG.md")
    assert released.git("tag").split() == ["zoo-sdk-v0.1.0"]
    assert "already exists" not in released.tool("release", "specloom.yml", fails=True)


def test_without_a_change_there_is_nothing_to_release(released: Repository) -> None:
    said = released.tool("release", "specloom.yml", fails=True)
    assert "error[nothing-to-release]: nothing has changed since zoo-sdk-v0.1.0" in said
    assert "version 0.1.0 is not above 0.1.0" in released.tool(
        "release", "specloom.yml", "--check", fails=True
    )


def test_a_field_that_is_gone_demands_more_than_one_that_is_new(released: Repository) -> None:
    released.edit(
        "openapi.yaml",
        "colour: {type: string}",
        "colour: {type: string}\n        age: {type: integer}",
    )
    assert "version 0.1.1 (after 0.1.0)" in released.tool("release", "specloom.yml")
    assert "version: 0.1.1\n" in released.read("specloom.yml")
    released.edit("openapi.yaml", "        colour: {type: string}\n", "")
    assert "version 0.2.0 (after 0.1.0)" in released.tool("release", "specloom.yml")
    changelog = released.read("CHANGELOG.md")
    assert "[0.1.1]" not in changelog
    added, removed = changelog.index("### Added"), changelog.index("### Removed")
    assert "age" in changelog[added:removed]
    assert "colour" in changelog[removed : changelog.index("## [0.1.0]")]
    assert changelog.count("`Cat.age`") == 1


def test_the_rest_of_the_configuration_stays_as_it_was_written(released: Repository) -> None:
    before = released.read("specloom.yml")
    released.edit("openapi.yaml", "        colour: {type: string}\n", "")
    released.tool("release", "specloom.yml")
    assert released.read("specloom.yml") == before.replace("0.1.0", "0.2.0")


def test_entries_written_by_hand_come_first_and_survive(released: Repository) -> None:
    note = "- Wait for a cat with `cats.poll`.\n  It says when it is asleep."
    released.edit(
        "CHANGELOG.md", "## [Unreleased]\n", f"## [Unreleased]\n\nNice.\n\n### Added\n\n{note}\n"
    )
    released.edit(
        "openapi.yaml",
        "colour: {type: string}",
        "colour: {type: string}\n        age: {type: integer}",
    )
    for _ in range(2):
        released.tool("release", "specloom.yml", "--date", "2026-03-04")
        text = released.read("CHANGELOG.md")
        section = text[text.index("## [Unreleased]") : text.index("## [0.1.0]")]
        head = f"## [Unreleased]\n\n## [0.1.1] - 2026-03-04\n\nNice.\n\n### Added\n\n{note}\n- "
        assert section.startswith(head)
        assert section.count("`Cat.age`") == 1


def test_notes_alone_make_a_patch_release(released: Repository) -> None:
    released.edit(
        "CHANGELOG.md", "## [Unreleased]\n", "## [Unreleased]\n\n### Fixed\n\n- A typo.\n"
    )
    assert "version 0.1.1" in released.tool("release", "specloom.yml")
    released.tool("generate", "specloom.yml")
    released.commit()
    assert "zoo-sdk 0.1.1 may be published from sdk" in released.tool(
        "release", "specloom.yml", "--check"
    )


def test_everything_that_speaks_against_publishing_is_said_at_once(released: Repository) -> None:
    released.edit("openapi.yaml", "        colour: {type: string}\n", "")
    released.edit("specloom.yml", "0.1.0", "0.1.5")
    said = released.tool("release", "specloom.yml", "--check", fails=True)
    codes = ("version-too-low", "unreleased-changes", "stale", "dirty-tree")
    assert [code for code in codes if f"error[{code}]" in said] == list(codes)
    assert "specloom.yml:8:3 error[version-too-low]: version 0.1.5 is too low" in said
    assert "it has to be 0.2.0 or more" in said
    assert "not everything is committed: openapi.yaml, specloom.yml" in said
    assert released.tool("release", "specloom.yml", "--tag", fails=True) == said
    assert released.git("tag").split() == ["zoo-sdk-v0.1.0"]


def test_entries_that_are_not_in_the_release_speak_against_it(released: Repository) -> None:
    released.edit("openapi.yaml", "        colour: {type: string}\n", "")
    released.tool("release", "specloom.yml")
    released.edit("CHANGELOG.md", "## [Unreleased]\n", "## [Unreleased]\n\n### Fixed\n\n- Late.\n")
    released.tool("generate", "specloom.yml")
    released.commit()
    said = released.tool("release", "specloom.yml", "--check", fails=True)
    assert "error[unreleased-changes]: the changelog has entries under Unreleased" in said


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ("0.1.0", "version-too-low"),
        ("0.1.9", "version-too-low"),
        ("0.2.0rc1", ""),
        ("1.0.0", ""),
        ("x", "bad-version"),
    ],
)
def test_another_version_may_be_wanted(released: Repository, wanted: str, code: str) -> None:
    released.edit("openapi.yaml", "        colour: {type: string}\n", "")
    before = released.read("specloom.yml")
    said = released.tool("release", "specloom.yml", "--version", wanted, fails=bool(code))
    if code:
        assert f"error[{code}]" in said
        assert released.read("specloom.yml") == before
    else:
        assert f"version: {wanted}\n" in released.read("specloom.yml")


def test_a_release_that_is_no_ancestor_does_not_count(released: Repository) -> None:
    released.git("checkout", "--quiet", "--orphan", "other")
    released.commit("again")
    assert "zoo-sdk 0.1.0 may be published" in released.tool("release", "specloom.yml", "--check")


def test_what_is_wrong_with_the_call_is_said(repository: Repository) -> None:
    said = repository.tool("release", "specloom.yml", "--date", "tomorrow", fails=True)
    assert "error[wrong-option]: 'tomorrow' is no date" in said
    repository.edit("specloom.yml", "  changelog: CHANGELOG.md\n", "")
    said = repository.tool("release", "specloom.yml", fails=True)
    assert "error[no-changelog]: the configuration names no changelog" in said


def test_a_changelog_that_is_named_and_not_there_is_told_at_its_line(
    repository: Repository,
) -> None:
    said = repository.tool("generate", "specloom.yml", fails=True)
    assert "specloom.yml:9:3 error[no-changelog]: there is no file 'CHANGELOG.md'" in said
