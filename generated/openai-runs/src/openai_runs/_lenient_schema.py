"""What :mod:`._lenient` builds, as one validator of pydantic-core that reads straight from the bytes.

It takes any JSON. Where it cannot say what the builders do (unions without a tag, times, foreign classes) it
calls them; so both give the same, and this one is several times as fast.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, get_args, get_origin

import pydantic
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, SchemaValidator, core_schema

from ._lenient import (
    DICT_TYPES,
    LIST_TYPES,
    Build,
    as_sent,
    builder,
    default_of,
    expand_alias,
    extra_type,
    is_alias,
    is_union,
    made_of,
)
from ._lenient_union import Members, compile_union, find_tags, members_of
from ._models import BaseModel, wire_names

__all__ = ["lenient_validator"]

_ANY = core_schema.any_schema()


def lenient_validator(annotation: Any) -> SchemaValidator:
    """The validator that reads any JSON as a value of ``annotation``, as far as it is one."""
    schemas = _Schemas()
    schema = schemas.of(annotation)
    return _compiled(core_schema.definitions_schema(schema, schemas.definitions))


class _Schemas:
    """Core schemas of annotations. Models are definitions, so that they may contain themselves."""

    def __init__(self) -> None:
        self.definitions: list[CoreSchema] = []
        self._refs: dict[type[BaseModel], str] = {}
        self._open: list[Any] = []

    def of(self, annotation: Any) -> CoreSchema:
        """The schema that takes every value, and makes of it what ``builder(annotation)`` does."""
        build = builder(annotation)
        if build is as_sent:
            return _ANY
        if is_alias(annotation) or is_alias(get_origin(annotation)):
            return self._of_alias(annotation, build)
        if is_union(annotation):
            return self._of_union(annotation, (), build)
        if get_origin(annotation) is Annotated:
            inner, *metadata = get_args(annotation)
            return self._of_union(inner, metadata, build) if is_union(inner) else self.of(inner)
        exact = self._exact(annotation)
        return _call(build) if exact is None else _first_of([exact], _ANY)

    def _of_alias(self, alias: Any, build: Build) -> CoreSchema:
        if alias in self._open:  # it contains itself without a model in between
            return _call(build)
        self._open.append(alias)
        schema = self.of(expand_alias(alias))
        self._open.pop()
        return schema

    def _of_union(self, annotation: Any, metadata: Any, build: Build) -> CoreSchema:
        members = members_of(annotation, metadata)
        exact = self._parts(members)
        if exact is None:
            return _call(build)
        return _first_of(exact, _call(build) if len(members.models) > 1 else _ANY)

    def _parts(self, members: Members) -> list[CoreSchema] | None:
        """One schema for each kind of JSON that is not taken as it is; ``None``: this has to be built."""
        scalars = [entry for entry in members.scalars if builder(entry) is not as_sent]
        if len(members.lists) > 1 or (scalars and len(members.scalars) > 1):
            return None
        if members.dicts and members.anything:
            return None
        found = [self._exact(entry) for entry in (*members.lists, *scalars)]
        if len(members.models) > 1:
            found.append(self._tagged(members))
        elif members.models and not (members.dicts or members.anything):
            found.append(self._exact(members.models[0]))
        elif members.models or len(members.dicts) > 1:
            return None
        else:
            found += [self._exact(entry) for entry in members.dicts]
        return None if None in found else [schema for schema in found if schema is not None]

    def _tagged(self, members: Members) -> CoreSchema | None:
        """The models of a union by their first tag, where they have one."""
        for key, by_value in find_tags(members)[:1]:
            if all(isinstance(tag, str) for tag in by_value):
                choices = {tag: self._model(model) for tag, model in by_value.items()}
                return core_schema.tagged_union_schema(choices, key)
        return None

    def _exact(self, annotation: Any) -> CoreSchema | None:
        """The schema that takes only the JSON of this kind: objects for models; ``None``: no such kind."""
        kind = get_origin(annotation) or annotation
        if kind in LIST_TYPES:
            return core_schema.list_schema(self.of((*get_args(annotation), object)[0]))
        if kind in DICT_TYPES:
            values = (*get_args(annotation), object, object)[1]
            return core_schema.dict_schema(_ANY, self.of(values))
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self._model(annotation)
        return core_schema.float_schema(allow_inf_nan=False) if annotation is float else None

    def _model(self, cls: type[BaseModel]) -> CoreSchema:
        if cls not in self._refs:
            self._refs[cls] = ref = f"{cls.__qualname__}:{len(self._refs)}"
            if not cls.__pydantic_complete__:
                cls.model_rebuild(raise_errors=False)
            self.definitions.append(_model_schema(cls, self._fields(cls), ref))
        return core_schema.definition_reference_schema(self._refs[cls])

    def _fields(self, cls: type[BaseModel]) -> CoreSchema:
        fields = {
            name: core_schema.model_field(
                _with_default(self._of_field(cls.model_fields[name]), cls.model_fields[name]),
                validation_alias=wire,
            )
            for wire, name in wire_names(cls).items()
        }
        extras = self.of(extra_type(cls))
        return core_schema.model_fields_schema(
            fields, extra_behavior="allow", extras_schema=None if extras is _ANY else extras
        )

    def _of_field(self, field: FieldInfo) -> CoreSchema:
        if not is_union(field.annotation):
            return self.of(field.annotation)
        metadata = [field, *field.metadata]
        return self._of_union(field.annotation, metadata, compile_union(field.annotation, metadata))


def _compiled(schema: CoreSchema) -> SchemaValidator:
    """A validator in which classes that are complete do not stand for the (strict) one they have already."""
    if _has_own_models():
        return SchemaValidator(schema, _use_prebuilt=False)
    return SchemaValidator(schema)


@lru_cache(maxsize=1)
def _has_own_models() -> bool:
    """Whether this version of pydantic-core can be told to validate a complete class in another way."""

    class Probe(pydantic.BaseModel):
        member: int

    fields = core_schema.model_fields_schema({"member": core_schema.model_field(_ANY)})
    schema = core_schema.model_schema(Probe, fields)
    try:
        SchemaValidator(schema, _use_prebuilt=False).validate_json(b'{"member": "text"}')
    except (TypeError, pydantic.ValidationError):
        return False
    return True


def _model_schema(cls: type[BaseModel], fields: CoreSchema, ref: str) -> CoreSchema:
    if _has_own_models():
        post_init = "model_post_init" if cls.__private_attributes__ else None
        return core_schema.model_schema(cls, fields, post_init=post_init, ref=ref)
    return core_schema.no_info_after_validator_function(
        lambda parts: made_of(cls, *parts), fields, ref=ref
    )


def _with_default(schema: CoreSchema, field: pydantic.fields.FieldInfo) -> CoreSchema:
    return core_schema.with_default_schema(schema, default_factory=default_of(field))


def _call(build: Build) -> CoreSchema:
    return core_schema.no_info_plain_validator_function(build)


def _first_of(schemas: list[CoreSchema], last: CoreSchema) -> CoreSchema:
    """The first of the schemas that takes a value; ``null`` is always taken as it is."""
    if not schemas:
        return last
    union = core_schema.union_schema([*schemas, last], mode="left_to_right")
    return core_schema.nullable_schema(union)
