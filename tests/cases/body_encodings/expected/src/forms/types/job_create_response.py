from typing_extensions import TypeAlias

from .shared.done import Done
from .waiting import Waiting

__all__ = ["JobCreateResponse"]


JobCreateResponse: TypeAlias = Done | Waiting
