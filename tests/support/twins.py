"""The structure of a file without its strings, and harmless twins of hostile documents."""

from __future__ import annotations

import ast
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any, cast
from urllib.parse import quote, unquote

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from specloom.diagnostics import escape_token
from specloom.load.pointer import unescape

Shape = tuple[object, ...]


_PLAIN = re.compile(r"(https?://)?[\w/{}.+*$ -]*")
_HEAD = re.compile(r"https?://[\w.-]+/|/|")


def harmless(text: str) -> str:
    """The words of a text, its lines, and what makes it a path or an address: nothing else that any syntax knows.

    Names that are made of either are the same. A text of such characters alone is its own twin.
    """
    if _PLAIN.fullmatch(text):
        return text
    head = _HEAD.match(text)
    start = head[0] if head else ""
    kept = "\n+/{}" if start == "/" else "\n+"
    quoteless = text.removeprefix(start).replace("'", "")
    same = (char.isalnum() or char in kept or unicodedata.combining(char) for char in quoteless)
    return start + "".join(map(lambda char, it: char if it else " ", quoteless, same))


class Twin:
    """Copies a document with a harmless text in the place of each text, keys included; references follow.

    Different texts stay different: one whose harmless form is taken, or is nothing but spaces, stays as it is.
    ``wanted`` says which texts are to become others, ``changed`` counts them.
    """

    def __init__(self, wanted: Callable[[str], bool] = lambda _: True) -> None:
        self._wanted = wanted
        self._made: dict[str, str] = {}
        self._taken: set[str] = set()

    @property
    def changed(self) -> int:
        return sum(1 for text, made in self._made.items() if text != made)

    def of(self, value: object) -> Any:
        if isinstance(value, dict):
            members = cast(dict[str, Any], value).items()
            return {self._text(key): self._member(key, item) for key, item in members}
        if isinstance(value, list):
            return [self.of(item) for item in cast(list[object], value)]
        return self._text(value) if isinstance(value, str) else value

    def _member(self, key: str, value: object) -> Any:
        if key == "$ref" and isinstance(value, str) and value.startswith("#/"):
            made = [self._text(unescape(unquote(token))) for token in value[2:].split("/")]
            return "#/" + "/".join(quote(escape_token(token), safe="") for token in made)
        return self.of(value)

    def _text(self, text: str) -> str:
        if text in self._made:
            return self._made[text]
        made = harmless(text) if self._wanted(text) else text
        if made in self._taken or not made.strip():
            made = text
        self._taken.add(made)
        self._made[text] = made
        return made


def shape(path: str, text: str) -> Shape:
    """The structure of a file, without its strings; of a file of another kind, its number of lines."""
    if path.endswith(".py"):
        return tuple(_python(ast.parse(text)))
    if path.endswith(".toml"):
        return (_data(tomllib.loads(text)),)
    if path.endswith((".yml", ".yaml")):
        return (_data(yaml.safe_load(text)),)
    if path.endswith(".md"):
        return tuple(_markdown(MarkdownIt("commonmark").enable("table").parse(text)))
    if path.endswith((".html", ".xml")):
        page = _Page()
        page.feed(text)
        return tuple(page.found)
    return (text.count("\n"),)


def _python(tree: ast.AST) -> Iterator[object]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield "text"
        else:
            yield type(node).__name__
            for _, value in ast.iter_fields(node):
                if isinstance(value, str | int | float | bytes | None):
                    yield value


def _data(value: object) -> object:
    if isinstance(value, dict):
        return {key: _data(item) for key, item in cast(dict[object, object], value).items()}
    if isinstance(value, list):
        return [_data(item) for item in cast(list[object], value)]
    return "text" if isinstance(value, str) else value


_TEXT = ("text", "softbreak", "text_special")


def _markdown(tokens: list[Token]) -> Iterator[object]:
    for token in tokens:
        if token.type in ("fence", "code_block") and token.info == "python":
            yield from _python(ast.parse(token.content))
        if token.type not in _TEXT:
            yield token.type, token.tag, token.level
            yield from _markdown(token.children or [])


class _Page(HTMLParser):
    """Tags with the names of their attributes; the text of scripts counts by its lines."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, *(name for name, _ in attrs)))
        self._script = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")
        self._script = False

    def handle_comment(self, data: str) -> None:
        self.found.append("comment")

    def handle_data(self, data: str) -> None:
        if self._script:
            self.found.append(data)
