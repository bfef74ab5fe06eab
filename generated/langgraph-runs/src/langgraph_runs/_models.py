"""The base of all response models, and the catch-all for variants that are not known yet."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, KeysView, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar, cast

import pydantic
from pydantic import ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticSerializationError
from typing_extensions import Self, override

from ._formats import json_value, times_as_written
from ._settings import TYPED_FORMATS

__all__ = [
    "BaseModel",
    "GenericModel",
    "MappingAccess",
    "MappingModel",
    "UnknownMapping",
    "UnknownVariant",
    "build",
    "set_request_id",
    "wire_names",
]

_ModelT = TypeVar("_ModelT", bound="BaseModel")


class BaseModel(pydantic.BaseModel):
    """A part of an API response. Fields that this SDK does not know are kept, as attributes too.

    The validators are compiled when a class is first used, not when its module is imported.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(
        extra="allow",
        defer_build=True,
        protected_namespaces=(),
        allow_inf_nan=False,
        ser_json_inf_nan="constants",
        validate_by_name=True,
        validate_by_alias=True,
    )

    if TYPE_CHECKING:
        _request_id: str | None = None
        """Id of the request, for support. Only what a method returns has it, nothing inside it."""

    @classmethod
    @override
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler, /
    ) -> CoreSchema:
        return times_as_written(handler(source))

    def to_dict(
        self,
        *,
        mode: Literal["json", "python"] = "python",
        use_api_names: bool = True,
        exclude_unset: bool = True,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool = False,
    ) -> dict[str, object]:
        """The model as a dictionary: by default what the API sent, under the names it used.

        ``mode="json"`` holds JSON types only (a time is a string), ``"python"`` any object.
        ``use_api_names=False`` gives the names of the attributes. ``exclude_unset=False`` adds fields
        that the API left out. ``warnings=True`` warns of values of an unexpected type.
        """
        return self.model_dump(
            mode=mode,
            by_alias=use_api_names,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            warnings=warnings,
        )

    def to_json(
        self,
        *,
        indent: int | None = 2,
        use_api_names: bool = True,
        exclude_unset: bool = True,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool = False,
    ) -> str:
        """The model as JSON text, indented by ``indent`` blanks; ``None`` puts it on one line.

        The other arguments are those of :meth:`to_dict`.
        """
        return self.model_dump_json(
            indent=indent,
            by_alias=use_api_names,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            warnings=warnings,
        )

    @override
    def __str__(self) -> str:
        return repr(self)

    @classmethod
    @override
    def construct(cls, _fields_set: set[str] | None = None, **values: object) -> Self:
        """Build a model without checks, nested models included; nothing given is refused or lost.

        Keys may be names of fields or of the API. Missing fields take their default, else ``None``.
        ``_fields_set``, if given, replaces the set of fields that count as set.
        """
        from ._lenient import construct_model

        model = construct_model(cls, values, by_name=True)
        if _fields_set is not None:
            object.__setattr__(model, "__pydantic_fields_set__", _fields_set)
        return model

    if not TYPE_CHECKING:  # the signature in pydantic differs; the behaviour is what is wanted
        model_construct = construct

        def model_dump(self, *, warnings: Any = False, **options: Any) -> dict[str, Any]:
            """As in pydantic, but what came in goes out, whatever the types say.

            With ``warnings`` the types decide, and a value of another type is warned of.
            """
            is_json = options.get("mode") == "json"
            if is_json and TYPED_FORMATS:
                return json.loads(_dumped_by_python(self, warnings=warnings, **options))
            options.setdefault("serialize_as_any", is_json and not warnings)
            try:
                return super().model_dump(warnings=warnings, **options)
            except TypeError:  # a tag that is no name
                if options["serialize_as_any"]:
                    raise
                options["serialize_as_any"] = True
                return super().model_dump(warnings=warnings, **options)
            except ValueError:  # deeper than pydantic-core writes JSON
                if not is_json:
                    raise
                return json.loads(_dumped_by_python(self, warnings=warnings, **options))

        def model_dump_json(self, *, warnings: Any = False, **options: Any) -> str:
            """As :meth:`model_dump`, as JSON text; for all that JSON can say."""
            if TYPED_FORMATS:
                return _dumped_by_python(self, warnings=warnings, **options)
            options.setdefault("serialize_as_any", not warnings)
            try:
                return super().model_dump_json(warnings=warnings, **options)
            except PydanticSerializationError:
                return _dumped_by_python(self, warnings=warnings, **options)

        def __repr__(self) -> str:
            try:
                return super().__repr__()
            except RecursionError:
                return f"{type(self).__name__}(...)"


def _dumped_by_python(
    model: BaseModel, *, indent: int | None = None, ensure_ascii: bool = True, **options: Any
) -> str:
    """JSON where pydantic-core refuses to write it: half characters are escaped, depth is Python's."""
    options |= {"mode": "python", "serialize_as_any": False}

    def plain(value: object) -> object:
        if isinstance(value, BaseModel):  # too deep for the dump around it
            return value.model_dump(**options)
        return json_value(value)

    separators = (",", ":") if indent is None else None
    dumped = model.model_dump(**options)
    return json.dumps(dumped, indent=indent, separators=separators, default=plain)


GenericModel = BaseModel
"""Base of generic models; the same class, kept for programs that tell the two apart."""


class UnknownVariant(BaseModel):
    """An object that is none of the variants this SDK knows where the API has several.

    All its members are attributes (``variant.type``), and are in ``model_extra`` as well.
    """

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...


class MappingAccess:
    """Mix into a model for reading it like the dictionary it came as: ``run["run_id"]``.

    Keys are the names that the API uses; a member that it did not send is not there (``KeyError``,
    ``in`` is false). Iteration gives keys, ``len`` counts them, and ``dict(run)`` has nested models as
    models. ``get``, ``keys``, ``values`` and ``items`` work as those of a dictionary, unless a member has
    the same name: then the attribute is the member. Like a dictionary, one without members is false.
    """

    __slots__ = ()

    def __getitem__(self, key: str) -> Any:
        model = cast("pydantic.BaseModel", self)
        name = wire_names(type(model)).get(key)
        if name is not None:
            if name in model.model_fields_set:
                return getattr(model, name)
            raise KeyError(key)
        return (model.model_extra or {})[key]

    def __contains__(self, key: object) -> bool:
        return key in _members(self)

    def __len__(self) -> int:
        return len(_members(self))

    if TYPE_CHECKING:
        items: Any  # a member may have these two names, so nothing more is promised of them
        values: Any

        def get(self, key: str, default: Any = None) -> Any:
            """The member of this name, or ``default``."""
            ...

        def keys(self) -> KeysView[str]:
            """The names of all members."""
            ...

    else:

        def __getattr__(self, name: str) -> Any:
            if name in _MAPPING_METHODS:
                return getattr(_members(self), name)
            return super().__getattr__(name)


_MAPPING_METHODS = frozenset({"get", "keys", "values", "items"})


class MappingModel(MappingAccess, BaseModel):
    """Base of response models that are read both ways, where the SDK was made so."""

    @override
    def __iter__(self) -> Iterator[str]:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]
        return iter(_members(self))


class UnknownMapping(MappingModel, UnknownVariant):
    """An unknown variant that is read both ways."""


class _Members(Mapping[str, Any]):
    """The members of a model that were sent, under the names of the API."""

    __slots__ = ("_model", "_names")

    def __init__(self, model: MappingAccess, names: list[str]) -> None:
        self._model = model
        self._names = names

    @override
    def __getitem__(self, key: str) -> Any:
        return self._model[key]

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    @override
    def __len__(self) -> int:
        return len(self._names)


def _members(source: MappingAccess) -> _Members:
    model = cast("pydantic.BaseModel", source)
    names = [
        wire for wire, name in wire_names(type(model)).items() if name in model.model_fields_set
    ]
    return _Members(source, [*names, *(model.model_extra or {})])


@lru_cache(maxsize=4096)
def wire_names(cls: type[pydantic.BaseModel]) -> dict[str, str]:
    """The name of each field in the API's JSON, with the name of its attribute."""
    return {
        (field.validation_alias if isinstance(field.validation_alias, str) else field.alias)
        or name: name
        for name, field in cls.model_fields.items()
    }


def set_request_id(model: BaseModel, request_id: str | None) -> None:
    """Note the id of the request that a model came from; it is no field and is never dumped."""
    object.__setattr__(model, "_request_id", request_id)


def build(model: Callable[..., _ModelT], *args: object, **values: object) -> _ModelT:
    """Build a model as if the API had sent ``values``, without checks; keywords only.

    Raises :class:`TypeError` for positional arguments.
    """
    if args:
        raise TypeError("build() takes the members of the model as keywords only")
    return cast("type[_ModelT]", model).construct(None, **values)
