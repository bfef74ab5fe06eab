from __future__ import annotations

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from .cat_param import CatParam

__all__ = ["Dog", "FriendParam"]


class Dog(TypedDict, total=False):
    type: Required[Literal["dog"]]

    trick: str


FriendParam: TypeAlias = CatParam | Dog
