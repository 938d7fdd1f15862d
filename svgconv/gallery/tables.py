"""A declarative reader of TOML tables: each key's type and default are declared once.

The same declaration checks a file and gives its JSON schema. Every error is one line that names
the place: the file, the section, the figure and the key.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from svgconv.errors import SvgconvError, in_place, nearest, quoted

UNSHOWN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
"""Control characters other than white space, and those that reorder the text around them.

A page's copied snippet must be what it looks like; HTML cannot hold most of these.
"""

ISOLATES, END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"
"""What right-to-left text has around words of the other direction (Unicode, UAX #9). A pair of them
reorders nothing outside; one that is not closed reorders what follows.
"""

REQUIRED: Any = object()
"""The default of a key that must be present."""


class Kind(ABC):
    """The type of a value: it checks values, and describes itself as a JSON schema."""

    @abstractmethod
    def read(self, value: object, place: str) -> Any:
        """Return the checked value.

        Parameters
        ----------
        place: where the value is in the file, for errors: ``"gallery.toml, section 'S', title"``.

        Raises
        ------
        SvgconvError: the value is not of this type.
        """

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """Return the JSON schema of the values."""


@dataclass(frozen=True)
class Text(Kind):
    """A string.

    Parameters
    ----------
    pattern: a regular expression that the whole string must match.
    mismatch: the error for a string that does not match, as a problem and a remedy.
    """

    pattern: str = ""
    mismatch: tuple[str, str] = ("is not allowed here", "")

    def read(self, value: object, place: str) -> str:
        """Return the string itself."""
        if not isinstance(value, str):
            raise SvgconvError(place, f"{_shown(value)} is not text", "write it in quotes")
        if self.pattern and not re.fullmatch(self.pattern, value):
            problem, remedy = self.mismatch
            raise SvgconvError(place, f"{quoted(value)} {problem}", remedy)
        if found := UNSHOWN.search(value):
            raise _invisible(place, found[0], "remove it")
        if single := _without_partner(value):
            remedy = "write U+2069 behind each U+2066, U+2067 and U+2068"
            raise _invisible(place, single, remedy)
        return value

    def schema(self) -> dict[str, Any]:
        """Return the schema of a string."""
        # Python's $ also matches before a final line break, JavaScript's does not.
        pattern = {"pattern": f"^{self.pattern}$(?!\\n)"} if self.pattern else {}
        return {"type": "string", **pattern}


@dataclass(frozen=True)
class ListOf(Kind):
    """A list whose entries are all of one type.

    Parameters
    ----------
    kind: the type of the entries.
    example: how such a list is written, for errors.
    """

    kind: Kind
    example: str

    def read(self, value: object, place: str) -> list[Any]:
        """Return the checked entries."""
        if not isinstance(value, list):
            raise SvgconvError(place, f"{_shown(value)} is not a list", f"write {self.example}")
        return [self._entry(entry, index, place) for index, entry in enumerate(value)]

    def _entry(self, entry: object, index: int, place: str) -> Any:
        if not isinstance(self.kind, Table):
            return self.kind.read(entry, f"{place}, entry {index + 1}")
        if isinstance(entry, str) and self.kind.named is not None:
            with in_place(f"{place}, entry {index + 1}"):
                entry = self.kind.named(entry)
        if not isinstance(entry, Mapping):
            problem = f"{_shown(entry)} is not a table"
            raise SvgconvError(f"{place}, entry {index + 1}", problem, f"write {self.example}")
        around, _, _ = place.rpartition(", ")
        return self.kind.read(entry, f"{around}, {self.kind.called(entry, index)}")

    def schema(self) -> dict[str, Any]:
        """Return the schema of a list."""
        return {"type": "array", "items": self.kind.schema()}


@dataclass(frozen=True)
class Key:
    """A key of a table: the type of its value, a description, and a default."""

    kind: Kind
    description: str
    default: Any = REQUIRED

    def schema(self) -> dict[str, Any]:
        """Return the schema of the key's value."""
        default = {} if self.default is REQUIRED else {"default": self.default}
        return {**self.kind.schema(), "description": self.description, **default}


@dataclass(frozen=True)
class Table(Kind):
    """A table with known keys.

    Parameters
    ----------
    noun: what the table is called in errors, such as ``"section"``.
    label: the key whose value identifies one of several such tables in errors.
    keys: the keys by their names.
    is_open: whether the table may have other keys, which are returned unchecked.
    named: returns the table that a name in a list stands for; None if a list has tables only.
    """

    noun: str
    label: str
    keys: Mapping[str, Key]
    is_open: bool = False
    named: Callable[[str], Mapping[str, Any]] | None = None

    def read(self, value: object, place: str) -> dict[str, Any]:
        """Return the checked values by key, with the defaults of those that are absent."""
        if not isinstance(value, Mapping):
            raise SvgconvError(place, f"{_shown(value)} is not a table", "write keys and values")
        if not self.is_open:
            _check_known(value, self.keys, place)
        return {**value, **{name: self._value(name, value, place) for name in self.keys}}

    def _value(self, name: str, table: Mapping[str, Any], place: str) -> Any:
        key = self.keys[name]
        if name in table:
            return key.kind.read(table[name], f"{place}, {name}")
        if key.default is REQUIRED:
            raise SvgconvError(f"{place}, {name}", "missing", f'add {name} = "..."')
        return key.default

    def called(self, table: Mapping[str, Any], index: int) -> str:
        """Return what errors call one of several tables: ``section 'S'``, or ``section 2``."""
        label = table.get(self.label)
        return f"{self.noun} {quoted(label) if isinstance(label, str) else index + 1}"

    def others(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the entries of an open table that it does not declare."""
        return {name: value for name, value in values.items() if name not in self.keys}

    def schema(self) -> dict[str, Any]:
        """Return the schema of a table; an open one leaves its other keys undescribed."""
        required = [name for name, key in self.keys.items() if key.default is REQUIRED]
        return {
            "type": "object",
            "properties": {name: key.schema() for name, key in self.keys.items()},
            **({"required": required} if required else {}),
            "additionalProperties": self.is_open,
        }


def _check_known(table: Iterable[str], keys: Iterable[str], place: str) -> None:
    for name in table:
        if name not in keys:
            raise SvgconvError(f"{place}, {name}", "unknown key", nearest(name, keys))


def _invisible(place: str, letter: str, remedy: str) -> SvgconvError:
    problem = f"contains the invisible character U+{ord(letter):04X}"
    return SvgconvError(place, problem, remedy)


def _without_partner(text: str) -> str:
    """Return the first of the isolates' letters that is not one of a pair; ``""`` if all are."""
    opened: list[str] = []
    for letter in text:
        if letter in ISOLATES:
            opened.append(letter)
        elif letter == END_OF_ISOLATE:
            if not opened:
                return letter
            opened.pop()
    return opened[0] if opened else ""


def _shown(value: object) -> str:
    """Return a value for a message; booleans and dates as TOML writes them."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (date, time)):
        return value.isoformat()
    return quoted(value)
