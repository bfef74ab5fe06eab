"""``api.md``: the index of all methods and types (layer 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from specloom.emit.layout import one_line
from specloom.emit.places import Place, file_of, walk
from specloom.emit.scope import Facts, Scope
from specloom.emit.signatures import Variant, parameters_of, return_type
from specloom.emit.words import markdown
from specloom.ir.operations import Operation
from specloom.ir.resources import Api, WebhookMethod
from specloom.ir.types import Face


def emit_api_index(
    api: Api,
    places: tuple[Place, ...],
    helpers: Mapping[tuple[str, ...], Sequence[str]] | None = None,
) -> str:
    """The text of ``api.md``. ``helpers`` are the signatures of helper methods by resource path."""
    lines = [f"# {markdown(api.project.title) or 'API'}", ""]
    lines += ["Every method exists on the sync and on the async client.", ""]
    if api.operations:
        lines += [
            "## Client",
            "",
            *_methods(api.operations, ("client",), f"src/{api.project.package}/_client/client.py"),
            "",
        ]
    for found in walk(places):
        if found.resource.operations or found.resource.webhooks:
            path = ".".join(found.resource.path)
            file = f"src/{api.project.package}/{file_of(found.sync)}"
            lines += [f"## {path}", ""]
            lines += [
                *_methods(found.resource.operations, ("client", *found.resource.path), file),
                *(_webhook(method, path, file) for method in found.resource.webhooks),
                *(
                    f"- helper: [`client.{path}.{text}`]({file})"
                    for text in (helpers or {}).get(found.resource.path, ())
                ),
                "",
            ]
    lines += list(_types(api))
    return "\n".join(lines).rstrip("\n") + "\n"


def _methods(operations: tuple[Operation, ...], path: tuple[str, ...], file: str) -> Iterator[str]:
    for operation in operations:
        call = ".".join((*path, operation.name))
        result = _result(operation)
        text = f"- `{operation.method.upper()} {operation.path}`: "
        yield f"{text}[`{call}({_arguments(operation)}) -> {result}`]({file})"


def _webhook(method: WebhookMethod, path: str, file: str) -> str:
    scope = Scope(("api",), (), (), Facts())
    result = "None"
    if method.event is not None:
        result = one_line(scope.annotation(method.event, Face.RESPONSE))
    arguments = "payload, headers, ..." if method.secret else "payload"
    if method.secret and not method.own_form:
        arguments = "payload, *, headers, ..."
    return f"- webhooks: [`client.{path}.{method.name}({arguments}) -> {result}`]({file})"


def _result(operation: Operation) -> str:
    """What the sync method returns."""
    scope = Scope(("api",), (), (), Facts())
    page = operation.response.page
    if page is not None:
        return f"Sync{page.page}[{one_line(scope.annotation(page.item, Face.RESPONSE))}]"
    text = one_line(return_type(operation, scope, Variant.IMPLEMENTATION))
    return text.replace("AsyncStream[", "Stream[")


def _arguments(operation: Operation) -> str:
    required = [item for item in parameters_of(operation) if item.required]
    names = [item.name for item in required if item.positional]
    keywords = [item.name for item in required if not item.positional]
    if keywords:
        names += ["*", *keywords]
    optional = len(parameters_of(operation)) > len(required)
    return ", ".join([*names, *(["..."] if optional else [])])


def _types(api: Api) -> Iterator[str]:
    """The public types, by the package that they are imported from."""
    packages: dict[str, list[str]] = {}
    for module in api.types:
        package = ".".join((api.project.package, "types", *module.path[:-1]))
        packages.setdefault(package, []).extend(module.exports)
    if any(packages.values()):
        yield from ("## Types", "")
    for package in sorted(packages):
        if packages[package]:
            names = ", ".join(f"`{name}`" for name in sorted(set(packages[package])))
            yield from (f"From `{package}`: {names}", "")
