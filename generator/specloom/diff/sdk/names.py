"""Which thing of the old surface is which of the new one: what kept its name, and what was renamed (layer 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from specloom.diff.renames import NEAR, likeness
from specloom.diff.sdk.annotations import Fit, fit, mentioned, renamed
from specloom.diff.sdk.surface import Member, Method, Parameter, Surface, Type

_SHARED = 0.75
"""Which share of their members two classes have in common when they are one that was renamed."""
_LEAST = 3
_PLAIN = frozenset(
    {"str", "int", "float", "bool", "object", "None", "Omit", "NotGiven", "Any", "Required"}
    | {"List", "Iterable", "SequenceNotStr", "Dict", "dict", "list", "Optional"}
)


@dataclass(slots=True)
class Names:
    """Old to new paths of what is in both surfaces.

    ``words`` maps the names of types, as annotations spell them, where they differ. ``guessed`` are the
    old paths of those that were paired because they are alike, not because anything says so.
    """

    resources: dict[str, str] = field(default_factory=lambda: {})
    methods: dict[str, str] = field(default_factory=lambda: {})
    types: dict[str, str] = field(default_factory=lambda: {})
    words: dict[str, str] = field(default_factory=lambda: {})
    guessed: set[str] = field(default_factory=lambda: set())


def matched(old: Surface, new: Surface) -> Names:
    """The pairs of two surfaces."""
    names = Names()
    _types(old, new, names)
    _resources(old, new, names)
    _methods(old, new, names)
    return names


def holder(path: str) -> str:
    """The path of what a method or a resource belongs to."""
    return path.rpartition(".")[0]


def _resources(old: Surface, new: Surface, names: Names) -> None:
    taken = {path for path in new.resources if path in old.resources}
    for path in old.resources:
        above = names.resources.get(holder(path), holder(path))
        same = f"{above}.{path.rpartition('.')[2]}".lstrip(".")
        if path in new.resources:
            names.resources[path] = path
        elif same in new.resources and same not in taken:
            names.resources[path] = same
        else:
            free = [other for other in new.resources if other not in taken]
            found = max(free, key=lambda other: _shared(old, new, path, other), default="")
            if not found or _shared(old, new, path, found) <= NEAR:
                continue
            names.resources[path] = found
            names.guessed.add(path)
        taken.add(names.resources[path])


def _shared(old: Surface, new: Surface, one: str, other: str) -> float:
    """Which share of the requests of two resources is the same."""
    ones, others = _calls(old, one), _calls(new, other)
    return len(ones & others) / len(ones | others) if ones | others else 0.0


def _calls(surface: Surface, path: str) -> set[str]:
    head = f"{path}."
    methods = [item for item in surface.methods.values() if item.path.startswith(head)]
    return {item.operation_id or item.call for item in methods} - {""}


def _methods(old: Surface, new: Surface, names: Names) -> None:
    def expected(path: str) -> str:
        above = holder(path)
        moved = names.resources.get(above, above)
        return f"{moved}.{path.rpartition('.')[2]}".lstrip(".")

    for path in old.methods:
        if expected(path) in new.methods:
            names.methods[path] = expected(path)
    for how in (_same_id, _same_call, _same_form):
        for one, other in _pairs(old.methods, new.methods, names.methods, how):
            names.methods[one] = other
            if how is _same_form:
                names.guessed.add(one)


def _same_id(one: Method, other: Method) -> bool:
    return bool(one.operation_id) and one.operation_id == other.operation_id


def _same_call(one: Method, other: Method) -> bool:
    return bool(one.call) and one.call == other.call


def _same_form(one: Method, other: Method) -> bool:
    """Helpers of one resource with the same arguments and result, and much the same name."""
    alike = one.helper and other.helper and one.signatures == other.signatures
    same = alike and holder(one.path) == holder(other.path)
    return same and likeness(one.path.rpartition(".")[2], other.path.rpartition(".")[2]) >= NEAR


def _pairs(
    old: Mapping[str, Method],
    new: Mapping[str, Method],
    known: Mapping[str, str],
    how: Callable[[Method, Method], bool],
) -> Iterator[tuple[str, str]]:
    taken = set(known.values())
    for path, one in old.items():
        if path in known:
            continue
        for other in new.values():
            if other.path not in taken and how(one, other):
                taken.add(other.path)
                yield path, other.path
                break


def _types(old: Surface, new: Surface, names: Names) -> None:
    publics = {item.public: path for path, item in new.types.items()}
    for path, item in old.types.items():
        there = path if path in new.types else publics.get(item.public, "")
        if there and there not in names.types.values():
            names.types[path] = there
    while _renamed_types(old, new, names):
        pass


def _renamed_types(old: Surface, new: Surface, names: Names) -> bool:
    """Pair the types that are most alike; whether any was found. A pair can make others alike."""
    taken = set(names.types.values())
    gone = [item for path, item in old.types.items() if path not in names.types]
    come = [item for path, item in new.types.items() if path not in taken]
    found: list[tuple[float, str, str]] = []
    for one in gone:
        for other in come:
            score = _alike(old, new, one, other, names.words)
            if score:
                found.append((-score, one.path, other.path))
    before = len(names.types)
    for score, one_path, other_path in sorted(found):
        if one_path not in names.types and other_path not in taken:
            names.types[one_path] = other_path
            taken.add(other_path)
            if score > -_CERTAIN:
                names.guessed.add(one_path)
            word, other_word = old.types[one_path].name, new.types[other_path].name
            if word != other_word and not _still(new, word):
                names.words[word] = other_word
    return len(names.types) > before


_CERTAIN = 3.0


def _still(surface: Surface, word: str) -> bool:
    return any(item.name == word for item in surface.types.values())


def _alike(old: Surface, new: Surface, one: Type, other: Type, words: Mapping[str, str]) -> float:
    """How sure it is that two types are one: 0 for not at all, 3 and more for certain."""
    if one.passed != other.passed or bool(one.alias) != bool(other.alias):
        return 0
    if one.mirrors != other.mirrors or one.exported != other.exported:
        return 0
    near = likeness(one.name, other.name)
    places = old.place(one.path), new.place(other.path)
    if places[0].pointer == places[1].pointer and places[0].pointer not in ("", "#"):
        return _CERTAIN + near
    if one.alias:
        same = fit(renamed(one.alias, words), other.alias) is Fit.SAME
        return 1 + near if same and near >= NEAR else 0
    return _alike_classes(one, other, words, near)


def _alike_classes(one: Type, other: Type, words: Mapping[str, str], near: float) -> float:
    ones = {(item.name, renamed(item.type, words)) for item in one.members.values()}
    others = {(item.name, item.type) for item in other.members.values()}
    if not ones or not others:
        return 0
    if one.name == other.name:
        return 2 + near if ones & others else 0
    shared = len(ones & others)
    if ones == others and (shared >= _LEAST or near >= NEAR):
        return 1 + near
    return near if shared >= _LEAST and shared / len(ones | others) >= _SHARED else 0


def renamed_members(
    gone: Iterable[Member | Parameter], come: Iterable[Member | Parameter], words: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Old and new names of members that went and came, and are alike: the same type and requirement.

    A plain type says little: then the names must be alike, too.
    """
    found: list[tuple[float, str, str]] = []
    others = list(come)
    for one in gone:
        for other in others:
            if not _same_member(one, other, words):
                continue
            near = likeness(one.name, other.name)
            if near >= NEAR or not mentioned(one.type) <= _PLAIN:
                found.append((-near, one.name, other.name))
    pairs: dict[str, str] = {}
    for _, before, after in sorted(found):
        if before not in pairs and after not in pairs.values():
            pairs[before] = after
    return list(pairs.items())


def _same_member(
    one: Member | Parameter, other: Member | Parameter, words: Mapping[str, str]
) -> bool:
    if isinstance(one, Parameter) and isinstance(other, Parameter):
        alike = (one.default, one.positional) == (other.default, other.positional)
    elif isinstance(one, Member) and isinstance(other, Member):
        alike = one.required == other.required
    else:
        alike = False
    return alike and fit(renamed(one.type, words), other.type) is Fit.SAME
