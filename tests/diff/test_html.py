"""The page: whole without a network or a script, filters in plain CSS, hostile strings stay text."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from specloom.diagnostics import Source
from specloom.diff.comparison import Comparison
from specloom.diff.page import page as page_of
from specloom.diff.wide_kinds import VersionChanged
from tests.diff.conftest import CONFIG, SPEC, Run

VOID = {"meta", "input", "circle", "path", "rect", "br"}
REQUESTING = {"src", "href", "action", "srcset", "data", "background", "poster", "xlink:href"}


class Tree(HTMLParser):
    """Checks that elements close as they open; keeps attributes by element, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def classes(self, tag: str, first: str) -> list[str]:
        """The classes of elements whose first class is ``first``."""
        found = [attrs.get("class") or "" for name, attrs in self.elements if name == tag]
        return [item for item in found if item.split()[:1] == [first]]


@pytest.fixture
def page(compared: Run) -> str:
    arguments = ["old.yaml", "new.yaml", "--config", "c.yml", "--format", "html"]
    return compared(*arguments).stdout


def test_one_file_that_asks_for_nothing_else(page: str) -> None:
    tree = Tree(page)
    names = {name for _, attrs in tree.elements for name in attrs}
    assert not names & REQUESTING
    assert not any(name.startswith("on") for name in names)
    assert "@import" not in page
    assert "url(" not in page
    assert {tag for tag, _ in tree.elements} & {"link", "iframe", "object", "embed", "img"} == set()
    script = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    assert len(script) == 1
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in page


def test_each_change_is_a_row_that_every_filter_knows(page: str) -> None:
    rows = Tree(page).classes("tbody", "change")
    assert rows == [
        "change breaking r0 wire-risk types-breaks runtime-breaks",
        "change breaking r0 wire-breaks types-safe runtime-breaks",
    ]
    assert '<option value="r0">jobs (2)</option>' in page
    assert '<input type="checkbox" id="show-breaking" checked>' in page
    for key in ("r0", "wire-risk", "types-safe", "runtime-breaks"):
        rule = f'main:has(option[value="{key}"]:checked) .change:not(.{key}) {{ display: none; }}'
        assert rule in page
    rule = "main:has(#show-breaking:not(:checked)) .change.breaking { display: none; }"
    assert rule in page


def test_the_lines_of_both_places_are_marked(page: str) -> None:
    minus = re.findall(r'class="line minus"><i>(\d+)</i><b>-</b>(.*)', page)
    plus = re.findall(r'class="line plus"><i>(\d+)</i><b>\+</b>(.*)', page)
    holder = re.findall(r'class="line holder"><i>(\d+)</i><b>›</b>(.*)', page)
    assert ("32", "  id: {type: string}") in minus
    assert [(number, text.strip()) for number, text in plus] == [
        ("23", "size: {type: integer, maximum: 8}")
    ]
    assert ("28", "Job:") in [(number, text.strip()) for number, text in holder]


def test_the_lifecycle_is_drawn_before_and_after(compared: Run, tmp_path: Path) -> None:
    for name, done in (("a.yml", "[done]"), ("b.yml", "[done, lost]")):
        text = CONFIG.replace("success: [done]", f"success: {done}")
        text = text.replace("[waiting, running]", "[waiting]") if name == "b.yml" else text
        text = text.replace("[done, lost]", "[done, lost, running]")
        Path(name).write_text(text, encoding="utf-8")
    configs = ["--old-config", "a.yml", "--new-config", "b.yml"]
    output = compared("old.yaml", "grown.yaml", *configs, "--format", "html").stdout
    assert output.count("<svg") == 2
    fates = re.findall(r'<text class="name (\w+)"[^>]*>([^<]*)</text>', output)
    before, after = fates[:3], fates[3:]
    assert before == [("same", "waiting"), ("moved", "running"), ("same", "done")]
    assert after == [("same", "waiting"), ("same", "done"), ("alone", "lost"), ("moved", "running")]
    assert "<code>job</code> has changed" in output


def test_without_a_configuration_the_page_stands(compared: Run) -> None:
    output = compared("old.yaml", "new.yaml", "--format", "html").stdout
    assert "<svg" not in output
    assert len(Tree(output).classes("tbody", "change")) == 2
    same = compared("old.yaml", "old.yaml", "--format", "html").stdout
    assert "Nothing changed." in same
    Tree(same)


def test_what_is_ignored_stands_with_its_reason(compared: Run) -> None:
    rule = "{code: '*', place: '#/paths', reason: '<b>old</b>', expires: 2999-01-01}"
    Path("rules.yml").write_text(f"ignore: [{rule}]\n", encoding="utf-8")
    output = compared("old.yaml", "new.yaml", "--ignore", "rules.yml", "--format", "html").stdout
    assert "&lt;b&gt;old&lt;/b&gt; (until 2999-01-01)" in output
    assert len(Tree(output).classes("tbody", "change")) == 1


HOSTILE = "</pre></script><script>alert(1)</script>{{7*7}}\\u202e\\u0007"


def test_hostile_strings_stay_text(compared: Run) -> None:
    for name, word in (("old.yaml", "id"), ("new.yaml", "state")):
        text = SPEC.replace(f"        {word}:", f'        "{HOSTILE}{word}":')
        text = text.replace("Job", "J<ob>").replace("running, done", '"<i>", "]]>", done')
        Path(name).write_text(text, encoding="utf-8")
    output = compared("old.yaml", "new.yaml", "--format", "html").stdout
    tree = Tree(output)
    assert sum(tag == "script" for tag, _ in tree.elements) == 1
    assert "alert(1)" in "".join(tree.text)
    assert "49" not in "".join(tree.classes("tbody", "change"))
    assert "{{7*7}}" in output
    assert "\u202e" not in output
    assert "\x07" not in output


def test_changes_of_the_package_belong_to_the_resource_that_they_name() -> None:
    subjects = ("client.jobs.tasks.start", "client.ping", "types.jobs.Job", "Job")
    changes = [VersionChanged(Source("a"), Source("b"), subject) for subject in subjects]
    shown = page_of(Comparison(changes))
    names = {choice.key: choice.text for choice in shown.resources}
    found = [names[row.classes.split()[1]] for row in shown.rows]
    assert found == ["jobs.tasks", "outside of resources", "types", "outside of resources"]


def test_the_same_input_gives_the_same_bytes(compared: Run) -> None:
    arguments = ["old.yaml", "new.yaml", "--config", "c.yml", "--format", "html"]
    assert compared(*arguments).stdout == compared(*arguments).stdout


def test_a_line_of_a_megabyte_is_cut(compared: Run, tmp_path: Path) -> None:
    for name in ("old", "new"):
        text = Path(f"{name}.yaml").read_text(encoding="utf-8")
        long = "x" * 1_000_000
        Path(f"{name}.yaml").write_text(text.replace("size:", f"size: # {long}\n                 "))
    assert len(compared("old.yaml", "new.yaml", "--format", "html").stdout) < 60_000
