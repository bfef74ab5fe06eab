from builtins import str as _str

from pydantic import Field

from .._models import BaseModel

__all__ = ["Optional"]


class Optional(BaseModel):
    none: _str | None = Field(alias="None", default=None)

    str: _str | None = None
