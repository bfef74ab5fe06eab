"""``with_raw_response`` of SDKs whose raw responses are read when they are asked, with ``await``.

The other form, whose responses have been read and are never awaited, is in :mod:`.response`. A resource
imports ``to_raw_response_wrapper`` from the one or the other.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from .response import APIResponse, with_markers

__all__ = ["to_raw_response_wrapper"]

P = ParamSpec("P")
R = TypeVar("R")


def to_raw_response_wrapper(
    func: Callable[P, R],
) -> Callable[P, APIResponse[R]]:
    """The method with the same parameters that returns the response instead of its value."""

    @wraps(func)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> APIResponse[R]:
        with_markers(kwargs, "true", APIResponse)
        return cast("APIResponse[R]", func(*args, **kwargs))

    return wrapped
