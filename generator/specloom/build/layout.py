"""Where types stand: one file for each model, parameter list and response, none clashing with another (layer 3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from specloom import naming
from specloom.build.context import Context, ResourceEntry
from specloom.build.names import joined
from specloom.diagnostics import Source
from specloom.ir.types import Definition, TypeModule, TypeName


@dataclass(slots=True)
class Layout:
    """The files below ``types``. ``claim`` gives a definition its address, ``put`` fills its file."""

    context: Context
    _files: dict[tuple[str, ...], set[str]] = field(default_factory=dict[tuple[str, ...], set[str]])
    _classes: dict[tuple[str, ...], set[str]] = field(
        default_factory=dict[tuple[str, ...], set[str]]
    )
    _modules: dict[tuple[str, ...], TypeModule] = field(
        default_factory=dict[tuple[str, ...], TypeModule]
    )

    def reserve_folders(self, entries: Iterable[ResourceEntry]) -> None:
        """No file is called like a folder beside it."""
        folders = {entry.folder for entry in entries} | {("shared",), ("shared_params",)}
        for folder in sorted(folders):
            for depth in range(len(folder)):
                self._files.setdefault(folder[:depth], set()).add(folder[depth])

    def claim(self, folder: tuple[str, ...], stem: str, source: Source | None) -> TypeName:
        """The address of a definition that is to be called ``stem``.

        File names are unique without regard to case, and so are the class names that a folder exports; a definition
        that has to give way gets a number, and a warning.
        """
        files = self._files.setdefault(folder, set())
        classes = self._classes.setdefault(folder, set())
        file = naming.unique(naming.module_name(stem), files)
        name = naming.unique(self.context.casing.class_name(stem), classes)
        files.add(file)
        classes.add(name)
        if name != self.context.casing.class_name(stem):
            message = (
                f"there are two types called {self.context.casing.class_name(stem)} in one place"
            )
            hint = f"the second one is called {name}; give one of them another name"
            self.context.diagnostics.warn("type-name-clash", message, source, hint)
        return TypeName((*folder, file), name)

    def reserve_classes(self, folder: tuple[str, ...], names: Iterable[str]) -> None:
        """Further class names of a folder that are taken."""
        self._classes.setdefault(folder, set()).update(names)

    def put(self, name: TypeName, definitions: Iterable[Definition]) -> None:
        """Fill the file of ``name``; the last definition is the one that it is for."""
        self._modules[name.module] = TypeModule(name.module, tuple(definitions), (name.name,))

    def modules(self) -> tuple[TypeModule, ...]:
        """All files, by path."""
        return tuple(self._modules[path] for path in sorted(self._modules))


def stem_of(entry: ResourceEntry, method: str, suffix: str) -> str:
    """The name of a method's own type: ``run_create_params``, ``read_response`` of the client itself."""
    if entry.is_client and suffix == "response":
        return joined("_".join((method.strip("_"), suffix)))
    return joined("_".join((entry.stem, method.strip("_"), suffix)))
