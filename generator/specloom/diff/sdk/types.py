"""Comparing the types that a program reads and passes (layer 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specloom.diff.changes import Change
from specloom.diff.sdk import type_kinds as kinds
from specloom.diff.sdk.annotations import (
    Fit,
    Union,
    mentioned,
    nullable,
    only_literals,
    spelled,
    union,
    without_null,
)
from specloom.diff.sdk.names import renamed_members
from specloom.diff.sdk.surface import Member, Surface, Type
from specloom.diff.sdk.telling import Telling

_FIELDS: dict[Fit, type[Change]] = {
    Fit.WIDER: kinds.FieldTypeWidened,
    Fit.NARROWER: kinds.FieldTypeNarrowed,
    Fit.OTHER: kinds.FieldTypeChanged,
}
_KEYS: dict[Fit, type[Change]] = {
    Fit.WIDER: kinds.KeyTypeWidened,
    Fit.NARROWER: kinds.KeyTypeNarrowed,
    Fit.OTHER: kinds.KeyTypeChanged,
}


@dataclass(frozen=True, slots=True)
class _Both:
    """One type in both surfaces."""

    telling: Telling
    old: Type
    new: Type

    def change(
        self, kind: type[Change], name: str = "", before: str = "", after: str = "", there: str = ""
    ) -> Change:
        """A change of the type, or of a member of it; ``there`` is its new name where that differs."""
        old, new = self.old.path, self.new.path
        if name:
            old, new = f"{old}.{name}", f"{new}.{there or name}"
        return self.telling.change(
            kind, old, new, self.new.public,
            name=name, before=before, after=after, guessed=bool(there),
        )  # fmt: skip


def types(telling: Telling) -> Iterator[Change]:
    """Types that came, went, have other names, or hold something else.

    A type that no package exports is a part of one that is: it is told by what refers to it when it comes or
    goes.
    """
    known = telling.names.types
    passed, read = _passed(telling.old), _read(telling.old)
    for path, one in telling.old.types.items():
        there = known.get(path)
        if there is None:
            if one.exported:
                yield telling.change(kinds.ModelRemoved, path, "", one.public)
            continue
        both = _Both(telling, one, telling.new.types[there])
        yield from _identity(both, path in telling.names.guessed)
        if bool(both.old.alias) != bool(both.new.alias):
            forms = ["a named type" if item.alias else "a class" for item in (one, both.new)]
            yield both.change(kinds.ModelFormChanged, before=forms[0], after=forms[1])
        elif both.old.alias:
            yield from _alias(both, *_ways(one, passed, read))
        else:
            yield from _class(both)
    for path, other in telling.new.types.items():
        if path not in known.values() and other.exported:
            yield telling.change(kinds.ModelAdded, "", path, other.public)


def _identity(both: _Both, guessed: bool) -> Iterator[Change]:
    before, after = both.old.public, both.new.public
    if before == after:
        return
    kind = kinds.ModelRenamed if both.old.name != both.new.name else kinds.ModelMoved
    paths = both.old.path, both.new.path
    yield both.telling.change(kind, *paths, before, before=before, after=after, guessed=guessed)


def _passed(surface: Surface) -> frozenset[str]:
    """The names of types that arguments of operations mention, straight away."""
    found = [
        item.type
        for method in surface.methods.values()
        for signature in method.signatures
        for item in signature.parameters.values()
        if not method.woven
    ]
    for item in surface.types.values():
        if item.passed:
            found += [item.alias, *(member.type for member in item.members.values())]
    return frozenset(name for text in found for name in mentioned(text))


def _read(surface: Surface) -> frozenset[str]:
    """The names of types that results mention."""
    found = [item.returns for method in surface.methods.values() for item in method.signatures]
    for item in surface.types.values():
        if not item.passed:
            found += [item.alias, *(member.type for member in item.members.values())]
    return frozenset(name for text in found for name in mentioned(text))


def _ways(one: Type, passed: frozenset[str], read: frozenset[str]) -> tuple[bool, bool]:
    """Whether a named type is passed, and whether it is read; parts of a file are what the file is."""
    if one.passed or not one.exported:
        return one.passed, not one.passed
    return one.name in passed, one.name in read or one.name not in passed


def _alias(both: _Both, passed: bool, read: bool) -> Iterator[Change]:
    """What a named type stands for; one that travels both ways is told as the worse of the two."""
    before = both.telling.renamed(both.old.alias)
    old, new = union(before), union(both.new.alias)
    compared = both.telling.fit(both.old.alias, both.new.alias)
    gone, come = spelled(old - new), spelled(new - old)
    wider = kinds.AliasWidened if read else kinds.ArgumentWidened
    narrower = kinds.ArgumentNarrowed if passed else kinds.AliasNarrowed
    partly = compared is Fit.OTHER and (only_literals(before, both.new.alias) or bool(old & new))
    if compared is Fit.NARROWER or partly:
        yield both.change(narrower, before=gone)
    if compared is Fit.WIDER or partly:
        yield both.change(wider, after=come)
    if compared is Fit.OTHER and not partly:
        yield both.change(kinds.AliasChanged, before=both.old.alias, after=both.new.alias)


def _class(both: _Both) -> Iterator[Change]:
    bases = [both.telling.renamed(base) for base in both.old.bases]
    if bases != list(both.new.bases):
        before, after = ", ".join(both.old.bases), ", ".join(both.new.bases)
        yield both.change(
            kinds.ModelBasesChanged, before=before or "nothing", after=after or "nothing"
        )
    if not both.old.mirrors:
        yield from members(both)


def members(both: _Both) -> Iterator[Change]:
    """The fields of a model, or the keys of an argument."""
    passed = both.old.passed
    old, new = both.old.members, both.new.members
    gone = [item for name, item in old.items() if name not in new]
    come = [item for name, item in new.items() if name not in old]
    names = dict(renamed_members(gone, come, both.telling.names.words))
    for item in gone:
        if item.name in names:
            there = names[item.name]
            renamed = kinds.KeyRenamed if passed else kinds.FieldRenamed
            yield both.change(renamed, item.name, item.name, there, there)
        else:
            yield both.change(kinds.KeyRemoved if passed else kinds.FieldRemoved, item.name)
    for item in come:
        if item.name not in names.values():
            yield both.change(_added(item, passed), item.name)
    for name, item in old.items():
        if name in new:
            compare = _key if passed else _field
            yield from compare(both, item, new[name])


def _added(item: Member, passed: bool) -> type[Change]:
    if passed:
        return kinds.RequiredKeyAdded if item.required else kinds.KeyAdded
    return kinds.RequiredFieldAdded if item.required else kinds.FieldAdded


def _key(both: _Both, one: Member, other: Member) -> Iterator[Change]:
    kind: type[Change]
    if one.required != other.required:
        kind = kinds.KeyBecameRequired if other.required else kinds.KeyBecameOptional
        yield both.change(kind, one.name)
    compared = both.telling.fit(one.type, other.type)
    if compared is not Fit.SAME:
        yield both.change(_KEYS[compared], one.name, _shown(one), _shown(other))


def _shown(member: Member) -> str:
    text = member.type
    return (
        text.removeprefix("Required[").removesuffix("]") if text.startswith("Required[") else text
    )


def _field(both: _Both, one: Member, other: Member) -> Iterator[Change]:
    before, after = both.telling.renamed(one.type), other.type
    kind: type[Change]
    if {nullable(before), nullable(after)} == {True, False}:
        kind = kinds.FieldBecameOptional if nullable(after) else kinds.FieldBecameRequired
        yield both.change(kind, one.name)
    elif one.required != other.required:
        kind = kinds.FieldDefaultRemoved if other.required else kinds.FieldDefaultAdded
        yield both.change(kind, one.name)
    yield from _field_type(both, one.name, without_null(before), without_null(after))


def _field_type(both: _Both, name: str, before: str, after: str) -> Iterator[Change]:
    compared = both.telling.fit(before, after)
    if compared is Fit.SAME:
        return
    if not only_literals(before, after):
        yield both.change(_FIELDS[compared], name, before, after)
        return
    old, new = union(before), union(after)
    if old - new:
        yield both.change(kinds.FieldValuesRemoved, name, before=_values(old - new))
    if new - old:
        yield both.change(kinds.FieldValuesAdded, name, after=_values(new - old))


def _values(literals: Union) -> str:
    return ", ".join(sorted(shape.text for shape in literals))


def errors(telling: Telling) -> Iterator[Change]:
    """Exceptions that came, went, have another name or other bases."""
    old, new = telling.old.errors, telling.new.errors
    names = _renamed_errors(old, new)
    for name, one in old.items():
        there = names.get(name, name)
        if there not in new:
            yield telling.change(kinds.ErrorRemoved, one.path, "", name)
            continue
        other = new[there]
        if there != name:
            yield telling.change(
                kinds.ErrorRenamed, one.path, other.path, name,
                before=name, after=there, guessed=True,
            )  # fmt: skip
        both = _Both(telling, one, other)
        bases = [names.get(base, base) for base in one.bases]
        if bases != list(other.bases):
            before, after = ", ".join(one.bases), ", ".join(other.bases)
            yield both.change(kinds.ErrorBasesChanged, before=before, after=after)
        yield from members(both)
    for name, other in new.items():
        if name not in old and name not in names.values():
            yield telling.change(kinds.ErrorAdded, "", other.path, name)


def _renamed_errors(old: Mapping[str, Type], new: Mapping[str, Type]) -> dict[str, str]:
    """An exception that went and one that came are one where only they have these bases and fields."""
    gone = [item for name, item in old.items() if name not in new]
    come = [item for name, item in new.items() if name not in old]
    found: dict[str, str] = {}
    for one in gone:
        alike = [other for other in come if _form(one) == _form(other)]
        rivals = [other for other in gone if _form(one) == _form(other)]
        if len(alike) == 1 and len(rivals) == 1:
            found[one.name] = alike[0].name
    return found


def _form(item: Type) -> object:
    return item.bases, [(member.name, member.type) for member in item.members.values()]
