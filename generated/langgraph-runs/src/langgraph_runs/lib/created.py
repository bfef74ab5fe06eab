"""What is said about a run beside its result: that it was created, and that it has failed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, cast
from urllib.parse import unquote

from typing_extensions import TypedDict

from .._settings import LangGraphError

__all__ = ["OnRunCreated", "RunCreateMetadata", "RunFailedError", "RunResult"]

_PLACE = re.compile(r"(?:/threads/(?P<thread>[^/?#]+))?/runs/(?P<run>[^/?#]+)")


class RunCreateMetadata(TypedDict):
    """Where a run was created; without a thread of the caller's own, the server may not say which it works on."""

    run_id: str
    thread_id: str | None


OnRunCreated: TypeAlias = Callable[[RunCreateMetadata], None]
RunResult: TypeAlias = "list[dict[str, Any]] | dict[str, Any]"
"""The last state of a graph."""


class RunFailedError(LangGraphError):
    """The run has ended with an error. `error` is the name of its class, `body` all that the server tells."""

    error: str | None
    body: Mapping[str, Any]

    def __init__(self, body: Mapping[str, Any]) -> None:
        super().__init__(f"{body.get('error')}: {body.get('message')}")
        self.error = body.get("error")
        self.body = body


def report_created(headers: Mapping[str, str], callback: OnRunCreated | None) -> None:
    """Tell `callback` about the run that the response names."""
    if callback is None:
        return
    if found := _PLACE.search(headers.get("content-location", "")):
        thread = found["thread"]
        callback(
            {"run_id": unquote(found["run"]), "thread_id": unquote(thread) if thread else None}
        )


def result_of(result: object, raise_error: bool) -> RunResult:
    """The result of a run. Raises :class:`RunFailedError` for one that tells of an error, unless told not to."""
    if raise_error and isinstance(result, dict):
        error = cast("dict[str, Any]", result).get("__error__")
        if isinstance(error, dict):
            raise RunFailedError(cast("dict[str, Any]", error))
    return cast("RunResult", result)


def warn_of(checkpoint_during: bool | None) -> None:
    """Warn the caller of the caller, where the deprecated parameter was given."""
    if checkpoint_during is not None:
        message = "`checkpoint_during` is deprecated; `durability` takes its place."
        warnings.warn(message, DeprecationWarning, stacklevel=3)


def members_beside(operation: Callable[..., object], **given: object) -> dict[str, object] | None:
    """What was given and is no parameter of ``operation``. The server reads it all the same."""
    known = cast("dict[str, object]", getattr(operation, "__kwdefaults__", None) or {})
    beside = {k: v for k, v in given.items() if v is not None and k not in known}
    beside.pop("assistant_id", None)
    return beside or None
