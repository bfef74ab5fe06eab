from typing_extensions import Literal

from .._models import BaseModel

__all__ = ["PetBornWebhookEvent"]


class PetBornWebhookEvent(BaseModel):
    event: Literal["born"]

    name: str
