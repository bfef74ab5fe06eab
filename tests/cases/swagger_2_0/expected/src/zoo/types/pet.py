from .._models import BaseModel

__all__ = ["Pet"]


class Pet(BaseModel):
    name: str

    nickname: str | None = None
