"""Resources and method names from paths: ``POST /runs/{id}/cancel`` is ``runs.cancel``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from specloom.build.infer_view import SpecView, text_of
from specloom.build.nodes import mapping, sequence
from specloom.load.grammar import HTTP_VERBS, verbs_of
from specloom.naming import module_name, python_identifier, singular, snake_case, unique, words

_VERSION = re.compile(
    r"v\d+(?:[._]\d+)*(?:(?:alpha|beta)\d*)?\Z|\d{4}-\d{2}(?:-\d{2})?\Z", re.IGNORECASE
)
_FORMAT = re.compile(r"\.(?:json|xml)\Z", re.IGNORECASE)
_COLON_VERB = re.compile(r"(?<=[\w}]):([A-Za-z]\w*)\Z")
_VERBS = frozenset(
    """abort accept activate add apply approve archive assign attach authorize batch block bulk calculate
    cancel capture check claim clear clone close commit complete compare compute confirm connect convert copy
    count create deactivate decline decrypt delete deploy deregister detach disable disconnect dismiss download
    edit enable encrypt end estimate evaluate execute expire export extend fetch find finish follow fork
    generate get import increment install interrupt invalidate invite join kill leave link list load lock login
    logout lookup mark merge migrate move mute notify open patch pause ping poll predict preview process
    promote provision publish pull purge push put query read rebuild receive reconnect refresh refund register
    reject release reload remove rename renew reopen replace replay reply report request resend reset resize
    resolve restart restore resume retrieve retry return revert review revoke rollback rotate run save scan
    schedule search send set share sign skip sleep snapshot start stop stream submit subscribe suspend sync
    terminate test tokenize transfer trigger unarchive unassign unblock unfollow uninstall unlink unlock
    unmute unpublish unregister unshare unsubscribe update upgrade upload validate verify void wait watch
    withdraw write""".split()
)
"""First words of a path segment that make it an action on what stands before it."""

_RESERVED = frozenset(
    """close copy with_options with_raw_response with_streaming_response get post put patch
    auth_headers default_headers default_query qs base_url timeout max_retries
    is_closed request user_agent platform_headers""".split()
)
"""Attributes of every client or resource that a resource must not hide."""

_DEEPEST = 12
"""Levels of resources; what a longer path names below them belongs to the last one."""


@dataclass(slots=True)
class ResourceNode:
    """A resource in the making: its methods (name → ``verb /path``), models (key → pointer), children."""

    name: str = ""
    methods: dict[str, str] = field(default_factory=lambda: {})
    models: dict[str, str] = field(default_factory=lambda: {})
    children: dict[str, ResourceNode] = field(default_factory=lambda: {})


@dataclass(frozen=True, slots=True)
class FoundOperation:
    """An operation with the resource path it belongs to; ``shared`` parameters are merged in."""

    method: str
    path: str
    data: dict[str, object]
    resource: tuple[str, ...]
    action: str
    """Method name from the last path segment, empty where the verb alone decides."""
    on_item: bool
    """The path ends in a placeholder."""
    returns_list: bool


def operations_of(view: SpecView) -> list[FoundOperation]:
    """All operations of ``paths``, each with its place in the resource tree, in document order."""
    paths = mapping(view.data.get("paths"))
    items = {path: view.follow(item) for path, item in paths.items() if path.startswith("/")}
    prefix = _common_prefix(list(items))
    segments = {path: _segments(path)[prefix:] for path in items}
    nested = _paths_with_children(segments)
    found: list[FoundOperation] = []
    for path, item in items.items():
        verbs = [verb for verb in verbs_of(item) if item[verb]]
        for method in verbs:
            data = dict(mapping(item.get(method)))
            data["parameters"] = sequence(item.get("parameters")) + sequence(data.get("parameters"))
            found.append(_place(view, method, path, data, segments[path], len(verbs), nested))
    return found


def infer_resources(operations: list[FoundOperation]) -> ResourceNode:
    """The tree of resources with their methods; the root's own methods belong on the client."""
    root = ResourceNode()
    for operation in operations:
        node = root
        for name in operation.resource:
            node = node.children.setdefault(name, ResourceNode(name))
    for operation in operations:
        node = root
        for name in operation.resource:
            node = node.children[name]
        verb = operation.method if operation.method in HTTP_VERBS else operation.method.upper()
        node.methods[_method_name(operation, node)] = f"{verb} {operation.path}"
    return root


def _segments(path: str) -> list[str]:
    """The parts of a path: an action behind a colon (``/books/{id}:move``) is one, ``.json`` at the end is none."""
    path = _COLON_VERB.sub(r"/\1", _FORMAT.sub("", path))
    return [segment for segment in path.split("/") if segment]


def _is_placeholder(segment: str) -> bool:
    return segment.startswith("{") and segment.endswith("}")


def _common_prefix(paths: list[str]) -> int:
    """How many leading segments every path shares that name no resource (``/api/v1``)."""
    split = [_segments(path) for path in paths]
    count = 0
    while split and all(len(parts) > count + 1 for parts in split):
        heads = {parts[count] for parts in split}
        if len(heads) > 1 or not _names_no_resource(heads.pop()):
            break
        count += 1
    return count


def _names_no_resource(segment: str) -> bool:
    return bool(_VERSION.match(segment)) or segment.lower() in ("api", "rest", "public")


def _paths_with_children(segments: dict[str, list[str]]) -> set[tuple[str, ...]]:
    """Every proper prefix of a path, placeholders made alike."""
    prefixes: set[tuple[str, ...]] = set()
    for parts in segments.values():
        alike = tuple("{}" if _is_placeholder(part) else part for part in parts)
        prefixes.update(alike[:length] for length in range(1, len(alike)))
    return prefixes


def _place(
    view: SpecView,
    method: str,
    path: str,
    data: dict[str, object],
    parts: list[str],
    verbs: int,
    nested: set[tuple[str, ...]],
) -> FoundOperation:
    alike = tuple("{}" if _is_placeholder(part) else part for part in parts)
    static = [part for part in parts if not _is_placeholder(part) and not _VERSION.match(part)]
    action = ""
    if len(static) > 1 and static[-1] == parts[-1] and verbs == 1 and alike not in nested:
        action = _action(parts[-1], after_item=_is_placeholder(parts[-2]), method=method)
    if verbs == 1 and _COLON_VERB.search(path):
        action = snake_case(parts[-1])
    names = [_resource_name(part) for part in (static[:-1] if action else static)]
    return FoundOperation(
        method=method,
        path=path,
        data=data,
        resource=tuple(name for name in names if name)[:_DEEPEST],
        action=action,
        on_item=bool(parts) and _is_placeholder(parts[-1]),
        returns_list=_returns_list(view, data),
    )


def _action(segment: str, *, after_item: bool, method: str) -> str:
    """The method name that a last segment stands for, or empty where it names a resource."""
    name = snake_case(re.sub(r"\{[^}]*\}", " ", segment))
    first, *rest = name.split("_")
    if first in _VERBS and (rest or singular(segment) == segment or after_item):
        return name
    return ""


def _resource_name(segment: str) -> str:
    name = snake_case(re.sub(r"[{}]", " ", segment))
    if not name:
        return ""
    name = module_name(python_identifier(name, prefix="resource"))
    return f"{name}_" if name in _RESERVED else name


def _returns_list(view: SpecView, data: dict[str, object]) -> bool:
    schema = view.follow(view.success_schema(data))
    if schema.get("type") == "array" or "items" in schema:
        return True
    arrays = [
        name
        for name, value in view.properties(schema).items()
        if "items" in view.follow(value) or view.follow(value).get("type") == "array"
    ]
    return len(arrays) == 1 and "id" not in view.properties(schema)


def _method_name(operation: FoundOperation, node: ResourceNode) -> str:
    taken = set(node.methods) | set(node.children)
    preferred = operation.action or _verb_name(operation)
    if preferred not in taken:
        return preferred
    own = snake_case(text_of(operation.data, "operationId"))
    path_words = set(words(operation.path)) | {singular(word) for word in words(operation.path)}
    short = "_".join(word for word in own.split("_") if word not in path_words)
    for candidate in (short, own):
        if candidate and candidate not in taken and candidate not in _RESERVED:
            return candidate
    last = next((part for part in reversed(_segments(operation.path))), "")
    suffix = "by_" if operation.on_item else ""
    return unique(f"{preferred}_{suffix}{snake_case(last) or 'item'}", taken)


def _verb_name(operation: FoundOperation) -> str:
    if operation.method == "get":
        return "list" if operation.returns_list and not operation.on_item else "retrieve"
    if operation.method == "post":
        return "update" if operation.on_item else "create"
    names = {"put": "update", "patch": "update", "delete": "delete"}
    return names.get(operation.method, operation.method)
