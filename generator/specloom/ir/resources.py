"""The API as a whole, decided: client, resources, pages and type files (layer 2)."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from specloom.diagnostics import Source
from specloom.ir.lifecycles import Lifecycle
from specloom.ir.operations import Operation
from specloom.ir.types import JsonScalar, TypeExpr, TypeModule


@dataclass(frozen=True, slots=True)
class WebhookMethod:
    """A method that reads a webhook, without a request. It is the same in the sync and in the async class.

    ``event`` is the type of what it gives; None: it only verifies the signature. ``secret`` is the client option
    that holds the secret, empty where signatures are not verified. ``own_form`` takes the headers by position and the
    secret as ``secret``; otherwise both are keywords, the latter ``key``.
    """

    name: str
    event: TypeExpr | None
    secret: str = ""
    own_form: bool = False
    description: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """A group of operations, reached as an attribute of the client or of its parent.

    ``path`` is the attribute path from the client (``("beta", "threads", "runs")``); ``class_name`` is the
    sync class (``Runs``; the async one is ``AsyncRuns``).
    """

    path: tuple[str, ...]
    class_name: str
    operations: tuple[Operation, ...]
    children: tuple[Resource, ...]
    docs: str = ""
    source: Source | None = None
    webhooks: tuple[WebhookMethod, ...] = ()


class PageRole(enum.Enum):
    """What a field of a page response is for."""

    ITEMS = "items"
    NEXT_CURSOR = "next_cursor"
    """The cursor of the next page stands in the response."""
    NEXT_URL = "next_url"
    HAS_NEXT = "has_next"
    LAST_ITEM_ID = "last_item_id"
    """The cursor is the ``cursor_item_property`` (default ``id``) of the last item."""
    OFFSET = "offset"
    TOTAL_COUNT = "total_count"
    TOTAL_PAGES = "total_pages"
    CURRENT_PAGE = "current_page"
    OTHER = "other"


class PageKind(enum.Enum):
    """The mechanism by which the next page is found."""

    CURSOR = "cursor"
    CURSOR_ID = "cursor_id"
    CURSOR_URL = "cursor_url"
    OFFSET = "offset"
    PAGE_NUMBER = "page_number"
    SINGLE = "single"
    """No next page is known: one page holds all."""


@dataclass(frozen=True, slots=True)
class PageField:
    """A field of the page response; ``path`` are wire keys from the response's root.

    With ``header`` it is the value of that response header instead.
    """

    name: str
    wire: str
    path: tuple[str, ...]
    type: TypeExpr | None
    role: PageRole
    required: bool = False
    header: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A pagination scheme: printed as ``Sync<name>`` and ``Async<name>``.

    ``request_param`` is the wire name of the query (or body) parameter that selects the next page;
    ``item_cursor`` the attribute of the last item that is its cursor (CURSOR_ID).
    ``start`` is the first offset or page number.
    """

    name: str
    kind: PageKind
    fields: tuple[PageField, ...]
    request_param: str = ""
    item_cursor: str = "id"
    start: int = 0
    items_in_root: bool = False
    """The response is the bare array of items."""
    in_body: bool = False
    """What selects the next page is a member of the body, not a parameter of the query."""


class AuthKind(enum.Enum):
    """How a credential is sent."""

    BEARER = "bearer"
    BASIC = "basic"
    HEADER = "header"
    QUERY = "query"
    COOKIE = "cookie"
    DIGEST = "digest"
    OAUTH2 = "oauth2"
    """An access token that client id and secret are exchanged for."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class AuthScheme:
    """A security scheme that the client can use: ``name`` is the spec's key, ``parameter`` the header, query or
    cookie name, ``options`` the client options that carry the credential (two for BASIC and DIGEST: username,
    password; two for OAUTH2: client id and secret), ``prefix`` what precedes it in a header.

    Of OAUTH2, ``token_url`` may be relative to the base URL; ``token_option`` holds a ready token and ``url_option``
    another token URL (empty: no such option). ``in_body`` sends id and secret as members of the form.
    """

    name: str
    kind: AuthKind
    parameter: str
    options: tuple[str, ...]
    prefix: str = ""
    token_url: str = ""
    scopes: tuple[str, ...] = ()
    token_option: str = ""
    url_option: str = ""
    in_body: bool = False

    @property
    def all_options(self) -> tuple[str, ...]:
        """The options that carry a credential or part of it."""
        return (*self.options, *((self.token_option,) if self.token_option else ()))


@dataclass(frozen=True, slots=True)
class ClientOption:
    """A constructor argument of the client.

    ``type`` is str, int, float, bool or a list of str, spelled as the spec word. ``required`` means that an
    absent value raises at construction (after the environment has been looked at). ``refreshable`` lets a
    function be given that is called before each request. ``sensitive`` values are redacted in logs.
    """

    name: str
    type: str
    required: bool
    read_env: str = ""
    send_in_header: str = ""
    send_as_query_param: str = ""
    default: JsonScalar = None
    refreshable: bool = False
    sensitive: bool = False
    docs: str = ""
    further_env: tuple[str, ...] = ()
    """Environment variables that are read where ``read_env`` is not set."""
    none_is_none: bool = False
    """The argument None is a value; no variable is read for it."""
    in_base_url: bool = False
    """It fills the place of its name in the URLs of environments."""
    values: tuple[str, ...] = ()
    """The only values that it may have; empty for any."""


@dataclass(frozen=True, slots=True)
class Factories:
    """Functions that make a client; ``arguments`` are their arguments with those of the constructor."""

    asynchronous: str
    sync: str
    arguments: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Environment:
    """A named base URL; ``{option}`` in it is the value of a client option."""

    name: str
    url: str


class StreamAction(enum.Enum):
    """What happens to an event of a stream that a rule matches."""

    DONE = "done"
    ERROR = "error"
    YIELD = "yield"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class StreamRule:
    """One rule of ``streaming.on_event``; the first that matches decides.

    ``events`` are event names (a trailing ``*`` matches any rest), ``any_event`` matches all, and
    ``no_event`` those without a name.
    ``envelope`` yields ``{"event": name, "data": data}`` in place of the data. ``ends`` says that nothing
    follows the event that is yielded.
    """

    action: StreamAction
    events: tuple[str, ...] = ()
    any_event: bool = False
    no_event: bool = False
    data_starts_with: str = ""
    error_property: str = ""
    envelope: bool = False
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Client:
    """What is true of every call: names, options, security, environments, encodings and defaults.

    Times are seconds. ``array_format`` is one of brackets, comma, repeat, indices; ``nested_format`` brackets or dots.
    """

    name: str
    options: tuple[ClientOption, ...]
    environments: tuple[Environment, ...]
    base_url_env: str
    auth: tuple[AuthScheme, ...]
    security: tuple[tuple[str, ...], ...]
    """Combinations of schemes one of which a request needs, an empty one where none is needed.

    Empty where nothing is known.
    """
    root_error: str
    log_env: str
    server_path: str = ""
    """What base URLs end with, where the document names no host."""
    silent_schemes: frozenset[str] = frozenset()
    """Security schemes of which nothing is sent: client certificates."""
    array_format: str = "comma"
    nested_format: str = "brackets"
    file_array_format: str = "brackets"
    telemetry_prefix: str = ""
    telemetry_off_env: str = ""
    idempotency_header: str = ""
    error_key: str = ""
    error_message: str = "message"
    request_id_header: str = "x-request-id"
    max_retries: int = 2
    initial_retry_delay: float = 0.5
    max_retry_delay: float = 8.0
    timeout: float = 60.0
    default_headers: tuple[tuple[str, str], ...] = ()
    stream_rules: tuple[StreamRule, ...] = ()
    raw_responses_are_read: bool = False
    max_concurrency: bool = False
    """The constructor takes a cap on the requests under way."""
    hooks: bool = False
    """The constructor takes functions that see each request and each response."""
    enforce_credentials: bool = False
    """The constructor takes ``_enforce_credentials``: false lets a client live without them."""
    reserved_headers: tuple[str, ...] = ()
    factories: Factories | None = None
    mapping_access: bool = False
    typed_formats: bool = False
    """Whether models hold bytes or decimals."""
    """Response models are also read like dictionaries."""
    omit_nulls: bool = False
    """Arguments that are not required default to None, and None sends nothing."""
    omit_nulls_within: tuple[str, ...] = ()
    """Members of bodies whose members are left out where they are null."""
    argument_names: tuple[tuple[str, str], ...] = ()
    """What ``extra_headers`` and its like are called in signatures, where not so."""


@dataclass(frozen=True, slots=True)
class Project:
    """The package around the code: names, version and metadata, all validated or to be escaped when printed."""

    package: str
    distribution: str
    version: str
    title: str
    organization: str
    description: str
    api_version: str
    licence: str
    licence_text: str = ""
    """The text of the licence, where the configuration has it."""
    urls: tuple[tuple[str, str], ...] = ()
    """Label and address of each link of the metadata."""
    keywords: tuple[str, ...] = ()
    contact: str = ""
    file_header: str = ""
    python: str = "3.10"
    readme_examples: tuple[tuple[str, str], ...] = ()
    readme_arguments: tuple[tuple[str, str, object], ...] = ()
    """Endpoint, wire name or name of a parameter, and the JSON value that examples give it."""


@dataclass(frozen=True, slots=True)
class Api:
    """Everything that the emitters need to print one SDK."""

    project: Project
    client: Client
    resources: tuple[Resource, ...]
    operations: tuple[Operation, ...]
    """Operations that stand on the client itself."""
    pages: tuple[Page, ...]
    types: tuple[TypeModule, ...]
    lifecycles: tuple[Lifecycle, ...] = ()
    root_exports: tuple[tuple[str, str], ...] = ()
    """Further names of the package itself, and the module below it that each comes from."""
