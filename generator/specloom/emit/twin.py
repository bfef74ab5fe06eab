"""What is printed once, async, and has a sync twin: the text, and the names that change (layer 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

RUNTIME_TWINS = {
    "AsyncAPIClient": "SyncAPIClient",
    "AsyncAPIResource": "SyncAPIResource",
    "AsyncBinaryAPIResponse": "BinaryAPIResponse",
    "AsyncBinaryTypes": "BinaryTypes",
    "AsyncClient": "Client",
    "AsyncStream": "Stream",
    "AsyncStreamedBinaryAPIResponse": "StreamedBinaryAPIResponse",
    "BaseAsyncPage": "BaseSyncPage",
    "async_to_custom_raw_response_wrapper": "to_custom_raw_response_wrapper",
    "async_to_custom_streamed_response_wrapper": "to_custom_streamed_response_wrapper",
    "async_to_raw_response_wrapper": "to_raw_response_wrapper",
    "async_to_streamed_response_wrapper": "to_streamed_response_wrapper",
}
"""Names of the runtime that printed code may use, and their sync twins."""

SUFFIXES = ("", "WithRawResponse", "WithStreamingResponse")
"""A resource's classes: the methods themselves, and their two variants that give responses."""
CLIENT_SUFFIXES = ("", "WithRawResponse", "WithStreamedResponse")
"""The same for the client."""


@dataclass(frozen=True, slots=True)
class TwinSource:
    """An async module and where its sync twin belongs.

    ``names`` maps the names of this module that have a twin to that twin. Where ``sync_path`` equals
    ``path``, both stand in one file: ``head``, the sync text, then the async text.
    """

    path: str
    sync_path: str
    text: str
    names: Mapping[str, str]
    head: str = ""


def class_twins(name: str, suffixes: tuple[str, ...] = SUFFIXES) -> dict[str, str]:
    """The async classes of a resource and their twins."""
    return {f"Async{name}{suffix}": f"{name}{suffix}" for suffix in suffixes}
