"""References: checked, all at once, and brought into one form; nothing outside is opened."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specloom.load import FILES_KEY, Document, load_document, locate_all
from specloom.load.limits import Limits
from tests.support.specs import MINIMAL, failure, failures, load_json, load_schemas, write


def schemas(document: Document) -> Any:
    return document.at("#/components/schemas")


def test_references_become_plain_pointers(tmp_path: Path) -> None:
    document = load_schemas(
        tmp_path,
        """
    a/b~c d: {type: string, $anchor: named}
    ByEscape: {$ref: '#/components/schemas/a~1b~0c%20d'}
    ByAnchor: {$ref: '#named'}
    Holder: {properties: {x: {$ref: '#/components/schemas/ByEscape'}}}
    Through: {$ref: '#/components/schemas/Wrapper/properties/x'}
    Wrapper: {$ref: '#/components/schemas/Holder'}
    Items: {prefixItems: [{type: string}], items: {$ref: '#/components/schemas/Items/prefixItems/0'}}
""",
    )
    plain = "#/components/schemas/a~1b~0c d"
    refs = {name: schema.get("$ref") for name, schema in schemas(document).items()}
    assert refs["ByEscape"] == refs["ByAnchor"] == plain
    assert refs["Through"] == "#/components/schemas/Holder/properties/x"
    assert document.target(refs["Through"]) == plain
    assert document.resolve(schemas(document)["Through"], "#")[0] == {
        "type": "string",
        "$anchor": "named",
    }
    assert (
        document.target("#/components/schemas/Items/items")
        == "#/components/schemas/Items/prefixItems/0"
    )


def test_all_bad_references_are_told_at_once(tmp_path: Path) -> None:
    found = failures(
        lambda: load_schemas(
            tmp_path,
            """
    A: {$ref: 5}
    B: {$ref: ''}
    C: {$ref: '#'}
    D: {$ref: '#/info'}
    G: {$ref: '#/components/schemas/H'}
    H: {$ref: '#/components/schemas/G'}
    I: {$ref: '#/components/schemas/I'}
    J: {properties: {$ref: {type: string}}, example: {$ref: nowhere}, x-a: {$ref: nowhere}}
    K: {$ref: '#/info/title'}
""",
        )
    )
    assert found == [
        "6:9 bad-ref", "7:9 bad-ref", "8:9 wrong-kind", "9:9 wrong-kind", "10:9 cyclic-ref",
        "11:9 cyclic-ref", "12:9 cyclic-ref", "14:9 wrong-kind",
    ]  # fmt: skip


def test_a_dangling_reference_is_a_warning_that_names_the_closest(tmp_path: Path) -> None:
    document = load_schemas(
        tmp_path, "{Order: {type: object}, A: {$ref: '#/components/schemas/Oder', title: t}}"
    )
    (warning,) = document.warnings
    assert warning.code == "dangling-ref"
    assert warning.hint == "did you mean '#/components/schemas/Order'?"
    assert schemas(document)["A"] == {"title": "t"}


@pytest.mark.parametrize(
    ("reference", "readable"),
    [
        ("https://example.com/pets.json#/Pet", True),
        ("http://example.com/pets.json", False),
        ("https://127.0.0.1/pets.json", False),
        ("https://localhost/pets.json", False),
        ("https://example.com:8443/pets.json", False),
        ("//example.com/pets.json", False),
    ],
)
def test_only_published_documents_may_be_missing(
    reference: str, readable: bool, tmp_path: Path
) -> None:
    def load() -> Document:
        return load_schemas(tmp_path, f"{{A: {{$ref: '{reference}'}}}}")

    if readable:
        assert [item.code for item in load().warnings] == ["remote-ref"]
    else:
        assert [item.code for item in failure(load)] == ["remote-ref"]


@pytest.mark.parametrize("count", [10_000])
def test_long_chains_are_followed(count: int, tmp_path: Path) -> None:
    chain: dict[str, Any] = {
        f"N{i}": {"$ref": f"#/components/schemas/N{i + 1}"} for i in range(count)
    }
    chain[f"N{count}"] = {"type": "string"}
    document = load_json(
        tmp_path,
        {"openapi": "3.0.0", "info": {"title": "t", "version": "1"}, "paths": {},
         "components": {"schemas": chain}},
    )  # fmt: skip
    assert document.target("#/components/schemas/N0") == f"#/components/schemas/N{count}"


def test_files_are_opened_up_to_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("specloom.load.limits._in_force", Limits(files=1))
    for name in ("one.yaml", "two.yaml"):
        write(tmp_path, "type: string\n", name)
    found = failure(lambda: load_schemas(tmp_path, "{A: {$ref: one.yaml}, B: {$ref: two.yaml}}"))
    assert [item.code for item in found] == ["too-many-files"]


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("file:///etc/passwd", "remote-ref"),
        ("http://127.0.0.1:1/x.json#/a", "remote-ref"),
        ("//host/x.json", "remote-ref"),
        ("FILE:x.yaml", "remote-ref"),
        ("/etc/hostname", "outside-ref"),
        ("../../etc/hostname", "outside-ref"),
        ("%2e%2e/secret.yaml", "outside-ref"),
        ("..\\secret.yaml", "outside-ref"),
        ("sub/../../secret.yaml", "outside-ref"),
        ("link.yaml", "outside-ref"),
        ("a\0b", "outside-ref"),
    ],
)
def test_what_lies_outside_is_refused_unopened(
    reference: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    secret = write(tmp_path, "type: string\n", "secret.yaml")
    folder.mkdir()
    (folder / "link.yaml").symlink_to(secret)
    opened: list[str] = []
    original = Path.open

    def watched(self: Path, mode: str = "r", **options: Any) -> Any:
        if "r" in mode:
            opened.append(self.name)
        return original(self, mode, **options)

    data = {
        "openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {},
        "components": {"schemas": {"A": {"$ref": reference}}},
    }  # fmt: skip
    path = write(folder, json.dumps(data), "spec.json")
    monkeypatch.setattr(Path, "open", watched)
    found = failure(lambda: load_document(path))
    assert [item.code for item in found] == [code]
    assert found[0].source is not None
    assert found[0].source.pointer == "#/components/schemas/A/$ref"
    assert set(opened) == {"spec.json"}


def test_files_below_the_folder_become_part_of_the_document(tmp_path: Path) -> None:
    write(tmp_path, "A: {properties: {b: {$ref: '#/B'}, c: {$ref: ../c.json}}}\nB: {type: string}\n",
          "parts/a b.yaml")  # fmt: skip
    write(
        tmp_path,
        '{"type": "object", "nullable": true,\n "properties": {"r": {"$ref": "spec.yaml#/components/schemas/R"}}}',
        "c.json",
    )
    document = load_schemas(tmp_path, "{X: {$ref: 'parts/a%20b.yaml#/A'}, R: {type: integer}}")
    a = f"#/{FILES_KEY}/parts~1a b.yaml/A"
    assert schemas(document)["X"]["$ref"] == a
    assert document.at(f"{a}/properties/b/$ref") == f"#/{FILES_KEY}/parts~1a b.yaml/B"
    assert document.target(f"{a}/properties/c") == f"#/{FILES_KEY}/c.json"
    assert document.at(f"#/{FILES_KEY}/c.json/properties/r/$ref") == "#/components/schemas/R"
    assert document.at(f"#/{FILES_KEY}/c.json/type") == ["object", "null"]
    source = document.source(f"#/{FILES_KEY}/c.json/properties/r")
    assert (source.file, source.pointer) == (str(tmp_path / "c.json"), "#/properties/r")
    assert document.locate(source) == (2, 17)


def test_a_broken_part_is_told_with_its_own_place(tmp_path: Path) -> None:
    write(tmp_path, "A: [1\n", "part.yaml")
    found = failure(lambda: load_schemas(tmp_path, "{X: {$ref: 'part.yaml#/A'}}"))
    assert [(Path(item.source.file).name, item.code) for item in found if item.source] == [
        ("spec.yaml", "broken-file"),
        ("part.yaml", "yaml-syntax"),
    ]


def test_places_that_only_references_reach_are_checked(tmp_path: Path) -> None:
    text = (
        MINIMAL
        + "x-more:\n  A: {type: object, properties: 5}\ncomponents:\n  schemas: {B: {$ref: '#/x-more/A'}}\n"
    )
    (warning,) = load_document(write(tmp_path, text)).warnings
    (located,) = locate_all([warning])
    assert (located.code, located.source and located.source.line) == ("wrong-type", 5)


@pytest.mark.parametrize("reference", ["missing.yaml#/A", "."])
def test_a_file_that_is_not_there_is_a_reference_that_leads_nowhere(
    reference: str, tmp_path: Path
) -> None:
    document = load_schemas(tmp_path, f"{{A: {{$ref: '{reference}', title: t}}}}")
    assert [item.code for item in document.warnings] == ["file-not-found"]
    assert document.at("#/components/schemas/A") == {"title": "t"}


def test_what_leads_to_another_kind_of_thing_says_nothing(tmp_path: Path) -> None:
    text = MINIMAL.replace(
        "paths: {}", "paths: {/a: {get: {parameters: [{$ref: '#/components/schemas/A'}]}}}"
    )
    document = load_document(write(tmp_path, text + "components: {schemas: {A: {type: string}}}\n"))
    assert [item.code for item in document.warnings] == ["wrong-kind"]
    assert document.at("#/paths/~1a/get/parameters/0") == {}


def test_discriminator_mappings_are_canonical(tmp_path: Path) -> None:
    write(tmp_path, "Cat: {type: object}\nPet: {oneOf: [{$ref: '#/Cat'}], discriminator: "
          "{propertyName: t, mapping: {cat: '#/Cat', dog: '#/Dog', c2: Cat}}}\n", "pets.yaml")  # fmt: skip
    document = load_schemas(tmp_path, "{P: {$ref: 'pets.yaml#/Pet'}}")
    assert document.at(f"#/{FILES_KEY}/pets.yaml/Pet/discriminator/mapping") == {
        "cat": f"#/{FILES_KEY}/pets.yaml/Cat",
        "dog": "#/Dog",
        "c2": "Cat",
    }
    assert [item.code for item in document.warnings] == ["dangling-ref"]


def test_a_name_that_no_system_takes_is_a_file_that_is_not_there(tmp_path: Path) -> None:
    document = load_schemas(tmp_path, f"\n    A: {{$ref: {'a' * 5000}.json}}")
    assert [item.code for item in document.warnings] == ["file-not-found"]
