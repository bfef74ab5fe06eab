"""The files around the package: metadata, licence, documentation, tests (layer 4)."""

from __future__ import annotations

from specloom.emit.places import Place
from specloom.ir.resources import Api


def emit_project_files(api: Api, places: tuple[Place, ...]) -> dict[str, str]:
    """Files of the project's folder that are not part of the package."""
    return {}
