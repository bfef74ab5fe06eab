"""The runtime: a real package, copied into each SDK as it is (layer 4)."""

from __future__ import annotations

import ast
from functools import cache

from specloom.paths import templates_folder

_PRINTED = ("__init__.py", "_examples.py", "_settings.py")
"""Files of the runtime that each SDK has its own of."""


@cache
def runtime_files() -> dict[str, str]:
    """Every file of the runtime: path below the package root to text."""
    folder = templates_folder() / "runtime"
    found = sorted(folder.rglob("*.py"))
    texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}
    return {path: text for path, text in texts.items() if path not in _PRINTED}


@cache
def error_names() -> tuple[str, ...]:
    """The error classes that the runtime defines, beside the root of all."""
    for node in ast.parse(runtime_files()["_exceptions.py"]).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            names: list[str] = ast.literal_eval(node.value)
            return tuple(name for name in names if name[0].isupper() and name != "SDKError")
    raise AssertionError("the runtime's _exceptions has no __all__")
