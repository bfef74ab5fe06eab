"""What is laid out stays as it is under the formatter."""

from __future__ import annotations

import black
from hypothesis import given, settings
from hypothesis import strategies as st

from specloom.emit.layout import (
    STEP,
    Code,
    Either,
    Group,
    assignment,
    declaration,
    either,
    element,
    one_line,
    parameter,
    returns,
    stub,
)

MODE = black.Mode(line_length=100, target_versions={black.TargetVersion.PY310})

_lengths = st.sampled_from([2, 5, 10, 20, 30, 45])
_atoms = (_lengths | st.sampled_from([80, 84])).map(lambda length: "A" + "a" * length)
_literals = st.lists(_lengths, min_size=1, max_size=12).map(
    lambda sizes: Group("Literal", tuple(f'"{"v" * size}"' for size in sizes))
)


def _grow(inner: st.SearchStrategy[Code]) -> st.SearchStrategy[Code]:
    return st.one_of(
        inner.map(lambda item: Group("List", (item,))),
        inner.map(lambda item: Group("Dict", ("str", item))),
        inner.map(lambda item: Group("Required", (item,))),
        inner.map(
            lambda item: Group(
                "Annotated", (item, Group("PropertyInfo", ('alias="x"',), call=True))
            )
        ),
        st.lists(inner, min_size=2, max_size=5).map(lambda items: either(*items)),
    )


expressions: st.SearchStrategy[Code] = st.recursive(
    st.one_of(_atoms, _literals), _grow, max_leaves=8
)
names = st.sampled_from([2, 9, 20, 40, 80]).map(lambda length: "n" * length)
defaults = st.sampled_from(
    [
        None,
        "None",
        Group("Field", ('alias="some-name"', "default=None"), call=True),
        Group("Field", (f'alias="{"x" * 100}"', "default=None"), call=True),
    ]
)


def stable(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    assert black.format_str(text, mode=MODE) == text


@given(expressions, names, defaults)
@settings(max_examples=150, deadline=None)
def test_fields_are_stable(code: Code, name: str, default: Code | None) -> None:
    stable(["class A:", *declaration(name, code, default, STEP)])


@given(expressions, names, st.sampled_from([None, "omit"]))
@settings(max_examples=100, deadline=None)
def test_signatures_are_stable(code: Code, name: str, default: str | None) -> None:
    start = ["class A:", "    def f(", "        self,"]
    lines = parameter(name, code, default, STEP * 2)
    stable([*start, *lines, *returns(code, STEP), "        pass"])
    stable(["class A:", *stub("name", ("self", "key: str"), code, STEP)])


@given(expressions, names)
@settings(max_examples=100, deadline=None)
def test_assignments_and_elements_are_stable(code: Code, name: str) -> None:
    stable(
        [
            *assignment(f"{name}: TypeAlias", code),
            *assignment(name, Group("TypeAliasType", ('"X"', code), call=True)),
            *assignment("__all__", Group("", ('"A"', '"B"'))),
            f"{name} = call(",
            *element(code, STEP),
            *element(code, STEP, "cast_to="),
            ")",
        ]
    )


@given(expressions)
def test_breaks_change_no_token(code: Code) -> None:
    printed = "".join("".join(assignment("x", code)).split())
    flat = f"x={one_line(code)}".replace(" ", "")
    assert printed.replace(",]", "]").replace(",)", ")").replace("(", "").replace(
        ")", ""
    ) == flat.replace("(", "").replace(")", "")


def test_unions_are_flat_and_without_repetitions() -> None:
    assert either("A", either("B", "A"), "None") == Either(("A", "B", "None"))
    assert either("A", "A") == "A"
