"""The hand-written pages: those of `docs/` and the papers at the root, with links that fit where they end up."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PAPERS = {
    "ARCHITECTURE.md": "architecture.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
}
"""Files at the root of the repository that are pages of the site."""

_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)")
_FENCE = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)
_SUFFIXES = {".md", ".png", ".svg"}


class BrokenLink(Exception):
    """A link of a hand-written page that leads to no file of the repository."""


def hand_written() -> dict[str, str | bytes]:
    """Each page and picture by its path on the site. Raises :class:`BrokenLink`."""
    where = {path: page for path, page in PAPERS.items() if (ROOT / path).is_file()}
    for file in sorted((ROOT / "docs").rglob("*")):
        if file.suffix in _SUFFIXES:
            where[file.relative_to(ROOT).as_posix()] = file.relative_to(ROOT / "docs").as_posix()
    found: dict[str, str | bytes] = {}
    for path, page in where.items():
        if page.endswith(".md"):
            found[page] = rewritten((ROOT / path).read_text("utf-8"), path, where)
        else:
            found[page] = (ROOT / path).read_bytes()
    return found


def rewritten(text: str, path: str, where: dict[str, str]) -> str:
    """A page whose links lead to pages of the site; what is no page is named, not linked."""
    pieces = _FENCE.split(text)
    return "".join(
        piece if index % 2 else _LINK.sub(lambda found: _link(found, path, where), piece)
        for index, piece in enumerate(pieces)
    )


def _link(found: re.Match[str], path: str, where: dict[str, str]) -> str:
    label, target = found.groups()
    file, mark, fragment = target.partition("#")
    if not file or "://" in target or target.startswith("mailto:"):
        return found.group()
    named = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
    if named in where:
        here = posixpath.dirname(where.get(path, path))
        return f"[{label}]({posixpath.relpath(where[named], here or '.')}{mark}{fragment})"
    if not (ROOT / named).exists():
        if named.startswith(("docs/reference/", "docs/packages/")):
            return found.group()
        raise BrokenLink(f"{path}: {target}")
    return label if "`" in label or named in label else f"{label} (`{named}`)"
