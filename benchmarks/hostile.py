"""The hostile documents of the shared test data, each under limits and watched: refused, or tamed.

    python -m benchmarks.hostile [--record]

Runs ``tools/check_hostile.py`` beside them, which gives every document ten seconds, a gibibyte, an empty folder
and a hook that reports sockets, processes and writes elsewhere. ``--record`` keeps the figures. Exit status 1 where a
document is neither refused nor tamed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from benchmarks import measures

ROOT = Path(__file__).resolve().parent.parent
CHECKER = ROOT.parent / "shared" / "tools" / "check_hostile.py"
_LINE = re.compile(r"(?P<verdict>ok  |FAIL) \S+ rc=\S+ (?P<seconds>[\d.]+)s")


def checked() -> tuple[list[str], int]:
    """The lines that the checker prints, shown as they come, and its exit status."""
    tool = Path(sys.executable).with_name("specloom")
    command = [sys.executable, "-u", str(CHECKER), "--", str(tool), "generate", "{spec}"]
    lines: list[str] = []
    environment = {**os.environ, "PY": sys.executable}
    with subprocess.Popen(
        [*command, "--output", "{out}"], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line)
    return lines, process.returncode


def facts_of(lines: list[str]) -> dict[str, object]:
    """How many documents there are, how many passed, and the wall seconds of the slowest."""
    found = [match for line in lines if (match := _LINE.match(line))]
    return {
        "documents": len(found),
        "passed": sum(match["verdict"] == "ok  " for match in found),
        "slowest seconds": max((float(match["seconds"]) for match in found), default=0.0),
    }


def main() -> int:
    """Check all of them."""
    if not CHECKER.exists():
        print("../shared is absent: only our own documents")
        return 0
    lines, status = checked()
    if "--record" in sys.argv[1:]:
        measures.keep("hostile", facts_of(lines))
    return status


if __name__ == "__main__":
    sys.exit(main())
