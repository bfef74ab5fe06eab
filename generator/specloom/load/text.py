"""Bytes of an input file become text, or one diagnostic (layer 1)."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path
from typing import Final

from specloom.diagnostics import Diagnostic, Source, SpecloomError
from specloom.load.limits import hint, limits

STDIN: Final = "-"
"""The name of the standard input, in place of a path."""
_BOMS = (
    # Longest first: the UTF-32 mark starts with the UTF-16 one.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def fail(
    code: str, message: str, file: str, *, line: int = 0, column: int = 0, hint: str = ""
) -> SpecloomError:
    """An error with one diagnostic at a place in ``file``."""
    return SpecloomError([Diagnostic(code, message, Source(file, "#", line, column), hint=hint)])


def read_text(path: Path, shown: str) -> str:
    """The text of a file in UTF-8, UTF-16 or UTF-32 (told by a byte order mark), without the mark.

    Raises SpecloomError (``file-not-found``, ``not-a-file``, ``unreadable``, ``too-large``,
    ``encoding``, ``empty-file``).
    """
    return decode(read_bytes(path, shown), shown)


def read_bytes(path: Path, shown: str) -> bytes:
    """The bytes of a file, or, for ``-``, of the standard input; raises as :func:`read_text` does."""
    most = limits().bytes
    raw = _standard_input(most) if shown == STDIN else _file(path, shown, most)
    if len(raw) > most:
        message = f"this file is larger than {most:,} bytes"
        raise fail("too-large", message, shown, line=1, column=1, hint=hint("bytes"))
    return raw


def too_many_nodes(shown: str) -> SpecloomError:
    """The error of a file that holds more values than are accepted."""
    message = f"this file holds more than {limits().nodes:,} values"
    return fail("too-many-nodes", message, shown, line=1, column=1, hint=hint("nodes"))


def _standard_input(most: int) -> bytes:
    """What standard input holds, a byte more than ``most`` at most; read once, as often as it is asked for."""
    global _read
    if _read is None or _read[0] is not sys.stdin:
        _read = sys.stdin, sys.stdin.buffer.read(most + 1)
    return _read[1]


_read: tuple[object, bytes] | None = None


def _file(path: Path, shown: str, most: int) -> bytes:
    """A byte more than ``most`` at most."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise fail("file-not-found", "there is no such file", shown, line=1, column=1) from None
    except IsADirectoryError:
        raise fail("not-a-file", "this is a folder", shown, hint="name a file") from None
    except PermissionError:
        raise fail("unreadable", "no permission to read this file", shown) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it cannot be opened"
        raise fail("unreadable", f"cannot read this file: {reason}", shown) from None


def decode(raw: bytes, shown: str) -> str:
    """Decode the bytes of a file; raises as :func:`read_text` does."""
    encoding = next((name for mark, name in _BOMS if raw.startswith(mark)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line, column = _byte_position(raw, error.start, encoding)
        byte = f"0x{raw[error.start]:02x}" if error.start < len(raw) else "the end"
        raise fail(
            "encoding", f"this is not {encoding.upper()} text: {byte} is out of place",
            shown, line=line, column=column, hint="save the file as UTF-8",
        ) from None  # fmt: skip
    if not text.strip("\ufeff \t\r\n"):
        raise fail("empty-file", "this file is empty", shown, line=1, column=1)
    return text


def is_json(path: Path, text: str) -> bool:
    """Told by the name; where the name says neither, by the first character."""
    suffix = path.suffix.lower()
    if suffix in (".json", ".yaml", ".yml"):
        return suffix == ".json"
    return text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


def _byte_position(raw: bytes, offset: int, encoding: str) -> tuple[int, int]:
    head = raw[:offset].decode(encoding, errors="replace")
    return head.count("\n") + 1, len(head) - (head.rfind("\n") + 1) + 1
