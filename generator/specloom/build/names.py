"""Names of the generated code: class names in the API's own casing, unique within their scope (layer 3)."""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from specloom import naming
from specloom.load import Config

_INITIALISMS: Final[Mapping[str, str]] = {
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
        "List", "Literal", "None", "Optional", "PropertyInfo", "Required", "SequenceNotStr", "True",
        "TypeAlias", "TypeAliasType", "TypedDict", "TYPE_CHECKING", "Union", "Base64FileInput",
        "UnknownVariant",
    }
)  # fmt: skip
"""Names that the files of types use for themselves."""
_MAX: Final = 90


@dataclass(frozen=True, slots=True)
class Casing:
    """How words are written in class names, from the configuration's ``custom_casings``."""

    words: Mapping[str, str]

    @classmethod
    def of(cls, config: Config) -> Casing:
        """The casing of a configuration: common initialisms first, its own words win."""
        words = dict(_INITIALISMS)
        for word, casing in config.custom_casings.items():
            lowered = "".join(naming.words(word))
            if casing.pascal:
                words[lowered] = casing.pascal
            elif casing.initialism:
                own = casing.initialism
                words[lowered] = own if isinstance(own, str) else word.upper()
        return cls({word: text for word, text in words.items() if text.isidentifier()})

    def class_name(self, text: str) -> str:
        """A legal class name: ``run_step`` gives ``RunStep``, ``api_key`` ``APIKey``."""
        return naming.class_name(text, self.words)[:_MAX]

    def part(self, text: str) -> str:
        """A part of a class name that is put behind another part; may be empty or start with a digit."""
        return naming.camel_case(text, self.words)


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
