from __future__ import annotations

from typing import Iterable

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from ...shared_params.metadata import Metadata
from ..code_interpreter_tool_param import CodeInterpreterToolParam
from .message_content_part_param import MessageContentPartParam

__all__ = ["AttachmentToolFileSearch", "AttachmentTool", "Attachment", "MessageCreateParams"]


class AttachmentToolFileSearch(TypedDict, total=False):
    """Makes the file searchable; this place has no settings."""

    type: Required[Literal["file_search"]]
    """Kind of tool: `file_search`, which looks things up in vector stores."""


AttachmentTool: TypeAlias = CodeInterpreterToolParam | AttachmentToolFileSearch


class Attachment(TypedDict, total=False):
    """A file to go with the message."""

    file_id: str
    """Which file is attached."""

    tools: Iterable[AttachmentTool]
    """Tools that may read the file."""


class MessageCreateParams(TypedDict, total=False):
    content: Required[str | Iterable[MessageContentPartParam]]

    role: Required[Literal["user", "assistant"]]
    """Who speaks.

    - `user`: the person that the assistant answers; right for most messages.
    - `assistant`: puts words into the conversation as if the assistant had written them.
    """

    attachments: Iterable[Attachment] | None
    """Files that come with the message, each with the tools that may read it."""

    metadata: Metadata | None
    """Up to 16 notes of your own, kept with the object: keys of up to 64 characters, values of up
    to 512.
    """
