"""The reference of the tool, from the tables that the tool itself works with."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from specloom import registry
from specloom.cli import app
from specloom.diff.changes import codes
from specloom.load import config_json_schema

Json = Mapping[str, Any]


def commands() -> str:
    """The page of the command line."""
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    lines = [
        "# Command line", "",
        "Exit status: 0 for success, 1 where something was found to be wrong, 2 where a command was not used as it",
        "can be. `specloom --install-completion` installs completion for the current shell.", "",
    ]  # fmt: skip
    for name, command in root.commands.items():
        assert isinstance(command, TyperCommand)
        lines += [f"## {name} {{ #{name} }}", "", *_command(command)]
    return "\n".join(lines)


def _command(command: TyperCommand) -> Iterator[str]:
    text, _, examples = inspect.cleandoc(command.help or "").partition("\b")
    yield text.strip()
    yield ""
    shown = [line.strip() for line in examples.splitlines() if line.strip().startswith("specloom")]
    yield from ("```sh", *shown, "```", "")
    for item in command.params:
        if isinstance(item, TyperArgument):
            yield f"`{item.metavar or item.name}`"
        elif isinstance(item, TyperOption):
            value = "" if item.is_flag else f" {item.metavar or 'TEXT'}"
            yield " ".join(f"`{name}{value}`" for name in item.opts)
        else:
            continue
        yield f":   {item.help or ''}"
        yield ""


def diagnostics() -> str:
    """The page of codes: of what is wrong with the input, each with cause and cure."""
    lines = [
        "# Diagnostics", "",
        "Each message of specloom has the form `file:line:column level[code]: what is wrong; what to do`. This page",
        "tells more about each code; `specloom explain CODE` prints the same. The codes of changes of an API stand",
        "on [their own page](changes.md).", "",
    ]  # fmt: skip
    for title, section in registry.SECTIONS.items():
        lines += [f"## {title}", ""]
        for item in section:
            levels = ", ".join(level.value for level in item.levels)
            lines += [
                f"### {item.code} {{ #{item.code} }}", "",
                f"*{levels}* — {_text(item.meaning)}", "",
                "Cause", f":   {_text(item.cause)}", "",
                "Cure", f":   {_text(item.cure)}", "",
                "```text", item.example, "```", "",
            ]  # fmt: skip
    return "\n".join(lines)


def changes() -> str:
    """The page of the changes that ``specloom diff`` tells apart."""
    lines = [
        "# Changes", "",
        "What `specloom diff` tells apart. Each change is judged three times: *wire*, whether old clients and the",
        "server still understand each other; *types*, whether programs still type-check against the regenerated",
        "package; *runtime*, whether programs that run go on working. A change of a schema weighs differently in",
        "what clients send (`request-…`) and in what they read (`response-…`).", "",
    ]  # fmt: skip
    for code, (kind, direction) in codes().items():
        effect = kind.effects()[direction]
        lines += [
            f"### {code} {{ #{code} }}", "",
            f"*{effect.severity.value}* — {_text(registry.change_meaning(kind))} "
            f"Wire {effect.wire.value}, types {effect.types.value}, runtime {effect.runtime.value}.", "",
            _text(effect.advice), "",
        ]  # fmt: skip
    return "\n".join(lines)


def configuration() -> str:
    """The page of all keys of the configuration, from its schema."""
    schema: Json = config_json_schema()
    parts: Json = schema["$defs"]
    lines = [
        "# Configuration keys", "",
        "Every key that `specloom.yml` can have, from the schema that `specloom schema` prints for editors. What",
        "the keys do that Stainless' documented format does not have is told in",
        "[Configuration](../config-extensions.md).", "", "## specloom.yml { #root }", "",
    ]  # fmt: skip
    lines += _keys(schema)
    for name in parts:
        lines += [f"## {name} {{ #{name} }}", "", _prose(parts[name].get("description", "")), ""]
        lines += _keys(parts[name])
    return "\n".join(lines)


def _keys(part: Json) -> Iterator[str]:
    properties: Json = part.get("properties", {})
    if not properties:
        return
    yield "| key | type | default |"
    yield "|---|---|---|"
    for key, value in properties.items():
        default = "*required*" if key in part.get("required", ()) else _default(value)
        yield f"| `{key}` | {_type(value)} | {default} |"
    yield ""


def _default(value: Json) -> str:
    default = value.get("default")
    return "" if default in (None, "", [], {}) else f"`{json.dumps(default)}`"


def _type(value: Json) -> str:
    """A schema of the configuration in words, with links to the parts that it names."""
    if "$ref" in value:
        name = str(value["$ref"]).rpartition("/")[2]
        return f"[{name}](#{name})"
    if "anyOf" in value:
        options = [_type(item) for item in value["anyOf"] if item.get("type") != "null"]
        return " or ".join(dict.fromkeys(options))
    if "enum" in value:
        return ", ".join(f"`{item}`" for item in value["enum"])
    if "const" in value:
        return f"`{value['const']}`"
    kind = value.get("type")
    if kind == "array":
        return f"list of {_type(value.get('items', {}))}"
    if kind == "object":
        inner = value.get("additionalProperties")
        return f"map to {_type(inner)}" if isinstance(inner, Mapping) else "mapping"
    words = {
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "true or false",
    }
    return words.get(str(kind), "any value")


def _text(text: str) -> str:
    return text.replace("<", "&lt;") if "`" not in text else text


def _prose(text: str) -> str:
    """A docstring as Markdown: single backquotes."""
    return re.sub(r"``([^`]+)``", r"`\1`", text)
