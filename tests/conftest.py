"""Fixtures that every kind of test may use."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path

import httpcore2
import pytest

from tests.support.loopback import Loopback

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""

os.environ["SPECLOOM_CACHE_DIR"] = ""  # tests of the cache name a folder of their own


def pytest_collection() -> None:
    gc.disable()


def pytest_collection_finish() -> None:
    """What has been imported stays to the end: looking through it again and again took a fifth of all time."""
    with suppress(ModuleNotFoundError):  # live tests have environments of their own, without it
        import_module("hypothesis")  # when it comes, it asks who refers to trio's random numbers
    gc.freeze()
    gc.set_threshold(5_000, 10, 50)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _certificates_are_read_once() -> Iterator[None]:
    """Reading the machine's certificates takes longer than most tests: the clients of a process share one context.

    Their servers are on loopback and speak no TLS.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(httpcore2, "default_ssl_context", cache(httpcore2.default_ssl_context))
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The folder of shared test data beside the checkout; the test skips where it is absent."""
    folder = ROOT.parent / "shared"
    if not (folder / "specs").is_dir():
        pytest.skip("the shared test data is not beside this checkout (../shared)")
    return folder


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    """A running scripted server; see `tests.support.loopback`."""
    with Loopback() as server:
        yield server
