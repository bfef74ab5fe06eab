"""``_settings.py``: the constants in which one SDK's runtime differs from another's (layer 4)."""

from __future__ import annotations

from specloom.emit.arguments import Call, Value, value_lines
from specloom.emit.layout import Code, Group
from specloom.emit.templates import render
from specloom.emit.text import literal
from specloom.ir.resources import Api, AuthKind, Client, StreamRule

_CONNECT_TIMEOUT = 5.0


def emit_settings(api: Api, header: str) -> str:
    """The module that takes the place of the runtime's neutral one."""
    client, project = api.client, api.project
    return render(
        "settings.py",
        header=header,
        root_error=client.root_error,
        package=literal(project.package),
        version=literal(project.version),
        client_name=literal(client.name),
        log_env=literal(client.log_env),
        telemetry_prefix=literal(client.telemetry_prefix or None),
        telemetry_off_env=literal(client.telemetry_off_env),
        sensitive_headers=_tuple(_sensitive_headers(client), "SENSITIVE_HEADERS: tuple[str, ...]"),
        sensitive_query=_tuple(_sensitive_query(client), "SENSITIVE_QUERY: tuple[str, ...]"),
        idempotency_header=literal(client.idempotency_header or None),
        idempotency_prefix=literal(f"{project.distribution}-retry-"),
        error_key=literal(client.error_key or None),
        error_message=literal(client.error_message),
        request_id_header=literal(client.request_id_header),
        array_format=literal(client.array_format),
        nested_format=literal(client.nested_format),
        file_array_format=literal(client.file_array_format),
        stream_rules=_rules(client.stream_rules),
        has_rules=bool(client.stream_rules),
        max_retries=literal(client.max_retries),
        initial_retry_delay=literal(float(client.initial_retry_delay)),
        max_retry_delay=literal(float(client.max_retry_delay)),
        timeout=_seconds(client.timeout),
        connect_timeout=_seconds(min(_CONNECT_TIMEOUT, client.timeout)),
        raw_responses_are_read=client.raw_responses_are_read,
        mapping_access=client.mapping_access,
        typed_formats=client.typed_formats,
        omit_nulls=client.omit_nulls,
        omit_nulls_within=_set(client.omit_nulls_within, "OMIT_NULLS_WITHIN: frozenset[str]"),
        headers_argument=literal(dict(client.argument_names).get("extra_headers", "extra_headers")),
    )


def _seconds(value: float) -> str:
    return literal(int(value) if value == int(value) else value)


def _sensitive_headers(client: Client) -> list[str]:
    """Headers that carry secrets, beside those that carry them in every API."""
    names = [item.parameter for item in client.auth if item.kind is AuthKind.HEADER]
    names += [item.send_in_header for item in client.options if item.sensitive]
    return [name.lower() for name in dict.fromkeys(names) if name]


def _sensitive_query(client: Client) -> list[str]:
    names = [item.parameter for item in client.auth if item.kind is AuthKind.QUERY]
    names += [item.send_as_query_param for item in client.options if item.sensitive]
    return [name for name in dict.fromkeys(names) if name]


def _tuple(items: list[str], target: str) -> list[str]:
    if len(items) == 1:
        return [f"{target} = ({literal(items[0])},)"]
    return value_lines(Group("", tuple(map(literal, items)), True), "", f"{target} = ")


def _set(items: tuple[str, ...], target: str) -> list[str]:
    if not items:
        return [f"{target} = frozenset()"]
    return value_lines(
        Group("frozenset", (f"{{{', '.join(map(literal, sorted(items)))}}}",), True),
        "",
        f"{target} = ",
    )


def _rules(rules: tuple[StreamRule, ...]) -> list[str]:
    target = "STREAM_RULES: tuple[StreamRule, ...] = "
    items: tuple[tuple[str, Value], ...] = tuple(("", _rule(rule)) for rule in rules)
    return value_lines(Call("", items), "", target)


def _rule(rule: StreamRule) -> Code:
    items: list[Code] = []
    if event := _event(rule):
        items.append(f"event={event}")
    for name, text in (
        ("data_starts_with", rule.data_starts_with),
        ("action", rule.action.value if rule.action.value != "yield" else ""),
        ("error_property", rule.error_property),
    ):
        if text:
            items.append(f"{name}={literal(text)}")
    if rule.envelope:
        items.append("envelope=True")
    if rule.ends:
        items.append("ends=True")
    return Group("StreamRule", tuple(items), True)


def _event(rule: StreamRule) -> str:
    """The events of a rule as the runtime wants them; empty for any."""
    if rule.any_event:
        return ""
    if not rule.events:
        return "None" if rule.no_event else ""
    if len(rule.events) == 1:
        return literal(rule.events[0])
    return f"({', '.join(map(literal, rule.events))})"
