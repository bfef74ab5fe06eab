"""``README.md`` of a generated project: how it is used, shown with the API's own operations (layer 4)."""

from __future__ import annotations

from collections.abc import Sequence

from specloom.emit.arguments import Call, value_lines
from specloom.emit.diagrams import lifecycle_text
from specloom.emit.examples import Example, argument_texts, choose, with_arguments
from specloom.emit.layout import Code, Group
from specloom.emit.runtime import error_names
from specloom.emit.sample import Sampler
from specloom.emit.templates import render
from specloom.emit.text import literal
from specloom.emit.words import markdown
from specloom.ir.lifecycles import Lifecycle
from specloom.ir.operations import BodyKind, Operation, ResponseKind
from specloom.ir.resources import Api

_STATUS_ERRORS = (
    ("400", "BadRequestError"),
    ("401", "AuthenticationError"),
    ("403", "PermissionDeniedError"),
    ("404", "NotFoundError"),
    ("409", "ConflictError"),
    ("422", "UnprocessableEntityError"),
    ("429", "RateLimitError"),
    ("500 and above", "InternalServerError"),
    ("no response", "APIConnectionError"),
)


def emit_readme(api: Api, sampler: Sampler, helpers: Sequence[str] = ()) -> str:
    """The readme; sections about what the API does not have are left out.

    ``helpers`` are calls of woven methods, as ``client.cats.wait(id, ...)``.
    """
    client = api.client
    headline = choose(api, "headline", _is_plain, any_named=True) or choose(
        api, "default", lambda _: True
    )
    stream = _streaming(api, headline)
    listing = choose(api, "pagination", lambda item: item.response.page is not None)
    upload = choose(api, "files", lambda item: item.body is BodyKind.MULTIPART and bool(item.files))
    required = [option for option in client.options if option.required]
    return render(
        "readme.md",
        title=markdown(api.project.title) or markdown(api.project.distribution),
        description=markdown(api.project.description),
        distribution=api.project.distribution,
        package=api.project.package,
        client=client.name,
        python=api.project.python,
        environment=[item.read_env for item in required if item.read_env],
        request_arguments=_request_arguments(api),
        required=[
            *(["base_url"] if not client.environments else []),
            *(item.name for item in required if not item.read_env),
        ],
        mock_options=[
            *(['base_url="https://api.example.com"'] if not client.environments else []),
            *(f'{item.name}="test"' for item in required),
        ],
        sync_call=_call(headline, sampler, "") if headline else [],
        async_call=_call(headline, sampler, "await ", "    ") if headline else [],
        method=headline.call if headline else "",
        has_result=headline is not None
        and headline.operation.response.kind is not ResponseKind.NONE,
        stream=_stream(stream, sampler) if stream else [],
        stream_method=stream.call if stream else "",
        listing=_call(listing, sampler, "", "", "page = ") if listing else [],
        items=_call(listing, sampler, "for item in ", "", "", ":") if listing else [],
        upload=_call(upload, sampler, "") if upload else [],
        lifecycles=[
            (lifecycle_text(item), _waiting(api, item, sampler)) for item in api.lifecycles
        ],
        states=_states(api),
        helpers=helpers,
        guarded_call=_call(headline, sampler, "", "    ") if headline else [],
        raw=_call(headline, sampler, "", "", "response = ", raw=True) if headline else [],
        errors=[(status, name) for status, name in _STATUS_ERRORS if name in error_names()],
        root_error=client.root_error,
        log_env=client.log_env,
        telemetry=client.telemetry_prefix,
        telemetry_off=client.telemetry_off_env,
        max_retries=client.max_retries,
        timeout=_minutes(client.timeout),
        base_url_env=client.base_url_env,
        environments=(
            [item.name for item in client.environments] if len(client.environments) > 1 else []
        ),
    )


def _request_arguments(api: Api) -> str:
    """The names of the arguments by which a caller adds to one request, as a list in words."""
    names = dict(api.client.argument_names)
    first, second, third = (
        f"`{names.get(name, name)}`" for name in ("extra_headers", "extra_query", "extra_body")
    )
    return f"{first}, {second} and {third}"


def _is_plain(operation: Operation) -> bool:
    return operation.response.kind is ResponseKind.JSON and operation.method == "post"


def _streaming(api: Api, headline: Example | None) -> Example | None:
    """The operation that shows streams: the one that the configuration names, else the headline's if it can."""
    named = any(topic == "streaming" for topic, _ in api.project.readme_examples)
    if not named and headline is not None and headline.operation.stream is not None:
        return headline
    return choose(api, "streaming", lambda item: item.stream is not None)


def _waiting(api: Api, lifecycle: Lifecycle, sampler: Sampler) -> list[str]:
    """The call that starts one of a lifecycle's things and waits for it; nothing where none is started."""
    if not lifecycle.starts:
        return []
    step = lifecycle.starts[0]
    example = Example(step.operation, (*step.resource, step.operation.name))
    given = with_arguments(api, example).given
    return _call(Example(step.operation, (*step.resource, step.helper), given), sampler, "")


def _states(api: Api) -> list[str]:
    """What a mock is told about the first lifecycle: its name, and how one of its things fares."""
    return [
        literal(text)
        for item in api.lifecycles[:1]
        for text in (item.name, *item.pending[:2], *item.success[:1])
    ]


def _minutes(seconds: float) -> str:
    whole = int(seconds)
    if whole and whole % 60 == 0:
        return "1 minute" if whole == 60 else f"{whole // 60} minutes"
    return f"{seconds:g} seconds"


def _call(
    example: Example,
    sampler: Sampler,
    prefix: str,
    indent: str = "",
    target: str | None = None,
    suffix: str = "",
    raw: bool = False,
) -> list[str]:
    """The statement that makes the example's call."""
    head = example.call
    if raw:
        owner, _, name = head.rpartition(".")
        head = f"{owner}.with_raw_response.{name}"
    arguments = [f"{name}={text}" for name, text in argument_texts(example, sampler)]
    start = f"{_target(example) if target is None else target}{prefix}"
    flat = f"{indent}{start}{head}({', '.join(arguments)}){suffix}"
    if len(flat) <= 88:
        return [flat]
    items: tuple[tuple[str, Code], ...] = tuple(("", argument) for argument in arguments)
    return value_lines(Call(head, items), indent, start, suffix)


def _target(example: Example) -> str:
    return "" if example.operation.response.kind is ResponseKind.NONE else "result = "


def _stream(example: Example, sampler: Sampler) -> list[str]:
    arguments = [f"{name}={text}" for name, text in argument_texts(example, sampler)]
    assert example.operation.stream is not None
    if switch := example.operation.stream.discriminator:
        arguments = [item for item in arguments if not item.startswith(f"{switch}=")]
        arguments.append(f"{switch}=True")
    call = Group(example.call, tuple(arguments), True)
    flat = f"with {example.call}({', '.join(arguments)}) as stream:"
    if len(flat) <= 88:
        return [flat]
    return value_lines(
        Call(call.head, tuple(("", item) for item in call.items)), "", "with ", " as stream:"
    )
