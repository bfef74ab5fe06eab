"""Changelogs: what a person wrote stays, what a release lacks is added, and twice is as once."""

from __future__ import annotations

import pytest

from specloom.changelog_file import merged, read_changelog, with_release
from specloom.diagnostics import SpecloomError
from specloom.load.config_edit import with_version

OLD = """\
# Changes

Ours.

## [Unreleased]

## [1.0.0] - 2025-01-01

### Added

- All of it.

[1.0.0]: https://zoo.test/1.0.0
"""


def test_a_file_that_needs_nothing_is_left_alone() -> None:
    assert read_changelog(OLD).render() == OLD


def test_an_empty_file_gets_the_usual_beginning() -> None:
    text = read_changelog("").render()
    assert text.startswith("# Changelog\n")
    assert text.endswith("## [Unreleased]\n")


def test_a_release_stands_above_the_older_ones() -> None:
    changelog = with_release(read_changelog(OLD), "1.1.0", "2026-01-01", "\n### Added\n\n- More.\n")
    assert changelog.render() == OLD.replace(
        "## [Unreleased]\n",
        "## [Unreleased]\n\n## [1.1.0] - 2026-01-01\n\n### Added\n\n- More.\n",
    )
    again = with_release(changelog, "1.1.0", "2026-01-01", "### Added\n\n- More.\n")
    assert again.render() == changelog.render()


@pytest.mark.parametrize("heading", ["## Unreleased", "## [unreleased]", "## [Unreleased] - soon"])
def test_unreleased_has_several_spellings(heading: str) -> None:
    text = OLD.replace("## [Unreleased]", f"{heading}\n\n- By hand.")
    section = with_release(read_changelog(text), "2.0.0", "2026-01-01", "").section("2.0.0")
    assert section is not None
    assert section.entries == ["- By hand."]


def test_groups_come_in_the_usual_order_and_unknown_ones_last() -> None:
    bodies = ["### Thanks\n\n- You.\n", "### Removed\n\n- B.\n\n### Added\n\n- A.\n"]
    assert merged(bodies) == "### Added\n\n- A.\n\n### Removed\n\n- B.\n\n### Thanks\n\n- You."


def test_lists_go_on_and_text_keeps_its_distance() -> None:
    assert merged(["### Added\n\n- A\n  of two lines.", "### Added\n\n- B."]) == (
        "### Added\n\n- A\n  of two lines.\n- B."
    )
    assert merged(["### Migration\n\nOld.", "### Migration\n\n- New."]) == (
        "### Migration\n\nOld.\n\n- New."
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("specloom:\n  version: 1.0.0 # ours\n", "specloom:\n  version: 2.0.0 # ours\n"),
        ("specloom:\n  version: '1.0.0'\n", "specloom:\n  version: 2.0.0\n"),
        ("specloom:\n    spec: a.yaml\n", "specloom:\n    version: 2.0.0\n    spec: a.yaml\n"),
        ("specloom: {spec: a.yaml}\n", "specloom: {version: 2.0.0, spec: a.yaml}\n"),
        ("specloom: {}\n", "specloom: {version: 2.0.0}\n"),
        ("edition: x\n", "edition: x\n\nspecloom:\n  version: 2.0.0\n"),
        (
            "targets:\n  python: {version: 1.0.0}\nspecloom: {version: 9.9.9}\n",
            "targets:\n  python: {version: 2.0.0}\nspecloom: {version: 9.9.9}\n",
        ),
        ('specloom: {"version": "ä😀", \'x\': 1}\n', "specloom: {\"version\": 2.0.0, 'x': 1}\n"),
    ],
)
def test_only_the_version_of_a_configuration_changes(before: str, after: str) -> None:
    assert with_version(before, "2.0.0", "specloom.yml") == after


def test_a_version_that_yaml_would_take_for_a_number_is_quoted() -> None:
    assert with_version("specloom: {version: 1}", "2.0", "f") == 'specloom: {version: "2.0"}'


@pytest.mark.parametrize("text", ["- a\n", "", "a: [\n"])
def test_what_is_no_configuration_is_refused(text: str) -> None:
    with pytest.raises(SpecloomError):
        with_version(text, "2.0.0", "specloom.yml")
