"""Client options and environments from security schemes and servers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from specloom.build.context import BUILTIN_OPTIONS
from specloom.build.infer_resources import FoundOperation
from specloom.build.infer_view import SpecView, text_of
from specloom.build.nodes import mapping, sequence
from specloom.build.servers import PLACE, Variable, own_variables
from specloom.load.grammar import is_header_name
from specloom.naming import python_identifier, unique


def infer_environments(view: SpecView) -> dict[str, object]:
    """Named base URLs: absolute servers, whose variables are filled in by options of the client.

    A document without an absolute server gets none; the client then asks for ``base_url``.
    """
    environments: dict[str, object] = {}
    urls: set[str] = set()
    known = _variables(view)
    for item in sequence(view.data.get("servers")):
        server = mapping(item)
        url = _server_url(server, known)
        if not url or url in urls:
            continue
        urls.add(url)
        description = text_of(server, "description")
        fallback = "production" if not environments else f"environment_{len(environments) + 1}"
        name = _environment_name(description) or fallback
        environments[unique(name if environments else "production", environments)] = url
    return environments


def _variables(view: SpecView) -> dict[str, Variable]:
    """The variables of absolute servers that an option can fill in; the first of a name counts."""
    found: dict[str, Variable] = {}
    for server in sequence(view.data.get("servers")):
        url = text_of(mapping(server), "url")
        places = set(PLACE.findall(url))
        for name, variable in own_variables(server).items():
            if name in places and "://" in url and variable.default:
                found.setdefault(name, variable)
    return found


def _environment_name(description: str) -> str:
    match = re.search(r"\b(sandbox|staging|development|test|local|beta)\b", description.lower())
    return match.group(1) if match else ""


def _server_url(server: dict[str, object], known: dict[str, Variable]) -> str:
    """The URL of a server; a variable that means something else in another server has its default."""
    own = own_variables(server)
    url = text_of(server, "url")
    plain = PLACE.sub(lambda place: _filled(place, own), url)
    differing = {name: value for name, value in own.items() if known.get(name) != value}
    url = PLACE.sub(lambda place: _filled(place, differing), url)
    try:
        parts = urlsplit(plain)
    except ValueError:
        return ""
    usable = parts.scheme in ("http", "https") and parts.netloc and "{" not in plain
    return url.rstrip("/") if usable and plain.isprintable() and " " not in plain else ""


def _filled(place: re.Match[str], known: Mapping[str, Variable]) -> str:
    """The default of the variable at a place of a URL; a place of no known variable stays."""
    return known[place[1]].default if place[1] in known else place[0]


def _server_options(
    view: SpecView, urls: Iterable[object], prefix: str, options: dict[str, object]
) -> None:
    """Add an option for each variable that stands in one of the URLs."""
    used = {name for url in urls for name in PLACE.findall(str(url))}
    for name, variable in _variables(view).items():
        if name not in used:
            continue
        wish = python_identifier(name, prefix="server")
        wish = f"server_{wish}" if wish in BUILTIN_OPTIONS else wish
        option = unique(wish, options)
        options[option] = {
            "type": "string",
            "nullable": True,
            "read_env": f"{prefix}_{option.upper()}",
            "server_variable": name,
            "default": variable.default,
        }


def infer_client(view: SpecView, operations: list[FoundOperation], name: str) -> dict[str, object]:
    """``client_settings``: one option per credential that any operation can use."""
    prefix = re.sub(r"[^A-Z0-9]+", "_", name.upper()).strip("_")
    options: dict[str, object] = {}
    for scheme_name in _used_schemes(view, operations):
        scheme = view.follow(view.components("securitySchemes").get(scheme_name))
        for option, role in _credentials(scheme_name, scheme, options):
            auth: dict[str, object] = {"security_scheme": scheme_name}
            if role:
                auth["role"] = role
            options[option] = {
                "type": "string",
                "nullable": True,
                "read_env": f"{prefix}_{option.upper()}",
                "auth": auth,
            }
    _server_options(view, infer_environments(view).values(), prefix, options)
    return {"default_env_prefix": prefix, "opts": options}


def _used_schemes(view: SpecView, operations: list[FoundOperation]) -> list[str]:
    known = view.components("securitySchemes")
    used: dict[str, None] = {}
    requirements = sequence(view.data.get("security"))
    for operation in operations:
        requirements = requirements + sequence(operation.data.get("security"))
    for requirement in requirements:
        used.update(dict.fromkeys(name for name in mapping(requirement) if name in known))
    return list(used)


def _credentials(
    name: str, scheme: dict[str, object], taken: dict[str, object]
) -> list[tuple[str, str]]:
    """The options that carry a scheme's credential, with their roles; none where it cannot be sent."""
    kind = text_of(scheme, "type").lower()
    http = text_of(scheme, "scheme").lower()
    if kind == "http" and http in ("basic", "digest"):
        return [(unique("username", taken), "username"), (unique("password", taken), "password")]
    word = text_of(mapping(scheme.get("x-stainless-auth")), "scheme_keyword") or http
    if kind == "http" and word and not is_header_name(word):
        return []  # no word that may stand in the Authorization header: it is a token, as names are
    if kind in ("http", "oauth2", "openidconnect"):
        preferred = (
            "api_key" if "api_key" not in taken and "key" in name.lower() else "bearer_token"
        )
        flow = mapping(mapping(scheme.get("flows")).get("clientCredentials"))
        exchanged = kind == "oauth2" and text_of(flow, "tokenUrl")
        roles = ["client_id", "client_secret", "token_url"] if exchanged else []
        token = (unique(preferred, taken), "token" if exchanged else "")
        return [token, *((unique(role, taken), role) for role in roles)]
    place, carrier = text_of(scheme, "in"), text_of(scheme, "name")
    if kind == "apikey" and place in ("header", "query", "cookie"):
        if not carrier or (place == "header" and not is_header_name(carrier)):
            return []
        base = "api_key" if "api_key" not in taken else python_identifier(name, prefix="api_key")
        return [(unique(base, taken), "")]
    return []
