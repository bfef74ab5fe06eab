"""`client.runs` has the methods, parameters, defaults and overloads of the published client."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, get_overloads

import pytest

langgraph_sdk = pytest.importorskip("langgraph_sdk")
langgraph_runs = pytest.importorskip("langgraph_runs")

PAIRS: list[tuple[Any, Any]] = [
    (
        langgraph_sdk.get_client(url="http://api.test").runs,
        langgraph_runs.get_client(url="http://api.test").runs,
    ),
    (
        langgraph_sdk.get_sync_client(url="http://api.test").runs,
        langgraph_runs.get_sync_client(url="http://api.test").runs,
    ),
]
OF_EVERY_CALL = {"timeout", "extra_body"}
"""Parameters that every method of ours may have beside those of the published client."""

METHODS = [
    pytest.param(getattr(theirs, name), getattr(ours, name, None), id=f"{kind} {name}")
    for kind, (theirs, ours) in zip(("async", "sync"), PAIRS, strict=True)
    for name in sorted(dir(theirs))
    if not name.startswith("_") and callable(getattr(theirs, name)) and name != "http"
]


def _parameters(function: Callable[..., Any]) -> dict[str, tuple[str, Any]]:
    """Kind and default of each parameter."""
    parameters = inspect.signature(function).parameters
    return {
        name: (item.kind.name, item.default) for name, item in parameters.items() if name != "self"
    }


def test_eleven_methods_are_compared() -> None:
    assert len(METHODS) == 22


@pytest.mark.parametrize(("theirs", "ours"), METHODS)
def test_parameters_and_defaults_are_the_same(
    theirs: Callable[..., Any], ours: Callable[..., Any]
) -> None:
    wanted, found = _parameters(theirs), _parameters(ours)
    assert {name: found[name] for name in wanted if name in found} == wanted
    assert set(found) - set(wanted) <= OF_EVERY_CALL
    assert inspect.iscoroutinefunction(theirs) == inspect.iscoroutinefunction(ours)


@pytest.mark.parametrize(("theirs", "ours"), METHODS)
def test_each_overload_has_one_that_takes_the_same(
    theirs: Callable[..., Any], ours: Callable[..., Any]
) -> None:
    """Ours may be more: what `stream` gives depends on `stream_subgraphs` as well."""
    found = [_told_apart(overload) for overload in get_overloads(ours)]
    for overload in get_overloads(theirs):
        by, parameters = _told_apart(overload)
        fitting = [names for apart, names in found if apart == by]
        assert fitting, f"no overload for {by}"
        assert all(parameters <= names for names in fitting)


def _told_apart(overload: Callable[..., Any]) -> tuple[tuple[str, str], set[str]]:
    """The types of `thread_id` and `version`, and the names of all parameters."""
    parameters = inspect.signature(overload).parameters
    version = parameters["version"].annotation if "version" in parameters else ""
    by = (str(parameters["thread_id"].annotation), str(version))
    return by, set(parameters)
