"""Client library for LangGraph server: runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._lazy import lazy_exports

if TYPE_CHECKING:
    from . import resources as resources
    from . import types as types
    from ._aio.http import DefaultAsyncHttpx2Client as DefaultAsyncHttpx2Client
    from ._aio.http import DefaultAsyncHttpxClient as DefaultAsyncHttpxClient
    from ._aio.response import AsyncAPIResponse as AsyncAPIResponse
    from ._aio.streaming import AsyncStream as AsyncStream
    from ._binary import HttpxBinaryResponseContent as HttpxBinaryResponseContent
    from ._client import AsyncClient as AsyncClient
    from ._client import AsyncLangGraph as AsyncLangGraph
    from ._client import Client as Client
    from ._client import LangGraph as LangGraph
    from ._client import get_client as get_client
    from ._client import get_sync_client as get_sync_client
    from ._exceptions import APIConnectionError as APIConnectionError
    from ._exceptions import APIError as APIError
    from ._exceptions import APIResponseValidationError as APIResponseValidationError
    from ._exceptions import APIStatusError as APIStatusError
    from ._exceptions import APITimeoutError as APITimeoutError
    from ._exceptions import AuthenticationError as AuthenticationError
    from ._exceptions import BadRequestError as BadRequestError
    from ._exceptions import ClientClosedError as ClientClosedError
    from ._exceptions import ConflictError as ConflictError
    from ._exceptions import InternalServerError as InternalServerError
    from ._exceptions import InvalidWebhookSignatureError as InvalidWebhookSignatureError
    from ._exceptions import MissingCredentialsError as MissingCredentialsError
    from ._exceptions import NotFoundError as NotFoundError
    from ._exceptions import PermissionDeniedError as PermissionDeniedError
    from ._exceptions import PollError as PollError
    from ._exceptions import PollTimeoutError as PollTimeoutError
    from ._exceptions import RateLimitError as RateLimitError
    from ._exceptions import StateError as StateError
    from ._exceptions import StreamInterruptedError as StreamInterruptedError
    from ._exceptions import ToolArgumentsError as ToolArgumentsError
    from ._exceptions import ToolError as ToolError
    from ._exceptions import ToolRoundsError as ToolRoundsError
    from ._exceptions import UnknownToolError as UnknownToolError
    from ._exceptions import UnprocessableEntityError as UnprocessableEntityError
    from ._exceptions import UnreadableWebhookError as UnreadableWebhookError
    from ._exceptions import UnsendableError as UnsendableError
    from ._files import file_from_path as file_from_path
    from ._models import BaseModel as BaseModel
    from ._models import UnknownVariant as UnknownVariant
    from ._settings import DEFAULT_CONNECTION_LIMITS as DEFAULT_CONNECTION_LIMITS
    from ._settings import DEFAULT_MAX_RETRIES as DEFAULT_MAX_RETRIES
    from ._settings import DEFAULT_TIMEOUT as DEFAULT_TIMEOUT
    from ._settings import LangGraphError as LangGraphError
    from ._sync.http import DefaultHttpx2Client as DefaultHttpx2Client
    from ._sync.http import DefaultHttpxClient as DefaultHttpxClient
    from ._sync.response import APIResponse as APIResponse
    from ._sync.streaming import Stream as Stream
    from ._types import NOT_GIVEN as NOT_GIVEN
    from ._types import NoneType as NoneType
    from ._types import NotGiven as NotGiven
    from ._types import Omit as Omit
    from ._types import ProxiesTypes as ProxiesTypes
    from ._types import RequestOptions as RequestOptions
    from ._types import Timeout as Timeout
    from ._types import Transport as Transport
    from ._types import not_given as not_given
    from ._types import omit as omit
    from ._version import __title__ as __title__
    from ._version import __version__ as __version__
    from .lib.async_run_streams import AsyncRunStream as AsyncRunStream
    from .lib.async_run_streams import AsyncRunStreamV2 as AsyncRunStreamV2
    from .lib.created import RunCreateMetadata as RunCreateMetadata
    from .lib.created import RunFailedError as RunFailedError
    from .lib.parts import RunPart as RunPart
    from .lib.parts import RunPartV2 as RunPartV2
    from .lib.parts import StreamPart as StreamPart
    from .lib.parts import StreamPartV2 as StreamPartV2
    from .lib.run_streams import RunStream as RunStream
    from .lib.run_streams import RunStreamV2 as RunStreamV2
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "_aio.http": ("DefaultAsyncHttpx2Client", "DefaultAsyncHttpxClient"),
            "_aio.response": ("AsyncAPIResponse",),
            "_aio.streaming": ("AsyncStream",),
            "_binary": ("HttpxBinaryResponseContent",),
            "_client": (
                "LangGraph",
                "AsyncLangGraph",
                "Client",
                "AsyncClient",
                "get_client",
                "get_sync_client",
            ),
            "_exceptions": (
                "APIConnectionError",
                "APIError",
                "APIResponseValidationError",
                "APIStatusError",
                "APITimeoutError",
                "AuthenticationError",
                "BadRequestError",
                "ClientClosedError",
                "ConflictError",
                "InternalServerError",
                "InvalidWebhookSignatureError",
                "MissingCredentialsError",
                "NotFoundError",
                "PermissionDeniedError",
                "PollError",
                "PollTimeoutError",
                "RateLimitError",
                "StateError",
                "StreamInterruptedError",
                "ToolArgumentsError",
                "ToolError",
                "ToolRoundsError",
                "UnknownToolError",
                "UnreadableWebhookError",
                "UnsendableError",
                "UnprocessableEntityError",
            ),
            "_files": ("file_from_path",),
            "_models": ("BaseModel", "UnknownVariant"),
            "_settings": (
                "DEFAULT_CONNECTION_LIMITS",
                "DEFAULT_MAX_RETRIES",
                "DEFAULT_TIMEOUT",
                "LangGraphError",
            ),
            "_sync.http": ("DefaultHttpx2Client", "DefaultHttpxClient"),
            "_sync.response": ("APIResponse",),
            "_sync.streaming": ("Stream",),
            "_types": (
                "NOT_GIVEN",
                "NoneType",
                "NotGiven",
                "Omit",
                "ProxiesTypes",
                "RequestOptions",
                "Timeout",
                "Transport",
                "not_given",
                "omit",
            ),
            "_version": ("__title__", "__version__"),
            "lib.async_run_streams": ("AsyncRunStream", "AsyncRunStreamV2"),
            "lib.created": ("RunCreateMetadata", "RunFailedError"),
            "lib.parts": ("RunPart", "RunPartV2", "StreamPart", "StreamPartV2"),
            "lib.run_streams": ("RunStream", "RunStreamV2"),
            "resources": (),
            "types": (),
        },
    )
