from ..._models import BaseModel

__all__ = ["AssistantToolChoiceFunction"]


class AssistantToolChoiceFunction(BaseModel):
    """The function to call, for tools of type `function`."""

    name: str
    """Which function to call."""
