"""Fixtures that every kind of test may use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.loopback import Loopback

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""

os.environ["SPECLOOM_CACHE_DIR"] = ""  # tests of the cache name a folder of their own


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
