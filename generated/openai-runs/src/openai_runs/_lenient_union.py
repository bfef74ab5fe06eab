"""Choose the member of a union that decoded JSON belongs to, without ever guessing the first.

Objects are told apart by their tag: the discriminator where the annotation names one, else any
property whose literals differ from member to member. Without a tag, the member that the object
fits; without one that fits, :class:`UnknownVariant`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, TypeAlias, cast, get_args, get_origin

import pydantic
from pydantic import Discriminator, TypeAdapter
from pydantic.fields import FieldInfo

from ._formats import READ_AS
from ._lenient import (
    DICT_TYPES,
    LIST_TYPES,
    UNKNOWN,
    Build,
    as_sent,
    builder,
    expand_alias,
    is_alias,
    is_union,
    json_text,
)
from ._models import BaseModel, wire_names
from ._narrow import is_dict, is_list

Model: TypeAlias = type[BaseModel]


@dataclass(slots=True)
class Members:
    """The members of a union, nested unions and aliases opened, sorted by what JSON they take."""

    models: list[Model] = field(default_factory=lambda: list[Model]())
    lists: list[Any] = field(default_factory=lambda: list[Any]())
    dicts: list[Any] = field(default_factory=lambda: list[Any]())
    scalars: list[Any] = field(default_factory=lambda: list[Any]())
    anything: bool = False
    discriminators: list[str] = field(default_factory=lambda: list[str]())


def compile_union(annotation: Any, metadata: Iterable[Any] = ()) -> Build:
    """The function that builds a value of this union, which may be ``Annotated``.

    ``metadata`` is what stands beside it: a field with a discriminator, for one.
    """
    members = members_of(annotation, metadata)
    of_object = _object_builder(members)
    of_list = _alternatives(members.lists)
    of_scalar = _alternatives(members.scalars)

    def build(value: Any) -> Any:
        if is_dict(value):
            return of_object(value)
        if is_list(value):
            return of_list(value)
        return value if value is None else of_scalar(value)

    return build


def members_of(annotation: Any, metadata: Iterable[Any] = ()) -> Members:
    """What a union is made of; ``metadata`` as for :func:`compile_union`."""
    members = Members()
    members.discriminators.extend(_named_discriminators(metadata))
    _collect(annotation, members, [])
    return members


def _collect(annotation: Any, members: Members, seen: list[Any]) -> None:
    origin = get_origin(annotation)
    if is_alias(annotation) or is_alias(origin):
        if annotation not in seen:
            _collect(expand_alias(annotation), members, [*seen, annotation])
    elif origin is Annotated:
        inner, *metadata = get_args(annotation)
        members.discriminators.extend(_named_discriminators(metadata))
        _collect(inner, members, seen)
    elif is_union(annotation):
        for member in get_args(annotation):
            _collect(member, members, seen)
    else:
        _sort_in(annotation, origin or annotation, members)


def _sort_in(annotation: Any, kind: Any, members: Members) -> None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        members.models.append(annotation)
    elif kind in LIST_TYPES:
        members.lists.append(annotation)
    elif kind in DICT_TYPES:
        members.dicts.append(annotation)
    elif annotation is Any or annotation is object:
        members.anything = True
    elif kind is not Literal and annotation not in (None, type(None), bool):
        members.scalars.append(annotation)


def _named_discriminators(metadata: Iterable[Any]) -> Iterator[str]:
    for entry in metadata:
        named = entry.discriminator if isinstance(entry, (FieldInfo, Discriminator)) else None
        if isinstance(named, Discriminator):
            named = named.discriminator
        if isinstance(named, str):
            yield named


def _alternatives(annotations: list[Any]) -> Build:
    """Lists and scalars: the only member there is, else the first that takes the value as it is."""
    if not annotations:
        return as_sent
    if len(annotations) == 1:
        return builder(annotations[0])
    adapters: list[TypeAdapter[Any]] | None = None

    def build(value: Any) -> Any:
        nonlocal adapters
        if adapters is None:
            adapters = [TypeAdapter(READ_AS.get(each, each)) for each in annotations]
        text = json_text(value)
        for adapter in adapters:
            try:
                return adapter.validate_json(text, strict=True)
            except ValueError:
                continue
        return value

    return build


def _object_builder(members: Members) -> Build:
    fallback = _object_fallback(members)
    if not members.models:
        return fallback
    if len(members.models) == 1 and fallback is UNKNOWN:
        return builder(members.models[0])
    choices: _Choices | None = None

    def build(value: dict[str, Any]) -> Any:
        nonlocal choices
        if choices is None:
            choices = _Choices(members)
        chosen = choices.of(value)
        return fallback(value) if chosen is None else builder(chosen)(value)

    return build


class _Choices:
    """Tells which model of several an object is."""

    def __init__(self, members: Members) -> None:
        self._models = members.models
        self._tags = [
            (key, by_value, {type(tag) for tag in by_value}, set(by_value.values()))
            for key, by_value in cast("list[tuple[str, dict[object, Model]]]", find_tags(members))
        ]
        self._keys = {key for key, *_ in self._tags}

    def of(self, value: dict[str, Any]) -> Model | None:
        """The model that the tag names, else the one that fits; ``None`` for a variant that is not known.

        A tag that is missing, or is no name at all (``null``, a list), tells nothing of the variant.
        """
        candidates = self._models
        for key, by_value, kinds, tagged in self._tags:
            tag = value.get(key)
            if type(tag) not in kinds:
                continue
            if (chosen := by_value.get(tag)) is not None:
                return chosen
            candidates = [model for model in candidates if model not in tagged]
        return _best_fit(candidates, value, self._keys) if candidates else None


def _object_fallback(members: Members) -> Build:
    if members.dicts:
        return builder(members.dicts[0]) if len(members.dicts) == 1 else as_sent
    return as_sent if members.anything or not members.models else UNKNOWN


def find_tags(members: Members) -> list[tuple[str, dict[Any, Model]]]:
    """Properties that tell the models apart, named ones first: (wire name, value -> model)."""
    literals = [(model, _literal_properties(model)) for model in members.models]
    keys: dict[str, bool] = {}
    for name in members.discriminators:
        for model, _ in literals:
            wires = {field: wire for wire, field in wire_names(model).items()}
            keys[wires.get(name, name)] = True
    for _, properties in literals:
        for key in properties:
            keys.setdefault(key, False)
    tags: list[tuple[str, dict[Any, Model]]] = []
    for key, named in keys.items():
        by_value: dict[Any, Model] = {}
        pairs = [(tag, model) for model, found in literals for tag in found.get(key, ())]
        for tag, model in pairs:
            by_value.setdefault(tag, model)
        if named or (len(by_value) == len(pairs) and len(set(by_value.values())) > 1):
            tags.append((key, by_value))
    return tags


def _literal_properties(model: Model) -> dict[str, tuple[Any, ...]]:
    if not model.__pydantic_complete__:
        model.model_rebuild(raise_errors=False)
    found: dict[str, tuple[Any, ...]] = {}
    for wire, name in wire_names(model).items():
        annotation = model.model_fields[name].annotation
        members = [
            member
            for member in (get_args(annotation) if is_union(annotation) else (annotation,))
            if member not in (None, type(None))
        ]
        if members and all(get_origin(member) is Literal for member in members):
            found[wire] = tuple(value for member in members for value in get_args(member))
    return found


def _best_fit(models: list[Model], value: dict[str, Any], tags: set[str]) -> Model | None:
    """The model that validates; else the one that has more of the members than any other has.

    Members that may be a tag tell nothing here, as they were no help before.
    """
    text = json_text(value)
    for model in models:
        try:
            model.model_validate_json(text, strict=True, by_alias=True, by_name=False)
        except (pydantic.ValidationError, pydantic.PydanticUserError):
            continue
        return model
    scored = [(_likeness(model, value.keys() - tags, tags), model) for model in models]
    best = max(score for score, _ in scored)
    found = [model for score, model in scored if score == best]
    return found[0] if best > (0, 0) and len(found) == 1 else None


def _likeness(model: Model, given: set[str], tags: set[str]) -> tuple[int, int]:
    """How many of the members a model has, and minus how many it lacks; (0, 0): it is another object.

    A required member may be missing where nothing else is strange.
    """
    known = wire_names(model)
    required = [
        key
        for key, name in known.items()
        if key not in tags and model.model_fields[name].is_required()
    ]
    missing = sum(key not in given for key in required)
    shared = sum(key in known for key in given)
    if missing > 1 or (missing and shared < len(given)):
        return (0, 0)
    return (shared, -missing)
