from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from . import runs as runs
    from .assistant import Assistant as Assistant
    from .assistant_create_params import AssistantCreateParams as AssistantCreateParams
    from .assistant_delete_params import AssistantDeleteParams as AssistantDeleteParams
    from .assistant_search_params import AssistantSearchParams as AssistantSearchParams
    from .assistant_search_response import AssistantSearchResponse as AssistantSearchResponse
    from .assistant_update_params import AssistantUpdateParams as AssistantUpdateParams
    from .checkpoint import Checkpoint as Checkpoint
    from .checkpoint_param import CheckpointParam as CheckpointParam
    from .command_param import CommandParam as CommandParam
    from .config import Config as Config
    from .config_param import ConfigParam as ConfigParam
    from .interrupt import Interrupt as Interrupt
    from .lang_smith_tracing_param import LangSmithTracingParam as LangSmithTracingParam
    from .multitask_strategy import MultitaskStrategy as MultitaskStrategy
    from .run import Run as Run
    from .run_cancel_many_params import RunCancelManyParams as RunCancelManyParams
    from .run_cancel_params import RunCancelParams as RunCancelParams
    from .run_create_batch_params import RunCreateBatchParams as RunCreateBatchParams
    from .run_create_batch_response import RunCreateBatchResponse as RunCreateBatchResponse
    from .run_event import RunEvent as RunEvent
    from .run_list_params import RunListParams as RunListParams
    from .run_list_response import RunListResponse as RunListResponse
    from .run_status import RunStatus as RunStatus
    from .send_param import SendParam as SendParam
    from .stream_mode import StreamMode as StreamMode
    from .thread import Thread as Thread
    from .thread_create_params import ThreadCreateParams as ThreadCreateParams
    from .thread_get_history_params import ThreadGetHistoryParams as ThreadGetHistoryParams
    from .thread_get_history_response import ThreadGetHistoryResponse as ThreadGetHistoryResponse
    from .thread_get_params import ThreadGetParams as ThreadGetParams
    from .thread_get_state_params import ThreadGetStateParams as ThreadGetStateParams
    from .thread_search_params import ThreadSearchParams as ThreadSearchParams
    from .thread_search_response import ThreadSearchResponse as ThreadSearchResponse
    from .thread_state import ThreadState as ThreadState
    from .thread_status import ThreadStatus as ThreadStatus
    from .thread_update_params import ThreadUpdateParams as ThreadUpdateParams
    from .thread_update_state_params import ThreadUpdateStateParams as ThreadUpdateStateParams
    from .thread_update_state_response import ThreadUpdateStateResponse as ThreadUpdateStateResponse
else:
    __getattr__, __dir__, __all__ = lazy_exports(
        __name__,
        {
            "assistant": ("Assistant",),
            "assistant_create_params": ("AssistantCreateParams",),
            "assistant_delete_params": ("AssistantDeleteParams",),
            "assistant_search_params": ("AssistantSearchParams",),
            "assistant_search_response": ("AssistantSearchResponse",),
            "assistant_update_params": ("AssistantUpdateParams",),
            "checkpoint": ("Checkpoint",),
            "checkpoint_param": ("CheckpointParam",),
            "command_param": ("CommandParam",),
            "config": ("Config",),
            "config_param": ("ConfigParam",),
            "interrupt": ("Interrupt",),
            "lang_smith_tracing_param": ("LangSmithTracingParam",),
            "multitask_strategy": ("MultitaskStrategy",),
            "run": ("Run",),
            "run_cancel_many_params": ("RunCancelManyParams",),
            "run_cancel_params": ("RunCancelParams",),
            "run_create_batch_params": ("RunCreateBatchParams",),
            "run_create_batch_response": ("RunCreateBatchResponse",),
            "run_event": ("RunEvent",),
            "run_list_params": ("RunListParams",),
            "run_list_response": ("RunListResponse",),
            "run_status": ("RunStatus",),
            "runs": (),
            "send_param": ("SendParam",),
            "stream_mode": ("StreamMode",),
            "thread": ("Thread",),
            "thread_create_params": ("ThreadCreateParams",),
            "thread_get_history_params": ("ThreadGetHistoryParams",),
            "thread_get_history_response": ("ThreadGetHistoryResponse",),
            "thread_get_params": ("ThreadGetParams",),
            "thread_get_state_params": ("ThreadGetStateParams",),
            "thread_search_params": ("ThreadSearchParams",),
            "thread_search_response": ("ThreadSearchResponse",),
            "thread_state": ("ThreadState",),
            "thread_status": ("ThreadStatus",),
            "thread_update_params": ("ThreadUpdateParams",),
            "thread_update_state_params": ("ThreadUpdateStateParams",),
            "thread_update_state_response": ("ThreadUpdateStateResponse",),
        },
    )
