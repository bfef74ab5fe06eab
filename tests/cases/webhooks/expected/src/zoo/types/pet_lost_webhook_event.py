from datetime import datetime

from typing_extensions import Literal

from .._models import BaseModel

__all__ = ["PetLostWebhookEvent"]


class PetLostWebhookEvent(BaseModel):
    """A pet is gone."""

    at: datetime

    event: Literal["lost"]
