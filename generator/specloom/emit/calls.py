"""Bodies of methods: where each parameter travels, and what the answer becomes (layer 4)."""

from __future__ import annotations

from specloom.emit.arguments import Call, Display, Value, value_lines
from specloom.emit.imports import When
from specloom.emit.layout import STEP, Code, Group, one_line
from specloom.emit.locations import path_value, styled
from specloom.emit.resumes import reconnect_value, resume_value
from specloom.emit.scope import Scope, import_lines
from specloom.emit.security import combinations_value
from specloom.emit.signatures import PAGINATION, STREAMING, page_class
from specloom.emit.text import literal
from specloom.ir.operations import (
    BodyKind,
    Operation,
    Parameter,
    Place,
    ResponseKind,
)
from specloom.ir.types import Face, TypeExpr

_INDENT = STEP * 2
_VERBS = ("get", "post", "put", "patch", "delete")
_CONTENT_TYPES = {
    BodyKind.FORM: "application/x-www-form-urlencoded",
    BodyKind.MULTIPART: "multipart/form-data",
    BodyKind.BINARY: "application/octet-stream",
    BodyKind.TEXT: "text/plain",
}


def body_lines(operation: Operation, scope: Scope, *, on_client: bool = False) -> list[str]:
    """The statements of a method, its docstring excluded."""
    printed = _Body(operation, scope, on_client)
    arguments = printed.arguments()
    imports = sorted({*scope.loads(*_result_types(operation)), *printed.imports})
    lines = [line for item in imports for line in import_lines(*item, _INDENT)]
    if imports:
        lines.append("")
    call = Call(printed.verb, arguments)
    return [*lines, *printed.statements, *value_lines(call, _INDENT, "return ")]


def _result_types(operation: Operation) -> list[TypeExpr | None]:
    """The types that the answer is cast to."""
    response = operation.response
    if response.page is not None:
        return [response.page.item]
    types = [response.type] if response.kind in (ResponseKind.JSON, ResponseKind.TEXT) else []
    return [*types, operation.stream.event if operation.stream else None]


class _Body:
    """The body of one method while it is put together."""

    def __init__(self, operation: Operation, scope: Scope, on_client: bool) -> None:
        self.operation = operation
        self.scope = scope
        self.on_client = on_client
        self.imports: list[tuple[str, str]] = []
        self.statements: list[str] = []
        self._taken = {parameter.name for parameter in operation.parameters}
        self._generic = operation.method not in _VERBS or (
            operation.method == "get" and operation.body is not BodyKind.NONE
        )
        if operation.response.page is not None:
            self._generic = False
            self.verb = "self.get_api_list" if on_client else "self._get_api_list"
        elif self._generic:
            self.verb = "await self._call" if on_client else "await self._request"
        else:
            self.verb = f"await self.{'' if on_client else '_'}{operation.method}"

    def arguments(self) -> tuple[tuple[str, Value], ...]:
        """The arguments of the client's verb."""
        operation = self.operation
        client = "self" if self.on_client else "self._client"
        path = path_value(operation.path, self._at(Place.PATH), self.scope, client)
        method: list[tuple[str, Value]] = []
        if self._generic:
            method = [("", literal(operation.method))]
        options = Call(self.scope.runtime("_options", "request_options"), self._options())
        body = self._body()
        return (*method, ("", path), *body, ("options", options), *self._result())

    def _at(self, *places: Place) -> list[Parameter]:
        return [item for item in self.operation.parameters if item.place in places]

    # What is sent.

    def _body(self) -> list[tuple[str, Value]]:
        kind = self.operation.body
        if kind is BodyKind.NONE:
            return []
        whole = self._at(Place.WHOLE_BODY)
        if kind is BodyKind.BINARY and whole:
            return [("content", self._given(whole[0], whole[0].name))]
        if whole:
            value: Value = self._given(whole[0], self._whole(whole[0]))
        else:
            value = self._object()
        if kind is BodyKind.MULTIPART and self.operation.files:
            return self._multipart(value, is_whole=bool(whole))
        return [("body", value)]

    def _whole(self, parameter: Parameter) -> Code:
        """A body that is one argument, with the names and formats of the wire."""
        if not self.operation.transform:
            return parameter.name
        self.imports += self.scope.loads(parameter.type)
        transform = self.scope.runtime("_body", "transform")
        expected = self.scope.annotation(parameter.type, Face.REQUEST)
        return Group(transform, (parameter.name, expected), True)

    def _object(self) -> Value:
        """A body of members, each an argument."""
        name = self.operation.params_type
        if not self.operation.transform or name is None:
            return self._members(by_name=False)
        self.imports.append((self.scope.imports.relative(("types", *name.module)), name.name))
        transform = self.scope.runtime("_body", "transform")
        return Call(transform, (("", self._members(by_name=True)), ("", name.name)))

    def _members(self, by_name: bool) -> Display:
        members = self._at(Place.BODY)
        pairs = ((m.name if by_name else m.wire, styled(m, self.scope)) for m in members)
        return Display(tuple(pairs), inline=len(members) == 1)

    def _given(self, parameter: Parameter, value: Code) -> Code:
        """A body that may be omitted becomes no body."""
        if parameter.required or self.scope.omit_nulls:
            return value
        omit = self.scope.runtime("_types", "Omit")
        isinstance_ = self.scope.imports.builtin("isinstance", self.scope.hidden)
        return f"None if {isinstance_}({parameter.name}, {omit}) else {one_line(value)}"

    def _multipart(self, value: Value, *, is_whole: bool) -> list[tuple[str, Value]]:
        """Files are taken out of the form before it is sent."""
        form, files = self._local("form"), self._local("files")
        typed = f"{self.scope.imports.builtin('dict', self.scope.hidden)}[str, object]"
        if is_whole:
            value = Call(self.scope.runtime("_files", "form_members"), (("", value),))
        self.statements += value_lines(value, _INDENT, f"{form}: {typed} = ")
        paths = ", ".join(f"[{', '.join(map(literal, path))}]" for path in self.operation.files)
        extract = Call(
            self.scope.runtime("_files", "extract_files"), (("", form), ("paths", f"[{paths}]"))
        )
        self.statements += value_lines(extract, _INDENT, f"{files} = ")
        return [("body", form), ("files", files)]

    def _local(self, name: str) -> str:
        while name in self._taken:
            name += "_"
        self._taken.add(name)
        return name

    def _options(self) -> tuple[tuple[str, Value], ...]:
        """Headers, query, security, and what the caller adds."""
        operation = self.operation
        options: list[tuple[str, Value]] = []
        if headers := self._headers():
            options.append(("headers", Display(tuple(headers), inline=len(headers) == 1)))
        if query := self._at(Place.QUERY):
            members = tuple((item.wire, styled(item, self.scope)) for item in query)
            options.append(("query", Display(members, inline=len(members) == 1)))
        names = ["extra_headers", "extra_query", "extra_body", "timeout"]
        options += [(name, self.scope.argument(name)) for name in names]
        if operation.idempotent:
            options.append(("idempotency_key", "idempotency_key"))
        if operation.max_retries is not None:
            options.append(("max_retries", literal(operation.max_retries)))
        if operation.security is not None:
            options.append(("security", _security(operation.security)))
        if operation.server:
            options.append(("server", literal(operation.server)))
        if operation.response.unwrap:
            options.append(("post_parser", self.scope.runtime("_envelope", "unwrap")))
        if operation.stream is not None and operation.stream.resume is not None:
            options.append(("resume", resume_value(operation.stream.resume, self.scope)))
        if operation.reconnect is not None:
            options.append(("reconnect", reconnect_value(operation.reconnect, self.scope)))
        return tuple(options)

    def _headers(self) -> list[tuple[str, Code]]:
        constant = dict(self.operation.headers)
        lowered = {name.lower() for name in constant}
        implied = {"Content-Type": self._content_type(), "Accept": self._accept()}
        missing = {key: text for key, text in implied.items() if key.lower() not in lowered}
        constant.update({key: text for key, text in missing.items() if text})
        headers: list[tuple[str, Code]] = [(key, literal(text)) for key, text in constant.items()]
        headers += [(item.wire, styled(item, self.scope)) for item in self._at(Place.HEADER)]
        if cookies := self._at(Place.COOKIE):
            function = self.scope.runtime("_cookies", "cookie_header")
            pairs = ", ".join(
                f"{literal(item.wire)}: {one_line(styled(item, self.scope))}" for item in cookies
            )
            headers.append(("Cookie", f"{function}({{{pairs}}})"))
        return headers

    def _content_type(self) -> str:
        kind, media_type = self.operation.body, self.operation.body_media_type
        if kind is BodyKind.NONE:
            return ""
        if kind is BodyKind.JSON:
            return "" if media_type in ("application/json", "*/*") else media_type
        return media_type or _CONTENT_TYPES[kind]

    def _accept(self) -> str:
        if self.operation.accept:
            return self.operation.accept
        return "*/*" if self.operation.response.kind is ResponseKind.NONE else ""

    # What comes back.

    def _result(self) -> list[tuple[str, Value]]:
        operation, scope = self.operation, self.scope
        if operation.response.page is not None:
            return self._page_result(operation.response.page.page, operation.response.page.item)
        arguments: list[tuple[str, Value]] = [("cast_to", self._cast_to())]
        if operation.stream is not None:
            switch = operation.stream.discriminator
            stream = scope.local(STREAMING, "AsyncStream", When.TYPING)
            bound = "AsyncStream" if stream == "AsyncStream" else f"AsyncStream as {stream}"
            self.imports.append((scope.imports.relative(STREAMING), bound))
            event = scope.annotation(operation.stream.event, Face.RESPONSE)
            arguments.append(("stream", f"{switch} or False" if switch else "True"))
            arguments.append(("stream_cls", Group(stream, (event,))))
        return arguments

    def _page_result(self, page: str, item: TypeExpr) -> list[tuple[str, Value]]:
        scope = self.scope
        used, original = page_class(page, scope), f"Async{page}"
        bound = original if used == original else f"{original} as {used}"
        self.imports.append((scope.imports.relative(PAGINATION), bound))
        cls = Group(used, (scope.annotation(item, Face.RESPONSE),))
        arguments: list[tuple[str, Value]] = [("page", cls), ("model", scope.value(item))]
        if self.operation.method != "get":
            arguments.append(("method", literal(self.operation.method)))
        return arguments

    def _cast_to(self) -> Code:
        operation, scope = self.operation, self.scope
        kind, expr = operation.response.kind, operation.response.type
        if kind is ResponseKind.NONE:
            return scope.runtime("_types", "NoneType")
        if kind is ResponseKind.BINARY:
            return scope.runtime("_binary", "HttpxBinaryResponseContent")
        if kind is ResponseKind.STREAM and operation.stream is not None:
            return scope.value(operation.stream.event)
        if expr is None:
            text = "str" if kind is ResponseKind.TEXT else "object"
            return scope.imports.builtin(text, scope.hidden)
        if operation.response.unwrap:
            function = scope.runtime("_envelope", "envelope")
            items = (scope.value(expr), literal(operation.response.unwrap))
            return Group(function, items, True)
        return scope.value(expr)


def _security(items: tuple[tuple[str, ...], ...]) -> Value:
    """What a request needs: one scheme, or combinations of which one will do."""
    if not items or (len(items) == 1 and len(items[0]) == 1):
        return Display(tuple((name, "True") for names in items for name in names), inline=True)
    return combinations_value(items)
