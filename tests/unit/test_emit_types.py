"""Printed types at work: models that read, params that check, files that import in any order."""

from __future__ import annotations

import ast
import subprocess
import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typing_extensions
from pydantic import TypeAdapter, ValidationError

from specloom.ir.types import (
    Definition,
    Discriminator,
    Face,
    ListStyle,
    ListType,
    LiteralType,
    Scalar,
    ScalarType,
    UnionType,
)
from tests.support.checkers import mypy, pyright
from tests.support.emitted import (
    INT,
    NULL,
    STR,
    Package,
    alias,
    emit,
    field,
    model,
    name,
    nullable,
    only,
    ref,
    write_package,
)

HOSTILE = '"""\nopen("specloom_pwned", "w").close()\n"""\\'
REQUEST = Face.REQUEST
TAGGED = UnionType(
    (ref("pets/cat", "Cat"), ref("pets/dog", "Dog")),
    Discriminator(
        "kind", "kind", (("cat", name("pets/cat", "Cat")), ("dog", name("pets/dog", "Dog")))
    ),
)

DEFINITIONS: list[Definition] = [
    model("pets/cat", "Cat", field("kind", only("cat")), field("lives", INT)),
    model("pets/dog", "Dog", field("kind", only("dog")), field("name", STR)),
    alias("pets/pet", "Pet", TAGGED, docs="Any pet."),
    model(
        "odd",
        "Odd",
        field("from_", STR, wire="from", docs=HOSTILE),
        field("quote", nullable(STR), False, wire=HOSTILE),
        field("date", nullable(ScalarType(Scalar.DATE)), False, deprecated=True),
        field("str", ListType(STR), docs='He said "hi"'),
        field("pets", ListType(nullable(ref("pets/pet", "Pet")))),
        field("note", nullable(STR), default_none=True),
        docs=HOSTILE,
    ),
    alias("nothing", "Nothing", NULL),
    model("gone", "Gone", field("when", nullable(ref("nothing", "Nothing")), False)),
    model("free", "Free", field("id", STR), extra=ListType(INT)),
    # two files that need each other, and an alias between them
    model("circle/one", "One", field("two", nullable(ref("circle/two", "Two")), False)),
    model("circle/two", "Two", field("ones", ListType(ref("circle/either", "Either")))),
    alias("circle/either", "Either", UnionType((ref("circle/one", "One"), STR))),
    # a class and an alias that contain themselves
    model("tree", "Tree", field("children", ListType(ref("tree", "Tree")))),
    alias(
        "json_value",
        "JsonValue",
        UnionType((STR, ListType(ref("json_value", "JsonValue")))),
        recursive=True,
    ),
    # requests
    model(
        "run_params",
        "RunParamsBase",
        field("size", INT, docs="How large."),
        field(
            "created",
            UnionType((STR, ScalarType(Scalar.DATETIME))),
            False,
            wire="createdAt",
            format="iso8601",
        ),
        field("tags", ListType(STR, ListStyle.SEQUENCE), False),
        field("list", ListType(ref("pets/dog_param", "DogParam"), ListStyle.ITERABLE), False),
        face=REQUEST,
    ),
    model(
        "run_params",
        "RunParamsStreaming",
        field("stream", only("yes")),
        face=REQUEST,
        bases=(name("run_params", "RunParamsBase"),),
    ),
    alias(
        "run_params",
        "RunParams",
        UnionType((ref("run_params", "RunParamsBase"), ref("run_params", "RunParamsStreaming"))),
        REQUEST,
    ),
    model(
        "pets/dog_param",
        "DogParam",
        field("kind", only("dog")),
        field("owner", ref("owner_param", "OwnerParam"), False),
        face=REQUEST,
    ),
    model(
        "owner_param",
        "OwnerParam",
        field("dogs", ListType(ref("pets/dog_param", "DogParam"), ListStyle.ITERABLE)),
        field("hint", ScalarType(Scalar.BASE64), False),
        face=REQUEST,
    ),
    model("bag_param", "BagParam", field("id", STR), face=REQUEST, extra=INT),
    alias(
        "chain_param",
        "ChainParam",
        UnionType((STR, ListType(ref("chain_param", "ChainParam")))),
        REQUEST,
        recursive=True,
    ),
]


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return emit(*DEFINITIONS)


@pytest.fixture(scope="module")
def sdk(files: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Package]:
    package = Package(tmp_path_factory.mktemp("emitted"), files, "emitted_sdk")
    yield package
    package.close()


def run(folder: Path, *command: str) -> str:
    """What a Python program prints; fails with it where it fails."""
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_formatter_and_the_linter_change_nothing(sdk: Package) -> None:
    folder = str(sdk.root / "types")
    run(sdk.root.parent, "-m", "black", "--check", "-q", "-l", "100", folder)
    rules = ["--select", "E,F,I,W,UP037", "--ignore", "E501", "--line-length", "100"]
    run(
        sdk.root.parent,
        "-m",
        "ruff",
        "check",
        "--isolated",
        "--target-version",
        "py311",
        *rules,
        folder,
    )


def test_type_checkers_find_nothing(sdk: Package) -> None:
    parent = sdk.root.parent
    (parent / "use.py").write_text(
        "from typing_extensions import assert_type\n"
        "from emitted_sdk.types import Free, Odd, BagParam\n"
        "from emitted_sdk.types.pets import Cat, Dog, Pet\n"
        "def use(odd: Odd, free: Free) -> None:\n"
        "    assert_type(odd.pets[0], Cat | Dog | None)\n"
        "    assert_type(odd.from_, str)\n"
        "    assert_type(free.anything, list[int])\n"
        "bag: BagParam = {'id': 'x'}\n"
        "pet: Pet = Dog(kind='dog', name='Rex')\n",
        "utf-8",
    )
    checked = mypy("emitted_sdk/types", "use.py", folder=parent)
    assert checked.returncode == 0, checked.stdout
    files = sorted((sdk.root / "types").rglob("*.py"))
    assert pyright(files, parent, parent) == []


def test_importing_the_package_loads_no_type(sdk: Package) -> None:
    program = (
        "import sys, emitted_sdk.types as t, emitted_sdk.types.pets as p\n"
        "def loaded(): return sorted(m for m in sys.modules if m.startswith('emitted_sdk.types.'))\n"
        "print(*loaded())\n"
        "p.Cat\n"
        "print(*loaded())\n"
        "print(t.pets.Dog.__name__, t.Odd.__name__, t.run_params.RunParamsBase.__name__, 'Odd' in dir(t))\n"
    )
    before, after, rest = run(sdk.root.parent, "-c", program).splitlines()
    assert before == "emitted_sdk.types.pets"
    assert after == "emitted_sdk.types.pets emitted_sdk.types.pets.cat"
    assert rest == "Dog Odd RunParamsBase True"


@pytest.mark.parametrize(
    "first", ["circle.one", "circle.two", "circle.either", "pets.dog_param", "owner_param"]
)
def test_any_file_of_a_circle_may_be_imported_first(sdk: Package, first: str) -> None:
    program = (
        f"import emitted_sdk.types.{first}\n"
        "from emitted_sdk.types.circle import One, Two\n"
        "one = One.model_validate({'two': {'ones': [{'two': None}, 'x']}})\n"
        "assert type(one.two) is Two and type(one.two.ones[0]) is One\n"
        "import typing_extensions as t\n"
        "from emitted_sdk.types.pets import DogParam\n"
        "print(sorted(t.get_type_hints(DogParam)))\n"
    )
    assert run(sdk.root.parent, "-c", program) == "['kind', 'owner']\n"


def test_models_read_what_the_wire_has(sdk: Package) -> None:
    odd = sdk["types"].Odd
    value = odd.model_validate(
        {
            "from": "a",
            HOSTILE: "b",
            "date": "2026-01-02",
            "str": ["c"],
            "pets": [{"kind": "dog", "name": "Rex"}, None],
        }
    )
    assert (value.from_, value.quote, value.date.isoformat()) == ("a", "b", "2026-01-02")
    assert value.note is None
    assert type(value.pets[0]) is sdk["types.pets"].Dog
    assert value.model_dump(by_alias=True)[HOSTILE] == "b"
    with pytest.raises(ValidationError):
        odd.model_validate({"from": "a", "str": []})


def test_unions_are_told_apart_by_their_tag(sdk: Package) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(sdk["types.pets"].Pet)
    schema: Any = adapter.core_schema
    while schema["type"] == "definitions":
        schema = schema["schema"]
    assert schema["type"] == "tagged-union"
    assert type(adapter.validate_python({"kind": "cat", "lives": 9})) is sdk["types.pets"].Cat
    with pytest.raises(ValidationError, match="union_tag_invalid"):
        adapter.validate_python({"kind": "cow"})


def test_further_members_have_their_type(sdk: Package) -> None:
    free = sdk["types"].Free
    assert free.model_validate({"id": "x", "a": [1]}).a == [1]
    with pytest.raises(ValidationError):
        free.model_validate({"id": "x", "a": "no"})


def test_types_may_contain_themselves(sdk: Package) -> None:
    tree = sdk["types"].Tree.model_validate({"children": [{"children": []}]})
    assert type(tree.children[0]) is sdk["types"].Tree
    adapter: TypeAdapter[Any] = TypeAdapter(sdk["types"].JsonValue)
    assert adapter.validate_python(["a", ["b"]]) == ["a", ["b"]]


def test_params_say_what_the_wire_needs(sdk: Package) -> None:
    base = sdk["types.run_params"].RunParamsBase
    hints = typing_extensions.get_type_hints(base, include_extras=True)
    assert typing.get_origin(hints["size"]) is typing_extensions.Required
    info = typing.get_args(hints["created"])[1]
    assert (info.alias, info.format) == ("createdAt", "iso8601")
    streaming = sdk["types.run_params"].RunParamsStreaming
    assert set(typing_extensions.get_type_hints(streaming)) == {
        *("size", "created", "tags", "list", "stream")
    }


def test_params_are_transformed_through_aliases_that_come_late(sdk: Package) -> None:
    transform = sdk["_body"].transform
    sent = transform({"size": 1, "created": "x", "tags": ["a"]}, sdk["types"].RunParams)
    assert sent == {"size": 1, "createdAt": "x", "tags": ["a"]}


def test_docs_stand_below_what_they_describe(files: dict[str, str]) -> None:
    odd = files["types/odd.py"]
    assert '    """Deprecated."""' in odd
    (definition,) = [node for node in ast.parse(odd).body if isinstance(node, ast.ClassDef)]
    assert ast.get_docstring(definition) is not None
    assert "specloom_pwned" in str(ast.get_docstring(definition))
    assert not [
        node for node in ast.walk(definition) if isinstance(node, ast.Name) and node.id == "open"
    ]
    assert files["types/pets/pet.py"].endswith('"""Any pet."""\n')


def test_every_file_is_there(files: dict[str, str]) -> None:
    assert "types/__init__.py" in files
    assert "types/pets/__init__.py" in files
    assert list(files) == sorted(files)
    assert emit() == {"types/__init__.py": ""}


def test_printing_twice_gives_the_same(files: dict[str, str]) -> None:
    assert emit(*DEFINITIONS) == files


def test_models_can_be_read_as_dictionaries(tmp_path: Path) -> None:
    printed = emit(DEFINITIONS[0], mapping_access=True)
    assert "class Cat(MappingModel):" in printed["types/pets/cat.py"]
    write_package(tmp_path, printed, "dict_sdk")
    program = "from dict_sdk.types.pets import Cat; print(dict(Cat(kind='cat', lives=3)))"
    assert run(tmp_path, "-c", program) == "{'kind': 'cat', 'lives': 3}\n"


def test_a_base_in_the_same_circle_is_written_out(tmp_path: Path) -> None:
    printed = emit(
        model("a", "Base", field("sub", nullable(ref("b", "Sub")), False)),
        model("b", "Sub", field("x", INT), bases=(name("a", "Base"),)),
    )
    assert "class Sub(BaseModel):" in printed["types/b.py"]
    write_package(tmp_path, printed, "circle_sdk")
    for first in ("a", "b"):
        program = (
            f"import circle_sdk.types.{first}\nfrom circle_sdk.types import Sub, Base\n"
            "value = Sub.model_validate({'x': 1, 'sub': {'x': 2}})\nprint(value.sub.x)"
        )
        assert run(tmp_path, "-c", program) == "2\n"


@pytest.mark.parametrize("ring", [True, False])
def test_many_files_in_a_row_can_be_imported(tmp_path: Path, ring: bool) -> None:
    count = 500
    links = [*range(1, count), 0] if ring else [*range(1, count)]
    row = [
        model(f"m{here}", f"M{here}", field("next", nullable(ref(f"m{to}", f"M{to}")), False))
        for here, to in enumerate(links)
    ]
    row += [] if ring else [model(f"m{count - 1}", f"M{count - 1}", field("id", STR))]
    root = write_package(tmp_path, emit(*row), "row_sdk")
    for first in ("m0", "m250", f"m{count - 1}"):
        program = (
            f"import sys, row_sdk.types.{first}\nfrom row_sdk.types import M0, M1\n"
            "sys.setrecursionlimit(100_000)\n"
            "print(sum(name.startswith('row_sdk.types.m') for name in sys.modules))\n"
            "assert sys.modules['row_sdk.types.m0'].M1 is M1\n"
            "assert sys.modules['row_sdk.types.m63'].M64.__name__ == 'M64'\n"
        )
        assert run(tmp_path, "-c", program) == f"{count}\n"
    rules = ["--select", "E,F,I,W", "--line-length", "100", str(root / "types")]
    run(tmp_path, "-m", "ruff", "check", "--isolated", *rules)
    some = [
        str(root / "types" / f"m{index}.py") for index in range(50, 80)
    ]  # across where a block ends
    run(
        tmp_path,
        "-m",
        "black",
        "--check",
        "-q",
        "-l",
        "100",
        *some,
        str(root / "types/__init__.py"),
    )


def test_an_alias_of_an_alias_names_the_end_of_the_chain() -> None:
    links = [
        alias(f"n{here}", f"N{here}", ref(f"n{here + 1}", f"N{here + 1}")) for here in range(9)
    ]
    printed = emit(*links, model("n9", "N9", field("id", STR)))
    assert "from .n9 import N9\n" in printed["types/n0.py"]
    assert "N0: TypeAlias = N9\n" in printed["types/n0.py"]
    loop = [
        alias("a", "A", ref("b", "B"), recursive=True),
        alias("b", "B", ref("a", "A"), recursive=True),
    ]
    assert 'TypeAliasType("A", "B")' in emit(*loop)["types/a.py"]


def test_text_that_is_no_unicode_makes_no_model_unusable(tmp_path: Path) -> None:
    printed = emit(
        model(
            "odd",
            "Odd",
            field("kind", LiteralType(("a", "b\ud800", 1.5))),
            field("lost", STR, wire="\udfff"),
            docs="\ud800",
        )
    )
    write_package(tmp_path, printed, "unicode_sdk")
    program = "from unicode_sdk.types import Odd; print(Odd.model_validate({'kind': 'c'}))"
    assert run(tmp_path, "-c", program) == "Odd(kind='c')\n"
