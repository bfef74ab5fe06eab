"""The files around the package: metadata, licence, documentation, tests (layer 4)."""

from __future__ import annotations

import re

from specloom.emit.apidoc import emit_api_index
from specloom.emit.package_tests import emit_tests
from specloom.emit.places import Place
from specloom.emit.readme import emit_readme
from specloom.emit.sample import Sampler
from specloom.emit.templates import render
from specloom.emit.words import one_line_text
from specloom.ir.resources import Api, Project

_FREE_LICENCES = frozenset(
    "0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause CC0-1.0 ISC LGPL-3.0-only LGPL-3.0-or-later MIT MPL-2.0 "
    "Unlicense Zlib AGPL-3.0-only AGPL-3.0-or-later GPL-2.0-only GPL-3.0-only GPL-3.0-or-later".split()
)
_PYTHONS = ("3.11", "3.12", "3.13", "3.14")
_URL = re.compile(r"https?://[\x21-\x7e]+\Z")


def emit_project_files(api: Api, places: tuple[Place, ...]) -> dict[str, str]:
    """Files of the project's folder that are not part of the package."""
    sampler = Sampler(api.types)
    files = {
        "pyproject.toml": _pyproject(api),
        "README.md": emit_readme(api, sampler),
        "api.md": emit_api_index(api, places),
        ".gitignore": "__pycache__/\n*.py[cod]\n.venv/\ndist/\n.*_cache/\n",
        **emit_tests(api, sampler),
    }
    if api.project.licence == "MIT":
        files["LICENSE"] = render("license-mit", holder=_holder(api.project))
    return files


def _holder(project: Project) -> str:
    name = one_line_text(project.organization) or project.distribution
    return f"The {name} authors"


def _pyproject(api: Api) -> str:
    project = api.project
    title = one_line_text(project.title)
    return render(
        "pyproject.toml",
        package=project.package,
        name=toml(project.distribution),
        version=toml(project.version),
        description=toml(f"Client library for {title}" if title else "Client library"),
        licence=toml(project.licence) if project.licence in _FREE_LICENCES else "",
        has_licence_file=project.licence == "MIT",
        authors=toml(one_line_text(project.organization)) if project.organization else "",
        python=toml(f">={project.python}"),
        pythons=_PYTHONS[_PYTHONS.index(project.python) :] if project.python in _PYTHONS else (),
        homepage=toml(project.homepage) if _URL.match(project.homepage) else "",
        target=f"py{project.python.replace('.', '')}",
        minimum=toml(project.python),
    )


def toml(text: str) -> str:
    """The text as a TOML string that nothing in it can end; what UTF-8 cannot hold becomes U+FFFD."""
    return '"' + "".join(map(_toml_char, text)) + '"'


def _toml_char(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if "\ud800" <= char <= "\udfff":
        return "\\uFFFD"
    return char if char.isprintable() else f"\\U{ord(char):08X}"
