"""What a response is cast to."""

from __future__ import annotations

import pytest

from specloom.emit.layout import one_line
from specloom.emit.scope import Scope, facts_of
from specloom.ir.types import ListType, NamedType, UnionType
from tests.support.emitted import STR, alias, model, modules, name, only, ref
from tests.support.printed import api

TYPES = modules(
    model("cat", "Cat"),
    alias("text", "Text", UnionType((STR, ref("cat", "Cat")))),
    alias("only", "Only", only("a")),
    alias("outer", "Outer", UnionType((STR, ref("only", "Only")))),
    alias("names", "Names", ListType(STR)),
    alias("label", "Label", STR),
    alias("nested", "Nested", ListType(ref("nested", "Nested")), recursive=True),
)


@pytest.mark.parametrize(
    ("file", "class_name", "printed"),
    [
        ("cat", "Cat", "Cat"),
        ("text", "Text", "cast(type[Text], Text)"),
        ("only", "Only", "cast(Any, Only)"),
        ("outer", "Outer", "cast(Any, Outer)"),
        ("names", "Names", "Names"),
        ("label", "Label", "Label"),
        ("nested", "Nested", "cast(type[Nested], Nested)"),
    ],
)
def test_what_is_no_class_is_never_taken_for_one(file: str, class_name: str, printed: str) -> None:
    scope = Scope(("resources", "zoo"), (), (), facts_of(api(types=TYPES)))
    assert one_line(scope.value(NamedType(name(file, class_name)))) == printed
