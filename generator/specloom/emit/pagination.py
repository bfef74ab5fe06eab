"""``pagination.py``: the page classes of an API, one for each scheme (layer 4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from specloom import naming
from specloom.emit.annotations import annotation
from specloom.emit.arguments import Display, value_lines
from specloom.emit.imports import Imports
from specloom.emit.layout import STEP, Code, Group, declaration, either
from specloom.emit.nextpage import next_page_lines
from specloom.emit.templates import render
from specloom.emit.text import literal
from specloom.emit.twin import TwinSource
from specloom.ir.resources import Page, PageField, PageRole
from specloom.ir.types import Face, Scalar, ScalarType

PATH = "pagination.py"
ITEMS = "items"
"""The attribute for the items of a response that is nothing but their array."""
_KINDS = {Scalar.INTEGER: "int", Scalar.NUMBER: "float", Scalar.BOOLEAN: "bool"}
_TITLES = {
    "cursor": "A page of a list; the response says where the next one begins.",
    "cursor_id": "A page of a list; the next one begins after the last item of this one.",
    "cursor_url": "A page of a list; the response holds the URL of the next one.",
    "offset": "A page of a list; the next one begins after as many items as there were so far.",
    "page_number": "A page of a list; the pages are numbered.",
    "single": "A list that comes whole: there is never a next page.",
}


@dataclass(frozen=True, slots=True)
class _PageClass:
    name: str
    docs: str
    fields: list[str]
    items: str
    guard: str
    has_next: str
    next_page: list[str]
    root_items: str
    """The attribute for the items of a response that is their array; empty where it is an object."""
    headers: list[str]


def emit_pagination(pages: tuple[Page, ...], header: str) -> TwinSource | None:
    """The module of all page classes, sync and async; ``None`` for an API without lists."""
    if not pages:
        return None
    names = {f"Async{page.name}": f"Sync{page.name}" for page in pages}
    reserved = [*names, *names.values(), "_T"]
    imports = Imports(("pagination",), reserved=reserved)
    for name in ("Generic", "List", "TypeVar"):
        imports.external("typing", name)
    imports.local(("_aio", "pagination"), "BaseAsyncPage")
    imports.local(("_sync", "pagination"), "BaseSyncPage")
    imports.external("typing_extensions", "override")
    nested: list[str] = []
    classes = [_page_class(page, imports, nested) for page in pages]
    if any(page.next_page != ["return None"] for page in classes):
        imports.local(("_page",), "PageInfo")
    text = render("pages.py", classes=classes)
    exports = [literal(name) for pair in zip(names.values(), names, strict=True) for name in pair]
    head = render(
        "pagination.py", header=header, imports=imports.top(), exports=exports, nested=nested
    )
    return TwinSource(PATH, PATH, text, {**names, "BaseAsyncPage": "BaseSyncPage"}, head)


def _page_class(page: Page, imports: Imports, nested: list[str]) -> _PageClass:
    fields = [
        item for item in page.fields if not (page.items_in_root and item.role is PageRole.ITEMS)
    ]
    tree = _Branch.of(fields)
    avoid = [*tree.members, ITEMS]
    lines = list(_field_lines(page.name, tree, imports, avoid, nested))
    items = next((item for item in page.fields if item.role is PageRole.ITEMS), None)
    root_items = ""
    if page.items_in_root or items is None:
        root_items = items.name if items is not None else ITEMS
        lines = [f"{STEP}{root_items}: List[_T]", *lines]
        imports.external("pydantic", "model_validator")
        imports.external("typing", "Any")
        access, guard = f"self.{root_items}", ""
    else:
        access, guard = _access(items)
    has_next = next((item for item in page.fields if item.role is PageRole.HAS_NEXT), None)
    return _PageClass(
        name=f"Async{page.name}",
        docs=_TITLES[page.kind.value],
        fields=lines,
        items=access,
        guard=guard,
        has_next=_optional_access(has_next) if has_next else "",
        next_page=next_page_lines(page, _optional_access, imports),
        root_items=root_items,
        headers=_header_lines(page, imports),
    )


def _header_lines(page: Page, imports: Imports) -> list[str]:
    """The table of the fields that come from response headers."""
    taken = [item for item in page.fields if item.header]
    if not taken:
        return []
    imports.external("typing", "ClassVar")
    entries = tuple((item.name, f"({literal(item.header)}, {_kind(item)})") for item in taken)
    kind = "ClassVar[dict[str, tuple[str, type]]]"
    return value_lines(Display(entries), STEP, f"_from_headers: {kind} = ")


def _kind(item: PageField) -> str:
    scalar = item.type.scalar if isinstance(item.type, ScalarType) else Scalar.STRING
    return _KINDS.get(scalar, "str")


@dataclass(slots=True)
class _Branch:
    """Fields of a page below one key; ``members`` are fields, or branches for what is nested."""

    members: dict[str, PageField | _Branch]

    @staticmethod
    def of(fields: Iterable[PageField]) -> _Branch:
        """Fields sorted into a tree by their paths."""
        root = _Branch({})
        for item in fields:
            branch = root
            for key in item.path[:-1]:
                below = branch.members.setdefault(_attribute(key), _Branch({}))
                branch = below if isinstance(below, _Branch) else _Branch({})
            branch.members[item.name if len(item.path) == 1 else _attribute(item.path[-1])] = item
        return root


def _attribute(key: str) -> str:
    return naming.python_identifier(key, model=True)


def _access(item: PageField) -> tuple[str, str]:
    """How to reach a field, and the object that must be there before (empty where that is the page)."""
    names = [_attribute(key) for key in item.path[:-1]]
    if not names:
        return f"self.{item.name}", ""
    owners = [f"self.{'.'.join(names[: count + 1])}" for count in range(len(names))]
    return f"{owners[-1]}.{_attribute(item.path[-1])}", " and ".join(owners)


def _optional_access(item: PageField) -> str:
    """An expression for a field that is ``None`` where something on the way to it is missing."""
    access, guard = _access(item)
    return f"{access} if {guard} else None" if guard else access


def _field_lines(
    prefix: str, branch: _Branch, imports: Imports, avoid: Iterable[str], nested: list[str]
) -> Iterable[str]:
    for name, member in branch.members.items():
        if isinstance(member, _Branch):
            yield f"{STEP}{name}: {_nested_class(prefix, name, member, imports, nested)} | None = None"
            continue
        yield from _plain_field(name, member, imports, tuple(avoid))


def _plain_field(
    name: str, item: PageField, imports: Imports, avoid: tuple[str, ...]
) -> Iterable[str]:
    if item.role is PageRole.ITEMS:
        code: Code = "List[_T]"
    elif item.type is None:
        code = imports.builtin("object", avoid)
    else:
        code = annotation(item.type, imports, Face.RESPONSE, avoid)
    required = item.required or (item.role is PageRole.ITEMS and len(item.path) == 1)
    if not required:
        code = either(code, "None")
    default: Code | None = None if required else "None"
    if name != item.wire:
        field = imports.external("pydantic", "Field", avoid)
        alias = f"alias={literal(item.wire)}"
        default = Group(field, (alias,) if required else ("default=None", alias), True)
    return declaration(name, code, default, STEP)


def _nested_class(
    prefix: str, name: str, branch: _Branch, imports: Imports, nested: list[str]
) -> str:
    """Print the class of an object inside a page; returns its name."""
    class_name = prefix + naming.camel_case(name)
    lines = list(_field_lines(class_name, branch, imports, list(branch.members), nested))
    generic = any(_holds_items(member) for member in branch.members.values())
    base = imports.local(("_models",), "BaseModel")
    bases = f"{base}, Generic[_T]" if generic else base
    nested += ["", "", f"class {class_name}({bases}):", *lines]
    return f"{class_name}[_T]" if generic else class_name


def _holds_items(member: PageField | _Branch) -> bool:
    if isinstance(member, _Branch):
        return any(map(_holds_items, member.members.values()))
    return member.role is PageRole.ITEMS
