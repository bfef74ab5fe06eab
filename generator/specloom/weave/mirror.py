"""``**params: Unpack[...]`` of a helper, written out as the keywords of the operation it mirrors (layer 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import libcst as cst

from specloom.diagnostics import Diagnostic, SpecloomError
from specloom.weave.helper_source import HelperMethod, Mirror

REQUEST_OPTIONS = ("extra_headers", "extra_query", "extra_body", "timeout", "idempotency_key")
"""Keywords of every printed method that are about the request, not the operation; a helper declares its own."""


def request_options(renamed: Mapping[str, str]) -> tuple[str, ...]:
    """The names of :data:`REQUEST_OPTIONS` where a package calls some of them otherwise."""
    return tuple(renamed.get(name, name) for name in REQUEST_OPTIONS)


@dataclass(frozen=True, slots=True)
class Mirrored:
    """A printed method that a helper mirrors.

    ``signature`` are its parameters without ``self``; ``path_names`` those among them that are passed by position and
    fill the path.
    """

    signature: Sequence[cst.Param]
    path_names: Sequence[str]

    def keywords(self, options: Sequence[str]) -> dict[str, cst.Param]:
        """The parameters that are mirrored, by name."""
        left_out = (*options, *self.path_names)
        return {item.name.value: item for item in self.signature if item.name.value not in left_out}


def expand(
    method: HelperMethod,
    operations: Mapping[str, Mirrored],
    options: Sequence[str] = REQUEST_OPTIONS,
) -> cst.FunctionDef:
    """The helper with ``**params`` written out.

    ``operations`` are the mirrored printed methods by their paths from the client, ``options`` the names of their
    arguments about the request. Raises :class:`SpecloomError` at the helper's place for a name that matches nothing.
    """
    mirror = method.mirror
    if mirror is None:
        return method.node
    star = method.node.params.star_kwarg
    if star is None:
        raise _problem(method, f"@mirror({mirror.operation!r}) needs `**params: Unpack[...]`")
    each = {path: found.keywords(options) for path, found in operations.items()}
    offered: dict[str, cst.Param] = {}
    for keywords in each.values():
        offered = {**keywords, **offered}
    offered = {name: offered[name] for keywords in each.values() for name in keywords}
    _check_names(method, mirror, offered)
    declared = {item.name.value for item in _declared(method.node.params)}
    renames = dict(mirror.rename)
    kept = {
        old: renames.get(old, old)
        for old in offered
        if old not in mirror.drop and renames.get(old, old) not in declared
    }
    renamed = {new: offered[old].with_changes(name=cst.Name(new)) for old, new in kept.items()}
    body = method.node.body.visit(_CallExpander(star.name.value, kept, each))
    assert isinstance(body, cst.BaseSuite)
    params = _written_out(method.node.params, renamed, mirror, options)
    return method.node.with_changes(params=params, body=body)


def _check_names(method: HelperMethod, mirror: Mirror, offered: Mapping[str, cst.Param]) -> None:
    used = [*mirror.drop, *(old for old, _ in mirror.rename)]
    for name in [*used, *mirror.positional, *mirror.first]:
        known = {*offered, *(new for _, new in mirror.rename)}
        if name not in (offered if name in used else known):
            named = " and ".join(map(repr, mirror.operations))
            verb = "have" if mirror.also else "has"
            raise _problem(method, f"{named} {verb} no parameter {name!r} to mirror")


def _problem(method: HelperMethod, message: str) -> SpecloomError:
    hint = "compare the arguments of @mirror with the operation's parameters"
    return SpecloomError([Diagnostic("mirror-mismatch", message, method.source, hint=hint)])


def _declared(params: cst.Parameters) -> list[cst.Param]:
    return [*params.posonly_params, *params.params, *params.kwonly_params]


def _written_out(
    params: cst.Parameters,
    expanded: Mapping[str, cst.Param],
    mirror: Mirror,
    options: Sequence[str],
) -> cst.Parameters:
    """The helper's own parameters with the mirrored ones between its keywords and its request options."""
    positional = [*params.params, *(expanded[name] for name in mirror.positional)]
    rest = [item for name, item in expanded.items() if name not in mirror.positional]
    front = [item for item in rest if item.name.value in mirror.first]
    front.sort(key=lambda item: mirror.first.index(item.name.value))
    rest = [item for item in rest if item.name.value not in mirror.first]
    own = [item for item in params.kwonly_params if item.name.value not in options]
    request = [item for item in params.kwonly_params if item.name.value in options]
    required = [item for item in own if item.default is None]
    optional = [item for item in own if item.default is not None]
    keywords = [*front, *required, *rest, *optional, *request]
    return cst.Parameters(
        params=[_on_its_line(item) for item in positional],
        star_arg=cst.ParamStar(comma=_line_comma()) if keywords else cst.MaybeSentinel.DEFAULT,
        kwonly_params=[
            _on_its_line(item, last=index == len(keywords))
            for index, item in enumerate(keywords, 1)
        ],
    )


def _line_comma(*, last: bool = False) -> cst.Comma:
    return cst.Comma(whitespace_after=_new_line(inner=not last))


def _new_line(*, inner: bool) -> cst.ParenthesizedWhitespace:
    return cst.ParenthesizedWhitespace(
        indent=True, last_line=cst.SimpleWhitespace("    " if inner else "")
    )


def _on_its_line(param: cst.Param, *, last: bool = False) -> cst.Param:
    return param.with_changes(comma=_comma_after(param, last=last))


def _comma_after(item: cst.Param | cst.Arg, *, last: bool) -> cst.Comma:
    """A comma that ends its line; the comment that stood behind it stays."""
    known = item.comma
    after = known.whitespace_after if isinstance(known, cst.Comma) else None
    return cst.Comma(whitespace_after=_broken(after, inner=not last))


def _broken(
    known: cst.BaseParenthesizableWhitespace | None, *, inner: bool
) -> cst.ParenthesizedWhitespace:
    """The end of a line within brackets, with the comment that ``known`` has there."""
    fresh = _new_line(inner=inner)
    if isinstance(known, cst.ParenthesizedWhitespace) and known.first_line.comment is not None:
        return fresh.with_changes(first_line=known.first_line)
    return fresh


class _CallExpander(cst.CSTTransformer):
    """Writes ``**params`` out in calls; ``kept`` maps the operation's name to the helper's.

    Of several mirrored operations, a call gets the keywords of the one that it calls.
    """

    def __init__(
        self, star: str, kept: Mapping[str, str], each: Mapping[str, Mapping[str, cst.Param]]
    ) -> None:
        self.star = star
        self.kept = kept
        self.each = each

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if not any(self._is_star(argument) for argument in updated_node.args):
            return updated_node
        given = {item.keyword.value for item in updated_node.args if item.keyword}
        known = self.each.get(self._called(updated_node.func), self.kept)
        arguments: list[cst.Arg] = []
        for argument in updated_node.args:
            if not self._is_star(argument):
                arguments.append(argument)
                continue
            arguments += [
                cst.Arg(cst.Name(new), keyword=cst.Name(old), equal=_TIGHT)
                for old, new in self.kept.items()
                if old not in given and old in known
            ]
        laid_out = [
            item.with_changes(comma=_comma_after(item, last=index == len(arguments)))
            for index, item in enumerate(arguments, 1)
        ]
        before = _broken(updated_node.whitespace_before_args, inner=True)
        return updated_node.with_changes(args=laid_out, whitespace_before_args=before)

    def _called(self, function: cst.BaseExpression) -> str:
        """The path of the mirrored operation that a call like ``self.items.create(...)`` is about."""
        names: list[str] = []
        while isinstance(function, cst.Attribute):
            if not function.attr.value.startswith("with_"):
                names.insert(0, function.attr.value)
            function = function.value
        ending = "." + ".".join(names)
        return next((path for path in self.each if f".{path}".endswith(ending)), "")

    def _is_star(self, argument: cst.Arg) -> bool:
        value = argument.value
        return argument.star == "**" and isinstance(value, cst.Name) and value.value == self.star


_TIGHT = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))


def lay_out(node: cst.FunctionDef) -> cst.FunctionDef:
    """The function with its parameters one to a line, as printed methods have them."""
    before = _broken(node.whitespace_before_params, inner=True)
    return node.with_changes(whitespace_before_params=before)
