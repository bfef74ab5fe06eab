from ..._models import BaseModel

__all__ = ["Address"]


class Address(BaseModel):
    city: str
