from pydantic import Field
from typing_extensions import Annotated, TypeAlias

from .file_citation_annotation import FileCitationAnnotation
from .file_path_annotation import FilePathAnnotation

__all__ = ["Annotation"]


Annotation: TypeAlias = Annotated[
    FileCitationAnnotation | FilePathAnnotation, Field(discriminator="type")
]
