from typing_extensions import TypeAlias

from .line import Line
from .mark import Mark
from .other import Other

__all__ = ["Entry"]


Entry: TypeAlias = Line | Mark | Other
