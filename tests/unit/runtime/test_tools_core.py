"""Functions described as tools: names, texts, schemas, arguments, answers."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime
import functools
import json
from typing import Annotated, Any, Literal

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sdk_runtime._concurrency import Job, async_run_jobs, run_jobs
from sdk_runtime._docstrings import described
from sdk_runtime._exceptions import ToolArgumentsError
from sdk_runtime._lifecycle import Lifecycle, ToolAction
from sdk_runtime._tools_core import Toolbox, output_text, result_of, tool
from sdk_runtime._types import not_given, omit


class Place(pydantic.BaseModel):
    city: str
    country: str | None = None


def forecast(
    place: Place,
    day: datetime.date,
    unit: Literal["C", "F"] = "C",
    words: Annotated[list[str] | None, "Words to use."] = None,
    depth: Annotated[int, pydantic.Field(ge=0, description="How deep.")] = 0,
) -> str:
    """The weather of a day.

    It may be wrong.

    Args:
        place: Where.
        day (datetime.date): When,
            in the place's own time.
        words: Not this text.

    Returns:
        A text.
    """
    return f"{place.city} {day:%d.%m.} {unit} {words} {depth}"


def test_a_description_of_all() -> None:
    made = tool(forecast)
    assert made.name == "forecast"
    assert made.description == "The weather of a day.\n\nIt may be wrong."
    schema = made.parameters
    assert list(schema["properties"]) == ["place", "day", "unit", "words", "depth"]
    assert schema["required"] == ["place", "day"]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["day"] == {
        "description": "When, in the place's own time.",
        "format": "date",
        "type": "string",
    }
    assert schema["properties"]["unit"] == {"default": "C", "enum": ["C", "F"], "type": "string"}
    assert schema["properties"]["words"]["description"] == "Words to use."
    assert schema["properties"]["depth"]["description"] == "How deep."
    assert schema["properties"]["place"]["description"] == "Where."
    assert list(schema["$defs"]) == ["Place"]
    assert json.dumps(schema)


def test_arguments_arrive_with_their_types() -> None:
    call = tool(forecast).bind('{"place": {"city": "Riga"}, "day": "2026-01-02", "depth": "3"}')
    assert call() == "Riga 02.01. C None 3"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ('{"day": "2026-01-02"}', "place: Field required"),
        ('{"place": {}, "day": "2026-01-02"}', "place.city: Field required"),
        ('{"place": {"city": ""}, "day": "2026-01-02", "depth": -1}', "depth: Input should be"),
        ('{"place": {"city": ""}, "day": "2026-01-02", "unit": "K"}', "unit: Input should be"),
        ("[]", "Input should be an object"),
        ("{", "Invalid JSON"),
        ("[" * 100_000, "Invalid JSON"),
        (7, "Input should be a valid dictionary"),
    ],
)
def test_arguments_that_do_not_fit(arguments: object, message: str) -> None:
    with pytest.raises(ToolArgumentsError, match="Wrong arguments for `forecast`") as caught:
        tool(forecast).bind(arguments)
    assert message in str(caught.value)
    assert caught.value.tool == "forecast"
    assert isinstance(caught.value.__cause__, pydantic.ValidationError)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    def anything(**given: Any) -> Any:
        return given

    try:
        found = tool(anything).bind(text)()
    except ToolArgumentsError:
        return
    assert found == (json.loads(text) if text.strip() else {})


@given(st.dictionaries(st.text(), st.integers() | st.text() | st.booleans() | st.none()))
def test_objects_are_taken_as_well_as_texts(members: dict[str, Any]) -> None:
    def anything(**given: Any) -> Any:
        return given

    assert tool(anything).bind(members)() == members
    assert tool(anything).bind(json.dumps(members))() == members


def test_names_that_models_have_are_no_trouble() -> None:
    def shadow(
        schema: int, copy: int, model_config: int, _private: int, class_: int = 5
    ) -> list[int]:
        return [schema, copy, model_config, _private, class_]

    made = tool(shadow)
    assert list(made.parameters["required"]) == ["schema", "copy", "model_config", "_private"]
    given = {"schema": 1, "copy": 2, "model_config": 3, "_private": 4}
    assert made.bind(given)() == [1, 2, 3, 4, 5]


def test_defaults_stay_the_functions_own() -> None:
    marker = object()

    def remember(value: Any = marker) -> bool:
        return value is marker

    made = tool(remember)
    assert made.bind("")() is True
    assert made.bind({"value": 1})() is False
    assert "default" not in made.parameters["properties"]["value"]


def test_a_model_alone_is_the_whole() -> None:
    def visit(place: Place) -> Place:
        """Go there."""
        return place

    made = tool(visit)
    assert list(made.parameters["properties"]) == ["city", "country"]
    assert made.bind('{"city": "Riga"}')() == Place(city="Riga")


def test_a_model_given_for_the_arguments() -> None:
    made = tool(lambda place: place.city, name="visit", description="Go.", arguments=Place)
    assert (made.name, made.description) == ("visit", "Go.")
    assert made.bind({"city": "Riga"})() == "Riga"


class Adder:
    """Adds."""

    def __call__(self, left: int) -> int:
        return left + 1


def add(left: int, right: int) -> int:
    """Add."""
    return left + right


async def later(left: int) -> int:
    return left


def test_partials_and_objects() -> None:
    one = tool(functools.partial(add, 1))
    assert (one.name, one.description) == ("add", "Add.")
    assert one.bind({"right": 2})() == 3
    made = tool(Adder())
    assert (made.name, made.bind({"left": 1})()) == ("Adder", 2)
    assert tool(made) is made


def test_which_tools_are_async() -> None:
    assert tool(later).is_async
    assert tool(functools.partial(later, 1)).is_async
    assert not tool(add).is_async
    assert not tool(Adder()).is_async


def spread(*values: int) -> None:
    """Takes what has no name."""


def lost(value: Nowhere) -> None:  # type: ignore[name-defined]  # noqa: F821
    """Its annotation names nothing."""


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (spread, r"takes `\*values`"),
        (lost, "cannot be resolved"),
        (lambda: None, "cannot be the name of a tool"),
        (3, "Expected a function"),
        (min, "has no signature|takes"),
    ],
)
def test_what_cannot_be_a_tool(function: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        tool(function)


# -- Docstrings -----------------------------------------------------------------------------------

NUMPY = """
    Summary.

    Parameters
    ----------
    left, right : int
        Both numbers,
        really.
    other
        Another.

    Returns
    -------
    int
        The sum.
    """

REST = """Summary.

    :param left: One,
        and more.
    :param int right: Two.
    :returns: The sum.
    """

GOOGLE = """Summary.

    Args:
      left: One,
        and more.

      *right (int, optional): Two: a number.

    Raises:
      other: Never.
    """


@pytest.mark.parametrize(
    ("text", "parameters"),
    [
        (
            NUMPY,
            {
                "left": "Both numbers, really.",
                "right": "Both numbers, really.",
                "other": "Another.",
            },
        ),
        (REST, {"left": "One, and more.", "right": "Two."}),
        (GOOGLE, {"left": "One, and more.", "right": "Two: a number."}),
        ("Summary.", {}),
    ],
)
def test_docstrings(text: str, parameters: dict[str, str]) -> None:
    assert described(text) == ("Summary.", parameters)


def test_no_docstring() -> None:
    assert described(None) == ("", {})


def test_a_text_that_only_looks_like_a_section() -> None:
    text = "Note: this is text.\n\nReturns: nothing either."
    assert described(text) == (text, {})


@given(
    st.lists(
        st.sampled_from([*"Args: x - : a param Parameters --- Returns:".split(" "), "\n", "\n  "])
    )
)
def test_any_docstring_is_read(parts: list[str]) -> None:
    text, parameters = described(" ".join(parts))
    assert isinstance(text, str)
    assert all(parameters.values())


# -- Answers --------------------------------------------------------------------------------------


@dataclasses.dataclass
class Point:
    x: int


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("as is", "as is"),
        (None, "null"),
        (1.5, "1.5"),
        ({"a": datetime.date(2026, 1, 2)}, '{"a":"2026-01-02"}'),
        (Point(1), '{"x":1}'),
        ([Place(city="Rīga")], '[{"city":"Rīga","country":null}]'),
        (3j, '"3j"'),
    ],
)
def test_outputs(value: object, text: str) -> None:
    assert output_text(value) == text


ACTION = ToolAction(
    calls="wanted.calls",
    id="ref",
    name="fn.name",
    arguments="fn.args",
    output_id="ref",
    output="text",
    definition={"kind": "fn", "fn": {"n": "{name}", "p": "{parameters}", "d": "{description}"}},
)


def test_the_declaration_says_how_the_api_speaks() -> None:
    box = Toolbox([add], Lifecycle("thing", tools=ACTION))
    (definition,) = box.definitions(omit)
    assert (definition["kind"], definition["fn"]["n"], definition["fn"]["d"]) == (
        "fn",
        "add",
        "Add.",
    )
    assert list(definition["fn"]["p"]["properties"]) == ["left", "right"]
    assert box.definitions(not_given) == [definition]
    assert box.definitions(None) is None
    value = {
        "wanted": {"calls": [{"ref": 7, "fn": {"name": "add", "args": '{"left":1,"right":2}'}}]}
    }
    (call,) = box.calls(value)
    assert (call.id, call.name, call.arguments) == ("7", "add", '{"left":1,"right":2}')
    result = result_of(call, box.call(call), None, "submit")
    assert box.outputs([result]) == [{"ref": "7", "text": "3"}]


def test_no_calls_where_there_is_no_list() -> None:
    box = Toolbox([add], Lifecycle("thing", tools=ACTION))
    assert box.calls({"wanted": {"calls": "none"}}) == []
    assert box.calls({}) == []


def test_a_lifecycle_without_tools() -> None:
    with pytest.raises(TypeError, match="thing is declared without tools"):
        Toolbox([add], Lifecycle("thing"))


# -- At once --------------------------------------------------------------------------------------


def test_outcomes_keep_their_order() -> None:
    async def wait_for(event: asyncio.Event | None, after: asyncio.Event | None) -> str:
        if event:
            await event.wait()
        if after:
            after.set()
        return "first" if event else "second"

    async def main() -> list[object]:
        gate = asyncio.Event()
        jobs = [
            Job(functools.partial(wait_for, gate, None), is_async=True),
            Job(functools.partial(wait_for, None, gate), is_async=True),
            Job(lambda: "third", is_async=False),
            Job(lambda: later(4), is_async=False),
        ]
        return [outcome.value for outcome in await async_run_jobs(jobs)]

    assert asyncio.run(main()) == ["first", "second", "third", 4]


def test_async_functions_run_for_the_sync_client_even_inside_a_loop() -> None:
    async def main() -> list[object]:
        jobs = [Job(functools.partial(later, 1), is_async=True)]
        return [outcome.value for outcome in run_jobs(jobs)]

    assert asyncio.run(main()) == [1]


def test_a_cancelled_wait_cancels_the_tools() -> None:
    ended: list[str] = []

    async def endless() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("cancelled")

    async def main() -> None:
        task = asyncio.create_task(async_run_jobs([Job(endless, is_async=True)]))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
    assert ended == ["cancelled"]
