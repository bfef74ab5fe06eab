"""Examples of the answers of the API.

A generated SDK replaces this file with one of its own; the runtime by itself knows no operation.
"""

from __future__ import annotations

from ._mock_routes import DocumentedCall, DocumentedLifecycle

CALLS: tuple[DocumentedCall, ...] = ()
LIFECYCLES: tuple[DocumentedLifecycle, ...] = ()
