"""What of a configuration of the hosted service has no effect here, and why (layer 5).

A key that is named here may be cut out without changing a byte of the package.
"""

from __future__ import annotations

from collections.abc import Mapping

from specloom.load.config_base import Node
from specloom.load.config_client import ClientSettings, Opt, Retries
from specloom.load.config_model import (
    Config,
    OpenAPISettings,
    Organization,
    PythonSettings,
    PythonTarget,
    Settings,
    Targets,
)
from specloom.load.config_resources import Method, Resource

Reasons = Mapping[type[Node], Mapping[str, str]]

_SAMPLES = "code samples are not written into the document; api.md and README.md have them"
_SECURITY = "it filled the service's SECURITY.md; write your own beside the generated files"
_MOCK = "the tests of a generated package need no mock server"
_TERRAFORM = "it belongs to Terraform providers; only Python is generated"
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
    },
    PythonSettings: {"license_classifier": "the licence is an SPDX expression in pyproject.toml"},
    Settings: {"disable_mock_tests": _MOCK, "mock_server": _MOCK},
    OpenAPISettings: {
        "code_samples": _SAMPLES,
        "code_sample_languages": _SAMPLES,
        "code_sample_options": _SAMPLES,
    },
    ClientSettings: {
        "default_client_example_name": "examples call the client `client`",
        "example_client": "examples are derived from the document",
    },
    Opt: {"required_in_tests": _MOCK},
    Method: {"terraform": _TERRAFORM, "mcp": _MCP, "docs": _SAMPLES, "skip_test_reason": _MOCK},
    Resource: {"terraform": _TERRAFORM, "mcp": _MCP},
}
"""Nobody misses it: it was for other languages, or for the service itself."""

CANNOT: Reasons = {
    PythonTarget: {
        "publish": "generation publishes nothing; `specloom init --ci` writes workflows that do",
        "additional_files": "put the files into the output folder: they are kept",
    },
    Retries: {"status_codes": "408, 409, 429 and 5xx are retried, no others"},
    ClientSettings: {
        "response_headers": "headers are read from `with_raw_response`",
        "file_uploads": "files are sent in the body of their request",
        "connect": "requests go through httpx2; give the client an `http_client`",
    },
    Resource: {"custom": "write the methods as helpers (docs: Helpers)"},
}
"""What it did is not done here; the reason says what to do instead."""

LANGUAGES: tuple[type[Node], str] = (Targets, "another language; only Python is generated")
"""The node whose further keys are targets, and why they are left out."""
