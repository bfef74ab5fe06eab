from .._models import BaseModel

__all__ = ["Pet"]


class Pet(BaseModel):
    id: str | None = None

    age: int | None = None
