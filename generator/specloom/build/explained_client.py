"""What the codes of deciding about the client mean: its credentials (layer 3)."""

from __future__ import annotations

from specloom.diagnostics import Severity
from specloom.explanation import Explanation

CLIENT = (
    Explanation(
        "client-certificate",
        meaning="A security scheme is a certificate that belongs to the connection, not to a request.",
        cause="The document has a scheme of type `mutualTLS`.",
        cure=(
            "Nothing is to be done for the package. Its users give the client an `http_client` "
            "that was made with their certificate."
        ),
        example=(
            "api.yaml:90:7 note[client-certificate]: 'certificate' is a certificate, which no "
            "argument of the client holds; a caller gives the client an `http_client` that was "
            "made with the certificate"
        ),
        levels=(Severity.NOTE,),
    ),
    Explanation(
        "unsupported-security-scheme",
        meaning="The client has no argument for the credential of a security scheme.",
        cause=(
            "The scheme's type is none that OpenAPI knows, or its `name`, `in` or `scheme` is "
            "missing or wrong."
        ),
        cure=(
            "Correct the scheme by an overlay or under `security_schemes` of the configuration. "
            "Until then callers give the credential in `default_headers`."
        ),
        example=(
            "api.yaml:90:7 warning[unsupported-security-scheme]: the client cannot send the "
            "credential of the security scheme 'key'; a caller can give it in `default_headers`; "
            "correct the scheme's type, place and name"
        ),
        levels=(Severity.WARNING,),
    ),
)
