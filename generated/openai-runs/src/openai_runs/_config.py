"""What a client can be configured with: its options, environments and authentication."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, cast

import httpx2

from ._auth import Alternatives, AuthScheme
from ._exceptions import MissingCredentialsError
from ._settings import SDKError
from ._types import NotGiven, not_given

OptionType: TypeAlias = Literal["str", "int", "float", "bool", "list"]
Provider: TypeAlias = Callable[[], Any]


@dataclass(frozen=True, slots=True)
class ClientOption:
    """One argument of the client's constructor, kept as an attribute of the same name.

    Its value is the argument, else the environment variable ``env``, else ``default``. ``header`` and
    ``query`` name where it is sent with every request. A ``required`` option that stays empty raises.
    ``further_env`` are variables that are read where ``env`` is not set or empty. With ``none_is_none`` the
    argument ``None`` is a value, so that no variable is read. With ``in_base_url`` it fills the place of its name
    in base URLs, with one of ``values`` if there are any.
    """

    name: str
    type: OptionType = "str"
    env: str = ""
    required: bool = False
    default: object = None
    header: str = ""
    query: str = ""
    further_env: tuple[str, ...] = ()
    none_is_none: bool = False
    in_base_url: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClientConfig:
    """All that the sync and the async client of an SDK have in common.

    ``environments`` maps names to base URLs; the first is the default. ``auth_required`` is false where
    the API also answers requests without credentials. ``security`` lists the combinations of schemes one of
    which a request needs, by name, an empty one for none; without it all that the client has are sent.
    ``headers_env`` names a variable with further headers, one ``Name: value`` a line, over which those given
    as arguments win. ``reserved_headers`` may not be among the latter. ``server_path`` is what base URLs end with,
    as far as the API's document says, where it names no host.
    """

    options: tuple[ClientOption, ...] = ()
    auth: tuple[AuthScheme, ...] = ()
    auth_required: bool = True
    security: Alternatives | None = None
    environments: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    base_url_env: str = ""
    headers_env: str = ""
    default_headers: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    reserved_headers: tuple[str, ...] = ()
    server_path: str = ""

    @property
    def has_digest(self) -> bool:
        """Whether a scheme answers what the server asks."""
        return any(scheme.kind == "digest" for scheme in self.auth)


def resolve_options(
    config: ClientConfig, given: Mapping[str, object], *, client: str, enforce: bool
) -> tuple[dict[str, object], dict[str, Provider]]:
    """The value of each option, and the functions that yield the values of refreshable ones.

    An option given as a function starts as ``""`` and is asked for before each request. Raises
    :class:`MissingCredentialsError` for a required option without a value (unless ``enforce`` is
    false), and the SDK's root error for an environment variable that does not parse.
    """
    values: dict[str, object] = {}
    providers: dict[str, Provider] = {}
    for option in config.options:
        value = given.get(option.name, not_given if option.none_is_none else None)
        if isinstance(value, NotGiven) or (value is None and not option.none_is_none):
            value = _from_environment(option) if option.env else None
            value = option.default if value is None else value
        if callable(value):
            providers[option.name] = cast("Provider", value)
            value = ""
        elif enforce and option.required and (value is None or value == ""):
            raise MissingCredentialsError(_missing(option, client))
        values[option.name] = value
    return values, providers


def _missing(option: ClientOption, client: str) -> str:
    names = " or ".join(filter(None, (option.env, *option.further_env)))
    variable = f" or set the {names} environment variable" if names else ""
    return f"Missing `{option.name}`: pass `{option.name}=...` to {client}(){variable}."


def _from_environment(option: ClientOption) -> object:
    name = option.env
    for further in option.further_env:
        if os.environ.get(name):
            break
        name = further
    text = os.environ.get(name)
    if text is None:
        return None
    try:
        return _PARSERS[option.type](text)
    except (ValueError, KeyError):
        raise SDKError(
            f"The environment variable {name} does not hold a value of type {option.type}."
        ) from None


_BOOLEANS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_PARSERS: dict[str, Callable[[str], object]] = {
    "str": str,
    "int": int,
    "float": float,
    "bool": lambda text: _BOOLEANS[text.strip().lower()],
    "list": lambda text: [item.strip() for item in text.split(",") if item.strip()],
}


def check_reserved(config: ClientConfig, headers: Mapping[str, str]) -> None:
    """Raises :class:`ValueError` for a header that the client sends by itself."""
    reserved = {name.lower() for name in config.reserved_headers}
    for name in headers:
        if name.lower() in reserved:
            raise ValueError(f"The header {name!r} is reserved: it cannot be set by hand.")


def environment_headers(config: ClientConfig) -> dict[str, str]:
    """The headers that the variable ``headers_env`` adds to every request."""
    text = os.environ.get(config.headers_env, "") if config.headers_env else ""
    pairs = [line.partition(":") for line in text.splitlines()]
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}


def resolve_base_url(
    config: ClientConfig,
    base_url: str | httpx2.URL | None | NotGiven,
    environment: str | None | NotGiven,
    *,
    client: str,
) -> str | httpx2.URL:
    """The base URL: the argument, else the named environment, else the variable, else the default.

    Raises :class:`ValueError` for an unknown environment, and for an environment beside the base URL
    variable (``base_url=None`` says that the environment is meant), and the SDK's root error where no
    base URL is known at all.
    """
    if base_url is not None and not isinstance(base_url, NotGiven):
        return base_url
    variable = os.environ.get(config.base_url_env) if config.base_url_env else None
    if environment is not None and not isinstance(environment, NotGiven):
        if variable and base_url is not None:
            raise ValueError(
                f"Both `environment` and the {config.base_url_env} environment variable are set; "
                "pass `base_url=None` to use the environment."
            )
        if environment not in config.environments:
            known = ", ".join(config.environments)
            raise ValueError(f"Unknown environment: {environment!r}; known are: {known}")
        return config.environments[environment]
    if variable:
        return variable
    for url in config.environments.values():
        return url
    path = f"; it ends with {config.server_path!r}" if config.server_path else ""
    raise SDKError(f"No base URL is known: pass `base_url=...` to {client}(){path}.")
