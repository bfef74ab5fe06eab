"""The configuration as a whole: the documented Stainless format, and what specloom adds (layer 1)."""

from __future__ import annotations

import keyword
from collections.abc import Iterable
from typing import Any, Literal, TypeAlias

from pydantic import Field, PrivateAttr, field_validator, model_validator

from specloom.diagnostics import Diagnostic, Lenience
from specloom.load.config_base import FormatType, Node, OpenNode, mapping_of
from specloom.load.config_client import (
    ClientSettings,
    MultipartSettings,
    PageScheme,
    QuerySettings,
    SecurityScheme,
    Streaming,
)
from specloom.load.config_lifecycles import Lifecycle
from specloom.load.config_reconnect import HeaderName
from specloom.load.config_resources import Resource
from specloom.load.hints import quoted
from specloom.load.policy import Semver

RequestArgument: TypeAlias = Literal["extra_headers", "extra_query", "extra_body", "timeout"]


class Organization(Node):
    """``organization``: who publishes the API. ``name`` is the base of the client's name."""

    name: str = ""
    docs: str | None = None
    contact: str | None = None
    github_org: str = ""
    upload_spec: bool | None = None
    display_name: str = ""
    security_email: str = ""
    security_contact: str | None = None
    security_policy_url: str | None = None
    security_policy_terms: str | None = None


class PythonTarget(Node):
    """``targets.python``. ``package_name`` is the import name, ``project_name`` the distribution's."""

    package_name: str = ""
    project_name: str = ""
    edition: str = ""
    production_repo: str | None = None
    staging_repo: str | None = None
    readme_title: str = ""
    screencast: str | None = None
    description: str = ""
    skip: bool = False
    publish: Any = None
    options: Any = None
    keep_files: list[str] = Field(default_factory=list[str])
    version: str = ""
    homepage: str = ""
    authors: Any = None
    style: Any = None
    requires_python: str = ""
    python_version: str = ""
    additional_files: Any = None


class OldPackage(OpenNode):
    """``package.<language>``: what ``targets`` was before; ``name`` is the distribution's."""

    name: str = ""
    repo: str = ""
    skip: bool = False


class Targets(OpenNode):
    """``targets``: ``python`` is read, all others are accepted as they are."""

    python: PythonTarget | None = None


class PythonSettings(OpenNode):
    """``settings.python``."""

    license_classifier: str = ""


class Settings(OpenNode):
    """``settings``: what specloom reads; further documented settings are accepted as they are.

    A license in its long form is read into ``license`` (its name) and ``license_contents``.
    """

    license: str | None = None
    license_contents: str = ""
    file_header: str = ""
    sort_schema_properties: bool = True
    positional_params: bool = True
    python: PythonSettings = Field(default_factory=PythonSettings)
    unwrap_response_fields: list[str] = Field(default_factory=list[str])
    per_endpoint_security: bool = False
    disable_mock_tests: bool = False
    mock_server: str = ""

    @model_validator(mode="before")
    @classmethod
    def _long_license(cls, value: object) -> object:
        settings = mapping_of(value)
        long = mapping_of(settings.get("license")) if settings else None
        if settings is None or long is None:
            return value
        contents = long.get("contents", "")
        return {**settings, "license": long.get("name"), "license_contents": contents}


class Transform(Node):
    """One entry of ``openapi.transforms``; ``reason`` says why it is there."""

    command: str
    reason: str = ""
    args: dict[str, Any] = Field(default_factory=dict[str, Any])


class OpenAPISettings(Node):
    """``openapi``: changes to the document before it is read. Both spellings of the list are documented."""

    transformations: list[Transform] = Field(default_factory=list[Transform])
    transforms: list[Transform] = Field(default_factory=list[Transform])
    code_samples: Any = None
    code_sample_languages: Any = None
    code_sample_options: Any = None
    overlays: list[str] = Field(default_factory=list[str])

    @property
    def all_transforms(self) -> tuple[Transform, ...]:
        """The transforms in order."""
        return (*self.transformations, *self.transforms)


class Casing(Node):
    """How one word is written in each case (``custom_casings.<word>``)."""

    pascal: str = ""
    camel: str = ""
    snake: str = ""
    kebab: str = ""
    capital: str = ""
    upper: str = ""
    title: str = ""
    lower: str = ""
    screaming_snake: str = ""
    initialism: str | bool | None = None
    singular: Casing | None = None
    plural: Casing | None = None


class Errors(Node):
    """``errors``: where an error response keeps its message."""

    message_property: str = "message"
    union: Any = None


class Environment(Node):
    """An environment in its long form."""

    url: str
    description: str = ""


class Factories(Node):
    """``specloom.factories``: functions that make a client, and their arguments.

    ``arguments`` maps the name of each to the argument of the client's constructor.
    """

    async_: str = Field(alias="async")
    sync: str
    arguments: dict[str, str]

    @model_validator(mode="after")
    def _identifiers(self) -> Factories:
        for name in (self.async_, self.sync, *self.arguments):
            if not (name.isidentifier() and name.isascii()) or keyword.iskeyword(name):
                raise ValueError(f"{name!r} is no name of a function or an argument")
        if self.async_ == self.sync:
            raise ValueError("the async and the sync function need names of their own")
        if len({*self.arguments.values()}) < len(self.arguments):
            raise ValueError("two arguments stand for the same argument of the client")
        return self


class Specloom(Node):
    """``specloom``: global keys that the documented format does not have (see docs/config-extensions.md).

    Paths are relative to the folder of the configuration file.
    """

    spec: str = ""
    overlays: list[str] = Field(default_factory=list[str])
    revisions: dict[str, str] = Field(default_factory=dict[str, str])
    """Other revisions of ``spec``, each with the file that says what differs for it."""

    output: str = ""
    version: str = "0.1.0"
    client_name: str = ""
    telemetry_prefix: str = ""
    error_envelope: str = ""
    request_id_header: str = "x-request-id"
    raw_response: Literal["legacy", "modern"] = "modern"
    deprecation_message: str = "deprecated"
    type_names: dict[str, str] = Field(default_factory=dict[str, str])
    helpers: str = ""
    changelog: str = ""
    urls: dict[str, str] = Field(default_factory=dict[str, str])
    keywords: list[str] = Field(default_factory=list[str])
    root_exports: dict[str, str] = Field(default_factory=dict[str, str])
    semver: Semver = Field(default_factory=Semver)
    oauth_client_auth: Literal["basic", "body"] = "basic"
    """How the token endpoint is told the client's id and secret: by HTTP Basic or in the form."""
    mapping_access: bool = False
    max_concurrency: bool = False
    hooks: bool = False
    """The client's constructor takes ``hooks``."""
    enforce_credentials: bool = False
    """The client's constructor takes ``_enforce_credentials``."""
    reserved_headers: list[HeaderName] = Field(default_factory=list[HeaderName])
    factories: Factories | None = None
    omit_nulls: bool = False
    """Arguments default to None, which sends nothing."""
    omit_nulls_within: list[str] = Field(default_factory=list[str])
    """Members of request bodies whose own members are left out where they are None."""
    formats: dict[str, FormatType] = Field(default_factory=dict[str, FormatType])
    """What values of a format are in Python, where that is not the usual."""
    argument_names: dict[RequestArgument, str] = Field(default_factory=dict[RequestArgument, str])
    """What methods call their arguments about the request itself."""

    @field_validator("argument_names")
    @classmethod
    def _identifiers(cls, value: dict[RequestArgument, str]) -> dict[RequestArgument, str]:
        for name in value.values():
            if not name.isidentifier() or keyword.iskeyword(name) or name.startswith("_"):
                raise ValueError(f"{quoted(name)} is no name for an argument")
        if len({*value.values()}) < len(value):
            raise ValueError("two arguments have one name")
        return value

    @field_validator("formats")
    @classmethod
    def _files_are_binary(cls, value: dict[str, FormatType]) -> dict[str, FormatType]:
        for name, kind in value.items():
            if (name == "binary") != (kind == "file"):
                raise ValueError(
                    f"{quoted(name)} cannot be {kind}: `binary` is `file`, and no other format is"
                )
        return value

    @field_validator("spec", "output", "helpers", "changelog")
    @classmethod
    def _relative(cls, value: str) -> str:
        return relative_path(value)

    @field_validator("overlays")
    @classmethod
    def _all_relative(cls, value: list[str]) -> list[str]:
        return [relative_path(item) for item in value]

    @field_validator("revisions")
    @classmethod
    def _relative_pairs(cls, value: dict[str, str]) -> dict[str, str]:
        return {relative_path(spec): relative_path(patch) for spec, patch in value.items()}


def relative_path(text: str) -> str:
    """The path itself; raises ValueError for an absolute one and for backslashes."""
    if text.startswith(("/", "~")) or "\\" in text or text[1:2] == ":":
        raise ValueError("this must be a relative path with forward slashes")
    return text


class Config(Node):
    """A specloom configuration, validated. Every node tells its place by ``source()``.

    ``file`` is the path as the user gave it, empty for a configuration that was not read from a file.
    """

    edition: str = ""
    organization: Organization = Field(default_factory=Organization)
    targets: Targets = Field(default_factory=Targets)
    package: dict[str, OldPackage] = Field(default_factory=dict[str, OldPackage])
    environments: dict[str, str | Environment] = Field(default_factory=dict[str, str | Environment])
    client_settings: ClientSettings = Field(default_factory=ClientSettings)
    security: list[dict[str, list[str] | dict[str, Any]]] | None = None
    security_schemes: dict[str, SecurityScheme] = Field(default_factory=dict[str, SecurityScheme])
    resources: dict[str, Resource] = Field(default_factory=dict[str, Resource])
    pagination: list[PageScheme] = Field(default_factory=list[PageScheme])
    streaming: Streaming = Field(default_factory=Streaming)
    lifecycles: dict[str, Lifecycle] = Field(default_factory=dict[str, Lifecycle])
    query_settings: QuerySettings = Field(default_factory=QuerySettings)
    multipart_settings: MultipartSettings = Field(default_factory=MultipartSettings)
    settings: Settings = Field(default_factory=Settings)
    errors: Errors = Field(default_factory=Errors)
    openapi: OpenAPISettings = Field(default_factory=OpenAPISettings)
    custom_casings: dict[str, Casing] = Field(default_factory=dict[str, Casing])
    unspecified_endpoints: list[str] = Field(default_factory=list[str])
    readme: Any = None
    diagnostics: Any = None
    codeflow: Any = None
    docs: Any = None
    mcp: Any = None
    examples: Any = None
    webhooks: Any = None
    specloom: Specloom = Field(default_factory=Specloom)

    @field_validator("pagination", mode="before")
    @classmethod
    def _one_scheme(cls, value: object) -> object:
        """A single scheme may stand without a list, and then without a name."""
        scheme = mapping_of(value)
        return value if scheme is None else [{"name": "page", **scheme}]

    _findings: tuple[Diagnostic, ...] = PrivateAttr(default=())
    _left_out: frozenset[str] = PrivateAttr(default=frozenset())
    _lenience: Lenience | None = PrivateAttr(default=None)

    def tell(
        self, findings: Iterable[Diagnostic], left_out: Iterable[str], lenience: Lenience | None
    ) -> None:
        """Set what reading found, and what is let pass where the configuration does not fit its document."""
        self._findings = tuple(findings)
        self._left_out = frozenset(left_out)
        self._lenience = lenience

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Warnings about what was left out when it was read."""
        return self._findings

    @property
    def left_out(self) -> frozenset[str]:
        """The pointers of what was left out when it was read."""
        return self._left_out

    @property
    def lenience(self) -> Lenience | None:
        """Which mistakes are warnings, because it was written for the hosted service; None for one of our own."""
        return self._lenience

    @property
    def file(self) -> str:
        """The configuration file."""
        return self.source().file

    @property
    def python_target(self) -> PythonTarget:
        """What is said of the package, in the older form where the newer one does not stand."""
        old = self.package.get("python")
        if self.targets.python is not None or old is None:
            return self.targets.python or PythonTarget()
        owner = self.organization.github_org
        repo = f"{owner}/{old.repo}" if owner and old.repo else None
        return PythonTarget(project_name=old.name, production_repo=repo, skip=old.skip)

    def environment_urls(self) -> dict[str, str]:
        """Name and base URL of each environment, in order."""
        return {
            name: item if isinstance(item, str) else item.url
            for name, item in self.environments.items()
        }
