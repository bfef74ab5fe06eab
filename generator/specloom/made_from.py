"""Was a published SDK made from this configuration and this document? Asks its ``.stats.yml`` (layer 5).

The hosted service wrote that file into every SDK: the MD5 of the configuration's bytes (``config_hash``), the MD5
(``openapi_spec_hash``) and, as a part of ``openapi_spec_url``, the SHA-256 of the document's bytes, and the number of
``configured_endpoints``. Older files lack some of them, and the service may have changed a document before it took
the digest; so equal digests are a proof, and different ones are a doubt.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from specloom.diagnostics import Diagnostics, Source
from specloom.load import load_config
from specloom.load.config_resources import Resource
from specloom.load.document import read_mapping
from specloom.load.pointer import JsonDict
from specloom.unheeded import nodes

_IN_URL: Final = re.compile(r"-([0-9a-f]{64})\.ya?ml$")
Digest = Callable[[bytes], str]


def stats_file(sdk: str) -> Path:
    """The ``.stats.yml`` of an SDK: in its folder, or the file itself."""
    path = Path(sdk)
    return path / ".stats.yml" if path.is_dir() else path


def check_origin(sdk: str, config: str, spec: str, found: Diagnostics) -> None:
    """Compare the digests of an SDK's ``.stats.yml`` with both files, and tell each result.

    ``sdk`` is the folder of the SDK or that file. Raises SpecloomError where a file cannot be read.
    """
    path = stats_file(sdk)
    stats = read_mapping(path, path.as_posix(), "a .stats.yml")
    place = Source(path.as_posix())
    _compare(found, place, stats, "config_hash", Path(config), _md5)
    if "openapi_spec_hash" in stats:
        _compare(found, place, stats, "openapi_spec_hash", Path(spec), _md5)
    else:
        inside = _IN_URL.search(str(stats.get("openapi_spec_url", "")))
        known: JsonDict = {"openapi_spec_url": inside[1]} if inside else {}
        _compare(found, place, known, "openapi_spec_url", Path(spec), _sha256)
    _count(found, place, stats, config)
    message = "no digest tells which version of the service's generator made the SDK, and what was edited in it later"
    found.note("cannot-verify", message, place)


def _md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _compare(
    found: Diagnostics, stats: Source, values: JsonDict, key: str, file: Path, digest: Digest
) -> None:
    place = stats.child(key)
    if key not in values:
        found.warn("cannot-verify", f"without {key}, nothing is known about {file.name}", stats)
        return
    data = file.read_bytes()
    if str(values[key]) == digest(data):
        found.note("made-from", f"{key} is that of {file.name}", place)
    elif str(values[key]) == digest(data.replace(b"\r\n", b"\n")):
        found.note(
            "made-from", f"{key} is that of {file.name}, but for the ends of its lines", place
        )
    else:
        hint = (
            "find the version of the file that was used, or compare what is generated with the SDK"
        )
        message = f"{key} is {values[key]}, that of {file.name} is {digest(data)}"
        found.warn("not-made-from", message, place, hint)


def _count(found: Diagnostics, stats: Source, values: JsonDict, config: str) -> None:
    key = "configured_endpoints"
    if key not in values:
        found.warn("cannot-verify", f"without {key}, methods cannot be counted", stats)
        return
    resources = [node for node in nodes(load_config(config)) if isinstance(node, Resource)]
    count = sum(1 for item in resources for method in item.methods.values() if method.endpoint)
    place = stats.child(key)
    if values[key] == count:
        found.note("made-from", f"{key} is {count} on both sides", place)
    else:
        message = f"{key} is {values[key]}, the configuration has {count}"
        found.warn("not-made-from", message, place, "another configuration was used")
