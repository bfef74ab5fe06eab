"""The files of models: one for each model and face (layer 3)."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.build.context import Context
from specloom.build.faces import Faces
from specloom.build.layout import Layout
from specloom.build.models import Model
from specloom.build.shapes import is_class
from specloom.build.writer import Writer
from specloom.ir.types import AliasDefinition, Face, NamedType


@dataclass(slots=True)
class ModelFiles:
    """Writes the files of all models."""

    context: Context
    faces: Faces
    writer: Writer
    layout: Layout

    def write_all(self) -> None:
        """One file for each model and each face it has."""
        for (key, face), name in self.faces.names.items():
            self._write(self.faces.registry.by_key[key], face, name.module)

    def _write(self, model: Model, face: Face, module: tuple[str, ...]) -> None:
        name = self.faces.names[model.key, face]
        scope = self.writer.scope(name, face, self.faces.inside(model.key, face))
        look = self.context.schemas.look(model.node, root=True)
        source = self.context.document.source(model.node.pointer)
        other = model.same_as or look.model
        if other:
            target = NamedType(self.faces.name(other, face))
            scope.add(AliasDefinition(name, face, target, look.docs, source=source))
        elif is_class(look.form):
            scope.add(self.writer.root_object(scope, look))
        else:
            expr = self.writer.root_type(scope, look)
            scope.add(AliasDefinition(name, face, expr, look.docs, source=source))
        assert name.module == module
        self.layout.put(name, scope.definitions)
