"""Import every module of a printed package in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_CODE = """
import importlib, sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
failed = 0
for name in sys.stdin.read().split():
    try:
        importlib.import_module(name)
    except BaseException as error:
        failed += 1
        print(f"{name}: {error!r}"[:300])
    if failed == 5:
        break
sys.exit(failed)
"""


def modules_below(src: Path) -> list[str]:
    """The dotted names of all modules in a source folder, in order; folders need no ``__init__.py``."""
    names = {
        ".".join(path.relative_to(src).with_suffix("").parts).removesuffix(".__init__")
        for path in src.rglob("*.py")
    }
    return sorted(names)


def import_all(src: Path) -> int:
    """How many modules there are; raises AssertionError with the first five that cannot be imported."""
    names = modules_below(src)
    done = subprocess.run(
        [sys.executable, "-c", _CODE, str(src)],
        input="\n".join(names),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return len(names)
