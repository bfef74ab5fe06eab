"""The metadata of a generated project: complete, and nothing in it that a registry or a build would refuse."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

import pytest

from specloom.pipeline import render
from tests.support.printed import PROJECT, api, operation, resource


def metadata(**changes: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """The `[project]` table and all files of a project with these members."""
    files = render(api(resource("cats", "Cats", operation("list", "get /cats")),
                       project=replace(PROJECT, **changes)))  # fmt: skip
    return tomllib.loads(files["pyproject.toml"])["project"], files


@pytest.mark.parametrize(
    ("licence", "expression"),
    [
        ("apache-2.0", "Apache-2.0"),
        ("MIT OR BSD-3-Clause", "MIT OR BSD-3-Clause"),
        ("LicenseRef-Ours", "LicenseRef-Ours"),
        ("our own", None),
        ("", None),
    ],
)
def test_a_licence_is_an_spdx_expression_or_left_out(licence: str, expression: str | None) -> None:
    project, _ = metadata(licence=licence)
    assert project.get("license") == expression


def test_the_text_of_a_licence_is_a_file_of_the_package() -> None:
    project, files = metadata(licence="BSD-3-Clause", licence_text="Ours.\n\n  All of it.\n")
    assert files["LICENSE"] == "Ours.\n\n  All of it.\n"
    assert project["license-files"] == ["LICENSE"]
    project, files = metadata(licence="BSD-3-Clause")
    assert "LICENSE" not in files
    assert "license-files" not in project


def test_only_links_and_labels_that_a_registry_takes_are_printed() -> None:
    urls = (
        ("Documentation", "https://zoo.test/docs"),
        ("Bad", "javascript:alert(1)"),
        ('La"bel\n', "https://zoo.test"),
    )
    project, _ = metadata(urls=urls, contact="keeper@zoo.test", organization='Zoo "the" first')
    assert project["urls"] == {"Documentation": "https://zoo.test/docs"}
    assert project["authors"] == [{"name": 'Zoo "the" first', "email": "keeper@zoo.test"}]
    assert metadata(contact="https://zoo.test/help")[0]["authors"] == [{"name": "zoo"}]


def test_the_version_says_how_finished_the_package_is() -> None:
    assert "Development Status :: 4 - Beta" in metadata(version="0.9.0")[0]["classifiers"]
    assert "Development Status :: 5 - Production/Stable" in metadata()[0]["classifiers"]


def test_a_resource_may_be_called_like_a_folder_that_is_not_kept() -> None:
    ignored = metadata()[1][".gitignore"].splitlines()
    assert "/dist/" in ignored
    assert "dist/" not in ignored
