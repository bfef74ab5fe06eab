"""The runtime as a package that tests can import: `sdk_runtime`.

It is a copy of `templates/runtime` with its sync twin derived and an example client in it
(`tests/support/example_client.py`), made once per process in a temporary folder. Call
`import_runtime` before anything is imported from `sdk_runtime`; a `conftest.py` above the tests does.
"""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from pathlib import Path

from specloom.weave.unasync import to_sync

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "sdk_runtime"


def build_runtime(target: Path) -> Path:
    """Write the package into `target / "sdk_runtime"` and return its folder."""
    package = target / PACKAGE
    shutil.copytree(
        ROOT / "templates" / "runtime",
        package,
        ignore=shutil.ignore_patterns("__pycache__", "_sync"),
    )
    shutil.copy(ROOT / "tests" / "support" / "example_client.py", package / "_aio" / "example.py")
    twins = package / "_sync"
    twins.mkdir()
    for source in sorted((package / "_aio").glob("*.py")):
        (twins / source.name).write_text(to_sync(source.read_text("utf-8")), "utf-8")
    return package


def import_runtime() -> None:
    """Make `import sdk_runtime` work in this process."""
    if PACKAGE in sys.modules:
        return
    folder = tempfile.mkdtemp(prefix="sdk-runtime-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    build_runtime(Path(folder))
    sys.path.insert(0, folder)
    __import__(PACKAGE)
