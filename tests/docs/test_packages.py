"""The pages of generated packages: every method has its place, every type that is named has a page."""

from __future__ import annotations

import html
import posixpath
import re
from functools import cache
from pathlib import Path

import griffe
import pytest

from scripts.docsite.annotations import Links
from scripts.docsite.api import ApiPages, resource_file
from scripts.docsite.states import picture

_ROOT = Path(__file__).resolve().parents[2]
_CONFIGS = sorted((_ROOT / "spec").glob("*/specloom.yml"))
_LINK = re.compile(r'<a href="([^"#]+)#([^"]+)">')
_ANCHOR = re.compile(r"\{ #(\S+) \}")


@cache
def made(config: Path) -> ApiPages:
    return ApiPages(config)


@pytest.fixture(params=_CONFIGS, ids=lambda path: path.parent.name)
def pages(request: pytest.FixtureRequest) -> ApiPages:
    return made(request.param)


def test_every_method_has_its_place(pages: ApiPages) -> None:
    texts = pages.pages()
    for path, example in pages.examples.items():
        if len(path) > 1:
            _, text = texts[resource_file(path[:-1])]
            section = text.partition(f"## {path[-1]} {{ #{path[-1]} }}")[2].partition("\n## ")[0]
            assert html.escape(example.operation.path) in section, path
            assert example.call in section, path


def test_every_link_leads_to_a_type(pages: ApiPages) -> None:
    texts = {path.removesuffix(".md") + ".html": text for path, (_, text) in pages.pages().items()}
    anchors = {path: set(_ANCHOR.findall(text)) for path, text in texts.items()}
    links = [(path, *link) for path, text in texts.items() for link in _LINK.findall(text)]
    assert len(links) > 50
    for path, target, anchor in links:
        page = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        assert anchor in anchors[page], f"{path}: {target}#{anchor}"


def test_lifecycles_are_drawn_with_each_state(pages: ApiPages) -> None:
    texts = pages.pages()
    for item in pages.api.lifecycles:
        drawn = picture(item)
        for state in (*item.pending, *item.action, *item.success, *item.failure):
            assert f">{html.escape(state)}</text>" in drawn
        assert drawn in texts[resource_file(item.resource)][1]
        assert drawn in pages.start()
    assert "```mermaid" not in pages.start()


def test_annotations_are_shown_without_what_can_be_left_out() -> None:
    text = "from a import B, Omit\ndef f(x: B | None | Omit, y: 'Literal[\"<b>\"]') -> B: ..."
    with griffe.temporary_visited_module(text) as module:
        function = module["f"]
        links = Links({"a.B": "types.html#b"})
        shown = links.annotation(function.parameters["x"].annotation, 2)
        assert shown == '<a href="../../types.html#b">B</a> | None'
        assert "&lt;b&gt;" in links.annotation(function.parameters["y"].annotation, 0)
