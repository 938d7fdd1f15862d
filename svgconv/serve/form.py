"""The form's fields, derived from the declared parameters and options."""

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
    in_help_order,
    options_of,
    required,
)
from svgconv.serve.presets import presets
from svgconv.specification.flags import forms_of_axes
from svgconv.specification.scalars import YES_OR_NO

LABELS = {"at": "Still"}
NO_CHOICE = "default"
YES_OR_NO_LABELS = {"false": "no", "true": "yes"}
TRIAL_VALUES = {"input_size": ("6", "3")}
"""The first values to try for an operation without a figure in the catalogue."""
OTHER_TRIAL_VALUES = ("3", "2", "1")


@dataclass(frozen=True)
class Field:
    """One control of the form.

    Attributes
    ----------
    name: its name in the query.
    help: one line of help.
    forms: the forms of its value, such as ``N · H,W``.
    default: the value of an empty field; ``""`` if there is none to show.
    choices: the possible values; none for a text field.
    required: whether it must not be empty.
    choice_labels: the labels of choices whose label is not the value itself.
    """

    name: str
    help: str
    forms: str = ""
    default: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    choice_labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The text before the control."""
        return LABELS.get(self.name) or self.name.replace("_", " ").capitalize()

    @property
    def options(self) -> Mapping[str, str]:
        """The choices and their labels."""
        labels = YES_OR_NO_LABELS | {"": NO_CHOICE} | dict(self.choice_labels)
        return {value: labels.get(value, value) for value in self.choices}

    @property
    def is_long(self) -> bool:
        """Whether its value can be longer than a few sizes."""
        return any(mark in self.forms for mark in (">", ";", "TEXT", ",..."))

    @property
    def is_yes_or_no(self) -> bool:
        """Whether its choices are yes and no."""
        return set(self.choices) == {*YES_OR_NO}


@dataclass(frozen=True)
class Group:
    """Fields under a common heading; the page shows them at once if ``open``."""

    title: str
    fields: tuple[Field, ...]
    open: bool = True


def groups(operation: type[Operation]) -> tuple[Group, ...]:
    """Return the form's fields for one operation, in the order of the page."""
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
    labels = {name: f"{name} ({_torch_name(OPERATIONS.get(name))})" for name in names}
    return Field("operation", "The operation to draw.", choices=names, choice_labels=labels)


def _torch_name(operation: type[Operation]) -> str:
    return f"{operation.torch_package}.{operation.torch_module}"


def _formats() -> Field:
    formats = ENCODERS.names()
    return Field(
        "format", "The format that the command writes.", default="svg", choices=(*formats,)
    )


def parameters(operation: type[Operation]) -> tuple[Field, ...]:
    """Return the fields of the operation's own parameters, with the input size first."""
    needed = required(operation)
    return tuple(
        Field(
            name=item.name,
            help=_help(item.metadata["option"].flag),
            forms=_forms(forms_of_axes(item.metadata["option"].flag.metavar, operation.axes)),
            default=_default_text(item.default),
            choices=_choices(item.metadata["option"], item.default),
            required=item.name in needed,
        )
        for item in fields(operation)
    )


def declared(
    owner: type, panel: str, operation: type[Operation] | None = None
) -> tuple[Field, ...]:
    """Return the fields of the options that a class declares in one panel."""
    own_defaults = defaults(owner)
    return tuple(
        _field(name, flag, one, own_defaults.get(name), operation)
        for key, one in in_help_order(options_of(owner)).items()
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
        help=_help(flag),
        forms=forms,
        default=_default_text(default) or ("false" if flag.is_yes_or_no else ""),
        choices=tuple(YES_OR_NO_LABELS) if flag.is_yes_or_no else choices,
    )


def _help(flag: Flag) -> str:
    """Return the help, and what an empty field means if no value says it."""
    text = flag.help_without_files or plain_words(flag.help)
    return f"{text} Default: {flag.default}." if flag.default else text


def plain_words(text: str) -> str:
    """Return a text of the command line without dashes: ``--width`` becomes ``width``."""
    return re.sub(r"--([a-z])", r"\1", text)


def _choices(option: Option, default: object) -> tuple[str, ...]:
    choices = tuple(YES_OR_NO_LABELS) if option.flag.is_yes_or_no else option.words
    return ("", *choices) if choices and default is None else choices


def _forms(metavar: str) -> str:
    return metavar.replace("|", " · ")


def _default_text(default: object) -> str:
    if isinstance(default, (bool, int, str)) or hasattr(default, "as_tuple"):
        return str(default).lower() if isinstance(default, bool) else str(default)
    return ""


@cache
def initial_values(operation: str) -> Mapping[str, str]:
    """Return the initial values of an operation's fields.

    They are the required parameters of the operation's first figure in the catalogue, and its
    other parameters if the required ones do not suffice. An operation without such a figure gets
    the first trial values that it accepts, or none.
    """
    kind = OPERATIONS.get(operation)
    names = required(kind)
    for preset in presets():
        if preset.query["operation"] == operation:
            least = {name: preset.query[name] for name in names}
            return least if _accepts(kind, least) else _parameters(kind, preset.query)
    for values in product(*(TRIAL_VALUES.get(name, OTHER_TRIAL_VALUES) for name in names)):
        trial = dict(zip(names, values, strict=True))
        if _accepts(kind, trial):
            return trial
    return {}


def _accepts(kind: type[Operation], parameters: Mapping[str, str]) -> bool:
    """Return whether an operation can be made with these parameters."""
    try:
        kind.from_parameters(parameters)
    except SvgconvError:
        return False
    return True


def _parameters(kind: type[Operation], query: Mapping[str, str]) -> dict[str, str]:
    return {item.name: query[item.name] for item in fields(kind) if item.name in query}
