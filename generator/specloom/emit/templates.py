"""The templates: small, without decisions, filled with lines that are ready to print (layer 4)."""

from __future__ import annotations

from functools import cache

import jinja2

from specloom.paths import templates_folder


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates_folder()),
        autoescape=False,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def render(template: str, **values: object) -> str:
    """The text of ``<template>.jinja``. Values are put in as they are and never read as a template."""
    return _environment().get_template(f"{template}.jinja").render(**values)
