"""What holds for the package as a whole."""

from __future__ import annotations

import importlib
import os
import pkgutil
import subprocess
import sys

import httpx2
import pytest

import langgraph_runs
from langgraph_runs import APIConnectionError, AsyncLangGraph, InternalServerError, LangGraph


def test_every_module_can_be_imported() -> None:
    found_ = pkgutil.walk_packages(langgraph_runs.__path__, "langgraph_runs.")
    names_ = [module.name for module in found_]
    assert len(names_) > 20
    for name_ in names_:
        importlib.import_module(name_)


def test_importing_the_package_loads_no_resource_and_no_model() -> None:
    code = (
        "import sys, langgraph_runs; "
        "print([name for name in sys.modules if name.startswith('langgraph_runs.types.')"
        " or name.startswith('langgraph_runs.resources.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.strip() == "[]"


def test_everything_that_is_exported_is_there() -> None:
    for name_ in vars(langgraph_runs)["__all__"]:
        assert getattr(langgraph_runs, name_) is not None


@pytest.mark.parametrize("status", [500, 503])
def test_errors_have_classes(status: int) -> None:
    transport = httpx2.MockTransport(lambda request: httpx2.Response(status, text="no"))
    client = LangGraph(
        api_key="api_key",
        base_url="https://api.test",
        max_retries=0,
        http_client=httpx2.Client(transport=transport),
    )
    with pytest.raises(InternalServerError) as caught:
        client.get("/x", cast_to=str)
    assert caught.value.status_code == status


def test_connection_failures_have_a_class() -> None:
    def refuse(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused", request=request)

    client = LangGraph(
        api_key="api_key",
        base_url="https://api.test",
        max_retries=0,
        http_client=httpx2.Client(transport=httpx2.MockTransport(refuse)),
    )
    with pytest.raises(APIConnectionError):
        client.get("/x", cast_to=str)


def test_copies_share_connections() -> None:
    client = AsyncLangGraph(
        api_key="api_key",
        base_url="https://api.test",
    )
    copy = client.with_options(timeout=3, max_retries=7)
    assert (copy.timeout, copy.max_retries) == (3, 7)
    assert copy._client is client._client
