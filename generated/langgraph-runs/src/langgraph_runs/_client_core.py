"""The client without I/O: what it is configured with, the requests it builds, the errors it makes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar, cast

import httpx2

from ._auth import Secrets, auth_headers, auth_query, warn_unencrypted
from ._client_auth import Credentials
from ._compat import now
from ._config import (
    Provider,
    check_reserved,
    environment_headers,
    resolve_base_url,
    resolve_options,
)
from ._exceptions import (
    APIError,
    APIStatusError,
    UnsendableError,
    as_unsendable,
    status_error_class,
)
from ._logs import logger, redact_headers, redact_url, setup_logging_once
from ._options import FinalRequestOptions
from ._qs import Querystring
from ._request import (
    BaseURL,
    HeaderSet,
    build_payload,
    given_params,
    join_url,
)
from ._retries import RetryClock, check_max_retries, retry_delay, should_retry
from ._settings import (
    ARRAY_FORMAT,
    DEFAULT_TIMEOUT,
    ERROR_KEY,
    ERROR_MESSAGE,
    IDEMPOTENCY_HEADER,
    IDEMPOTENCY_PREFIX,
    NESTED_FORMAT,
    REQUEST_ID_HEADER,
    VERSION,
)
from ._telemetry import platform_headers, read_timeout_text, telemetry_prefix
from ._types import NotGiven, Omit, TimeoutTypes, not_given

_HTTP_DEFAULT_TIMEOUT = httpx2.Timeout(5.0)
"""What an ``httpx2`` client has when nobody set its timeout."""


class BaseClient(Credentials):
    """What the sync and the async client share. See ``_aio/client.py`` for how to subclass it."""

    _is_async: ClassVar[bool] = False

    max_retries: int
    timeout: float | httpx2.Timeout | None

    def __init__(
        self,
        *,
        options: Mapping[str, object],
        base_url: str | httpx2.URL | None | NotGiven,
        environment: str | None | NotGiven,
        max_retries: int,
        timeout: float | httpx2.Timeout | None,
        default_headers: Mapping[str, str] | None,
        default_query: Mapping[str, object] | None,
        strict_response_validation: bool,
        enforce_credentials: bool,
    ) -> None:
        setup_logging_once()
        check_max_retries(max_retries)
        name = type(self).__name__
        values, providers = resolve_options(
            self._config, options, client=name, enforce=enforce_credentials
        )
        for option, value in values.items():
            setattr(self, option, value)
        self._providers: dict[str, Provider] = providers
        self._environment = environment
        url = resolve_base_url(self._config, base_url, environment, client=name)
        known = self._config.environments.values()
        # A URL compares with text by parsing it, which a place where a port belongs does not survive.
        self._in_environment = any(
            str(url) == each or ("{" not in each and url == each) for each in known
        )
        self._base = BaseURL.parse(self._filled(url) if self._in_environment else url)
        self._set_up_credentials()
        if self._has_credentials(providers):
            warn_unencrypted(self._base.url)
        self.max_retries = max_retries
        self.timeout = timeout
        check_reserved(self._config, default_headers or {})
        self._custom_headers: Mapping[str, str] = {
            **environment_headers(self._config),
            **(default_headers or {}),
        }
        self._custom_query: Mapping[str, object] = default_query or {}
        self._strict_response_validation = strict_response_validation
        self._telemetry = telemetry_prefix()
        self._retry_clock = RetryClock()
        self._known_headers: tuple[object, HeaderSet] | None = None
        self._qs = Querystring(array_format=ARRAY_FORMAT, nested_format=NESTED_FORMAT)

    # -- What every request carries ------------------------------------------------------------

    @property
    def base_url(self) -> httpx2.URL:
        """Where paths are appended to; ends with a slash. May be set to a string as well."""
        return self._base.url

    @base_url.setter
    def base_url(self, url: httpx2.URL | str) -> None:
        self._base = BaseURL.parse(url)
        self._in_environment = False
        if self._has_credentials(self._providers):
            warn_unencrypted(self._base.url)

    def _filled(self, url: httpx2.URL | str) -> str:
        from ._servers import fill_url

        options = {option.name: option for option in self._config.options}
        return fill_url(str(url), options, self._option_values())

    def _base_of(self, options: FinalRequestOptions) -> BaseURL:
        """Where a request goes: an operation's own server, unless the caller has chosen a base URL."""
        if not options.server or not self._in_environment:
            return self._base
        return BaseURL.parse(self._base.url.join(self._filled(options.server)))

    @property
    def qs(self) -> Querystring:
        """How query parameters are written."""
        return self._qs

    @property
    def user_agent(self) -> str:
        """Value of the ``User-Agent`` header."""
        return f"{type(self).__name__}/Python {VERSION}"

    @property
    def default_headers(self) -> dict[str, str | Omit]:
        """Headers of every request, beside those that carry credentials."""
        headers: dict[str, str | Omit] = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": self.user_agent,
            **self.platform_headers(),
            **self._config.default_headers,
        }
        for option in self._config.options:
            if option.header and (value := getattr(self, option.name)) is not None:
                headers[option.header] = str(value)
        headers.update(self._custom_headers)
        return headers

    @property
    def default_query(self) -> dict[str, object]:
        """Query parameters of every request, beside those that carry credentials."""
        query: dict[str, object] = {}
        for option in self._config.options:
            if option.query and (value := getattr(self, option.name)) is not None:
                query[option.query] = value
        query.update(self._custom_query)
        return query

    def platform_headers(self) -> dict[str, str]:
        """Telemetry headers; empty where they are switched off."""
        if self._telemetry is None:
            return {}
        library = f"async:{self._async_library()}" if self._is_async else "false"
        return {
            **platform_headers(self._telemetry, VERSION),
            f"{self._telemetry}-Async": library,
        }

    def _async_library(self) -> str:
        from ._telemetry import async_library

        return async_library()

    # -- Building a request --------------------------------------------------------------------

    def _build_request_args(
        self,
        options: FinalRequestOptions,
        *,
        retries_taken: int = 0,
        credentials: Mapping[str, object] | None = None,
    ) -> dict[str, Any]:
        """Arguments for ``build_request`` of the transport.

        ``credentials`` are option values that were just asked for; they win over the attributes.
        A URL of another origin gets none of the client's credentials.
        """
        owned = self._is_owned(options)
        values = self._option_values(credentials)
        schemes = self._chosen(options.security, values) if owned else ()
        if owned and options.security is None and not credentials and self._says_auth_headers:
            headers = self._own_headers(self.auth_headers)
        else:
            headers = self._own_headers(auth_headers(schemes, values))
        if not owned:
            self._drop_secrets(headers)
        headers.add(options.headers)
        defaults = self.default_query if owned else {}
        params = given_params(auth_query(schemes, values), defaults, options.params)
        if owned and (self._config.auth_required or options.security is not None):
            self._validate_headers(headers, params, options)
        self._add_request_headers(headers, options, retries_taken)
        try:
            payload = build_payload(options, headers, self.qs, is_async=self._is_async)
            base = self._base_of(options)
            url = join_url(base, options.url, params, self.qs)
        except UnsendableError:
            raise
        except (ValueError, RecursionError) as error:
            raise as_unsendable(error) from error
        if (wrong := headers.unsendable()) is not None:
            raise UnsendableError(wrong)
        return {
            "method": options.method.upper(),
            "url": base.below(url),
            "headers": headers.as_dict(),
            "timeout": self.timeout if isinstance(options.timeout, NotGiven) else options.timeout,
            "content": payload.content,
            "files": payload.files,
        }

    def _own_headers(self, credentials: Mapping[str, str]) -> HeaderSet:
        """The headers of every request, put together and looked at anew where one has changed since the last."""
        layers = Secrets(credentials), Secrets(self.default_headers)
        known = self._known_headers
        if known is not None and known[0] == layers:
            return known[1].on_top()
        headers = HeaderSet(*layers)
        if headers.unsendable() is not None:
            return headers
        self._known_headers = layers, headers
        return headers.on_top()

    def _add_request_headers(
        self, headers: HeaderSet, options: FinalRequestOptions, retries_taken: int
    ) -> None:
        key = options.idempotency_key
        if IDEMPOTENCY_HEADER and key and IDEMPOTENCY_HEADER not in headers:
            headers.set(IDEMPOTENCY_HEADER, key)
        prefix = self._telemetry
        if prefix is None:
            return
        timeout = self.timeout if isinstance(options.timeout, NotGiven) else options.timeout
        extra = {f"{prefix}-Retry-Count": str(retries_taken)}
        if (seconds := read_timeout_text(timeout)) is not None:
            extra[f"{prefix}-Read-Timeout"] = seconds
        if options.response_mode != "parsed":
            extra[f"{prefix}-Raw-Response"] = "true" if options.response_mode == "raw" else "stream"
        given = {name.lower() for name in options.headers}
        for name, value in extra.items():
            if name.lower() not in given:
                headers.set(name, value)

    def _settled_options(self, options: FinalRequestOptions) -> FinalRequestOptions:
        """A copy of the options from which every attempt makes the same request.

        Raises :class:`UnsendableError` for a body or query that refers to itself.
        """
        copied = options.copy()
        if options.params or options.json_data is not None or options.extra_json is not None:
            from ._body import settled

            try:
                copied.params = settled(options.params)
                copied.json_data = settled(options.json_data)
                copied.extra_json = settled(options.extra_json)
            except RecursionError as error:
                raise as_unsendable(error) from error
        if IDEMPOTENCY_HEADER and copied.idempotency_key is None and copied.method.lower() != "get":
            from uuid import uuid4

            copied.idempotency_key = f"{IDEMPOTENCY_PREFIX}{uuid4()}"
        return copied

    # -- Judging a response --------------------------------------------------------------------

    def _should_retry(self, response: httpx2.Response) -> bool:
        """Hook: whether a failed response may be asked for again."""
        return should_retry(response.status_code, response.headers, self._retry_clock.now)

    def _followed_url(self, response: httpx2.Response, header: str) -> str | None:
        """The URL of the API at which a response says to go on; see :func:`followed_url`."""
        from ._location import followed_url

        return followed_url(response, header, self._base)

    def _calculate_retry_timeout(
        self,
        remaining_retries: int,
        options: FinalRequestOptions,
        response_headers: httpx2.Headers | None = None,
    ) -> float:
        """Hook: seconds to wait before the next attempt."""
        retries_taken = options.get_max_retries(self.max_retries) - remaining_retries
        return retry_delay(retries_taken, response_headers, self._retry_clock)

    def _now(self) -> float:
        """Hook: seconds on a clock that never goes back; deadlines of waits count on it."""
        return now(getattr(self, "_client", None))

    def _make_status_error_from_response(self, response: httpx2.Response) -> APIStatusError:
        """The error of a response whose body was read; without a body if it could not be."""
        message = f"Error code: {response.status_code}"
        try:
            text = response.text.strip()
        except httpx2.ResponseNotRead:
            return self._make_status_error(message, body=None, response=response)
        body: object = text
        try:
            body = json.loads(text)
        except (ValueError, RecursionError):
            return self._make_status_error(message, body=body, response=response)
        details = _error_details(body)
        if isinstance(details, Mapping):
            reason = cast("Mapping[str, object]", details).get(ERROR_MESSAGE)
            if isinstance(reason, str) and reason:
                message += f" - {reason}"
        return self._make_status_error(message, body=body, response=response)

    def _make_status_error(
        self, err_msg: str, *, body: object, response: httpx2.Response
    ) -> APIStatusError:
        """Hook: the error of a status; its ``body`` is the error object within the whole one."""
        error_class = status_error_class(response.status_code)
        return error_class(err_msg, response=response, body=_error_details(body))

    def stream_error(self, message: str, *, body: object, request: httpx2.Request) -> APIError:
        """Hook: the error that an error event of a stream raises; ``body`` is its data."""
        return APIError(message, request, body=_error_details(body))

    # -- Copies --------------------------------------------------------------------------------

    def _copy_arguments(
        self,
        *,
        options: Mapping[str, object],
        base_url: str | httpx2.URL | None | NotGiven,
        environment: str | None | NotGiven,
        timeout: float | httpx2.Timeout | None | NotGiven,
        max_retries: int | NotGiven,
        default_headers: Mapping[str, str] | None,
        set_default_headers: Mapping[str, str] | None,
        default_query: Mapping[str, object] | None,
        set_default_query: Mapping[str, object] | None,
    ) -> dict[str, Any]:
        """Constructor arguments of a copy: what is given, else what this client has."""
        arguments: dict[str, Any] = {}
        for option in self._config.options:
            given = options.get(option.name)
            given = None if isinstance(given, NotGiven) else given
            current = self._providers.get(option.name, getattr(self, option.name))
            arguments[option.name] = given if given is not None else current
        if environment is not None and not isinstance(environment, NotGiven):
            arguments["environment"] = environment
            arguments["base_url"] = None if isinstance(base_url, NotGiven) else base_url
        else:
            unset = base_url is None or isinstance(base_url, NotGiven)
            arguments["base_url"] = self.base_url if unset else base_url
            if unset and self._is_moved(arguments):
                arguments["base_url"] = None
                if isinstance(self._environment, str):
                    arguments["environment"] = self._environment
        arguments["timeout"] = self.timeout if isinstance(timeout, NotGiven) else timeout
        arguments["max_retries"] = (
            self.max_retries if isinstance(max_retries, NotGiven) else max_retries
        )
        arguments["default_headers"] = _overlay(
            "default_headers", self._custom_headers, default_headers, set_default_headers
        )
        arguments["default_query"] = _overlay(
            "default_query", self._custom_query, default_query, set_default_query
        )
        arguments["_strict_response_validation"] = self._strict_response_validation
        return arguments

    def _is_moved(self, arguments: Mapping[str, object]) -> bool:
        """Whether other values of options lead a copy to another place within its environment."""
        return self._in_environment and any(
            option.in_base_url and arguments[option.name] != getattr(self, option.name)
            for option in self._config.options
        )

    # -- Logs ----------------------------------------------------------------------------------

    def _log_request(self, request: httpx2.Request) -> None:
        secrets = self._secret_names()
        logger.debug(
            "HTTP request: %s %s headers=%s",
            request.method,
            redact_url(str(request.url), secrets),
            redact_headers(request.headers, secrets),
        )

    def _log_response(self, response: httpx2.Response) -> None:
        request = response.request
        logger.debug(
            'HTTP response: %s %s "%i %s" request_id=%s headers=%s',
            request.method,
            redact_url(str(request.url), self._secret_names()),
            response.status_code,
            response.reason_phrase,
            response.headers.get(REQUEST_ID_HEADER),
            redact_headers(response.headers, self._secret_names()),
        )


def initial_timeout(
    timeout: float | httpx2.Timeout | None | NotGiven, http_client: Any
) -> float | httpx2.Timeout | None:
    """The client's timeout: the argument, else what the given HTTP client was set to, else the default."""
    if not isinstance(timeout, NotGiven):
        return timeout
    own = getattr(http_client, "timeout", None)
    if isinstance(own, httpx2.Timeout) and own != _HTTP_DEFAULT_TIMEOUT:
        return own
    return DEFAULT_TIMEOUT


def as_timeout(timeout: TimeoutTypes | None) -> float | httpx2.Timeout | NotGiven:
    """A timeout in any of its forms as a client takes it; ``None`` means the default."""
    if timeout is None:
        return not_given
    return httpx2.Timeout(timeout) if isinstance(timeout, tuple) else timeout


def _error_details(body: object) -> object:
    """The error object within an error body."""
    if ERROR_KEY is not None and isinstance(body, Mapping):
        members = cast("Mapping[str, object]", body)
        return members.get(ERROR_KEY, members)
    return body


def _overlay(name: str, current: Any, added: Any, replacement: Any) -> Any:
    if added is not None and replacement is not None:
        raise ValueError(f"The `{name}` and `set_{name}` arguments are mutually exclusive")
    if replacement is not None:
        return replacement
    return current if added is None else {**current, **added}
