"""specloom weaves an OpenAPI document and hand-written helpers into one Python SDK."""

__version__ = "0.1.0"
