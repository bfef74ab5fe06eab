"""Required names that nothing declares: each is a warning with its place (layer 1).

The reading: such a property is read like any that the document does not know.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from specloom.load.hints import quoted
from specloom.load.pointer import JsonDict, child, mapping, sequence
from specloom.load.structure import Schema, Structure

_ONE_OF_SEVERAL: Final = ("anyOf", "oneOf")
_LISTS: Final = ("allOf", *_ONE_OF_SEVERAL)
_SINGLE: Final = ("then", "else", "if", "not")
_CONDITIONS: Final = frozenset({"if", "not"})
"""What stands below is asked or forbidden, not required."""
_ANYTHING: Final = frozenset({"patternProperties", "$dynamicRef", "$recursiveRef"})
_MOST_STEPS: Final = 200_000
"""Looking through all combinations costs time: after so many schemas, what is left is taken as declared."""


class _Part(NamedTuple):
    """A schema within a combination; ``keyword`` is ``$ref`` where the holder refers to it."""

    pointer: str
    keyword: str


def check_required(structure: Structure) -> None:
    """Warn of each required name that no member of the schema's whole combination declares."""
    nodes = {schema.pointer: schema.node for schema in structure.schemas}
    combinations = _Combinations(nodes)
    for schema in structure.schemas:
        for index, name in _undeclared(schema):
            if not combinations.may_have(schema, name):
                place = structure.document.source(child(schema.pointer, "required", index))
                message = f"the property {quoted(name)} is required and not declared"
                structure.found.warn("required-undeclared", message, place)


def _undeclared(schema: Schema) -> Iterator[tuple[int, str]]:
    """The required names that the schema's own properties do not have, with their indexes."""
    own = mapping(schema.node.get("properties"))
    for index, name in enumerate(sequence(schema.node.get("required"))):
        if isinstance(name, str) and name not in own:
            yield index, name


@dataclass(slots=True)
class _Combinations:
    """Which schemas are parts of which; ``nodes`` are all schemas by their pointers."""

    nodes: dict[str, JsonDict]
    _holders: dict[str, list[tuple[str, str]]] = field(
        default_factory=dict[str, list[tuple[str, str]]]
    )
    _steps: int = 0

    def may_have(self, schema: Schema, name: str) -> bool:
        """Whether some member declares a name, or that cannot be known: nothing is declared, or there is too much."""
        if not self._holders:
            self._find_holders()
        some = False
        seen: set[tuple[str, bool]] = set()
        waiting = [(schema.pointer, False, False)]
        while waiting:
            pointer, by_reference, as_variant = waiting.pop()
            if (pointer, by_reference) in seen:
                continue
            seen.add((pointer, by_reference))
            for member in self._members(pointer, whole=not as_variant):
                if member is None or name in mapping(member.get("properties")):
                    return True
                some = some or "properties" in member
            for holder, keyword in self._holders.get(pointer, ()):
                if keyword in _CONDITIONS:
                    return True
                referred = keyword == "$ref"
                variant = by_reference and keyword in _ONE_OF_SEVERAL
                waiting.append((holder, referred, variant))
        return not some

    def _find_holders(self) -> None:
        for pointer, node in self.nodes.items():
            for part in _parts(pointer, node):
                self._holders.setdefault(part.pointer, []).append((pointer, part.keyword))

    def _members(self, top: str, *, whole: bool) -> Iterator[JsonDict | None]:
        """A schema and all its parts; None for what may declare anything.

        Without ``whole``, the alternatives of the schema itself do not count: a variant has what stands beside the
        alternatives, and not what another variant has.
        """
        seen: set[str] = set()
        waiting = [top]
        while waiting:
            pointer = waiting.pop()
            node = self.nodes.get(pointer)
            self._steps += 1
            if node is None or self._steps > _MOST_STEPS or node.keys() & _ANYTHING:
                yield None
                return
            yield node
            for part in _parts(pointer, node):
                skipped = part.keyword in _ONE_OF_SEVERAL and pointer == top and not whole
                if part.pointer not in seen and not skipped:
                    seen.add(part.pointer)
                    waiting.append(part.pointer)


def _parts(pointer: str, node: JsonDict) -> Iterator[_Part]:
    """What a schema is combined of, each with its place."""
    reference = node.get("$ref")
    if isinstance(reference, str):
        yield _Part(reference, "$ref")
    for keyword in _LISTS:
        for index in range(len(sequence(node.get(keyword)))):
            yield _Part(child(pointer, keyword, index), keyword)
    for keyword in _SINGLE:
        if isinstance(node.get(keyword), dict):
            yield _Part(child(pointer, keyword), keyword)
    for name in mapping(node.get("dependentSchemas")):
        yield _Part(child(pointer, "dependentSchemas", name), "dependentSchemas")
