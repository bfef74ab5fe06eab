"""`python -m scripts.docsite FOLDER`: write what zensical makes the site from, its configuration included."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.docsite import reference
from scripts.docsite.api import ApiPages
from scripts.docsite.navigation import Entry, packages, site, written
from scripts.docsite.pages import ROOT, hand_written


def main(target: Path) -> int:
    """Write all pages anew. What the last run wrote is removed first."""
    shutil.rmtree(target / "pages", ignore_errors=True)
    found = hand_written()
    found["reference/cli.md"] = reference.commands()
    found["reference/config.md"] = reference.configuration()
    found["reference/diagnostics.md"] = reference.diagnostics()
    found["reference/changes.md"] = reference.changes()
    entries: list[Entry] = []
    start = [
        "# Generated packages",
        "",
        "Made from the documents and configurations below `spec/`.",
        "",
    ]
    for config in sorted((ROOT / "spec").glob("*/specloom.yml")):
        made = ApiPages(config)
        folder = f"packages/{made.api.project.distribution}"
        found.update({f"{folder}/{path}": text for path, (_, text) in made.pages().items()})
        found[f"{folder}/index.md"] = made.start()
        entries.append(packages(folder, made))
        project = made.api.project
        start += [
            f"- [{project.distribution}]({project.distribution}/index.md): {project.description}"
        ]
    found["packages/index.md"] = "\n".join(start) + "\n"
    for path, content in found.items():
        file = target / "pages" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode("utf-8") if isinstance(content, str) else content
        file.write_bytes(data)
    listed = site(entries)
    left_out = sorted(set(_markdown(found)) - set(written(listed)))
    if left_out:
        print(f"in no navigation: {', '.join(left_out)}", file=sys.stderr)
        return 1
    config_text = (ROOT / "docs" / "site" / "zensical.toml").read_text("utf-8")
    nav = "\n".join(listed_lines(listed))
    (target / "zensical.toml").write_text(config_text.replace("nav = []", f"nav = [\n{nav}\n]"))
    shutil.copy(ROOT / "docs" / "site" / "extra.css", target / "pages")
    return 0


def _markdown(found: dict[str, str | bytes]) -> Iterator[str]:
    return (path for path in found if path.endswith(".md"))


def listed_lines(entries: list[Entry], indent: str = "  ") -> Iterator[str]:
    """The navigation as TOML."""
    for title, content in entries:
        if isinstance(content, str):
            yield f'{indent}{{ "{title}" = "{content}" }},'
        else:
            yield f'{indent}{{ "{title}" = ['
            yield from listed_lines(content, indent + "  ")
            yield f"{indent}] }},"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
