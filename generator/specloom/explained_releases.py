"""What the codes of releases mean (layer 5)."""

from __future__ import annotations

from specloom.explanation import Explanation

RELEASES = (
    Explanation(
        "dirty-tree",
        meaning="The working tree holds changes or files that are not committed.",
        cause="A release is checked before everything is committed; what is published has to be what is tagged.",
        cure="Commit the files that are named, remove them, or add them to `.gitignore`.",
        example=(
            "/home/me/zoo error[dirty-tree]: not everything is committed: specloom.yml; commit or remove it"
        ),
    ),
    Explanation(
        "nothing-to-release",
        meaning="Since the last release neither the API has changed nor the changelog has got an entry.",
        cause="`specloom release` was asked for a version that would say nothing new.",
        cure="Write what is new for users under Unreleased in the changelog, or release later.",
        example=(
            "specloom.yml error[nothing-to-release]: nothing has changed since zoo-sdk-v1.2.0; write "
            "what is new under Unreleased in the changelog"
        ),
    ),
    Explanation(
        "unreleased-changes",
        meaning="The changelog does not describe the version that is to be published.",
        cause="There is no section for the version, or entries still stand under Unreleased.",
        cure="Run `specloom release`, generate, and commit.",
        example=(
            "CHANGELOG.md error[unreleased-changes]: the changelog says nothing about 1.3.0; run "
            "specloom release, and commit what it writes"
        ),
    ),
    Explanation(
        "version-too-low",
        meaning="The version is released already, or promises more than the changes of the API allow.",
        cause="What changed since the last git tag of the package demands a higher version.",
        cure="Run `specloom release`, which sets the least honest one, or set a higher one.",
        example=(
            "specloom.yml:9:3 error[version-too-low]: version 1.2.1 is too low: what changed since "
            "1.2.0 is a major release; it has to be 2.0.0 or more; specloom release sets it"
        ),
    ),
)
