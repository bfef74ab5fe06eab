from pydantic import Field
from typing_extensions import Annotated, TypeAlias

from .image_file_content_block import ImageFileContentBlock
from .image_url_content_block import ImageURLContentBlock
from .refusal_content_block import RefusalContentBlock
from .text_content_block import TextContentBlock

__all__ = ["MessageContent"]


MessageContent: TypeAlias = Annotated[
    ImageFileContentBlock | ImageURLContentBlock | TextContentBlock | RefusalContentBlock,
    Field(discriminator="type"),
]
