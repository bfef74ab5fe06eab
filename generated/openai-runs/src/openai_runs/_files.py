"""Files: found in a body, read where they are paths, and made parts of a multipart form."""

from __future__ import annotations

import io
import os
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeGuard, cast

from ._settings import FILE_ARRAY_FORMAT
from ._types import (
    ArrayFormat,
    FileContent,
    FileTypes,
    HttpxFileContent,
    HttpxFileTypes,
    HttpxRequestFiles,
    NotGiven,
    Omit,
    RequestFiles,
)

CHUNK_SIZE = 64 * 1024


def is_file_content(value: object) -> TypeGuard[FileContent]:
    """Whether a value is bytes, a path object or an open file."""
    return isinstance(value, (bytes, io.IOBase, os.PathLike)) or (
        hasattr(value, "read") and not isinstance(value, str)
    )


def to_httpx_files(files: RequestFiles | None) -> HttpxRequestFiles | None:
    """``files`` with paths replaced by (file name, content).

    Raises :class:`TypeError` for a value that is no file, and :class:`OSError` for a path that cannot be read.
    """
    if files is None:
        return None
    if isinstance(files, Mapping):
        return {name: _httpx_file(name, file) for name, file in files.items()}
    if isinstance(files, (list, tuple)):
        return [(name, _httpx_file(name, file)) for name, file in files]
    raise TypeError(f"`files` must be a mapping or a list of pairs, not {type(files).__name__}")


def reads_disk(files: RequestFiles | None) -> bool:
    """Whether :func:`to_httpx_files` would have to read a file from a path."""
    if isinstance(files, Mapping):
        values = list(files.values())
    elif isinstance(files, (list, tuple)):
        values = [file for _, file in files]
    else:
        return False
    return any(
        isinstance(file[1] if isinstance(file, tuple) else file, os.PathLike) for file in values
    )


def _httpx_file(name: str, file: FileTypes) -> HttpxFileTypes:
    require_file(file, name)
    if isinstance(file, tuple):
        return cast("HttpxFileTypes", (file[0], _content(file[1]), *file[2:]))
    if isinstance(file, os.PathLike):
        return (Path(file).name, Path(file).read_bytes())
    return file


def _content(file: FileContent) -> HttpxFileContent:
    return Path(file).read_bytes() if isinstance(file, os.PathLike) else file


def require_file(value: object, name: str) -> None:
    """Raises :class:`TypeError`, naming the field, for a value that is no file."""
    if is_file_content(value) or isinstance(value, tuple):
        return
    raise TypeError(
        f"Expected entry at `{name}` to be bytes, an open binary file, a path object or a tuple of "
        f"(name, content, content type), but received {type(value).__name__}; a file name needs Path(...)"
    )


def form_members(body: object) -> dict[str, object]:
    """The members of a form that is one value: a copy of an object, an array by the places of its items from 0.

    Raises :class:`TypeError` for a body that is neither.
    """
    if body is None or isinstance(body, (Omit, NotGiven)):
        return {}
    if isinstance(body, Mapping):
        return dict(cast("Mapping[str, object]", body))
    if _is_array(body) and not is_file_content(body):
        items = cast("Iterable[object]", body)
        return {str(place): item for place, item in enumerate(items)}
    raise TypeError(f"A form needs an object as its body, not {type(body).__name__}")


def extract_files(
    body: dict[str, object],
    *,
    paths: Sequence[Sequence[str]],
    array_format: ArrayFormat = FILE_ARRAY_FORMAT,
) -> list[tuple[str, FileTypes]]:
    """Take the files at ``paths`` out of ``body``; returns (field name, file) pairs.

    A path is a list of keys, with ``"<array>"`` for the items of an array:
    ``["files", "<array>"]``; as the first key it stands for every member. ``body`` is changed; what is
    nested in it is copied first, so that the caller's own containers stay whole. Raises
    :class:`TypeError` for an entry that is no file.
    """
    files: list[tuple[str, FileTypes]] = []
    for path in paths:
        for key in list(body) if path[0] == "<array>" else path[:1]:
            _take(body, [key, *path[1:]], "", files, array_format)
    return files


def _take(
    holder: Any, path: list[str], name: str, files: list[tuple[str, FileTypes]], arrays: ArrayFormat
) -> None:
    """Collect the files below ``holder`` (ours to change) and remove them from it."""
    key, rest = path[0], path[1:]
    if isinstance(holder, list):
        items = cast("list[object]", holder)
        if key == "<array>":
            for index, item in enumerate(items):
                items[index] = _copied(item)
                _take(items[index], rest, name + _suffix(arrays, index), files, arrays)
        return
    if not isinstance(holder, dict) or key not in holder:
        return
    members = cast("dict[str, object]", holder)
    value, field = members[key], f"{name}[{key}]" if name else key
    if value is None or isinstance(value, (Omit, NotGiven)):
        return
    if not rest or (rest == ["<array>"] and _is_array(value)):
        del members[key]
        files.extend(_entries(value, field, arrays))
    else:
        members[key] = _copied(value)
        _take(members[key], rest, field, files, arrays)


def _copied(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, object]", value))
    return list(cast("Iterable[object]", value)) if _is_array(value) else value


def _is_array(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(
        value, (str, bytes, tuple, Mapping, io.IOBase)
    )


def _entries(value: object, name: str, arrays: ArrayFormat) -> Iterable[tuple[str, FileTypes]]:
    if not _is_array(value) or is_file_content(value):
        require_file(value, name)
        yield name, cast("FileTypes", value)
        return
    for index, entry in enumerate(cast("Iterable[object]", value)):
        field = name + _suffix(arrays, index)
        require_file(entry, field)
        yield field, cast("FileTypes", entry)


def _suffix(arrays: ArrayFormat, index: int) -> str:
    if arrays == "indices":
        return f"[{index}]"
    return "[]" if arrays == "brackets" else ""


def raw_content(content: Any, *, is_async: bool) -> Any:
    """A raw body as the transport takes it: bytes, or an iterator of the client's own kind."""
    if isinstance(content, (bytearray, memoryview)):
        return bytes(cast("bytes", content))
    if not is_async or isinstance(content, (str, bytes)) or hasattr(content, "__aiter__"):
        return content
    return _AsyncChunks(content)


def content_length(content: object) -> int | None:
    """How many bytes a file still holds; ``None`` where that cannot be told without reading it."""
    stream = cast("Any", content)
    if not hasattr(content, "read"):
        return None
    try:
        if not stream.seekable():
            return None
        position = stream.tell()
        end = stream.seek(0, os.SEEK_END)
        stream.seek(position)
    except (AttributeError, OSError, ValueError):
        return None
    return cast("int", end) - cast("int", position)


class _AsyncChunks:
    """A file or a sync iterable of bytes, as an async iterable."""

    def __init__(self, source: Any) -> None:
        self._source = source

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = getattr(self._source, "read", None)
        if read is None:
            for chunk in cast("Iterable[bytes]", self._source):
                yield chunk
            return
        while chunk := cast("bytes", read(CHUNK_SIZE)):
            yield chunk


def file_from_path(path: str) -> FileTypes:
    """(file name, content) of a file on disk, ready to be uploaded."""
    return (os.path.basename(path), Path(path).read_bytes())
