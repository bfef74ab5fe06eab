"""The pages of a generated package: its resources with their methods, its types, its lifecycles."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import griffe

from scripts.docsite.annotations import Links
from scripts.docsite.source import Described, TypeGroup, load, methods, sections, type_groups
from scripts.docsite.states import picture
from specloom import pipeline
from specloom.diagnostics import Diagnostics
from specloom.emit.examples import Example, all_examples, argument_texts
from specloom.emit.places import Place, place, walk
from specloom.emit.sample import Sampler
from specloom.ir.lifecycles import Lifecycle
from specloom.ir.resources import Api

_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:|#)[^)]+\)")
_PER_REQUEST = {"extra_headers", "extra_query", "extra_body", "timeout"}
_WIDTH = 88

Pages = dict[str, tuple[str, str]]
"""Path below the folder of the package to title and Markdown text."""


class ApiPages:
    """Makes the pages of one generated package, given the configuration that it was made with."""

    def __init__(self, config: Path) -> None:
        inputs = pipeline.read_inputs(pipeline.Request(config=config.as_posix()))
        self.api: Api = pipeline.build(inputs, Diagnostics())
        self.folder = pipeline.output_folder(inputs, self.api.project.distribution)
        self.package = load(self.folder, self.api.project.package)
        self.groups = tuple(type_groups(self.package))
        self.links = Links(self._targets())
        self.sampler = Sampler(self.api.types)
        self.examples = {item.path: item for item in all_examples(self.api)}

    def pages(self) -> Pages:
        """The pages of resources, then those of types."""
        made: Pages = {}
        for found in walk(tuple(place(item) for item in self.api.resources)):
            text = "\n".join(self._resource(found))
            if "\n## " in text:
                made[resource_file(found.resource.path)] = (".".join(found.resource.path), text)
        for group in self.groups:
            title = ".".join(("types", *group.path))
            made[group.file] = (title, "\n".join(self._types(group, title)))
        return made

    def start(self) -> str:
        """The package's own readme, as the first of its pages: pictures in place of diagrams in text."""
        text = (self.folder / "README.md").read_text("utf-8")
        for item in self.api.lifecycles:
            before, found, after = text.partition("```mermaid")
            if found:
                text = before + picture(item) + after.partition("\n```")[2]
        return _LINK.sub(r"\1", text)

    def lifecycles(self, resource: tuple[str, ...]) -> list[Lifecycle]:
        """The lifecycles that are declared for a resource."""
        return [item for item in self.api.lifecycles if item.resource == resource]

    def _targets(self) -> dict[str, str]:
        targets: dict[str, str] = {}
        for group in self.groups:
            for module, types in group.modules:
                page = group.file.removesuffix(".md") + ".html"
                for item in types:
                    targets[item.canonical_path] = f"{page}#{anchor(module, item.name)}"
        return targets

    def _resource(self, found: Place) -> Iterator[str]:
        path = found.resource.path
        described = self.package[".".join((*found.sync, _class_name(self.package, found)))]
        assert isinstance(described, griffe.Class)
        owner = ".".join(("client", *path))
        yield f"# {owner}"
        yield ""
        for item in self.lifecycles(path):
            yield picture(item)
            yield ""
        for method in methods(described):
            yield from self._method(method, (*path, method.name), len(path))

    def _method(self, method: griffe.Function, path: tuple[str, ...], depth: int) -> Iterator[str]:
        text, arguments = sections(method)
        shown = [
            item
            for item in method.parameters
            if item.name not in _PER_REQUEST and item.name not in ("self", "cls")
        ]
        yield f"## {method.name} {{ #{method.name} }}"
        yield ""
        yield self._endpoint(self.examples.get(path))
        yield ""
        yield text
        yield ""
        yield self._signature(method, shown, depth)
        yield ""
        for item in shown:
            yield from self._argument(item, arguments.get(item.name, ""), depth)
        if example := self.examples.get(path):
            yield from _example(example, self.sampler)

    @staticmethod
    def _endpoint(example: Example | None) -> str:
        if example is None:
            return '<p class="endpoint"><span class="verb helper">helper</span></p>'
        operation = example.operation
        verb = f'<span class="verb {operation.method}">{operation.method.upper()}</span>'
        path = html.escape(operation.path)
        old = ' <span class="verb old">deprecated</span>' if operation.deprecated else ""
        return f'<p class="endpoint">{verb} <code>{path}</code>{old}</p>'

    def _signature(self, method: griffe.Function, shown: list[griffe.Parameter], depth: int) -> str:
        """The names of the arguments, and what comes back: one line for each overload that gives another thing."""
        names = ", ".join(_needed(shown))
        rest = ", ..." if any(not item.required for item in shown) else ""
        lines: dict[str, None] = {}
        for one in method.overloads or [method]:
            result = self.links.annotation(one.returns, depth)
            extra = _switch(one, method)
            inner = ", ".join(part for part in (names, extra) if part) + rest
            lines.setdefault(f"{method.name}({inner.removeprefix(', ')}) -&gt; {result}")
        code = "\n".join(lines)
        return f'<div class="highlight signature"><pre><code>{code}</code></pre></div>'

    def _argument(self, item: griffe.Parameter, text: str, depth: int) -> Iterator[str]:
        shown = self.links.annotation(item.annotation, depth)
        needed = ' <em class="needed">required</em>' if item.required else ""
        yield f'`{item.name}` <code class="type">{_safe(shown)}</code>{needed}'
        yield from _definition(text)

    def _types(self, group: TypeGroup, title: str) -> Iterator[str]:
        depth = len(group.path)
        yield f"# {title}"
        yield ""
        yield f"`from {self.api.project.package}.{title} import ...`"
        yield ""
        for module, types in group.modules:
            for index, item in enumerate(types):
                yield f"##{'#' * bool(index)} {item.name} {{ #{anchor(module, item.name)} }}"
                yield ""
                yield from self._type(item, depth)

    def _type(self, item: Described, depth: int) -> Iterator[str]:
        text, _ = sections(item)
        yield text
        yield ""
        if not isinstance(item, griffe.Class):
            value = self.links.annotation(item.value, depth)
            yield f'<div class="highlight signature"><pre><code>{value}</code></pre></div>'
            yield ""
            return
        own = {name: entry for name, entry in item.members.items() if not name.startswith("_")}
        bases = [self.links.annotation(base, depth) for base in item.bases]
        linked = [base for base in bases if "<a " in base]
        if linked:
            yield f"With the fields of <code>{'</code>, <code>'.join(linked)}</code>."
            yield ""
        for name, entry in own.items():
            if isinstance(entry, griffe.Attribute):
                shown = self.links.annotation(entry.annotation, depth)
                yield f'`{name}` <code class="type">{_safe(shown)}</code>'
                yield from _definition(sections(entry)[0])


def _class_name(package: griffe.Module, found: Place) -> str:
    module = package[".".join(found.sync)]
    return str((module.exports or [""])[0])


def resource_file(path: tuple[str, ...]) -> str:
    """The page of a resource below the folder of the package."""
    return "/".join(("resources", *path[:-1], f"{path[-1]}.md"))


def anchor(module: str, name: str) -> str:
    """The anchor of a type on the page of its group."""
    return f"{module}-{name}"


def _needed(shown: list[griffe.Parameter]) -> Iterator[str]:
    """The names of required arguments, with the star that ends those that may be given by position."""
    starred = False
    for item in shown:
        if item.required:
            if item.kind is griffe.ParameterKind.keyword_only and not starred:
                starred = True
                yield "*"
            yield html.escape(item.name)


def _switch(one: griffe.Function, whole: griffe.Function) -> str:
    """The argument that tells an overload from the others: ``stream=True``."""
    for item in one.parameters:
        text = str(item.annotation)
        if not item.required or whole.parameters[item.name].required:
            continue
        if text.startswith("Literal["):
            return f"{item.name}={html.escape(text[8:-1])}"
        return f"{item.name}: {html.escape(text)}"
    return ""


def _safe(shown: str) -> str:
    return (
        shown.replace("|", "&#124;").replace("*", "&#42;").replace("_", "&#95;")
        if "<a" not in shown
        else shown
    )


def _definition(text: str) -> Iterator[str]:
    lines = (text or "&nbsp;").splitlines()
    yield f":   {lines[0]}"
    yield from (f"    {line}".rstrip() for line in lines[1:])
    yield ""


def _example(example: Example, sampler: Sampler) -> Iterator[str]:
    items = [f"{name}={text}" for name, text in argument_texts(example, sampler)]
    flat = f"{example.call}({', '.join(items)})"
    yield "```python"
    if len(flat) <= _WIDTH:
        yield flat
    else:
        yield f"{example.call}("
        yield from (f"    {item}," for item in items)
        yield ")"
    yield "```"
    yield ""
