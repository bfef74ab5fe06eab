"""Logging: off unless asked for, and without secrets."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ._settings import LOG_ENV, PACKAGE, SENSITIVE_HEADERS, SENSITIVE_QUERY

logger: logging.Logger = logging.getLogger(PACKAGE)
"""The package's logger. ``DEBUG`` shows requests and responses (never bodies), ``INFO`` retries."""

REDACTED = "<redacted>"
_SECRET = re.compile(
    r"authori[sz]ation|authenticat|cookie|secret|passw|credential|signature|apikey|"
    r"(?:^|(?<!idempotency)[-_]|access|auth)(?:sig|key|token|auth|jwt|session)(?:$|[-_])"
)
_ALWAYS = frozenset(name.lower() for name in (*SENSITIVE_HEADERS, *SENSITIVE_QUERY))
_LEVELS = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warning": logging.WARNING,
    "error": logging.ERROR,
    "critical": logging.CRITICAL,
}


def setup_logging() -> None:
    """Follow the log variable (``debug``, ``info``, ``warning``, ``error``); without it do nothing.

    Only this package's logger is set: those of the transport may write whole URLs.
    """
    level = _LEVELS.get(os.environ.get(LOG_ENV, "").strip().lower())
    if level is None:
        return
    logging.basicConfig(
        format="[%(asctime)s - %(name)s:%(lineno)d - %(levelname)s] %(message)s",
        datefmt="%Y-%m-%d %H:%M:%S",
    )
    logger.setLevel(level)


@lru_cache(maxsize=1)
def setup_logging_once() -> None:
    """:func:`setup_logging`, when the first client is made."""
    setup_logging()


def logs_debug() -> bool:
    """Whether requests and responses are to be logged."""
    return logger.isEnabledFor(logging.DEBUG)


def is_secret(name: str, further: Iterable[str] = ()) -> bool:
    """Whether a header or query parameter of this name may hold a secret."""
    lowered = name.lower()
    return (
        lowered in _ALWAYS
        or _SECRET.search(lowered) is not None
        or any(lowered == other.lower() for other in further)
    )


def redact_headers(headers: Mapping[str, str], further: Iterable[str] = ()) -> dict[str, str]:
    """The headers with the values of secret ones replaced; ``further`` names more of them."""
    return {k: REDACTED if is_secret(k, further) else v for k, v in headers.items()}


def redact_url(url: str, further: Iterable[str] = ()) -> str:
    """The URL without user, password and the values of secret query parameters."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    query = parts.query
    if query:
        pairs = parse_qsl(query, keep_blank_values=True)
        if any(is_secret(name, further) for name, _ in pairs):
            shown = [(name, REDACTED if is_secret(name, further) else v) for name, v in pairs]
            query = urlencode(shown, safe="<>[]")
    return urlunsplit((parts.scheme, host, parts.path, query, ""))
