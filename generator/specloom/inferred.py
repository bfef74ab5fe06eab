"""An inferred configuration as a file that somebody will go on editing (layer 5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import yaml

_INTRODUCTION = """\
# Inferred from the OpenAPI document: names, pages and options as its paths and schemas suggest them. Change what
# you like better; generation reads this file and infers nothing any more.
"""
_COMMENTS = {
    "organization": "Who publishes the API; the name is the base of the client's name.",
    "specloom": "The document, where the project is written, and what the client class is called.",
    "targets": "The import name and the distribution's name of the Python package.",
    "environments": "Base URLs; the first one is the default.",
    "client_settings": "Options of the client: constructor arguments, their environment variables, retries.",
    "settings": "The package's licence and other settings of the output.",
    "security": "What a request has to be authenticated with.",
    "security_schemes": "How each kind of credential is sent.",
    "query_settings": "How arrays and objects are written in a query string.",
    "pagination": "How lists come in pages. A method is paginated when its request and response match a scheme.",
    "streaming": "What happens to each server-sent event; the first rule that matches decides.",
    "resources": "What the client offers: resources, their methods, and the models that get files of their own.",
}


def config_text(data: Mapping[str, object], spec: str, changelog: str = "") -> str:
    """The YAML text of a configuration for the document at ``spec``; paths are relative to the file."""
    own = cast("Mapping[str, object]", data.get("specloom") or {})
    more = {"changelog": changelog} if changelog else {}
    sections = {**data, "specloom": {"spec": spec, **more, **own}}
    blocks = [_INTRODUCTION]
    for key in sorted(sections, key=_order):
        comment = _COMMENTS.get(key)
        text = yaml.safe_dump(
            {key: sections[key]}, sort_keys=False, allow_unicode=True, width=100, indent=2
        )
        blocks.append(f"# {comment}\n{text}" if comment else text)
    return "\n".join(blocks)


def _order(key: str) -> tuple[bool, int]:
    known = list(_COMMENTS)
    return (key not in known, known.index(key) if key in known else 0)
