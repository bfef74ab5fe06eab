"""What this SDK is called and how its API wants to be spoken to.

A generated SDK replaces this file with one of its own; the values here are neutral.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import httpx2

if TYPE_CHECKING:
    from ._types import StreamRule


class SDKError(Exception):
    """Root of every error that this package raises on its own."""


PACKAGE: str = "sdk_runtime"
VERSION: str = "0.0.0"
CLIENT_NAME: str = "Client"

LOG_ENV: str = "SDK_LOG"
TELEMETRY_PREFIX: str | None = "X-SDK"
TELEMETRY_OFF_ENV: str = "SDK_TELEMETRY_OFF"
SENSITIVE_HEADERS: tuple[str, ...] = ()
"""Headers whose values are redacted in logs, beside those that carry secrets everywhere."""
SENSITIVE_QUERY: tuple[str, ...] = ()

IDEMPOTENCY_HEADER: str | None = None
IDEMPOTENCY_PREFIX: str = "sdk-python-retry-"
ERROR_KEY: str | None = "error"
"""Member of an error body that holds message, code, param and type; ``None``: the body itself."""
ERROR_MESSAGE: str = "message"
"""Member of it that says what is wrong."""
REQUEST_ID_HEADER: str = "x-request-id"

ARRAY_FORMAT: Literal["brackets", "comma", "repeat", "indices"] = "brackets"
NESTED_FORMAT: Literal["brackets", "dots"] = "brackets"
FILE_ARRAY_FORMAT: Literal["brackets", "comma", "repeat", "indices"] = "brackets"
"""How the items of an array are named in a multipart form, files or not."""
STREAM_RULES: tuple[StreamRule, ...] = ()

DEFAULT_MAX_RETRIES: int = 2
INITIAL_RETRY_DELAY: float = 0.5
MAX_RETRY_DELAY: float = 8.0
MAX_RETRY_AFTER: float = 120.0
"""The longest wait, in seconds, that a server may ask for; a longer one means no retry."""

DEFAULT_TIMEOUT: httpx2.Timeout = httpx2.Timeout(timeout=600, connect=5.0)
DEFAULT_CONNECTION_LIMITS: httpx2.Limits = httpx2.Limits(
    max_connections=1000, max_keepalive_connections=100
)

RAW_RESPONSES_ARE_READ: bool = True
"""Whether ``with_raw_response`` of an async method returns a response whose body is already read."""

MAPPING_ACCESS: bool = False
"""Whether models are also read like dictionaries, `model["field"]`."""

TYPED_FORMATS: bool = False
"""Whether models hold values that JSON writes in a way of the API's own: bytes, decimals."""

OMIT_NULLS: bool = False
"""Whether `None` as an argument means that nothing is sent for it."""
OMIT_NULLS_WITHIN: frozenset[str] = frozenset()
"""Members of request bodies whose own members are left out where they are `None`, with `OMIT_NULLS`."""
HEADERS_ARGUMENT: str = "extra_headers"
"""What methods call the argument for headers of one request."""
