"""The surface of a package, from its texts (layer 4)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Final, cast

import griffe

from specloom.diagnostics import Diagnostic, Source, SpecloomError
from specloom.diff.sdk.definitions import errors, types
from specloom.diff.sdk.modules import Modules, text_of
from specloom.diff.sdk.surface import Lifecycle, Method, Parameter, Signature, Surface

_CALL: Final = re.compile(
    r"self\._(get|post|put|patch|delete|get_api_list)\(\s*(?:path_template\(\s*)?f?\"(/[^\"]*)\""
)
_VERB: Final = re.compile(r'method="(\w+)"')
_VARIABLE: Final = re.compile(r"\{[^{}]*\}")
_WOVEN: Final = "# Woven from "
_VIEWS: Final = frozenset({"with_raw_response", "with_streaming_response"})
_PROPERTIES: Final = frozenset({"cached_property", "property", "functools.cached_property"})
_GROUPS: Final = ("pending", "action", "success", "failure")
_SETTING: Final = re.compile(r"DEFAULT_[A-Z_]+|INITIAL_RETRY_DELAY|MAX_RETRY_[A-Z]+")
_WAITING: Final = re.compile(r"interval\.|unknown|stop_on_action|raise_failures|max_wait|cancel")
_POSITIONAL: Final = (
    griffe.ParameterKind.positional_only, griffe.ParameterKind.positional_or_keyword,
)  # fmt: skip


def read_surface(package: str, texts: Mapping[str, str], shown: str = "") -> Surface:
    """The surface of ``package``, whose modules are ``texts`` by path below its folder.

    ``shown`` is what places put before such a path. Raises SpecloomError (``bad-package``) where a module is
    no Python, or the package has no client.
    """
    return _Reader(Modules(package, texts, shown)).surface()


class _Reader:
    def __init__(self, modules: Modules) -> None:
        self.modules = modules
        self.places: dict[str, Source] = {}
        self.resources: dict[str, str] = {}
        self.methods: dict[str, Method] = {}
        self.lifecycles: dict[str, Lifecycle] = {}

    def surface(self) -> Surface:
        root = self.modules.module()
        if root is None:
            problem = Source(self.modules.shown or self.modules.package)
            raise SpecloomError([Diagnostic("bad-package", "this is no package", problem)])
        self.places[""] = self.modules.place(root, "")
        exported = dict(self._exports(root))
        for name, item in exported.items():
            self.places[f"export {name}"] = self.modules.place(item, name)
        client = self._client(exported)
        self._walk(client, "")
        found_errors = errors(self.modules, exported, self.places)
        found_types = types(self.modules, self.places)
        for name, item in exported.items():
            ordinary = isinstance(item, griffe.Class) and name not in found_errors
            if ordinary and item is not client and not name.startswith("Async"):
                self._methods(cast(griffe.Class, item), name)
        return Surface(
            self.modules.package, self.resources, self.methods, found_types, found_errors,
            tuple(exported), self.lifecycles, dict(self._settings()), self.places,
        )  # fmt: skip

    def _exports(self, root: griffe.Module) -> Iterator[tuple[str, griffe.Object]]:
        """The names that the package gives, and what they are; modules are told by what is in them."""
        for name, member in root.members.items():
            if name.startswith("_") or not isinstance(member, griffe.Alias):
                continue
            item = self.modules.resolved(member.target_path)
            plumbing = member.target_path.startswith(f"{self.modules.package}._lazy.")
            if item is not None and not plumbing and not isinstance(item, griffe.Module):
                yield name, item

    def _client(self, exported: Mapping[str, griffe.Object]) -> griffe.Class:
        """The class that leads to the resources: the first that has properties which are classes of theirs."""
        for name, item in exported.items():
            if isinstance(item, griffe.Class) and not name.startswith("Async"):
                if "with_raw_response" in item.members and "__init__" in item.members:
                    return item
        message = "this package has no client class"
        hint = "name the folder of a package that specloom has generated"
        raise SpecloomError([Diagnostic("bad-package", message, self.places[""], hint=hint)])

    def _walk(self, client: griffe.Class, path: str) -> None:
        waiting = [(client, path)]
        while waiting:
            holder, path = waiting.pop(0)
            for name, child in self._children(holder):
                below = f"{path}.{name}".lstrip(".")
                if below not in self.resources and below.count(".") < 50:
                    self.resources[below] = child.name
                    self.places[below] = self.modules.place(child, below)
                    waiting.append((child, below))
                    self._lifecycles(child, below)
            self._methods(holder, path or "client")

    def _children(self, holder: griffe.Class) -> Iterator[tuple[str, griffe.Class]]:
        for name, member in holder.members.items():
            if name.startswith("_") or name in _VIEWS or not _is_property(member):
                continue
            annotation = getattr(member, "annotation", None)
            path = getattr(annotation, "canonical_path", "")
            found = self.modules.resolved(path) if path else None
            if isinstance(found, griffe.Class):
                yield name, found

    def _methods(self, holder: griffe.Class, path: str) -> None:
        self.places.setdefault(path, self.modules.place(holder, path))
        for name, member in holder.members.items():
            constructor = name == "__init__" and path == "client"
            if not isinstance(member, griffe.Function) or _is_property(member):
                continue
            if name.startswith("_") and not constructor:
                continue
            full = path if constructor else f"{path.removeprefix('client')}.{name}".lstrip(".")
            self.methods[full] = self._method(member, full)

    def _method(self, function: griffe.Function, path: str) -> Method:
        self.places[path] = self.modules.place(function, path)
        file = str(function.filepath)
        lines = self.modules.lines[file]
        first, last = function.lineno or 1, function.endlineno or 1
        overloads = function.overloads or []
        for index, item in enumerate(overloads):
            self.places[f"{path}.{index}"] = self.modules.place(item, path)
        above = lines[min([first, *(item.lineno or first for item in overloads)]) - 2].strip()
        return Method(
            path,
            tuple(_signature(item) for item in overloads or [function]),
            _call("\n".join(lines[first - 1 : last])),
            woven=above.removeprefix(_WOVEN) if above.startswith(_WOVEN) else "",
            deprecated=any(_decorator(item) == "deprecated" for item in function.decorators),
        )

    def _lifecycles(self, holder: griffe.Class, path: str) -> None:
        """The lifecycles that stand as data beside a resource."""
        file = str(holder.filepath).rpartition("/")[0] + "/_lifecycle.py"
        text = "\n".join(self.modules.lines.get(file, ()))
        if "Lifecycle(" not in text:
            return
        for node in ast.parse(text).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                found = _lifecycle(node.value, path)
                if found is not None:
                    self.lifecycles[found.path] = found
                    place = Source(f"{self.modules.shown}{file}", f"#/{found.path}", node.lineno, 1)
                    self.places[found.path] = place

    def _settings(self) -> Iterator[tuple[str, str]]:
        module = self.modules.module("_settings")
        for name, member in module.members.items() if module is not None else ():
            if isinstance(member, griffe.Attribute) and _SETTING.fullmatch(name):
                self.places[f"setting {name}"] = self.modules.place(member, name)
                yield name, text_of(member.value)


def _decorator(item: griffe.Decorator) -> str:
    return text_of(item.value).partition("(")[0].rpartition(".")[2]


def _is_property(member: object) -> bool:
    if isinstance(member, griffe.Function):
        return any(text_of(item.value) in _PROPERTIES for item in member.decorators)
    return isinstance(member, griffe.Attribute) and "property" in member.labels


def _signature(function: griffe.Function) -> Signature:
    parameters = {
        item.name: Parameter(
            item.name,
            text_of(item.annotation),
            _default(item),
            item.kind in _POSITIONAL,
        )
        for item in function.parameters
        if item.name not in ("self", "cls") and not item.name.startswith("_")
    }
    return Signature(parameters, text_of(function.returns))


def _default(item: griffe.Parameter) -> str | None:
    if item.kind in (griffe.ParameterKind.var_positional, griffe.ParameterKind.var_keyword):
        return "..."
    return None if item.default is None else text_of(item.default)


def _call(text: str) -> str:
    """``POST /things/{}`` of a method that requests it."""
    match = _CALL.search(text)
    if match is None:
        return ""
    verb = match[1]
    if verb == "get_api_list":
        named = _VERB.search(text)
        verb = named[1] if named else "get"
    return f"{verb.upper()} {_VARIABLE.sub('{}', match[2])}"


def _lifecycle(call: ast.Call, resource: str) -> Lifecycle | None:
    if not isinstance(call.func, ast.Name) or call.func.id != "Lifecycle":
        return None
    words = {item.arg: item.value for item in call.keywords if item.arg}
    groups = {name: _texts(words.get(name)) for name in _GROUPS}
    settings = {name: value for name, value in _flat(words, "") if _WAITING.match(name)}
    name = words.get("name")
    title = str(name.value) if isinstance(name, ast.Constant) else ""
    return Lifecycle(f"{resource}.{title} lifecycle", groups, settings)


def _texts(node: ast.expr | None) -> tuple[str, ...]:
    items = node.elts if isinstance(node, ast.Tuple | ast.List) else []
    return tuple(str(item.value) for item in items if isinstance(item, ast.Constant))


def _flat(words: Mapping[str, ast.expr], head: str) -> Iterator[tuple[str, str]]:
    for name, value in words.items():
        if isinstance(value, ast.Call):
            inner = {item.arg: item.value for item in value.keywords if item.arg}
            yield from _flat(inner, f"{head}{name}.")
        else:
            yield f"{head}{name}", ast.unparse(value)
