from .._models import BaseModel

__all__ = ["Cage"]


class Cage(BaseModel):
    bars: int | None = None
    """Use glass.

    Deprecated.
    """

    glass: bool | None = None
