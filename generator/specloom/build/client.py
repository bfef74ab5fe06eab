"""The client: its options, credentials, environments and defaults (layer 3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from specloom import naming
from specloom.build import servers
from specloom.build.context import BUILTIN_OPTIONS, Context, applies_not
from specloom.build.nodes import mapping, text
from specloom.build.plan import merged_headers
from specloom.build.security import (
    Scheme,
    combinations,
    default_security,
    default_wishes,
    silent_schemes,
    usable_schemes,
)
from specloom.diagnostics import Source
from specloom.ir.resources import (
    AuthKind,
    AuthScheme,
    Client,
    ClientOption,
    Factories,
    StreamAction,
    StreamRule,
)
from specloom.load.config_client import Opt, QuerySettings, Retries
from specloom.load.config_client import StreamRule as ConfigRule
from specloom.load.hints import did_you_mean

FACTORY_ARGUMENTS: Final = (
    "base_url", "timeout", "max_retries", "default_headers", "default_query", "http_client",
)  # fmt: skip
"""Constructor arguments of every client that a factory may have."""
_DEFAULTS: Final = {
    "base_url": "the first of environments",
    "default_headers": "client_settings.default_headers",
    "environment": "the first of environments",
    "hooks": "none; specloom.hooks makes it an argument of the constructor",
    "max_concurrency": "none; specloom.max_concurrency makes it an argument of the constructor",
    "max_retries": "client_settings.default_retries",
    "timeout": "client_settings.default_timeout",
}
"""Where the configuration says what every client has by default."""
_ACTIONS: Final = {
    "done": StreamAction.DONE,
    "error": StreamAction.ERROR,
    "yield": StreamAction.YIELD,
    "continue": StreamAction.SKIP,
    "ignore": StreamAction.SKIP,
    "skip": StreamAction.SKIP,
}
_SECRET: Final = ("key", "secret", "token", "password")


def client_name(context: Context) -> str:
    """The class name of the sync client."""
    config = context.config
    own = config.specloom.client_name or config.client_settings.default_client_name
    if own:
        legal = own.isidentifier() and own[0].isupper()
        return own if legal else context.casing.class_name(own)
    info = mapping(context.document.data.get("info"))
    return context.casing.class_name(
        config.organization.name or text(info.get("title")) or "Client"
    )


def env_prefix(context: Context) -> str:
    """What the names of environment variables start with."""
    config = context.config
    if config.client_settings.default_env_prefix:
        return naming.enum_member(config.client_settings.default_env_prefix)
    return naming.enum_member(config.organization.name or client_name(context))


def build_client(context: Context) -> Client:
    """The client of a configuration."""
    config = context.config
    settings = config.client_settings
    prefix = env_prefix(context)
    name = client_name(context)
    schemes = usable_schemes(context)
    auth, options = _auth(context, schemes)
    names = frozenset(scheme.name for scheme in auth)
    retries = settings.default_retries
    delays = retries if isinstance(retries, Retries) else Retries()
    most = retries if isinstance(retries, int) else delays.max_retries
    own = config.specloom
    return Client(
        name=name,
        options=options,
        environments=servers.environments(context),
        server_path=servers.relative_path(context),
        base_url_env=settings.base_url_env or f"{prefix}_BASE_URL",
        auth=auth,
        security=combinations(default_security(context), names, silent_schemes(schemes)),
        silent_schemes=silent_schemes(schemes),
        root_error=f"{name}Error",
        log_env=f"{prefix}_LOG",
        array_format=config.query_settings.array_format,
        nested_format=_nested_format(config.query_settings),
        file_array_format=config.multipart_settings.array_format or "brackets",
        telemetry_prefix=own.telemetry_prefix,
        telemetry_off_env=f"{prefix}_NO_TELEMETRY" if own.telemetry_prefix else "",
        idempotency_header=settings.idempotency_name,
        error_key=own.error_envelope,
        error_message=config.errors.message_property,
        request_id_header=own.request_id_header,
        max_retries=2 if most is None else most,
        initial_retry_delay=_seconds(delays.initial_delay_seconds, 0.5),
        max_retry_delay=_seconds(delays.max_delay_seconds, 8.0),
        timeout=settings.timeout_seconds,
        default_headers=merged_headers(settings.default_headers.items()),
        stream_rules=tuple(_rule(rule) for rule in config.streaming.on_event),
        raw_responses_are_read=own.raw_response == "legacy",
        mapping_access=own.mapping_access,
        typed_formats=any(kind in ("bytes", "decimal") for kind in own.formats.values()),
        omit_nulls=own.omit_nulls,
        omit_nulls_within=tuple(own.omit_nulls_within),
        argument_names=tuple(own.argument_names.items()),
        max_concurrency=own.max_concurrency,
        hooks=own.hooks,
        enforce_credentials=own.enforce_credentials,
        reserved_headers=tuple(own.reserved_headers),
        factories=_factories(context, options),
    )


def _nested_format(settings: QuerySettings) -> str:
    """How objects within others are written; ``form`` only says that of parameters, which have a style then."""
    if settings.allow_dots:
        return "dots"
    return "brackets" if settings.nested_format == "form" else settings.nested_format


def _factories(context: Context, options: tuple[ClientOption, ...]) -> Factories | None:
    own = context.config.specloom
    if own.factories is None:
        return None
    known = [*(option.name for option in options), *FACTORY_ARGUMENTS]
    known += ["hooks"] if own.hooks else []
    known += ["max_concurrency"] if own.max_concurrency else []
    for name, target in own.factories.arguments.items():
        if target not in known:
            source = context.config.source("specloom", "factories", "arguments", name)
            message = f"the client has no argument {target!r}"
            hint = did_you_mean(target, known)
            context.diagnostics.error("unknown-parameter", message, source, hint)
    return Factories(
        own.factories.async_, own.factories.sync, tuple(own.factories.arguments.items())
    )


def _seconds(value: float | None, default: float) -> float:
    return default if value is None else float(value)


def _auth(
    context: Context, schemes: dict[str, Scheme]
) -> tuple[tuple[AuthScheme, ...], tuple[ClientOption, ...]]:
    """The credentials of the client, and its constructor arguments."""
    opts = _own_options(context)
    known = servers.variables(context)
    options = [_option(name, opt, schemes, known) for name, opt in opts.items()]
    _names_differ(context, [*opts], options)
    carriers: dict[str, list[tuple[str, str]]] = {}
    for name, opt in opts.items():
        if opt.auth is None:
            continue
        if opt.auth.security_scheme not in schemes:
            source = context.config.source(
                "client_settings", "opts", name, "auth", "security_scheme"
            )
            _unknown_scheme(context, opt.auth.security_scheme, schemes, source)
            continue
        roles = carriers.setdefault(opt.auth.security_scheme, [])
        roles.append((opt.auth.role, naming.python_identifier(name, prefix="option")))
    if not carriers:
        extra, carriers = _default_options(context, schemes, {option.name for option in options})
        options.extend(extra)
    in_body = context.config.specloom.oauth_client_auth == "body"
    carried = (
        scheme.carried_by(carriers.get(scheme.name, ()), in_body) for scheme in schemes.values()
    )
    return tuple(scheme for scheme in carried if scheme is not None), tuple(options)


def _own_options(context: Context) -> dict[str, Opt]:
    """The options of the configuration; reports those that are called like what every client has."""
    found: dict[str, Opt] = {}
    for key, opt in context.config.client_settings.opts.items():
        name = naming.python_identifier(key)
        if applies_not(opt.skip, opt.only):
            continue
        if name not in BUILTIN_OPTIONS:
            found[key] = opt
            continue
        message = f"every client has {name!r} already: it stays as it is, and nothing of this option is used"
        source = context.config.source("client_settings", "opts", key)
        default = _DEFAULTS.get(name)
        hint = f"its default is {default}" if default else "call the option otherwise"
        context.diagnostics.warn("builtin-option", message, source, hint)
    return found


def _names_differ(context: Context, keys: list[str], options: list[ClientOption]) -> None:
    first: dict[str, str] = {}
    for key, option in zip(keys, options, strict=True):
        if first.setdefault(option.name, key) != key:
            message = (
                f"{first[option.name]!r} and {key!r} are both called {option.name!r} in Python"
            )
            source = context.config.source("client_settings", "opts", key)
            hint = "rename one of them"
            context.diagnostics.error("option-name-clash", message, source, hint)


def _unknown_scheme(
    context: Context, name: str, schemes: dict[str, Scheme], source: Source
) -> None:
    message = f"there is no security scheme {name!r} that a client can use"
    hint = did_you_mean(name, schemes)
    context.diagnostics.error("unknown-security-scheme", message, source, hint)


def _option(
    name: str, opt: Opt, schemes: Mapping[str, Scheme], known: Mapping[str, servers.Variable]
) -> ClientOption:
    scheme = schemes.get(opt.auth.security_scheme) if opt.auth else None
    query = opt.send_as_query_param
    variable = known.get(opt.server_variable)
    if scheme is not None and scheme.kind is AuthKind.QUERY and scheme.parameter == query:
        query = ""
    places = opt.auth is not None and opt.auth.role == "token_url"
    secret = opt.auth is not None and not places
    required = opt.nullable is False or (opt.nullable is None and secret)
    legal = naming.python_identifier(name, prefix="option")
    sensitive = secret or legal.rpartition("_")[2] in _SECRET
    return ClientOption(
        legal,
        opt.type,
        required and opt.default is None,
        opt.environment,
        opt.send_in_header,
        query,
        variable.default if variable and opt.default is None else opt.default,
        opt.accepts_callable,
        sensitive if opt.sensitive is None else opt.sensitive,
        opt.description or opt.docs or (variable.docs if variable else ""),
        tuple(opt.environment_names[1:]),
        opt.none_is_none,
        bool(opt.server_variable),
        tuple(opt.enum) or (variable.values if variable else ()),
    )


def _default_options(
    context: Context, schemes: dict[str, Scheme], taken: set[str]
) -> tuple[list[ClientOption], dict[str, list[tuple[str, str]]]]:
    """Options for the schemes of the API's default security, where the configuration names none."""
    used = {name for item in default_security(context) for name in item}
    prefix = env_prefix(context)
    options: list[ClientOption] = []
    carriers: dict[str, list[tuple[str, str]]] = {}
    for scheme in schemes.values():
        if scheme.name not in used or scheme.kind is AuthKind.NONE:
            continue
        wishes = default_wishes(scheme)
        if any(wish in taken for _, wish in wishes):
            wishes = [
                (role, naming.python_identifier(f"{scheme.name}_{wish}")) for role, wish in wishes
            ]
        for role, wish in wishes:
            name = naming.unique(wish, taken)
            taken.add(name)
            carriers.setdefault(scheme.name, []).append((role, name))
            env = f"{prefix}_{name.upper()}"
            options.append(ClientOption(name, "string", False, env, sensitive=role != "token_url"))
    return options, carriers


def _rule(rule: ConfigRule) -> StreamRule:
    names = tuple(name for name in rule.event_types if name is not None)
    if rule.event_type_starts_with:
        names = (*names, f"{rule.event_type_starts_with}*")
    unnamed = rule.has_event_type and None in rule.event_types
    return StreamRule(
        _ACTIONS[rule.handle],
        names,
        not names and not unnamed,
        unnamed,
        rule.data_starts_with,
        rule.error_property,
        rule.yield_as == "event_and_data",
        rule.ends,
    )
