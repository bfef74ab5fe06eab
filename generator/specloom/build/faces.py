"""Which sides of the wire each model is needed on, and what its two definitions are called (layer 3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from specloom.build.context import Context
from specloom.build.layout import Layout
from specloom.build.models import Model, Registry, children
from specloom.build.nodes import Node, mapping
from specloom.build.shapes import Form, Look, ObjectShape, has_structure, is_class
from specloom.ir.types import Face, TypeName


@dataclass(slots=True)
class Faces:
    """The faces of all models. ``need`` collects the roots, ``settle`` closes them; names are final after that."""

    context: Context
    registry: Registry
    layout: Layout
    wanted: dict[str, set[Face]] = field(default_factory=dict[str, set[Face]])
    names: dict[tuple[str, Face], TypeName] = field(
        default_factory=dict[tuple[str, Face], TypeName]
    )
    keys: dict[TypeName, str] = field(default_factory=dict[TypeName, str])
    _plain: dict[str, bool] = field(default_factory=dict[str, bool])

    def need(self, roots: Iterable[Node], face: Face) -> None:
        """What these schemas reach is needed on this side, through models as well."""
        queue = self.reached(roots, face)
        while queue:
            key = queue.pop()
            faces = self.wanted.setdefault(key, set())
            if face in faces:
                continue
            faces.add(face)
            queue.extend(self.inside(key, face))

    def inside(self, key: str, face: Face) -> list[str]:
        """The models that a model reaches without passing another."""
        model = self.registry.by_key[key]
        if model.same_as:
            return [model.same_as]
        look = self.context.schemas.look(model.node, root=True)
        if look.model:
            return [look.model]
        return self.reached(visible(look.form, face), face)

    def reached(self, roots: Iterable[Node], face: Face) -> list[str]:
        """The models that some schemas reach without passing another, in order of discovery."""
        found: dict[str, None] = {}
        visited: set[str] = set()
        queue = list(roots)
        queue.reverse()
        while queue:
            look = self.context.schemas.look(queue.pop())
            if look.model:
                found.setdefault(look.model)
            elif look.node.key not in visited:
                visited.add(look.node.key)
                queue.extend(reversed(visible(look.form, face)))
        return list(found)

    def settle(self) -> None:
        """Give every model its faces and names; one that nothing uses, and a shared one, can be read at least."""
        for key, model in self.registry.by_key.items():
            if not model.same_as and (model.shared or not self.wanted.get(key)):
                self.need([model.node], Face.RESPONSE)
        for key in self.registry.by_key:
            for face in Face:
                if face in self.faces(key):
                    name = self._name(self.registry.by_key[key], face)
                    self.names[key, face] = name
                    self.keys.setdefault(name, key)

    def faces(self, key: str) -> set[Face]:
        """The faces that are printed for a model."""
        model = self.registry.by_key[key]
        if model.same_as:
            return self.faces(model.same_as)
        wanted = self.wanted.get(key, set())
        if Face.REQUEST in wanted and self.is_plain(key):
            return {Face.RESPONSE, Face.REQUEST} if model.shared else {Face.RESPONSE}
        return wanted

    def is_plain(self, key: str) -> bool:
        """Whether a model is a scalar, an enumeration or a union of such: one alias serves both sides."""
        known = self._plain.get(key)
        if known is None:
            self._plain[key] = True
            known = self._is_plain(
                self.context.schemas.look(self.registry.by_key[key].node, root=True)
            )
            self._plain[key] = known
        return known

    def _is_plain(self, look: Look) -> bool:
        if look.model:
            return self.is_plain(look.model)
        if has_structure(look.form):
            return False
        return all(self._is_plain(self.context.schemas.look(node)) for node in children(look.form))

    def name(self, key: str, face: Face) -> TypeName:
        """The definition that a reference from one side names."""
        if face is Face.REQUEST and self.is_plain(key):
            face = Face.RESPONSE
        return self.names[key, face]

    def look(self, key: str) -> Look:
        """What a model is, through models that only stand for another one."""
        look = self.context.schemas.look(self.registry.by_key[key].node, root=True)
        hops = 0
        while look.model and hops < 64:
            look = self.context.schemas.look(look.node, root=True)
            hops += 1
        return look

    def is_class(self, key: str) -> bool:
        """Whether a model is printed as a class."""
        look = self.context.schemas.look(self.registry.by_key[key].node, root=True)
        return not look.model and is_class(look.form) and not self.registry.by_key[key].same_as

    def _name(self, model: Model, face: Face) -> TypeName:
        stem, folder = model.name, model.folder
        if face is Face.REQUEST and model.shared:
            folder = ("shared_params",)
        elif face is Face.REQUEST and (
            Face.RESPONSE in self.faces(model.key) or not (model.plain or stem.endswith("_param"))
        ):
            stem = f"{stem}_param"
        return self.layout.claim(folder, stem, model.source)


def visible(form: Form, face: Face) -> list[Node]:
    """The schemas that a form is made of on one side: what is only read is not sent, and the reverse."""
    if not isinstance(form, ObjectShape):
        return list(children(form))
    nodes = [item.node for item in form.properties if shows(item.node, face)]
    return [*nodes, form.extra] if form.extra is not None else nodes


def shows(node: Node, face: Face) -> bool:
    """Whether a property is there on one side."""
    keyword = "readOnly" if face is Face.REQUEST else "writeOnly"
    return mapping(node.value).get(keyword) is not True
