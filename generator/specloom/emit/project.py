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

_PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
_URL = re.compile(r"https?://[\x21-\x7e]+\Z")
_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]{0,31}\Z")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+\Z")


def emit_project_files(api: Api, places: tuple[Place, ...]) -> dict[str, str]:
    """Files of the project's folder that are not part of the package."""
    sampler = Sampler(api.types)
    files = {
        "pyproject.toml": _pyproject(api),
        "README.md": emit_readme(api, sampler),
        "api.md": emit_api_index(api, places),
        ".gitignore": "__pycache__/\n*.py[cod]\n/.venv/\n/dist/\n.*_cache/\n",
        **emit_tests(api, sampler),
    }
    if licence := _licence_text(api.project):
        files["LICENSE"] = licence
    return files


def _licence_text(project: Project) -> str:
    """The text of the package's licence: the configured one, else that of the MIT licence, else none."""
    if project.licence_text.strip():
        lines = project.licence_text.encode("utf-8", "replace").decode().splitlines()
        return "\n".join(lines).strip("\n") + "\n"
    return render("license-mit", holder=_holder(project)) if project.licence == "MIT" else ""


def _licence_expression(name: str) -> str:
    """The licence as an SPDX expression, empty for what is none."""
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        return canonicalize_license_expression(name)
    except InvalidLicenseExpression:
        return ""


def _author(project: Project) -> str:
    """The entry of the author: the organization, with the address of its contact."""
    name = one_line_text(project.organization)
    members = [f"name = {toml(name)}"] if name else []
    if _EMAIL.match(project.contact):
        members.append(f"email = {toml(project.contact)}")
    return f"{{ {', '.join(members)} }}" if members else ""


def _status(version: str) -> str:
    """How far the package says it is: not before 1.0 stable."""
    return "4 - Beta" if version.startswith("0.") else "5 - Production/Stable"


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
        licence=toml(expression) if (expression := _licence_expression(project.licence)) else "",
        has_licence_file=bool(_licence_text(project)),
        author=_author(project),
        keywords=[toml(one_line_text(word)) for word in project.keywords],
        status=toml(f"Development Status :: {_status(project.version)}"),
        python=toml(f">={project.python}"),
        pythons=_PYTHONS[_PYTHONS.index(project.python) :] if project.python in _PYTHONS else (),
        urls=[
            (toml(label), toml(url))
            for label, url in project.urls
            if _URL.match(url) and _LABEL.match(label)
        ],
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
