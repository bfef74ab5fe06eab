"""The arguments of a function as data: their JSON schema, and their validation."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, Any, cast, get_args, get_origin, get_type_hints

import pydantic
from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaWarningKind
from typing_extensions import override

__all__ = ["Arguments", "model_arguments", "signature_arguments"]

_POSITIONAL = inspect.Parameter.POSITIONAL_ONLY
_KEYWORDS = inspect.Parameter.VAR_KEYWORD


class _Schema(GenerateJsonSchema):
    """Schemas for models that read them: without generated titles."""

    @override
    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    @override
    def emit_warning(self, kind: JsonSchemaWarningKind, detail: str) -> None:
        """Defaults without a JSON form are left out, silently."""


class Arguments:
    """How the arguments of a tool are described, checked and handed over.

    ``schema`` is a JSON schema of an object. ``positional`` and ``names`` map the validated model's fields
    to parameters; with neither, the model itself is the only argument.
    """

    def __init__(
        self,
        model: type[pydantic.BaseModel],
        *,
        positional: tuple[str, ...] = (),
        names: Mapping[str, str] | None = None,
    ) -> None:
        self._model = model
        self._positional = positional
        self._names = names

    @property
    def schema(self) -> dict[str, Any]:
        schema = self._model.model_json_schema(schema_generator=_Schema)
        schema.pop("title", None)
        if self._names is not None:  # the text is the tool's description already
            schema.pop("description", None)
        return schema

    def bind(self, given: object) -> tuple[list[Any], dict[str, Any]]:
        """The positional and keyword arguments in ``given``: JSON text or bytes, or an object.

        An empty text, and ``None``, are an object without members. Raises
        :class:`pydantic.ValidationError` where they do not fit.
        """
        if given is None or (isinstance(given, (str, bytes)) and not given.strip()):
            given = {}
        if isinstance(given, (str, bytes)):
            model = self._model.model_validate_json(given)
        else:
            model = self._model.model_validate(given)
        if self._names is None:
            return [model], {}
        values = {
            self._names[field]: getattr(model, field)
            for field in self._names
            if field in model.model_fields_set
        }
        leading = [values.pop(name) for name in self._positional if name in values]
        return leading, {**values, **(model.model_extra or {})}


def model_arguments(model: type[pydantic.BaseModel]) -> Arguments:
    """The members of ``model`` are the arguments; the function gets the model."""
    return Arguments(model)


def signature_arguments(
    function: Callable[..., Any], name: str, descriptions: Mapping[str, str]
) -> Arguments:
    """The parameters of ``function`` are the arguments.

    Where its only parameter is a pydantic model, the members of the model are. Raises
    :class:`TypeError` for a function whose parameters cannot be told: ``*args``, or annotations
    that name what does not exist where the function was defined.
    """
    parameters = list(_parameters(function, name))
    hints = _hints(function, name)
    if len(parameters) == 1:
        only = hints.get(parameters[0].name)
        if isinstance(only, type) and issubclass(only, pydantic.BaseModel):
            return _sole_model(only, parameters[0])
    fields: dict[str, Any] = {}
    names: dict[str, str] = {}
    for number, parameter in enumerate(parameters):
        if parameter.kind is not _KEYWORDS:
            names[f"argument_{number}"] = parameter.name
            annotation = hints.get(parameter.name, Any)
            fields[f"argument_{number}"] = (
                annotation,
                _field(parameter, annotation, descriptions.get(parameter.name)),
            )
    takes_any = any(parameter.kind is _KEYWORDS for parameter in parameters)
    config = pydantic.ConfigDict(
        extra="allow" if takes_any else "forbid", arbitrary_types_allowed=True
    )
    positional = tuple(each.name for each in parameters if each.kind is _POSITIONAL)
    model = pydantic.create_model(name, __config__=config, **fields)
    return Arguments(model, positional=positional, names=names)


def _sole_model(model: type[pydantic.BaseModel], parameter: inspect.Parameter) -> Arguments:
    if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
        raise TypeError(
            f"`{parameter.name}` is the whole of the arguments, and must not be keyword-only"
        )
    return Arguments(model)


def _parameters(function: Callable[..., Any], name: str) -> tuple[inspect.Parameter, ...]:
    try:
        parameters = tuple(inspect.signature(function).parameters.values())
    except ValueError as error:
        raise TypeError(f"The tool `{name}` has no signature that can be read") from error
    for parameter in parameters:
        if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
            raise TypeError(
                f"The tool `{name}` takes `*{parameter.name}`; arguments of tools have names"
            )
    return parameters


def _hints(function: Callable[..., Any], name: str) -> dict[str, Any]:
    source: Any = inspect.unwrap(function)
    while hasattr(source, "func"):  # functools.partial
        source = source.func
    if inspect.isclass(source):
        source = source.__init__
    elif not inspect.isroutine(source):
        source = type(source).__call__
    try:
        return get_type_hints(source, include_extras=True)
    except (NameError, TypeError) as error:
        raise TypeError(
            f"The annotations of the tool `{name}` cannot be resolved ({error}); define what they "
            "name at the top level of a module, or give `tool(..., arguments=Model)`"
        ) from error


def _field(parameter: inspect.Parameter, annotation: object, description: str | None) -> Any:
    extra = get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
    own = next((each for each in extra if isinstance(each, str)), None)
    if own is None and any(isinstance(each, FieldInfo) and each.description for each in extra):
        text: dict[str, Any] = {}
    else:
        text = {"description": own or description}
    default: Any = ... if parameter.default is inspect.Parameter.empty else parameter.default
    return cast("Any", pydantic.Field)(default, alias=parameter.name, **text)
