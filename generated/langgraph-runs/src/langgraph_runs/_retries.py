"""Whether to send a request again, and when."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, cast

from ._settings import INITIAL_RETRY_DELAY, MAX_RETRY_AFTER, MAX_RETRY_DELAY


class HeadersLike(Protocol):
    """Case-insensitive response headers."""

    def get(self, key: str, /) -> str | None: ...


@dataclass(frozen=True, slots=True)
class RetryClock:
    """Where the time and the jitter come from; tests put their own in.

    ``now`` is in seconds since the epoch, ``jitter`` a number from 0 (inclusive) to 1.
    """

    now: Callable[[], float] = time.time
    jitter: Callable[[], float] = random.random


def retry_after(headers: HeadersLike, now: Callable[[], float] = time.time) -> float | None:
    """Seconds that the server asks to wait: ``retry-after-ms``, else ``retry-after`` (seconds or date).

    ``None`` where neither header is there and well-formed; may be zero, negative or not finite.
    """
    for name, divisor in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        text = headers.get(name)
        if text is None:
            continue
        try:
            seconds = float(text)
        except ValueError:
            continue
        if seconds == math.inf and "inf" not in text.lower():
            return MAX_RETRY_AFTER + 1  # so many digits that it overflows: a wait, and a long one
        return seconds / divisor
    return _seconds_until(headers.get("retry-after"), now)


def _seconds_until(date: str | None, now: Callable[[], float]) -> float | None:
    if not date:
        return None
    from email.utils import mktime_tz, parsedate_tz

    try:
        parsed = parsedate_tz(date)
        return None if parsed is None else float(mktime_tz(parsed) - now())
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def should_retry(
    status_code: int, headers: HeadersLike, now: Callable[[], float] = time.time
) -> bool:
    """Whether a failed response may be asked for again.

    Never when the server wants a longer wait than two minutes; else as ``x-should-retry`` says; else
    for 408, 409, 429 and from 500 on.
    """
    wait = retry_after(headers, now)
    if wait is not None and math.isfinite(wait) and wait > MAX_RETRY_AFTER:
        return False
    verdict = headers.get("x-should-retry")
    if verdict in ("true", "false"):
        return verdict == "true"
    return status_code in (408, 409, 429) or status_code >= 500


def retry_delay(
    retries_taken: int, headers: HeadersLike | None, clock: RetryClock | None = None
) -> float:
    """Seconds to wait before the next attempt.

    What the server asks for, when that is more than zero and at most two minutes; else the initial
    delay doubled with each retry up to the maximum, shortened by up to a quarter at random.
    """
    clock = clock or RetryClock()
    if headers is not None:
        wait = retry_after(headers, clock.now)
        if wait is not None and math.isfinite(wait) and 0 < wait <= MAX_RETRY_AFTER:
            return wait
    backoff = min(INITIAL_RETRY_DELAY * 2.0 ** min(retries_taken, 1000), MAX_RETRY_DELAY)
    return max(backoff * (1 - 0.25 * clock.jitter()), 0.0)


def check_max_retries(value: object) -> None:
    """Raises :class:`TypeError` or :class:`ValueError` unless ``value`` is a non-negative integer."""
    if value is None:
        raise TypeError("max_retries cannot be None; pass 0 to switch retries off")
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"max_retries must be a non-negative integer, not {value!r}")
    if value < 0:
        raise ValueError(f"max_retries must be a non-negative integer, not {value!r}")


def is_pointless_to_retry(error: Exception) -> bool:
    """Whether the transport refused for a reason that the next attempt would meet again."""
    import httpx2

    hopeless = (
        httpx2.UnsupportedProtocol,
        httpx2.TooManyRedirects,
        httpx2.LocalProtocolError,
        httpx2.StreamConsumed,
        httpx2.DecodingError,
    )
    return isinstance(error, hopeless)


def is_connection_failure(error: Exception) -> bool:
    """Whether an error of the transport means that no complete response arrived."""
    import httpx2

    if isinstance(error, (httpx2.RequestError, httpx2.StreamConsumed)):
        return True
    import ssl

    if isinstance(error, ssl.SSLError):
        return True
    return type(error).__name__ == "EndOfStream" and type(error).__module__.startswith("anyio")


class BodyReplay:
    """Where the streams of a request body stood, so that a retry sends the same bytes.

    A body made of bytes, or of files that can seek, is replayable; an iterator or a pipe is not.
    """

    def __init__(self, content: object, files: object) -> None:
        self._positions: list[tuple[_Seekable, int]] = []
        self._replayable = self._capture(content) and all(
            self._capture(part) for part in _file_contents(files)
        )

    def _capture(self, content: object) -> bool:
        if content is None or isinstance(content, (str, bytes, bytearray, memoryview)):
            return True
        if not callable(getattr(content, "read", None)):
            return type(content) in (list, tuple)
        stream = cast("_Seekable", content)
        try:
            if not stream.seekable():
                return False
            self._positions.append((stream, stream.tell()))
        except (AttributeError, OSError, ValueError):
            return False
        return True

    def rewind(self) -> bool:
        """Put every stream back where it stood; false where the body cannot be sent again."""
        if not self._replayable:
            return False
        try:
            for stream, position in self._positions:
                stream.seek(position)
        except (OSError, ValueError):
            return False
        return True


class _Seekable(Protocol):
    def seekable(self) -> bool: ...
    def tell(self) -> int: ...
    def seek(self, offset: int, /) -> int: ...


def _file_contents(files: object) -> Iterable[object]:
    if not files:
        return
    if isinstance(files, Mapping):
        entries = list(cast("Mapping[object, object]", files).values())
    else:
        entries = [entry for _, entry in cast("Iterable[tuple[object, object]]", files)]
    for entry in entries:
        yield cast("tuple[object, ...]", entry)[1] if isinstance(entry, tuple) else entry
