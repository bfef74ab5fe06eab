"""From inputs to a tree of files, in memory (layer 5).

``read_inputs`` opens the spec and the configuration; ``generate`` is a pure function of what it gives. Nothing
here writes: that is :mod:`specloom.write`.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from specloom import __version__
from specloom.diagnostics import Diagnostic, Diagnostics, Source, SpecloomError
from specloom.load import (
    FILES_KEY,
    Config,
    Document,
    config_for,
    load_config,
    load_document,
    parse_config,
    revision_patch,
    with_extensions,
)
from specloom.load.text import STDIN, read_bytes, read_text
from specloom.printing import json_of, twin_files, with_docstrings, with_prose
from specloom.request import Request as Request

if TYPE_CHECKING:
    from specloom.emit.package import Emitted
    from specloom.ir.resources import Api
    from specloom.weaving import HelperSources

_SPEC_KEY = re.compile(
    r"""(?:^|[{,])\s*["']?(?:openapi|swagger)["']?\s*:\s*["']?\d""", re.MULTILINE
)
_CONFIG_KEY = re.compile(
    r"""(?:^|[{,]\s*)["']?(?:specloom|resources|organization|client_settings|edition)["']?\s*:""",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was read: the document, its configuration (inferred where none was given), and their digests."""

    document: Document
    config: Config
    digests: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    helpers: HelperSources | None = None
    """Hand-written helpers, where the configuration names a folder of them."""
    changelog: str = ""
    """The text of the package's changelog, where the configuration names one."""
    paths: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    """Every file that was read, by what it is: ``spec``, ``config``, ``helpers/runs.py``, ..."""


def read_inputs(request: Request, *, holding: bool = False) -> Inputs:
    """Read spec and configuration; the configuration is inferred where none is named.

    With ``holding``, the document may keep descriptions back (see :mod:`specloom.held`). Raises
    :class:`SpecloomError` with everything that is wrong with the files.
    """
    spec, config_path = _told_apart(request)
    config = load_config(config_path) if config_path else None
    overlays: list[str] = []
    patch = ""
    if config is not None:
        folder = os.path.dirname(config_path)
        spec = spec or _configured_spec(config, folder)
        patch = revision_patch(config, spec)
        config = config_for(config, spec)
        overlays = [os.path.join(folder, *path.split("/")) for path in config.specloom.overlays]
    transforms = config.openapi.all_transforms if config is not None else ()
    lenience = config.lenience if config is not None else None
    document = load_document(
        spec, overlays=overlays, transforms=transforms, holding=holding, lenience=lenience
    )
    if config is not None:
        config = with_extensions(config, document)
    named = {"spec": spec, "config": config_path, "revision": patch}
    named.update({f"overlay-{index}": path for index, path in enumerate(overlays, start=1)})
    helpers = _helpers(config) if config is not None else None
    if config is not None and helpers is not None:
        folder = _helpers_folder(config)
        named.update({f"helpers/{name}": f"{folder}/{name}" for name in sorted(helpers.texts())})
    changelog = _changelog(config) if config is not None else ""
    if config is not None and changelog:
        named["changelog"] = changelog_path(config)
    digests = {**_digests(named), "transformed": _digest_of(document)}
    mounted = cast("dict[str, object]", document.data.get(FILES_KEY) or {})
    named.update({f"part/{name}": document.shown_part(name) for name in mounted})
    paths = {name: path for name, path in named.items() if path}
    return Inputs(document, config or infer(document), digests, helpers, changelog, paths)


def changelog_path(config: Config) -> str:
    """The file that the configuration names as the changelog of the package."""
    return os.path.join(os.path.dirname(config.file), *config.specloom.changelog.split("/"))


def _changelog(config: Config) -> str:
    """The changelog's text; raises SpecloomError at the key where it cannot be read."""
    if not config.specloom.changelog:
        return ""
    path = changelog_path(config)
    if not os.path.isfile(path):
        message = f"there is no file {path!r}"
        hint = "specloom release writes it"
        place = config.source("specloom", "changelog")
        raise SpecloomError([Diagnostic("no-changelog", message, place, hint=hint)])
    return read_text(Path(path), path)


def _helpers_folder(config: Config) -> str:
    return os.path.join(os.path.dirname(config.file), *config.specloom.helpers.split("/"))


def _helpers(config: Config) -> HelperSources | None:
    from specloom.weaving import read_helpers

    if not config.specloom.helpers:
        return None
    folder, named = Path(_helpers_folder(config)), config.source("specloom", "helpers")
    return read_helpers(folder, config.specloom.helpers, named)


def infer(document: Document) -> Config:
    """The configuration that fits a bare document."""
    from specloom.build.infer import infer_config

    return parse_config(infer_config(document))


def _told_apart(request: Request) -> tuple[str, str]:
    """Paths of spec and configuration; the positional file is whichever its content says."""
    spec, config = request.spec, request.config
    if request.file and config:
        spec = spec or request.file
    elif request.file:
        if spec or is_config(request.file):
            config = request.file
        else:
            spec = request.file
    elif not spec and not config:
        config = "specloom.yml"
    if spec == config == STDIN:
        message = "standard input cannot be both the document and its configuration"
        place, hint = Source("specloom"), "name a file for one of them"
        raise SpecloomError([Diagnostic("wrong-option", message, place, hint=hint)])
    return spec, config


def is_config(path: str) -> bool:
    """Whether a file is a configuration: it has keys of one, and no OpenAPI version."""
    text = read_text(Path(path), path)
    return not _SPEC_KEY.search(text) and bool(_CONFIG_KEY.search(text))


def _configured_spec(config: Config, folder: str) -> str:
    if not config.specloom.spec:
        hint = "set specloom.spec in the configuration, or pass --spec"
        problem = Diagnostic("no-spec", "no OpenAPI document is named", config.source(), hint=hint)
        raise SpecloomError([problem])
    path = os.path.join(folder, *config.specloom.spec.split("/"))
    if not os.path.exists(path):
        message = f"there is no file {path!r}"
        hint = "correct specloom.spec, or pass --spec"
        place = config.source("specloom", "spec")
        raise SpecloomError([Diagnostic("file-not-found", message, place, hint=hint)])
    return path


def _digests(paths: Mapping[str, str]) -> dict[str, str]:
    digests = {"generator": __version__}
    for name, path in paths.items():
        if path:
            digests[name] = hashlib.sha256(read_bytes(Path(path), path)).hexdigest()
    return digests


def _digest_of(document: Document) -> str:
    """The SHA-256 of a document as JSON, after overlays and transforms."""
    held = document.prose.texts if document.prose is not None else {}
    return hashlib.sha256(with_prose(json_of(document.data), held)).hexdigest()


def build(inputs: Inputs, diagnostics: Diagnostics) -> Api:
    """The decided API; raises :class:`SpecloomError` where a finding is an error."""
    from specloom.build import build_api

    api = build_api(inputs.document, inputs.config, diagnostics)
    diagnostics.check()
    return api


def render(api: Api, helpers: HelperSources | None = None, changelog: str = "") -> dict[str, str]:
    """Every file of the SDK's project: path below the output folder to text.

    ``changelog`` is the text of the package's changelog. Raises :class:`SpecloomError` where a helper does
    not fit what is printed.
    """
    from specloom.emit.package import emit_package

    return finish(api, emit_package(api), {}, helpers, changelog)


def finish(
    api: Api,
    emitted: Emitted,
    held: Mapping[str, str],
    helpers: HelperSources | None = None,
    changelog: str = "",
) -> dict[str, str]:
    """As :func:`render`, from what was printed; ``held`` are the descriptions that were kept back."""
    emitted = with_docstrings(emitted, held)
    woven = is_woven(api, helpers)
    if woven:
        from specloom.weaving import HelperSources, weave

        emitted = weave(api, emitted, helpers or HelperSources())
    files = dict(emitted.files)
    for twin in emitted.twins:
        files.update(twin_files(twin))
    if woven:
        from specloom.weaving import api_index, readme

        files["api.md"] = api_index(api, files)
        files["README.md"] = readme(api, files)
    if changelog:
        files["CHANGELOG.md"] = changelog
    return dict(sorted(files.items()))


def is_woven(api: Api, helpers: HelperSources | None) -> bool:
    """Whether helpers, general or hand-written, take part in what was printed."""
    return bool(helpers or api.lifecycles or api.root_exports)


def generate(inputs: Inputs, diagnostics: Diagnostics) -> dict[str, str]:
    """Every file that the inputs give. The same inputs give the same bytes.

    Findings are added to ``diagnostics``; raises :class:`SpecloomError` where one of them is an error.
    """
    return render(build(inputs, diagnostics), inputs.helpers, inputs.changelog)


def output_folder(inputs: Inputs, distribution: str, override: str = "") -> Path:
    """Where the project belongs: the given folder, the configured one, or ``generated/<distribution>``."""
    if override:
        return Path(override)
    configured = inputs.config.specloom.output
    if configured:
        return Path(os.path.normpath(os.path.join(os.path.dirname(inputs.config.file), configured)))
    return Path("generated", distribution)
