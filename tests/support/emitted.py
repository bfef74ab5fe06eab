"""Small APIs as IR, and the packages that are printed from them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from specloom.emit.types import emit_types
from specloom.ir.resources import Api, Client, Project
from specloom.ir.types import (
    AliasDefinition,
    Definition,
    Face,
    Field,
    LiteralType,
    NamedType,
    ObjectDefinition,
    Scalar,
    ScalarType,
    TypeExpr,
    TypeModule,
    TypeName,
    UnionType,
)
from tests.support.runtime import build_runtime

STR = ScalarType(Scalar.STRING)
INT = ScalarType(Scalar.INTEGER)
ANY = ScalarType(Scalar.ANY)
NULL = ScalarType(Scalar.NULL)


def name(path: str, class_name: str) -> TypeName:
    """``name("beta/run", "Run")``."""
    return TypeName(tuple(path.split("/")), class_name)


def ref(path: str, class_name: str) -> NamedType:
    """A reference to a definition."""
    return NamedType(name(path, class_name))


def only(value: str) -> LiteralType:
    """A literal with one value."""
    return LiteralType((value,))


def nullable(expr: TypeExpr) -> UnionType:
    """The type or null."""
    return UnionType((expr, NULL))


def field(attribute: str, expr: TypeExpr, required: bool = True, **more: object) -> Field:
    """A field whose wire name is its attribute unless ``wire`` is given."""
    known: dict[str, object] = {"wire": attribute, **more}
    return Field(attribute, type=expr, required=required, **known)  # type: ignore[arg-type]


def model(path: str, class_name: str, *fields: Field, **more: object) -> ObjectDefinition:
    """A class, a response model unless ``face`` is given."""
    known: dict[str, object] = {"face": Face.RESPONSE, **more}
    return ObjectDefinition(name(path, class_name), fields=fields, **known)  # type: ignore[arg-type]


def alias(
    path: str,
    class_name: str,
    expr: TypeExpr,
    face: Face = Face.RESPONSE,
    recursive: bool = False,
    docs: str = "",
) -> AliasDefinition:
    """A named type that is no class."""
    return AliasDefinition(name(path, class_name), face, expr, docs, recursive)


def modules(*definitions: Definition) -> tuple[TypeModule, ...]:
    """The files of some definitions, each exporting its last definition."""
    paths: dict[tuple[str, ...], list[Definition]] = {}
    for definition in definitions:
        paths.setdefault(definition.name.module, []).append(definition)
    return tuple(
        TypeModule(path, tuple(found), (found[-1].name.name,)) for path, found in paths.items()
    )


def api(types: Sequence[TypeModule], mapping_access: bool = False) -> Api:
    """An API that has types only."""
    project = Project("sdk", "sdk", "1", "", "", "", "1", "MIT")
    client = Client("Client", (), (), "", (), (), "SDKError", "LOG", mapping_access=mapping_access)
    return Api(project, client, (), (), (), tuple(types))


def emit(*definitions: Definition, mapping_access: bool = False) -> dict[str, str]:
    """The printed files of some definitions."""
    return emit_types(api(modules(*definitions), mapping_access))


def write_package(folder: Path, files: dict[str, str], package: str) -> Path:
    """Write the runtime and printed files as an importable package into ``folder``."""
    root = build_runtime(folder).rename(folder / package)
    (root / "_aio" / "example.py").unlink()
    (root / "_sync" / "example.py").unlink()
    (root / "py.typed").touch()
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return root


class Package:
    """A printed package that can be imported; ``package["types.run"]`` imports a module of it."""

    def __init__(self, folder: Path, files: dict[str, str], package: str) -> None:
        self.name = package
        self.root = write_package(folder, files, package)
        sys.path.insert(0, str(folder))
        importlib.invalidate_caches()

    def __getitem__(self, module: str) -> ModuleType:
        return importlib.import_module(f"{self.name}.{module}")

    def close(self) -> None:
        """Forget the package."""
        sys.path.remove(str(self.root.parent))
        for module in [name for name in sys.modules if name.split(".")[0] == self.name]:
            del sys.modules[module]
