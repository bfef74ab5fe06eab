"""Every code in the source is explained, every explanation belongs to a code, and every code is met by a test."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from specloom import registry
from specloom.diff.changes import codes
from specloom.explanation import Explanation

_ROOT = Path(__file__).resolve().parents[2]
_SOURCE = _ROOT / "generator" / "specloom"
_CODE = re.compile(r"[a-z]+(-[a-z]+)*")
_WORD = re.compile(r"(?<=[\"'`\[ ])[a-z]+(?:-[a-z]+)*(?=[\"'`\] ,:])")
_REPORTERS = {"error", "warn", "note"}


def _takers(trees: list[ast.Module]) -> dict[str, set[int]]:
    """Functions and classes that take a code, and where it may stand among their arguments."""
    found = {"Diagnostic": {0}, **{name: {0} for name in _REPORTERS}}
    for node in (node for tree in trees for node in ast.walk(tree)):
        members = node.body if isinstance(node, ast.ClassDef) else [node]
        for item in members:
            if not isinstance(item, ast.FunctionDef):
                continue
            names = [argument.arg for argument in item.args.args if argument.arg != "self"]
            if "code" in names:
                taker = (
                    node.name
                    if isinstance(node, ast.ClassDef) and item.name == "__init__"
                    else item.name
                )
                found.setdefault(taker, set()).add(names.index("code"))
    return found


def _used() -> Iterator[tuple[str, str]]:
    """Each code that the source hands to something that takes one, with its place."""
    files = [path for path in sorted(_SOURCE.rglob("*.py")) if "explained" not in path.name]
    trees = [ast.parse(path.read_text("utf-8")) for path in files]
    takers = _takers(trees)
    for path, tree in zip(files, trees, strict=True):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func
                name = (
                    called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                )
                # Put together, a code would be found neither here nor by somebody who searches for it.
                whole = name not in _REPORTERS or not isinstance(node.args[0], ast.JoinedStr)
                assert whole, f"{path.name}:{node.lineno}"
                for position in takers.get(name, ()):
                    for text in _texts(node.args[position : position + 1]):
                        yield text, f"{path.name}:{node.lineno}"


def _texts(arguments: list[ast.expr]) -> Iterator[str]:
    for argument in arguments:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            if _CODE.fullmatch(argument.value):
                yield argument.value


def _tested() -> set[str]:
    """The codes that the tests and their expected messages hold, between quotes, brackets or spaces."""
    found: set[str] = set()
    for path in (_ROOT / "tests").rglob("*"):
        if path.suffix in {".py", ".txt", ".tsv", ".yml", ".yaml", ".ambr", ".md"} and path != Path(
            __file__
        ):
            found.update(_WORD.findall(path.read_text("utf-8")))
    return found


def test_every_code_is_explained() -> None:
    missing = {
        f"{code} ({place})" for code, place in _used() if code not in registry.explanations()
    }
    assert not missing, "explain them in the explained_… module of their layer"


def test_every_explanation_belongs_to_a_code() -> None:
    assert not set(registry.explanations()) - {code for code, _ in _used()}


def test_every_code_is_met_by_a_test() -> None:
    unmet = sorted(set(registry.explanations()) - _tested())
    assert not unmet


def test_a_code_is_explained_once_and_is_no_kind_of_change() -> None:
    listed = [item.code for section in registry.SECTIONS.values() for item in section]
    assert len(listed) == len(set(listed))
    assert not set(listed) & set(codes())


@pytest.mark.parametrize("item", registry.explanations().values(), ids=lambda item: item.code)
def test_an_explanation_says_all_in_whole_sentences(item: Explanation) -> None:
    for text in (item.meaning, item.cause, item.cure):
        assert text[0].isupper() or text[0] == "`"
        assert text.endswith(".")
    levels = "|".join(level.value for level in item.levels)
    assert re.search(
        rf"(^|^\S+ )({levels})\[{item.code}\]: \S", item.example.replace("specloom diff ", "")
    )
