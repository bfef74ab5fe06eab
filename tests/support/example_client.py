"""The client of an imaginary API, as a generated SDK has it; its sync twin is derived.

`tests.support.runtime` copies this file into the runtime, so its imports are those of a module there.
"""

# mypy: ignore-errors
# pyright: basic, reportMissingImports=false, reportAttributeAccessIssue=false

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Self

import httpx2

from .._auth import AuthScheme
from .._config import ClientConfig, ClientOption
from .._settings import DEFAULT_MAX_RETRIES
from .._types import Hooks, NotGiven, Timeout, not_given
from .client import AsyncAPIClient

CONFIG = ClientConfig(
    options=(
        ClientOption("api_key", env="EXAMPLE_API_KEY", required=True),
        ClientOption("organization", env="EXAMPLE_ORG_ID", header="Example-Organization"),
        ClientOption("project", env="EXAMPLE_PROJECT_ID", header="Example-Project"),
        ClientOption("webhook_secret", env="EXAMPLE_WEBHOOK_SECRET"),
    ),
    auth=(AuthScheme("bearer_auth", "bearer", ("api_key",)),),
    environments={
        "production": "https://api.example.com/v1",
        "sandbox": "https://sandbox.example.com/v1",
    },
    base_url_env="EXAMPLE_BASE_URL",
)


class AsyncExample(AsyncAPIClient):
    _config = CONFIG

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
        environment: str | NotGiven = not_given,
        base_url: str | httpx2.URL | None | NotGiven = not_given,
        timeout: float | Timeout | None | NotGiven = not_given,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        http_client: httpx2.AsyncClient | None = None,
        hooks: Hooks | None = None,
        max_concurrency: int | None = None,
        _strict_response_validation: bool = False,
    ) -> None:
        super().__init__(
            options={
                "api_key": api_key,
                "organization": organization,
                "project": project,
                "webhook_secret": webhook_secret,
            },
            environment=environment,
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            default_query=default_query,
            http_client=http_client,
            hooks=hooks,
            max_concurrency=max_concurrency,
            _strict_response_validation=_strict_response_validation,
        )

    def copy(
        self,
        *,
        api_key: str | Callable[[], Awaitable[str]] | None = None,
        organization: str | None = None,
        project: str | None = None,
        webhook_secret: str | None = None,
        environment: str | NotGiven = not_given,
        base_url: str | httpx2.URL | None | NotGiven = not_given,
        timeout: float | Timeout | None | NotGiven = not_given,
        http_client: httpx2.AsyncClient | None = None,
        max_retries: int | NotGiven = not_given,
        default_headers: Mapping[str, str] | None = None,
        set_default_headers: Mapping[str, str] | None = None,
        default_query: Mapping[str, object] | None = None,
        set_default_query: Mapping[str, object] | None = None,
        hooks: Hooks | None = None,
        _extra_kwargs: Mapping[str, Any] = {},
    ) -> Self:
        return self._copy(
            options={
                "api_key": api_key,
                "organization": organization,
                "project": project,
                "webhook_secret": webhook_secret,
            },
            environment=environment,
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
