"""Methods that read webhooks, for a document that has some (layer 3)."""

from __future__ import annotations

from typing import cast

from specloom.build.infer_view import SpecView
from specloom.build.nodes import mapping
from specloom.naming import unique

_SECRET = "webhook_secret"


def add_webhooks(view: SpecView, config: dict[str, object]) -> None:
    """Add a resource ``webhooks``, or methods to the one that is there, and the option that holds the secret."""
    if not _has_bodies(view):
        return
    resources = cast("dict[str, dict[str, object]]", config["resources"])
    resource = resources.setdefault("webhooks", {})
    methods = cast("dict[str, object]", resource.setdefault("methods", {}))
    settings = cast("dict[str, dict[str, object]]", config["client_settings"])
    options = settings["opts"]
    secret = unique(_SECRET, options)
    options[secret] = {
        "type": "string",
        "nullable": True,
        "read_env": f"{settings['default_env_prefix']}_{secret.upper()}",
        "description": "What the API signs its webhooks with.",
    }
    for name, kind in (("unwrap", "webhook_unwrap"), ("verify_signature", "webhook_verify")):
        methods[unique(name, methods)] = {"type": kind, "secret_option": secret}


def _has_bodies(view: SpecView) -> bool:
    """Whether a webhook of the document sends JSON with a schema."""
    for key in ("webhooks", "x-webhooks"):
        for item in mapping(view.data.get(key)).values():
            for operation in view.follow(item).values():
                body = view.follow(mapping(operation).get("requestBody"))
                for media_type, content in mapping(body.get("content")).items():
                    if "json" in media_type and "schema" in mapping(content):
                        return True
    return False
