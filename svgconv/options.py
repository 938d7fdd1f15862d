"""Options: everything that a user can set, each declared once, next to what it changes.

An operation's parameters, the options of a figure, of a file and of a strip are fields of
dataclasses, declared with `option`. The rest is derived from the declaration: validation, the
recipe, the TOML key, the command-line flag and its help, the field on the serving page, the Python
and command-line snippets, and the JSON schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from enum import IntEnum
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

from svgconv.errors import SvgconvError, quoted

PARAMETERS, NUMBERS, APPEARANCE, PLAYBACK, FILE = (
    "Parameters",
    "Numbers",
    "Appearance",
    "Playback",
    "Size and file",
)
"""The panels of the help, in their order; the serving page has a group for each."""


class Stage(IntEnum):
    """The first stage of the data flow that an option changes; later stages follow it.

    ``explain`` takes the options of the arithmetic, ``states`` also those of the states, ``frame``
    and ``strip`` also those of the scene, and ``render`` all.
    """

    ARITHMETIC = 0
    STATES = 1
    SCENE = 2
    PLAYBACK = 3


class Compared(IntEnum):
    """What an option means for a figure that is compared with the one before it."""

    COMMON = 0
    """All figures have the first one's."""
    OWN = 1
    """Each figure has its own."""
    INHERITED = 2
    """Each figure has its own, and the first one's if it says nothing."""


def always_has_effect(figure: Any) -> str:
    """Return ``""``: the flag changes every figure (see `Flag.without_effect`)."""
    return ""


@dataclass(frozen=True)
class Flag:
    """How an option is given on the command line.

    Attributes
    ----------
    help: one line for people.
    metavar: the forms of its value, with a bar between them; ``""`` for a yes-or-no flag.
    short: a letter of its own, such as ``"-k"``.
    help_without_files: the help where a value cannot be a file's name; empty if it never is one.
    without_effect: takes the figure, and says when no value of the flag changes it, such as
        ``"without numbers"``; ``""`` if one does.
    default: what holds without the flag, in words, if the declared default does not say it.
    """

    help: str
    metavar: str = "N|H,W"
    short: str = ""
    help_without_files: str = ""
    without_effect: Callable[[Any], str] = always_has_effect
    default: str = ""

    @property
    def is_yes_or_no(self) -> bool:
        """Whether the flag takes no value."""
        return not self.metavar


Parser = Callable[[str, Any, Any], Any]
"""``parse(name, value, context)`` returns the value in its one canonical form.

The context is the number of axes for a parameter of an operation, and the object itself for others.
It raises `SvgconvError` for a value that is malformed or out of range.
"""


UNEXPECTED = (ArithmeticError, AttributeError, RecursionError, TypeError, ValueError)
"""What Python raises for a value of another type, with too many digits, or nested too deeply."""


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Option:
    """One declared option.

    Attributes
    ----------
    parse: checks a value and returns its canonical form (see `Parser`).
    flag: the flag on the command line.
    panel: the panel of the help that lists it.
    stage: the first stage that it changes.
    plain: turns the canonical form into what JSON and TOML hold.
    needs: the options of the same object that must be parsed before it.
    recorded: whether a recipe holds it even if it is the default.
    unrecorded: what a recipe without the option means, if that is not the default. So an option
        that is new, or differs in published figures, changes no older file.
    in_still: whether a still keeps it; if not, a still has the default.
    compared: what it means for a compared figure.
    of_some_views: whether only the views that list it among their ``options`` draw it.
    repeated: whether the flag may be given several times.
    leads: whether the help and the serving page list it before the others of its panel.
    served: whether the serving page has a field for it.
    choices: the values that exist, if they are a known set of names, for an operation or for all.
    parts: the flags that give the value together, by name, if it has more than its own.
    join: makes the value from the parts that are given.
    split: makes the parts from the value's JSON form.
    schema: its JSON schema; None derives it from the parser, the choices and the metavar.
    """

    parse: Parser
    flag: Flag
    panel: str = PARAMETERS
    stage: Stage = Stage.ARITHMETIC
    plain: Callable[[Any], Any] = _same
    needs: tuple[str, ...] = ()
    recorded: bool = False
    unrecorded: Any = None
    in_still: bool = True
    compared: Compared = Compared.COMMON
    of_some_views: bool = False
    repeated: bool = False
    leads: bool = False
    served: bool = True
    choices: Callable[[Any], Iterable[str]] | None = None
    parts: Mapping[str, Flag] | None = None
    join: Callable[[Mapping[str, Any]], Any] | None = None
    split: Callable[[Any], Mapping[str, Any]] | None = None
    schema: Mapping[str, Any] | None = None

    def read(self, name: str, value: Any, context: Any) -> Any:
        """Return a value in its canonical form, as `parse` does.

        Raises
        ------
        SvgconvError: a value that is malformed, out of range, or of a type or size that the parser
            does not expect.
        """
        try:
            return self.parse(name, value, context)
        except SvgconvError:
            raise
        except UNEXPECTED as error:
            remedy = f"give {self.flag.metavar.replace('|', ' or ') or 'true or false'}"
            raise SvgconvError(name, f"{quoted(value)} cannot be read", remedy) from error

    @property
    def words(self) -> tuple[str, ...]:
        """The words that its parser takes, if it takes nothing else."""
        return tuple(getattr(self.parse, "words", ()))

    def flags(self, name: str) -> Mapping[str, Flag]:
        """Every flag that gives the option, by its long name with underscores."""
        return self.parts or {name: self.flag}


def option(parse: Parser, flag: Flag, *, default: Any = MISSING, **declared: Any) -> Any:
    """Declare a field of a dataclass as an option.

    Parameters
    ----------
    parse, flag: see `Option`.
    default: the value if the option is not given; without one the option is required.
    declared: the other attributes of `Option`.
    """
    return field(default=default, metadata={"option": Option(parse, flag, **declared)})


def options_of(owner: Any) -> Mapping[str, Option]:
    """The options that a dataclass or one of its objects declares, by name, in their order."""
    return _options(_class(owner))


@cache
def _options(owner: Any) -> Mapping[str, Option]:
    return {name: one for name, (one, _) in _declared(owner).items()}


def _class(owner: Any) -> Any:
    return owner if isinstance(owner, type) else owner.__class__


@cache
def _declared(owner: Any) -> dict[str, tuple[Option, Any]]:
    """Return the options of a dataclass by name, each with its default."""
    return {
        item.name: (item.metadata["option"], item.default)
        for item in fields(owner)
        if "option" in item.metadata
    }


def flags_of(options: Mapping[str, Option]) -> dict[str, Flag]:
    """Return every flag that gives one of the options, by its long name with underscores."""
    return {name: flag for key, one in options.items() for name, flag in one.flags(key).items()}


def flag_of(name: str) -> str:
    """Return the flag of an option: ``--kernel-size`` for ``kernel_size``."""
    return f"--{name.replace('_', '-')}"


def required(owner: Any) -> tuple[str, ...]:
    """The names of the options that have no default."""
    declared = _declared(_class(owner)).items()
    return tuple(name for name, (_, default) in declared if default is MISSING)


def defaults(owner: Any) -> dict[str, Any]:
    """The default of every option that has one, as it is declared."""
    declared = _declared(_class(owner)).items()
    return {name: default for name, (_, default) in declared if default is not MISSING}


def plain_default(owner: Any, name: str) -> Any:
    """Return the default of an option in its JSON form."""
    return options_of(owner)[name].plain(defaults(owner)[name])


def in_help_order(options: Mapping[str, Option]) -> dict[str, Option]:
    """Return options in the order in which the help and the serving page list them."""
    panels = [*dict.fromkeys(one.panel for one in options.values())]
    return dict(
        sorted(options.items(), key=lambda item: (panels.index(item[1].panel), not item[1].leads))
    )


def parse_all(owner: Any, context: Any) -> None:
    """Replace every option of a frozen dataclass by its canonical form.

    Raises
    ------
    SvgconvError: a value that is malformed or out of range.
    """
    declared = options_of(owner)
    for name in _parsing_order(owner.__class__):
        value = getattr(owner, name)
        parsed = declared[name].read(name, value, context)
        if parsed is not value:
            object.__setattr__(owner, name, parsed)


@cache
def _parsing_order(owner: Callable[..., Any]) -> tuple[str, ...]:
    """The options' names, each after those that it needs, otherwise as they are declared."""
    sorter = TopologicalSorter({name: one.needs for name, one in options_of(owner).items()})
    return tuple(sorter.static_order())


def given(owner: Any) -> dict[str, Any]:
    """The options that differ from their defaults, or are recorded anyway, in their JSON form."""
    return {
        name: one.plain(value)
        for name, (one, default) in _declared(_class(owner)).items()
        if (value := getattr(owner, name))
        != (default if one.unrecorded is None else one.unrecorded)
        or one.recorded
    }


def given_options(
    options: Mapping[str, Option], arguments: Mapping[str, Any], read: Callable[[str, Any], Any]
) -> dict[str, Any]:
    """Return the options that texts give, by name; parts are joined to one value.

    Parameters
    ----------
    arguments: the values by the flags' names; None and empty lists are not given.
    read: reads one part of an option that has several, from its flag's name and text.
    """
    given = {name: value for name, value in arguments.items() if value not in (None, [])}
    found: dict[str, Any] = {}
    for name, one in options.items():
        if one.join is None:
            found |= {name: given[name]} if name in given else {}
        elif parts := {part: read(part, given[part]) for part in one.parts or () if part in given}:
            found[name] = one.join(parts)
    return found
