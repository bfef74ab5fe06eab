"""The client classes: options, resources, and the way to a copy with other options (layer 4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from specloom.emit.arguments import Call, Display, Value, value_lines
from specloom.emit.imports import Imports
from specloom.emit.layout import STEP, Code, Group, either, one_line, parameter
from specloom.emit.places import Place
from specloom.emit.resources import (
    LAYOUT,
    child_of,
    method_lines,
    variant_classes,
    with_directives,
)
from specloom.emit.scope import Facts, Scope
from specloom.emit.security import combinations_value, scheme_value, texts
from specloom.emit.templates import render
from specloom.emit.text import docstring, literal
from specloom.emit.twin import CLIENT_SUFFIXES, TwinSource, class_twins
from specloom.ir.resources import Api, AuthKind, Client, ClientOption

FOLDER = "_client"
_INDENT = STEP * 2
_TYPES = {
    "str": "str",
    "string": "str",
    "int": "int",
    "integer": "int",
    "float": "float",
    "number": "float",
    "bool": "bool",
    "boolean": "bool",
    "list": "list",
    "array": "list",
}
FIXED_MEMBERS = (
    "auth_headers", "base_url", "close", "config", "copy", "custom_auth", "default_headers",
    "default_query", "delete", "get", "get_api_list", "is_closed", "max_retries", "on_request",
    "on_response", "patch", "platform_headers", "post", "put", "qs", "request", "timeout",
    "user_agent", "with_options", "with_raw_response", "with_streaming_response",
)  # fmt: skip
"""Public names of the client class that are no resources."""


def emit_client(api: Api, places: tuple[Place, ...], facts: Facts, header: str) -> TwinSource:
    """The async client's module; its twin is the sync client."""
    client = api.client
    members = [place.resource.path[-1] for place in places]
    members += [option.name for option in client.options]
    members += [operation.name for operation in api.operations]
    scope = Scope((FOLDER, "async_client"), api.operations, [*members, *FIXED_MEMBERS], facts)
    own = class_twins(client.name, CLIENT_SUFFIXES)
    scope.own({**own, "AsyncClient": "Client"})
    scope.define([*own, "AsyncClient"])
    if client.factories is not None:
        scope.own({client.factories.asynchronous: client.factories.sync})
        scope.define([client.factories.asynchronous])
    children = [child_of(place, scope) for place in places]
    text = render(
        "client.py",
        header=with_directives(header, api.operations),
        name=f"Async{client.name}",
        base=scope.runtime("_aio.client", "AsyncAPIClient"),
        config=scope.local((FOLDER, "config"), "CONFIG"),
        docs=docstring(_class_docs(api), STEP),
        attributes=_attributes(client, scope),
        constructor=_constructor(client, scope),
        constructor_docs=docstring(_constructor_docs(client), _INDENT),
        forwarded=_forwarded(client, _base_arguments(client), "super().__init__", "", ""),
        copy=_copy(client, scope),
        copied=_forwarded(client, _COPY_ARGUMENTS, "self._copy", "return ", "_extra_kwargs"),
        cached_property=scope.runtime("_compat", "cached_property"),
        children=children,
        owner="self",
        streamed_suffix=CLIENT_SUFFIXES[-1],
        methods=[method_lines(item, scope, on_client=True) for item in api.operations],
        variants=variant_classes("client", client.name, api.operations, scope, CLIENT_SUFFIXES),
        alias=client.name != "Client",
        factory=_factory(client, scope),
        imports=scope.imports.top(),
        **LAYOUT,
    )
    return TwinSource(f"{FOLDER}/async_client.py", f"{FOLDER}/client.py", text, scope.twins)


def _class_docs(api: Api) -> str:
    title = api.project.title.strip()
    first = f"Client of {title}." if title else "Client of the API."
    return f"{first}\n\nA context manager; `close()` ends its connections."


def _attributes(client: Client, scope: Scope) -> list[str]:
    """The options as attributes, documented."""
    lines: list[str] = []
    for option in client.options:
        code = _plain_type(option, scope)
        if not option.required and option.default is None:
            code = either(code, "None")
        lines.append(f"{STEP}{option.name}: {one_line(code)}")
        lines += docstring(option.docs, STEP)
    return lines


def _plain_type(option: ClientOption, scope: Scope) -> Code:
    name = _TYPES.get(option.type, "str")
    if option.values and name == "str":
        literals = tuple(map(literal, option.values))
        return Group(scope.external("typing_extensions", "Literal"), literals)
    if name == "list":
        sequence = scope.external("collections.abc", "Sequence")
        return Group(sequence, (scope.imports.builtin("str", scope.hidden),))
    return scope.imports.builtin(name, scope.hidden)


def _option_parameter(option: ClientOption, scope: Scope) -> Code:
    code = _plain_type(option, scope)
    if not option.refreshable:
        return either(code, "None")
    awaitable = Group(scope.external("collections.abc", "Awaitable"), (code,))
    function = Group(scope.external("collections.abc", "Callable"), ("[]", awaitable))
    return either(code, function, "None")


@dataclass(frozen=True, slots=True)
class _Fixed:
    """A constructor argument that every client has."""

    name: str
    types: tuple[str, ...]
    default: str


_MAPPING_TEXT, _MAPPING_ANY = "Mapping[str, str]", "Mapping[str, object]"
_URL = _Fixed("base_url", ("str", "URL", "None", "NotGiven"), "not_given")
_TIMEOUT = _Fixed("timeout", ("float", "Timeout", "None", "NotGiven"), "not_given")
_HTTP_CLIENT = _Fixed("http_client", ("AsyncClient", "None"), "None")
_HOOKS = _Fixed("hooks", ("Hooks", "None"), "None")
_BASE_ARGUMENTS = (
    _URL,
    _TIMEOUT,
    _Fixed("max_retries", ("int",), "DEFAULT_MAX_RETRIES"),
    _Fixed("default_headers", (_MAPPING_TEXT, "None"), "None"),
    _Fixed("default_query", (_MAPPING_ANY, "None"), "None"),
    _HTTP_CLIENT,
    _Fixed("_strict_response_validation", ("bool",), "False"),
)
_ENFORCE_CREDENTIALS = _Fixed("_enforce_credentials", ("bool",), "True")
_MAX_CONCURRENCY = _Fixed("max_concurrency", ("int", "None"), "None")
_COPY_ARGUMENTS = (
    _URL,
    _TIMEOUT,
    _HTTP_CLIENT,
    _Fixed("max_retries", ("int", "NotGiven"), "not_given"),
    _Fixed("default_headers", (_MAPPING_TEXT, "None"), "None"),
    _Fixed("set_default_headers", (_MAPPING_TEXT, "None"), "None"),
    _Fixed("default_query", (_MAPPING_ANY, "None"), "None"),
    _Fixed("set_default_query", (_MAPPING_ANY, "None"), "None"),
    _HOOKS,
)


def _constructor(client: Client, scope: Scope) -> list[str]:
    return _parameters(client, scope, _base_arguments(client))


def _base_arguments(client: Client) -> tuple[_Fixed, ...]:
    """What the constructor takes besides the API's options: the published arguments, then those of our own."""
    further = (
        (client.hooks, _HOOKS),
        (client.enforce_credentials, _ENFORCE_CREDENTIALS),
        (client.max_concurrency, _MAX_CONCURRENCY),
    )
    return (*_BASE_ARGUMENTS, *(item for wanted, item in further if wanted))


def _factory(client: Client, scope: Scope) -> list[str]:
    """The function that makes a client, with arguments of its own names."""
    made = client.factories
    if made is None:
        return []
    options = {option.name: option for option in client.options}
    fixed = {item.name: item for item in _base_arguments(client)}
    lines = [f"def {made.asynchronous}(", f"{STEP}*,"]
    values: list[tuple[str, Value]] = []
    for name, target in made.arguments:
        value = name
        if target == "timeout":
            optional = either(scope.runtime("_types", "TimeoutTypes"), "None")
            lines += parameter(name, optional, "None", STEP)
            value = f"{scope.runtime('_client_core', 'as_timeout')}({name})"
        elif target in options:
            lines += _option_lines(name, options[target], scope, STEP)
        elif target == "base_url":
            code = either("str", f"{scope.imports.whole('httpx2')}.URL", "None")
            lines += parameter(name, code, "None", STEP)
        elif target in fixed:
            lines += _fixed_lines(name, fixed[target], scope, STEP)
        values.append((target, value))
    cls = f"Async{client.name}"
    lines += [f") -> {cls}:", *docstring("A client; what is not given is as in its class.", STEP)]
    return [*lines, *value_lines(Call(cls, tuple(values)), STEP, "return ")]


def _copy(client: Client, scope: Scope) -> list[str]:
    extra = Group(
        scope.external("collections.abc", "Mapping"), ("str", scope.external("typing", "Any"))
    )
    scope.external("typing_extensions", "Self")
    optional = either(extra, "None")
    lines = _parameters(client, scope, _COPY_ARGUMENTS)
    return [*lines, *parameter("_extra_kwargs", optional, "None", _INDENT)]


def _parameters(client: Client, scope: Scope, fixed: Iterable[_Fixed]) -> list[str]:
    """Parameters of the constructor or of ``copy``: the API's options, then what every client has."""
    lines: list[str] = []
    for option in client.options:
        lines += _option_lines(option.name, option, scope, _INDENT)
    for item in (*_environment(client, scope), *fixed):
        lines += _fixed_lines(item.name, item, scope, _INDENT)
    return lines


def _option_lines(name: str, option: ClientOption, scope: Scope, indent: str) -> list[str]:
    code = _option_parameter(option, scope)
    if not option.none_is_none:
        return parameter(name, code, "None", indent)
    code = either(code, scope.runtime("_types", "NotGiven"))
    return parameter(name, code, scope.runtime("_types", "not_given"), indent)


def _fixed_lines(name: str, item: _Fixed, scope: Scope, indent: str) -> list[str]:
    code = either(*(_fixed_type(kind, scope) for kind in item.types))
    default = item.default
    if default == "not_given":
        default = scope.runtime("_types", "not_given")
    elif default == "DEFAULT_MAX_RETRIES":
        default = scope.runtime("_settings", default)
    return parameter(name, code, default, indent)


def _environment(client: Client, scope: Scope) -> list[_Fixed]:
    """The argument that chooses between environments, where there are several."""
    if not has_names(client):
        return []
    names = ", ".join(literal(item.name) for item in client.environments)
    scope.external("typing_extensions", "Literal")
    return [_Fixed("environment", (f"Literal[{names}]", "NotGiven"), "not_given")]


def _fixed_type(name: str, scope: Scope) -> Code:
    if name in ("NotGiven", "Hooks", "Timeout"):
        return scope.runtime("_types", name)
    if name in ("URL", "AsyncClient"):
        return f"{scope.imports.whole('httpx2')}.{name}"
    if name.startswith("Mapping["):
        scope.external("collections.abc", "Mapping")
    return name


def _forwarded(
    client: Client, fixed: Iterable[_Fixed], function: str, prefix: str, extra: str
) -> list[str]:
    """The call that hands all arguments to the runtime."""
    options = Display(tuple((option.name, option.name) for option in client.options))
    names = ["environment"] if has_names(client) else []
    names += [item.name for item in fixed]
    arguments: list[tuple[str, Value]] = [("options", options)]
    arguments += [(name, name) for name in names]
    if extra:
        arguments.append(("extra", extra))
    return value_lines(Call(function, tuple(arguments)), _INDENT, prefix)


def _constructor_docs(client: Client) -> str:
    lines = ["Connections are made when they are needed.", ""]
    from_env = [
        f"- `{option.name}` from {' or '.join(f'`{n}`' for n in (option.read_env, *option.further_env))}"
        for option in client.options
        if option.read_env
    ]
    if client.base_url_env:
        from_env.append(f"- `base_url` from `{client.base_url_env}`")
    if from_env:
        lines += [
            "Arguments that are not given come from environment variables:",
            "",
            *from_env,
            "",
        ]
    required = [f"`{option.name}`" for option in client.options if option.required]
    if required:
        lines.append(f"Raises {client.root_error} where {' or '.join(required)} is missing.")
    return "\n".join(lines)


def emit_config(client: Client, header: str) -> str:
    """The module with what sync and async client have in common."""
    imports = Imports((FOLDER, "config"))
    names = ["ClientConfig"] + (["ClientOption"] if client.options else [])
    for name in names:
        imports.local(("_config",), name)
    if client.auth:
        imports.local(("_auth",), "AuthScheme")
    if any(scheme.kind is AuthKind.OAUTH2 for scheme in client.auth):
        imports.local(("_oauth",), "ClientCredentials")
    urls = Display(
        tuple((item.name, literal(item.url)) for item in client.environments), inline=True
    )
    named = value_lines(urls, "", "ENVIRONMENTS: dict[str, str] = ") if has_names(client) else []
    arguments = _credentials(client)
    if client.environments:
        arguments.append(("environments", "ENVIRONMENTS" if named else urls))
    if client.server_path and not client.environments:
        arguments.append(("server_path", literal(client.server_path)))
    if client.base_url_env:
        arguments.append(("base_url_env", literal(client.base_url_env)))
    if client.default_headers:
        headers = tuple((name, literal(value)) for name, value in client.default_headers)
        arguments.append(("default_headers", Display(headers)))
    if client.reserved_headers:
        arguments.append(("reserved_headers", texts(client.reserved_headers)))
    lines = value_lines(Call("ClientConfig", tuple(arguments)), "", "CONFIG = ")
    return render(
        "config.py", header=header, imports=imports.top(), environments=named, config=lines
    )


def _credentials(client: Client) -> list[tuple[str, Value]]:
    """The arguments of the configuration that say what authenticates, and which options there are."""
    arguments: list[tuple[str, Value]] = []
    if client.options:
        arguments.append(("options", _tuple([_option_value(item) for item in client.options])))
    schemes = [item for item in client.auth if item.kind is not AuthKind.NONE]
    if schemes:
        arguments.append(("auth", _tuple([scheme_value(item) for item in schemes])))
        if not client.security:
            arguments.append(("auth_required", "False"))
        elif client.security != ((schemes[0].name,),) or len(schemes) > 1:
            arguments.append(("security", combinations_value(client.security)))
    return arguments


def has_names(client: Client) -> bool:
    """Whether a caller chooses between environments by name."""
    return len(client.environments) > 1


def _tuple(items: list[Value]) -> Value:
    return Call("", tuple(("", item) for item in items))


def _option_value(option: ClientOption) -> Value:
    items: list[Code] = [literal(option.name)]
    kind = _TYPES.get(option.type, "str")
    if kind != "str":
        items.append(f"type={literal(kind)}")
    for name, text in (
        ("env", option.read_env),
        ("header", option.send_in_header),
        ("query", option.send_as_query_param),
    ):
        if text:
            items.append(f"{name}={literal(text)}")
    if option.further_env:
        items.append(f"further_env={texts(option.further_env)}")
    if option.none_is_none:
        items.append("none_is_none=True")
    if option.in_base_url:
        items.append("in_base_url=True")
    if option.values:
        items.append(f"values={texts(option.values)}")
    if option.required:
        items.append("required=True")
    if option.default is not None:
        items.append(f"default={literal(option.default)}")
    return Group("ClientOption", tuple(items), True)
