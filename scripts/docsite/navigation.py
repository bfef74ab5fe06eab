"""Which page stands where in the navigation."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.docsite.api import ApiPages
from scripts.docsite.pages import ROOT

Entry = tuple[str, "str | list[Entry]"]
"""A title, and either a page or what stands below it."""

_START: list[Entry] = [
    ("Start", "index.md"),
    ("Tutorial", "tutorial.md"),
]
_HOW_TO: list[Entry] = [
    ("Streaming", "how-to/streaming.md"),
    ("Lifecycles", "how-to/lifecycles.md"),
    ("Helpers", "how-to/helpers.md"),
    ("Testing", "how-to/testing.md"),
    ("Keeping hand edits", "hand-edits.md"),
    ("Comparing revisions", "diff.md"),
    ("Diffing in CI", "how-to/diff-in-ci.md"),
    ("Coming from Stainless", "how-to/from-stainless.md"),
    ("Coming from openapi-generator", "how-to/from-openapi-generator.md"),
]
_REFERENCE: list[Entry] = [
    ("Command line", "reference/cli.md"),
    ("Configuration", "config-extensions.md"),
    ("Configuration keys", "reference/config.md"),
    ("Diagnostics", "reference/diagnostics.md"),
    ("Changes", "reference/changes.md"),
    ("What diff checks", "diff-checks.md"),
    ("Reading documents", "load.md"),
    ("What a document becomes", "documents.md"),
]
_BACKGROUND: list[Entry] = [
    ("Architecture", "architecture.md"),
    ("Contributing", "contributing.md"),
    ("Differences from openai", "differences-from-openai.md"),
    ("Differences from langgraph_sdk", "differences-from-langgraph-sdk.md"),
    ("Changelog", "changelog.md"),
]
_PAPERS = {"architecture.md", "contributing.md", "changelog.md"}


def site(package_entries: list[Entry]) -> list[Entry]:
    """The navigation of the whole site; hand-written pages that nobody has listed stand at the end."""
    listed = {path for _, path in [*_START, *_HOW_TO, *_REFERENCE, *_BACKGROUND]}
    folder = ROOT / "docs"
    present = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.md"))}
    more: list[Entry] = [
        (path.read_text("utf-8").partition("\n")[0].lstrip("# ").replace('"', "'"), name)
        for name, path in present.items()
        if name not in listed
    ]
    known = {*present, *_PAPERS}

    def there(entries: list[Entry]) -> list[Entry]:
        return [
            item for item in entries if item[1] in known or str(item[1]).startswith("reference/")
        ]

    return [
        *there(_START),
        ("How to", there(_HOW_TO)),
        ("Reference", there(_REFERENCE)),
        ("Packages", [("All packages", "packages/index.md"), *package_entries]),
        ("Background", [*there(_BACKGROUND), *more]),
    ]


def packages(folder: str, made: ApiPages) -> Entry:
    """The navigation of one generated package."""
    pages = made.pages()
    resources: list[Entry] = [
        (title, f"{folder}/{path}")
        for path, (title, _) in pages.items()
        if path.startswith("resources/")
    ]
    types: list[Entry] = [
        (title, f"{folder}/{path}")
        for path, (title, _) in pages.items()
        if path.startswith("types")
    ]
    start: Entry = ("Overview", f"{folder}/index.md")
    return made.api.project.distribution, [start, ("Resources", resources), ("Types", types)]


def written(entries: list[Entry]) -> Iterator[str]:
    """Every page of a navigation."""
    for _, content in entries:
        if isinstance(content, str):
            yield content
        else:
            yield from written(content)
