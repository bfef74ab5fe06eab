"""Hostile text changes nothing but strings: each document is generated with it and with harmless words in its place.

Both packages have the same files, the same syntax trees but for string constants, the same keys in TOML, the same
headings, lists and code in Markdown; so have the pages, reports and workflows that are made from the same strings.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from scripts.docsite.api import ApiPages
from specloom import pipeline
from specloom.cli import app
from specloom.diagnostics import Diagnostics
from specloom.workflows import workflows
from specloom.write import write_tree
from tests.real.hostile import DOCUMENTS, PAYLOADS
from tests.support.twins import Shape, Twin, harmless, shape

OWN = {item.name: item.data for item in DOCUMENTS}
SHARED = ("a01_info_strings", "a02_descriptions", "a07_enum_values")
CONFIG = {
    "organization": {"name": "zoo", "docs": "https://zoo.test/d", "contact": PAYLOADS[3]},
    "targets": {"python": {"package_name": "zoo", "description": PAYLOADS[0]}},
    "client_settings": {"opts": {"token": {"description": PAYLOADS[2], "default": PAYLOADS[4]}}},
    "environments": {"production": {"url": "https://zoo.test/", "description": PAYLOADS[1]}},
    "settings": {"file_header": PAYLOADS[7]},
    "resources": {
        "things": {
            "description": PAYLOADS[8],
            "methods": {
                f"make_{index}": {
                    "endpoint": f"post /things{index}",
                    "description": text,
                    "deprecated": text,
                    "default_headers": {"Zoo": harmless(text).split()[0]},
                }
                for index, text in enumerate(PAYLOADS[:7])
            },
        }
    },
    "specloom": {"deprecation_message": PAYLOADS[6], "keywords": list(PAYLOADS[:4]), "spec": "spec.json"},
}  # fmt: skip
Files = Mapping[str, str]
Compared = Callable[[Shape], object]


def generated(folder: Path, spec: str, config: str = "") -> dict[str, str]:
    folder.mkdir(exist_ok=True)
    (folder / "spec.json").write_text(spec, "utf-8")
    if config:
        (folder / "specloom.yml").write_text(config, "utf-8")
    named = {"config": str(folder / "specloom.yml")} if config else {}
    request = pipeline.Request(spec=str(folder / "spec.json"), **named)
    inputs = pipeline.read_inputs(request)
    files = pipeline.generate(inputs, Diagnostics())
    write_tree(pipeline.output_folder(inputs, "zoo", str(folder / "sdk")), files)
    return files


def in_order(found: Shape) -> object:
    return found


def in_any_order(found: Shape) -> object:
    """Fields are sorted by name in places; what a name is made of may move them."""
    return Counter(map(repr, found))


def assert_alike(hostile: Files, tame: Files, compared: Compared = in_order) -> None:
    assert sorted(hostile) == sorted(tame)
    different = [
        path
        for path, text in hostile.items()
        if text != tame[path] and compared(shape(path, text)) != compared(shape(path, tame[path]))
    ]
    assert not different


@pytest.mark.parametrize("name", ["prose", "enums", *SHARED])
def test_texts_change_nothing_but_strings(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    if name in OWN:
        data = json.loads(OWN[name]())
    else:
        folder: Path = request.getfixturevalue("shared_folder")
        data = json.loads((folder / "hostile" / f"{name}.json").read_text("utf-8"))
    twin = Twin()
    tame = twin.of(data)
    assert twin.changed >= (0 if name == "enums" else 6)
    hostile_files = generated(tmp_path / "hostile", json.dumps(data))
    assert_alike(hostile_files, generated(tmp_path / "tame", json.dumps(tame)))


def test_names_change_nothing_but_strings(shared_folder: Path, tmp_path: Path) -> None:
    text = (shared_folder / "hostile" / "a05_property_names.json").read_text("utf-8")
    twin = Twin()
    tame = twin.of(json.loads(text))
    assert twin.changed > 5
    files = generated(tmp_path / "hostile", text)
    assert_alike(files, generated(tmp_path / "tame", json.dumps(tame)), in_any_order)


def test_names_of_schemas_change_nothing_but_strings(shared_folder: Path, tmp_path: Path) -> None:
    text = (shared_folder / "hostile" / "a14_schema_names.json").read_text("utf-8")
    twin = Twin(lambda found: "(" in found)
    tame = twin.of(json.loads(text))
    assert twin.changed
    files = generated(tmp_path / "hostile", text)
    assert_alike(files, generated(tmp_path / "tame", json.dumps(tame)), in_any_order)


def test_the_configuration_and_the_pages_made_with_it_change_nothing_but_strings(
    tmp_path: Path,
) -> None:
    spec, config = OWN["prose"](), {**CONFIG, "specloom": {**CONFIG["specloom"], "output": "sdk"}}
    twin = Twin()
    tame_spec, tame_config = json.dumps(twin.of(json.loads(spec))), json.dumps(twin.of(config))
    pages: list[dict[str, str]] = []
    for name, texts in (
        ("hostile", (spec, json.dumps(config))),
        ("tame", (tame_spec, tame_config)),
    ):
        files = generated(tmp_path / name, *texts)
        made = ApiPages(tmp_path / name / "specloom.yml")
        site = {f"site/{path}": text for path, (_, text) in made.pages().items()}
        pages.append({**files, **site, "site/index.md": made.start()})
    assert sum(1 for path in pages[0] if path.startswith("site/")) >= 3
    assert_alike(pages[0], pages[1])


def _reports(folder: Path, old: str, new: str) -> dict[str, str]:
    folder.mkdir()
    (folder / "old.json").write_text(old, "utf-8")
    (folder / "new.json").write_text(new, "utf-8")
    forms = {
        "html": "html",
        "markdown": "md",
        "changelog": "md",
        "text": "txt",
        "github": "txt",
        "junit": "xml",
    }
    found: dict[str, str] = {}
    for form, suffix in forms.items():
        for way in (("old", "new"), ("new", "old")):
            files = [str(folder / f"{name}.json") for name in way]
            done = CliRunner().invoke(app, ["diff", *files, "--format", form])
            assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
            found[f"{form}-{way[0]}.{suffix}"] = done.output.replace(str(folder), "")
    return found


def test_reports_of_what_changed_have_the_same_tags_and_headings(tmp_path: Path) -> None:
    data = json.loads(OWN["prose"]())
    changed: dict[str, Any] = json.loads(json.dumps(data))
    del changed["paths"]["/things0"]
    for index, text in enumerate(PAYLOADS[1:], start=1):
        schema = changed["components"]["schemas"][f"S{index}"]
        schema["properties"]["b"]["enum"] = [PAYLOADS[index - 1], "plain"]
        schema["properties"]["d" + text] = {"type": "string", "description": text}
        schema["required"] = ["d" + text]
        operation = changed["paths"][f"/things{index}"]["post"]
        operation["description"] = operation["summary"] = text[::-1]
    twin = Twin()
    tame = [json.dumps(twin.of(item)) for item in (data, changed)]
    hostile = _reports(tmp_path / "hostile", json.dumps(data), json.dumps(changed))
    assert min(map(len, hostile.values())) > 1000
    assert_alike(hostile, _reports(tmp_path / "tame", *tame), in_any_order)


@pytest.mark.parametrize("text", [text for text in PAYLOADS if "\x00" not in text])
def test_paths_in_workflows_stay_strings(text: str) -> None:
    made = [
        workflows(os.path.join(name, "specloom.yml"), os.path.join(name, "sdk"), "zoo-sdk")
        for name in (text, harmless(text))
    ]
    assert_alike(made[0], made[1])


@pytest.mark.parametrize(
    ("path", "tame", "hostile"),
    [
        ("a.py", 'x = "a"', 'x = ""; run(); ""'),
        ("a.py", "def a(b: int): ...", "def a(c: int): ..."),
        ("a.toml", '[a]\nb = "c"', '[a]\nb = ""\n[build-system]\nrequires = "c"'),
        ("a.yml", "run: a b", "run: a\nif: b"),
        ("a.md", "a *b*", "a [b](c)"),
        ("a.md", "# a b", "# a\n\nb"),
        ("a.md", "```python\na = 1\n```", "```python\na = 1\nb()\n```"),
        ("a.md", "a b", "a <b>"),
        ("a.html", "<p>a b</p>", "<p>a <b></p>"),
        ("a.html", '<p id="a b">', '<p id="a" onclick="b">'),
        ("a.html", "<script>'a'</script>", "<script>'a'; b</script>"),
        ("LICENSE", "a b", "a\nb"),
    ],
)
def test_what_gets_out_of_its_string_is_seen(path: str, tame: str, hostile: str) -> None:
    assert shape(path, tame) != shape(path, hostile)
    assert in_any_order(shape(path, tame)) != in_any_order(shape(path, hostile))
