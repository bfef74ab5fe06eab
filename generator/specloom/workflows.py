"""Workflows for GitHub Actions: a package that is checked, compared and released where it is developed (layer 5)."""

from __future__ import annotations

import json
from typing import Final

from specloom import __version__
from specloom.emit.templates import render

FOLDER: Final = ".github/workflows"
_CHECKOUT: Final = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0"
_PYTHON: Final = "actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065 # v5.6.0"
_UPLOAD: Final = "actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2"
_DOWNLOAD: Final = "actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0"
_PUBLISH: Final = "pypa/gh-action-pypi-publish@76f52bc884231f62b9a034ebfe128415bbaabdfc # v1.12.4"
_STEPS: Final = (
    f"- uses: {_CHECKOUT}",
    "  with:",
    "    fetch-depth: 0",
    f"- uses: {_PYTHON}",
    "  with:",
    '    python-version: "3.13"',
)


def workflows(config: str, folder: str, distribution: str) -> dict[str, str]:
    """The workflow files of a package: path from the top of the repository to text.

    ``config`` and ``folder`` (of the generated project) are paths from there, too.
    """
    values = {
        "config": json.dumps(config),
        "folder": json.dumps(folder),
        "requirement": f'"specloom=={__version__}"',
        "checkout": _STEPS,
        "upload": _UPLOAD,
        "download": _DOWNLOAD,
        "publish": _PUBLISH,
        "expression": _expression,
    }
    return {
        f"{FOLDER}/{distribution}-{kind}.yml": render(
            f"workflows/{kind}.yml", name=json.dumps(f"{distribution}: {kind}"), **values
        )
        for kind in ("check", "release")
    }


def _expression(text: str) -> str:
    """What GitHub fills in."""
    return f"${{{{ {text} }}}}"
