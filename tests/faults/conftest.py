"""The clients of `openai_runs` as subjects of the table of faults."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import cache
from unittest.mock import patch

import httpcore2
import pytest

from benchmarks.faults.judge import Subject, subjects


@pytest.fixture(params=["sync", "async"])
def subject(request: pytest.FixtureRequest) -> Subject:
    return subjects(ours_alone=True)[f"ours {request.param}"]


@pytest.fixture(autouse=True)
def _one_tls_context() -> Iterator[None]:
    with patch.object(httpcore2, "default_ssl_context", cache(httpcore2.default_ssl_context)):
        yield


@pytest.fixture(autouse=True)
def _frozen() -> Iterator[None]:
    """Each cell collects garbage: what was there before it need not be looked at."""
    gc.freeze()
    yield
    gc.unfreeze()
