from pydantic import Field
from typing_extensions import Annotated, Literal, TypeAlias

from .._models import BaseModel
from .cat import Cat

__all__ = ["Dog", "Friend"]


class Dog(BaseModel):
    type: Literal["dog"]

    trick: str | None = None


Friend: TypeAlias = Annotated[Cat | Dog, Field(discriminator="type")]
