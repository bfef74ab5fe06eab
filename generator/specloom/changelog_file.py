"""The changelog of a package, in the form of Keep a Changelog: sections of releases, headings, entries (layer 5).

What a person wrote stays as it was written; a release gets what its section lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

INTRODUCTION: Final = """\
# Changelog

The format is that of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/); versions follow
[Semantic Versioning](https://semver.org/).

## [Unreleased]
"""
_SECTION: Final = re.compile(r"^## .*$", re.MULTILINE)
_GROUP: Final = re.compile(r"^### .*$", re.MULTILINE)
_LINKS: Final = re.compile(r"(?:^\[[^\]\n]+\]: .*\n?)+\Z", re.MULTILINE)
_UNRELEASED: Final = "## [Unreleased]"
_ORDER: Final = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Migration")


@dataclass(frozen=True, slots=True)
class Section:
    """A release: its heading line, and the text below it up to the next release."""

    heading: str
    body: str

    @property
    def name(self) -> str:
        """The version or ``unreleased``: what the heading says first, without brackets, in lower case."""
        words = self.heading.removeprefix("##").split()
        return words[0].strip("[]").lower() if words else ""

    @property
    def entries(self) -> list[str]:
        """The lines of the body that are no headings and not empty."""
        lines = (line for line in self.body.splitlines() if line.strip())
        return [line for line in lines if not line.startswith("#")]


@dataclass(frozen=True, slots=True)
class Changelog:
    """A changelog, read: what stands before the sections, the sections, and the link targets at the end."""

    preamble: str
    sections: tuple[Section, ...]
    links: str = ""

    def section(self, name: str) -> Section | None:
        """The section of a version, or of ``unreleased``."""
        return next((item for item in self.sections if item.name == name.lower()), None)

    def render(self) -> str:
        """The text of the file."""
        parts = [self.preamble.rstrip()]
        for item in self.sections:
            body = item.body.strip("\n")
            parts.append(f"{item.heading}\n\n{body}" if body else item.heading)
        return "\n\n".join([*parts, *([self.links.strip()] if self.links else [])]) + "\n"


def read_changelog(text: str) -> Changelog:
    """The changelog in a text; an empty text gives the usual introduction."""
    text = (text if text.strip() else INTRODUCTION).replace("\r\n", "\n")
    links = _LINKS.search(text)
    if links is not None:
        text = text[: links.start()]
    preamble, parts = _split(_SECTION, text)
    sections = tuple(Section(heading, body) for heading, body in parts)
    return Changelog(preamble, sections, links[0] if links else "")


def with_release(
    changelog: Changelog, version: str, date: str, found: str, earlier: str = ""
) -> Changelog:
    """The changelog with the section of a release.

    It holds what stood under Unreleased, what the section held already (and that of ``earlier``, a version
    that was prepared and never released), and what of ``found`` (Markdown with headings of the third level)
    none of them says. Unreleased is empty then.
    """
    names = dict.fromkeys(("unreleased", earlier, version))
    held = [item for name in names if name and (item := changelog.section(name))]
    body = merged([*(item.body for item in held), found])
    rest = [item for item in changelog.sections if item not in held]
    release = Section(f"## [{version}] - {date}", body)
    return Changelog(
        changelog.preamble, (Section(_UNRELEASED, ""), release, *rest), changelog.links
    )


def merged(bodies: Iterable[str]) -> str:
    """Bodies of sections as one: headings in the usual order, each entry once, hand-written text in its place."""
    groups: dict[str, list[str]] = {"": []}
    for body in bodies:
        for heading, text in _groups(body):
            known = groups.setdefault(heading, [])
            taken = set("\n".join(known).splitlines())
            new = [line for line in text.splitlines() if line not in taken or not _is_entry(line)]
            if (block := "\n".join(new).strip("\n")) and block not in known:
                known.append(block)
    parts: list[str] = []
    for heading in sorted(groups, key=_place):
        if groups[heading]:
            joined = _joined(groups[heading])
            parts.append(f"{heading}\n\n{joined}" if heading else joined)
    return "\n\n".join(parts)


def _groups(body: str) -> list[tuple[str, str]]:
    """Each heading of the third level with what stands below it; ``""`` for what stands before the first."""
    before, parts = _split(_GROUP, body)
    return [("", before), *parts]


def _split(heading: re.Pattern[str], text: str) -> tuple[str, list[tuple[str, str]]]:
    """What stands before the first heading, and each heading with what stands below it."""
    found = list(heading.finditer(text))
    starts = [item.start() for item in found] + [len(text)]
    parts = [
        (item[0].rstrip(), text[item.end() : end])
        for item, end in zip(found, starts[1:], strict=True)
    ]
    return text[: starts[0]], parts


def _is_entry(line: str) -> bool:
    return line.startswith(("- ", "* "))


def _joined(blocks: list[str]) -> str:
    """Lists go on; other text begins after an empty line."""
    text = blocks[0]
    for block in blocks[1:]:
        text += ("\n" if _is_entry(block) and _is_entry(_last_entry(text)) else "\n\n") + block
    return text


def _last_entry(text: str) -> str:
    """The line that the last paragraph begins with."""
    return text.rsplit("\n\n", 1)[-1].split("\n", 1)[0]


def _place(heading: str) -> tuple[int, str]:
    name = heading.removeprefix("###").strip()
    if not heading:
        return -1, ""
    return (_ORDER.index(name), "") if name in _ORDER else (len(_ORDER), name)
