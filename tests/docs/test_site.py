"""What the site is made from: every code, command and key has its place; links are rewritten and checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.docsite import links, navigation, pages, reference
from specloom import registry
from specloom.diff.changes import codes
from specloom.load import config_json_schema

_WHERE = {
    "docs/index.md": "index.md",
    "docs/a/b.md": "a/b.md",
    "ARCHITECTURE.md": "architecture.md",
}


def test_every_code_has_a_place_on_its_page() -> None:
    text = reference.diagnostics()
    assert all(f"{{ #{code} }}" in text for code in registry.explanations())
    text = reference.changes()
    assert all(f"{{ #{code} }}" in text for code in codes())


def test_every_command_is_listed_with_its_options() -> None:
    text = reference.commands()
    for name in ("generate", "diff", "explain", "doctor", "init", "schema", "stats"):
        assert f"## {name} {{ #{name} }}" in text
    assert "`--fail-on" in text
    assert "specloom diff old.yaml new.yaml" in text


def test_every_key_of_the_configuration_is_listed() -> None:
    text = reference.configuration()
    for name, part in config_json_schema()["$defs"].items():
        section = text.partition(f"## {name} {{ #{name} }}")[2].partition("\n## ")[0]
        assert all(f"| `{key}` |" in section for key in part.get("properties", {})), name
    assert "| `resource` | text | *required* |" in text


def test_hand_written_pages_have_whole_links_and_a_place() -> None:
    found = pages.hand_written()
    listed = set(navigation.written(navigation.site([])))
    assert {page for page in found if page.endswith(".md")} <= listed


@pytest.mark.parametrize(
    ("path", "link", "rewritten"),
    [
        ("docs/index.md", "[x](a/b.md#c)", "[x](a/b.md#c)"),
        ("docs/a/b.md", "[x](../../ARCHITECTURE.md)", "[x](../architecture.md)"),
        ("ARCHITECTURE.md", "[x](docs/a/b.md)", "[x](a/b.md)"),
        ("docs/index.md", "[the makefile](../Makefile)", "the makefile (`Makefile`)"),
        ("docs/index.md", "[x](https://a.test/)", "[x](https://a.test/)"),
        ("docs/index.md", "```\n[x](nowhere.md)\n```", "```\n[x](nowhere.md)\n```"),
    ],
)
def test_links_lead_to_pages_of_the_site(path: str, link: str, rewritten: str) -> None:
    assert pages.rewritten(link, path, _WHERE) == rewritten


def test_a_link_to_nothing_is_refused() -> None:
    with pytest.raises(pages.BrokenLink, match=r"docs/index\.md: nowhere\.md"):
        pages.rewritten("[x](nowhere.md)", "docs/index.md", _WHERE)


def test_the_built_site_is_checked(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<h1 id="top">A</h1><a href="b.html#here">b</a><img src="b.html">'
    )
    (tmp_path / "b.html").write_text(
        '<p id="here"><a href="a.html#top">a</a><a href="https://x.test">'
    )
    assert not list(links.broken(tmp_path))
    (tmp_path / "c.html").write_text(
        '<a href="d.html"><a href="a.html#no"><script src="https://cdn.test/x.js"></script>'
    )
    assert list(links.broken(tmp_path)) == [
        "c.html: there is no d.html",
        "c.html: a.html#no names no anchor",
        "c.html: https://cdn.test/x.js is loaded from elsewhere",
    ]
