"""The differences between the two clients that are wanted, each as a rule that takes it away.

`docs/differences-from-langgraph-sdk.md` says of each what it is and why; a test holds the two
together, and another one that a rule without which nothing would differ is not kept.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

Trace = dict[str, Any]
"""What a scenario left with one client: `result` and `requests`."""

Rule = Callable[[Trace, Trace], None]
"""Changes the second trace (ours) where it differs from the first (the official client's) by right."""

RULES: dict[str, Rule] = {}
"""By the name under which the document tells of them."""


def rule(settle: Rule) -> Rule:
    """Adds a rule under its function's name, with dashes."""
    RULES[settle.__name__.replace("_", "-")] = settle
    return settle


def settled(theirs: Trace, ours: Trace, *, without: str | None = None) -> Trace:
    """A copy of our trace to which all rules but one have been applied."""
    mine = copy.deepcopy(ours)
    for name, settle in RULES.items():
        if name != without:
            settle(theirs, mine)
    return mine


def pairs(theirs: Any, ours: Any) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The dictionaries that stand at the same places in both, from the outside in."""
    if isinstance(theirs, list) and isinstance(ours, list):
        return [found for two in zip(theirs, ours, strict=False) for found in pairs(*two)]
    if isinstance(theirs, dict) and isinstance(ours, dict):
        inside = [pairs(theirs[name], ours[name]) for name in theirs if name in ours]
        return [(theirs, ours), *(found for group in inside for found in group)]
    return []


def _requests(theirs: Trace, ours: Trace) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return list(zip(theirs["requests"], ours["requests"], strict=False))


def _take_over(theirs: dict[str, Any], ours: dict[str, Any], name: str) -> None:
    """Makes one member of ours what it is in theirs, absent or not."""
    if name in theirs:
        ours[name] = theirs[name]
    else:
        ours.pop(name, None)


@rule
def accept_names_json(theirs: Trace, ours: Trace) -> None:
    """`Accept: application/json` where they say `*/*`."""
    for one, other in _requests(theirs, ours):
        if (one["headers"].get("accept"), other["headers"].get("accept")) == (
            "*/*",
            "application/json",
        ):
            other["headers"]["accept"] = "*/*"


@rule
def content_type_without_content(theirs: Trace, ours: Trace) -> None:
    """Requests without a body carry a Content-Type."""
    for one, other in _requests(theirs, ours):
        if other["body"] is None and other["headers"].get("content-type") == "application/json":
            _take_over(one["headers"], other["headers"], "content-type")


@rule
def no_cache_control(theirs: Trace, ours: Trace) -> None:
    """Requests for streams do not carry `Cache-Control: no-store`."""
    for one, other in _requests(theirs, ours):
        if one["headers"].get("cache-control") == "no-store":
            other["headers"].setdefault("cache-control", "no-store")


@rule
def booleans_in_queries(theirs: Trace, ours: Trace) -> None:
    """`wait=true` where they send `wait=1`."""
    numbers = {"true": "1", "false": "0"}
    for one, other in _requests(theirs, ours):
        for item in other["query"]:
            sent = [item[0], numbers.get(item[1], item[1])]
            if sent in one["query"]:
                item[1] = sent[1]


@rule
def no_empty_stream_mode(theirs: Trace, ours: Trace) -> None:
    """A stream mode that was not given is not sent."""
    empty = ["stream_mode", ""]
    for one, other in _requests(theirs, ours):
        if empty in one["query"] and "stream_mode" not in dict(other["query"]):
            other["query"] = sorted([*other["query"], empty])


@rule
def typed_errors_while_waiting(theirs: Trace, ours: Trace) -> None:
    """`wait`, `join` and `cancel(wait=True)` raise what the other methods raise."""
    names = {404: "NotFoundError", 409: "ConflictError", 422: "UnprocessableEntityError"}
    for one, other in pairs(theirs["result"], ours["result"]):
        if one.get("class") == "HTTPStatusError" and other.get("class") == names[one["status"]]:
            other.update({name: one[name] for name in ("class", "body", "message")})


@rule
def failed_runs_have_a_class(theirs: Trace, ours: Trace) -> None:
    """`wait` raises a `RunFailedError` with the same text where they raise a bare `Exception`."""
    for one, other in pairs(theirs["result"], ours["result"]):
        if (one.get("class"), other.get("class")) == ("Exception", "RunFailedError"):
            other.update({"class": "Exception", "body": one["body"]})


@rule
def reconnects_keep_the_query(theirs: Trace, ours: Trace) -> None:
    """What is asked for after a cut is what was asked for before."""
    for one, other in _requests(theirs, ours):
        if "last-event-id" in one["headers"] and not one["query"]:
            other["query"] = []
