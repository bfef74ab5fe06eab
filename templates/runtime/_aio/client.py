"""The client: sends requests, retries them, and turns answers into values or errors.

How a generated SDK builds its client
-------------------------------------
All that is specific to an API stands in one :class:`ClientConfig`; the class itself lists the options
(so that they are typed and documented), the resources and ``copy``. This is a whole ``_client.py``,
async half; the sync half is its twin::

    CONFIG = ClientConfig(
        options=(
            ClientOption("api_key", env="OPENAI_API_KEY", required=True),
            ClientOption("organization", env="OPENAI_ORG_ID", header="OpenAI-Organization"),
            ClientOption("project", env="OPENAI_PROJECT_ID", header="OpenAI-Project"),
            ClientOption("webhook_secret", env="OPENAI_WEBHOOK_SECRET"),
        ),
        auth=(AuthScheme("bearer_auth", "bearer", ("api_key",)),),
        environments={"production": "https://api.openai.com/v1"},
        base_url_env="OPENAI_BASE_URL",
    )

    class AsyncOpenAI(AsyncAPIClient):
        config = CONFIG

        api_key: str
        organization: str | None
        project: str | None
        webhook_secret: str | None

        def __init__(
            self,
            *,
            api_key: str | Callable[[], Awaitable[str]] | None = None,
            organization: str | None = None,
            project: str | None = None,
            webhook_secret: str | None = None,
            base_url: str | httpx2.URL | None | NotGiven = not_given,
            timeout: float | Timeout | None | NotGiven = not_given,
            max_retries: int = DEFAULT_MAX_RETRIES,
            default_headers: Mapping[str, str] | None = None,
            default_query: Mapping[str, object] | None = None,
            http_client: httpx2.AsyncClient | None = None,
            hooks: AsyncHooks | None = None,
            _strict_response_validation: bool = False,
        ) -> None:
            super().__init__(
                options={
                    "api_key": api_key,
                    "organization": organization,
                    "project": project,
                    "webhook_secret": webhook_secret,
                },
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
        def beta(self) -> AsyncBeta:
            from .resources.beta import AsyncBeta

            return AsyncBeta(self)

        @cached_property
        def with_raw_response(self) -> AsyncOpenAIWithRawResponse:
            return AsyncOpenAIWithRawResponse(self)

        @cached_property
        def with_streaming_response(self) -> AsyncOpenAIWithStreamedResponse:
            return AsyncOpenAIWithStreamedResponse(self)

        def copy(
            self,
            *,
            api_key: str | Callable[[], Awaitable[str]] | None = None,
            organization: str | None = None,
            project: str | None = None,
            webhook_secret: str | None = None,
            base_url: str | httpx2.URL | None | NotGiven = not_given,
            timeout: float | Timeout | None | NotGiven = not_given,
            http_client: httpx2.AsyncClient | None = None,
            max_retries: int | NotGiven = not_given,
            default_headers: Mapping[str, str] | None = None,
            set_default_headers: Mapping[str, str] | None = None,
            default_query: Mapping[str, object] | None = None,
            set_default_query: Mapping[str, object] | None = None,
            hooks: AsyncHooks | None = None,
            _extra_kwargs: Mapping[str, Any] = {},
        ) -> Self:
            return self._copy(
                options={
                    "api_key": api_key,
                    "organization": organization,
                    "project": project,
                    "webhook_secret": webhook_secret,
                },
                base_url=base_url,
                timeout=timeout,
                http_client=http_client,
                max_retries=max_retries,
                default_headers=default_headers,
                set_default_headers=set_default_headers,
                default_query=default_query,
                set_default_query=set_default_query,
                hooks=hooks,
                extra=_extra_kwargs,
            )

        with_options = copy

Notes on the parts of such a class:

* ``config`` alone is required; everything else has a default. A constructor argument that is an
  option has the option's name, and its value ends up as an attribute of that name (a function given
  for it is called before every request; the attribute then holds its latest result).
* An API with several environments adds ``environment: Literal[...] | NotGiven = not_given`` to both
  signatures and passes it on as ``environment=environment``.
* ``_copy`` calls ``self.__class__`` with every option of the config, and with ``base_url``, ``timeout``,
  ``http_client``, ``max_retries``, ``default_headers``, ``default_query``, ``hooks`` and
  ``_strict_response_validation``: the constructor must accept these names.
* Sync twin: ``SyncAPIClient``, ``httpx2.Client``, ``Hooks``, ``Callable[[], str]``.

Overridable, all optional: the properties ``auth_headers``, ``default_headers``, ``default_query``, ``qs``,
``user_agent``, ``custom_auth``; the methods ``_prepare_options(options)`` and
``_prepare_request(request)`` (async in the async client), ``_validate_headers``, ``_make_status_error``,
``_should_retry`` and ``_calculate_retry_timeout``.
"""
