"""Run the generated packages' own tests with the lowest and the newest versions of what they need.

usage: python -m scripts.bounds [--only lowest|newest] [--python 3.11]... PACKAGE...

Each Python from 3.10 to 3.14 that is found (on PATH, below pyenv's folder, or by uv where it is there) gets an
environment for either end of the bounds, in a temporary folder. The lowest are what the lower bounds of a package's
pyproject.toml say. What cannot be had is told. Ends with 1 where a test fails, 2 where no Python is found.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

VERSIONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
ENDS = ("lowest", "newest")
TESTS_NEED = ("pytest>=9",)


def dependencies(package: Path) -> list[Requirement]:
    """What a package's metadata asks for."""
    project = tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(text) for text in project["dependencies"]]


def lowest(requirement: Requirement) -> str:
    """A requirement for the lower bound and nothing else. Raises :class:`ValueError` without one."""
    bounds = [each.version for each in requirement.specifier if each.operator == ">="]
    if len(bounds) != 1:
        raise ValueError(f"{requirement} has no lower bound")
    marker = f"; {requirement.marker}" if requirement.marker else ""
    return f"{requirement.name}=={bounds[0]}{marker}"


def wanted(packages: list[Path], end: str) -> list[str]:
    """What is installed for one end of the bounds."""
    found = [requirement for package in packages for requirement in dependencies(package)]
    texts = [lowest(each) if end == "lowest" else str(each) for each in found]
    return [*dict.fromkeys(texts), *TESTS_NEED]


def find_python(version: str) -> str | None:
    """An interpreter of a version, started to be sure; ``None`` where there is none."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    candidates = [sys.executable, shutil.which(f"python{version}") or ""]
    candidates += [str(path) for path in sorted(pyenv.glob(f"{version}.*/bin/python"))]
    for candidate in candidates:
        if candidate and _says(candidate, "-c", _TELL) == version:
            return candidate
    uv = shutil.which("uv")
    return _says(uv, "python", "find", "--no-project", version) if uv else None


_TELL = "import sys; print('%d.%d' % sys.version_info[:2])"


def _says(*command: str) -> str | None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else None


def run_tests(python: str, packages: list[Path], end: str, home: Path) -> bool:
    """Whether the tests of all packages pass in a new environment. Prints what does not."""
    steps = [
        ([python, "-m", "venv", home], None),
        ([home / "bin/python", "-m", "pip", "install", "--quiet", *wanted(packages, end)], None),
        *(([home / "bin/python", "-m", "pytest", "-p", "no:cacheprovider"], at) for at in packages),
    ]
    for command, folder in steps:
        words = [str(word) for word in command]
        environment = {**os.environ, "PYTHONPATH": "src" if folder else ""}
        done = subprocess.run(
            words, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(f"{done.args[0]} ended with {done.returncode}\n{done.stdout}{done.stderr}")
            return False
    return True


def main() -> int:
    """Run all, print a line for each; the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("packages", nargs="+", type=Path)
    parser.add_argument("--only", choices=ENDS)
    parser.add_argument("--python", action="append", choices=VERSIONS)
    arguments = parser.parse_args()
    packages = [package.resolve() for package in arguments.packages]
    passed: list[bool] = []
    for version in arguments.python or VERSIONS:
        python = find_python(version)
        if python is None:
            print(f"{version:5} is not to be had here")
            continue
        for end in [arguments.only] if arguments.only else ENDS:
            with tempfile.TemporaryDirectory() as folder:
                passed.append(run_tests(python, packages, end, Path(folder)))
            print(f"{version:5} {end:7} {'passed' if passed[-1] else 'FAILED'}", flush=True)
    return 2 if not passed else int(not all(passed))


if __name__ == "__main__":
    raise SystemExit(main())
