"""Every value of a state has one meaning: the check behind ``lifecycles`` (layer 3)."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.build.context import Context
from specloom.build.members import Found, TypeView, state_text
from specloom.build.nodes import mapping, sequence
from specloom.diagnostics import Diagnostic, Source
from specloom.ir.types import AliasDefinition, NamedType
from specloom.load import MISSING, locate_all
from specloom.load.config_lifecycles import Lifecycle
from specloom.load.hints import did_you_mean, quoted

_DEEPEST = 8


def check_states(
    context: Context, name: str, declared: Lifecycle, state: Found, view: TypeView
) -> None:
    """Report states that are declared twice or do not exist, and values of the spec that are not declared."""
    allowed = view.values(state.type)
    seen: dict[str, str] = {}
    for group, value, place in _declared(declared):
        if value in seen:
            message = f"state {quoted(value)} is in {seen[value]} already"
            hint = "a state has one meaning; leave it in one list"
            context.diagnostics.error("lifecycle-state", message, place, hint)
        elif allowed is not None and value not in allowed:
            message = f"{quoted(declared.state)} has no value {quoted(value)}"
            hint = did_you_mean(value, allowed)
            context.diagnostics.error("lifecycle-unknown-state", message, place, hint)
        seen.setdefault(value, group)
    if allowed is None:
        message = f"the values of {quoted(declared.state)} are not listed in the document"
        hint = "states that are not declared are handled as `unknown` says"
        context.diagnostics.note("lifecycle-open-state", message, declared.source("state"), hint)
    for value in allowed or ():
        if value not in seen:
            _unclassified(context, name, declared, value, state, view)


def _declared(declared: Lifecycle) -> Iterator[tuple[str, str, Source]]:
    """Each declared state with the list that it is in and its place."""
    action = declared.action.states if declared.action else []
    groups = (
        ("pending", declared.pending, ("pending",)),
        ("action.states", action, ("action", "states")),
        ("success", declared.success, ("success",)),
        ("failure", declared.failure, ("failure",)),
    )
    for group, values, tokens in groups:
        for index, value in enumerate(values):
            yield group, value, declared.source(*tokens, index)


def _unclassified(
    context: Context, name: str, declared: Lifecycle, value: str, state: Found, view: TypeView
) -> None:
    where = f"lifecycle {quoted(name)}, which is declared at {_shown(declared)}"
    message = f"state {quoted(value)} is in no list of {where}"
    hint = "say there what it means: pending, action, success or failure"
    place = _place_of(context, value, state, view)
    context.diagnostics.error("lifecycle-new-state", message, place, hint)


def _shown(declared: Lifecycle) -> str:
    """The place of a declaration as text: file, line and column where they can be found."""
    item = locate_all([Diagnostic("", "", declared.source())])[0]
    source = item.source or declared.source()
    return f"{source.file}:{source.line}:{source.column}" if source.line else source.pointer


def _place_of(context: Context, value: str, state: Found, view: TypeView) -> Source | None:
    """Where the document lists a value; the property where that cannot be found."""
    sources = [state.field.source] if state.field is not None else []
    if isinstance(state.type, NamedType):
        definition = view.definitions.get(state.type.name)
        if isinstance(definition, AliasDefinition):
            sources.append(definition.source)
    for source in sources:
        if source is not None and source.file == context.document.file:
            found = _listed(context, source.pointer, value)
            if found is not None:
                return context.document.source(found)
    return sources[0] if sources else None


def _listed(context: Context, pointer: str, value: str) -> str | None:
    """The pointer of the enum's member, in the schema at ``pointer`` or in what it refers to."""
    document = context.document
    queue = [(pointer, 0)]
    while queue:
        here, depth = queue.pop(0)
        node = document.get(here)
        if node is MISSING or depth > _DEEPEST:
            continue
        schema, here = document.resolve(node, here)
        content = mapping(schema)
        for index, item in enumerate(sequence(content.get("enum"))):
            if state_text(item) == value:
                return f"{here}/enum/{index}"
        for keyword in ("anyOf", "oneOf", "allOf"):
            count = len(sequence(content.get(keyword)))
            queue.extend((f"{here}/{keyword}/{index}", depth + 1) for index in range(count))
    return None
