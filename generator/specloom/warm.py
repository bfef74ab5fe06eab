"""Generating again what was generated before, for the price of what changed (layer 5).

After a run, :func:`remember` stores what went in and what came out. :func:`recall` uses it where every file that was
read is as it was, or where nothing but descriptions of the document changed that decide nothing and are only
printed (see :mod:`specloom.held`): the docstrings of the modules that hold them are printed anew, in holes that
the printer left, and everything else is as it was by construction. In doubt there is nothing to recall.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from specloom.cache import Cache
from specloom.diagnostics import Diagnostic, Diagnostics, Severity, Source, SpecloomError
from specloom.emit.documented import filled, has_holes
from specloom.emit.twin import TwinSource
from specloom.held import Unheld
from specloom.load.limits import limits
from specloom.load.prose import Prose, find_prose
from specloom.load.text import STDIN, decode, is_json, read_bytes
from specloom.paths import templates_folder
from specloom.printing import json_of, twin_files, with_prose

if TYPE_CHECKING:
    from specloom.emit.package import Emitted
    from specloom.load.document import Document
    from specloom.pipeline import Inputs
    from specloom.request import Request

_SEPARATOR: Final = "\0"
_Step = Callable[[str], AbstractContextManager[None]]


def _no_step(_: str) -> AbstractContextManager[None]:
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Result:
    """What a run gives: the files, the digests of what they were made from, and what is to be told.

    ``folder`` is where the configuration, or the distribution's name, puts them.
    """

    files: Mapping[str, str]
    digests: Mapping[str, str]
    warnings: tuple[Diagnostic, ...]
    folder: Path


@dataclass(frozen=True, slots=True)
class Made:
    """What a run made on its way to a result: what was printed, before docstrings were put in where it is ``open``."""

    inputs: Inputs
    emitted: Emitted
    open: bool


class Sight:
    """Files as this run saw them: each is read and searched for prose once."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[str, Prose | None]] = {}

    def look(self, path: str) -> tuple[str, Prose | None]:
        """The digest of a file, and its prose where it can be told; raises SpecloomError where it cannot be read."""
        if path not in self._seen:
            raw = read_bytes(Path(path), path)
            self._seen[path] = hashlib.sha256(raw).hexdigest(), _prose_of(path, raw)
        return self._seen[path]


def key_of(request: Request, sight: Sight) -> str:
    """The name of a request's entry: the generator's content, the request, and the files it names, prose aside."""
    facts = [generator_digest(), ".".join(map(str, sys.version_info[:2])), str(limits())]
    for path in (request.file, request.spec, request.config):
        facts += [path, _skeleton_of(path, sight) if path else ""]
    return hashlib.sha256(json.dumps(facts).encode("ascii")).hexdigest()


def generator_digest() -> str:
    """The SHA-256 of the tool's own files and templates, and of which versions of which libraries are installed."""
    found = hashlib.sha256(json.dumps(_installed()).encode("ascii"))
    for folder in (str(Path(__file__).parent), str(templates_folder())):
        for path in sorted(_files_below(folder)):
            with open(path, "rb", buffering=0) as file:
                data = file.readall()
            found.update(f"{path[len(folder) :]}\0{len(data)}\0".encode())
            found.update(data)
    return found.hexdigest()


def _installed() -> list[str]:
    """Names and versions of all that is installed: the metadata itself is not read, which is slow."""
    names: set[str] = set()
    for folder in sys.path:
        with contextlib.suppress(OSError):
            names.update(os.listdir(folder or "."))
    return sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))


def _files_below(folder: str) -> Iterable[str]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (os.path.join(here, name) for name in names)


def _skeleton_of(path: str, sight: Sight) -> str:
    """The digest of a file without its descriptions; of all of it where they cannot be told."""
    try:
        digest, prose = sight.look(path)
    except SpecloomError:
        return ""
    return prose.skeleton if prose is not None else digest


def _prose_of(path: str, raw: bytes) -> Prose | None:
    try:
        text = decode(raw, path)
    except SpecloomError:
        return None
    return find_prose(text, is_json=is_json(Path(path), text))


def remember(cache: Cache, key: str, made: Made, result: Result, started: float) -> None:
    """Store a run that came to its end, unless a file was written to since it began (``started``, Unix time)."""
    inputs = made.inputs
    every = list(inputs.paths.values())
    helpers = _helpers_folder(inputs)
    try:
        if any(os.stat(path).st_mtime >= started for path in every):
            return
        if os.path.getsize(inputs.paths["spec"]) < cache.least:
            return
        facts: dict[str, object] = {
            "spec": inputs.paths["spec"],
            "others": {path: _digest_of(path) for path in every if path != inputs.paths["spec"]},
            "helpers": [helpers, _names_below(helpers)],
            "digests": dict(result.digests),
            "warnings": [_row_of(item) for item in result.warnings],
            "folder": str(result.folder),
            "names": list(result.files),
        }
        parts = {"files": _joined(result.files.values())}
        if inputs.document.prose is not None and made.open:
            more, printed = _open_parts(inputs.document, inputs.document.prose, made.emitted)
            facts, parts = {**facts, **more}, {**parts, **printed}
    except (OSError, ValueError):
        return
    cache.store(key, {"facts": json.dumps(facts).encode("ascii"), **parts})


def _open_parts(
    document: Document, prose: Prose, emitted: Emitted
) -> tuple[dict[str, object], dict[str, bytes]]:
    """What is needed to put other descriptions in: facts, and parts of the entry."""
    rows, texts = _templates(emitted)
    if not rows:
        return {}, {}
    facts: dict[str, object] = {"skeleton": prose.skeleton, "nonce": prose.nonce}
    facts |= {"held": prose.texts, "templates": rows}
    data = json_of(document.data).encode("ascii")
    return facts, {"templates": _joined(texts), "raws": _joined(prose.raws), "document": data}


def _templates(emitted: Emitted) -> tuple[list[list[object]], list[str]]:
    """What was printed with holes: facts about each text, and the texts."""
    rows: list[list[object]] = []
    texts: list[str] = []
    for path, text in emitted.files.items():
        if has_holes(text):
            rows.append([path])
            texts.append(text)
    for twin in emitted.twins:
        if has_holes(twin.text):
            rows.append([twin.path, twin.sync_path, dict(twin.names), twin.head])
            texts.append(twin.text)
    return rows, texts


def recall(cache: Cache, key: str, sight: Sight) -> Result | None:
    """The result of a run that was remembered, brought up to date; ``None`` where it is to be done anew."""
    parts = cache.load(key)
    if parts is None:
        return None
    try:
        facts: Any = json.loads(parts["facts"])
        if not _is_as_it_was(facts):
            return None
        files = dict(zip(facts["names"], _apart(parts["files"]), strict=True))
        digest, prose = sight.look(facts["spec"])
        digests = {**facts["digests"], "spec": digest}
        if digests != facts["digests"]:
            update, digests["transformed"] = _updated(parts, facts, prose)
            files |= update
        warnings = tuple(_from_row(row) for row in facts["warnings"])
        return Result(files, digests, warnings, Path(facts["folder"]))
    except (OSError, SpecloomError, Unheld, ValueError, KeyError, TypeError, AttributeError):
        return None


def _is_as_it_was(facts: Any) -> bool:
    """Whether everything that was read, but for the document, is what it was."""
    helpers, names = facts["helpers"]
    if _names_below(helpers) != names:
        return False
    return all(_digest_of(path) == wanted for path, wanted in facts["others"].items())


def _updated(
    parts: Mapping[str, bytes], facts: Any, prose: Prose | None
) -> tuple[dict[str, str], str]:
    """The files that print descriptions which have changed, and the digest of the whole document.

    Raises :class:`Unheld` where anything else has changed.
    """
    if prose is None or prose.skeleton != facts.get("skeleton"):
        raise Unheld
    former = _apart(parts["raws"])
    pairs = enumerate(zip(former, prose.raws, strict=True))
    changed = [index for index, (old, new) in pairs if old != new]
    values = prose.values([prose.raws[index] for index in changed])
    held: dict[str, str] = facts["held"]
    tokens = [f"{facts['nonce']}.{index}." for index in changed]
    for token, text in zip(tokens, values, strict=True):
        if token not in held or text is None:
            raise Unheld
        held[token] = text
    files: dict[str, str] = {}
    for row, text in zip(facts["templates"], _apart(parts["templates"]), strict=True):
        if any(token in text for token in tokens):
            files |= _completed(row, filled(text, held))
    document = with_prose(parts["document"].decode("ascii"), held)
    return files, hashlib.sha256(document).hexdigest()


def _completed(row: list[Any], text: str) -> dict[str, str]:
    if len(row) == 1:
        return {row[0]: text}
    path, sync_path, names, head = row
    return twin_files(TwinSource(path, sync_path, text, names, head))


def _joined(texts: Iterable[str]) -> bytes:
    """Texts as one; raises ValueError where they could not be told apart again."""
    every = list(texts)
    joined = _SEPARATOR.join(every)
    if joined.count(_SEPARATOR) != len(every) - 1:
        raise ValueError("a text has the separator in it")
    return joined.encode("utf-8", "surrogatepass")


def _apart(data: bytes) -> list[str]:
    return data.decode("utf-8", "surrogatepass").split(_SEPARATOR)


def _digest_of(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def _helpers_folder(inputs: Inputs) -> str:
    """The folder of helpers as it was opened, empty for none."""
    for name, path in inputs.paths.items():
        if name.startswith("helpers/"):
            return path[: -len(name.removeprefix("helpers/")) - 1]
    return ""


def _names_below(folder: str) -> list[str]:
    """The names of all Python files below a folder; none for no folder."""
    if not folder:
        return []
    return sorted(path for path in _files_below(folder) if path.endswith(".py"))


def _row_of(item: Diagnostic) -> list[object]:
    source = item.source
    place = [source.file, source.pointer, source.line, source.column] if source else None
    return [item.code, item.message, place, item.severity.value, item.hint]


def _from_row(row: list[Any]) -> Diagnostic:
    code, message, place, severity, hint = row
    return Diagnostic(code, message, Source(*place) if place else None, Severity(severity), hint)


def generated(request: Request, cache: Cache | None, step: _Step = _no_step) -> Result:
    """What a request gives, from the cache as far as that goes; the same without one.

    ``step`` is entered with a few words for each stretch of work. Raises :class:`SpecloomError` as
    the pipeline does.
    """
    if cache is None or STDIN in (request.file, request.spec, request.config):
        return _run(request, False, step)[0]
    started = time.time()
    with step("Looking at what has changed"):
        sight = Sight()
        key = key_of(request, sight)
        known = recall(cache, key, sight)
    if known is not None:
        return known
    result, made = _run(request, True, step)
    if made is not None:
        remember(cache, key, made, result, started)
    return result


def _run(request: Request, holding: bool, step: _Step) -> tuple[Result, Made | None]:
    """A whole run; where a description that was to be held shows through, another one without."""
    from specloom import pipeline, unheeded
    from specloom.emit.package import emit_package

    with step("Reading the document"):
        inputs = pipeline.read_inputs(request, holding=holding)
    diagnostics = Diagnostics([*inputs.config.findings, *inputs.document.warnings])
    unheeded.tell(inputs.config, diagnostics)
    with step("Deciding names and types"):
        api = pipeline.build(inputs, diagnostics)
    prose = inputs.document.prose
    with step("Printing the package"):
        try:
            emitted = emit_package(api)
            held = prose.texts if prose is not None else {}
            files = pipeline.finish(api, emitted, held, inputs.helpers, inputs.changelog)
            if prose is not None and _shows_through(prose.nonce, files, diagnostics):
                raise Unheld
        except Unheld:
            return _run(request, False, step)
    folder = pipeline.output_folder(inputs, api.project.distribution)
    result = Result(files, inputs.digests, tuple(diagnostics.items), folder)
    woven = pipeline.is_woven(api, inputs.helpers)
    return result, Made(inputs, emitted, not woven)


def _shows_through(nonce: str, files: Mapping[str, str], diagnostics: Diagnostics) -> bool:
    texts = [*files.values(), *(item.render() for item in diagnostics.items)]
    return any(nonce in text for text in texts)
