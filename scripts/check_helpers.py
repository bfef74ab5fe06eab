"""Check hand-written helpers as the Python they are: mypy --strict and pyright strict, against the bare package.

    check_helpers.py CONFIG...

The bare package is what is generated without lifecycles and woven helpers; the helpers' own modules stand in
it, async and sync. It is written below the environment's folder.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from specloom import pipeline
from specloom.diagnostics import Diagnostics, SpecloomError
from specloom.weaving import HelperSources

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
HOME = BIN.parent / "helpers"


def bare_package(config: str, folder: Path) -> HelperSources:
    """Write the bare package of a configuration into ``folder``; returns its helpers."""
    inputs = pipeline.read_inputs(pipeline.Request(config))
    helpers = inputs.helpers or HelperSources()
    api = replace(pipeline.build(inputs, Diagnostics()), lifecycles=(), root_exports=())
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in pipeline.render(api, replace(helpers, woven={})).items():
        if path.startswith("src/"):
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    return helpers


def written(config: str) -> tuple[Path, list[str]]:
    """The folder with the bare package of a configuration, and the files of its helpers; none without helpers."""
    folder = HOME / Path(config).resolve().parent.name
    helpers = bare_package(config, folder)
    if not helpers:
        return folder, []
    files = [str((ROOT / helpers.folder / name).resolve()) for name in helpers.woven]
    modules = sorted({path.split("/")[0] for path in helpers.modules})
    package = next((folder / "src").iterdir()).name
    return folder, files + [str(folder / "src" / package / name) for name in modules]


def check(folders: list[Path], files: list[str]) -> int:
    """Check the helpers of all packages at once; the exit status is that of the first checker that fails."""
    sources = [folder / "src" for folder in folders]
    settings = HOME / "mypy.ini"
    settings.write_text(
        "[mypy]\nstrict = true\nexplicit_package_bases = true\npython_version = 3.10\n"
    )
    paths = os.pathsep.join(map(str, [*sources, ROOT / "generator"]))
    mypy = [str(BIN / "mypy"), "--config-file", str(settings), *files]
    status = subprocess.run(mypy, env={**os.environ, "MYPYPATH": paths}, check=False).returncode
    project = HOME / "pyrightconfig.json"
    project.write_text(json.dumps(_pyright(sources, files), indent=2))
    pyright = [str(BIN / "pyright"), "-p", str(project)]
    return status or subprocess.run(pyright, check=False).returncode


def _pyright(sources: list[Path], files: list[str]) -> dict[str, object]:
    return {
        "include": [os.path.relpath(file, HOME) for file in files],
        "extraPaths": [os.path.relpath(path, HOME) for path in [*sources, ROOT / "generator"]],
        "typeCheckingMode": "strict",
        "pythonVersion": "3.10",
        "reportPrivateUsage": False,
        "venvPath": os.path.relpath(BIN.parent.parent, HOME),
        "venv": BIN.parent.name,
    }


def main(configs: list[str]) -> int:
    """Check the helpers of these configurations."""
    try:
        made = [written(config) for config in configs]
    except SpecloomError as error:
        sys.stderr.write("".join(f"{item.render()}\n" for item in error.diagnostics))
        return 1
    files = [file for _, found in made for file in found]
    return check([folder for folder, _ in made], files) if files else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
