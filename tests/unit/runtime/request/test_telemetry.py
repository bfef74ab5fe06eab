"""What the telemetry headers say about the platform."""

from __future__ import annotations

import os
import platform
import sys
from types import SimpleNamespace

import httpx2
import pytest
from sdk_runtime import _telemetry


def test_they_agree_with_the_platform_module() -> None:
    headers = _telemetry.platform_headers("X-T", "1.2.3")
    assert headers["X-T-Lang"] == "python"
    assert headers["X-T-Package-Version"] == "1.2.3"
    assert headers["X-T-Runtime"] == platform.python_implementation()
    assert headers["X-T-Runtime-Version"] == platform.python_version()


@pytest.mark.parametrize(
    ("name", "system"),
    [
        ("linux", "Linux"),
        ("darwin", "MacOS"),
        ("win32", "Windows"),
        ("freebsd14", "FreeBSD"),
        ("openbsd7", "OpenBSD"),
        ("ios", "iOS"),
        ("android", "Android"),
        ("plan9", "Other:plan9"),
        ("", "Unknown"),
    ],
)
def test_systems(monkeypatch: pytest.MonkeyPatch, name: str, system: str) -> None:
    monkeypatch.setattr(sys, "platform", name)
    assert _telemetry.system_name() == system


@pytest.mark.parametrize(
    ("machine", "name"),
    [
        ("x86_64", "x64"),
        ("aarch64", "arm64"),
        ("ARM64", "arm64"),
        ("s390x", "other:s390x"),
        ("", "unknown"),
    ],
)
def test_architectures(monkeypatch: pytest.MonkeyPatch, machine: str, name: str) -> None:
    monkeypatch.setattr(os, "uname", lambda: SimpleNamespace(machine=machine), raising=False)
    assert _telemetry.architecture_name() == name


@pytest.mark.parametrize(
    ("value", "wanted"), [("1", False), ("TRUE", False), ("on", False), ("", True), ("0", True)]
)
def test_switch(monkeypatch: pytest.MonkeyPatch, value: str, wanted: bool) -> None:
    monkeypatch.setenv("SDK_TELEMETRY_OFF", value)
    assert (_telemetry.telemetry_prefix() is not None) is wanted
    monkeypatch.setattr(_telemetry, "TELEMETRY_PREFIX", None)
    assert _telemetry.telemetry_prefix() is None


def test_read_timeouts() -> None:
    assert _telemetry.read_timeout_text(httpx2.Timeout(5, read=1.5)) == "1.5"
    assert _telemetry.read_timeout_text(httpx2.Timeout(None)) is None
    assert _telemetry.read_timeout_text(3) == "3"
    assert _telemetry.read_timeout_text(None) is None
