"""What can be said of one generated package: each check is a process of its own, bounded in time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
_LIMIT = 900.0

_BUILD = """
import importlib, inspect, json, pathlib, sys
import typing_extensions
from pydantic import BaseModel
sys.dont_write_bytecode = True
src = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(src))
counts = {"modules": 0, "models": 0, "failures": 0}
def attempt(what, action):
    try:
        action()
    except BaseException as error:
        counts["failures"] += 1
        print(f"{what}: {error!r}"[:300], file=sys.stderr)
for path in sorted(src.rglob("*.py")):
    name = ".".join(path.relative_to(src).with_suffix("").parts).removesuffix(".__init__")
    counts["modules"] += 1
    attempt(name, lambda: importlib.import_module(name))
    module = sys.modules.get(name)
    if module is None or ".types." not in name:
        continue
    for key, value in sorted(vars(module).items()):
        if not inspect.isclass(value) or value.__module__ != name:
            continue
        if issubclass(value, BaseModel):
            counts["models"] += 1
            attempt(f"{name}.{key}", lambda: value.model_rebuild(raise_errors=True))
        elif typing_extensions.is_typeddict(value):
            counts["models"] += 1
            attempt(f"{name}.{key}", lambda: typing_extensions.get_type_hints(value))
print(json.dumps(counts))
"""


@dataclass(frozen=True, slots=True)
class Done:
    """How a process ended: its exit status (124 when its time was up), texts, and wall seconds."""

    status: int
    out: str
    err: str
    seconds: float


def run(arguments: Sequence[str], folder: Path = ROOT, **environment: str) -> Done:
    """Run Python with ``arguments`` in ``folder``; never raises for what the process does."""
    started = time.perf_counter()
    try:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=folder,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=_LIMIT,
        )
        status, out, err = done.returncode, done.stdout, done.stderr
    except subprocess.TimeoutExpired:
        status, out, err = 124, "", f"not finished after {_LIMIT:.0f} s"
    return Done(status, out, err, time.perf_counter() - started)


def generate(arguments: Sequence[str], output: Path) -> Done:
    """Run the tool of this checkout."""
    options = ["-m", "specloom", "generate", *arguments, "--output", str(output)]
    return run(options, PYTHONPATH=str(ROOT / "generator"))


def build_models(output: Path) -> Done:
    """Import every module, finish every model, resolve every parameter type; JSON counts on standard output."""
    return run(["-c", _BUILD, str(output / "src")])


def call_methods(output: Path) -> Done:
    """The package's own tests: every method is called against a transport in the same process."""
    options = ["-m", "pytest", "-p", "no:cacheprovider", "--tb=line", "tests"]
    # Plugins of this environment cost several times what the calls do.
    alone = {"PYTHONPATH": str(output / "src"), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return run(options, output, **alone)


def type_check(output: Path, cache: Path) -> Done:
    """mypy with its default settings on the package."""
    (package,) = (output / "src").iterdir()
    return run(["-m", "mypy", "--config-file=", f"--cache-dir={cache}", str(package)])


def last_count(text: str, noun: str) -> int:
    """The number before ``noun`` in a closing line such as ``3 failed, 40 passed in 2.1s``."""
    found = re.findall(rf"(\d+) {noun}", text)
    return int(found[-1]) if found else 0
