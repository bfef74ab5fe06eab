from typing_extensions import TypeAlias

from .gap import Gap
from .shared.entry import Entry

__all__ = ["TailRetrieveEvent"]


TailRetrieveEvent: TypeAlias = Entry | Gap
