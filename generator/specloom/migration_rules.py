"""What of a configuration of the hosted service has no effect here, and why (layer 5).

A key that is named here may be cut out without changing a byte of the package.
"""

from __future__ import annotations

from collections.abc import Mapping

from specloom.load.config_base import Node
from specloom.load.config_client import (
    AuthDetails,
    ClientSettings,
    Opt,
    Retries,
    SecurityScheme,
)
from specloom.load.config_model import (
    Casing,
    Config,
    Errors,
    OpenAPISettings,
    Organization,
    PythonSettings,
    PythonTarget,
    Settings,
    Targets,
)
from specloom.load.config_resources import Method, MethodStreaming, Model, Resource

Reasons = Mapping[type[Node], Mapping[str, str]]

_SAMPLES = "code samples are not written into the document; api.md and README.md have them"
_SECURITY = "it filled the service's SECURITY.md; write your own beside the generated files"
_MOCK = "the tests of a generated package need no mock server"
_TERRAFORM = "it belongs to Terraform providers; only Python is generated"
_SITE = "it steered the service's documentation site"
_OTHER_NAMES = "it wrote names of other languages"
_PYTHON = "what a package needs is decided by the code that it carries: Python 3.10"
_MCP = "it belongs to MCP servers; only Python is generated"

LEFT_OUT: Reasons = {
    Config: {
        "edition": "it chose a version of the service's generator",
        "diagnostics": "it silenced checks of the service",
        "codeflow": "it steered builds of the service",
        "docs": "it configured the service's documentation site",
        "mcp": _MCP,
        "examples": "examples are derived from the document",
        "unspecified_endpoints": "endpoints that no method names are no finding here",
    },
    Casing: dict.fromkeys(("camel", "kebab", "capital", "screaming_snake"), _OTHER_NAMES),
    SecurityScheme: {"bearerFormat": "it only describes a token"},
    Organization: {
        "github_org": "repositories are not made here",
        "upload_spec": "the document stays where it is",
        "security_email": _SECURITY,
        "security_contact": _SECURITY,
        "security_policy_url": _SECURITY,
        "security_policy_terms": _SECURITY,
    },
    PythonTarget: {
        "edition": "it chose a version of the service's generator",
        "staging_repo": "repositories are not made here",
        "readme_title": "the title of README.md is the name of the distribution",
        "screencast": "README.md shows no film",
        "keep_files": "files that were not generated are always kept",
        "options": "it steered extras and tools of the service's packages",
        "style": "packages have one style",
    },
    PythonSettings: {"license_classifier": "the licence is an SPDX expression in pyproject.toml"},
    Settings: {
        "disable_mock_tests": _MOCK,
        "mock_server": _MOCK,
        "per_endpoint_security": "operations always send what their own security asks for",
    },
    OpenAPISettings: {
        "code_samples": _SAMPLES,
        "code_sample_languages": _SAMPLES,
        "code_sample_options": _SAMPLES,
    },
    ClientSettings: {
        "default_client_example_name": "examples call the client `client`",
        "example_client": "examples are derived from the document",
        "opt_in_new_security_behaviour": "it chose a version of the service's generator",
    },
    Opt: {"required_in_tests": _MOCK, "example": _MOCK},
    MethodStreaming: {"params_type_name": "types of parameters are called after their method"},
    Method: {"terraform": _TERRAFORM, "mcp": _MCP, "docs": _SAMPLES, "skip_test_reason": _MOCK},
    Resource: {
        "terraform": _TERRAFORM,
        "mcp": _MCP,
        "standalone": _SITE,
        "standalone_api": _SITE,
    },
}
"""Nobody misses it: it was for other languages, or for the service itself."""

CANNOT: Reasons = {
    PythonTarget: {
        "publish": "generation publishes nothing; `specloom init --ci` writes workflows that do",
        "additional_files": "put the files into the output folder: they are kept",
        "authors": "the metadata names organization.name and organization.contact",
        "requires_python": _PYTHON,
        "python_version": _PYTHON,
    },
    Errors: {"union": "errors are classes by their status; `body` has what the server sent"},
    AuthDetails: {
        "disable_base64": "user name and password are always encoded, as HTTP says",
        "custom": "sign requests with `on_request`, or in a helper",
    },
    Method: {"request_types": "a method has one signature"},
    Model: {"param_model": "convert with `model_dump`, or in a helper"},
    Retries: {"status_codes": "408, 409, 429 and 5xx are retried, no others"},
    ClientSettings: {
        "response_headers": "headers are read from `with_raw_response`",
        "file_uploads": "files are sent in the body of their request",
        "connect": "requests go through httpx2; give the client an `http_client`",
    },
    Resource: {"custom": "write the methods as helpers (docs: Helpers)"},
    Casing: {"snake": "names of attributes and files are the snake case of their words"},
}
"""What it did is not done here; the reason says what to do instead."""

FURTHER: Mapping[type[Node], str] = {
    Targets: "another language; only Python is generated",
    Settings: "no such setting has a meaning for Python here",
    PythonSettings: "no such setting has a meaning here",
}
"""Nodes that take any key, and why those that are not known are left out."""
