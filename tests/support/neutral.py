"""The general helpers and the neutral API they are written against, importable: `neutral._aio`, `neutral._sync`.

Copies of `templates/helpers` over `sdk_runtime`, with their twins derived, in a temporary folder.
Call `tests.support.runtime.import_runtime` first.
"""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from pathlib import Path

from specloom.weave.unasync import to_sync
from tests.support.runtime import ROOT


def import_neutral() -> None:
    """Make `import neutral` work in this process."""
    if "neutral" in sys.modules:
        return
    folder = Path(tempfile.mkdtemp(prefix="neutral-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for side in ("_aio", "_sync"):
        (folder / "neutral" / side).mkdir(parents=True)
    for source in sorted((ROOT / "templates" / "helpers").glob("*.py")):
        text = source.read_text("utf-8").replace("from ..runtime.", "from sdk_runtime.")
        (folder / "neutral" / "_aio" / source.name).write_text(text, "utf-8")
        (folder / "neutral" / "_sync" / source.name).write_text(to_sync(text), "utf-8")
    sys.path.insert(0, str(folder))
    __import__("neutral")
