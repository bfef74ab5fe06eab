from ..._models import BaseModel

__all__ = ["ErrorObject"]


class ErrorObject(BaseModel):
    """What went wrong, for people and for programs."""

    code: str | None = None
    """Short name of the failure, for programs; `null` if it has none."""

    message: str
    """The failure in words."""

    param: str | None = None
    """Name of the parameter at fault; `null` if no single one is."""

    type: str
    """Family of failures that this one belongs to."""
