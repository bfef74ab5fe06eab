"""What ``specloom generate`` does, once it is known what is asked for (layer 6).

It needs no command-line framework.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from specloom.console import Console
from specloom.diagnostics import Diagnostic, Diagnostics, Source, SpecloomError

if TYPE_CHECKING:
    from specloom.warm import Result
    from specloom.write import Changes


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options of ``generate`` with their defaults; paths are empty where none was given."""

    file: str = ""
    spec: str = ""
    config: str = ""
    output: str = ""
    check: bool = False
    force: bool = False
    strict: bool = False
    conflicts: str = "keep"
    cache_dir: str = ""
    no_cache: bool = False
    quiet: bool = False
    json_lines: bool = False
    limits: str = ""

    @property
    def console(self) -> Console:
        """Where the run says what it has to say."""
        return Console(self.quiet, self.json_lines)

    @property
    def subject(self) -> str:
        """The file that a message without a place is about."""
        return self.file or self.spec or self.config


def generate(wishes: Wishes) -> int:
    """Generate what is asked for; gives the exit status, and raises :class:`SpecloomError` for what is wrong."""
    from specloom.cache import user_cache
    from specloom.load.limits import limited
    from specloom.request import Request
    from specloom.warm import generated

    if wishes.conflicts not in ("keep", "markers"):
        place, hint = Source("specloom generate"), "use keep or markers"
        message = f"--conflicts has no {wishes.conflicts!r}"
        raise SpecloomError([Diagnostic("wrong-option", message, place, hint=hint)])
    console = wishes.console
    cache = None if wishes.no_cache else user_cache(wishes.cache_dir)
    request = Request(wishes.file, wishes.spec, wishes.config)
    with limited(wishes.limits):
        result = generated(request, cache, console.step)
    diagnostics = Diagnostics([*result.warnings])
    if wishes.strict:
        diagnostics.take_warnings_for_errors()
    console.findings(diagnostics.items)
    folder = Path(wishes.output) if wishes.output else result.folder
    return (_checked if wishes.check else _written)(console, wishes, folder, result)


def _written(console: Console, wishes: Wishes, folder: Path, result: Result) -> int:
    from specloom.write import write_tree

    with console.step("Writing"):
        changes = write_tree(
            folder,
            result.files,
            result.digests,
            force=wishes.force,
            markers=wishes.conflicts == "markers",
            waiting=lambda: console.say(f"{folder.as_posix()}: waiting for another run"),
        )
    for line in changes.told():
        console.say(line)
    console.say(changes.summary(folder.as_posix(), len(result.files)))
    console.failed(changes.problems(folder.as_posix()))
    return 1 if changes.conflicts else 0


def _checked(console: Console, _: Wishes, folder: Path, result: Result) -> int:
    from specloom.write import compare

    changes: Changes = compare(folder, result.files, result.digests)
    for line in changes.describe():
        console.say(line)
    if not changes:
        return 0
    files = "1 file differs" if changes.count == 1 else f"{changes.count} files differ"
    message = f"{files} from what would be generated"
    place = Source(folder.as_posix())
    console.failed([Diagnostic("stale", message, place, hint="run specloom generate")])
    return 1


def status_of(console: Console, file: str, action: Callable[[], int | None]) -> int:
    """The exit status of a command: a user's mistake becomes messages and 1, or 2 for wrong options.

    It never becomes a traceback.
    """
    try:
        return action() or 0
    except SpecloomError as error:
        console.failed(error.diagnostics)
        return 2 if all(item.code == "wrong-option" for item in error.diagnostics) else 1
    except (RecursionError, MemoryError) as error:
        message = f"the input is more than can be handled ({type(error).__name__})"
        console.failed([Diagnostic("too-much", message, Source(file))])
        return 1
    except KeyboardInterrupt:
        return 130
