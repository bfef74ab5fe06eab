"""Sync twins: of hand-written modules, of printed ones, and the committed twin of the runtime."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.weave.rejoin import rejoin
from specloom.weave.tidy import tidy_imports
from specloom.weave.twins import sync_module
from specloom.weave.unasync import UnasyncError, to_sync, twin_text


def test_the_committed_sync_runtime_is_derived_from_the_async_one(root: Path) -> None:
    source, twin = root / "templates/runtime/_aio", root / "templates/runtime/_sync"
    names = [path.name for path in sorted(source.glob("*.py"))]
    assert names == [path.name for path in sorted(twin.glob("*.py"))], "run `make runtime-sync`"
    stale = [
        name
        for name in names
        if twin_text((source / name).read_text("utf-8")) != (twin / name).read_text("utf-8")
    ]
    assert not stale, "run `make runtime-sync`"


def test_hand_written_code_loses_every_async_name() -> None:
    text = (
        "async def read(client: AsyncClient) -> AsyncIterator[bytes]:\n"
        "    async with client.stream() as response:\n"
        "        async for chunk in response.aiter_bytes():\n"
        "            yield chunk\n"
        "    await client.aclose()\n"
    )
    assert to_sync(text) == (
        "def read(client: Client) -> Iterator[bytes]:\n"
        "    with client.stream() as response:\n"
        "        for chunk in response.iter_bytes():\n"
        "            yield chunk\n"
        "    client.close()\n"
    )


def test_printed_code_keeps_the_names_of_the_api() -> None:
    text = (
        "class AsyncJobs(AsyncAPIResource):\n"
        "    async def start(self, *, async_mode: bool) -> AsyncJob:\n"
        '        """Start an AsyncJob; await it."""\n'
        '        return await self._post("/async", body={"async_mode": async_mode}, cast_to=AsyncJob)\n'
    )
    assert to_sync(text, {"AsyncJobs": "Jobs"}, hand_written=False) == (
        "class Jobs(SyncAPIResource):\n"
        "    def start(self, *, async_mode: bool) -> AsyncJob:\n"
        '        """Start an AsyncJob; await it."""\n'
        '        return self._post("/async", body={"async_mode": async_mode}, cast_to=AsyncJob)\n'
    )


def test_wrappers_of_async_results_vanish() -> None:
    text = "def list(self) -> AsyncPaginator[Run, AsyncCursorPage[Run]]: ...\n"
    names = {"AsyncCursorPage": "SyncCursorPage"}
    assert to_sync(text, names, hand_written=False) == (
        "def list(self) -> SyncCursorPage[Run]: ...\n"
    )
    function = "key: str | Callable[[], Awaitable[str]]"
    assert to_sync(function, hand_written=False) == "key: str | Callable[[], str]"


def test_what_has_no_sync_form_is_an_error_with_its_line() -> None:
    with pytest.raises(UnasyncError, match=r"^2: `asyncio\.gather`"):
        to_sync("import time\nawait asyncio.gather(a, b)\n")
    assert to_sync("await asyncio.sleep(1)\n") == "time.sleep(1)\n"


def test_imports_are_sorted_again_and_unused_ones_go() -> None:
    text = (
        "from __future__ import annotations\n"
        "\n"
        "from collections.abc import Awaitable, Callable\n"
        "\n"
        "import httpx2\n"
        "\n"
        "from .._sync.pagination import AsyncPaginator\n"
        "from .._compat import cached_property\n"
        "from ..zoo import (\n"
        "    Zebra,\n"
        "    Ant,\n"
        ")\n"
        "\n"
        "x: Callable[[Zebra], Ant] = cached_property(httpx2)\n"
    )
    assert tidy_imports(text) == (
        "from __future__ import annotations\n"
        "\n"
        "from collections.abc import Callable\n"
        "\n"
        "import httpx2\n"
        "\n"
        "from .._compat import cached_property\n"
        "from ..zoo import Ant, Zebra\n"
        "\n"
        "x: Callable[[Zebra], Ant] = cached_property(httpx2)\n"
    )


def test_a_name_in_a_string_does_not_keep_its_import() -> None:
    text = 'from a import b, c\n\nx = "b"  # b\ny = c\n'
    assert tidy_imports(text) == 'from a import c\n\nx = "b"  # b\ny = c\n'


def test_a_bound_keeps_its_import() -> None:
    text = 'from .a import B, C\n\nT = TypeVar("T", bound="B[C]")\n'
    assert tidy_imports(text) == text
    assert "import" not in tidy_imports(text.replace("bound=", "note="))


def test_reexports_and_exported_names_stay() -> None:
    text = 'from .a import X as X\nfrom .b import Y\n\n__all__ = ["Y"]\n'
    assert tidy_imports(text) == text


def test_lines_are_joined_where_they_fit() -> None:
    broken = "def f(\n    self,\n) -> (\n    Thing | None\n):\n    pass\n"
    assert rejoin(broken) == "def f(\n    self,\n) -> Thing | None:\n    pass\n"
    assert rejoin("x = g(\n    a, b\n)\n") == "x = g(a, b)\n"
    assert rejoin("x = g(\n    a,\n    b,\n)\n") == "x = g(\n    a,\n    b,\n)\n"
    assert rejoin("x = (\n    a\n    | b\n)\n") == "x = a | b\n"


def test_lines_that_do_not_fit_stay() -> None:
    long = "a" * 60
    text = f"value: (\n    {long}\n    | {long}\n) = None\n"
    assert rejoin(text) == text
    shorter = f"value_with_a_rather_long_name: (\n    {long}\n    | {'b' * 20}\n) = None\n"
    joined = f"value_with_a_rather_long_name: (\n    {long} | {'b' * 20}\n) = None\n"
    assert rejoin(shorter) == joined


def test_a_printed_module_becomes_its_twin() -> None:
    text = (
        "from __future__ import annotations\n\n"
        "from ..._aio.pagination import AsyncPaginator\n"
        "from ..._aio.resource import AsyncAPIResource\n"
        "from ...pagination import AsyncPage\n"
        "from .async_parts import AsyncParts\n\n\n"
        "class AsyncThings(AsyncAPIResource):\n"
        "    def list(self) -> AsyncPaginator[int, AsyncPage[int]]:\n"
        "        return AsyncParts(AsyncPage)\n"
    )
    names = {"AsyncThings": "Things", "AsyncParts": "Parts", "async_parts": "parts"}
    assert sync_module(text, {**names, "AsyncPage": "SyncPage"}) == (
        "from __future__ import annotations\n\n"
        "from ..._sync.resource import SyncAPIResource\n"
        "from ...pagination import SyncPage\n"
        "from .parts import Parts\n\n\n"
        "class Things(SyncAPIResource):\n"
        "    def list(self) -> SyncPage[int]:\n"
        "        return Parts(SyncPage)\n"
    )
