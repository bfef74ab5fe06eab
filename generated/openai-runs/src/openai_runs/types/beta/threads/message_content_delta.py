from pydantic import Field
from typing_extensions import Annotated, TypeAlias

from .image_file_delta_block import ImageFileDeltaBlock
from .image_url_delta_block import ImageURLDeltaBlock
from .refusal_delta_block import RefusalDeltaBlock
from .text_delta_block import TextDeltaBlock

__all__ = ["MessageContentDelta"]


MessageContentDelta: TypeAlias = Annotated[
    ImageFileDeltaBlock | TextDeltaBlock | RefusalDeltaBlock | ImageURLDeltaBlock,
    Field(discriminator="type"),
]
