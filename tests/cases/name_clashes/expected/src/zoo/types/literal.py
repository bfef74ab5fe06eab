from typing import Dict

from pydantic import Field

from .._models import BaseModel

__all__ = ["LiteralDict", "Literal"]


class LiteralDict(BaseModel):
    x: int | None = None


class Literal(BaseModel):
    dict_2: LiteralDict | None = Field(alias="Dict", default=None)

    dict_: Dict[str, int] | None = Field(alias="dict", default=None)
