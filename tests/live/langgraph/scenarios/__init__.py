"""What programs do with `client.runs`, each written once for all clients.

A scenario checks by itself what the server must have done, and returns what the clients must agree on.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil

from tests.live.langgraph.stage import Scenario


def all_scenarios() -> list[Scenario]:
    """Every public coroutine function of the modules beside this file, in the order of their names."""
    found: list[Scenario] = []
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        members = vars(importlib.import_module(f"{__name__}.{module}")).values()
        found += [
            member
            for member in members
            if inspect.iscoroutinefunction(member)
            and member.__module__ == f"{__name__}.{module}"
            and not member.__name__.startswith("_")
        ]
    return found
