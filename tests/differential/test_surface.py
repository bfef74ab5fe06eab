"""The public surface of the published package, as far as this API goes, must be there under the same names."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest

openai = pytest.importorskip("openai", reason="the published package is a development requirement")
openai_runs = pytest.importorskip("openai_runs", reason="generated/openai-runs is not installed")

RESOURCES = [
    "assistants",
    "threads",
    "threads.messages",
    "threads.runs",
    "threads.runs.steps",
]
HELPERS = frozenset("""poll create_and_poll create_and_stream stream submit_tool_outputs_and_poll
    submit_tool_outputs_stream create_and_run_poll create_and_run_stream""".split())
"""Poll and stream helpers are woven in by hand-written files, not generated from the spec."""


def _resource(package: Any, path: str, *, is_async: bool) -> Any:
    client = (package.AsyncOpenAI if is_async else package.OpenAI)(api_key="sk-1")
    target = client.beta
    for name in path.split("."):
        target = getattr(target, name)
    return target


def _methods(resource: Any) -> list[str]:
    return [
        name
        for name, value in inspect.getmembers(type(resource))
        if not name.startswith("_") and callable(value) and name not in HELPERS
    ]


def _shape(method: Any) -> list[tuple[str, str, bool]]:
    return [
        (item.name, item.kind.name, item.default is inspect.Parameter.empty)
        for item in inspect.signature(method).parameters.values()
    ]


@pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("path", RESOURCES)
def test_methods_take_the_same_parameters(path: str, is_async: bool) -> None:
    theirs = _resource(openai, path, is_async=is_async)
    ours = _resource(openai_runs, path, is_async=is_async)
    for name in _methods(theirs):
        mine, published = _shape(getattr(ours, name)), _shape(getattr(theirs, name))
        positional = [item for item in published if item[1] == "POSITIONAL_OR_KEYWORD"]
        assert [item for item in mine if item[1] == "POSITIONAL_OR_KEYWORD"] == positional, name
        assert sorted(mine) == sorted(published), name


@pytest.mark.parametrize("view", ["with_raw_response", "with_streaming_response"])
@pytest.mark.parametrize("path", RESOURCES)
def test_response_views_have_the_same_methods(path: str, view: str) -> None:
    for is_async in (False, True):
        theirs = getattr(_resource(openai, path, is_async=is_async), view)
        ours = getattr(_resource(openai_runs, path, is_async=is_async), view)
        wanted = {name for name in dir(theirs) if not name.startswith("_")} - HELPERS
        assert wanted <= set(dir(ours))


@pytest.mark.parametrize("name", ["OpenAI", "AsyncOpenAI"])
def test_clients_take_the_same_options(name: str) -> None:
    published = inspect.signature(getattr(openai, name)).parameters
    mine = inspect.signature(getattr(openai_runs, name)).parameters
    beyond_this_api = {"workload_identity", "websocket_base_url", "provider", "data_residency"}
    missing = [item for item in published if item not in mine and item not in beyond_this_api]
    assert not missing


def _published_modules() -> Iterator[str]:
    beta = importlib.import_module("openai.types.beta")
    for module in pkgutil.iter_modules(beta.__path__):
        if module.name.startswith(("assistant", "thread")) and not module.ispkg:
            yield f"types.beta.{module.name}"
    for package in ("threads", "threads.runs"):
        folder = importlib.import_module(f"openai.types.beta.{package}")
        for module in pkgutil.iter_modules(folder.__path__):
            if not module.ispkg:
                yield f"types.beta.{package}.{module.name}"


@pytest.mark.parametrize("module", list(_published_modules()))
def test_type_modules_hold_the_same_names(module: str) -> None:
    published = importlib.import_module(f"openai.{module}")
    mine = importlib.import_module(f"openai_runs.{module}")
    missing = [name for name in published.__all__ if not hasattr(mine, name)]
    assert not missing


@pytest.mark.parametrize("package", ["types.beta.threads", "types.beta.threads.runs"])
def test_type_packages_export_the_same_names(package: str) -> None:
    published = importlib.import_module(f"openai.{package}")
    mine = importlib.import_module(f"openai_runs.{package}")
    names = [name for name in vars(published) if name[0].isupper()]
    assert [name for name in names if not hasattr(mine, name)] == []


def test_types_beta_exports_the_same_names() -> None:
    published = importlib.import_module("openai.types.beta")
    mine = importlib.import_module("openai_runs.types.beta")
    names = [
        name
        for name, value in vars(published).items()
        if name[0].isupper()
        and any(
            part in str(getattr(value, "__module__", ""))
            for part in ("beta.assistant", "beta.thread", "beta.function_tool", "beta.file_search")
        )
    ]
    assert len(names) > 15
    assert [name for name in names if not hasattr(mine, name)] == []


ROOT_NAMES = (
    """OpenAI AsyncOpenAI Client AsyncClient Stream AsyncStream BaseModel omit Omit NOT_GIVEN
NotGiven not_given Timeout Transport ProxiesTypes RequestOptions NoneType file_from_path
APIError APIStatusError APITimeoutError APIConnectionError APIResponseValidationError BadRequestError
AuthenticationError PermissionDeniedError NotFoundError ConflictError UnprocessableEntityError
RateLimitError InternalServerError OpenAIError DEFAULT_TIMEOUT DEFAULT_MAX_RETRIES
DEFAULT_CONNECTION_LIMITS DefaultHttpxClient DefaultAsyncHttpxClient DefaultHttpx2Client
DefaultAsyncHttpx2Client types __version__ __title__""".split()
)


def test_root_exports_the_same_names() -> None:
    known = [name for name in ROOT_NAMES if hasattr(openai, name)]
    assert len(known) > 30
    assert [name for name in known if not hasattr(openai_runs, name)] == []


def test_pagination_exports_the_same_names() -> None:
    published = importlib.import_module("openai.pagination")
    mine = importlib.import_module("openai_runs.pagination")
    wanted = ["SyncPage", "AsyncPage", "SyncCursorPage", "AsyncCursorPage"]
    assert all(hasattr(published, name) for name in wanted)
    assert [name for name in wanted if not hasattr(mine, name)] == []
