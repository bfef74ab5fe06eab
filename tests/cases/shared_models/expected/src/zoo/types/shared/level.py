from typing_extensions import Literal, TypeAlias

__all__ = ["Level"]


Level: TypeAlias = Literal["new", "senior"]
