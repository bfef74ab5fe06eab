"""Releases of a package: which version is due, what its changelog says, and whether it may go out (layer 5).

A release is a git tag ``<distribution>-v<version>``. What has changed since is the difference between the configuration
(and its document) at the newest such tag that HEAD descends from, and now.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from packaging.version import InvalidVersion, Version

from specloom import git, pipeline
from specloom.changelog_file import Changelog, read_changelog, with_release
from specloom.diagnostics import Diagnostic, Diagnostics, Source, SpecloomError
from specloom.diff.changelog import changelog as changelog_section
from specloom.diff.comparison import Comparison
from specloom.load.config_edit import with_version
from specloom.load.text import read_text
from specloom.policy import ignore_file
from specloom.revisions import opened, since
from specloom.showing import compared, shown
from specloom.write import compare as compare_tree
from specloom.write import replace_texts

_FIRST = "### Added\n\n- First release.\n"
_SHOWN = 5
"""Changed files that a message names."""


@dataclass(frozen=True, slots=True)
class State:
    """A package as it stands: its configuration, its version, the newest release, and what the API did since.

    ``last`` is None before the first release; ``demanded`` is the least honest version then, too: the configured one.
    """

    config: str
    distribution: str
    version: str
    folder: Path
    last: str | None
    comparison: Comparison
    demanded: str
    inputs: pipeline.Inputs
    files: dict[str, str]

    @property
    def tag(self) -> str:
        """The git tag that this version gets."""
        return tag_of(self.distribution, self.version)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What ``prepare`` wrote: the version, and the files that say so."""

    version: str
    last: str | None
    files: tuple[str, ...]


def tag_of(distribution: str, version: str) -> str:
    """The git tag of a release."""
    return f"{distribution}-v{version}"


def read_state(config: str) -> State:
    """How a package stands; raises SpecloomError where its inputs or the repository cannot be read."""
    inputs = pipeline.read_inputs(pipeline.Request(config=config))
    api = pipeline.build(inputs, Diagnostics())
    files = pipeline.render(api, inputs.helpers, inputs.changelog)
    project = api.project
    last = last_release(config, project.distribution)
    comparison, demanded = Comparison(()), project.version
    if last is not None:
        comparison = _compared(since(tag_of(project.distribution, last), config), inputs)
        demanded = _demanded(config, last, comparison)
    folder = pipeline.output_folder(inputs, project.distribution)
    return State(
        config,
        project.distribution,
        project.version,
        folder,
        last,
        comparison,
        demanded,
        inputs,
        files,
    )


def last_release(config: str, distribution: str) -> str | None:
    """The highest version whose tag HEAD descends from; None where there is none."""
    folder = os.path.dirname(config)
    prefix = tag_of(distribution, "")
    wanted = ["tag", "--list", f"{prefix}*"]
    if not git.lines(config, folder, wanted):
        return None  # nor may there be any commit
    tags = git.lines(config, folder, [*wanted, "--merged", "HEAD"])
    versions = [found for tag in tags if (found := _parsed(tag.removeprefix(prefix)))]
    return str(max(versions)) if versions else None


def _parsed(text: str) -> Version | None:
    try:
        return Version(text)
    except InvalidVersion:
        return None


def _compared(old: str, inputs: pipeline.Inputs) -> Comparison:
    """What changed since a state of the configuration, as ``specloom diff`` tells it."""
    config = inputs.config.file
    with opened(old) as one, opened(config) as other:
        found = compared(one, other, ignore_file("", config, config))
        return shown(found, one, other, "changelog")


def _demanded(config: str, last: str, comparison: Comparison) -> str:
    """The least version after ``last``; after a pre-release that is its release."""
    version = Version(last)
    major, minor, patch = (*version.release, 0, 0)[:3]
    base = f"{major}.{minor}.{patch}"
    if version.is_prerelease:
        return base
    try:
        due = comparison.versioning.following(base, comparison.changes)
    except ValueError as error:
        raise _problem("bad-version", str(error), Source(config), "write it as 1.2.3") from None
    return due if due != base else f"{major}.{minor}.{patch + 1}"


def prepare(config: str, version: str, date: str) -> Prepared:
    """Set the version and write the section of the changelog.

    ``version`` is the wanted one, empty for the least honest one; ``date`` stands in the heading. Raises
    SpecloomError for a version that is too low, and where there is nothing to release.
    """
    _start_changelog(config)
    state = read_state(config)
    changelog = read_changelog(state.inputs.changelog)
    _something_new(state)
    wanted = version or max(state.demanded, state.version, key=Version)
    _check_version(state, wanted)
    found = changelog_section(state.comparison) if state.last is not None else ""
    earlier = _unpublished(state)
    if not found and not _written(changelog, earlier):
        found = _FIRST
    text = with_release(changelog, wanted, date, _without_heading(found), earlier).render()
    files = {
        pipeline.changelog_path(state.inputs.config): text,
        config: with_version(read_text(Path(config), config), wanted, config),
    }
    replace_texts(files)
    return Prepared(wanted, state.last, tuple(files))


def _without_heading(section: str) -> str:
    """The text of a section without the line that names the release."""
    return section.split("\n", 1)[1] if section.startswith("## ") else section


def _written(changelog: Changelog, version: str) -> bool:
    """Whether anything is said of what is to be released."""
    sections = (changelog.section("unreleased"), changelog.section(version))
    return any(item is not None and item.entries for item in sections)


def _start_changelog(config: str) -> None:
    """Write an empty changelog where the configuration names one that is not there."""
    from specloom.load import load_config
    from specloom.write import write_new

    loaded = load_config(config)
    if not loaded.specloom.changelog:
        hint = "set specloom.changelog, for example to CHANGELOG.md"
        place = loaded.source()
        raise _problem("no-changelog", "the configuration names no changelog", place, hint)
    path = Path(pipeline.changelog_path(loaded))
    if not path.exists():
        write_new(path, read_changelog("").render())


def has_news(state: State) -> bool:
    """Whether there is something to release: a first version, changes of the API, or entries of the changelog."""
    changelog = read_changelog(state.inputs.changelog)
    return (
        state.last is None
        or bool(state.comparison.changes)
        or _written(changelog, _unpublished(state))
    )


def _something_new(state: State) -> None:
    if has_news(state):
        return
    message = f"nothing has changed since {tag_of(state.distribution, state.last or '')}"
    hint = "write what is new under Unreleased in the changelog"
    raise _problem("nothing-to-release", message, Source(state.config), hint)


def _unpublished(state: State) -> str:
    """The configured version where it was prepared and not released, else ``""``."""
    return state.version if state.version != state.last else ""


def check(config: str) -> State:
    """The state of a package that may be published.

    Raises SpecloomError with everything that speaks against it: a version that is too low (``version-too-low``), a
    changelog without a section for it (``unreleased-changes``), a generated folder that is out of date (``stale``),
    a working tree that is not committed (``dirty-tree``).
    """
    state = read_state(config)
    problems: list[Diagnostic] = []
    for test in (_check_version, _check_changelog, _check_generated, _check_tree):
        try:
            test(state)
        except SpecloomError as error:
            problems += error.diagnostics
    if problems:
        raise SpecloomError(problems)
    return state


def _check_version(state: State, version: str = "") -> None:
    version = version or state.version
    parsed = _parsed(version)
    place = _version_place(state)
    if parsed is None:
        raise _problem("bad-version", f"{version!r} is no version", place)
    if state.last is None:
        return
    if parsed <= Version(state.last):
        message = f"version {version} is not above {state.last}, which is released"
    elif Version(parsed.base_version) < Version(state.demanded):
        bump = state.comparison.bump.value
        message = (
            f"version {version} is too low: what changed since {state.last} is a {bump} release"
        )
    else:
        return
    hint = f"it has to be {state.demanded} or more; specloom release sets it"
    raise _problem("version-too-low", message, place, hint)


def _version_place(state: State) -> Source:
    config = state.inputs.config
    target = config.targets.python
    if target is not None and target.version:
        return config.source("targets", "python", "version")
    return config.source("specloom", "version")


def _check_changelog(state: State) -> None:
    changelog = read_changelog(state.inputs.changelog)
    section, unreleased = changelog.section(state.version), changelog.section("unreleased")
    named = state.inputs.config.specloom.changelog
    place = Source(pipeline.changelog_path(state.inputs.config) if named else state.config)
    hint = "run specloom release, and commit what it writes"
    if section is None or not section.entries:
        message = f"the changelog says nothing about {state.version}"
        raise _problem("unreleased-changes", message, place, hint)
    if unreleased is not None and unreleased.entries:
        message = f"the changelog has entries under Unreleased that {state.version} would ship"
        raise _problem("unreleased-changes", message, place, hint)


def _check_generated(state: State) -> None:
    changes = compare_tree(state.folder, state.files, state.inputs.digests)
    if changes:
        count = changes.count
        files = "1 file differs" if count == 1 else f"{count} files differ"
        message = f"{files} from what would be generated"
        place = Source(state.folder.as_posix())
        raise _problem("stale", message, place, "run specloom generate, and commit what changes")


def _check_tree(state: State) -> None:
    folder = os.path.dirname(state.config)
    top = git.top(state.config, folder)
    changed = git.lines(state.config, top, ["status", "--porcelain", "--untracked-files=normal"])
    if changed:
        names = ", ".join(line[3:] for line in changed[:_SHOWN])
        more = f" and {len(changed) - _SHOWN} more" if len(changed) > _SHOWN else ""
        message = f"not everything is committed: {names}{more}"
        raise _problem("dirty-tree", message, Source(top), "commit or remove it")


def set_tag(state: State) -> None:
    """Tag HEAD as the release; raises SpecloomError where git refuses."""
    message = f"{state.distribution} {state.version}"
    folder = os.path.dirname(state.config)
    git.ask(state.config, folder, ["tag", "--annotate", "--message", message, state.tag])


def _problem(code: str, message: str, place: Source, hint: str = "") -> SpecloomError:
    return SpecloomError([Diagnostic(code, message, place, hint=hint)])
