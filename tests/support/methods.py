"""Build one method, for tests of parameters, bodies and responses."""

from __future__ import annotations

from pathlib import Path

from specloom.ir.operations import Operation
from tests.support.built import Built, build

OK = "responses: {'200': {content: {application/json: {schema: {type: string}}}}}"


def build_one(
    tmp_path: Path,
    operation: str,
    *,
    path: str = "/things",
    verb: str = "post",
    method: str = "",
    config: str = "",
    extra: str = "",
) -> Built:
    """One method ``do`` of the resource ``things``; ``operation`` is YAML flow text without braces."""
    responses = "" if "responses" in operation else f", {OK}" if operation else OK
    spec = f"paths: {{'{path}': {{{verb}: {{{operation}{responses}}}}}}}\n{extra}"
    more = f", {method}" if method else ""
    settings = f"""
resources: {{things: {{methods: {{do: {{endpoint: "{verb} {path}"{more}}}}}}}}}
{config}
"""
    return build(tmp_path, spec, settings)


def one(tmp_path: Path, operation: str, **options: str) -> Operation:
    return build_one(tmp_path, operation, **options).method("things.do")


def body(schema: str, media_type: str = "application/json", required: bool = True) -> str:
    return f"requestBody: {{required: {str(required).lower()}, content: {{{media_type}: {{schema: {schema}}}}}}}"


def names(operation: Operation) -> list[str]:
    return [parameter.name for parameter in operation.parameters]
