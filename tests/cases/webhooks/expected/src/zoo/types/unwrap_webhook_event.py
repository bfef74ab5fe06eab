from pydantic import Field
from typing_extensions import Annotated, TypeAlias

from .pet_born_webhook_event import PetBornWebhookEvent
from .pet_fed import PetFed
from .pet_lost_webhook_event import PetLostWebhookEvent

__all__ = ["UnwrapWebhookEvent"]


UnwrapWebhookEvent: TypeAlias = Annotated[
    PetBornWebhookEvent | PetFed | PetLostWebhookEvent, Field(discriminator="event")
]
