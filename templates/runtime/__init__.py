"""The runtime of generated SDKs: everything about a client that is the same for every API.

This package is copied into each SDK, where names reach users through the SDK's own ``__init__``.
Code outside ``_aio`` does no I/O; ``_sync`` is derived from ``_aio``.
"""
