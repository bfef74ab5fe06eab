"""What a program can see of a package: methods, types, exceptions, names to import, lifecycles (layer 4).

Names are relative to the package: a method is called ``beta.threads.runs.create``, a type
``types.beta.threads.Run``. Annotations are Python text. Where things stand is kept apart, by name, so that
a package and a configuration from which one is made give the same surface.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from specloom.diagnostics import Source


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a signature; ``default`` is Python text, None for a parameter that must be given."""

    name: str
    type: str
    default: str | None
    positional: bool


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call a method: its parameters in order, and the annotation of what it returns."""

    parameters: Mapping[str, Parameter]
    returns: str


@dataclass(frozen=True, slots=True)
class Method:
    """A method; several signatures are its overloads.

    ``call`` is the method and path that it requests, with ``{}`` for each variable; empty where it makes no
    request of its own. ``woven`` is the file and line of the helper that it was woven from, empty for others.
    """

    path: str
    signatures: tuple[Signature, ...]
    call: str = ""
    operation_id: str = ""
    woven: str = ""
    deprecated: bool = False

    @property
    def helper(self) -> bool:
        """Whether it was woven into the class, and is no operation."""
        return bool(self.woven)


@dataclass(frozen=True, slots=True)
class Member:
    """A field of a model, or a key of a ``TypedDict``."""

    name: str
    type: str
    required: bool


@dataclass(frozen=True, slots=True)
class Type:
    """A class that holds data, or an alias (``alias`` is what it stands for).

    ``path`` is where it is defined, ``public`` the shortest way to import it. ``exported`` says that a
    package exports it by name; the others are parts of one that is. ``passed`` types describe arguments.
    ``mirrors`` says that its keys are the parameters of a method.
    """

    path: str
    public: str
    members: Mapping[str, Member]
    alias: str = ""
    bases: tuple[str, ...] = ()
    exported: bool = False
    passed: bool = False
    mirrors: bool = False

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """What the states of a thing mean: ``groups`` maps pending, action, success and failure to states."""

    path: str
    groups: Mapping[str, tuple[str, ...]]
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Surface:
    """All that a program can see of one package; each mapping is by path.

    ``resources`` maps a path to the name of its class. ``exports`` are the names that the package itself
    gives. ``places`` knows where things stand, by path, and by ``path.member`` for what belongs to one.
    """

    package: str
    resources: Mapping[str, str]
    methods: Mapping[str, Method]
    types: Mapping[str, Type]
    errors: Mapping[str, Type]
    exports: tuple[str, ...]
    lifecycles: Mapping[str, Lifecycle]
    settings: Mapping[str, str]
    places: Mapping[str, Source] = field(default_factory=lambda: dict[str, Source]())

    def place(self, path: str) -> Source:
        """Where a thing stands, or what would hold it; the empty path is the package itself."""
        while path and path not in self.places:
            path = path.rpartition(".")[0]
        return self.places[path]
