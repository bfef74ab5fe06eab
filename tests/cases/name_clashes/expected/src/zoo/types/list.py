from builtins import int as _int
from datetime import date as _date
from typing import List as _List

from pydantic import Field

from .._models import BaseModel
from .optional import Optional

__all__ = ["List"]


class List(BaseModel):
    class_: str = Field(alias="class")

    list: _List[Optional]

    field: str | None = Field(alias="", default=None)

    field_1st: str | None = Field(alias="1st", default=None)

    type: str | None = Field(alias="@type", default=None)

    hidden: str | None = Field(alias="_hidden", default=None)

    copy_: bool | None = Field(alias="copy", default=None)

    date: _date | None = None

    dates: _List[_date] | None = None

    foo_bar_2: _int | None = Field(alias="foo-bar", default=None)

    foo_bar: _int | None = None

    foo_bar_3: _int | None = Field(alias="fooBar", default=None)

    grosse: float | None = Field(alias="größe", default=None)

    int: _int | None = None

    api_model_config_: str | None = Field(alias="model_config", default=None)
