"""Request bodies: members, whole bodies, files, encodings."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.ir.operations import BodyKind, Place
from tests.support.built import show
from tests.support.methods import body, names, one


@pytest.mark.parametrize(
    ("schema", "name", "expected"),
    [
        ("{type: array, items: {type: integer}}", "body", "Iterable[integer]"),
        ("{type: string}", "body", "string"),
        ("{additionalProperties: {type: string}}", "body", "Dict[string]"),
        ("{anyOf: [{type: string}, {properties: {a: {type: string}}}]}", "body", "Body"),
        ("{properties: {a: {type: string}}}", "thing", "Thing"),
    ],
)
def test_bodies_that_are_one_parameter(
    tmp_path: Path, schema: str, name: str, expected: str
) -> None:
    method = f"body_param_name: {name}" if name != "body" else ""
    operation = one(tmp_path, body(schema), method=method)
    found = operation.parameters[0]
    assert (found.name, found.place, found.required) == (name, Place.WHOLE_BODY, True)
    assert show(found.type) == expected


def test_a_body_of_several_objects_has_the_members_of_all(tmp_path: Path) -> None:
    operation = one(
        tmp_path,
        body(
            "{oneOf: [{required: [kind, a], properties: {kind: {const: x}, a: {type: string}}},"
            " {required: [kind], properties: {kind: {const: y}, a: {type: integer}}}]}"
        ),
    )
    assert [(p.name, show(p.type), p.required) for p in operation.parameters] == [
        ("kind", "Literal['x', 'y']", True),
        ("a", "string | integer", False),
    ]


def test_a_body_of_several_objects_is_taken_apart_whatever_it_is_called(tmp_path: Path) -> None:
    schema = "{oneOf: [{properties: {a: {type: string}}}, {properties: {b: {type: string}}}]}"
    operation = one(tmp_path, body(schema), method="body_param_name: origin")
    assert [parameter.name for parameter in operation.parameters] == ["a", "b"]


@pytest.mark.parametrize(
    ("media_type", "kind", "unusual"),
    [
        ("application/json", BodyKind.JSON, ""),
        ("application/merge-patch+json", BodyKind.JSON, "application/merge-patch+json"),
        ("'*/*'", BodyKind.JSON, ""),
        ("application/x-www-form-urlencoded", BodyKind.FORM, ""),
        ("multipart/form-data", BodyKind.MULTIPART, ""),
    ],
)
def test_kinds_of_bodies(tmp_path: Path, media_type: str, kind: BodyKind, unusual: str) -> None:
    operation = one(tmp_path, body("{properties: {a: {type: string}}}", media_type))
    assert (operation.body, operation.body_media_type, operation.body_required) == (
        kind,
        unusual,
        True,
    )


@pytest.mark.parametrize(
    ("media_type", "kind", "expected"),
    [
        ("application/octet-stream", BodyKind.BINARY, "file"),
        ("image/png", BodyKind.BINARY, "file"),
        ("text/plain", BodyKind.TEXT, "string"),
    ],
)
def test_raw_bodies(tmp_path: Path, media_type: str, kind: BodyKind, expected: str) -> None:
    operation = one(
        tmp_path, body("{type: string}", media_type, required=False), method="body_param_name: data"
    )
    found = operation.parameters[0]
    assert (operation.body, operation.body_media_type) == (kind, media_type)
    assert (found.name, show(found.type), found.required) == ("data", expected, False)


def test_files_of_a_multipart_body(tmp_path: Path) -> None:
    operation = one(
        tmp_path,
        body(
            "{properties: {file: {type: string, format: binary}, name: {type: string},"
            " images: {type: array, items: {type: string, format: binary}},"
            " mask: {properties: {image: {type: string, format: binary}}}}}",
            "multipart/form-data",
        ),
    )
    assert operation.files == (("file",), ("images", "<array>"), ("mask", "image"))
    shown = {p.name: show(p.type) for p in operation.parameters}
    assert shown == {
        "file": "file",
        "images": "Sequence[file]",
        "mask": "Mask",
        "name": "string",
    }


def test_json_is_the_first_choice_of_several(tmp_path: Path) -> None:
    text = (
        "requestBody: {content: {application/xml: {schema: {type: string}},"
        " application/json: {schema: {properties: {a: {type: string}}}}}}"
    )
    operation = one(tmp_path, text)
    assert (operation.body, names(operation), operation.body_required) == (
        BodyKind.JSON,
        ["a"],
        False,
    )


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{properties: {a: {type: string}}}", False),
        ("{properties: {aB: {type: string}}}", False),
        ("{properties: {a: {properties: {b_c: {type: string}}}}}", False),
        ("{properties: {a: {properties: {bC: {type: string}}}}}", True),
        ("{properties: {a: {type: array, items: {properties: {bC: {type: string}}}}}}", True),
        ("{properties: {a: {type: string, format: byte}}}", True),
        ("{properties: {a: {type: string, format: date-time}}}", False),
    ],
)
def test_bodies_whose_names_differ_inside_are_transformed(
    tmp_path: Path, schema: str, expected: bool
) -> None:
    assert one(tmp_path, body(schema)).transform is expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("{schema: {properties: {a: {type: string}}}}", "Iterable[BodyUnionMember0] | string"),
        ("{schema: {type: array, items: {type: integer}}}", "Iterable[integer] | string"),
        ("{itemSchema: {type: integer}}", "Iterable[integer] | string"),
        ("{}", "Iterable[any] | string"),
        ("{schema: {type: string}}", "string"),
        ("{schema: {type: string, format: binary}}", "file"),
    ],
)
def test_json_lines_are_items_or_their_text(tmp_path: Path, content: str, expected: str) -> None:
    text = f"requestBody: {{required: true, content: {{application/x-ndjson: {content}}}}}"
    operation = one(tmp_path, text)
    assert [show(p.type) for p in operation.parameters] == [expected]
    assert (operation.body is BodyKind.BINARY) is (expected == "file")


@pytest.mark.parametrize("required", [True, False])
def test_a_json_body_of_which_nothing_is_said_is_one_argument(
    tmp_path: Path, required: bool
) -> None:
    operation = one(
        tmp_path,
        f"requestBody: {{required: {str(required).lower()}, content: {{application/json: {{}}}}}}",
    )
    assert [(p.name, show(p.type), p.required) for p in operation.parameters] == [
        ("body", "any", required)
    ]
