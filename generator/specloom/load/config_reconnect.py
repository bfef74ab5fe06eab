"""How calls and streams go on after their connection broke (layer 1).

Not part of the documented Stainless format; described in docs/config-extensions.md.
"""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, model_validator

from specloom.load.config_base import Node
from specloom.load.hints import quoted

_HEADER_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def header_name(value: str) -> str:
    """The name itself; raises ValueError for what no header can be called. Empty means none."""
    if value and not _HEADER_NAME.fullmatch(value):
        raise ValueError(f"{quoted(value)} is no name of a header")
    return value


HeaderName = Annotated[str, AfterValidator(header_name)]


class StreamState(Node):
    """``streaming.resume.state``: what tells whether a stream that was closed politely has more to say.

    The response header ``header`` names the URL of an object, whose ``property`` is one of ``goes_on`` as
    long as the stream goes on.
    """

    header: HeaderName = Field(min_length=1)
    property: str
    goes_on: list[str] = Field(min_length=1)


class StreamResume(Node):
    """``streaming.resume`` of a method: where the id of the last event is sent after a break, and where to.

    Exactly one of ``header`` and ``query`` (the wire name of a query parameter) is given. ``location`` is the
    response header with the URL of the rest; ``keep`` are members of the body that go into its query.
    """

    header: HeaderName = ""
    query: str = ""
    attempts: int = Field(5, ge=1, le=100)
    location: HeaderName = ""
    keep: list[str] = Field(default_factory=list[str])
    keep_as: Literal["query", "json"] = "query"
    without_id: Literal["raise", "warn"] = "raise"
    shared_ids: bool = False
    start: str = ""
    state: StreamState | None = None

    @model_validator(mode="after")
    def _consistent(self) -> StreamResume:
        if bool(self.header) == bool(self.query):
            raise ValueError("give either 'header' or 'query', the name that carries the id")
        if not self.location and (self.keep or self.without_id == "warn"):
            raise ValueError("'keep' and 'without_id: warn' need 'location'")
        return self


class Reconnect(Node):
    """``reconnect`` of a method: the response header with the URL of an answer that was cut."""

    header: HeaderName = Field("Location", min_length=1)
    attempts: int = Field(5, ge=1, le=100)
