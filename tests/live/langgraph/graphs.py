"""The graphs that the server under test serves: small, without any model, each shows one thing.

This file is loaded by the server's process, by its path; it imports nothing of this repository.
"""

from __future__ import annotations

import asyncio
import operator
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypedDict

from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, AnyMessage
from langchain_core.runnables import RunnableConfig
from langgraph.config import get_stream_writer
from langgraph.graph import END, START, StateGraph
from langgraph.graph.message import add_messages
from langgraph.runtime import Runtime
from langgraph.types import interrupt


class Said(TypedDict, total=False):
    text: str
    said: Annotated[list[str], operator.add]
    told: dict[str, Any]


class Voice(TypedDict, total=False):
    voice: str


async def say(state: Said, config: RunnableConfig, runtime: Runtime[Voice]) -> Said:
    """Repeats the text; tells what reached it by way of context and configuration."""
    told: dict[str, Any] = {"volume": (config.get("configurable") or {}).get("volume")}
    if isinstance(runtime.context, Mapping):
        told["voice"] = runtime.context.get("voice")
    return {"said": [state.get("text", "")], "told": told}


async def shout(state: Said) -> Said:
    """A second step, so that there is something between the steps."""
    return {"said": [state.get("text", "").upper()]}


class Ticks(TypedDict, total=False):
    ticks: int
    pause: float
    ticked: int


async def tick(state: Ticks) -> Ticks:
    """Sends `ticks` events of the graph's own, `pause` seconds apart (default 0.03)."""
    write = get_stream_writer()
    count = state.get("ticks", 3)
    for number in range(count):
        write({"tick": number})
        await asyncio.sleep(state.get("pause", 0.03))
    return {"ticked": count}


class Asked(TypedDict, total=False):
    topic: str
    answers: Annotated[list[Any], operator.add]


async def ask(state: Asked) -> Asked:
    """Stops for an answer from outside."""
    return {"answers": [interrupt({"question": state.get("topic", "?")})]}


async def thank(state: Asked) -> Asked:
    """What comes after the answer."""
    return {"answers": ["thanks"]}


class Fate(TypedDict, total=False):
    text: str


async def fail(state: Fate) -> Fate:
    """Raises."""
    raise ValueError(f"no luck: {state.get('text')}")


class Talk(TypedDict, total=False):
    messages: Annotated[Sequence[AnyMessage], add_messages]


async def speak(state: Talk) -> Talk:
    """Streams an answer of a fake model, word by word."""
    model = GenericFakeChatModel(messages=iter([AIMessage(content="hello from below")]))
    return {"messages": [await model.ainvoke(list(state.get("messages", [])))]}


def one_step(schema: type, name: str, step: Any) -> StateGraph[Any]:
    """A graph of a single node."""
    graph = StateGraph(schema)
    graph.add_node(name, step)
    graph.add_edge(START, name)
    graph.add_edge(name, END)
    return graph


def two_steps(
    schema: type, first: Any, second: Any, context: type | None = None
) -> StateGraph[Any]:
    """A graph of two nodes in a row, named like their functions."""
    graph = StateGraph(schema, context_schema=context)
    graph.add_node(first.__name__, first)
    graph.add_node(second.__name__, second)
    graph.add_edge(START, first.__name__)
    graph.add_edge(first.__name__, second.__name__)
    graph.add_edge(second.__name__, END)
    return graph


echoing = two_steps(Said, say, shout, Voice).compile()
ticking = one_step(Ticks, "tick", tick).compile()
asking = two_steps(Asked, ask, thank).compile()
raising = one_step(Fate, "fail", fail).compile()
speaking = one_step(Talk, "speak", speak).compile()
talking = one_step(Talk, "below", speaking).compile()
