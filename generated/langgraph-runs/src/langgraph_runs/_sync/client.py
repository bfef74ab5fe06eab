"""The client: sends requests, retries them, and turns answers into values or errors.

How a generated SDK builds its client
-------------------------------------
All that is specific to an API stands in one :class:`ClientConfig`; the class itself lists the options
(so that they are typed and documented), the resources and ``copy``. This is a whole ``_client.py``,
async half (``with_streaming_response`` is as ``with_raw_response``); the sync half is its twin::

    CONFIG = ClientConfig(
        options=(
            ClientOption("api_key", env="OPENAI_API_KEY", required=True),
            ClientOption("organization", env="OPENAI_ORG_ID", header="OpenAI-Organization"),
        ),
        auth=(AuthScheme("bearer_auth", "bearer", ("api_key",)),),
        environments={"production": "https://api.openai.com/v1"},
        base_url_env="OPENAI_BASE_URL",
    )

    class OpenAI(SyncAPIClient):
        _config = CONFIG

        api_key: str
        organization: str | None

        def __init__(
            self,
            *,
            api_key: str | Callable[[], str] | None = None,
            organization: str | None = None,
            base_url: str | httpx2.URL | None | NotGiven = not_given,
            timeout: float | Timeout | None | NotGiven = not_given,
            max_retries: int = DEFAULT_MAX_RETRIES,
            default_headers: Mapping[str, str] | None = None,
            default_query: Mapping[str, object] | None = None,
            http_client: httpx2.Client | None = None,
            hooks: Hooks | None = None,
            _strict_response_validation: bool = False,
        ) -> None:
            super().__init__(
                options={"api_key": api_key, "organization": organization},
                base_url=base_url,
                timeout=timeout,
                max_retries=max_retries,
                default_headers=default_headers,
                default_query=default_query,
                http_client=http_client,
                hooks=hooks,
                _strict_response_validation=_strict_response_validation,
            )

        @cached_property
        def beta(self) -> Beta:

            return Beta(self)

        @cached_property
        def with_raw_response(self) -> OpenAIWithRawResponse:
            return OpenAIWithRawResponse(self)

        def copy(
            self,
            *,
            api_key: str | Callable[[], str] | None = None,
            organization: str | None = None,
            base_url: str | httpx2.URL | None | NotGiven = not_given,
            timeout: float | Timeout | None | NotGiven = not_given,
            http_client: httpx2.Client | None = None,
            max_retries: int | NotGiven = not_given,
            default_headers: Mapping[str, str] | None = None,
            set_default_headers: Mapping[str, str] | None = None,
            default_query: Mapping[str, object] | None = None,
            set_default_query: Mapping[str, object] | None = None,
            hooks: Hooks | None = None,
            _extra_kwargs: Mapping[str, Any] = {},
        ) -> Self:
            # all other arguments under their own names, ``_extra_kwargs`` as ``extra``
            return self._copy(options={...}, base_url=base_url, ..., extra=_extra_kwargs)

        with_options = copy

Notes on the parts of such a class:

* ``_config`` alone is required; everything else has a default. A constructor argument that is an
  option has the option's name, and its value ends up as an attribute of that name (a function given
  for it is called before every request; the attribute then holds its latest result).
* An API with several environments adds ``environment: Literal[...] | NotGiven = not_given`` to both
  signatures and passes it on as ``environment=environment``.
* ``_copy`` calls ``self.__class__`` with every option of the config, and with ``base_url``, ``timeout``,
  ``http_client``, ``max_retries``, ``default_headers``, ``default_query`` and
  ``_strict_response_validation``: the constructor must accept these names. ``hooks`` need not be one of them.
* Sync twin: ``SyncAPIClient``, ``httpx2.Client``, ``Callable[[], str]``; all else is the same.

Overridable, all optional: the properties ``auth_headers``, ``default_headers``, ``default_query``, ``qs``,
``user_agent``, ``custom_auth``; the methods ``_prepare_options(options)`` and
``_prepare_request(request)`` (async in the async client), ``_validate_headers``, ``_make_status_error``,
``_should_retry`` and ``_calculate_retry_timeout``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast, overload

import httpx2
from typing_extensions import Self, Unpack

from .._client_core import BaseClient, initial_timeout
from .._compat import resolve, sleep
from .._exceptions import APIConnectionError, APITimeoutError, ClientClosedError, UnsendableError
from .._logs import logger, logs_debug
from .._options import FinalRequestOptions
from .._retries import BodyReplay, check_max_retries, is_connection_failure, is_pointless_to_retry
from .._settings import DEFAULT_MAX_RETRIES, SDKError
from .._types import Hooks, HttpxSendArgs, NotGiven, RequestHook, ResponseHook, ResponseT, not_given
from .http import OwnedClient, send
from .response import process_response
from .verbs import Verbs

if TYPE_CHECKING:
    from .._limits import Slots
    from .streaming import Stream

_StreamT = TypeVar("_StreamT", bound="Stream[Any]")


class SyncAPIClient(BaseClient, Verbs):
    """Base of an SDK's client. It is a context manager; ``close()`` ends its connections."""

    _client: httpx2.Client

    def __init__(
        self,
        *,
        options: Mapping[str, object] | None = None,
        base_url: str | httpx2.URL | None | NotGiven = not_given,
        environment: str | None | NotGiven = not_given,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: httpx2.Client | None = None,
        hooks: Hooks | None = None,
        max_concurrency: int | None = None,
        _strict_response_validation: bool = False,
        _enforce_credentials: bool = True,
    ) -> None:
        """Set the client up; see the module's documentation for what a subclass passes.

        ``max_concurrency`` caps the requests under way, those of copies included; a stream counts until it
        is closed. Raises :class:`TypeError` for an ``http_client`` of another kind, the SDK's root error for
        a missing credential, :class:`ValueError` for a negative ``max_retries`` or a cap below 1.
        """
        if http_client is not None and not isinstance(cast("object", http_client), httpx2.Client):
            raise TypeError(
                "Invalid `http_client` argument; expected an instance of `httpx2.Client` but got "
                f"{type(http_client)}"
            )
        super().__init__(
            options=options or {},
            base_url=base_url,
            environment=environment,
            max_retries=max_retries,
            timeout=initial_timeout(timeout, http_client),
            default_headers=default_headers,
            default_query=default_query,
            strict_response_validation=_strict_response_validation,
            enforce_credentials=_enforce_credentials,
        )
        self._slots: Slots | None = None
        if max_concurrency is not None:
            from .._limits import slots

            self._slots = slots(max_concurrency)
        self._set_hooks(hooks or {})
        self._client = http_client or OwnedClient(timeout=self.timeout)

    def _copy(
        self,
        *,
        options: Mapping[str, object] | None = None,
        base_url: str | httpx2.URL | None | NotGiven = not_given,
        environment: str | None | NotGiven = not_given,
        timeout: float | httpx2.Timeout | None | NotGiven = not_given,
        http_client: httpx2.Client | None = None,
        max_retries: int | NotGiven = not_given,
        default_headers: Mapping[str, str] | None = None,
        set_default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        set_default_query: Mapping[str, object] | None = None,
        hooks: Hooks | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Self:
        """A client like this one but for what is given; it shares the connections of this one.

        Raises :class:`ValueError` where headers (or query parameters) are both added and set.
        """
        arguments = self._copy_arguments(
            options=options or {},
            base_url=base_url,
            environment=environment,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            set_default_headers=set_default_headers,
            default_query=default_query,
            set_default_query=set_default_query,
        )
        arguments["http_client"] = http_client or self._client
        copied = self.__class__(**{**arguments, **(extra or {})})
        copied._slots = copied._slots or self._slots
        if "hooks" not in (extra or {}):
            own: Hooks = {"request": self._request_hooks, "response": self._response_hooks}
            copied._set_hooks(hooks or own)
        copied._tokens = self._tokens
        return copied

    def is_closed(self) -> bool:
        """Whether the connections were closed."""
        return self._client.is_closed

    def close(self) -> None:
        """Close the connections, those of an ``http_client`` that was passed in as well."""
        if hasattr(self, "_client"):
            self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        self.close()

    # -- Hooks ---------------------------------------------------------------------------------

    def _set_hooks(self, hooks: Hooks) -> None:
        self._request_hooks: list[RequestHook] = list(hooks.get("request", ()))
        self._response_hooks: list[ResponseHook] = list(hooks.get("response", ()))

    def on_request(self, hook: RequestHook) -> RequestHook:
        """Call ``hook`` with every request, once per attempt, before it is sent. Returns ``hook``.

        The hook may change the request, or return another one that is sent in its place.
        """
        self._request_hooks.append(hook)
        return hook

    def on_response(self, hook: ResponseHook) -> ResponseHook:
        """Call ``hook`` with every response, those that are retried as well. Returns ``hook``."""
        self._response_hooks.append(hook)
        return hook

    def _prepare_options(self, options: FinalRequestOptions) -> FinalRequestOptions:
        """Hook: the options to use in place of the given ones, which are this attempt's own."""
        return options

    def _prepare_request(self, request: httpx2.Request) -> None:
        """Hook: change a request before it is sent."""

    def _sleep(self, seconds: float) -> None:
        """Hook: wait between attempts."""
        sleep(seconds, self._client)

    # -- Sending -------------------------------------------------------------------------------

    @overload
    def request(
        self,
        cast_to: type[ResponseT],
        options: FinalRequestOptions,
        *,
        stream: Literal[False] = False,
    ) -> ResponseT: ...

    @overload
    def request(
        self,
        cast_to: type[ResponseT],
        options: FinalRequestOptions,
        *,
        stream: Literal[True],
        stream_cls: type[_StreamT],
    ) -> _StreamT: ...

    @overload
    def request(
        self,
        cast_to: type[ResponseT],
        options: FinalRequestOptions,
        *,
        stream: bool,
        stream_cls: type[_StreamT] | None = None,
    ) -> ResponseT | _StreamT: ...

    def request(
        self,
        cast_to: type[ResponseT],
        options: FinalRequestOptions,
        *,
        stream: bool = False,
        stream_cls: type[_StreamT] | None = None,
    ) -> ResponseT | _StreamT:
        """Send what ``options`` describe and make ``cast_to`` of the answer; see :class:`Verbs`."""
        return self._execute(cast_to, options, stream=stream, stream_cls=stream_cls)

    def _execute(
        self,
        cast_to: type[ResponseT],
        options: FinalRequestOptions,
        *,
        stream: bool,
        stream_cls: type[_StreamT] | None,
    ) -> ResponseT | _StreamT:
        settled = self._settled_options(options)
        unread = stream or options.response_mode == "stream"
        reconnect = None if unread else options.reconnect
        response, used, retries_taken = self._send_until_done(
            settled, unread or reconnect is not None
        )
        if reconnect is not None:
            from .following import read_whole

            response = read_whole(self, response, settled, reconnect)
        result: ResponseT | _StreamT = process_response(
            client=self,
            response=response,
            cast_to=cast_to,
            options=used,
            stream=stream,
            stream_cls=stream_cls,
            retries_taken=retries_taken,
        )
        return result

    def _send_until_done(
        self, options: FinalRequestOptions, stream: bool
    ) -> tuple[httpx2.Response, FinalRequestOptions, int]:
        """Send, again where that is allowed, until a good response is there or an error final."""
        max_retries = options.get_max_retries(self.max_retries)
        check_max_retries(max_retries)
        retries_taken, renewed = 0, False
        while True:
            used = self._prepare_options(options.copy())
            if used.resume is not None:
                used.origin = options
            replay = BodyReplay(used.content, used.files)
            request = self._make_request(used, retries_taken)
            response: httpx2.Response | None = None
            try:
                response = self._exchange(request, used, stream)
            except Exception as error:
                if isinstance(error, SDKError):
                    raise
                if self._client.is_closed:
                    raise ClientClosedError("The client was closed.") from error
                if not is_connection_failure(error):
                    raise
                logger.debug("No response: %s", type(error).__name__)
                again = retries_taken < max_retries and not is_pointless_to_retry(error)
                if not again or not replay.rewind():
                    raise self._connection_error(error, request) from error
            if response is not None:
                if response.is_success:
                    return response, used, retries_taken
                renew = not renewed and self._is_token_refused(response, request)
                again = renew or (retries_taken < max_retries and self._should_retry(response))
                if not again or not replay.rewind():
                    raise self._status_error(response)
                response.close()
                if renew:
                    renewed = True
                    continue
            self._wait_for_retry(options, retries_taken, max_retries, response)
            retries_taken += 1

    def _make_request(self, options: FinalRequestOptions, retries_taken: int) -> httpx2.Request:
        credentials: Mapping[str, object] | None = None
        if self._providers or self._tokens is not None:
            from .credentials import fresh_credentials

            credentials = fresh_credentials(self, options)
        try:
            request = self._client.build_request(
                **self._build_request_args(
                    options, retries_taken=retries_taken, credentials=credentials
                )
            )
        except httpx2.InvalidURL as error:
            raise UnsendableError(f"The URL of the request is none: {error}") from error
        self._prepare_request(request)
        for hook in self._request_hooks:
            changed = resolve(hook(request))
            if isinstance(changed, httpx2.Request) and changed is not request:
                changed.extensions = {**request.extensions, **changed.extensions}
                request = changed
        return request

    def _exchange(
        self, request: httpx2.Request, options: FinalRequestOptions, stream: bool
    ) -> httpx2.Response:
        if logs_debug():
            self._log_request(request)
        arguments: HttpxSendArgs = {}
        if options.follow_redirects is not None:
            arguments["follow_redirects"] = options.follow_redirects
        if (auth := self._auth_flow(options)) is not None:
            arguments["auth"] = auth
        if (slots := self._slots) is None:
            response = self._send_request(request, stream=stream, **arguments)
        else:
            from .._limits import hold

            send = partial(self._send_request, request, stream=stream, **arguments)
            response = hold(slots, send)
        try:
            if logs_debug():
                self._log_response(response)
            for hook in self._response_hooks:
                resolve(hook(response))
        except BaseException:
            response.close()
            raise
        return response

    def _send_request(
        self, request: httpx2.Request, *, stream: bool, **kwargs: Unpack[HttpxSendArgs]
    ) -> httpx2.Response:
        """Hook: one exchange of a request and its response, redirects included."""
        return send(
            self._client,
            request,
            stream=stream,
            auth=kwargs.get("auth"),
            follow_redirects=kwargs.get("follow_redirects"),
            secrets=self._secret_names(),
        )

    def _connection_error(self, error: Exception, request: httpx2.Request) -> APIConnectionError:
        if isinstance(error, httpx2.TimeoutException):
            return APITimeoutError(request=request)
        return APIConnectionError(request=request)

    def _status_error(self, response: httpx2.Response) -> Exception:
        """The error of a bad status; where its body never arrives whole, an error without body."""
        try:
            if not response.is_closed:
                response.read()
        except Exception as error:
            if not is_connection_failure(error):
                raise
            response.close()
        return self._make_status_error_from_response(response)

    def _wait_for_retry(
        self,
        options: FinalRequestOptions,
        retries_taken: int,
        max_retries: int,
        response: httpx2.Response | None,
    ) -> None:
        headers = None if response is None else response.headers
        seconds = self._calculate_retry_timeout(max_retries - retries_taken, options, headers)
        logger.info(
            "Retrying the request in %.3f seconds (retry %i of %i)",
            seconds,
            retries_taken + 1,
            max_retries,
        )
        self._sleep(seconds)
