"""Hand-written helpers woven into the printed async resources (layer 4).

The weaver works on text: printed files in, the same files with helper methods out. Sync twins are derived later,
from the woven text, so that a helper is written once.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import libcst as cst

from specloom.diagnostics import Diagnostic, Source, SpecloomError
from specloom.weave.helper_source import (
    HelperClass,
    HelperFile,
    HelperMethod,
    ImportedName,
    imported_names,
)
from specloom.weave.inject import (
    add_imports,
    add_methods,
    method_signatures,
    printed_module,
    relative_inside,
    relative_to,
    used_imports,
)
from specloom.weave.late_imports import import_inside, late_imports, left_at_top
from specloom.weave.mirror import Mirrored, expand, lay_out, request_options
from specloom.weave.printed import absolute
from specloom.weave.unasync import sync_name


@dataclass(frozen=True, slots=True)
class OperationPlace:
    """Where an operation was printed: the async file (below the package) and class.

    ``path_names`` are its positional path parameters; those passed by keyword are members of its TypedDict.
    """

    file: str
    class_name: str
    path_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Woven:
    """The result: changed files by path, and per file the names of helpers that have a sync twin."""

    files: Mapping[str, str]
    names: Mapping[str, Mapping[str, str]]


@dataclass(slots=True)
class _Target:
    path: str
    module: cst.Module
    names: dict[str, str]


class Weaver:
    """Weaves helper files into the printed files of one package.

    ``files`` are the printed async files by their path below the package, ``operations`` maps
    ``<resource path>.<method>`` to its place, ``argument_names`` says what methods call ``extra_headers`` and its like
    where not so.
    """

    def __init__(
        self,
        package: str,
        files: Mapping[str, str],
        operations: Mapping[str, OperationPlace],
        argument_names: Mapping[str, str] | None = None,
    ) -> None:
        self.package = package
        self.files = files
        self.operations = operations
        self.argument_names = argument_names or {}
        self.targets: dict[str, _Target] = {}

    def weave(self, helpers: Sequence[HelperFile]) -> Woven:
        """Raises :class:`SpecloomError` with every problem of every helper file."""
        problems: list[Diagnostic] = []
        for helper in helpers:
            for helper_class in helper.classes:
                try:
                    self._weave_class(helper, helper_class)
                except SpecloomError as error:
                    problems.extend(error.diagnostics)
        if problems:
            raise SpecloomError(problems)
        return Woven(
            {path: target.module.code for path, target in self.targets.items()},
            {path: target.names for path, target in self.targets.items()},
        )

    def _weave_class(self, helper: HelperFile, helper_class: HelperClass) -> None:
        target = self._target(helper_class)
        methods: list[tuple[cst.FunctionDef, Source]] = []
        borrowed: list[ImportedName] = []
        for method in helper_class.methods:
            node, imports = self._expanded(method, helper_class, target)
            methods.append((lay_out(node), method.source))
            borrowed += imports
        offered = {
            item.bound: relative_to(self.package, target.path, item) for item in helper.imports
        }
        replaced = frozenset(item.name for item in helper_class.methods if item.replaces)
        inside: set[str] = set()
        if helper.imports_inside:
            methods, inside = self._own_imports(methods, target)
        nodes = [node for node, _ in methods]
        wanted = [
            replace(item, typing_only=item.typing_only or item.bound in inside)
            for item in [*used_imports(nodes, offered), *borrowed]
        ]
        own = helper_class.base_name
        wanted = [item for item in wanted if item.name != own]
        late = late_imports(target.module, nodes, wanted)
        wanted = left_at_top(nodes, wanted, late)
        methods = [(import_inside(node, late), source) for node, source in methods]
        target.module = add_methods(target.module, own, methods, helper.origin, replaced)
        target.module = add_imports(target.module, wanted, helper_class.source)
        for name in sorted(helper.identifiers):
            if (twin := sync_name(name)) != name:
                target.names[name] = twin

    def _own_imports(
        self, methods: list[tuple[cst.FunctionDef, Source]], target: _Target
    ) -> tuple[list[tuple[cst.FunctionDef, Source]], set[str]]:
        """Methods with what they import themselves written as printed ones do it, and those names."""
        written: list[tuple[cst.FunctionDef, Source]] = []
        names: set[str] = set()
        for node, source in methods:
            node, found = relative_inside(node, self.package, target.path)
            names |= found
            written.append((node, source))
        return written, names

    def _target(self, helper_class: HelperClass) -> _Target:
        prefix = "/".join(helper_class.base_module.split(".")[1:])
        pattern = re.compile(rf"^class {re.escape(helper_class.base_name)}\b", re.MULTILINE)
        for path in sorted(self.files):
            inside = path.removesuffix(".py") == prefix or path.startswith(f"{prefix}/")
            if (
                inside
                and path.count("/") <= prefix.count("/") + 1
                and pattern.search(self.files[path])
            ):
                if path not in self.targets:
                    self.targets[path] = _Target(path, printed_module(self.files[path]), {})
                return self.targets[path]
        places: dict[str, str] = {}
        for path, text in sorted(self.files.items()):
            folder = ".".join((self.package, *path.split("/")[:-1]))
            for name in re.findall(r"^class (Async\w+)\(", text, re.MULTILINE):
                places.setdefault(name, folder)
        near = difflib.get_close_matches(helper_class.base_name, places, n=1)
        hint = "is the resource in the configuration?"
        if near:
            hint = f"did you mean {near[0]} of {places[near[0]]}?"
        message = f"{helper_class.base_module} has no class {helper_class.base_name}"
        raise SpecloomError([Diagnostic("helper-target", message, helper_class.source, hint=hint)])

    def _expanded(
        self, method: HelperMethod, helper_class: HelperClass, target: _Target
    ) -> tuple[cst.FunctionDef, list[ImportedName]]:
        """The helper with its mirrored parameters, and the imports their annotations bring along."""
        if method.mirror is None:
            return method.node, []
        found: dict[str, Mirrored] = {}
        elsewhere: dict[str, cst.Module] = {}
        for operation in method.mirror.operations:
            place = self._place(operation, method, helper_class, target)
            module = printed_module(self.files[place.file])
            signatures = method_signatures(module, place.class_name)
            name = operation.rpartition(".")[2]
            found[operation] = Mirrored(signatures[name], place.path_names)
            if place.file != target.path:
                elsewhere[place.file] = module
        node = expand(method, found, request_options(self.argument_names))
        imports: dict[str, ImportedName] = {}
        for file, module in elsewhere.items():
            for item in self._imports_of(module, file, node, target):
                imports.setdefault(item.bound, item)
        return node, list(imports.values())

    def _place(
        self, wanted: str, method: HelperMethod, helper_class: HelperClass, target: _Target
    ) -> OperationPlace:
        if "." in wanted:
            if wanted in self.operations:
                return self.operations[wanted]
        else:
            for key, place in self.operations.items():
                own = (place.file, place.class_name) == (target.path, helper_class.base_name)
                if own and key.rpartition(".")[2] == wanted:
                    return place
        near = difflib.get_close_matches(wanted, list(self.operations), n=1)
        hint = f"did you mean {near[0]!r}?" if near else "name a method of the configuration"
        message = f"there is no operation {wanted!r} to mirror"
        raise SpecloomError([Diagnostic("mirror-operation", message, method.source, hint=hint)])

    def _imports_of(
        self, module: cst.Module, file: str, node: cst.FunctionDef, target: _Target
    ) -> list[ImportedName]:
        offered: dict[str, ImportedName] = {}
        for item in imported_names(module.body):
            found = absolute(self.package, file, item)
            offered[item.bound] = relative_to(self.package, target.path, found)
        return used_imports([node], offered)
