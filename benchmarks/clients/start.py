"""What happens once in a process: the import, the first client, the first run, and what it all weighs.

usage: python -m benchmarks.clients.start CONTESTANT URL [TASK COUNT]

Prints an object: CPU seconds until the bare import is done (``imported``), until ``client.beta.threads.runs`` is
reached (``reached``), and of the first run after that (``first``); modules of its own and all modules; kilobytes of
peak memory then, and those by which a task (``held`` or ``listed``) made it grow.

Nothing that a contestant needs is imported before the clock starts, `json` and `resource` included.
"""

from __future__ import annotations

import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_BEGUN = time.process_time()


def _import(name: str) -> None:
    if name == "floor":
        __import__("httpx2")
        __import__("pydantic")
    else:
        __import__(name)


def _reach(name: str, url: str) -> Any:
    if name == "floor":
        return None
    if name == "langgraph_sdk":
        return sys.modules[name].get_sync_client(url=url, api_key="k").runs
    client = sys.modules[name].OpenAI(api_key="k", base_url=url)
    return client.beta.threads.runs


def _first(name: str, url: str, runs: Any) -> Any:
    if name == "floor":
        import httpx2

        model: Any = __import__("openai_runs.types.beta.threads.run", fromlist=["Run"])
        client = httpx2.Client(base_url=url, headers={"Authorization": "Bearer k"})
        response = client.get("/threads/t/runs/run_1")
        response.raise_for_status()
        return model.Run.model_validate_json(response.content)
    if name == "langgraph_sdk":
        return runs.get("t", "run_1")
    return runs.retrieve("run_1", thread_id="t")


def _peak() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Go through it once and print what it took."""
    name, url, *further = sys.argv[1:]
    before = len(sys.modules)
    _import(name)
    imported = time.process_time()
    needed = [module for module in ("httpx2", "pydantic") if module in sys.modules]
    runs = _reach(name, url)
    reached = time.process_time()
    _first(name, url, runs)
    done = time.process_time()
    root = "openai_runs" if name == "floor" else name
    told = {
        "imported": imported - _BEGUN,
        "needed": needed,
        "reached": reached - _BEGUN,
        "first": done - reached,
        "own": sum(module.partition(".")[0] == root for module in sys.modules),
        "modules": len(sys.modules) - before,
        "peak": _peak(),
    }
    if further:
        from benchmarks.clients.worker import contestant

        tasks = contestant(name, url)
        tasks.held(100)
        ready = _peak()
        runs = getattr(tasks, further[0])(int(further[1]))
        told["grown"] = _peak() - ready
    import json

    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    import warnings

    warnings.simplefilter("ignore", DeprecationWarning)
    main()
