"""A printed module that helpers are written for: what it binds, and the signatures of its methods (layer 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import libcst as cst

from specloom.weave.helper_source import ImportedName, imported_names
from specloom.weave.inject import find_class, method_signatures, printed_module, same_thing


@dataclass(frozen=True, slots=True)
class Printed:
    """One class of a printed module. ``file`` is its path below the package, ``module`` its absolute name."""

    package: str
    file: str
    class_name: str
    node: cst.Module
    bound: Mapping[str, ImportedName]
    signatures: Mapping[str, list[cst.Param]]

    @classmethod
    def of(cls, package: str, file: str, class_name: str, text: str) -> Printed:
        """Read a printed module."""
        node = printed_module(text)
        bound = {item.bound: absolute(package, file, item) for item in imported_names(node.body)}
        return cls(package, file, class_name, node, bound, method_signatures(node, class_name))

    @property
    def module(self) -> str:
        """The absolute name of the module."""
        return ".".join((self.package, *self.file.removesuffix(".py").split("/")))

    def param(self, method: str, name: str) -> cst.Param:
        """A parameter of a printed method."""
        return next(item for item in self.signatures[method] if item.name.value == name)

    def localized(self, item: ImportedName, avoid: Iterable[str] = ()) -> ImportedName:
        """The import as this module can have it: known already, or under a name that is free here."""
        for known in self.bound.values():
            if item.name and (known.module, known.name) == (item.module, item.name):
                return replace(item, bound=known.bound)
        name = item.bound
        while self._is_taken(name, item) or name in avoid:
            name = f"_{name}"
        return replace(item, bound=name)

    def _is_taken(self, name: str, item: ImportedName) -> bool:
        known = self.bound.get(name)
        if known is not None:
            return not same_thing(known, item)
        return find_class(self.node, name) is not None

    def deprecation(self, method: str) -> list[cst.Decorator]:
        """The decorators that mark a printed method as deprecated."""
        node = find_class(self.node, self.class_name)
        found: list[cst.Decorator] = []
        for member in node.body.body if node else ():
            if isinstance(member, cst.FunctionDef) and member.name.value == method:
                found = [item for item in member.decorators if self._deprecates(item)]
        return found

    def _deprecates(self, decorator: cst.Decorator) -> bool:
        call = decorator.decorator
        if not isinstance(call, cst.Call) or not isinstance(call.func, cst.Name):
            return False
        known = self.bound.get(call.func.value)
        return known is not None and known.name == "deprecated"


def absolute(package: str, file: str, item: ImportedName) -> ImportedName:
    """An import of ``file`` (below ``package``) with the absolute name of its module."""
    if not item.module.startswith("."):
        return item
    dots = len(item.module) - len(item.module.lstrip("."))
    folder = file.split("/")[:-1]
    kept = folder[: len(folder) - (dots - 1)]
    module = ".".join([package, *kept, *filter(None, [item.module.lstrip(".")])])
    return ImportedName(item.bound, module, item.name, item.typing_only)
