"""Webhooks: whether a delivery was sent by the API, and the event that it holds. No I/O.

Signatures are those of Standard Webhooks: HMAC-SHA256 of the delivery's id, its time and the body as it was sent.
"""

from __future__ import annotations

import binascii
import time
from base64 import b64decode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from hmac import compare_digest
from hmac import digest as hmac_digest
from typing import TypeVar

from ._exceptions import (
    InvalidWebhookSignatureError,
    MissingCredentialsError,
    UnreadableWebhookError,
)
from ._reader import UnreadableJSON, read_json

__all__ = ["DEFAULT_TOLERANCE", "secret_of", "unwrap", "unwrap_unverified", "verify_signature"]

_T = TypeVar("_T")
DEFAULT_TOLERANCE: float = 300.0
"""How many seconds the time of a delivery may differ from this machine's."""
_PREFIX = "whsec_"
_VERSION = "v1"
_HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")


def unwrap(
    payload: str | bytes,
    cast_to: type[_T],
    *,
    headers: Mapping[str, str],
    secret: str | bytes | None,
    tolerance: float = DEFAULT_TOLERANCE,
) -> _T:
    """The event in a delivery whose signature is good; see :func:`verify_signature` for what is raised.

    An event that is none of the known ones becomes an object with all its members. Raises
    :class:`UnreadableWebhookError` for a body that is no JSON object.
    """
    verify_signature(payload, headers=headers, secret=secret, tolerance=tolerance)
    return unwrap_unverified(payload, cast_to)


def unwrap_unverified(payload: str | bytes, cast_to: type[_T]) -> _T:
    """The event in a delivery that anybody may have sent."""
    first = payload.lstrip()[:1]
    if first not in ("{", b"{"):
        raise UnreadableWebhookError("The body of the webhook is no JSON object.")
    try:
        event: _T = read_json(payload, cast_to)
    except UnreadableJSON:
        raise UnreadableWebhookError("The body of the webhook is no JSON.") from None
    return event


def verify_signature(
    payload: str | bytes,
    *,
    headers: Mapping[str, str],
    secret: str | bytes | None,
    tolerance: float = DEFAULT_TOLERANCE,
) -> None:
    """Check that a delivery was signed with ``secret``, not longer than ``tolerance`` seconds ago.

    ``payload`` is the body as it was received; names of ``headers`` in any case. Raises
    :class:`InvalidWebhookSignatureError` unless one of the signatures is good, :class:`MissingCredentialsError`
    without a secret.
    """
    if not secret:
        raise MissingCredentialsError(
            "A webhook cannot be verified without its secret: set it on the client, or pass it."
        )
    given = {str(name).lower(): value for name, value in headers.items()}
    missing = [name for name in _HEADERS if not given.get(name)]
    if missing:
        raise InvalidWebhookSignatureError(f"The webhook has no header {missing[0]!r}.")
    identity, sent, signatures = (given[name] for name in _HEADERS)
    _check_time(sent, tolerance)
    body = payload.encode() if isinstance(payload, str) else payload
    signed = b".".join((identity.encode(), sent.encode(), body))
    if not _is_signed(signed, signatures, secret):
        raise InvalidWebhookSignatureError("None of the webhook's signatures is good.")


def _check_time(sent: str, tolerance: float) -> None:
    if not (sent.isascii() and sent.isdigit() and len(sent) < 16):
        raise InvalidWebhookSignatureError("The time of the webhook is no number of seconds.")
    age = time.time() - int(sent)
    if age > tolerance:
        raise InvalidWebhookSignatureError("The webhook was sent too long ago.")
    if age < -tolerance:
        raise InvalidWebhookSignatureError("The webhook was sent in the future.")


def _is_signed(signed: bytes, signatures: str, secret: str | bytes) -> bool:
    """Whether any signature is good; all are compared, each in constant time."""
    expected = [hmac_digest(key, signed, sha256) for key in _keys(secret)]
    good = False
    for signature in signatures.split():
        version, _, text = signature.partition(",")
        found = _decoded(text)
        if version == _VERSION and found is not None:
            for proof in expected:
                good |= compare_digest(proof, found)
    return good


def _keys(secret: str | bytes) -> Iterator[bytes]:
    """The keys that a secret may stand for: one in base64 need not have the prefix that says so."""
    if isinstance(secret, bytes):
        yield secret
        return
    decoded = _decoded(secret.removeprefix(_PREFIX))
    if decoded is not None:
        yield decoded
    if not secret.startswith(_PREFIX) or decoded is None:
        yield secret.encode()


def _decoded(text: str) -> bytes | None:
    try:
        return b64decode(text, validate=True) or None
    except (binascii.Error, ValueError):
        return None


def secret_of(client: object, option: str, given: str | bytes | None) -> str | bytes | None:
    """The secret that a caller gave, else the one that the client holds."""
    held: str | bytes | None = getattr(client, option)
    return held if given is None else given
