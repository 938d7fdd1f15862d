"""The form's fields, made of what operations, views, themes and flags say of themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from itertools import product

from svgconv.encoders import ENCODERS
from svgconv.errors import SvgconvError
from svgconv.figure.declaration import FigureOptions
from svgconv.files.output import Output
from svgconv.operations import OPERATIONS
from svgconv.operations.base import Operation
from svgconv.options import (
    APPEARANCE,
    FILE,
    NUMBERS,
    PLAYBACK,
    Flag,
    Option,
    defaults,
    options_of,
    required,
)
from svgconv.serve.presets import starting_points
from svgconv.specification.scalars import YES_OR_NO

LABELS = {"at": "Still"}
FORMS_OF_AXES = {
    ("T,B,L,R", 1): "L,R",
    ("H,W", 3): "D,H,W",
    ("T,B,L,R", 3): "F,B,T,B,L,R",
}
"""Forms of sizes and sides where there are not two axes, as an operation of two has them."""
WORDS_OF_NOTHING = "as usual"
YES_OR_NO_WORDS = {"false": "no", "true": "yes"}
TRIED = {"input_size": ("6", "3")}
"""Sizes from which an operation that the catalogue has not can start; others are `TRIED_ELSE`."""
TRIED_ELSE = ("3", "2", "1")


@dataclass(frozen=True)
class Field:
    """One control of the form.

    Attributes
    ----------
    name: its name in the address.
    help: a line for people.
    forms: how its value may be written, such as ``N · H,W``.
    usual: what it is where it is left empty; nothing if that goes without saying.
    choices: the values that there are; none where it is text.
    required: whether it may not be left empty.
    words: what stands for a choice, where that is not the choice itself.
    """

    name: str
    help: str
    forms: str = ""
    usual: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What stands before it."""
        return LABELS.get(self.name) or self.name.replace("_", " ").capitalize()

    @property
    def options(self) -> Mapping[str, str]:
        """The choices, and the words that stand for them."""
        words = YES_OR_NO_WORDS | {"": WORDS_OF_NOTHING} | dict(self.words)
        return {value: words.get(value, value) for value in self.choices}

    @property
    def is_long(self) -> bool:
        """Whether what is written in it is longer than some sizes."""
        words = len(self.forms) > 20 and " · " not in self.forms
        return words or any(mark in self.forms for mark in (">", ";", "TEXT"))

    @property
    def is_yes_or_no(self) -> bool:
        """Whether it is one of these two."""
        return set(self.choices) == {*YES_OR_NO}


@dataclass(frozen=True)
class Group:
    """Fields that belong together, under a heading; ``open`` where they are seen at once."""

    title: str
    fields: tuple[Field, ...]
    open: bool = True


def groups(operation: type[Operation]) -> tuple[Group, ...]:
    """Return every field of the form for one operation, in the order of the page."""
    file = (_formats(), *declared(Output, FILE))
    return (
        Group("Operation", (_operations(), *parameters(operation))),
        Group(APPEARANCE, declared(FigureOptions, APPEARANCE, operation)),
        Group(NUMBERS, declared(FigureOptions, NUMBERS), open=False),
        Group(PLAYBACK, declared(FigureOptions, PLAYBACK), open=False),
        Group(FILE, file, open=False),
    )


def _operations() -> Field:
    names = tuple(OPERATIONS.names())
    words = {name: f"{name} ({_torch_name(OPERATIONS.get(name))})" for name in names}
    return Field("operation", "What is drawn.", choices=names, words=words)


def _torch_name(operation: type[Operation]) -> str:
    return f"{operation.torch_package}.{operation.torch_module}"


def _formats() -> Field:
    formats = ENCODERS.names()
    return Field("format", "What the command and Python write.", usual="svg", choices=(*formats,))


def parameters(operation: type[Operation]) -> tuple[Field, ...]:
    """The operation's own parameters, the input's size first."""
    needed = required(operation)
    return tuple(
        Field(
            name=item.name,
            help=item.metadata["option"].flag.help,
            forms=_forms(_of_axes(item.metadata["option"].flag.metavar, operation.axes)),
            usual=_usual(item.default),
            choices=_choices(item.metadata["option"], item.default),
            required=item.name in needed,
        )
        for item in fields(operation)
    )


def declared(
    owner: type, panel: str, operation: type[Operation] | None = None
) -> tuple[Field, ...]:
    """Return the fields of the options that a class declares in one panel."""
    default = defaults(owner)
    return tuple(
        _field(name, flag, one, default.get(name), operation)
        for key, one in options_of(owner).items()
        if one.panel == panel and one.served
        for name, flag in one.flags(key).items()
    )


def _field(
    name: str, flag: Flag, one: Option, default: object, operation: type[Operation] | None
) -> Field:
    forms = _forms("|".join(form for form in flag.metavar.split("|") if form != "FILE"))
    choices = tuple(one.choices(operation)) if one.choices else ()
    if choices and default not in choices:
        choices = ("", *choices)
    return Field(
        name=name,
        help=flag.help_without_files or plain_words(flag.help),
        forms=forms,
        usual=_usual(default) or ("false" if flag.is_yes_or_no else ""),
        choices=tuple(YES_OR_NO_WORDS) if flag.is_yes_or_no else choices,
    )


def plain_words(text: str) -> str:
    """Words of the command line for those who see none: ``--width`` is ``width``."""
    return re.sub(r"--([a-z])", r"\1", text)


def _choices(option: Option, default: object) -> tuple[str, ...]:
    if option.flag.is_yes_or_no:
        return ("", *YES_OR_NO_WORDS) if default is None else tuple(YES_OR_NO_WORDS)
    return option.words


def _of_axes(metavar: str, axes: int) -> str:
    """The forms of a value as an operation of so many axes takes it."""
    return "|".join(
        FORMS_OF_AXES.get((form, axes), form)
        for form in metavar.split("|")
        if (form, axes) != ("H,W", 1)
    )


def _forms(metavar: str) -> str:
    return metavar.replace("|", " · ")


def _usual(default: object) -> str:
    if isinstance(default, (bool, int, str)) or hasattr(default, "as_tuple"):
        return str(default).lower() if isinstance(default, bool) else str(default)
    return ""


@cache
def start(operation: str) -> Mapping[str, str]:
    """What an operation's fields hold at first: a figure of the catalogue's, or one tried.

    Of a figure that the required fields alone do not make, its other parameters, too.
    Empty where nothing is known to go together.
    """
    kind = OPERATIONS.get(operation)
    names = required(kind)
    for point in starting_points():
        if point.query["operation"] == operation:
            least = {name: point.query[name] for name in names}
            return least if _is_made_by(kind, least) else _parameters(kind, point.query)
    for values in product(*(TRIED.get(name, TRIED_ELSE) for name in names)):
        tried = dict(zip(names, values, strict=True))
        if _is_made_by(kind, tried):
            return tried
    return {}


def _is_made_by(kind: type[Operation], parameters: Mapping[str, str]) -> bool:
    try:
        kind.from_parameters(parameters)
    except SvgconvError:
        return False
    return True


def _parameters(kind: type[Operation], query: Mapping[str, str]) -> dict[str, str]:
    return {item.name: query[item.name] for item in fields(kind) if item.name in query}
