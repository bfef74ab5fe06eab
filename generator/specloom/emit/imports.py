"""The imports of one printed module: collected while it is printed, sorted as a linter wants them (layer 4)."""

from __future__ import annotations

import enum
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from specloom.emit.layout import STEP, WIDTH, Group, element

_THIRD_PARTY = frozenset({"httpx2", "pydantic", "pydantic_core", "typing_extensions"})
_BUILTINS = "builtins"


class When(enum.IntEnum):
    """When a printed module needs a name; a lower value serves the higher ones, too."""

    RUNTIME = 0
    """At the top of the module."""
    LATE = 1
    """At its end: the two modules import each other."""
    QUEUED = 2
    """When it and all that is being imported are done: too many files need each other."""
    TYPING = 3
    """Only type checkers read it (``if TYPE_CHECKING``)."""


@dataclass(frozen=True, slots=True)
class _Import:
    """``from module import name as alias``; ``import module`` where ``name`` is empty."""

    module: str
    name: str
    alias: str

    @property
    def statement_key(self) -> tuple[str, str]:
        """Aliased names have a statement of their own."""
        return (self.module, "" if self.alias == self.name else self.name)


@dataclass(slots=True)
class Imports:
    """What one module imports, and under which names.

    ``module`` is the path of the printed module below the package root (``("types", "beta", "thread")``;
    a package's own file ends with ``"__init__"``). ``reserved`` are the names that the module defines.
    Two things of one name are told apart: the later one gets an alias that is built from its module.
    """

    module: tuple[str, ...]
    reserved: Collection[str] = ()
    _known: dict[str, _Import] = field(default_factory=lambda: {})
    _when: dict[_Import, When] = field(default_factory=lambda: {})
    _found: dict[tuple[str, str, bool], _Import] = field(default_factory=lambda: {})

    def external(
        self, module: str, name: str, avoid: Collection[str] = (), when: When = When.RUNTIME
    ) -> str:
        """Import ``name`` of an absolute module; returns the name to use, which is none of ``avoid``."""
        return self._add(module, name, avoid, when)

    def local(
        self,
        target: tuple[str, ...],
        name: str,
        avoid: Collection[str] = (),
        when: When = When.RUNTIME,
    ) -> str:
        """Import ``name`` of a module of this package (path below its root); returns the name to use."""
        return self._add(self.relative(target), name, avoid, when, target)

    def builtin(self, name: str, avoid: Collection[str] = ()) -> str:
        """The name to use for a builtin: its own where nothing of the module hides it."""
        if name not in avoid and name not in self.reserved and name not in self._known:
            return name
        return self._add(_BUILTINS, name, (*avoid, name), When.RUNTIME)

    def whole(self, module: str) -> str:
        """``import module`` of an absolute module at the top; returns its name."""
        self._when[_Import(module, "", module)] = When.RUNTIME
        return module

    def relative(self, target: tuple[str, ...]) -> str:
        """The relative form of a module of this package, as it stands behind ``from``."""
        own = self.module[:-1]
        common = 0
        while common < min(len(own), len(target)) and own[common] == target[common]:
            common += 1
        return "." * (len(own) - common + 1) + ".".join(target[common:])

    def _add(
        self,
        module: str,
        name: str,
        avoid: Collection[str],
        when: When,
        path: tuple[str, ...] = (),
    ) -> str:
        hidden = name in avoid
        found = self._found.get((module, name, hidden))
        if found is None or found.alias in avoid:
            aliases = _aliases(path, name, hidden)
            found = self._found[module, name, hidden] = self._bind(module, name, avoid, aliases)
        self._when[found] = min(when, self._when.get(found, when))
        return found.alias

    def _bind(
        self, module: str, name: str, avoid: Collection[str], aliases: Iterable[str]
    ) -> _Import:
        for alias in aliases:
            if alias in avoid or alias in self.reserved:
                continue
            known = self._known.setdefault(alias, _Import(module, name, alias))
            if (known.module, known.name) == (module, name):
                return known
        raise AssertionError("aliases do not end")

    def top(self) -> list[str]:
        """Lines of the imports at the top, without a future import, ``TYPE_CHECKING`` block included."""
        if self._of(When.QUEUED):
            self.local(("_lazy",), "import_late")
        typing = _sections(self._of(When.TYPING, When.QUEUED), WIDTH - len(STEP))
        if typing:
            self.external("typing", "TYPE_CHECKING")
        lines = _sections(self._of(When.RUNTIME))
        if typing:
            lines += ["", "if TYPE_CHECKING:", *_indented(typing)]
        return lines

    def bottom(self) -> list[str]:
        """Lines of the imports that close a circle: they stand below the module's definitions."""
        lines = _sections(self._of(When.LATE), comment="  # noqa: E402")
        queued = self._of(When.QUEUED)
        if queued:
            entries = sorted((item.alias, item.module, item.name) for item in queued)
            lines += ["", ""] if lines else []
            lines += [f"{self.local(('_lazy',), 'import_late')}(", f"{STEP}__name__,", f"{STEP}{{"]
            for alias, module, name in entries:
                home = Group("", (f'"{module}"', f'"{name}"'), call=True)
                lines += element(home, STEP * 2, f'"{alias}": ')
            lines += [f"{STEP}}},", ")"]
        return lines

    def _of(self, *when: When) -> list[_Import]:
        return [item for item, value in self._when.items() if value in when]


def _aliases(path: tuple[str, ...], name: str, hidden: bool) -> Iterable[str]:
    """Names to try, in this order; without end. ``path`` is the module where that tells one from another."""
    if not hidden:
        yield name
    if hidden or not path or not name[:1].isupper():
        yield f"_{name}"
    words = [_camel(part) for part in path]
    if words[-1:] == [name]:
        words.pop()
    for count in range(1, len(words) + 1):
        yield "".join(words[-count:]) + name
    number = 2
    while True:
        yield f"_{name}_{number}"
        number += 1


def _camel(snake: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in snake.split("_"))


def _sections(items: Iterable[_Import], room: int = WIDTH, comment: str = "") -> list[str]:
    """Import statements in the order and with the blank lines that isort and ruff agree on."""
    grouped: dict[tuple[str, str], list[_Import]] = {}
    for item in items:
        grouped.setdefault(item.statement_key, []).append(item)
    lines: list[str] = []
    last = -1
    for key in sorted(grouped, key=lambda key: _statement_order(grouped[key])):
        section = _section(key[0])
        if lines and section != last:
            lines.append("")
        lines += _statement(grouped[key], room, comment)
        last = section
    return lines


def _section(module: str) -> int:
    if module.startswith("."):
        return 2
    return 1 if module.split(".")[0] in _THIRD_PARTY else 0


def _statement_order(items: list[_Import]) -> tuple[object, ...]:
    module = items[0].module
    bare = module.lstrip(".")
    first = min(map(_member_order, items))
    plain = bool(items[0].name)
    return (_section(module), plain, len(bare) - len(module), _natural(bare), module, first)


def _member_order(item: _Import) -> tuple[object, ...]:
    name = item.name
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return (kind, _natural(name), name, "" if item.alias == name else item.alias)


@lru_cache(maxsize=65536)
def _natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Case does not count, and numbers count by their value."""
    parts = re.findall(r"\d+|\D+", name.lower())
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)


def _statement(items: list[_Import], room: int, comment: str) -> list[str]:
    if not items[0].name:
        return [f"import {items[0].module}"]
    names = [
        item.name if item.alias == item.name else f"{item.name} as {item.alias}"
        for item in sorted(items, key=_member_order)
    ]
    head = f"from {items[0].module} import "
    text = head + ", ".join(names)
    if room >= len(text) + len(comment):
        return [text + comment]
    return [f"{head}({comment}", *(f"{STEP}{name}," for name in names), ")"]


def reexports(
    modules: Mapping[str, Iterable[str]], indent: str = STEP, packages: Collection[str] = ()
) -> list[str]:
    """``from .module import Name as Name`` for each name, ``from . import module as module`` for none.

    ``packages`` are subpackages that are bound themselves, whether names are taken from them or not.
    """
    items = [
        _Import(f".{module}", name, name) for module, names in modules.items() for name in names
    ]
    items += [
        _Import(".", module, module)
        for module, names in modules.items()
        if module in packages or not tuple(names)
    ]
    lines: list[str] = []
    for item in sorted(items, key=lambda item: _statement_order([item])):
        alias = f"{item.name} as {item.name}"
        text = f"from {item.module} import {alias}"
        fits = len(indent) + len(text) <= WIDTH
        lines += [text] if fits else [f"from {item.module} import (", f"{STEP}{alias},", ")"]
    return lines


def _indented(lines: Iterable[str]) -> list[str]:
    return [STEP + line if line else "" for line in lines]
