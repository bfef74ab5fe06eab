"""The clients of `openai_runs` as subjects of the table of faults."""

from __future__ import annotations

import pytest

from benchmarks.faults.judge import Subject, subjects


@pytest.fixture(params=["sync", "async"])
def subject(request: pytest.FixtureRequest) -> Subject:
    return subjects(ours_alone=True)[f"ours {request.param}"]
