"""State diagrams of lifecycles, and what the readme says about them (layer 4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from specloom.emit.words import markdown, one_line_text
from specloom.ir.lifecycles import Lifecycle, Step


@dataclass(frozen=True, slots=True)
class LifecycleText:
    """What the readme shows of a lifecycle: its heading, the calls of its helpers, and the lines of its diagram."""

    title: str
    poll: str
    starts: tuple[str, ...]
    submit: str
    tools: str
    streams: bool
    default_ms: str
    header: str
    max_wait: str
    parameter: str
    diagram: tuple[str, ...]


def lifecycle_text(lifecycle: Lifecycle) -> LifecycleText:
    """The parts that the readme puts together."""
    owner = ".".join(("client", *lifecycle.resource))
    return LifecycleText(
        title=markdown(lifecycle.model.name),
        poll=f"{owner}.poll",
        starts=tuple(_call(step) for step in lifecycle.starts),
        submit=_call(lifecycle.submit) if lifecycle.submit else "",
        tools=f"{owner}.run_tools" if lifecycle.tool_start else "",
        streams=lifecycle.streams_tools,
        default_ms=f"{lifecycle.waiting.default_ms:g}",
        header=one_line_text(lifecycle.waiting.header or "").replace("`", "'"),
        max_wait="" if lifecycle.max_wait is None else f"{lifecycle.max_wait:g}",
        parameter=lifecycle.waiting.parameter,
        diagram=tuple(diagram(lifecycle)),
    )


def _call(step: Step) -> str:
    return ".".join(("client", *step.resource, step.helper))


def diagram(lifecycle: Lifecycle) -> list[str]:
    """A Mermaid state diagram: which states come before which others, as far as the declaration says.

    States are numbered and labelled, so that no name of a state can be taken for a part of the diagram.
    """
    groups = (lifecycle.pending, lifecycle.action, lifecycle.success, lifecycle.failure)
    numbers = {state: f"s{index}" for index, state in enumerate(_flat(groups), 1)}
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{_label(state)}" as {number}' for state, number in numbers.items()]
    first = "pending" if lifecycle.pending else next(iter(numbers.values()), "")
    if lifecycle.pending:
        lines.append("    state pending {")
        lines += [f"        {numbers[state]}" for state in lifecycle.pending]
        lines.append("    }")
    for step in lifecycle.starts:
        lines.append(f"    [*] --> {first}: {step.operation.name}")
    if not lifecycle.starts:
        lines.append(f"    [*] --> {first}")
    if lifecycle.pending:
        ends = (*lifecycle.action, *lifecycle.success, *lifecycle.failure)
        lines += [f"    pending --> {numbers[state]}" for state in ends]
        if lifecycle.submit is not None:
            answer = lifecycle.submit.operation.name
            lines += [f"    {numbers[state]} --> pending: {answer}" for state in lifecycle.action]
    lines += [f"    {numbers[state]} --> [*]" for state in (*lifecycle.success, *lifecycle.failure)]
    return lines


def _flat(groups: Iterable[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(state for group in groups for state in group))


def _label(state: str) -> str:
    """The state as a label: without anything that would end the label, the line or the code block."""
    shown = one_line_text(state)[:80]
    return "".join(char if char.isalnum() or char in " _-.:/" else "?" for char in shown)
