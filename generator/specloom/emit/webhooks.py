"""Methods that read webhooks: no request is sent, so they are the same in both classes (layer 4)."""

from __future__ import annotations

from specloom.emit.arguments import Call, Value, value_lines
from specloom.emit.layout import STEP, Code, Group, either, parameter
from specloom.emit.scope import Scope, import_lines
from specloom.emit.signatures import returns
from specloom.emit.text import docstring, literal
from specloom.ir.resources import WebhookMethod
from specloom.ir.types import Face

_INDENT = STEP * 2


def webhook_lines(method: WebhookMethod, scope: Scope) -> list[str]:
    """One method, with its docstring."""
    code: Code = "None" if method.event is None else scope.annotation(method.event, Face.RESPONSE)
    imports = scope.loads(method.event)
    loaded = [line for item in imports for line in import_lines(*item, _INDENT)]
    return [
        f"{STEP}def {method.name}(",
        f"{_INDENT}self,",
        *_parameters(method, scope),
        *returns(code),
        *docstring(_docs(method), _INDENT),
        *loaded,
        *([""] if loaded else []),
        *value_lines(_call(method, scope), _INDENT, "" if method.event is None else "return "),
    ]


def argument(method: WebhookMethod) -> str:
    """The name of the argument for the secret."""
    return "secret" if method.own_form or method.event is None else "key"


def _parameters(method: WebhookMethod, scope: Scope) -> list[str]:
    text = scope.imports.builtin("str", scope.hidden)
    either_text = either(text, scope.imports.builtin("bytes", scope.hidden))
    lines = parameter("payload", either_text, None, _INDENT)
    if not method.secret:
        return lines
    mapping = Group(scope.external("collections.abc", "Mapping"), (text, text))
    headers = parameter("headers", mapping, None, _INDENT)
    own = argument(method) == "secret"
    lines += [*headers, f"{_INDENT}*,"] if own else [f"{_INDENT}*,", *headers]
    secret = either(text, scope.imports.builtin("bytes", scope.hidden), "None")
    lines += parameter(argument(method), secret, "None", _INDENT)
    if own:
        seconds = scope.imports.builtin("float", scope.hidden)
        default = scope.runtime("_webhooks", "DEFAULT_TOLERANCE")
        lines += parameter("tolerance", seconds, default, _INDENT)
    return lines


def _call(method: WebhookMethod, scope: Scope) -> Call:
    values: list[tuple[str, Value]] = [("", "payload")]
    if method.event is not None:
        values.append(("", scope.value(method.event)))
    if not method.secret:
        return Call(scope.runtime("_webhooks", "unwrap_unverified"), tuple(values))
    name = argument(method)
    held = Group(
        scope.runtime("_webhooks", "secret_of"),
        ("self._client", literal(method.secret), name),
        True,
    )
    values += [("headers", "headers"), ("secret", held)]
    if name == "secret":
        values.append(("tolerance", "tolerance"))
    function = "verify_signature" if method.event is None else "unwrap"
    return Call(scope.runtime("_webhooks", function), tuple(values))


def _docs(method: WebhookMethod) -> str:
    """What the method does, what it takes, what it raises."""
    does = "Read a webhook that was sent by anybody: nothing is verified."
    if method.secret:
        does = "Verify that a webhook was sent by the API, and read it."
    if method.event is None:
        does = "Verify that a webhook was sent by the API."
    lines = [
        method.description.strip() or does,
        "",
        "Args:",
        "  payload: The body as it was received.",
    ]
    if method.secret:
        lines += [
            "",
            "  headers: The headers that came with it.",
            "",
            f"  {argument(method)}: The secret it was signed with; the client's `{method.secret}` if left out.",
        ]
    if argument(method) == "secret" and method.secret:
        lines += ["", "  tolerance: How many seconds ago it may have been sent."]
    if method.secret:
        lines += ["", "Raises InvalidWebhookSignatureError where the signature is not good."]
    return "\n".join(lines)
