"""Addresses that a response names for going on: they are followed within the client's own origin only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx2

from ._exceptions import APIConnectionError

if TYPE_CHECKING:
    from ._options import FinalRequestOptions
    from ._request import BaseURL

__all__ = ["Reconnect", "followed_url", "get_there", "without_headers"]

_OF_A_BODY = ("content-type", "content-length")


@dataclass(frozen=True, slots=True)
class Reconnect:
    """How a call goes on whose answer was cut: GET at the URL in ``header``, so many ``attempts``.

    A GET without that header in its answer is sent again as it was.
    """

    header: str = "Location"
    attempts: int = 5


def followed_url(response: httpx2.Response, header: str, base: BaseURL) -> str | None:
    """The URL that a header of the response names; ``None`` where it is not there.

    A path that does not start with the base URL's path is taken as one below it. Raises
    :class:`APIConnectionError` for a URL of another origin than ``base``, which is never asked.
    """
    text: str | None = response.headers.get(header)
    if not text:
        return None
    request = response.request
    root = base.url.path
    try:
        below = text.startswith("/") and not text.startswith(("//", "/\\", root))
        url = httpx2.URL(base.prefix + text[1:]) if below else request.url.join(text)
        url = url.copy_with(fragment=None)
        is_own = url.origin == base.url.origin and not url.userinfo
    except httpx2.InvalidURL as error:
        message = f"The answer was cut, and its {header} header holds no URL."
        raise APIConnectionError(message=message, request=request) from error
    if not is_own:
        message = (
            f"The answer was cut, and its {header} header leads to another origin "
            f"({url.scheme}://{url.netloc.decode('ascii', 'replace')}), which is not followed."
        )
        raise APIConnectionError(message=message, request=request)
    return str(url)


def get_there(options: FinalRequestOptions, url: str) -> FinalRequestOptions:
    """A GET at ``url`` with the headers and the query of a request, sent once; what ``url`` says wins."""
    own = httpx2.URL(url).params
    return options.copy(
        method="get",
        url=url,
        params={name: value for name, value in options.params.items() if name not in own},
        headers=without_headers(options, *_OF_A_BODY),
        json_data=None,
        extra_json=None,
        content=None,
        files=None,
        idempotency_key=None,
        max_retries=0,
    )


def without_headers(options: FinalRequestOptions, *names: str) -> dict[str, object]:
    """The headers of a request but for some, whose names are in lower case."""
    return {name: value for name, value in options.headers.items() if name.lower() not in names}
