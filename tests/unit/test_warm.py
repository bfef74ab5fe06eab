"""Generating again: the cache saves time, and nothing else."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from specloom import pipeline, warm
from specloom.cache import Cache, user_cache
from specloom.request import Request
from specloom.warm import Result, Sight, generated, key_of, recall

DOCUMENT = """\
openapi: 3.1.0
info:
  title: Bakery
  version: "1"
  description: Bread and more.
tags:
  - name: Loaves
    description: Loaves and rolls.
paths:
  /loaves/{id}:
    get:
      operationId: getLoaf
      summary: Get a loaf.
      description: |
        Gives the loaf.

        description: of nothing
      parameters:
        - name: id
          in: path
          required: true
          description: The number of the loaf, await it.
          schema: {type: string}
        - name: slices
          in: query
          description: How many
            slices to cut.
          schema: {type: integer}
      responses:
        "200":
          description: The loaf.
          content:
            application/json:
              schema:
                $ref: "#/components/schemas/Loaf"
components:
  schemas:
    Loaf:
      type: object
      description: 'A loaf of bread, as async as it gets.'
      deprecated: true
      required: [id]
      properties:
        id:
          type: string
          description: The number.
        kind:
          type: string
          description: >-
            What it is
            made of.
          example: |
            description: an example
        description:
          type: string
          description: A property that is called so.
"""


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """The document as a file that was written some time ago."""
    return written(tmp_path / "openapi.yaml", DOCUMENT)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """An empty cache."""
    return Cache(tmp_path / "cache")


def written(path: Path, text: str) -> Path:
    """The file with this text, changed an hour ago: what changes during a run is not remembered."""
    path.write_text(text, "utf-8")
    before = path.stat().st_mtime - 3600
    os.utime(path, (before, before))
    return path


def recalled(spec: Path, cache: Cache) -> Result | None:
    """What the cache has for a document."""
    sight = Sight()
    return recall(cache, key_of(Request(str(spec)), sight), sight)


def fresh(spec: Path) -> Result:
    """What generation gives without a cache."""
    return generated(Request(str(spec)), None)


def test_the_first_run_with_a_cache_gives_what_one_without_gives(spec: Path, cache: Cache) -> None:
    assert generated(Request(str(spec)), cache) == fresh(spec)
    assert recalled(spec, cache) == fresh(spec)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The number.", "The number, of the loaf."),
        ("The number.", '\'Quoted, """ and \\ as it is.\''),
        ("The number.", "|-\n            Several\n            lines.\n\n            And more.\n"),
        ("The number.", '"text0123456789abcdef01234567.3."'),
        ("How many\n            slices to cut.", "How thick."),
        ("'A loaf of bread, as async as it gets.'", "A deprecated loaf, await AsyncLoaf."),
        ("|\n        Gives the loaf.\n\n        description: of nothing", "Get a loaf. Quickly."),
        (">-\n            What it is\n            made of.", "Grain " + "and more grain " * 30),
        ("The number of the loaf, await it.", "Its number.\n\n"),
    ],
)
def test_another_description_is_printed_without_a_run(
    spec: Path, cache: Cache, old: str, new: str
) -> None:
    generated(Request(str(spec)), cache)
    assert old in DOCUMENT
    written(spec, DOCUMENT.replace(old, new, 1))
    found = recalled(spec, cache)
    assert found == fresh(spec)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("type: integer", "type: number"),
        ("Bread and more.", "Bread, and more."),
        ("Loaves and rolls.", "Rolls."),
        ("an example", "another example"),
        ("A property that", "*alias"),
        ("The number.", "12"),
        ("The number.", "''"),
        ("The number.", "'open"),
        ("The number.", "[a list]"),
        ("The number.", "some: mapping"),
    ],
)
def test_any_other_change_takes_a_whole_run(spec: Path, cache: Cache, old: str, new: str) -> None:
    generated(Request(str(spec)), cache)
    written(spec, DOCUMENT.replace(old, new, 1))
    assert recalled(spec, cache) is None


def test_json_is_told_apart_in_the_same_way(tmp_path: Path, cache: Cache) -> None:
    document: dict[str, object] = {
        "openapi": "3.1.0",
        "info": {"title": "Bakery", "version": "1"},
        "paths": {"/x": {"get": {"operationId": "x", "description": "Says \\\"x\\\".", "responses": {}}}},
        "components": {"schemas": {"A": {"type": "object", "description": "A\nthing.", "examples": [
            {"description": "of an example", "text": '"description": "in a text"'}]}}},
    }  # fmt: skip
    for indent in (None, 2):
        text = json.dumps(document, indent=indent)
        spec = written(tmp_path / "openapi.json", text)
        assert generated(Request(str(spec)), cache) == fresh(spec)
        written(spec, text.replace('"A\\nthing."', '"Another \\"thing\\"\\u002e"'))
        assert recalled(spec, cache) == fresh(spec)
        written(spec, text.replace("of an example", "of nothing"))
        assert recalled(spec, cache) is None


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _flipped(data: bytes) -> bytes:
    return data[:-3] + bytes([data[-3] ^ 1]) + data[-2:]


def _emptied(_: bytes) -> bytes:
    return b""


def _longer(data: bytes) -> bytes:
    return data + b"x"


@pytest.mark.parametrize("spoil", [_cut, _flipped, _emptied, _longer])
def test_damaged_entries_are_as_good_as_absent(
    spec: Path, cache: Cache, spoil: Callable[[bytes], bytes]
) -> None:
    generated(Request(str(spec)), cache)
    ((entry, _),) = cache.entries()
    entry.write_bytes(spoil(entry.read_bytes()))
    assert recalled(spec, cache) is None
    assert generated(Request(str(spec)), cache) == fresh(spec)
    assert recalled(spec, cache) is not None


def test_an_entry_under_another_name_is_not_used(spec: Path, cache: Cache) -> None:
    generated(Request(str(spec)), cache)
    ((entry, _),) = cache.entries()
    data = cache.load(entry.stem)
    entry.rename(entry.with_name("0" * 64 + ".entry"))
    assert data is not None
    assert cache.load("0" * 64) is None


@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
@pytest.mark.parametrize("place", ["entry", "folder"])
def test_what_others_may_write_is_not_read(spec: Path, cache: Cache, place: str) -> None:
    generated(Request(str(spec)), cache)
    ((entry, _),) = cache.entries()
    (entry if place == "entry" else cache.folder).chmod(0o777)
    assert recalled(spec, cache) is None


def test_another_generator_has_entries_of_its_own(
    spec: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    generated(Request(str(spec)), cache)
    monkeypatch.setattr(warm, "generator_digest", lambda: "of another version")
    assert recalled(spec, cache) is None


def test_a_file_that_changes_during_the_run_is_not_remembered(
    spec: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = pipeline.build

    def slow(*arguments: object) -> object:
        spec.write_text(DOCUMENT, "utf-8")
        return build(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "build", slow)
    generated(Request(str(spec)), cache)
    assert not cache.entries()


def test_configuration_and_helpers_are_looked_at_again(root: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    folder = tmp_path / "spec"
    helpers = folder / "helpers"
    helpers.mkdir(parents=True)
    spec = written(folder / "openapi.yaml", DOCUMENT)
    del spec
    helper = written(helpers / "baking.py", '"""Helpers."""\n')
    text = (
        "specloom:\n  spec: openapi.yaml\n  helpers: helpers\n"
        "organization: {name: bakery}\n"
        "resources:\n  loaves:\n    methods:\n      retrieve: get /loaves/{id}\n"
    )
    config = written(folder / "specloom.yml", text)
    first = generated(Request(str(config)), cache)
    assert first == fresh(config) == recalled(config, cache)
    written(helper, '"""Other helpers."""\n')
    assert recalled(config, cache) is None
    assert generated(Request(str(config)), cache) == fresh(config) == recalled(config, cache)
    written(helpers / "more.py", '"""More."""\n')
    assert recalled(config, cache) is None
    written(config, text.replace("retrieve", "fetch"))
    assert generated(Request(str(config)), cache) == fresh(config)


def test_where_the_cache_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPECLOOM_CACHE_DIR", str(tmp_path / "named"))
    assert user_cache() == Cache(tmp_path / "named")
    assert user_cache(str(tmp_path / "other")) == Cache(tmp_path / "other")
    monkeypatch.setenv("SPECLOOM_CACHE_DIR", "")
    assert user_cache() is None
    monkeypatch.delenv("SPECLOOM_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    if os.name == "posix" and os.uname().sysname != "Darwin":
        found = user_cache()
        assert found is not None
        assert found.folder == tmp_path / "specloom"
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "absent"))
        assert user_cache() is None


def test_where_nobody_asked_small_documents_leave_nothing(spec: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", least=len(DOCUMENT) + 1)
    generated(Request(str(spec)), cache)
    assert not cache.folder.exists()
    generated(Request(str(spec)), Cache(tmp_path / "cache", least=len(DOCUMENT)))
    assert cache.entries()


def test_the_oldest_entries_go(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("specloom.cache._MOST_BYTES", 5000)
    for index in range(8):
        cache.store(f"{index:064}", {"facts": b"x" * 1000})
        entry = cache.folder / f"{index:064}.entry"
        os.utime(entry, (index, index))
    assert [path.name[63] for path, _ in cache.entries()] == ["4", "5", "6", "7"]
    assert cache.load(f"{7:064}") == {"facts": b"x" * 1000}


def test_runs_at_the_same_time_see_whole_entries(cache: Cache) -> None:
    texts = [bytes([letter]) * 50_000 for letter in b"abcd"]

    def work(data: bytes) -> bool:
        for _ in range(20):
            cache.store("0" * 64, {"facts": data})
            found = cache.load("0" * 64)
            if found is None or found["facts"] not in texts:
                return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, texts))
    assert [path.name for path in cache.folder.iterdir()] == ["0" * 64 + ".entry"]


EDITS = [
    ("The number.", "The number, of the loaf."),
    ("summary: Get a loaf.", "summary: Fetch a loaf."),
    ("Bread and more.", "Bread."),
    ("type: integer", "type: number"),
    ("        id:\n          type: string\n", "        id:\n          type: integer\n"),
    ("required: [id]", "required: [id, kind]"),
    ("deprecated: true", "deprecated: false"),
    ("How many\n            slices to cut.", "How thick."),
    ("name: slices", "name: pieces"),
    ("  /loaves/{id}:", "  /breads/{id}:"),
    ("operationId: getLoaf", "operationId: findLoaf"),
    ("description: an example", "description: another"),
    ("A property that is called so.", "~"),
    ("    Loaf:\n", "    Roll:\n      type: string\n      description: A roll.\n    Loaf:\n"),
]


def test_no_edit_makes_a_difference_between_runs_with_and_without(spec: Path, cache: Cache) -> None:
    text = DOCUMENT
    for old, new in EDITS:
        assert old in text
        text = text.replace(old, new, 1)
        written(spec, text)
        plain = fresh(spec)
        assert generated(Request(str(spec)), cache) == plain, new
        assert generated(Request(str(spec)), cache) == plain, new
    for old, new in reversed(EDITS):
        text = text.replace(new, old, 1)
        written(spec, text)
        assert generated(Request(str(spec)), cache) == fresh(spec), old


def test_runs_at_the_same_time_give_each_document_its_own(tmp_path: Path, cache: Cache) -> None:
    texts = [DOCUMENT.replace(old, new, 1) for old, new in EDITS[:6]]
    specs = [written(tmp_path / f"{index}.yaml", text) for index, text in enumerate(texts)]
    specs += [written(tmp_path / "0.yaml", texts[0])] * 3
    wanted = [fresh(spec) for spec in specs]
    with ThreadPoolExecutor(4) as pool:
        for _ in range(2):
            found = pool.map(lambda spec: generated(Request(str(spec)), cache), specs)
            assert list(found) == wanted


def test_a_published_document_comes_out_the_same(shared_folder: Path, tmp_path: Path) -> None:
    text = (shared_folder / "specs/openai/2024-04-22/assistants.yaml").read_text("utf-8")
    spec = written(tmp_path / "openapi.yaml", text)
    cache = Cache(tmp_path / "cache")
    plain = fresh(spec)
    assert generated(Request(str(spec)), cache) == plain == recalled(spec, cache)
    old = "The ID of the assistant to retrieve."
    assert old in text
    written(spec, text.replace(old, "Names the assistant."))
    found = recalled(spec, cache)
    assert found == fresh(spec)
    assert found is not None
    assert len([path for path in plain.files if plain.files[path] != found.files[path]]) == 2
