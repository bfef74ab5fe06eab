"""Telemetry headers: which SDK on which platform is calling. They can be switched off."""

from __future__ import annotations

import os
import sys
from functools import lru_cache

import httpx2

from ._settings import TELEMETRY_OFF_ENV, TELEMETRY_PREFIX

_RUNTIMES = {"cpython": "CPython", "pypy": "PyPy", "graalpy": "GraalVM", "ironpython": "IronPython"}
_SYSTEMS = (
    ("linux", "Linux"),
    ("darwin", "MacOS"),
    ("win32", "Windows"),
    ("cygwin", "Windows"),
    ("android", "Android"),
    ("ios", "iOS"),
    ("freebsd", "FreeBSD"),
    ("openbsd", "OpenBSD"),
)
_ARCHITECTURES = {
    "x86_64": "x64",
    "amd64": "x64",
    "arm64": "arm64",
    "aarch64": "arm64",
    "arm": "arm",
    "i386": "x32",
    "i686": "x32",
    "x86": "x32",
}


def telemetry_prefix() -> str | None:
    """The prefix of the telemetry headers; ``None`` while they are not wanted or switched off."""
    if TELEMETRY_PREFIX is None:
        return None
    switch = os.environ.get(TELEMETRY_OFF_ENV, "").strip().lower() if TELEMETRY_OFF_ENV else ""
    return None if switch in ("1", "true", "yes", "on") else TELEMETRY_PREFIX


@lru_cache(maxsize=8)
def platform_headers(prefix: str, version: str) -> dict[str, str]:
    """The headers that are the same for every request of this process. Do not change the result."""
    return {
        f"{prefix}-Lang": "python",
        f"{prefix}-Package-Version": version,
        f"{prefix}-OS": system_name(),
        f"{prefix}-Arch": architecture_name(),
        f"{prefix}-Runtime": _RUNTIMES.get(sys.implementation.name, sys.implementation.name),
        f"{prefix}-Runtime-Version": sys.version.split()[0],
    }


def system_name() -> str:
    """The operating system, ``Other:<name>`` where it is not one of the usual ones."""
    name = sys.platform
    if name == "linux" and hasattr(sys, "getandroidapilevel"):
        return "Android"
    for prefix, system in _SYSTEMS:
        if name.startswith(prefix):
            return system
    return f"Other:{name}" if name else "Unknown"


def architecture_name() -> str:
    """The processor's architecture, ``other:<name>`` where it is not one of the usual ones."""
    uname = getattr(os, "uname", None)
    machine = str(uname().machine) if uname else os.environ.get("PROCESSOR_ARCHITECTURE", "")
    machine = machine.lower()
    if sys.maxsize <= 2**32 and machine in ("x86_64", "amd64"):
        return "x32"
    return _ARCHITECTURES.get(machine, f"other:{machine}" if machine else "unknown")


def async_library() -> str:
    """The name of the running async library, as the ``Async`` header gives it."""
    sniffio = sys.modules.get("sniffio")
    if sniffio is None:
        return "asyncio"
    try:
        return str(sniffio.current_async_library())
    except Exception:
        return "asyncio"


def read_timeout_text(timeout: float | httpx2.Timeout | None) -> str | None:
    """The read timeout in seconds as a header value; ``None`` where there is no timeout."""
    seconds = timeout.read if isinstance(timeout, httpx2.Timeout) else timeout
    return None if seconds is None else str(seconds)
