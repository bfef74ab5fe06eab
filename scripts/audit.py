"""Known vulnerabilities of what the tool needs, and of the lowest versions that the packages allow.

usage: python -m scripts.audit PIP_AUDIT PACKAGE...

Ends with 1 where one is known. A service that cannot be reached, or that does not know a package, is told and does not
fail: there is nothing to be known offline.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scripts.bounds import dependencies, lowest

PINS = Path(__file__).parents[1] / "requirements" / "run.txt"


def asked(command: str, requirements: Path, *options: str) -> list[dict[str, Any]] | None:
    """What pip-audit found of each pinned package; ``None`` where it could not ask."""
    words = [command, "--disable-pip", "--format=json", "--progress-spinner=off", "--timeout=10"]
    done = subprocess.run(
        [*words, *options, "-r", str(requirements)], capture_output=True, text=True, check=False
    )
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except ValueError:
        return None
    return found


def report(name: str, found: Iterable[dict[str, Any]] | None) -> tuple[list[str], bool]:
    """The lines to print, and whether a vulnerability is known."""
    if found is None:
        return [
            f"{name}: no service of known vulnerabilities could be reached; nothing was checked"
        ], False
    everything = list(found)
    checked = [each for each in everything if "skip_reason" not in each]
    lines = [f"{name}: {len(checked)} of {len(everything)} packages could be looked up"]
    lines += [
        f"{each['name']} {each['version']}: {each_known['id']}"
        for each in checked
        for each_known in each["vulns"]
    ]
    return lines, len(lines) > 1


def main() -> int:
    """Ask for both lists, print, and give the exit status."""
    command, *packages = sys.argv[1:]
    bounds = [lowest(each) for path in packages for each in dependencies(Path(path))]
    with tempfile.TemporaryDirectory() as folder:
        pins = Path(folder) / "lowest.txt"
        pins.write_text("\n".join(dict.fromkeys(bounds)) + "\n", encoding="utf-8")
        reports = [
            report("the tool", asked(command, PINS, "--require-hashes")),
            report("lowest versions of packages", asked(command, pins, "--no-deps")),
        ]
    for lines, _ in reports:
        print(*lines, sep="\n")
    return int(any(is_known for _, is_known in reports))


if __name__ == "__main__":
    raise SystemExit(main())
