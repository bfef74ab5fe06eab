from typing import List

from pydantic import Field
from typing_extensions import Annotated, Literal, TypeAlias

from ...._models import BaseModel
from ...shared.metadata import Metadata
from ..code_interpreter_tool import CodeInterpreterTool
from .message_content import MessageContent

__all__ = [
    "AttachmentToolAssistantToolsFileSearchTypeOnly",
    "AttachmentTool",
    "Attachment",
    "IncompleteDetails",
    "Message",
]


class AttachmentToolAssistantToolsFileSearchTypeOnly(BaseModel):
    """Makes the file searchable; this place has no settings."""

    type: Literal["file_search"]
    """Kind of tool: `file_search`, which looks things up in vector stores."""


AttachmentTool: TypeAlias = Annotated[
    CodeInterpreterTool | AttachmentToolAssistantToolsFileSearchTypeOnly,
    Field(discriminator="type"),
]


class Attachment(BaseModel):
    """A file that came with the message."""

    file_id: str | None = None
    """Which file is attached."""

    tools: List[AttachmentTool] | None = None
    """Tools that may read the file."""


class IncompleteDetails(BaseModel):
    """What broke the message off, for one that is `incomplete`."""

    reason: Literal["content_filter", "max_tokens", "run_cancelled", "run_expired", "run_failed"]
    """Cause of the break."""


class Message(BaseModel):
    """One contribution to a thread, by a person or by an assistant."""

    id: str
    """Unique ID of this object, as other operations expect it."""

    assistant_id: str | None = None
    """ID of the assistant that wrote it, if one did."""

    attachments: List[Attachment] | None = None
    """Files that came with the message, each with the tools that may read it."""

    completed_at: int | None = None
    """When the message was finished, in Unix seconds."""

    content: List[MessageContent]
    """Parts of the message, text and images, in reading order."""

    created_at: int
    """When the message was made, in Unix seconds."""

    incomplete_at: int | None = None
    """When the message was broken off, in Unix seconds."""

    incomplete_details: IncompleteDetails | None = None
    """What broke the message off, for one that is `incomplete`."""

    metadata: Metadata | None = None
    """Up to 16 notes of your own, kept with the object: keys of up to 64 characters, values of up
    to 512.
    """

    object: Literal["thread.message"]
    """Kind of this object: `thread.message`."""

    role: Literal["user", "assistant"]
    """Who speaks: `user` or `assistant`."""

    run_id: str | None = None
    """ID of the run that wrote it; `null` for messages that a caller has added."""

    status: Literal["in_progress", "incomplete", "completed"]
    """How far the message has come: `in_progress`, `incomplete` or `completed`."""

    thread_id: str
    """ID of the thread that the message stands in."""
