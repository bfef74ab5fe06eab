"""Multipart forms that are files, or hold lists of them: taken out as files, by the paths the build finds."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.support.workshop import generated, imported

FILES = "{type: array, items: {type: string, format: binary}}"
SCHEMAS = {
    "list": FILES,
    "member": f"{{type: object, properties: {{files: {FILES}, note: {{type: string}}}}}}",
    "albums": "{type: array, items: {type: object, properties: {photo: {type: string, format: binary}}}}",
}
CONFIG = """
organization: {name: drop}
targets: {python: {package_name: drop, project_name: drop}}
specloom: {spec: spec.yaml}
resources:
  forms:
    methods: {list: post /list, member: post /member, albums: post /albums}
"""
OPERATION = """
  /{name}:
    post:
      requestBody: {{required: true, content: {{multipart/form-data: {{schema: {schema}}}}}}}
      responses: {{"204": {{description: Done.}}}}"""
SPEC = """openapi: 3.1.0
info: {title: Drop, version: "1"}
servers: [{url: "https://drop.test"}]
paths:""" + "".join(OPERATION.format(name=name, schema=schema) for name, schema in SCHEMAS.items())


@pytest.fixture(scope="module")
def drop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("drop")
    with imported(folder / "out", generated(folder, CONFIG, SPEC), "drop") as package:
        import_module("drop.testing")
        yield package


def sent(drop: ModuleType, method: str, *given: Any, **members: Any) -> str:
    with drop.testing.MockAPI() as mock:
        client = drop.Drop(http_client=mock.http_client())
        getattr(client.forms, method)(*given, **members)
    return str(mock.requests[0].content.decode("latin-1"))


def test_a_form_that_is_a_list_of_files(drop: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "two.txt"
    path.write_bytes(b"second")
    form = sent(drop, "list", body=[b"first", path])
    assert 'name="0"' in form
    assert 'name="1"; filename="two.txt"' in form
    assert "first" in form
    assert "second" in form


def test_a_member_that_is_a_list_of_files(drop: ModuleType) -> None:
    form = sent(drop, "member", files=iter([b"first", ("b.txt", b"second")]), note="hello")
    assert form.count('name="files[]"; filename=') == 2
    assert 'filename="b.txt"' in form
    assert 'name="note"\r\n' in form


def test_a_list_of_objects_with_files(drop: ModuleType) -> None:
    albums = [{"photo": b"first"}, {"photo": b"second"}]
    form = sent(drop, "albums", body=albums)
    assert 'name="0[photo]"; filename=' in form
    assert 'name="1[photo]"; filename=' in form
    assert albums == [{"photo": b"first"}, {"photo": b"second"}]


@pytest.mark.parametrize("wrong", ["path.txt", 5, b"content"])
def test_what_is_no_form_is_refused(drop: ModuleType, wrong: object) -> None:
    with pytest.raises(TypeError, match="A form needs an object as its body"):
        sent(drop, "list", body=wrong)


def test_an_item_that_is_no_file_is_named(drop: ModuleType) -> None:
    with pytest.raises(TypeError, match="`0`"):
        sent(drop, "list", body=["path.txt"])
