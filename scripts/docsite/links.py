"""`python -m scripts.docsite.links FOLDER`: fail where a page of the site leads nowhere, or asks another server.

Pages, pictures, styles and scripts must be there, and so must anchors. A link to another site is only a
link; whatever is loaded when a page is read must come from the site itself.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LOADED = {"img": "src", "script": "src", "source": "src", "iframe": "src", "video": "src"}
_PAGE_RELATIONS = {"canonical", "next", "prev", "alternate"}


@dataclass
class Page(HTMLParser):
    """What one page refers to and what it can be referred to by."""

    links: list[str] = field(default_factory=lambda: list[str]())
    loaded: list[str] = field(default_factory=lambda: list[str]())
    anchors: set[str] = field(default_factory=lambda: set[str]())

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element refers to."""
        values = {name: value or "" for name, value in attrs}
        self.anchors.update(values[name] for name in ("id", "name") if name in values)
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        elif tag == "link" and not _PAGE_RELATIONS & set(values.get("rel", "").split()):
            self.loaded.append(values.get("href", ""))
        elif values.get(_LOADED.get(tag, "")):
            self.loaded.append(values[_LOADED[tag]])


def broken(folder: Path) -> Iterator[str]:
    """One line for each reference that is wrong, in the order of the pages."""
    pages = {path.resolve(): _read(path) for path in sorted(folder.rglob("*.html"))}
    for path, page in pages.items():
        if path.name == "404.html":  # its addresses count from the root of a server
            continue
        shown = path.relative_to(folder.resolve())
        for target in [*page.links, *page.loaded]:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                if target in page.loaded and parts.scheme != "data":
                    yield f"{shown}: {target} is loaded from elsewhere"
                continue
            file = path.parent / unquote(parts.path) if parts.path else path
            file = (file / "index.html" if file.is_dir() else file).resolve()
            if not file.is_file():
                yield f"{shown}: there is no {target}"
            elif parts.fragment and file in pages:
                if unquote(parts.fragment) not in pages[file].anchors | {"__top"}:
                    yield f"{shown}: {target} names no anchor"


def _read(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text("utf-8"))
    return page


def main(folder: Path) -> int:
    """Print what is wrong; 1 where something is, or where there is no page at all."""
    found = list(broken(folder))
    count = len(list(folder.rglob("*.html")))
    for line in found:
        print(line, file=sys.stderr)
    if not count:
        print(f"{folder} holds no page", file=sys.stderr)
    else:
        print(f"{count} pages, {len(found)} broken references")
    return 1 if found or not count else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
