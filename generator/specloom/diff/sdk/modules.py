"""The modules of a package, parsed by griffe from their texts; nothing of them is imported (layer 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import griffe

from specloom.diagnostics import Diagnostic, Source, SpecloomError


class Modules:
    """A package as a tree of modules.

    ``texts`` maps paths below the package's folder to their text, ``shown`` is what messages put before them.
    Modules that hold the async twin of another are left out. Raises SpecloomError (``bad-package``) where
    one is no Python.
    """

    def __init__(self, package: str, texts: Mapping[str, str], shown: str) -> None:
        self.package, self.shown = package, shown
        self.lines: dict[str, list[str]] = {}
        self._known: dict[tuple[str, ...], griffe.Module] = {}
        self._all = griffe.ModulesCollection()
        for path in sorted(texts, key=_order):
            if path.endswith(".py") and not _is_async(path, texts):
                self._add(path, texts[path])

    def _add(self, path: str, text: str) -> None:
        name = (self.package, *_dotted(path))
        parent = self._parent(name)
        try:
            module = griffe.visit(
                name[-1], Path(path), text, parent=parent, modules_collection=self._all
            )
        except (SyntaxError, RecursionError, ValueError) as error:
            line = getattr(error, "lineno", None) or 1
            place = Source(f"{self.shown}{path}", "#", line, 1)
            problem = Diagnostic("bad-package", f"this is no Python: {error.args[0]}", place)
            raise SpecloomError([problem]) from None
        self._known[name] = module
        self.lines[path] = text.split("\n")
        if parent is None:
            self._all[name[-1]] = module
        else:
            parent.set_member(name[-1], module)

    def _parent(self, name: tuple[str, ...]) -> griffe.Module | None:
        """The module that holds another; folders without an ``__init__`` are made up."""
        if len(name) == 1:
            return None
        above = name[:-1]
        if above not in self._known:
            holder = self._parent(above)
            made = griffe.Module(above[-1], filepath=Path(*above[1:], "__init__.py"), parent=holder)
            if holder is not None:
                holder.set_member(above[-1], made)
            else:
                self._all[above[-1]] = made
            self._known[above] = made
        return self._known[above]

    def module(self, *names: str) -> griffe.Module | None:
        """A module by its names below the package."""
        return self._known.get((self.package, *names))

    def below(self, *names: str) -> Iterator[griffe.Module]:
        """The modules whose names start with these, in the order of their paths."""
        head = (self.package, *names)
        for name, module in self._known.items():
            if name[: len(head)] == head:
                yield module

    def resolved(self, path: str) -> griffe.Object | None:
        """What stands at a dotted path, imports followed; None for what is not in the package."""
        seen: set[str] = set()
        while path not in seen and (path == self.package or path.startswith(f"{self.package}.")):
            seen.add(path)
            try:
                found: object = self._all[path]
            except (KeyError, griffe.GriffeError):
                return None
            if not isinstance(found, griffe.Alias):
                return found if isinstance(found, griffe.Object) else None
            path = found.target_path
        return None

    def place(self, item: griffe.Object, name: str) -> Source:
        """File and line of something, under the name that a report gives it."""
        line = item.lineno or 1
        path = Path(str(item.filepath)).as_posix()
        text = self.lines.get(path, [""])[line - 1 : line] or [""]
        column = len(text[0]) - len(text[0].lstrip()) + 1
        return Source(f"{self.shown}{path}", f"#/{name}", line, column)


def text_of(value: object) -> str:
    """An annotation or a value as Python text; empty for none."""
    return "" if value is None else str(value)


def _dotted(path: str) -> tuple[str, ...]:
    parts = path.removesuffix(".py").split("/")
    return tuple(parts[:-1] if parts[-1] == "__init__" else parts)


def _order(path: str) -> tuple[int, bool, str]:
    """Packages before what is in them."""
    return path.count("/"), not path.endswith("__init__.py"), path


def _is_async(path: str, texts: Mapping[str, str]) -> bool:
    """Whether a module is the async twin of another one that is there."""
    if path.startswith("_aio/"):
        return path.replace("_aio/", "_sync/", 1) in texts
    folder, _, name = path.rpartition("/")
    twin = name.removeprefix("async_")
    return name != twin and f"{folder}/{twin}".removeprefix("/") in texts
