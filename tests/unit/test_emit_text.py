"""Strings of the spec never leave the literal or docstring that they are printed in."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import black
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specloom.emit.text import comment, docstring, literal

HOSTILE = Path(__file__).resolve().parents[3] / "shared" / "hostile"
MODE = black.Mode(line_length=100, target_versions={black.TargetVersion.PY310})
PARTS = [
    '"', '""', '"""', "'''", "\\", "\\N{DASH}", "\n", "\r", "\x0c", "\x85", "\u2028", "\0", "\u202e",
    "\ud800", "{x}", "%s", "\t", "    ", "- item ", "```", "| a | b |", "é", "日本", "\U0001f600", "word ",
    "http://" + "x" * 120, "x" * 40, "some words that wrap ", "\u00a0", "#", "\x1b[31m",
]  # fmt: skip
texts = st.lists(st.sampled_from(PARTS), max_size=40).map("".join) | st.text()
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def class_with(text: str) -> str:
    docs = docstring(text, "    ")
    first = [*docs, ""] if docs else []
    return "\n".join(["class A:", *first, "    x: int", *docs]) + "\n"


@given(texts)
@settings(max_examples=300, deadline=None)
def test_a_literal_is_its_value(text: str) -> None:
    source = literal(text)
    assert ast.literal_eval(source) == text
    assert not FORBIDDEN.search(source)
    assert "\n" not in source


@given(texts)
@settings(max_examples=200, deadline=None)
def test_literals_are_quoted_as_the_formatter_does(text: str) -> None:
    source = f"x = [\n    {literal(text)},\n    1,\n]\n"
    assert black.format_str(source, mode=MODE) == source


@given(texts)
@settings(max_examples=300, deadline=None)
def test_a_docstring_is_one_string_and_stable(text: str) -> None:
    source = class_with(text)
    assert not FORBIDDEN.search(source)
    (definition,) = ast.parse(source).body
    assert isinstance(definition, ast.ClassDef)
    kinds = [type(node) for node in definition.body]
    assert kinds in ([ast.AnnAssign], [ast.Expr, ast.AnnAssign, ast.Expr])
    assert black.format_str(source, mode=MODE) == source


@given(st.lists(st.sampled_from(["alpha", "beta", "gamma-delta", "\n"]), min_size=1))
def test_a_docstring_keeps_every_word_and_line(words: list[str]) -> None:
    text = " ".join(words)
    printed = "\n".join(docstring(text, "")).strip('"')
    assert printed.split() == text.split()
    assert all(len(line) <= 100 for line in docstring(f"{text} " * 9, "    "))


@given(texts)
def test_comments_are_comments(text: str) -> None:
    assert all(line.startswith("#") for line in comment(text))
    assert not FORBIDDEN.search("\n".join(comment(text)))


def test_scalars() -> None:
    values = [None, True, 1, 1.5, "a"]
    assert [ast.literal_eval(literal(value)) for value in values] == values
    assert literal(float("inf")) == 'float("inf")'
    assert literal('say "hi"') == "'say \"hi\"'"
    assert literal("it's") == '"it\'s"'
    assert literal("\u202e\ud800\xa0é") == '"\\u202e\\ud800\\xa0é"'


def test_prose_keeps_code_and_lists() -> None:
    text = "Use it so:\n\n```\n" + "x" * 30 + " " + "y" * 90 + "\n```\n\n- " + "word " * 30
    lines = docstring(text, "    ")
    assert "    " + "x" * 30 + " " + "y" * 90 in lines
    assert [line for line in lines if line.startswith("      word")]


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the shared hostile documents are absent")
def test_hostile_descriptions_stay_strings() -> None:
    document = json.loads((HOSTILE / "a02_descriptions.json").read_text("utf-8"))
    stack: list[object] = [document]
    seen = 0
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            stack += node.values()
        elif isinstance(node, list):
            stack += node
        elif isinstance(node, str):
            (definition,) = ast.parse(class_with(node)).body
            assert isinstance(definition, ast.ClassDef)
            assert len(definition.body) in (1, 3)
            seen += 1
    assert seen > 100
