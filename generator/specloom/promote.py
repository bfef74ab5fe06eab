"""An edited or added method of a generated class turned into a helper file (layer 5)."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import libcst as cst

from specloom.diagnostics import Diagnostic, Source, SpecloomError
from specloom.emit.layout import STEP, WIDTH
from specloom.tree.edits import Edit
from specloom.tree.merge import merge
from specloom.tree.record import line_digests
from specloom.weave.helper_source import ImportedName, imported_names
from specloom.weave.inject import used_imports
from specloom.weave.printed import absolute

_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Promotion:
    """A helper file's ``text``; ``rest`` is the edited file without what went into it.

    ``methods`` are the names that were promoted. ``left`` are the lines (1-based) of the edited file that cannot
    be, and stay an edit.
    """

    text: str
    rest: bytes
    methods: tuple[str, ...]
    left: tuple[int, ...]


def promoted(edit: Edit, package: str, file: str, class_name: str, source: str) -> Promotion:
    """What can be promoted of the edit of an async resource module, ``file`` below ``package``.

    ``source`` is the edited file as messages name it. Raises :class:`SpecloomError` where it is no Python, and
    where no method of ``class_name`` was edited or added.
    """
    try:
        old, new = _Module(edit.generated, class_name), _Module(edit.edited, class_name)
    except SyntaxError as error:
        place = Source(source, "", error.lineno or 1, error.offset or 1)
        raise SpecloomError([Diagnostic("promote-syntax", error.msg, place)]) from None
    names = [name for name in new.groups if new.source(name) != old.source(name)]
    if not names:
        message = f"no method of {class_name} was edited or added here"
        hint = (
            "only methods can become helpers; the rest belongs into the configuration or an overlay"
        )
        raise SpecloomError([Diagnostic("promote-nothing", message, Source(source), hint=hint)])
    rest = _without(old, new, names)
    _check_known(new, names, source)
    text = _helper(new, names, old.groups, package, file)
    return Promotion(
        text, "".join(rest).encode("utf-8"), tuple(names), tuple(_left(old, new, names))
    )


def remaining(edit: Edit, promotion: Promotion, regenerated: str, source: str) -> bytes:
    """The edited file's content once the helper is woven: the ``regenerated`` text with what is left of the edit.

    Raises :class:`SpecloomError` where the two do not go together.
    """
    new = regenerated.encode("utf-8")
    if not promotion.left:
        return new
    merged = merge(line_digests(edit.generated), promotion.rest, new, python=True)
    if merged.clean:
        return merged.text
    place = Source(source, "", promotion.left[0], 1)
    hint = "undo this part of the edit first, then promote again"
    message = "this part of the edit cannot be promoted, and is in the way of what can"
    raise SpecloomError([Diagnostic("promote-conflict", message, place, hint=hint)])


def check_same(edit: Edit, promotion: Promotion, regenerated: str, class_name: str) -> None:
    """Raise :class:`SpecloomError` unless the promoted methods come out of the generator as they were edited."""
    edited = _Module(edit.edited, class_name).groups
    woven = _Module(regenerated.encode("utf-8"), class_name).groups
    for name in promotion.methods:
        if not _same(edited[name], woven.get(name)):
            message = f"{name!r} would not be generated as it was edited"
            hint = "write the helper by hand"
            place = Source(edit.path, "", edited[name][0].lineno, 1)
            raise SpecloomError([Diagnostic("promote-differs", message, place, hint=hint)])


class _Module:
    """A module's lines, and the functions of one class, those of one name together."""

    def __init__(self, data: bytes, class_name: str) -> None:
        text = data.decode("utf-8", "surrogateescape")
        self.text = text
        self.class_name = class_name
        self.lines = text.splitlines(keepends=True)
        self.tree = ast.parse(text)
        self.groups: dict[str, list[_Function]] = {}
        for statement in self.tree.body:
            if isinstance(statement, ast.ClassDef) and statement.name == class_name:
                for member in statement.body:
                    if isinstance(member, _Function):
                        self.groups.setdefault(member.name, []).append(member)

    def spans(self, name: str) -> list[tuple[int, int]]:
        """First line (0-based) and end of each function of a name, decorators included."""
        return [(_first(node) - 1, node.end_lineno or 0) for node in self.groups.get(name, [])]

    def source(self, name: str) -> str:
        """The text of the functions of a name."""
        return "\n".join("".join(self.lines[start:end]) for start, end in self.spans(name))


def _first(node: _Function) -> int:
    return min([node.lineno, *(item.lineno for item in node.decorator_list)])


def _same(one: list[_Function], other: list[_Function] | None) -> bool:
    return other is not None and [ast.dump(node) for node in one] == [ast.dump(n) for n in other]


def _check_known(new: _Module, names: list[str], source: str) -> None:
    """A helper cannot use what the generated module defines beside the class: it would have to import it."""
    own = {node.name for node in new.tree.body if isinstance(node, ast.ClassDef | _Function)}
    problems: list[Diagnostic] = []
    for name in names:
        for node in (found for group in new.groups[name] for found in ast.walk(group)):
            if isinstance(node, ast.Name) and node.id in own - {new.class_name}:
                message = (
                    f"{name!r} uses {node.id!r}, which this module defines; it cannot be promoted"
                )
                place = Source(source, "", node.lineno, node.col_offset + 1)
                hint = "move it into a module of the helpers folder, and import it from there"
                problems.append(Diagnostic("promote-local", message, place, hint=hint))
    if problems:
        raise SpecloomError(problems)


def _without(old: _Module, new: _Module, names: list[str]) -> list[str]:
    """The edited lines with the generated text of the named functions, or without them where there is none."""
    lines: list[str | None] = [*new.lines]
    for name in names:
        known = old.source(name)
        for index, (start, end) in enumerate(new.spans(name)):
            while not known and start and not new.lines[start - 1].strip():
                start -= 1
            lines[start:end] = [None] * (end - start)
            if index == 0 and known:
                lines[start] = known
    text = "".join(line for line in lines if line is not None)
    return text.splitlines(keepends=True)


def _left(old: _Module, new: _Module, names: list[str]) -> Iterator[int]:
    """Lines of the edited file that differ from the generated one and are in no promoted method or import."""
    covered = {at for name in names for start, end in new.spans(name) for at in range(start, end)}
    covered |= set(_import_lines(new.tree))
    gone = {at for name in names for start, end in old.spans(name) for at in range(start, end)}
    gone |= set(_import_lines(old.tree))
    matcher = difflib.SequenceMatcher(None, old.lines, new.lines, autojunk=False)
    for tag, a, b, start, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        added = [at for at in range(start, end) if at not in covered and new.lines[at].strip()]
        removed = [at for at in range(a, b) if at not in gone and old.lines[at].strip()]
        if added or removed:
            yield (added[0] if added else min(start, len(new.lines) - 1)) + 1


def _import_lines(tree: ast.Module) -> Iterator[int]:
    for statement in tree.body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            yield from range(statement.lineno - 1, statement.end_lineno or 0)
        elif isinstance(statement, ast.If):
            for inner in statement.body:
                if isinstance(inner, ast.Import | ast.ImportFrom):
                    yield from range(inner.lineno - 1, inner.end_lineno or 0)


def _helper(new: _Module, names: list[str], known: Iterable[str], package: str, file: str) -> str:
    """The text of the helper file: imports by absolute names, and one class with the methods."""
    body = cst.parse_module(new.text).body
    offered = {item.bound: absolute(package, file, item) for item in imported_names(body)}
    wanted = used_imports(_functions(body, new.class_name, names), offered)
    module = ".".join((package, *file.removesuffix(".py").split("/")))
    base = ImportedName(f"_{new.class_name}", module, new.class_name)
    needed = [*wanted, base]
    replacing = [name for name in names if name in set(known)]
    if replacing:
        needed.append(ImportedName("replaces", "specloom.helpers", "replaces"))
    methods = [
        _method(new.lines[start:end], name in replacing, package, file)
        for name in names
        for start, end in new.spans(name)
    ]
    title = f'"""Methods of `{new.class_name}`, written by hand."""'
    imports = "\n".join(["from __future__ import annotations", "", *_imports(needed)])
    head = f"class {new.class_name}(_{new.class_name}):"
    return f"{title}\n\n{imports}\n\n\n{head}\n" + "\n".join(methods)


def _functions(
    body: Sequence[cst.CSTNode], class_name: str, names: Iterable[str]
) -> list[cst.FunctionDef]:
    return [
        member
        for statement in body
        if isinstance(statement, cst.ClassDef) and statement.name.value == class_name
        for member in statement.body.body
        if isinstance(member, cst.FunctionDef) and member.name.value in set(names)
    ]


def _imports(items: Iterable[ImportedName]) -> Iterator[str]:
    """Import statements in order, one for each module, broken where they are too long."""
    grouped: dict[str, set[str]] = {}
    for item in items:
        plain = item.bound == (item.name or item.module.split(".")[0])
        alias = "" if plain else f" as {item.bound}"
        if item.name:
            grouped.setdefault(f"from {item.module} import", set()).add(item.name + alias)
        else:
            grouped.setdefault(f"import {item.module}{alias}", set())
    for statement, names in sorted(grouped.items()):
        line = f"{statement} {', '.join(sorted(names))}".rstrip()
        if len(line) <= WIDTH:
            yield line
        else:
            yield from (f"{statement} (", *(f"{STEP}{name}," for name in sorted(names)), ")")


_RELATIVE = re.compile(r"^(\s+from )(\.+[\w.]*)(?= import )")


def _method(lines: list[str], replaces: bool, package: str, file: str) -> str:
    """A method's text with absolute imports inside it, marked where it replaces a generated one."""

    def written(match: re.Match[str]) -> str:
        return match[1] + absolute(package, file, ImportedName("", match[2], "")).module

    text = "".join(_RELATIVE.sub(written, line) for line in lines)
    text = text if text.endswith("\n") else text + "\n"
    return ("    @replaces\n" if replaces else "") + text
