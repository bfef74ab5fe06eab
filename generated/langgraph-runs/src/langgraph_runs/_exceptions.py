"""Errors: one class per status, one for connections, one for timeouts, one for broken answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, cast

from ._settings import REQUEST_ID_HEADER, SDKError
from ._types import Omit, omit

if TYPE_CHECKING:
    import httpx2

__all__ = [
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "AuthenticationError",
    "BadRequestError",
    "ClientClosedError",
    "ConflictError",
    "InternalServerError",
    "InvalidWebhookSignatureError",
    "MissingCredentialsError",
    "NotFoundError",
    "PermissionDeniedError",
    "PollError",
    "PollTimeoutError",
    "RateLimitError",
    "SDKError",
    "StateError",
    "StreamInterruptedError",
    "ToolArgumentsError",
    "ToolError",
    "ToolRoundsError",
    "UnknownToolError",
    "UnreadableWebhookError",
    "UnsendableError",
    "UnprocessableEntityError",
    "as_unsendable",
    "status_error_class",
]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


class MissingCredentialsError(SDKError, TypeError):
    """The client has no credential for what it is asked to do."""


class UnsendableError(SDKError, ValueError):
    """A request that cannot be written down: a header with a line break, a path that leads out of the API.

    Nothing was sent. What could be a secret is not shown.
    """


class InvalidWebhookSignatureError(SDKError, ValueError):
    """A webhook was not signed with the secret, or not lately: nobody knows who sent it."""


class UnreadableWebhookError(SDKError, ValueError):
    """The body of a webhook holds no event. It is not shown."""


class ClientClosedError(SDKError, RuntimeError):
    """The client was closed before the call, or in the middle of it."""


class APIError(SDKError):
    """Something went wrong between this client and the API.

    ``body`` is the error object of the response: decoded JSON where it was JSON, else its text,
    ``None`` where there was no response. ``code``, ``param`` and ``type`` are taken from it.
    """

    message: str
    request: httpx2.Request
    body: object | None
    code: str | None
    param: str | None
    type: str | None

    def __init__(self, message: str, request: httpx2.Request, *, body: object | None) -> None:
        super().__init__(message)
        self.message = message
        self.request = request
        self.body = body
        details: Mapping[str, Any] = cast("Any", body) if isinstance(body, Mapping) else {}
        self.code = _text(details.get("code"))
        self.param = _text(details.get("param"))
        self.type = _text(details.get("type"))


class APIResponseValidationError(APIError):
    """The response is not what it claims to be, or not what the called method promises."""

    response: httpx2.Response
    status_code: int
    request_id: str | None

    def __init__(
        self, response: httpx2.Response, body: object | None, *, message: str | None = None
    ) -> None:
        text = message or "Data returned by API invalid for expected schema."
        super().__init__(text, response.request, body=body)
        self.response = response
        self.status_code = response.status_code
        self.request_id = response.headers.get(REQUEST_ID_HEADER)


class APIStatusError(APIError):
    """The API answered with a status of 4xx or 5xx, or with a redirect that was not followed."""

    response: httpx2.Response
    status_code: int
    request_id: str | None

    def __init__(self, message: str, *, response: httpx2.Response, body: object | None) -> None:
        super().__init__(message, response.request, body=body)
        self.response = response
        self.status_code = response.status_code
        self.request_id = response.headers.get(REQUEST_ID_HEADER)


class APIConnectionError(APIError):
    """No complete response arrived; ``__cause__`` is the error of the transport."""

    def __init__(self, *, message: str = "Connection error.", request: httpx2.Request) -> None:
        super().__init__(message, request, body=None)


class APITimeoutError(APIConnectionError):
    """Connecting, sending or waiting for the response took longer than the timeout allows."""

    def __init__(self, request: httpx2.Request) -> None:
        super().__init__(message="Request timed out.", request=request)


class StreamInterruptedError(APIConnectionError):
    """A stream ended before its end: the connection was cut, or no terminal event came.

    ``last_event_id`` is the id of the last event that was received whole, for resuming.
    """

    last_event_id: str | None

    def __init__(
        self,
        *,
        message: str = "The stream ended before it was complete.",
        request: httpx2.Request,
        last_event_id: str | None = None,
    ) -> None:
        super().__init__(message=message, request=request)
        self.last_event_id = last_event_id


class PollError(SDKError):
    """A wait ended before the object was done.

    ``last`` is the object as it was seen last, ``state`` its state, ``looks`` how often it was looked
    at and ``waited`` for how many seconds. The object lives on: :meth:`resume` goes on waiting.
    """

    last: Any
    state: str | None
    looks: int
    waited: float

    def __init__(
        self,
        message: str,
        *,
        last: object,
        state: str | None,
        looks: int,
        waited: float,
        resume: Callable[[float | None | Omit], Any],
    ) -> None:
        super().__init__(message)
        self.last = last
        self.state = state
        self.looks = looks
        self.waited = waited
        self._resume = resume

    def resume(self, *, max_wait: float | None | Omit = omit) -> Any:
        """Go on with what was given up, and return what it would have returned.

        To be awaited where the call that raised this was. ``max_wait`` is in seconds from now;
        without it the wait may take as long again, ``None`` sets no limit. Raises what the call raises.
        """
        return self._resume(max_wait)

    @property
    def resume_until(self) -> Callable[[float | None | Omit], Any]:
        """:meth:`resume` as a function of ``max_wait``."""
        return self._resume

    def resume_by(self, resume: Callable[[float | None | Omit], Any]) -> None:
        """Have :meth:`resume` call this instead: for who waits as a part of something longer."""
        self._resume = resume


class PollTimeoutError(PollError, TimeoutError):
    """The object was not done when ``max_wait`` had passed."""


class StateError(PollError):
    """The object is in a state that is not waited on (any longer): one that this SDK does not know,
    or a failure where failures are declared to be raised."""


class ToolRoundsError(PollError):
    """Tools were asked for again after ``max_rounds`` rounds of answers."""


class ToolError(SDKError):
    """A call of a tool could not be carried out. ``tool`` is the name that was called."""

    tool: str

    def __init__(self, message: str, *, tool: str) -> None:
        super().__init__(message)
        self.tool = tool


class UnknownToolError(ToolError):
    """No function was given for the tool."""


class ToolArgumentsError(ToolError):
    """The arguments do not fit the function's parameters; ``__cause__`` is pydantic's error."""


class BadRequestError(APIStatusError):
    status_code: Literal[400] = 400  # pyright: ignore[reportIncompatibleVariableOverride]


class AuthenticationError(APIStatusError):
    status_code: Literal[401] = 401  # pyright: ignore[reportIncompatibleVariableOverride]


class PermissionDeniedError(APIStatusError):
    status_code: Literal[403] = 403  # pyright: ignore[reportIncompatibleVariableOverride]


class NotFoundError(APIStatusError):
    status_code: Literal[404] = 404  # pyright: ignore[reportIncompatibleVariableOverride]


class ConflictError(APIStatusError):
    status_code: Literal[409] = 409  # pyright: ignore[reportIncompatibleVariableOverride]


class UnprocessableEntityError(APIStatusError):
    status_code: Literal[422] = 422  # pyright: ignore[reportIncompatibleVariableOverride]


class RateLimitError(APIStatusError):
    status_code: Literal[429] = 429  # pyright: ignore[reportIncompatibleVariableOverride]


class InternalServerError(APIStatusError):
    """A status of 500 or more."""


_BY_STATUS: dict[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


def as_unsendable(error: ValueError | RecursionError) -> UnsendableError:
    """What to raise where a body or a query cannot be written down: NaN, half a character, a circle."""
    if isinstance(error, RecursionError):
        return UnsendableError("The request refers to itself, or is nested too deeply to be sent.")
    return UnsendableError(f"The request cannot be written down: {error}")


def status_error_class(status_code: int) -> type[APIStatusError]:
    """The error class of a status: its own, :class:`InternalServerError` from 500 on, or the base."""
    default = InternalServerError if status_code >= 500 else APIStatusError
    return _BY_STATUS.get(status_code, default)
