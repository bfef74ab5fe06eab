"""A lifecycle as a picture in HTML; its colours come from the site."""

from __future__ import annotations

import html
from collections.abc import Iterator

from specloom.diff.drawing import Arrow, Drawing, Group, drawn
from specloom.diff.states import States
from specloom.ir.lifecycles import Lifecycle

_BOX = 26


def picture(lifecycle: Lifecycle) -> str:
    """The states of a lifecycle as inline SVG, from its start to where it can end."""
    submit = lifecycle.submit
    states = States(
        lifecycle.name,
        lifecycle.pending,
        lifecycle.action,
        lifecycle.success,
        lifecycle.failure,
        tuple(dict.fromkeys(step.operation.name for step in lifecycle.starts)),
        submit.operation.name if submit else "",
    )
    title = f"States of {lifecycle.model.name}"
    return "\n".join(_svg(drawn(states, None), html.escape(title)))


def _svg(drawing: Drawing, title: str) -> Iterator[str]:
    size = f'viewBox="-1 0 {drawing.width + 2:g} {drawing.height:g}" width="{drawing.width + 2:g}"'
    yield f'<svg class="states" {size} role="img" aria-label="{title}">'
    x, y = drawing.start
    yield f'<circle cx="{x:g}" cy="{y:g}" r="6"/>'
    for arrow in drawing.arrows:
        yield from _arrow(arrow)
    for group in drawing.groups:
        yield from _group(group)
    yield "</svg>"


def _arrow(arrow: Arrow) -> Iterator[str]:
    back = -7 if arrow.y2 > arrow.y1 else 7
    yield f'<path class="arrow" d="M{arrow.x:g} {arrow.y1:g}V{arrow.y2:g}"/>'
    yield f'<path class="tip" d="M{arrow.x:g} {arrow.y2:g}l-4 {back}h8z"/>'
    if arrow.label:
        y = (arrow.y1 + arrow.y2) / 2 + 4
        yield f'<text x="{arrow.x + 8:g}" y="{y:g}">{html.escape(arrow.label)}</text>'


def _group(group: Group) -> Iterator[str]:
    place = f'x="{group.x:g}" y="{group.y:g}" width="{group.width:g}" height="{group.height:g}"'
    yield f'<rect class="group {group.kind}" {place} rx="9"/>'
    yield f'<text class="title" x="{group.x + 9:g}" y="{group.y + 16:g}">{group.title}</text>'
    for box in group.boxes:
        yield (
            f'<rect class="state" x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" '
            f'height="{_BOX}" rx="6"/>'
        )
        middle = box.x + box.width / 2
        yield f'<text class="name" x="{middle:g}" y="{box.y + 17:g}">{html.escape(box.text)}</text>'
