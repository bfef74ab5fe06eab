"""The report as one page of HTML that needs nothing else: no network, no other file (layer 4)."""

from __future__ import annotations

import base64
import hashlib
from functools import cache

import jinja2

from specloom.diff.comparison import Comparison
from specloom.diff.page import page
from specloom.paths import templates_folder


@cache
def _environment() -> jinja2.Environment:
    """Every value is escaped: documents are hostile."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates_folder() / "diff"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


@cache
def _part(name: str) -> str:
    return (templates_folder() / "diff" / name).read_text(encoding="utf-8")


def as_html(comparison: Comparison) -> str:
    """For people: the sum, the lifecycles, how to migrate, and every change with its lines side by side.

    The page allows itself the one script that it carries, which counts what the filters leave.
    """
    script = _part("report.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
    template = _environment().get_template("report.html.jinja")
    return template.render(
        page=page(comparison), style=_part("report.css"), script=script, digest=digest
    )
