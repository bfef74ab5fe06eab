"""A configuration for a bare document: what a maintainer would write first, as plain data.

The result has the shape of a configuration file, so that it can be validated like one and written out by
``specloom init``. Nothing here is random or depends on anything but the document.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Mapping

from specloom.build.infer_client import infer_client, infer_environments
from specloom.build.infer_models import infer_models
from specloom.build.infer_pagination import infer_pagination
from specloom.build.infer_resources import ResourceNode, infer_resources, operations_of
from specloom.build.infer_view import SpecView, text_of
from specloom.build.infer_webhooks import add_webhooks
from specloom.build.nodes import mapping
from specloom.load import Document
from specloom.naming import distribution_name, module_name

_LONGEST_NAME = 40
_SHADOWED = frozenset(
    """abc ast asyncio calendar code email enum html http httpcore httpx httpx2 inspect io json logging mail math
    operator os platform pydantic queue random re sched secrets select signal site socket ssl statistics string sys
    test time token trace types typing unittest uuid xml zipfile""".split()
)
"""Modules that a package of this name would hide from itself or from its users."""
_NOISE = re.compile(
    r"\b(?:the|rest|http|open|api|apis|specification|spec|swagger)\b", re.IGNORECASE
)


def infer_config(document: Document) -> dict[str, object]:
    """The inferred configuration: organization, client, environments, resources, models, pagination.

    Schemes and paths that cannot be used are left out here; ``build`` reports what is wrong with them.
    """
    view = SpecView(document)
    info = mapping(view.data.get("info"))
    title = _title_words(text_of(info, "title"))
    name = module_name("_".join(title).lower())
    name = f"{name}_client" if name in _SHADOWED else name
    operations = operations_of(view)
    root = infer_resources(operations)
    infer_models(view, operations, root)
    organization = {"name": name, "docs": _documentation(view.data), "contact": _contact(info)}
    config: dict[str, object] = {
        "organization": {key: value for key, value in organization.items() if value},
        "targets": {"python": {"package_name": name, "project_name": distribution_name(name)}},
        "environments": infer_environments(view),
        "client_settings": infer_client(view, operations, name),
        "query_settings": {"array_format": "repeat", "nested_format": "form"},
        "multipart_settings": {"array_format": "repeat"},
    }
    if licence := _licence(info):
        config["settings"] = {"license": licence}
    if pages := infer_pagination(view, operations):
        config["pagination"] = pages
    config["specloom"] = {"client_name": _client_name(title)}
    config["resources"] = _resources_data(root)
    add_webhooks(view, config)
    return config


def _without_accents(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text)
    return "".join(char for char in folded if not unicodedata.combining(char))


def _title_words(title: str) -> list[str]:
    """The words of the title that tell this API from others, as they are written there."""
    head = re.split(r"\s[-–—+|(]|:", title.replace("'s ", " "))[0]
    for text in (_NOISE.sub(" ", head), head, title):
        found = re.findall(r"[A-Za-z0-9]+", _without_accents(text))
        while found and not found[0][0].isalpha():
            found.pop(0)
        kept = [word for word in found if not re.fullmatch(r"v?\d+", word)]
        if kept:
            return _shortened(kept)
    return ["Api"]


def _client_name(title_words: list[str]) -> str:
    name = "".join(word[:1].upper() + word[1:] for word in title_words)
    return name if name.isidentifier() and not keyword.iskeyword(name) else f"{name}Client"


def _shortened(title_words: list[str]) -> list[str]:
    length = len(title_words[0])
    for count, word in enumerate(title_words[1:], start=1):
        length += 1 + len(word)
        if length > _LONGEST_NAME:
            return title_words[:count]
    return title_words


def _contact(info: dict[str, object]) -> str:
    return text_of(mapping(info.get("contact")), "email")


def _documentation(data: Mapping[str, object]) -> str:
    """The address that the document itself names for more documentation."""
    url = text_of(mapping(data.get("externalDocs")), "url")
    return url if url.startswith(("https://", "http://")) else ""


def _licence(info: dict[str, object]) -> str:
    words = text_of(mapping(info.get("license")), "name").lower()
    if "apache" in words:
        return "Apache-2.0"
    return "MIT" if "mit" in re.split(r"\W+", words) else ""


def _resources_data(root: ResourceNode) -> dict[str, object]:
    data: dict[str, object] = {}
    if root.models:
        data["$shared"] = {"models": dict(root.models)}
    if root.methods:
        data["$client"] = {"methods": dict(root.methods)}
    for name, child in root.children.items():
        data[name] = _resource_data(child)
    return data


def _resource_data(node: ResourceNode) -> dict[str, object]:
    data: dict[str, object] = {}
    if node.models:
        data["models"] = dict(node.models)
    if node.methods:
        data["methods"] = dict(node.methods)
    if node.children:
        data["subresources"] = {name: _resource_data(item) for name, item in node.children.items()}
    return data
