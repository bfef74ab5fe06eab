"""Where the time of one ``runs.retrieve`` goes, next to the same by hand: CPU microseconds of each part.

usage: python -m benchmarks.clients.parts

Every part is done so many times in a row, several times over; the least counts, as whatever else runs on the machine
only adds. By hand, six headers are sent instead of eighteen.
"""

from __future__ import annotations

import time
import timeit
import warnings
from collections.abc import Callable
from importlib import import_module
from typing import Any

from benchmarks.clients.floor import Floor
from benchmarks.clients.processes import server

_TIMES, _REPEATS = 200, 7
_PATH = "/threads/t/runs/run_1"


def _micros(part: Callable[[], object]) -> float:
    part()
    seconds = timeit.repeat(part, number=_TIMES, repeat=_REPEATS, timer=time.process_time)
    return min(seconds) / _TIMES * 1e6


def _answered(client: Any, request: Any) -> Any:
    response = client.send(request, stream=True, follow_redirects=False)
    response.read()
    return response


def parts(url: str) -> dict[str, tuple[float, float]]:
    """Each part's time in ours and by hand."""
    hand = Floor(url).client
    sdk: Any = import_module("openai_runs")
    options: Any = import_module("openai_runs._options")
    parsing: Any = import_module("openai_runs._parsing")
    templates: Any = import_module("openai_runs._path")
    model: Any = import_module("openai_runs.types.beta.threads.run").Run
    client: Any = sdk.OpenAI(api_key="k", base_url=url)
    client.beta.threads.runs.retrieve("run_1", thread_id="t")

    def described() -> Any:
        path = templates.path_template("/threads/{t}/runs/{r}", t="t", r="run_1")
        given = options.request_options(headers={"OpenAI-Beta": "assistants=v2"})
        return client._settled_options(options.final_options("get", path, given)).copy()

    final = described()
    arguments = client._build_request_args(final)
    request = client._client.build_request(**arguments)
    response, by_hand = _answered(client._client, request), hand.build_request("GET", _PATH)
    content = response.content
    plain: Any = import_module("httpx2").Client

    def exchanged() -> None:
        client._exchange(request, final, False)

    return {
        "the call described": (_micros(described), 0.0),
        "headers, URL and checks": (_micros(lambda: client._build_request_args(final)), 0.0),
        "the request made of them": (
            _micros(lambda: client._client.build_request(**arguments)),
            _micros(lambda: hand.build_request("GET", _PATH)),
        ),
        "sent and read by the transport": (
            _micros(lambda: _answered(_Unguarded(plain, client._client), request)),
            _micros(lambda: _answered(hand, by_hand)),
        ),
        "the same with guards, hooks, redirects and logs": (_micros(exchanged), 0.0),
        "the answer parsed": (
            _micros(lambda: parsing.parse_body(response, model, client=client, options=final)),
            _micros(lambda: model.model_validate_json(content)),
        ),
    }


class _Unguarded:
    """A client of the transport, without what ours puts around its ``send``."""

    def __init__(self, plain: Any, client: Any) -> None:
        self._plain = plain
        self._client = client

    def send(self, request: Any, **options: Any) -> Any:
        return self._plain.send(self._client, request, **options)


def main() -> None:
    """Print the table."""
    warnings.simplefilter("ignore", DeprecationWarning)
    with server() as url:
        found = parts(url)
    print(f"{'CPU µs of one `runs.retrieve`':48} {'ours':>7} {'by hand':>8}")
    for name, (ours, by_hand) in found.items():
        print(f"{name:48} {ours:7.0f} {f'{by_hand:8.0f}' if by_hand else ''}".rstrip())


if __name__ == "__main__":
    main()
