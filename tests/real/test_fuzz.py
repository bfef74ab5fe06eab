"""Damaged documents, configurations, overlays and helpers: the tool ends with output that compiles, or with messages.

Some seconds in `make test`, with the same examples each time; `make fuzz` looks for new ones as many as it is told.
What the shared folder has is damaged as well, where it is there.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from specloom import pipeline
from specloom.cli import app
from specloom.diagnostics import Diagnostics, Source, SpecloomError
from specloom.ir.resources import Api
from specloom.load import locate_all
from specloom.load.document import read_data
from specloom.weaving import read_helpers
from tests.conftest import ROOT
from tests.support.mutations import MUTATIONS, garbled, mutated

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "0"))
FORMS = ("text", "markdown", "json", "html", "github", "junit", "changelog")
CASES = ROOT / "tests/cases"
NOWHERE = Source("")
HELPED = ROOT / "spec/langgraph"
SHARED = ROOT.parent / "shared"
REAL = (
    "ogen/allOf.yml", "ogen/webhooks.json", "openapi-python-client/3.1_specific.yaml", "hey-api/circular.yaml",
    "typespec/sse-import-3-1.yml", "readme-oas/callbacks.json", "readme-oas/polymorphism.json", "e2b/envd.yaml",
    "readme-oas/security-3.1.yaml", "libopenapi/all-the-components.yaml", "oapi-codegen/naming-conflicts.yaml",
    "swagger-petstore/openapi.yaml", "oapi-codegen/parameters-roundtrip.yaml", "readme-oas/schema-circular.json",
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(MUTATIONS)), st.integers(0, 9_999_999), st.integers(0, 9_999_999)),
    min_size=1,
    max_size=6,
)  # fmt: skip
Steps = list[tuple[str, int, int]]


def plain(path: Path) -> Any:
    return read_data(path, path.as_posix())


@cache
def documents() -> tuple[Any, ...]:
    real = [SHARED / "specs/corpus" / name for name in REAL]
    paths = [*sorted(CASES.glob("[!f]*/spec.yaml")), *(path for path in real if path.exists())]
    return tuple(plain(path) for path in paths)


@cache
def configured() -> tuple[tuple[Any, Any, Path], ...]:
    """Documents with their configurations, and the folder of other files that those name."""
    pairs = [
        (path.with_name("spec.yaml"), path) for path in sorted(CASES.glob("[!f]*/specloom.yml"))
    ]
    for name in ("nptakudo", "parsec"):
        if (case := SHARED / "stainless" / name).is_dir():
            pairs.append((case / "openapi.yml", case / "stainless.yml"))
    return tuple((plain(spec), plain(config), config.parent) for spec, config in pairs)


@cache
def helped() -> pipeline.Inputs:
    """An API that has helpers."""
    return pipeline.read_inputs(pipeline.Request(config=str(HELPED / "specloom.yml")))


@cache
def decided() -> Api:
    return pipeline.build(helped(), Diagnostics())


def written(path: Path, data: Any) -> None:
    try:
        path.write_text(json.dumps(data), "utf-8")
    except RecursionError:
        assume(False)


_COMPILED: set[int] = set()


def assert_whole(files: Mapping[str, str]) -> None:
    """Every file can be written and read by what reads such files."""
    for path, text in files.items():
        text.encode("utf-8")
        if path.endswith(".toml"):
            tomllib.loads(text)
        if path.endswith(".py") and hash(text) not in _COMPILED:
            compile(text, path, "exec")
            _COMPILED.add(hash(text))


def survives(request: pipeline.Request) -> None:
    """The inputs become a whole package, or messages that all have a place."""
    try:
        files = pipeline.generate(pipeline.read_inputs(request), Diagnostics())
    except SpecloomError as error:
        for item in locate_all(error.diagnostics):
            assert (item.source or NOWHERE).file, item.render()
            assert item.render().isprintable()
    else:
        assert_whole(files)


def fuzzed(examples: int) -> settings:
    """A few examples, always the same; or as many new ones as `make fuzz` is told."""
    return settings(
        max_examples=EXAMPLES or examples,
        deadline=None,
        derandomize=not EXAMPLES,
        database=None,
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much),
        phases=(Phase.generate, Phase.shrink) if EXAMPLES else (Phase.generate,),
    )


@fuzzed(40)
@given(number=st.integers(0, 999), steps=STEPS)
def test_a_damaged_document_gives_a_package_or_messages(number: int, steps: Steps) -> None:
    data = documents()[number % len(documents())]
    with tempfile.TemporaryDirectory() as folder:
        spec = Path(folder) / "spec.json"
        written(spec, mutated(data, steps))
        survives(pipeline.Request(spec=str(spec)))


@fuzzed(60)
@given(number=st.integers(0, 999), steps=STEPS)
def test_a_damaged_configuration_gives_a_package_or_messages(number: int, steps: Steps) -> None:
    spec, config, files = configured()[number % len(configured())]
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder) / "case"
        shutil.copytree(files, here)
        written(here / "spec.json", spec)
        written(here / "specloom.json", mutated(config, steps))
        request = pipeline.Request(spec=str(here / "spec.json"), config=str(here / "specloom.json"))
        survives(request)


@fuzzed(60)
@given(number=st.integers(0, 999), steps=STEPS)
def test_damaged_text_is_read_or_told(number: int, steps: Steps) -> None:
    paths = sorted(CASES.glob("*/spec.yaml"))
    path = paths[number % len(paths)]
    with tempfile.TemporaryDirectory() as folder:
        spec = Path(folder) / "spec.yaml"
        text = garbled(path.read_text("utf-8"), steps)
        spec.write_text(text, "utf-8", errors="surrogatepass")
        survives(pipeline.Request(spec=str(spec)))


OVERLAID = CASES / "overlay_and_transforms"


@fuzzed(40)
@given(steps=STEPS)
def test_a_damaged_overlay_gives_a_package_or_messages(steps: Steps) -> None:
    (overlay,) = (path for path in OVERLAID.glob("*.yaml") if path.name != "spec.yaml")
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder) / "case"
        shutil.copytree(OVERLAID, here)
        written(here / overlay.name, mutated(plain(overlay), steps))
        survives(pipeline.Request(config=str(here / "specloom.yml")))


@fuzzed(5)
@given(name=st.sampled_from(("runs.py", "threads.py")), steps=STEPS)
def test_a_damaged_helper_gives_a_package_or_messages(name: str, steps: Steps) -> None:
    inputs = helped()
    assert inputs.helpers is not None
    with tempfile.TemporaryDirectory() as folder:
        helpers = Path(folder) / "helpers"
        shutil.copytree(HELPED / "helpers", helpers)
        text = garbled((helpers / name).read_text("utf-8"), steps)
        (helpers / name).write_text(text, "utf-8", errors="surrogatepass")
        try:
            sources = read_helpers(helpers, "helpers", inputs.config.source("specloom", "helpers"))
            assert_whole(pipeline.render(decided(), sources))
        except SpecloomError as error:
            for item in locate_all(error.diagnostics):
                assert (item.source or NOWHERE).file, item.render()


@fuzzed(20)
@given(number=st.integers(0, 999), steps=STEPS, back=st.booleans(), form=st.sampled_from(FORMS))
def test_damaged_revisions_are_compared_or_told(
    number: int, steps: Steps, back: bool, form: str
) -> None:
    data = documents()[number % len(documents())]
    with tempfile.TemporaryDirectory() as folder:
        old, new = str(Path(folder) / "old.json"), str(Path(folder) / "new.json")
        written(Path(old), data)
        written(Path(new), mutated(data, steps))
        pair = [new, old] if back else [old, new]
        done = CliRunner().invoke(app, ["diff", *pair, "--format", form])
        assert done.exception is None or isinstance(done.exception, SystemExit)
        assert done.exit_code in (0, 1)
        told = CliRunner().invoke(app, ["diff", *pair, "--format", "json"])
        changes = told.exit_code or json.loads(told.stdout)["changes"]
        has_no_annotation = form == "github" and not changes
        assert has_no_annotation or done.stdout or folder in done.stderr
