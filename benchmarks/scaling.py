"""How the time of generation grows with the document: made documents of several sizes, a table and a drawing."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Contestant, measure

_WIDTH, _HEIGHT, _MARGIN = 640, 360, 56


@dataclass(frozen=True, slots=True)
class Size:
    """One point: a document of ``operations`` and four times as many schemas; user CPU seconds, peak MB."""

    operations: int
    kilobytes: int
    user: float
    peak_mb: float


def made(operations: int) -> dict[str, object]:
    """A document with this many operations and four schemas for each, which refer to one another."""
    schemas: dict[str, object] = {}
    paths: dict[str, object] = {}
    for index in range(operations):
        for part in range(4):
            further = f"#/components/schemas/Thing{index}Part{(part + 1) % 4}"
            schemas[f"Thing{index}Part{part}"] = {
                "type": "object",
                "description": f"Part {part} of thing {index}, which is described in some words.",
                "required": ["id"],
                "properties": {
                    "id": {"type": "string", "description": "The identifier."},
                    "kind": {"type": "string", "enum": ["one", "two", "three"]},
                    "count": {"type": "integer", "description": "How many there are."},
                    "next": {"$ref": further},
                    "labels": {"type": "array", "items": {"type": "string"}},
                },
            }
        answer = {"schema": {"$ref": f"#/components/schemas/Thing{index}Part0"}}
        name = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
        operation = {
            "operationId": f"get_thing_{index}",
            "summary": f"Get thing {index}.",
            "parameters": [name],
            "responses": {"200": {"description": "OK", "content": {"application/json": answer}}},
        }
        paths[f"/things{index}/{{id}}"] = {"get": operation}
    info = {"title": "Things", "version": "1"}
    return {
        "openapi": "3.1.0",
        "info": info,
        "paths": paths,
        "components": {"schemas": schemas},
    }


def measured(sizes: Iterable[int], bytecode: Path) -> list[Size]:
    """Generate each size once, cold; ``bytecode`` as for :func:`measure`."""
    found: list[Size] = []
    with tempfile.TemporaryDirectory() as folder:
        for operations in sizes:
            spec = Path(folder, f"{operations}.json")
            spec.write_text(json.dumps(made(operations)), "utf-8")
            command = [sys.executable, "-m", "specloom", "generate", str(spec), "--quiet"]
            command += ["--output", str(Path(folder, str(operations))), "--no-cache"]
            (timing,) = measure([Contestant(str(operations), command)], 1, bytecode, warm_up=False)
            if timing.failed:
                raise SystemExit(f"{operations} operations: {timing.failed}")
            size = spec.stat().st_size // 1024
            found.append(Size(operations, size, timing.user[0], timing.peak_mb))
    return found


def line_through(sizes: Sequence[Size]) -> tuple[float, float]:
    """Start and slope (seconds per operation) of the straight line that fits best."""
    count = len(sizes)
    x = sum(item.operations for item in sizes) / count
    y = sum(item.user for item in sizes) / count
    above = sum((item.operations - x) * (item.user - y) for item in sizes)
    slope = above / sum((item.operations - x) ** 2 for item in sizes)
    return y - slope * x, slope


def farthest(sizes: Sequence[Size]) -> float:
    """How far the point that is farthest from the straight line is from it, as a share of the longest time."""
    start, slope = line_through(sizes)
    longest = max(item.user for item in sizes)
    return max(abs(item.user - start - slope * item.operations) for item in sizes) / longest


def table(sizes: Sequence[Size]) -> str:
    """One line per size, with what the straight line says."""
    start, slope = line_through(sizes)
    lines = ["time over size, made documents, cold"]
    lines.append(
        f"  {'operations':>10}{'schemas':>9}{'kB':>7}{'user s':>8}{'line':>8}{'peak MB':>9}"
    )
    for item in sizes:
        straight = start + slope * item.operations
        lines.append(
            f"  {item.operations:>10}{item.operations * 4:>9}{item.kilobytes:>7}{item.user:>8.2f}"
            f"{straight:>8.2f}{item.peak_mb:>9.0f}"
        )
    return "\n".join(lines)


def drawn(sizes: Sequence[Size]) -> str:
    """The points and the straight line through them, as SVG."""
    start, slope = line_through(sizes)
    most, longest = max(item.operations for item in sizes), max(item.user for item in sizes) * 1.1

    def place(operations: float, seconds: float) -> tuple[float, float]:
        x = _MARGIN + operations / most * (_WIDTH - 2 * _MARGIN)
        return round(x, 1), round(
            _HEIGHT - _MARGIN - seconds / longest * (_HEIGHT - 2 * _MARGIN), 1
        )

    (x1, y1), (x2, y2) = place(0, max(start, 0.0)), place(most, start + slope * most)
    left, low = place(0, 0)
    right, high = place(most, longest)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        'font-family="sans-serif" font-size="12" fill="#333">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<path d="M{left} {high}V{low}H{right}" fill="none" stroke="#333"/>',
        f'<path d="M{x1} {y1}L{x2} {y2}" stroke="#888" stroke-dasharray="4 4"/>',
        f'<text x="{left}" y="24">user CPU seconds of a cold generation</text>',
        f'<text x="{right}" y="{_HEIGHT - 16}" text-anchor="end">operations</text>',
    ]
    for item in sizes:
        x, y = place(item.operations, item.user)
        parts.append(f'<circle cx="{x}" cy="{y}" r="4" fill="#0a7"/>')
        parts.append(f'<text x="{x}" y="{y - 9}" text-anchor="middle">{item.user:.1f}</text>')
        label = f'<text x="{x}" y="{low + 18}" text-anchor="middle">{item.operations}</text>'
        parts.append(label)
    return "\n".join([*parts, "</svg>", ""])
