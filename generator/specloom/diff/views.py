"""What a schema says as a whole: references followed, ``allOf`` merged, null set apart (layer 4).

Two spellings of one schema give one view, so that only what differs on the wire is told as a change: a
property that moves into an ``allOf`` part, a union of one member, ``anyOf`` with null.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, TypeAlias

from specloom.diff.revision import Node, Revision, below, mapping, sequence

Spot: TypeAlias = tuple[str, ...]
"""A schema position: the pointers of the schemas that a value there must fit, all of them."""

UNIONS: Final = ("anyOf", "oneOf")
DESCRIBING: Final = frozenset({"description", "title", "summary", "example", "examples"})
UPPER: Final = (
    "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains",
)  # fmt: skip
LOWER: Final = (
    "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains",
)  # fmt: skip
_STRUCTURE: Final = ("items", "prefixItems", "enum", "additionalProperties", "patternProperties")


@dataclass(frozen=True, slots=True)
class Group:
    """A union within a schema: its keyword, the schema that holds it, its members without null."""

    keyword: str
    holder: str
    members: tuple[Spot, ...]


@dataclass(slots=True)
class View:
    """A schema as a whole.

    ``types`` without null, None for any type. ``words`` maps a keyword to its value and to the pointer
    of the schema that holds it, ``required`` a name to its holder, ``properties`` a name to its spot.
    ``parts`` are the pointers of all schemas that were merged, the outermost first.
    """

    spot: Spot
    parts: dict[str, None] = field(default_factory=lambda: {})
    types: frozenset[str] | None = None
    nullable: bool = False
    words: dict[str, tuple[object, str]] = field(default_factory=lambda: {})
    properties: dict[str, Spot] = field(default_factory=lambda: {})
    required: dict[str, str] = field(default_factory=lambda: {})
    groups: list[Group] = field(default_factory=lambda: [])

    @property
    def pointer(self) -> str:
        """Where the schema stands."""
        return self.spot[0]

    def word(self, name: str) -> object:
        """The value of a keyword, or None."""
        return self.words[name][0] if name in self.words else None

    def holder(self, name: str, counterpart: View) -> str:
        """The schema that holds a keyword; where none does, the one that does in the counterpart."""
        if name in self.words:
            return self.words[name][1]
        there = counterpart.words[name][1] if name in counterpart.words else ""
        return there if there in self.parts else self.pointer

    @property
    def bare(self) -> bool:
        """Whether nothing is said beside unions and descriptions."""
        return not self.properties and not any(word in self.words for word in _STRUCTURE)


class Views:
    """The views of one revision, each built once."""

    def __init__(self, revision: Revision) -> None:
        self.revision = revision
        self._known: dict[Spot, View] = {}

    def spot(self, pointer: str) -> Spot:
        """The position of a schema: where its plain references lead."""
        seen: set[str] = set()
        while pointer not in seen:
            seen.add(pointer)
            node = mapping(self.revision.get(pointer))
            reference = node.get("$ref")
            if not isinstance(reference, str) or not DESCRIBING.issuperset(set(node) - {"$ref"}):
                break
            pointer = reference
        return (pointer,)

    def view(self, spot: Spot) -> View:
        """The view of a position."""
        known = self._known.get(spot)
        if known is None:
            known = self._known[spot] = _Builder(self, spot).build()
        return known

    def members(self, holder: str, keyword: str) -> tuple[tuple[Spot, ...], bool]:
        """The members of a union, those of nameless unions within in their place; and whether null is one."""
        count = len(sequence(mapping(self.revision.get(holder)).get(keyword)))
        stack = [below(holder, keyword, index) for index in reversed(range(count))]
        found: dict[Spot, None] = {}
        null = False
        while stack:
            pointer = stack.pop()
            node = mapping(self.revision.get(pointer))
            inner = next((word for word in UNIONS if word in node), "")
            if inner and set(node) - {inner} <= DESCRIBING:
                size = len(sequence(node[inner]))
                stack.extend(below(pointer, inner, index) for index in reversed(range(size)))
            elif self._is_null(pointer):
                null = True
            else:
                found[self.spot(pointer)] = None
        return tuple(found), null

    def _is_null(self, pointer: str) -> bool:
        node, _ = self.revision.resolve(pointer)
        return node.get("type") == "null" or node.get("enum") == [None]


class _Builder:
    """Merges the parts of one schema."""

    def __init__(self, views: Views, spot: Spot) -> None:
        self.views = views
        self.result = View(spot)
        self.nulls: list[bool] = []

    def build(self) -> View:
        result = self.result
        stack = list(reversed(result.spot))
        while stack:
            pointer = stack.pop()
            if pointer in result.parts:
                continue
            result.parts[pointer] = None
            node = self.views.revision.get(pointer)
            if node is False:
                self._meet(frozenset())
            stack.extend(reversed(self._part(mapping(node), pointer)))
        result.nullable = result.nullable or (bool(self.nulls) and all(self.nulls))
        if result.types is None:
            result.types = _inferred(result)
        return result

    def _part(self, node: Node, pointer: str) -> list[str]:
        """Take in one schema; gives the pointers of those that it is made of."""
        result = self.result
        following: list[str] = []
        if isinstance(node.get("$ref"), str):
            following.append(str(node["$ref"]))
        count = len(sequence(node.get("allOf")))
        following += [below(pointer, "allOf", index) for index in range(count)]
        for keyword in UNIONS:
            if sequence(node.get(keyword)):
                following += self._union(pointer, keyword)
        self._types(node)
        if node.get("nullable") is True:
            result.nullable = True
        for name in mapping(node.get("properties")):
            place = below(pointer, "properties", name)
            known = result.properties.get(name, ())
            result.properties[name] = tuple(dict.fromkeys((*known, *self.views.spot(place))))
        for item in sequence(node.get("required")):
            if isinstance(item, str):
                result.required.setdefault(item, pointer)
        for word, said in node.items():
            self._word(word, said, pointer)
        return following

    def _word(self, word: str, value: object, pointer: str) -> None:
        known = self.result.words.get(word)
        if known is None:
            self.result.words[word] = (value, pointer)
            return
        one = known[0]
        if isinstance(value, int | float) and isinstance(one, int | float):
            tighter = value < one if word in UPPER else value > one and word in LOWER
            if tighter:
                self.result.words[word] = (value, pointer)

    def _union(self, pointer: str, keyword: str) -> list[str]:
        members, null = self.views.members(pointer, keyword)
        self.result.nullable = self.result.nullable or null
        if len(members) == 1:
            return list(members[0])
        if members:
            self.result.groups.append(Group(keyword, pointer, members))
        return []

    def _types(self, node: Node) -> None:
        declared = node.get("type")
        names = sequence(declared) or [declared]
        texts = [name for name in names if isinstance(name, str)]
        if texts:
            self.nulls.append("null" in texts)
            self._meet(frozenset(texts) - {"null"})

    def _meet(self, types: frozenset[str]) -> None:
        known = self.result.types
        self.result.types = types if known is None else common(known, types)


def common(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The types that both allow; an integer is a number."""
    both = one & other
    if "integer" in one | other and "number" in one | other and "number" not in both:
        both |= {"integer"}
    return both


def _inferred(view: View) -> frozenset[str] | None:
    """The type that a schema means without saying it."""
    if view.properties or "additionalProperties" in view.words:
        return frozenset({"object"})
    if "items" in view.words or "prefixItems" in view.words:
        return frozenset({"array"})
    values = sequence(view.word("enum"))
    if values and all(isinstance(value, str) for value in values):
        return frozenset({"string"})
    return None
