"""References: every ``$ref`` of a document is checked, and rewritten to one canonical form (layer 1).

After this pass each ``$ref`` is the plain JSON pointer of an existing object of the right kind, not percent-encoded,
not through another reference, not an anchor and not in another file; and no chain of references is a circle.
"""

from __future__ import annotations

from typing import cast

from specloom.diagnostics import Diagnostics, SpecloomError
from specloom.load.document import Document
from specloom.load.files import Files, Refused
from specloom.load.grammar import SHOWN
from specloom.load.hints import close_match, quoted
from specloom.load.pointer import MISSING, JsonDict, child, join, split_reference, step_decoded
from specloom.load.structure import Reference, Structure

_ALIKE = ({"parameter", "header"},)
"""Kinds with the same fields: a reference may lead from one to the other."""

_UNUSED = frozenset({"link", "example"})
"""Kinds that nothing is generated from: what is wrong with them is worth a warning."""

_LEADS_NOWHERE = frozenset({"dangling-ref", "file-not-found"})
_MOST_HINTS = 50
"""Looking for the closest name costs time; after so many bad references none is looked for."""


def check_references(structure: Structure) -> None:
    """Check and rewrite every reference that a walk has met; report all that are wrong.

    Objects that only references reach are walked, and their references checked, too.
    """
    checker = _Checker(structure)
    checker.anchors(0)
    done = 0
    while done < len(structure.references):
        reference = structure.references[done]
        done += 1
        known = len(structure.schemas)
        checker.check(reference)
        checker.anchors(known)
    for error in checker.files.broken.values():
        structure.found.items.extend(error.diagnostics)
    checker.circles()
    checker.mappings()


class _Checker:
    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.document: Document = structure.document
        self.found: Diagnostics = structure.found
        self.files = Files(structure.document)
        self.good: list[tuple[Reference, str]] = []
        self.seen: set[int] = set()
        self.hints = 0

    def anchors(self, start: int) -> None:
        """Note ``$anchor`` and ``$id`` of the schemas met since ``start``."""
        for schema in self.structure.schemas[start:]:
            for anchor in (schema.node.get("$anchor"), schema.node.get("$dynamicAnchor")):
                if isinstance(anchor, str):
                    self.document.anchors.setdefault(f"#{anchor}", schema.pointer)
            name = schema.node.get("$id")
            if isinstance(name, str) and name and not name.startswith("#/"):
                self.document.anchors.setdefault(name, schema.pointer)
                self.files.bases[schema.pointer] = name

    def check(self, reference: Reference) -> None:
        holder = reference.holder
        if id(holder) in self.seen:
            return
        self.seen.add(id(holder))
        value = holder["$ref"]
        if not isinstance(value, str):
            self.error(reference, "bad-ref", "a $ref must be text")
            return
        if not value:
            self.error(
                reference, "bad-ref", "this $ref is empty", "write a pointer like '#/components/…'"
            )
            return
        try:
            local = self.files.localize(value, reference.pointer)
            pointer = self.document.step_into(local)
        except Refused as refused:
            report = self.defect if refused.public or refused.code in _LEADS_NOWHERE else self.error
            report(reference, refused.code, refused.message, refused.hint)
        except SpecloomError as error:
            report = self.defect if error.diagnostics[0].code == "dangling-ref" else self.error
            report(reference, error.diagnostics[0].code, *self.dangling(value))
        else:
            self.arrive(reference, pointer)

    def arrive(self, reference: Reference, pointer: str) -> None:
        """The target exists: is it of the right kind? Where nobody has walked it yet, do."""
        target = self.document.get(pointer)
        kind = reference.kind
        kinds = self.structure.kinds.get(id(target), set())
        fits = kind in kinds or any(kind in alike and kinds & alike for alike in _ALIKE)
        if isinstance(target, dict) and not fits:
            if kind == "schema" and kinds & {"parameter", "header"} and "schema" in target:
                message = "this leads to a parameter, where a schema is expected"
                source = self.document.source(child(reference.pointer, "$ref"))
                self.found.warn("wrong-kind", message, source, "the parameter's schema is taken")
                self.arrive(reference, child(pointer, "schema"))
                return
            if kinds:
                shown = SHOWN.get(min(kinds), "something else")
                message = f"this leads to {shown}, where {SHOWN[kind]} is expected"
                report = self.error if kind == "schema" else self.defect
                report(reference, "wrong-kind", message)
                return
            self.structure.walk(cast(JsonDict, target), kind, pointer, {}, "")
        elif not isinstance(target, dict) and not (kind == "schema" and isinstance(target, bool)):
            self.error(reference, "wrong-kind", f"this does not lead to {SHOWN[kind]}")
            return
        reference.holder["$ref"] = pointer
        self.good.append((reference, pointer))

    def error(self, reference: Reference, code: str, message: str, hint: str = "") -> None:
        source = self.document.source(child(reference.pointer, "$ref"))
        report = self.found.warn if reference.kind in _UNUSED else self.found.error
        report(code, message, source, hint)

    def defect(self, reference: Reference, code: str, message: str, hint: str = "") -> None:
        """A mistake of the document that has a sane reading: nothing is known of what is referred to.

        A schema allows anything then, a parameter is left out, a body or response has no content.
        """
        source = self.document.source(child(reference.pointer, "$ref"))
        self.found.warn(code, f"{message}: it is read as if nothing were said here", source, hint)
        del reference.holder["$ref"]

    def dangling(self, value: str) -> tuple[str, str]:
        """Message and hint for a reference that leads nowhere: the closest name at the point of failure."""
        message = f"{quoted(value)} leads nowhere"
        self.hints += 1
        if self.hints > _MOST_HINTS:
            return message, ""
        try:
            tokens = split_reference(value)
        except ValueError:
            return (
                message,
                "a local reference is '#' and a JSON pointer, like '#/components/schemas/Pet'",
            )
        node: object = self.document.data
        walked: list[str] = []
        for raw in tokens:
            following, token = step_decoded(node, raw)
            if following is MISSING:
                names = list(cast(JsonDict, node)) if isinstance(node, dict) else []
                near = close_match(token, names, cutoff=0.6)
                return message, f"did you mean {join([*walked, near])!r}?" if near else ""
            walked.append(token)
            node = following
        return message, ""

    def circles(self) -> None:
        """Report references that lead back to themselves through references alone."""
        self.document.forget_targets()
        for reference, pointer in self.good:
            try:
                self.document.target(pointer)
            except SpecloomError as error:
                if error.diagnostics[0].code == "cyclic-ref":
                    self.error(reference, "cyclic-ref", "this reference leads back to itself")

    def mappings(self) -> None:
        """Write the references in discriminator mappings in the canonical form, too."""
        for schema in list(self.structure.schemas):
            discriminator = schema.node.get("discriminator")
            mapping = (
                cast(JsonDict, discriminator).get("mapping")
                if isinstance(discriminator, dict)
                else None
            )
            for key, value in cast(JsonDict, mapping).items() if isinstance(mapping, dict) else ():
                if isinstance(value, str) and ("#" in value or "/" in value):
                    self.mapping(cast(JsonDict, mapping), key, value, schema.pointer)

    def mapping(self, mapping: JsonDict, key: str, value: str, holder: str) -> None:
        try:
            mapping[key] = self.document.step_into(self.files.localize(value, holder))
        except (Refused, SpecloomError):
            place = child(holder, "discriminator", "mapping", key)
            message = f"{quoted(value)} leads nowhere"
            self.found.warn("dangling-ref", message, self.document.source(place))
