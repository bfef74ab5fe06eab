"""Comparing what a program calls (layer 4)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from specloom.diff.changes import Change
from specloom.diff.sdk import method_kinds as kinds
from specloom.diff.sdk.annotations import Fit, union
from specloom.diff.sdk.names import holder, renamed_members
from specloom.diff.sdk.surface import Method, Parameter, Signature
from specloom.diff.sdk.telling import Telling, called

_FITS: dict[Fit, type[Change]] = {
    Fit.WIDER: kinds.ParameterTypeWidened,
    Fit.NARROWER: kinds.ParameterTypeNarrowed,
    Fit.OTHER: kinds.ParameterTypeChanged,
}
_RETURNS: dict[Fit, type[Change]] = {
    Fit.WIDER: kinds.ReturnTypeWidened,
    Fit.NARROWER: kinds.ReturnTypeNarrowed,
    Fit.OTHER: kinds.ReturnTypeChanged,
}


def resources(telling: Telling) -> Iterator[Change]:
    """Resources that came, went, or are reached by another path."""
    known = telling.names.resources
    for path in telling.old.resources:
        there = known.get(path)
        above = known.get(holder(path), holder(path))
        follows = f"{above}.{path.rpartition('.')[2]}".lstrip(".")
        if there is None:
            if not holder(path) or holder(path) in known:
                yield telling.change(kinds.ResourceRemoved, path, above, called(path))
        elif there not in (path, follows):
            yield telling.change(
                kinds.ResourceRenamed, path, there, called(path),
                before=called(path), after=called(there), guessed=path in telling.names.guessed,
            )  # fmt: skip
    come = [path for path in telling.new.resources if path not in known.values()]
    for path in come:
        if holder(path) not in come:
            yield telling.change(
                kinds.ResourceAdded, _old_holder(telling, path), path, called(path)
            )


def _old_holder(telling: Telling, path: str) -> str:
    """The path in the old surface of what holds something new."""
    above = holder(path)
    back = {new: old for old, new in telling.names.resources.items()}
    return back.get(above, above)


def methods(telling: Telling) -> Iterator[Change]:
    """Methods that came, went, or changed; those of a resource that is gone or new are told by it."""
    known = telling.names.methods
    classes = {*telling.old.exports} & {*telling.new.exports}
    for path, one in telling.old.methods.items():
        there = known.get(path)
        if there is not None:
            found = [*_identity(telling, one, telling.new.methods[there])]
            found += _method(telling, one, telling.new.methods[there])
            yield from (item for item in found if telling.is_new(item))
        elif _kept({*telling.names.resources, *classes}, path):
            kind = kinds.HelperRemoved if one.helper else kinds.MethodRemoved
            above = telling.names.resources.get(holder(path), holder(path))
            yield telling.change(kind, path, above, called(path))
    for path, other in telling.new.methods.items():
        fresh = path not in known.values()
        if fresh and _kept({*telling.names.resources.values(), *classes}, path):
            added = kinds.HelperAdded if other.helper else kinds.MethodAdded
            yield telling.change(added, _old_holder(telling, path), path, called(path))


def _kept(known: Collection[str], path: str) -> bool:
    """Whether what a method belongs to is in both surfaces; a class that is not is told by its name."""
    above = holder(path)
    return above in known or above in ("", "client")


def _identity(telling: Telling, one: Method, other: Method) -> Iterator[Change]:
    expected = telling.names.resources.get(holder(one.path), holder(one.path))
    before, after = called(one.path), called(other.path)
    guessed = one.path in telling.names.guessed
    if holder(other.path) != expected:
        yield telling.change(
            kinds.MethodMoved, one.path, other.path, before, before=before, after=after
        )
    elif one.path.rpartition(".")[2] != other.path.rpartition(".")[2]:
        yield telling.change(
            kinds.MethodRenamed, one.path, other.path, before,
            before=before, after=after, guessed=guessed,
        )  # fmt: skip
    if one.deprecated != other.deprecated:
        kind = kinds.MethodDeprecated if other.deprecated else kinds.MethodUndeprecated
        yield telling.change(kind, one.path, other.path, after)


def _method(telling: Telling, one: Method, other: Method) -> Iterator[Change]:
    pairs, gone, come = _overloads(telling, one, other)
    for before, after in pairs:
        yield from _parameters(telling, one, other, before, after)
        yield from _returns(telling, one, other, before, after)
    for signature in gone:
        yield telling.change(
            kinds.OverloadRemoved, one.path, other.path, called(other.path),
            before=signature.returns, name=_switch(signature, one),
        )  # fmt: skip
    for signature in come:
        yield telling.change(
            kinds.OverloadAdded, one.path, other.path, called(other.path),
            after=signature.returns, name=_switch(signature, other),
        )  # fmt: skip


def _switch(signature: Signature, method: Method) -> str:
    """What tells an overload from the others: the parameters that are not the same in all of them."""
    words = [
        f"{name}: {item.type}" if item.default is None else f"{name}: {item.type} = {item.default}"
        for name, item in signature.parameters.items()
        if any(other.parameters.get(name) != item for other in method.signatures)
    ]
    return ", ".join(words)


_Pairs = list[tuple[Signature, Signature]]


def _overloads(
    telling: Telling, one: Method, other: Method
) -> tuple[_Pairs, list[Signature], list[Signature]]:
    """Which overload is which: those that return the same first, then in their order."""
    ones, others = list(one.signatures), list(other.signatures)
    pairs: _Pairs = []

    def switch(before: Signature, after: Signature) -> bool:
        return _switch(before, one) == _switch(after, other) and result(before, after)

    def result(before: Signature, after: Signature) -> bool:
        return telling.fit(before.returns, after.returns) is Fit.SAME

    def lone(before: Signature, after: Signature) -> bool:
        del before, after
        return 1 in (len(one.signatures), len(other.signatures))

    for alike in (switch, result, lone):
        for before in list(ones):
            for after in list(others):
                if alike(before, after):
                    ones.remove(before)
                    others.remove(after)
                    pairs.append((before, after))
                    break
    return pairs, ones, others


def _parameters(
    telling: Telling, one: Method, other: Method, before: Signature, after: Signature
) -> Iterator[Change]:
    old, new = before.parameters, after.parameters
    gone = [item for name, item in old.items() if name not in new]
    come = [item for name, item in new.items() if name not in old]
    names = dict(renamed_members(gone, come, telling.names.words))
    subject = called(other.path)
    places = (one.path, other.path)

    def at(name: str, there: str) -> tuple[str, str]:
        first, last = (f"{place}.{word}" for place, word in zip(places, (name, there), strict=True))
        return first, last

    for item in gone:
        if item.name in names:
            there = names[item.name]
            yield telling.change(
                kinds.ParameterRenamed, *at(item.name, there), subject,
                name=item.name, before=item.name, after=there, guessed=True,
            )  # fmt: skip
        else:
            yield telling.change(
                kinds.ParameterRemoved, *at(item.name, ""), subject, name=item.name
            )
    for item in come:
        if item.name not in names.values():
            required = item.default is None
            kind = kinds.RequiredParameterAdded if required else kinds.ParameterAdded
            yield telling.change(kind, *at("", item.name), subject, name=item.name)
    for name, item in old.items():
        if name in new:
            places_of = at(name, name)
            yield from _parameter(telling, item, new[name], places_of, subject)
    yield from _order(telling, old, new, names, (places, subject))


def _parameter(
    telling: Telling, one: Parameter, other: Parameter, places: tuple[str, str], subject: str
) -> Iterator[Change]:
    name = one.name
    kind: type[Change]
    if (one.default is None) != (other.default is None):
        required = other.default is None
        kind = kinds.ParameterBecameRequired if required else kinds.ParameterBecameOptional
        yield telling.change(kind, *places, subject, name=name)
    elif one.default is not None and other.default is not None and one.default != other.default:
        yield telling.change(
            kinds.ParameterDefaultChanged, *places, subject,
            name=name, before=one.default, after=other.default,
        )  # fmt: skip
    if one.positional != other.positional:
        kind = kinds.ParameterBecamePositional if other.positional else kinds.ParameterBecameKeyword
        yield telling.change(kind, *places, subject, name=name)
    compared = telling.fit(one.type, other.type)
    if compared is not Fit.SAME:
        yield telling.change(
            _FITS[compared], *places, subject, name=name, before=one.type, after=other.type
        )


def _order(
    telling: Telling,
    old: Mapping[str, Parameter],
    new: Mapping[str, Parameter],
    names: Mapping[str, str],
    where: tuple[tuple[str, str], str],
) -> Iterator[Change]:
    """Positions among the parameters that may be passed by position."""
    ones = [names.get(name, name) for name, item in old.items() if item.positional]
    others = [name for name, item in new.items() if item.positional]
    back = {there: name for name, there in names.items()}
    (before, after), subject = where
    for index, name in enumerate(ones):
        if name in others and others.index(name) != index:
            yield telling.change(
                kinds.ParameterMoved, f"{before}.{back.get(name, name)}", f"{after}.{name}",
                subject, name=name, before=str(index + 1), after=str(others.index(name) + 1),
            )  # fmt: skip


def _returns(
    telling: Telling, one: Method, other: Method, before: Signature, after: Signature
) -> Iterator[Change]:
    compared = telling.fit(before.returns, after.returns)
    if compared is Fit.SAME:
        return
    kind = _RETURNS[compared]
    heads = {_head(before.returns), _head(after.returns)}
    if all(head.endswith("Page") for head in heads):
        kind = kinds.PageTypeChanged
    elif heads in ({"Stream"}, {"AsyncStream"}):
        kind = kinds.StreamTypeChanged
    yield telling.change(
        kind, one.path, other.path, called(other.path), before=before.returns, after=after.returns
    )


def _head(text: str) -> str:
    """The outermost class of an annotation that is no union; empty for a union."""
    members = union(text)
    return next(iter(members)).text if len(members) == 1 else ""
