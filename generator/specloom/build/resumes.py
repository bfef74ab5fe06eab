"""How calls and streams go on after their connection broke, as the configuration has it (layer 3)."""

from __future__ import annotations

from specloom.build.context import Context
from specloom.build.params import Draft
from specloom.diagnostics import Source
from specloom.ir.operations import Place, Reconnect, StreamResume, StreamState
from specloom.load.config_resources import Method, MethodStreaming
from specloom.load.hints import did_you_mean


def stream_resume(
    context: Context, settings: MethodStreaming | bool | None, drafts: list[Draft], source: Source
) -> StreamResume | None:
    """How the stream of a method goes on; parameters that the operation lacks are reported."""
    if not isinstance(settings, MethodStreaming) or settings.resume is None:
        return None
    wanted = settings.resume
    place = source.child("streaming", "resume")
    if wanted.query:
        _known(context, wanted.query, drafts, Place.QUERY, place.child("query"))
    if not any(draft.place is Place.WHOLE_BODY for draft in drafts):
        for index, name in enumerate(wanted.keep):
            _known(context, name, drafts, Place.BODY, place.child("keep", str(index)))
    state = None
    if wanted.state is not None:
        goes_on = tuple(wanted.state.goes_on)
        state = StreamState(wanted.state.header, wanted.state.property, goes_on)
    return StreamResume(
        wanted.header,
        wanted.query,
        wanted.attempts,
        wanted.location,
        tuple(wanted.keep),
        wanted.keep_as == "json",
        wanted.without_id == "warn",
        wanted.shared_ids,
        wanted.start,
        state,
    )


def call_reconnect(method: Method) -> Reconnect | None:
    """Where an answer of a method that was cut is asked for again."""
    wanted = method.reconnect
    return None if wanted is None else Reconnect(wanted.header, wanted.attempts)


_KINDS = {Place.QUERY: "query parameter", Place.BODY: "member of its body called"}


def _known(context: Context, name: str, drafts: list[Draft], place: Place, source: Source) -> None:
    known = [draft.wire for draft in drafts if draft.place is place]
    if name not in known:
        message = f"the operation has no {_KINDS[place]} {name!r}"
        hint = did_you_mean(name, known)
        context.diagnostics.error("unknown-parameter", message, source, hint)
