"""The types and exceptions of a package (layer 4)."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping
from typing import Final

import griffe

from specloom.diagnostics import Source
from specloom.diff.sdk.modules import Modules, text_of
from specloom.diff.sdk.surface import Member, Type

_HOLDERS: Final = (("types",), ("pagination",))
_PLAIN: Final = frozenset({"BaseModel", "TypedDict", "Generic", "object"})


def types(modules: Modules, places: dict[str, Source]) -> dict[str, Type]:
    """The types by where they are defined; ``places`` learns where that is."""
    found: dict[str, Type] = {}
    for holder in _HOLDERS:
        for module in modules.below(*holder):
            for name, member in module.members.items():
                path = f"{module.path}.{name}".partition(".")[2]
                if name.startswith(("_", "Async")):
                    continue
                made = _type(modules, module, member, path)
                if made is not None:
                    found[path] = made
                    _note(modules, member, path, places)
    return found


def _note(modules: Modules, item: object, path: str, places: dict[str, Source]) -> None:
    if isinstance(item, griffe.Object):
        places[path] = modules.place(item, path)
        for name, member in item.members.items():
            if isinstance(member, griffe.Attribute):
                places[f"{path}.{name}"] = modules.place(member, f"{path}.{name}")


def _type(modules: Modules, module: griffe.Module, member: object, path: str) -> Type | None:
    name = path.rpartition(".")[2]
    file = module.name
    public, exported = _public(modules, module, name)
    mirrors = file.endswith("_params") and name.lower().startswith(file.replace("_", ""))
    if isinstance(member, griffe.Class):
        bases = tuple(text_of(base) for base in member.bases)
        passed = any("TypedDict" in base for base in _chain(module, member))
        members = {item.name: item for item in _members(modules, module, member, passed)}
        kept = tuple(base for base in bases if _head(base) not in _PLAIN and base[0] != "_")
        return Type(path, public, members, "", kept, exported, passed, mirrors)
    alias = _alias(member)
    if not alias:
        return None
    passed = file.endswith(("_param", "_params")) or ".shared_params." in path
    return Type(path, public, {}, alias, (), exported, passed, mirrors)


def _alias(member: object) -> str:
    """What an alias stands for; empty for anything else."""
    if isinstance(member, griffe.TypeAlias):
        return text_of(member.value)
    if not isinstance(member, griffe.Attribute):
        return ""
    text = text_of(member.value)
    if text.startswith("TypeAliasType("):
        call = ast.parse(text, mode="eval").body
        assert isinstance(call, ast.Call)
        return ast.unparse(call.args[1]) if len(call.args) > 1 else ""
    return text if text_of(member.annotation).endswith("TypeAlias") else ""


def _public(modules: Modules, module: griffe.Module, name: str) -> tuple[str, bool]:
    """The shortest path below the package from which a type can be imported; whether a package exports it."""
    parts = module.path.split(".")[1:]
    target = f"{module.path}.{name}"
    for length in range(1, len(parts) + 1):
        holder = modules.module(*parts[:length])
        member = holder.members.get(name) if holder is not None and holder is not module else None
        if isinstance(member, griffe.Alias) and _leads(modules, member, target):
            return ".".join((*parts[:length], name)), True
    return ".".join((*parts, name)), len(parts) == 1


def _leads(modules: Modules, alias: griffe.Alias, target: str) -> bool:
    found = modules.resolved(alias.target_path)
    return found is not None and found.path == target


def _chain(module: griffe.Module, item: griffe.Class) -> list[str]:
    """The bases of a class, and those of its bases in the same module."""
    found: list[str] = []
    waiting = [item]
    while waiting and len(found) < 100:
        for base in waiting.pop().bases:
            found.append(text_of(base))
            above = module.members.get(_head(text_of(base)))
            if isinstance(above, griffe.Class):
                waiting.append(above)
    return found


def _head(base: str) -> str:
    return base.partition("[")[0].rpartition(".")[2]


def _members(
    modules: Modules, module: griffe.Module, item: griffe.Class, passed: bool
) -> Iterator[Member]:
    partial = passed and "total=False" in _heading(modules, item)
    for base in item.bases:
        above = module.members.get(text_of(base))
        if isinstance(above, griffe.Class) and text_of(base).startswith("_"):
            yield from _members(modules, module, above, passed)
    for name, member in item.members.items():
        if (
            name.startswith("_")
            or name == "model_config"
            or not isinstance(member, griffe.Attribute)
        ):
            continue
        annotation = text_of(member.annotation)
        if not annotation or annotation.startswith("ClassVar"):
            continue
        if passed:
            required = "Required[" in annotation.replace("NotRequired[", "") or not partial
            required = required and not annotation.startswith("NotRequired[")
        else:
            required = _has_no_default(text_of(member.value))
        yield Member(name, annotation, required)


def _has_no_default(value: str) -> bool:
    call = value.startswith(("Field(", "FieldInfo("))
    return not value or (call and "default" not in value)


def _heading(modules: Modules, item: griffe.Class) -> str:
    """The lines of a class up to its body."""
    lines = modules.lines[str(item.filepath)]
    text = "\n".join(lines[(item.lineno or 1) - 1 : item.endlineno])
    return text.partition(":\n")[0]


def errors(
    modules: Modules, exported: Mapping[str, griffe.Object], places: dict[str, Source]
) -> dict[str, Type]:
    """The exceptions that the package gives, by name."""
    known: dict[str, Type] = {}
    for name, item in exported.items():
        if isinstance(item, griffe.Class) and _raised(modules, item):
            bases = tuple(_head(text_of(base)) for base in item.bases)
            members = {part.name: part for part in _members(modules, item.module, item, False)}
            path = f"errors.{name}"
            known[name] = Type(path, name, members, "", bases, True)
            _note(modules, item, path, places)
    return known


def _raised(modules: Modules, item: griffe.Class) -> bool:
    """Whether a class is an exception: one of its bases, however far up, is one of Python's."""
    waiting, seen = [item], set[str]()
    while waiting:
        for base in waiting.pop().bases:
            name = _head(text_of(base))
            builtin = getattr(builtins, name, None)
            if isinstance(builtin, type) and issubclass(builtin, BaseException):
                return True
            above = modules.resolved(getattr(base, "canonical_path", ""))
            if isinstance(above, griffe.Attribute):  # another name for a class
                above = modules.resolved(getattr(above.value, "canonical_path", ""))
            if isinstance(above, griffe.Class) and above.path not in seen:
                seen.add(above.path)
                waiting.append(above)
    return False
