"""State diagrams of lifecycles, and what the readme says about them (layer 4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from specloom.emit.words import markdown, one_line_text
from specloom.ir.lifecycles import Lifecycle, Step


@dataclass(frozen=True, slots=True)
class LifecycleText:
    """What the readme shows of a lifecycle; each part is lines of Markdown, ``waiting`` Python (empty for none)."""

    title: str
    uses: str
    waiting: str
    pauses: str
    diagram: str


def lifecycle_text(lifecycle: Lifecycle, waiting: Sequence[str]) -> LifecycleText:
    """The parts that the readme puts together; ``waiting`` are the lines of a call that waits."""
    return LifecycleText(
        markdown(lifecycle.model.name),
        "\n".join(_uses(lifecycle)),
        "\n".join([*waiting, "print(result)"] if waiting else []),
        "\n".join(_pauses(lifecycle)),
        "\n".join(diagram(lifecycle)),
    )


def _uses(lifecycle: Lifecycle) -> list[str]:
    """The calls of the helpers, each with what it is for."""
    owner = ".".join(("client", *lifecycle.resource))
    lines = [f"- `{_call(step)}(...)` starts one and waits." for step in lifecycle.starts]
    lines.append(f"- `{owner}.poll(...)` waits for one that was started.")
    if lifecycle.submit is not None:
        lines.append(
            f"- `{_call(lifecycle.submit)}(...)` answers one that waits for you, and waits on."
        )
    if lifecycle.tool_start is not None:
        events = "; `run_tools_stream` gives the events of all of it as they come"
        lines.append(
            f"- `{owner}.run_tools(functions=[...], ...)` starts one and, whenever it asks for tools, "
            f"calls your Python functions and answers\n  with what they return"
            f"{events if lifecycle.streams_tools else ''}."
        )
    return lines


def _pauses(lifecycle: Lifecycle) -> list[str]:
    """What decides the pauses of a wait, and its longest time."""
    waiting = lifecycle.waiting
    header = one_line_text(waiting.header or "").replace("`", "'")
    told = f", else what the response header `{header}` says" if header else ""
    lines = [f"The pause is `{waiting.parameter}=`{told}, else {waiting.default_ms:g} ms."]
    if lifecycle.max_wait is not None:
        most = f"{lifecycle.max_wait:g}"
        lines.append(f"A wait takes at most {most} seconds, unless `max_wait=` says otherwise.")
    return lines


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
