"""`deprecated` for functions, without what the original loads where it marks one: asyncio, a tenth of a start."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import deprecated as deprecated
else:
    from functools import wraps
    from inspect import CO_COROUTINE
    from warnings import warn

    def deprecated(message: str):
        """Warn of each call, with ``message``. As ``typing_extensions.deprecated``, which marks coroutine functions."""

        def mark(function):
            if function.__code__.co_flags & CO_COROUTINE:
                from typing_extensions import deprecated as marked

                return marked(message)(function)

            @wraps(function)
            def warned(*args, **kwargs):
                warn(message, DeprecationWarning, stacklevel=2)
                return function(*args, **kwargs)

            function.__deprecated__ = warned.__deprecated__ = message
            return warned

        return mark
