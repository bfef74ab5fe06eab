"""What the codes of deciding about the client mean: its credentials (layer 3)."""

from __future__ import annotations

from specloom.diagnostics import Severity
from specloom.explanation import Explanation

CLIENT = (
    Explanation(
        "builtin-option",
        meaning="An option of the client is called like an argument that every client has.",
        cause="A key of `client_settings.opts` is `timeout`, `base_url`, `max_retries` or a similar one.",
        cure=(
            "Take the option out; defaults of these arguments have keys of their own, such as "
            "`default_timeout`. If it is an option of the API, call it otherwise."
        ),
        example=(
            "specloom.yml:9:5 warning[builtin-option]: every client has 'timeout' already: it stays "
            "as it is, and nothing of this option is used; its default is client_settings.default_timeout"
        ),
        levels=(Severity.WARNING,),
    ),
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
        "unknown-server-variable",
        meaning="An option and the variables in the URLs of environments do not fit together.",
        cause=(
            "`server_variable` names a variable that no URL has, or a URL has one that neither an "
            "option nor the document's servers give a value."
        ),
        cure="Write the name as it stands in braces in the URL, or add the option that is missing.",
        example=(
            "specloom.yml:9:34 error[unknown-server-variable]: no environment has a variable "
            "'regoin' in its URL; did you mean 'region'?"
        ),
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
    Explanation(
        "no-webhook-secret",
        meaning="A method is to verify webhooks, and no argument of the client holds their secret.",
        cause="No option under `client_settings.opts` is called like `webhook_secret`.",
        cure="Add the option, or name another one as `secret_option` of the method.",
        example=(
            "specloom.yml:30:7 error[no-webhook-secret]: the client has no option that holds the "
            "secret of webhooks; add one to client_settings.opts, such as webhook_secret"
        ),
    ),
    Explanation(
        "no-webhooks",
        meaning="A method reads webhooks of which nothing is known; it gives plain JSON values.",
        cause="The document has neither `webhooks` nor `x-webhooks` with a JSON body.",
        cure="Describe them in the document or an overlay, or list schemas under `event_types`.",
        example=(
            "stainless.yml:30:7 warning[no-webhooks]: the document describes no webhook; the "
            "method gives what it reads as it is"
        ),
        levels=(Severity.WARNING,),
    ),
    Explanation(
        "webhooks-without-resource",
        meaning="A method that reads webhooks stands where there can be none.",
        cause="It is listed under `$client` or `$shared`.",
        cure="Move it to a resource, such as `webhooks`.",
        example=(
            "specloom.yml:30:7 error[webhooks-without-resource]: webhooks are read by methods of "
            "a resource"
        ),
    ),
)
