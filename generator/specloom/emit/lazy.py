"""``__init__`` files that import a name when it is first used, with twins for type checkers (layer 4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from specloom.emit.imports import Imports, reexports
from specloom.emit.layout import STEP, WIDTH, Code, Group, element, one_line
from specloom.emit.text import docstring, literal


def lazy_init(
    package: tuple[str, ...],
    modules: Mapping[str, Sequence[str]],
    docs: str = "",
    before: Sequence[str] = (),
    packages: Collection[str] = (),
) -> str:
    """The text of a package's ``__init__.py``.

    ``package`` is its path below the SDK's root, ``modules`` maps each module or subpackage in it
    to the names that the package exports from it. ``before`` are lines that stand above the exports
    (``__version__`` and the like). ``packages`` are subpackages that are attributes for type checkers
    even where names are exported from them.
    """
    imports = Imports((*package, "__init__"))
    imports.external("typing", "TYPE_CHECKING")
    lazy = imports.local(("_lazy",), "lazy_exports")
    lines = docstring(docs, "")
    lines += ["", "from __future__ import annotations"] if lines else []
    if not modules:
        return "".join(f"{line}\n" for line in [*lines, *before])
    lines = lines or ["from __future__ import annotations"]
    lines += ["", *imports.top(), "", *before]
    lines += [""] if before else []
    lines += [
        "if TYPE_CHECKING:",
        *(STEP + line for line in reexports(modules, packages=packages)),
        "else:",
    ]
    lines += [f"{STEP}__getattr__, __dir__, __all__ = {lazy}("]
    lines += [f"{STEP * 2}__name__,", f"{STEP * 2}{{"]
    for module in sorted(modules):
        lines += _entry(module, modules[module], STEP * 3)
    lines += [f"{STEP * 2}}},", f"{STEP})"]
    return "\n".join(lines) + "\n"


def _entry(module: str, names: Sequence[str], indent: str) -> list[str]:
    items: tuple[Code, ...] = tuple(literal(name) for name in names)
    if len(items) == 1:
        line = f"{indent}{literal(module)}: ({one_line(items[0])},),"
        exploded = [f"{indent}{literal(module)}: (", f"{indent}{STEP}{items[0]},", f"{indent}),"]
        return [line] if len(line) <= WIDTH else exploded
    return element(Group("", items, call=True), indent, f"{literal(module)}: ")
