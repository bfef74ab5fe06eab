"""What a team decides about changes: rules that ignore some, and what each raises."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from specloom.diff.ignore import fits
from tests.diff.conftest import CONFIG, Run

RULE = """\
ignore:
  - code: request-bound-tightened
    operation: POST /jobs/*
    reason: nobody sends more than eight
    expires: 2030-06-30
"""
GONE = """\
  - code: response-*
    place: '#/components/schemas/Job'
    reason: the id was never used
    expires: 2030-06-30
"""


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """2030-06-30, the last day of the rules."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1909008000")


def rules(text: str, name: str = "rules.yml") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_a_change_that_a_rule_covers_is_not_told(compared: Run) -> None:
    result = compared("old.yaml", "new.yaml", "--ignore", rules(RULE), "--fail-on", "any")
    assert result.exit_code == 1
    assert "maximum" not in result.stdout
    assert result.stdout.endswith("1 breaking change: a major release (1 ignored)\n")
    both = compared("old.yaml", "new.yaml", "--ignore", rules(RULE + GONE), "--fail-on", "any")
    assert (both.exit_code, both.stdout) == (0, "no change (2 ignored)\n")


def test_ignored_changes_stand_in_json_with_their_reason(compared: Run) -> None:
    output = compared("old.yaml", "new.yaml", "--ignore", rules(RULE), "--format", "json").stdout
    (item,) = json.loads(output)["ignored"]
    assert item["code"] == "request-bound-tightened"
    assert item["reason"] == "nobody sends more than eight"
    assert (item["expires"], item["new"]["line"]) == ("2030-06-30", 23)


def test_the_usual_file_stands_beside_the_configuration_or_the_document(compared: Run) -> None:
    rules(RULE + GONE, ".specloom-ignore.yml")
    assert "(2 ignored)" in compared("old.yaml", "new.yaml").stdout
    Path("deep").mkdir()
    Path("deep/c.yml").write_text(CONFIG.replace("new.yaml", "../new.yaml"), encoding="utf-8")
    assert "ignored" not in compared("old.yaml", "new.yaml", "--config", "deep/c.yml").stdout
    rules(RULE + GONE, "deep/.specloom-ignore.yml")
    assert "(2 ignored)" in compared("old.yaml", "new.yaml", "--config", "deep/c.yml").stdout


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        (RULE.replace("    reason: nobody sends more than eight\n", ""), ":2:5", "config-missing-key"),
        (RULE.replace("nobody sends more than eight", "' '"), ":4:5", "config-value"),
        (RULE.replace("    expires: 2030-06-30\n", ""), ":2:5", "config-missing-key"),
        (RULE.replace("2030-06-30", "soon"), ":5:5", "config-value"),
        (RULE.replace("2030-06-30", "2030-06-29"), ":5:5", "ignore-expired"),
        (RULE.replace("/jobs/*", "/things"), ":2:5", "ignore-unused"),
        (RULE.replace("bound-tightened", "bound-tightend"), ":2:5", "unknown-code"),
        (RULE.replace("    operation: POST /jobs/*\n", ""), ":2:5", "config-value"),
        (RULE.replace("operation: POST /jobs/*", "place: jobs"), ":3:5", "config-value"),
        (RULE.replace("reason", "because"), ":4:5", "config-unknown-key"),
    ],
)  # fmt: skip
def test_a_rule_that_is_wrong_is_an_error_with_its_line(
    compared: Run, text: str, place: str, code: str
) -> None:
    result = compared("old.yaml", "new.yaml", "--ignore", rules(text))
    assert result.exit_code == 1
    assert f"rules.yml{place} error[{code}]" in result.output


def test_a_change_that_reaches_other_operations_too_is_told(compared: Run) -> None:
    for name in ("old.yaml", "new.yaml"):
        text = Path(name).read_text(encoding="utf-8")
        more = text[text.index("  /jobs/") : text.index("components:")].replace("/jobs/", "/tasks/")
        more = more.replace("operationId: start", "operationId: begin")
        Path(name).write_text(text.replace("components:", f"{more}components:"), encoding="utf-8")
    only = RULE.replace("request-bound-tightened", "response-*").replace(
        "POST /jobs/*", "'* /jobs/*'"
    )
    result = compared("old.yaml", "new.yaml", "--ignore", rules(only))
    assert "ignore-unused" in result.output
    every = only.replace("/jobs/", "/")
    assert "(1 ignored)" in compared("old.yaml", "new.yaml", "--ignore", rules(every)).stdout


def test_only_a_star_stands_for_something() -> None:
    assert fits("a[*]", "a[bc]")
    assert not fits("a[*]", "ab")
    assert not fits("a?", "ab")
    assert fits("*", "")


def semver(text: str) -> list[str]:
    Path("c.yml").write_text(CONFIG.replace("spec: new.yaml", text), encoding="utf-8")
    return ["--config", "c.yml"]


@pytest.mark.parametrize(
    ("text", "new", "version", "bumped"),
    [
        ("semver: {}", "grown.yaml", "1.2.3", "1.3.0"),
        ("semver: {rules: [{code: response-enum-*, bump: patch}]}", "grown.yaml", "1.2.3", "1.2.4"),
        ("semver: {rules: [{wire: breaks, bump: major}]}", "grown.yaml", "1.2.3", "2.0.0"),
        ("semver: {rules: [{severity: dangerous, bump: none}]}", "grown.yaml", "1.2.3", "1.2.3"),
        ("semver: {rules: [{wire: breaks, types: safe, bump: major}]}", "grown.yaml", "1.2.3", "1.3.0"),
        (
            "semver: {rules: [{code: response-*, bump: patch}, {severity: dangerous, bump: major}]}",
            "grown.yaml", "1.2.3", "1.2.4",
        ),
        ("semver: {}", "new.yaml", "0.2.3", "0.3.0"),
        ("semver: {initial_development: {major: major}}", "new.yaml", "0.2.3", "1.0.0"),
        ("semver: {initial_development: {major: patch}}", "new.yaml", "0.2.3", "0.2.4"),
        ("semver: {initial_development: {minor: minor}}", "grown.yaml", "0.2.3", "0.3.0"),
    ],
)  # fmt: skip
def test_the_configuration_says_what_a_change_raises(
    compared: Run, text: str, new: str, version: str, bumped: str
) -> None:
    result = compared("old.yaml", new, *semver(text), "--bump", version)
    assert result.stdout == f"{bumped}\n"


def test_a_semver_rule_with_an_unknown_code_points_to_it(compared: Run) -> None:
    wrong = semver("semver: {rules: [{code: response-enum-value-aded, bump: patch}]}")
    result = compared("old.yaml", "new.yaml", *wrong)
    assert result.exit_code == 1
    assert "c.yml:10:30 error[unknown-code]" in result.output
    assert "did you mean 'response-enum-value-added'?" in result.output


def test_ignored_changes_raise_nothing(compared: Run) -> None:
    result = compared("old.yaml", "new.yaml", "--ignore", rules(RULE + GONE), "--bump", "1.2.3")
    assert result.stdout == "1.2.3\n"
