"""What `docs/reliability.md` promises about answers that differ from the document.

Here a part of the table; `make drift` tries all of it, and `openai` as well.
"""

from __future__ import annotations

import pytest

from benchmarks.drift.answers import Answer, answers, models_of, subject
from benchmarks.drift.cells import Verdict, verdicts
from benchmarks.drift.changes import Change
from benchmarks.drift.examples import examples
from benchmarks.drift.judge import judge_loose, judge_strict
from benchmarks.drift.places import Place

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

ROWS = (
    "another answer",
    "another type",
    "deep",
    "dropped",
    "empty",
    "extra key",
    "huge",
    "no answer",
    "null",
    "unknown enum value",
    "unknown variant",
)


@pytest.fixture(scope="module")
def found() -> list[Verdict]:
    return list(verdicts(every=17, with_openai=False))


@pytest.mark.parametrize("row", ROWS)
def test_a_loose_client_takes_every_drift(found: list[Verdict], row: str) -> None:
    mine = [verdict for verdict in found if (verdict.row, verdict.column) == (row, "ours")]
    assert mine
    assert [str(verdict) for verdict in mine if verdict.broken] == []


@pytest.mark.parametrize("row", ["another type", "deep", "dropped", "extra key", "null"])
def test_a_strict_client_refuses_wrong_types_and_takes_growth(
    found: list[Verdict], row: str
) -> None:
    mine = [verdict for verdict in found if (verdict.row, verdict.column) == (row, "ours strict")]
    assert mine
    assert [str(verdict) for verdict in mine if verdict.broken] == []


def test_every_model_of_an_answer_drifts() -> None:
    """The table leaves out what is only sent, and the error event, which is raised."""
    import openai_runs.types.beta as beta

    reached = {model for _, answer in answers() for model in models_of(answer.annotation)}
    for module in (beta, beta.threads, beta.threads.runs):
        for name in module.__all__:
            kind = getattr(module, name)
            if isinstance(kind, type) and hasattr(kind, "model_fields"):
                assert kind in reached, name


def test_the_promises_can_be_broken() -> None:
    """The reference client breaks these: the checks see it."""
    from openai_runs.types.beta.threads import Message

    clean = examples(Message)[0]
    call = next(answer.call for _, answer in answers() if answer.name == "message 1")
    answer = Answer("message", call, clean, Message)
    loose, strict = (subject("openai", strict=strict) for strict in (False, True))
    read = loose.answered(answer, answer.body(clean))
    part = {**clean["content"][0], "type": "video"}
    tag = Place(("content", 0, "type"), "image_file", object, is_tag=True)
    parts = [part, *clean["content"][1:]]
    variant = Change("unknown variant", tag.path, {**clean, "content": parts}, tag)
    assert "variant" in judge_loose(loose, answer, read, variant)
    role = Place(("role",), "user", object)
    odd = Change("another type", role.path, {**clean, "role": 5, "created_at": "1"}, role)
    assert judge_loose(loose, answer, read, odd).keys() >= {"neighbour", "warns"}
    grown = Change("extra key", ("role",), {**clean, "created_at": []}, role, strict=False)
    assert judge_strict(strict, answer, grown) == {"raises": "legal growth"}
