"""The package around the code: its names, version and metadata (layer 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from specloom import naming
from specloom.build.client import client_name
from specloom.build.context import Context
from specloom.build.nodes import mapping, text
from specloom.ir.resources import Project
from specloom.load.config_model import Config, PythonTarget

_DISTRIBUTION: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?\Z")
_VERSION: Final = re.compile(r"[0-9]+(?:\.[0-9]+)*(?:(?:a|b|rc)[0-9]+)?(?:\.(?:post|dev)[0-9]+)?\Z")


def build_project(context: Context) -> Project:
    """The project of a configuration; reports names and versions that no package can have."""
    config = context.config
    target = config.python_target
    info = mapping(context.document.data.get("info"))
    title = text(info.get("title"))
    wanted = target.package_name or config.organization.name or title or client_name(context)
    package = _package(context, wanted, bool(target.package_name))
    distribution = target.project_name or naming.distribution_name(package)
    source = config.source("targets", "python", "project_name")
    if not _DISTRIBUTION.match(distribution):
        message = f"{distribution!r} can be no name of a distribution"
        context.diagnostics.error("bad-project-name", message, source)
        distribution = naming.distribution_name(package)
    version = target.version or config.specloom.version
    if not _VERSION.match(version):
        place = config.source("specloom", "version")
        context.diagnostics.error("bad-version", f"{version!r} is no version", place)
        version = "0.1.0"
    return Project(
        package=package,
        distribution=distribution,
        version=version,
        title=title,
        organization=config.organization.display_name or config.organization.name,
        description=target.description
        or text(info.get("summary"))
        or text(info.get("description")),
        api_version=_plain(info.get("version")),
        licence=config.settings.license or "",
        licence_text=config.settings.license_contents,
        urls=_urls(config, target),
        keywords=tuple(config.specloom.keywords) or ("api", "client", "sdk"),
        contact=config.organization.contact or "",
        file_header=config.settings.file_header,
        readme_examples=_examples(context),
        readme_arguments=tuple(_example_arguments(context)),
    )


def _urls(config: Config, target: PythonTarget) -> tuple[tuple[str, str], ...]:
    """The links of the metadata: those of ``specloom.urls``, and what the documented keys say of the usual ones."""
    documentation = config.organization.docs or ""
    repository = target.production_repo or ""
    if repository and "://" not in repository:
        repository = f"https://github.com/{repository}"
    usual = {
        "Homepage": target.homepage or documentation,
        "Documentation": documentation,
        "Repository": repository,
        "Issues": f"{repository}/issues" if repository else "",
    }
    if repository and config.specloom.changelog:
        usual["Changelog"] = f"{repository}/blob/HEAD/CHANGELOG.md"
    return tuple((label, url) for label, url in {**usual, **config.specloom.urls}.items() if url)


def _plain(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) else ""


def _package(context: Context, wanted: str, is_own: bool) -> str:
    name = naming.module_name(wanted)
    legal = wanted.isascii() and wanted.isidentifier() and not wanted.startswith("_")
    if is_own and legal:
        return wanted
    if is_own and naming.snake_case(wanted) != name:
        source = context.config.source("targets", "python", "package_name")
        message = f"{wanted!r} can be no name of a package; {name!r} is used"
        context.diagnostics.warn("bad-package-name", message, source)
    return name


def _examples(context: Context) -> tuple[tuple[str, str], ...]:
    """Which endpoint the readme shows for what: pairs of topic and ``<verb> <path>``."""
    examples = mapping(mapping(context.config.readme).get("example_requests"))
    return tuple(
        (topic, text(mapping(value).get("endpoint")))
        for topic, value in examples.items()
        if text(mapping(value).get("endpoint"))
    )


def _example_arguments(context: Context) -> Iterator[tuple[str, str, object]]:
    """The arguments that the configuration gives to endpoints in examples; the first value of each counts."""
    examples = mapping(mapping(context.config.readme).get("example_requests"))
    seen: set[tuple[str, str]] = set()
    for example in map(mapping, examples.values()):
        endpoint = text(example.get("endpoint"))
        for name, value in mapping(example.get("params")).items():
            if endpoint and (endpoint, name) not in seen:
                seen.add((endpoint, name))
                yield endpoint, name, value
