"""Servers: environments with their variables, and servers of single operations (layer 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from specloom import naming
from specloom.build.context import Context
from specloom.build.endpoints import Endpoint
from specloom.build.nodes import JsonDict, mapping, sequence, text
from specloom.ir.resources import Environment
from specloom.load.hints import did_you_mean

PLACE: Final = re.compile(r"\{([^{}]*)\}")
"""Where a URL has a variable; a name with braces has no place."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of a server: the value it has by default, and those that it may have (none: any)."""

    default: str
    values: tuple[str, ...]
    docs: str


def variables(context: Context) -> dict[str, Variable]:
    """The variables of all servers of the document, by name; the first of a name counts."""
    found: dict[str, Variable] = {}
    for server in sequence(context.document.data.get("servers")):
        for name, variable in own_variables(server).items():
            found.setdefault(name, variable)
    return found


def own_variables(server: object) -> dict[str, Variable]:
    """The variables of one server, by name; a default that is empty text counts as given."""
    declared = mapping(mapping(server).get("variables"))
    return {name: _variable(mapping(value)) for name, value in declared.items()}


def _variable(value: JsonDict) -> Variable:
    values = _words(sequence(value.get("enum")))
    default = next(iter((*_words([value.get("default")]), *values)), "")
    return Variable(default, values, text(value.get("description")))


def _words(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(value) for value in values if isinstance(value, str | int | float))


def environments(context: Context) -> tuple[Environment, ...]:
    """The named base URLs; ``{option}`` stands where an option of the client gives the value."""
    options = server_options(context)
    known = variables(context)
    given = context.config.environment_urls()
    if given:
        urls = {name: _templated(url, known, options) for name, url in given.items()}
        _check(context, given, options)
        return tuple(Environment(name, url) for name, url in urls.items())
    for server in sequence(context.document.data.get("servers")):
        url = _templated(text(mapping(server).get("url")), own_variables(server), options)
        if PLACE.sub("x", url).partition("://")[1]:
            return (Environment("production", url),)
    return ()


def server_options(context: Context) -> dict[str, str]:
    """The client option of each variable that has one."""
    return {
        opt.server_variable: naming.python_identifier(name, prefix="option")
        for name, opt in context.config.client_settings.opts.items()
        if opt.server_variable
    }


def _templated(url: str, known: Mapping[str, Variable], options: Mapping[str, str]) -> str:
    """A URL whose variables are places of options, or have their defaults; unknown ones stay."""

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        if name in options:
            return "{" + options[name] + "}"
        return known[name].default if name in known else found.group()

    return PLACE.sub(value, url)


def _check(context: Context, urls: Mapping[str, str], options: Mapping[str, str]) -> None:
    """Report options for variables that no base URL has, and variables without a value."""
    used = {name for url in urls.values() for name in PLACE.findall(url)}
    for name, opt in context.config.client_settings.opts.items():
        if opt.server_variable and opt.server_variable not in used:
            source = context.config.source("client_settings", "opts", name, "server_variable")
            message = f"no environment has a variable {opt.server_variable!r} in its URL"
            hint = did_you_mean(opt.server_variable, used)
            context.diagnostics.error("unknown-server-variable", message, source, hint)
    for name in sorted(used - set(options) - set(variables(context))):
        place = next(key for key, url in urls.items() if "{" + name + "}" in url)
        message = f"nothing gives the variable {name!r} of this URL a value"
        hint = "add an option with this `server_variable`, or write the value"
        context.diagnostics.error(
            "unknown-server-variable", message, context.config.source("environments", place), hint
        )


def relative_path(context: Context) -> str:
    """The path of the document's first server where that names no host; empty for none, and for the root."""
    server = mapping(next(iter(sequence(context.document.data.get("servers"))), None))
    url = text(server.get("url"))
    is_path = url.startswith("/") and not url.startswith("//") and url.isprintable()
    return url.rstrip("/") if is_path and len(url) < 200 else ""


def own_server(context: Context, endpoint: Endpoint) -> str:
    """The base URL of an operation that has a server of its own; empty for that of the client."""
    for owner in (endpoint.node, endpoint.item):
        servers = sequence(mapping(owner.value).get("servers"))
        if not servers:
            continue
        general = [_url(context, item) for item in sequence(context.document.data.get("servers"))]
        first = _url(context, servers[0])
        return first if first not in general and _is_usable(first) else ""
    return ""


def _url(context: Context, server: object) -> str:
    url = text(mapping(server).get("url"))
    return _templated(url, own_variables(server), server_options(context)).rstrip("/")


def _is_usable(url: str) -> bool:
    """Whether requests can be sent there: a URL with a host, or a path of the client's own."""
    plain = PLACE.sub("x", url)
    if not plain.isprintable() or any(char in plain for char in " {}?#\\"):
        return False
    if plain.startswith("/"):
        return not plain.startswith("//")
    try:
        parts = urlsplit(plain)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
