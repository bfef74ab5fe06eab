"""``README.md`` of a generated project: how it is used, shown with the API's own operations (layer 4)."""

from __future__ import annotations

from collections.abc import Sequence

from specloom.emit.diagrams import lifecycle_text
from specloom.emit.examples import Example, choose, with_arguments
from specloom.emit.layout import STEP
from specloom.emit.readme_calls import call_lines, has_result, stream_lines
from specloom.emit.sample import Sampler
from specloom.emit.templates import render
from specloom.emit.text import literal
from specloom.emit.words import markdown
from specloom.ir.lifecycles import Lifecycle
from specloom.ir.operations import BodyKind, Operation, ResponseKind
from specloom.ir.resources import Api, Client


def emit_readme(api: Api, sampler: Sampler, helpers: Sequence[str] = ()) -> str:
    """The readme; sections about what the API does not have are left out.

    ``helpers`` are calls of woven methods, as ``client.cats.wait(id, ...)``.
    """
    headline = choose(api, "headline", _is_plain, any_named=True) or choose(
        api, "default", lambda _: True
    )
    return render(
        "readme.md",
        title=markdown(api.project.title) or markdown(api.project.distribution),
        description=markdown(api.project.description),
        distribution=api.project.distribution,
        package=api.project.package,
        python=api.project.python,
        request_arguments=_request_arguments(api.client),
        helpers="\n".join(f"- `{call}`" for call in helpers),
        states=_states(api),
        **_client(api.client),
        **_headline(api.client, headline, sampler),
        **_topics(api, headline, sampler),
    )


def _client(client: Client) -> dict[str, str]:
    """What the readme says of the client."""
    return {
        "client": client.name,
        "notes": "\n\n".join(_notes(client)),
        "root_error": client.root_error,
        "times": _times(client.max_retries),
        "timeout": _minutes(client.timeout),
        "base_url_env": client.base_url_env,
        "log_env": client.log_env,
        "log_title": "Logging and telemetry" if client.telemetry_prefix else "Logging",
        "telemetry": client.telemetry_prefix or "",
        "telemetry_off": client.telemetry_off_env,
    }


def _notes(client: Client) -> list[str]:
    """Paragraphs on where the client takes from what the usage example does not say."""
    notes = [
        f"The environment variable `{option.read_env}` is read where the argument is not given."
        for option in client.options
        if option.required and option.read_env
    ]
    paragraphs = ["\n".join(notes)] if notes else []
    if len(client.environments) > 1:
        names = ", ".join(f"`{item.name}`" for item in client.environments)
        other = client.environments[1].name
        paragraphs.append(f'`environment="{other}"` selects another server; there are {names}.')
    return paragraphs


def _headline(client: Client, example: Example | None, sampler: Sampler) -> dict[str, str]:
    """The snippets that make the call by which the API is introduced; only the client, where it has none."""
    arguments = [] if client.environments else ['base_url="..."']
    arguments += [
        f'{item.name}="..."' for item in client.options if item.required and not item.read_env
    ]
    made = f"{client.name}({', '.join(arguments)})"
    usage, awaited = [f"client = {made}"], [f"{STEP}client = Async{made}"]
    guarded: list[str] = []
    raw: list[str] = []
    if example is not None:
        shown = ["print(result)"] if has_result(example) else []
        usage += [*call_lines(example, sampler), *shown]
        awaited += call_lines(example, sampler, indent=STEP, awaited=True)
        awaited += [STEP + line for line in shown]
        guarded = call_lines(example, sampler, indent=STEP)
        raw = call_lines(example, sampler, "response = ", raw=True)
    return {
        "usage": "\n".join(usage),
        "awaited": "\n".join(awaited),
        "guarded": "\n".join(guarded),
        "raw": "\n".join(raw),
        "mocked": "\n".join([*_mocked(client, example), *guarded]),
    }


def _mocked(client: Client, example: Example | None) -> list[str]:
    """Lines that make a client whose requests a mock answers; the first answer fails, if it is tried again."""
    lines: list[str] = []
    if example is not None and client.max_retries:
        method = example.call.removeprefix("client.")
        lines.append(f'{STEP}mock.on("{method}").statuses(503, 200)')
    options = [] if client.environments else ['base_url="https://api.example.com"']
    options += [f'{item.name}="test"' for item in client.options if item.required]
    options.append("http_client=mock.http_client()")
    return [
        *lines,
        f"{STEP}client = {client.name}(",
        *(f"{STEP * 2}{option}," for option in options),
        f"{STEP})",
    ]


def _topics(api: Api, headline: Example | None, sampler: Sampler) -> dict[str, object]:
    """Snippets about what only some APIs have; empty where this one does not have it."""
    stream = _streaming(api, headline)
    listing = choose(api, "pagination", lambda item: item.response.page is not None)
    upload = choose(api, "files", lambda item: item.body is BodyKind.MULTIPART and bool(item.files))
    items = call_lines(listing, sampler, "for item in ", suffix=":") if listing else []
    pages = call_lines(listing, sampler, "page = ") if listing else []
    return {
        "stream": "\n".join(stream_lines(stream, sampler)) if stream else "",
        "stream_method": stream.call if stream else "",
        "items": "\n".join(items),
        "pages": "\n".join(pages),
        "upload": "\n".join(call_lines(upload, sampler)) if upload else "",
        "lifecycles": [
            lifecycle_text(item, _waiting(api, item, sampler)) for item in api.lifecycles
        ],
    }


def _request_arguments(client: Client) -> str:
    """The names of the arguments by which a caller adds to one request, as a list in words."""
    names = dict(client.argument_names)
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
    return call_lines(Example(step.operation, (*step.resource, step.helper), given), sampler)


def _states(api: Api) -> str:
    """What a mock is told about the first lifecycle: its name, and how one of its things fares."""
    return ", ".join(
        literal(text)
        for item in api.lifecycles[:1]
        for text in (item.name, *item.pending[:2], *item.success[:1])
    )


def _times(retries: int) -> str:
    """How often a request is tried again, as the end of a sentence that says that it is."""
    words = {0: "only if `max_retries=` asks for it", 1: "once", 2: "twice"}
    return words.get(retries, f"up to {retries} times")


def _minutes(seconds: float) -> str:
    whole = int(seconds)
    if whole and whole % 60 == 0:
        return "1 minute" if whole == 60 else f"{whole // 60} minutes"
    return f"{seconds:g} seconds"
