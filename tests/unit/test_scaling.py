"""The made documents of the benchmark, and its line and drawing."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pytest

from benchmarks.scaling import Size, drawn, line_through, made, table

SIZES = [Size(count, count, 1 + count / 100, 50) for count in (100, 200, 400)]


def test_made_documents_have_what_they_are_asked_for() -> None:
    text = json.dumps(made(3))
    assert text.count('"operationId"') == 3
    assert text.count('"required": ["id"]') == 12


def test_a_straight_line_is_found() -> None:
    assert line_through(SIZES) == (pytest.approx(1.0), pytest.approx(0.01))
    assert "5.00" in table(SIZES).splitlines()[-1]


def test_each_size_is_drawn() -> None:
    root = ET.fromstring(drawn(SIZES))
    assert sum(item.tag.endswith("circle") for item in root) == 3
