"""The server of these tests, started once, and the stage on which all scenarios are played."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec

import pytest

if find_spec("langgraph_api") is None:  # `make live-langgraph` has it, `make tests` has not
    collect_ignore_glob = ["*"]
else:
    pytest.register_assert_rewrite("tests.live.langgraph.scenarios")
    from tests.live.langgraph.server import serving
    from tests.live.langgraph.sides import SIDES
    from tests.live.langgraph.stage import Scenario, Stage


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a running server with the graphs of `graphs.py`."""
    with serving(tmp_path_factory.mktemp("server")) as url:
        yield url


@pytest.fixture(scope="session")
def stage(server: str, request: pytest.FixtureRequest) -> Iterator[Stage]:
    """A stage on which the scenarios of the selected tests are being played with every client."""
    wanted: dict[str, Scenario] = {}
    for item in request.session.items:
        params = item.callspec.params if hasattr(item, "callspec") else {}
        chosen = params.get("scenarios", [params["scenario"]] if "scenario" in params else [])
        wanted.update((scenario.__name__, scenario) for scenario in chosen)
    stage = Stage(server)
    stage.play(wanted.values(), SIDES)
    yield stage
    stage.close()
