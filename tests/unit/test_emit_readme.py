"""The readme of a generated project: its words follow from the client, and it has no section about nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from specloom.emit.runtime import error_names
from specloom.ir.resources import Api, Environment
from specloom.pipeline import render
from tests.support.printed import CLIENT, api, operation, resource

API = api(resource("cats", "Cats", operation("list", "get /cats")))
EMPTY = api()
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def readme(known: Api = API, **changes: Any) -> str:
    """The readme of an API whose client has these members."""
    return render(replace(known, client=replace(CLIENT, **changes)))["README.md"]


@pytest.mark.parametrize(
    ("retries", "said"),
    [(0, "only if `max_retries=` asks for it"), (1, "once"), (2, "twice"), (4, "up to 4 times")],
)
def test_it_says_how_often_requests_are_tried_again(retries: int, said: str) -> None:
    text = readme(max_retries=retries)
    assert f"are tried again {said}. A pause" in text
    assert ("statuses(503, 200)" in text) is bool(retries)


def test_telemetry_is_told_of_where_there_is_some() -> None:
    without = readme(telemetry_prefix="")
    assert "## Logging\n" in without
    assert without.endswith("```\n")
    named = readme(telemetry_prefix="X-Zoo", telemetry_off_env="ZOO_QUIET")
    assert "## Logging and telemetry\n" in named
    assert named.endswith(
        "`X-Zoo-*` headers that name the platform; `ZOO_QUIET=1` leaves them out.\n"
    )


def test_the_client_is_made_with_what_it_cannot_do_without() -> None:
    assert "client = Zoo()\nresult = client.cats.list()\nprint(result)\n```" in readme()
    assert 'client = Zoo(base_url="...")\nresult' in readme(environments=())
    assert 'base_url="https://api.example.com",\n        api_key="test",' in readme(environments=())
    several = (*CLIENT.environments, Environment("staging", "https://staging.zoo.test"))
    said = '`environment="staging"` selects another server; there are `production`, `staging`.'
    assert said in readme(environments=several)
    assert said not in readme()


def test_an_api_without_operations_is_not_shown_with_a_call() -> None:
    text = readme(EMPTY)
    assert "client = Zoo()\n```" in text
    assert not re.search(r"^(try:|with client|result =|page =)", text, re.MULTILINE)
    assert "## Streaming" not in text
    assert "## Raw responses" not in text
    for prose in (_FENCED.sub("code", readme()), _FENCED.sub("code", text)):
        assert "\n\n\n" not in prose


def test_its_errors_are_those_of_the_package() -> None:
    named = re.findall(r"^\| (?:\d{3}.*|no response) \| `(\w+)` \|$", readme(), re.MULTILINE)
    assert len(named) == 9
    assert set(named) <= set(error_names())
