"""Helpers woven into a printed class: expansion, injection, imports, messages."""

from __future__ import annotations

import black
import pytest

from specloom.diagnostics import SpecloomError
from specloom.weave.helper_source import parse_helper
from specloom.weave.helpers import OperationPlace, Weaver, Woven
from specloom.weave.unasync import to_sync

FILE = "resources/jobs.d/async_jobs.py".replace(".d", "")
PRINTED = '''"""Printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from ..._aio.resource import AsyncAPIResource
from ..._types import Omit, omit

if TYPE_CHECKING:
    from ...types.job import Job

__all__ = ["AsyncJobs"]


class AsyncJobs(AsyncAPIResource):
    """Jobs."""

    async def create(
        self,
        queue_id: str,
        *,
        name: str,
        note: Optional[str] | Omit = omit,
        stream: bool | Omit = omit,
        timeout: float | None = None,
    ) -> Job:
        """Start a job."""
        return await self._post("/jobs", body={"name": name}, cast_to=object)


class AsyncJobsWithRawResponse:
    pass
'''
HELPER = '''"""Helpers of jobs."""

from __future__ import annotations

import asyncio

from typing_extensions import Unpack

from acme._types import Omit, omit
from acme.lib.waiting import AsyncWaiter
from acme.resources.jobs import AsyncJobs as _AsyncJobs
from acme.types.job import Job
from acme.types.job_create_params import JobCreateParams
from specloom.helpers import mirror


class AsyncJobs(_AsyncJobs):
    @mirror("create", drop=("stream",))
    async def create_and_wait(
        self,
        queue_id: str,
        *,
        interval: float | Omit = omit,
        timeout: float | None = None,
        **params: Unpack[JobCreateParams],
    ) -> Job:
        """Start a job and wait for it."""
        # The waiter owns the clock.
        waiter = AsyncWaiter(interval)
        job = await self.create(queue_id, timeout=timeout, **params)
        await asyncio.sleep(1)
        return await waiter.wait(job)
'''
PLACES = {"jobs.create": OperationPlace(FILE, "AsyncJobs", ("queue_id",))}


def weave(helper: str = HELPER, printed: str = PRINTED) -> Woven:
    weaver = Weaver("acme", {FILE: printed}, PLACES)
    return weaver.weave([parse_helper("helpers/jobs.py", helper)])


def problem(helper: str) -> str:
    with pytest.raises(SpecloomError) as caught:
        weave(helper)
    assert len(caught.value.diagnostics) == 1
    return caught.value.diagnostics[0].render()


def test_params_are_written_out_where_they_are_declared_and_passed_on() -> None:
    text = weave().files[FILE]
    assert "        interval: float | Omit = omit,\n        timeout: float" in text
    assert (
        "        name: str,\n        note: Optional[str] | Omit = omit,\n        interval" in text
    )
    assert "            name=name,\n            note=note,\n        )" in text
    assert "stream=stream" not in text
    assert "**params" not in text
    assert "Unpack" not in text
    assert "mirror" not in text


def test_woven_text_is_in_the_style_of_the_house() -> None:
    text = weave().files[FILE]
    mode = black.Mode(line_length=100)
    assert black.format_str(text, mode=mode) == text


def test_imports_are_merged_and_relative() -> None:
    text = weave().files[FILE]
    assert "from ...lib.waiting import AsyncWaiter\n" in text
    assert text.count("import Omit, omit") == 1
    assert "acme" not in text
    assert "_AsyncJobs" not in text


def test_a_method_imports_what_only_its_body_needs() -> None:
    text = weave().files[FILE]
    head, _, body = text.partition('"""Start a job and wait for it."""\n')
    assert "lib.waiting" not in head
    assert body.startswith("        from ...lib.waiting import AsyncWaiter\n\n        # The waiter")
    shown = HELPER.replace("interval: float | Omit = omit", "waiter: AsyncWaiter = AsyncWaiter(1)")
    head, _, body = weave(shown).files[FILE].partition('"""Start a job')
    assert "\nfrom ...lib.waiting import AsyncWaiter\n" in head
    assert "lib.waiting" not in body
    typed = HELPER.replace("interval: float", "waiter: AsyncWaiter | None = None, interval: float")
    head, _, body = weave(typed).files[FILE].partition('"""Start a job')
    assert "    from ...lib.waiting import AsyncWaiter\n" in head.partition("if TYPE_CHECKING:")[2]
    assert "        from ...lib.waiting import AsyncWaiter\n" in body


def test_woven_methods_say_where_they_come_from_and_keep_their_comments() -> None:
    text = weave().files[FILE]
    assert "    # Woven from helpers/jobs.py:19\n    async def create_and_wait(\n" in text
    assert "        # The waiter owns the clock.\n" in text


def test_names_of_helpers_have_sync_twins() -> None:
    woven = weave()
    text = to_sync(
        woven.files[FILE], {**woven.names[FILE], "AsyncJobs": "Jobs"}, hand_written=False
    )
    assert "waiter = Waiter(interval)" in text
    assert "        job = self.create(\n" in text
    assert "time.sleep(1)" in text
    assert "async " not in text
    assert "import time\n" in text
    assert "await " not in text


def test_a_parameter_of_the_spec_reaches_the_helper() -> None:
    grown = PRINTED.replace("        note:", "        priority: int | Omit = omit,\n        note:")
    text = weave(printed=grown).files[FILE]
    assert text.count("priority: int | Omit = omit") == 2
    assert text.count("priority=priority") == 1


def test_renamed_positional_and_first_parameters() -> None:
    helper = HELPER.replace(
        'drop=("stream",)', 'drop=("stream",), rename={"note": "remark"}, positional=("name",)'
    )
    text = weave(helper).files[FILE]
    assert (
        "        queue_id: str,\n        name: str,\n        *,\n        remark: Optional" in text
    )
    assert "note=remark," in text


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('drop=("stream",)', 'drop=("steam",)', "helpers/jobs.py:19:5 error[mirror-mismatch]"),
        ('"create", drop', '"creat", drop', "helpers/jobs.py:19:5 error[mirror-operation]"),
        ("import AsyncJobs as", "import AsyncJob as", "helpers/jobs.py:17:1 error[helper-target]"),
        ("def create_and_wait", "def create", "helpers/jobs.py:19:5 error[helper-clash]"),
        ("import Omit, omit", "import Omit, Other as omit", "error[helper-import-clash]"),
        ("class AsyncJobs(_AsyncJobs)", "class AsyncJobs", "error[helper-base]"),
        ("AsyncJobs(_AsyncJobs):", "AsyncJobs(_AsyncJobs):\n    x = 1\n", "error[helper-member]"),
        ("import asyncio", "CONSTANT = 1; import asyncio; for", "error[helper-syntax]"),
        ("import asyncio", "import asyncio; dict(a=1, a=2)", "error[helper-syntax]: keyword arg"),
        ("import asyncio", "def loose() -> None: ...", "error[helper-statement]"),
        ("        **params: Unpack[JobCreateParams],\n", "", "error[mirror-mismatch]"),
        ('"create", drop', "create, drop", "error[mirror-argument]"),
    ],
)
def test_what_cannot_be_woven_is_an_error_with_its_place(old: str, new: str, expected: str) -> None:
    assert old in HELPER
    assert expected in problem(HELPER.replace(old, new))


def test_places_and_names_are_those_of_the_text() -> None:
    text = (
        "from acme.a_module import AsyncJobs as _Base\n"
        "class AsyncJobs(_Base):\n"
        '    """AsyncNever."""\n\n'
        "    @property\n"
        "    @staticmethod\n"
        "    async def first(self, /, given=AsyncIterator, *, word): ...\n"
        "    def second(self):\n"
        "        def inner(): ...\n"
        "        return self.aclose(key='AsyncString', other=f'{AsyncClient}')\n"
    )
    read = parse_helper("h.py", text)
    (found,) = read.classes
    places = [(item.name, item.source.line, item.source.column) for item in found.methods]
    assert (found.source.line, found.source.column) == (2, 1)
    assert places == [("first", 7, 5), ("second", 8, 5)]
    expected = {"acme", "a_module", "AsyncJobs", "_Base", "first", "given", "AsyncIterator", "word"}
    expected |= {"second", "inner", "self", "aclose", "key", "other", "AsyncClient"}
    expected |= {"property", "staticmethod"}
    assert read.identifiers == expected


def test_what_a_class_may_not_hold_is_told_with_its_place() -> None:
    text = "from acme.jobs import AsyncJobs as _Base\nclass AsyncJobs(_Base):\n    limit = 3\n"
    with pytest.raises(SpecloomError) as caught:
        parse_helper("h.py", text)
    (problem,) = caught.value.diagnostics
    assert problem.source is not None
    assert (problem.code, problem.source.line, problem.source.column) == ("helper-member", 3, 5)


OTHER = PRINTED.replace("note: Optional[str]", "colour: Optional[str]").replace("Jobs", "Tasks")
BOTH = '''"""Jobs and tasks."""

from __future__ import annotations

from typing import Any

from acme._types import Omit, omit
from acme.resources.jobs import AsyncJobs as _AsyncJobs
from acme.types.job import Job

from specloom.helpers import mirror


class AsyncJobs(_AsyncJobs):
    @mirror("jobs.create", also=("tasks.create",), drop=("stream",))
    async def start(
        self,
        queue_id: str | None,
        *,
        timeout: float | None = None,
        **params: Any,
    ) -> Job:
        """Start one or the other."""
        if queue_id is None:
            return await self.tasks.with_raw_response.create("", **params, timeout=timeout)
        return await self.create(queue_id, **note(**params))
'''


def test_a_helper_mirrors_several_operations() -> None:
    files = {FILE: PRINTED, "resources/tasks/async_tasks.py": OTHER}
    operations = {
        "jobs.create": OperationPlace(FILE, "AsyncJobs", ("queue_id",)),
        "tasks.create": OperationPlace(
            "resources/tasks/async_tasks.py", "AsyncTasks", ("queue_id",)
        ),
    }
    woven = Weaver("acme", files, operations).weave([parse_helper("both.py", BOTH)])
    flat = "".join(woven.files[FILE].partition("async def start")[2].split())
    assert "*,name:str,note:Optional[str]|Omit=omit,colour:Optional[str]|Omit=omit,timeout" in flat
    assert 'create("",name=name,colour=colour,timeout=timeout,)' in flat
    assert "note(name=name,note=note,colour=colour,)" in flat
