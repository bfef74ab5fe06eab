"""Packages whose names are imported when they are first used (PEP 562), so that importing one is cheap."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from threading import local

_Names = Mapping[str, "tuple[str, str]"]


class _Queue(local):
    """What the imports that run in this thread have put off."""

    def __init__(self) -> None:
        self.waiting: list[tuple[str, _Names]] = []
        self.running = False


_queue = _Queue()


def lazy_exports(
    package: str, modules: Mapping[str, Sequence[str]]
) -> tuple[Callable[[str], object], Callable[[], list[str]], list[str]]:
    """``__getattr__``, ``__dir__`` and ``__all__`` of ``package``.

    ``modules`` has, for each of the package's modules, the names that the package gets from it. A
    module is an attribute of the package as well, whether it has been imported before or not.
    """
    homes = {name: module for module, names in modules.items() for name in names}

    def load(name: str) -> object:
        home = homes.get(name)
        if home is not None:
            value = getattr(import_module(f"{package}.{home}"), name)
        elif name in modules:
            value = import_module(f"{package}.{name}")
        else:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        setattr(sys.modules[package], name, value)
        return value

    def listed() -> list[str]:
        return sorted({*vars(sys.modules[package]), *homes, *modules})

    return load, listed, list(homes)


def import_late(module: str, names: _Names) -> None:
    """Give ``module`` names of other modules, once the imports that are under way are done.

    ``names`` maps each name to the relative module it comes from and what it is called there. For
    modules that need each other in a row too long for imports to nest; called at the module's end.
    """
    _queue.waiting.append((module, names))
    if _queue.running:
        return
    _queue.running = True
    try:
        while _queue.waiting:
            waiting, wanted = _queue.waiting.pop()
            package = waiting.rpartition(".")[0]
            for name, (home, original) in wanted.items():
                value = getattr(import_module(home, package), original)
                setattr(sys.modules[waiting], name, value)
    finally:
        _queue.running = False
        _queue.waiting.clear()
