"""Build an API from two small texts, and show its types as short text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import cast

import yaml

from specloom.build import build_api
from specloom.diagnostics import Diagnostics
from specloom.ir.operations import Operation
from specloom.ir.resources import Api, Resource
from specloom.ir.types import (
    AliasDefinition,
    Definition,
    DictType,
    ListStyle,
    ListType,
    LiteralType,
    NamedType,
    ObjectDefinition,
    ScalarType,
    TypeExpr,
    UnionType,
)
from specloom.load import load_document, parse_config

_LISTS = {ListStyle.LIST: "List", ListStyle.SEQUENCE: "Sequence", ListStyle.ITERABLE: "Iterable"}


def show(expr: TypeExpr) -> str:
    """A type as text: ``List[Pet | null]``; a union with a discriminator ends in ``by <wire name>``."""
    if isinstance(expr, ScalarType):
        return expr.scalar.value
    if isinstance(expr, LiteralType):
        return "Literal[" + ", ".join(repr(value) for value in expr.values) + "]"
    if isinstance(expr, ListType):
        return f"{_LISTS[expr.style]}[{show(expr.item)}]"
    if isinstance(expr, DictType):
        return f"Dict[{show(expr.value)}]"
    if isinstance(expr, NamedType):
        return expr.name.name
    assert isinstance(expr, UnionType)
    text = " | ".join(show(member) for member in expr.members)
    return f"{text} by {expr.discriminator.wire}" if expr.discriminator else text


@dataclass(frozen=True, slots=True)
class Built:
    """An API and what was said while it was built."""

    api: Api
    diagnostics: Diagnostics

    @property
    def codes(self) -> list[str]:
        """The codes of all messages, in order."""
        return [item.code for item in self.diagnostics.items]

    def resource(self, path: str) -> Resource:
        """A resource by its dotted path."""
        resources = self.api.resources
        found: Resource | None = None
        for name in path.split("."):
            found = next(item for item in resources if item.path[-1] == name)
            resources = found.children
        assert found is not None
        return found

    def method(self, path: str) -> Operation:
        """A method by its dotted path; one of the client has no dot."""
        parent, _, name = path.rpartition(".")
        operations = self.resource(parent).operations if parent else self.api.operations
        return next(item for item in operations if item.name == name)

    def files(self) -> dict[str, list[str]]:
        """The names in each file of types."""
        return {
            "/".join(module.path): [item.name.name for item in module.definitions]
            for module in self.api.types
        }

    def definition(self, file: str, name: str = "") -> Definition:
        """A definition in a file; without a name, the one that the file is for."""
        module = next(item for item in self.api.types if "/".join(item.path) == file)
        if not name:
            return module.definitions[-1]
        return next(item for item in module.definitions if item.name.name == name)

    def fields(self, file: str, name: str = "") -> dict[str, str]:
        """The fields of a class in order: attribute, ``?`` where it may be absent, and type as text."""
        found = self.definition(file, name)
        assert isinstance(found, ObjectDefinition)
        return {f.name + ("" if f.required else "?"): show(f.type) for f in found.fields}

    def alias(self, file: str, name: str = "") -> str:
        """The type that an alias stands for."""
        found = self.definition(file, name)
        assert isinstance(found, AliasDefinition)
        return show(found.type)


def build(folder: Path, spec: str, config: str = "") -> Built:
    """Build the API of a document's body and a configuration, both YAML; ``openapi`` and ``info`` are added.

    Does not check the diagnostics: tests look at them.
    """
    body = dedent(spec)
    head = "" if body.lstrip().startswith("openapi:") else "openapi: 3.1.0\n"
    if "\ninfo:" not in f"\n{body}":
        head += "info: {title: Zoo, version: '1'}\n"
    if "\npaths:" not in f"\n{body}":
        head += "paths: {}\n"
    file = folder / "spec.yaml"
    file.write_text(head + body, encoding="utf-8")
    data = cast("dict[str, object]", yaml.safe_load(dedent(config)) or {})
    diagnostics = Diagnostics()
    settings = parse_config(data, "specloom.yml")
    document = load_document(file, transforms=settings.openapi.all_transforms)
    return Built(build_api(document, settings, diagnostics), diagnostics)


def field_type(folder: Path, schema: str, components: str = "", version: str = "3.1.0") -> str:
    """The type of one field ``x`` of a response model, ``?`` where it may be absent."""
    spec = f"""
openapi: {version}
components:
  schemas:
    Thing:
      type: object
      required: [x]
      properties:
        x: {schema}
"""
    extra = "".join(f"    {line}\n" for line in dedent(components).strip().splitlines())
    built = build(folder, spec + extra, "resources: {things: {models: {thing: Thing}}}")
    return built.fields("thing")["x"]
