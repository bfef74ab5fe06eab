"""Makes the runtime importable as `sdk_runtime`."""

from tests.support.runtime import import_runtime

import_runtime()
