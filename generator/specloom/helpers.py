"""What a hand-written helper file may say to the weaver (layer 0).

A helper file is ordinary Python that type checkers read as it stands; these names do nothing at run time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

_F = TypeVar("_F", bound=Callable[..., object])


def mirror(
    operation: str,
    *,
    drop: tuple[str, ...] = (),
    rename: Mapping[str, str] | None = None,
    positional: tuple[str, ...] = (),
    first: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
) -> Callable[[_F], _F]:
    """Mark a helper whose ``**params: Unpack[...]`` stands for the parameters of ``operation``.

    ``operation`` is a method of the same resource (``create``) or a path from the client
    (``beta.threads.create_and_run``). The weaver replaces ``**params`` by the operation's keywords, path parameters
    excepted, in the signature and in every call that passes ``**params`` on. Keywords that the helper declares itself
    are left to it. ``drop`` leaves parameters out, ``rename`` maps an operation's name to the helper's, ``positional``
    lets keywords be passed by position, ``first`` puts keywords in front. A name that matches nothing is an error.

    ``also`` names further operations: the helper gets the keywords of them all, and a call of one of them
    (``self.items.create(**params)``) passes on those that it has.
    """
    del operation, drop, rename, positional, first, also

    def unchanged(function: _F) -> _F:
        return function

    return unchanged


def replaces(function: _F) -> _F:
    """Mark a helper that takes the place of the generated method of its name, overloads included.

    Where the class has no method of that name it is an error. ``specloom edits --promote`` writes it.
    """
    return function
