from __future__ import annotations

from typing import List

from typing_extensions import Annotated, Literal, TypedDict

from .._body import PropertyInfo
from .._types import SequenceNotStr

__all__ = ["ImportListParams"]


class ImportListParams(TypedDict, total=False):
    extra_query_: Annotated[str, PropertyInfo(alias="extra_query")]

    fields: Annotated[SequenceNotStr[str], PropertyInfo(alias="fields[]")]

    from_: Annotated[str, PropertyInfo(alias="from")]

    self_: Annotated[str, PropertyInfo(alias="self")]

    timeout_: Annotated[int, PropertyInfo(alias="timeout")]

    type: List[Literal["a", "b"]]
