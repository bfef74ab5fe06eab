"""The runtime, importable as `sdk_runtime`."""

from __future__ import annotations

from tests.support.runtime import import_runtime

import_runtime()
