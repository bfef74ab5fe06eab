"""How programs migrate: the call as it was, and as it is now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.diff.conftest import CONFIG, SPEC, Run

HINTS = "{type: object, properties: {kind: {type: string}}}"


def steps(compared: Run, old: str, new: str, *options: str) -> list[tuple[str, str]]:
    Path("old.yaml").write_text(old, encoding="utf-8")
    Path("new.yaml").write_text(new, encoding="utf-8")
    arguments = ["old.yaml", "new.yaml", "--format", "changelog", *options]
    section = compared(*arguments).stdout.partition("### Migration\n")[2]
    lines = [line.strip() for line in section.splitlines()]
    sides = [
        [line.partition(": ")[2].strip("`") for line in lines if line.startswith(f"- {side}: ")]
        for side in ("old", "new")
    ]
    return list(zip(*sides, strict=True))


@pytest.mark.parametrize(
    ("before", "after", "old", "new"),
    [
        (
            "size: {type: integer, maximum: 9}", "length: {type: integer, maximum: 9}",
            "client.jobs.start(job_id, size=...)", "client.jobs.start(job_id)",
        ),
        (
            f"hints: {{type: array, items: {HINTS}}}", "hints: {type: array, items: {type: object}}",
            'client.jobs.start(job_id, hints=[{"kind": ...}])', "client.jobs.start(job_id)",
        ),
        (
            "size: {type: integer, maximum: 9}", "size: {type: string}",
            "client.jobs.start(job_id, size=integer)", "client.jobs.start(job_id, size=string)",
        ),
        (
            "maximum: 9", "maximum: 8",
            "client.jobs.start(job_id, size=9)", "client.jobs.start(job_id, size=8)",
        ),
        ("        id: {type: string}\n", "", "job.id", "nothing"),
        ("        id: {", "        job_id: {", "job.id", "job.job_id"),
        (
            "size: {type: integer", "max_size: {type: integer",
            "client.jobs.start(job_id, size=...)", "client.jobs.start(job_id, max_size=...)",
        ),
        (
            "state: {type: string,", "state: {type: [string, 'null'],",
            "job.state", "if job.state is not None: ...",
        ),
        ("required: [state]", "required: []", "job.state", "if job.state is not None: ..."),
        (
            "      requestBody:\n",
            "      parameters: [{name: day, in: query, required: true, schema: {type: string}}]\n"
            "      requestBody:\n",
            "client.jobs.start(job_id)", "client.jobs.start(job_id, day=...)",
        ),
    ],
)  # fmt: skip
def test_a_breaking_change_shows_both_calls(
    compared: Run, before: str, after: str, old: str, new: str
) -> None:
    assert before in SPEC
    assert steps(compared, SPEC, SPEC.replace(before, after), "--config", "c.yml") == [(old, new)]


def test_an_operation_that_is_gone_has_no_new_call(compared: Run) -> None:
    start, end = SPEC.index("    post:"), SPEC.index("components:")
    Path("gone.yml").write_text(CONFIG.replace("      start: post /jobs/{job_id}\n", ""))
    configs = ["--old-config", "c.yml", "--new-config", "gone.yml"]
    gone = SPEC[:start] + SPEC[end:]
    assert steps(compared, SPEC, gone, *configs) == [("client.jobs.start(job_id)", "nothing")]


def test_without_a_configuration_the_inferred_names_are_used(compared: Run) -> None:
    ((old, new),) = steps(compared, SPEC, SPEC.replace("maximum: 9", "maximum: 8"))
    assert old.startswith("client.jobs.")
    assert (old[-7:], new[-7:]) == ("size=9)", "size=8)")


def test_what_breaks_nothing_needs_no_migration(compared: Run) -> None:
    assert "Migration" not in compared("old.yaml", "grown.yaml", "--format", "changelog").stdout


def test_markdown_and_html_show_the_steps(compared: Run) -> None:
    for form in ("markdown", "html"):
        output = compared("old.yaml", "new.yaml", "--config", "c.yml", "--format", form).stdout
        assert "client.jobs.start(job_id, size=9)" in output
