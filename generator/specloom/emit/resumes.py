"""How a call or a stream goes on after its connection broke, as values for the runtime (layer 4)."""

from __future__ import annotations

from specloom.emit.layout import Code, Group
from specloom.emit.scope import Scope
from specloom.emit.text import literal
from specloom.ir.operations import Reconnect, StreamResume, StreamState


def resume_value(resume: StreamResume, scope: Scope) -> Code:
    """Where the id of the last event is sent when the connection broke."""
    name, wire = ("header", resume.header) if resume.header else ("query", resume.query)
    items: list[Code] = [f"{name}={literal(wire)}", f"attempts={resume.attempts}"]
    if resume.location:
        items.append(f"location={literal(resume.location)}")
    if resume.keep:
        items.append(f"keep={_texts(resume.keep)}")
    if resume.keep_as_json:
        items.append("keep_as_json=True")
    if resume.warns:
        items.append('without_id="warn"')
    if resume.shared_ids:
        items.append("shared_ids=True")
    if resume.start:
        items.append(f"start={literal(resume.start)}")
    if resume.state is not None:
        items.append(_state(resume.state, scope))
    return Group(scope.runtime("_resume", "StreamResume"), tuple(items), True)


def reconnect_value(reconnect: Reconnect, scope: Scope) -> Code:
    """Where an answer that was cut is asked for again."""
    items = (f"header={literal(reconnect.header)}", f"attempts={reconnect.attempts}")
    return Group(scope.runtime("_location", "Reconnect"), items, True)


def _state(state: StreamState, scope: Scope) -> Code:
    items = (
        f"header={literal(state.header)}",
        f"property={literal(state.property)}",
        f"goes_on={_texts(state.goes_on)}",
    )
    return Group(f"state={scope.runtime('_resume', 'StreamState')}", items, True)


def _texts(texts: tuple[str, ...]) -> str:
    listed = ", ".join(map(literal, texts))
    return f"({listed},)" if len(texts) == 1 else f"({listed})"
