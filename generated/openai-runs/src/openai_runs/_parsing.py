"""From a body that was read to the value that a method promises; nothing here does I/O.

A body that is not what it claims to be, or not what the method promises, raises
:class:`APIResponseValidationError`. Loads pydantic, which no request needs before its answer is there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, cast, get_args, get_origin

import httpx2
import pydantic

from ._exceptions import APIResponseValidationError
from ._lenient import expand_alias, is_alias, takes_null
from ._models import BaseModel, set_request_id
from ._options import FinalRequestOptions
from ._page import BasePage
from ._reader import UnreadableJSON, decode_json, reader
from ._response_core import BinaryContent, ResponseContext
from ._settings import PACKAGE, REQUEST_ID_HEADER
from ._types import ModelBuilderProtocol

__all__ = ["parse_body", "validation_message"]


def _bare(annotation: Any) -> Any:
    """A type without the aliases and annotations around it."""
    for _ in range(16):
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif is_alias(annotation):
            annotation = expand_alias(annotation)
        else:
            break
    return annotation


_TEXT_TYPES: Mapping[Any, Callable[[httpx2.Response], Any]] = {
    type(None): lambda response: None,
    str: lambda response: response.text,
    bytes: lambda response: response.content,
    int: lambda response: int(response.text),
    float: lambda response: float(response.text),
    bool: lambda response: response.text.strip().lower() == "true",
    httpx2.Response: lambda response: response,
}


def parse_body(
    response: httpx2.Response,
    cast_to: Any,
    *,
    client: ResponseContext,
    options: FinalRequestOptions,
) -> Any:
    """The value in the body of ``response``, which has been read.

    Models get the request id, pages what they need to ask for the next one. A response without content
    (204) is ``None``.
    """
    if isinstance(cast_to, type) and issubclass(cast_to, BaseModel):
        value = _parse_json(response, cast_to, client)
    else:
        value = _parse_other(response, cast_to, client)
    _bind_page(value, client, options, response)
    if options.post_parser is not None:
        value = options.post_parser(value)
    if isinstance(value, BaseModel):
        set_request_id(value, response.headers.get(REQUEST_ID_HEADER))
    return value


def _bind_page(
    value: object, client: ResponseContext, options: FinalRequestOptions, response: httpx2.Response
) -> None:
    if isinstance(value, BasePage):
        page = cast("Any", value)
        page._set_private_attributes(client, options)
        page._take_headers(response.headers)


def _parse_other(response: httpx2.Response, cast_to: Any, client: ResponseContext) -> Any:
    bare = _bare(cast_to)
    try:
        if (convert := _TEXT_TYPES.get(bare)) is not None:
            return convert(response)
    except TypeError:  # cannot be hashed
        pass
    except ValueError as error:
        raise _not_as_promised(response, f"Expected {bare.__name__}") from error
    if isinstance(bare, type):
        if issubclass(bare, BinaryContent):
            return bare(response)
        if issubclass(bare, httpx2.Response):
            raise ValueError("Subclasses of httpx2.Response cannot be passed to `cast_to`")
        if issubclass(bare, pydantic.BaseModel) and not issubclass(bare, BaseModel):
            raise TypeError(
                "Pydantic models must subclass the base model of this package: "
                f"`from {PACKAGE} import BaseModel`"
            )
    return _parse_json(response, object if bare is Any else cast_to, client)


def _parse_json(response: httpx2.Response, cast_to: Any, client: ResponseContext) -> Any:
    strict = client._strict_response_validation
    if not response.content and response.status_code in (202, 204, 205) and not strict:
        return None
    try:
        if cast_to is object:
            return decode_json(response.content)
        if isinstance(cast_to, type) and issubclass(cast_to, ModelBuilderProtocol):
            return cast("Any", cast_to).build(response=response, data=decode_json(response.content))
        value = reader(cast_to).read(response.content, strict=strict)
    except UnreadableJSON as error:
        if cast_to is object and not strict and not _claims_json(response):
            return response.text
        raise _not_as_promised(response, f"Expected JSON ({error})") from error
    except pydantic.ValidationError as error:
        raise APIResponseValidationError(
            response, decode_json(response.content), message=validation_message(error)
        ) from error
    if value is None and not takes_null(cast_to):
        raise _not_as_promised(response, "Expected an answer")
    return value


def _claims_json(response: httpx2.Response) -> bool:
    content_type = response.headers.get("content-type", "application/json").partition(";")[0]
    return content_type.strip().lower().endswith("json")


def validation_message(error: ValueError) -> str:
    """One line for all findings: where the first one is, what it is, and how many follow."""
    if not isinstance(error, pydantic.ValidationError):
        return str(error)
    details = error.errors(include_url=False, include_context=False)
    place = ".".join(str(part) for part in details[0]["loc"]) or "the whole"
    more = f" (and {len(details) - 1} more)" if len(details) > 1 else ""
    return f"Data returned by API invalid for expected schema: {place}: {details[0]['msg']}{more}"


def _not_as_promised(response: httpx2.Response, expected: str) -> APIResponseValidationError:
    content_type = response.headers.get("content-type", "none")
    request_id = response.headers.get(REQUEST_ID_HEADER, "none")
    return APIResponseValidationError(
        response,
        response.text,
        message=(
            f"{expected}, but the response is something else: status {response.status_code}, content "
            f"type {content_type}, request id {request_id}, {len(response.content)} bytes that "
            f"begin with {response.content[:100]!r}"
        ),
    )
