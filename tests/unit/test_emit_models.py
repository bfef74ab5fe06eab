"""The model engine: what it is asked, and that what it writes is what the IR says."""

from __future__ import annotations

import json

import pytest

from specloom.emit import models
from specloom.emit.annotations import Annotator
from specloom.emit.imports import Imports
from specloom.emit.layout import one_line
from specloom.emit.models import FieldForms
from specloom.ir.types import (
    DictType,
    Discriminator,
    Face,
    Field,
    ListStyle,
    ListType,
    LiteralType,
    Scalar,
    ScalarType,
    TypeExpr,
    UnionType,
)
from tests.support.emitted import ANY, INT, NULL, STR, field, nullable, only, ref

RUN = ref("run", "Run")
STEP = ref("step", "Step")
TAGGED = UnionType(
    (RUN, STEP), Discriminator("type", "type", (("run", RUN.name), ("step", STEP.name)))
)
SCALARS = [ScalarType(scalar) for scalar in Scalar if scalar is not Scalar.FILE]
EXPRESSIONS: list[TypeExpr] = [
    *SCALARS,
    RUN,
    TAGGED,
    UnionType((*TAGGED.members, NULL), TAGGED.discriminator),
    only("a"),
    LiteralType(("a", 1, True)),
    LiteralType(("a", None)),
    LiteralType((1.5, "a")),
    UnionType((STR, only("a"))),
    UnionType((RUN, STEP, STR, NULL)),
    UnionType((ListType(RUN), DictType(ListType(nullable(STEP))), LiteralType((1, 2)))),
    ListType(TAGGED),
    ListType(nullable(TAGGED)),
    ListType(STR, ListStyle.SEQUENCE),
    ListType(ListType(UnionType((STR, INT, RUN)))),
    DictType(ANY),
    DictType(UnionType((STR, ScalarType(Scalar.BOOLEAN)))),
    UnionType(tuple(ref(f"m{index}", f"Model{index}") for index in range(30))),
    UnionType((ScalarType(Scalar.DATE), ScalarType(Scalar.DATETIME))),
]


def annotator(avoid: frozenset[str] = frozenset()) -> Annotator:
    return Annotator(Imports(("types", "main")), Face.RESPONSE, avoid)


def fields() -> list[Field]:
    found: list[Field] = []
    for index, expr in enumerate(EXPRESSIONS):
        for required in (True, False):
            found.append(field(f"plain_{index}", expr, required))
            found.append(field(f"named_{index}", expr, required, wire=f"Name-{index}"))
    return found


@pytest.fixture
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine is asked for every shape."""
    monkeypatch.setattr(models, "kept_answers", lambda: dict[str, str]())


@pytest.mark.usefixtures("nothing_kept")
def test_the_engine_agrees_with_the_ir() -> None:
    check_forms()


def test_what_is_kept_agrees_with_the_ir() -> None:
    check_forms()


def check_forms() -> None:
    forms = FieldForms(fields())
    write = annotator()
    for item in fields():
        annotation, default = forms.write(item, write)
        text = one_line(write(item.type))
        if not item.required and not text.endswith("None"):
            text += " | None"
        assert one_line(annotation) == text
        arguments = [f'alias="{item.wire}"'] if item.name != item.wire else []
        arguments += ["default=None"] if arguments and not item.required else []
        plain = None if item.required else "None"
        expected = f"Field({', '.join(arguments)})" if arguments else plain
        assert (one_line(default) if default is not None else None) == expected


def test_a_required_member_may_default_to_null() -> None:
    item = field("note", nullable(STR), default_none=True)
    annotation, default = FieldForms([item]).write(item, annotator())
    assert (one_line(annotation), default) == ("str | None", "None")


def test_hidden_names_are_used_under_another_name() -> None:
    items = [
        field("str", nullable(STR), False),
        field("date", ListType(ScalarType(Scalar.DATE)), False),
    ]
    forms = FieldForms(items)
    write = annotator(frozenset({"str", "date"}))
    written = [one_line(forms.write(item, write)[0]) for item in items]
    assert written == ["_str | None", "List[_date] | None"]


@pytest.mark.usefixtures("nothing_kept")
def test_no_string_of_the_spec_reaches_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    run = models._run_engine

    def spy(document: dict[str, object], aliases: dict[str, str]) -> str:
        asked.append(json.dumps([document, aliases]))
        return run(document, aliases)

    monkeypatch.setattr(models, "_run_engine", spy)
    evil = '"""\nopen("pwned", "w")'
    items = [
        field("a", only(evil), wire=evil, docs=evil),
        field("b", ref("run", "Pwned"), False, wire="pwned"),
        field("c", ListType(ref("other", "Pwned2")), False, docs=evil),
    ]
    forms = FieldForms(items)
    assert len(asked) == 1
    assert "wned" not in asked[0]
    assert "open" not in asked[0]
    annotation, default = forms.write(items[0], annotator())
    assert one_line(annotation) == f"Literal[{_source(evil)}]"
    assert default is not None
    assert one_line(default) == f"Field(alias={_source(evil)})"


def _source(text: str) -> str:
    return "'" + text.replace("\n", "\\n") + "'"


@pytest.mark.usefixtures("nothing_kept")
def test_equal_shapes_are_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, object]] = []
    run = models._run_engine

    def spy(document: dict[str, object], aliases: dict[str, str]) -> str:
        asked.append(document)
        return run(document, aliases)

    monkeypatch.setattr(models, "_run_engine", spy)
    FieldForms(field(f"f{index}", ref(f"m{index}", "Model")) for index in range(50))
    properties = asked[0]["properties"]
    assert isinstance(properties, dict)
    assert len(properties) == 1


def test_without_models_the_engine_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_run_engine", None)
    FieldForms([])


def test_what_is_kept_is_what_the_engine_answers() -> None:
    content = json.loads(models.ANSWERS.read_text("utf-8"))
    shapes = [models.Shape.from_key(key) for key in content["answers"]]
    assert [shape.key for shape in shapes] == sorted(content["answers"])
    assert content["engine"] == models.engine_version()
    assert models.ask_engine(shapes) == list(content["answers"].values())


def test_the_engine_is_started_for_uncommon_shapes_only(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[models.Shape] = []

    def spy(shapes: list[models.Shape]) -> list[str]:
        asked.extend(shapes)
        return ["Odd" for _ in shapes]

    monkeypatch.setattr(models, "ask_engine", spy)
    odd = field("odd", DictType(DictType(DictType(DictType(ListType(INT))))))
    forms = FieldForms([field("a", STR), odd, field("b", nullable(RUN), False, wire="B")])
    assert [shape.schema.count("additionalProperties") for shape in asked] == [4]
    assert one_line(forms.write(odd, annotator())[0]) == "Odd"
    assert one_line(forms.write(field("a", STR), annotator())[0]) == "str"


def test_answers_of_another_engine_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "engine_version", lambda: "0.0.1")
    assert not models.kept_answers()
    monkeypatch.undo()
    assert models.kept_answers()
