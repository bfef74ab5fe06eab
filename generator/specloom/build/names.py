"""Names of the generated code: class names in the API's own casing, unique within their scope (layer 3)."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from specloom import naming
from specloom.load import Config

_INITIALISMS: Final[Mapping[str, str]] = {
    "acl": "ACL",
    "ai": "AI",
    "api": "API",
    "apis": "APIs",
    "id": "ID",
    "ids": "IDs",
    "sdk": "SDK",
    "url": "URL",
    "urls": "URLs",
}
PRINTED: Final = frozenset(
    {
        "Annotated", "Any", "BaseModel", "Dict", "False", "FieldInfo", "FileTypes", "Generic", "Iterable",
        "List", "Literal", "MappingModel", "None", "Optional", "PropertyInfo", "Required", "SequenceNotStr", "True",
        "TypeAlias", "TypeAliasType", "TypedDict", "TYPE_CHECKING", "Union", "Base64FileInput",
        "UnknownVariant",
    }
)  # fmt: skip
"""Names that the files of types use for themselves."""
RUNTIME: Final = frozenset(
    {
        "APIResponse", "APIStatusError", "AsyncStream", "BaseModel", "Body", "Headers", "NotGiven", "Omit",
        "Query", "RequestOptions", "Stream", "Timeout",
    }
)  # fmt: skip
"""Names that the files of resources and of the client use for themselves."""
_MAX: Final = 200
_BRAND: Final = re.compile(r"[A-Z][a-z]+[A-Z]{2,}(?=[A-Z][a-z]|[^A-Za-z]|\Z)")


@dataclass(frozen=True, slots=True)
class Casing:
    """How words are written in class names, from the configuration's ``custom_casings``."""

    words: Mapping[str, str]
    brands: tuple[str, ...] = ()
    """Spellings of single words that have capitals inside, as the document writes them."""

    @classmethod
    def of(cls, config: Config, documented: Iterable[str] = ()) -> Casing:
        """The casing of a configuration: common initialisms first, then how the ``documented`` names of the API
        write a word that the configuration has in lower case; the configuration's own casings win.
        """
        words = dict(_INITIALISMS)
        brands = _brands(_config_words(config), documented)
        words.update({brand.lower(): brand for brand in brands})
        for word, casing in config.custom_casings.items():
            lowered = "".join(naming.words(word))
            if casing.singular is not None and casing.singular.pascal:
                words[lowered] = casing.singular.pascal
            if casing.plural is not None and casing.plural.pascal:
                words[casing.plural.pascal.lower()] = casing.plural.pascal
            if casing.pascal:
                words[lowered] = casing.pascal
            elif casing.initialism is False:
                words.pop(lowered, None)
            elif casing.initialism:
                own = casing.initialism
                words[lowered] = own if isinstance(own, str) else word.upper()
        legal = {word: text for word, text in words.items() if text.isidentifier()}
        return cls(legal, brands)

    def class_name(self, text: str) -> str:
        """A legal class name: ``run_step`` gives ``RunStep``, ``api_key`` ``APIKey``."""
        return joined(self.part(text))

    def part(self, text: str) -> str:
        """A part of a class name that is put behind another part; may be empty or start with a digit."""
        for brand in self.brands:
            # As one word: the capitals inside would part it.
            text = text.replace(brand, brand.capitalize())
        return "".join(
            self.words.get(word, word[:1].upper() + word[1:]) for word in naming.words(text)
        )


def _config_words(config: Config) -> set[str]:
    """The words of the names of resources, models and pages."""
    names = [config.organization.name, *(page.name for page in config.pagination)]
    stack = list(config.resources.items())
    while stack:
        name, resource = stack.pop()
        names.extend((name, *resource.models))
        stack.extend(resource.subresources.items())
    return {word for name in names for word in naming.words(name) if len(word) > 3}


def _brands(known: set[str], documented: Iterable[str]) -> tuple[str, ...]:
    """Spellings such as ``GitHub``: words of the configuration that the document writes with capitals inside."""
    found: dict[str, str] = {}
    for name in documented:
        for match in _BRAND.finditer(name):
            word = match.group()
            if word.lower() in known:
                found.setdefault(word.lower(), word)
    return tuple(found[word] for word in sorted(found))


def joined(*parts: str) -> str:
    """Parts of a class name put together, cut to a length that files and readers bear."""
    name = "".join(parts)[:_MAX]
    if not name or not name[0].isalpha():
        name = f"Model{name}"
    return f"{name}_" if keyword.iskeyword(name) else name


def is_class_name(text: str) -> bool:
    """Whether a text from the configuration can be a class name as it stands."""
    legal = text.isascii() and text.isidentifier() and not keyword.iskeyword(text)
    return legal and text[0].isupper() and len(text) <= 120


@dataclass(slots=True)
class Names:
    """The names taken in one scope; ``claim`` gives each wish a free one."""

    taken: set[str] = field(default_factory=set[str])

    def reserve(self, names: Iterable[str]) -> None:
        """Names that nobody may have."""
        self.taken.update(names)

    def claim(self, *wishes: str) -> str:
        """The first wish that is free, else the last one with a number."""
        for wish in wishes:
            if wish not in self.taken:
                self.taken.add(wish)
                return wish
        name = naming.unique(wishes[-1], self.taken)
        self.taken.add(name)
        return name
