"""From the address's query to the figure, and to all that the page shows of it.

Nothing here opens what the query names: text becomes numbers and known words, or an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from svgconv.encoders import ENCODERS
from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.figure.figure import Figure
from svgconv.figure.options import ARRAYS
from svgconv.figure.snippets import command_line, python_code
from svgconv.files.output import Output
from svgconv.gallery.inline import inline_svg
from svgconv.gallery.player_data import player_data
from svgconv.operations import OPERATIONS
from svgconv.operations.base import Operation
from svgconv.options import given_options, options_of, required
from svgconv.serve.form import Field, groups, plain_words, start
from svgconv.serve.limits import check_figure, check_file
from svgconv.serve.presets import starting_points
from svgconv.sources.arrays import rows_of
from svgconv.sources.named import nearest_named
from svgconv.specification.phrases import frames_phrase
from svgconv.specification.scalars import yes_or_no
from svgconv.specification.seconds import plain_seconds
from svgconv.specification.sizes import AXIS_NAMES, times
from svgconv.themes import THEMES

FIELDS_OF = {"frame": "at", "size": "width"}
"""Subjects of errors, and the fields that they are about, where names differ."""

Query = Iterable[tuple[str, str]]
"""The address's query: names and values, in its order."""


@dataclass(frozen=True)
class Problem:
    """Why there is no figure: a line, and the name of the field that it is about, or nothing."""

    field: str
    line: str

    @classmethod
    def of(cls, error: SvgconvError, known: Iterable[str]) -> Problem:
        """An error at its field; where there is none such, the line names its subject itself."""
        said = plain_words(error.problem + (f"; {error.remedy}" if error.remedy else ""))
        subject = error.subject.replace(" ", "_")
        field = FIELDS_OF.get(subject, subject)
        if field in known:
            return cls(field, said)
        whole = re.split(r"\W", subject)[0]
        return cls(whole if whole in known else "", f"{error.subject}: {said}")


@dataclass(frozen=True)
class Asked:
    """What the query says.

    Attributes
    ----------
    operation: the operation's class; the first of the catalogue where none is said.
    values: every field's text, by its name; those left empty are not in it.
    problem: what is wrong with the query itself.
    """

    operation: type[Operation]
    values: Mapping[str, str]
    problem: Problem | None = None

    @property
    def fields(self) -> dict[str, Field]:
        """The form's fields by their names."""
        return {item.name: item for group in groups(self.operation) for item in group.fields}

    @property
    def query(self) -> dict[str, str]:
        """The shortest query that says the same."""
        own = self.fields
        return {
            name: value
            for name, value in self.values.items()
            if name == "operation" or value != own[name].usual
        }

    def figure(self) -> Figure:
        """The figure.

        Raises
        ------
        SvgconvError: what the fields say does not go together.
        """
        own = self.fields
        for name, item in own.items():
            if item.required and name not in self.values:
                raise SvgconvError(name, "is empty", f"write {item.forms.replace(' · ', ' or ')}")
        values = {
            name: yes_or_no(name, text, 0) if own[name].is_yes_or_no else text
            for name, text in self.values.items()
        }
        parameters, options = options_of(self.operation), options_of(Figure)
        at = values.pop("at", None)
        recipe = {
            "operation": self.operation.name,
            "parameters": {name: values[name] for name in parameters if name in values},
            **given_options(options, values, _part),
        }
        figure = Figure.from_recipe(recipe)
        return figure if at is None else figure.frame(at)  # type: ignore[arg-type]

    def suffix(self) -> str:
        """The format of the file.

        Raises
        ------
        SvgconvError: there is no such format.
        """
        own = self.fields["format"]
        suffix = self.values.get("format", own.usual)
        if suffix not in own.choices:
            raise SvgconvError(
                "format", f"{quoted(suffix)} is not known", nearest(suffix[:100], own.choices)
            )
        return suffix

    def output(self) -> dict[str, Any]:
        """The options of the file."""
        return {
            item.name: yes_or_no(item.name, self.values[item.name], 0)
            if self.fields[item.name].is_yes_or_no
            else self.values[item.name]
            for item in fields(Output)
            if item.name in self.values
        }


def _part(name: str, text: Any) -> Any:
    """A part of the figure's numbers; no text is a file's name.

    Raises
    ------
    SvgconvError: rows that are not numbers.
    """
    if name not in ARRAYS:
        return text
    try:
        return rows_of(text)
    except ValueError:
        raise SvgconvError(
            name, f"{quoted(text)} is not rows of numbers", "write rows such as 1,2;3,4"
        ) from None


@dataclass(frozen=True)
class Composition:
    """What the page shows of a figure.

    Attributes
    ----------
    title, sizes: what it is, in words; the output's size and the frames.
    svg: the moving picture as markup.
    ground: ``light`` or ``dark``, whichever its lines stand out from, or ``auto``.
    steps, remarks: the output size's arithmetic, a line each.
    snippets: texts to copy, by their language.
    frames, player_data, duration, hold, plays: the data of the page's player; ``plays`` is 0 for an
        endless animation.
    """

    title: str
    sizes: str
    svg: str
    ground: str
    steps: tuple[str, ...]
    remarks: tuple[str, ...]
    snippets: Mapping[str, str]
    frames: tuple[int, ...]
    player_data: Mapping[str, str]
    duration: float
    hold: float
    plays: int


@dataclass(frozen=True)
class File:
    """A file to download."""

    name: str
    content: bytes


def asked(query: Query) -> Asked:
    """Read the query; fields of other operations and empty ones are passed over."""
    pairs = list(query)
    texts = {name: text.strip() for name, text in pairs}
    name = texts.get("operation") or starting_points()[0].query["operation"]
    if name not in OPERATIONS.names():
        first = OPERATIONS.get(starting_points()[0].query["operation"])
        line = f"{quoted(name)} is not known; {nearest(name[:100], OPERATIONS.names())}"
        values = {"operation": first.name, **start(first.name)}
        return Asked(first, values, Problem("operation", line))
    operation = OPERATIONS.get(name)
    own = Asked(operation, {}).fields
    values = {"operation": name}
    begun = start(name)
    if {*texts} & {item.name for item in fields(operation)}:
        begun = {key: text for key, text in begun.items() if key in required(operation)}
    values |= {key: text for key, text in begun.items() if key not in texts}
    values |= {key: text for key, text in texts.items() if text and key in own}
    return Asked(operation, values, _wrong_query([key for key, _ in pairs], own))


def _wrong_query(names: list[str], own: Mapping[str, Field]) -> Problem | None:
    for name in names:
        if names.count(name) > 1:
            return Problem(
                name if name in own else "", f"{quoted(name)} is there twice; say it once"
            )
        if name not in own and name not in _all_parameters():
            line = f"{quoted(name)} is not part of a figure; {nearest(name[:100], own)}"
            return Problem("", line)
    return None


def _all_parameters() -> set[str]:
    return {name for one in OPERATIONS.names() for name in OPERATIONS.get(one).flags()}


def compose(query: Query) -> Composition | Problem:
    """Draw what the query says, or say why not."""
    said = asked(query)
    if said.problem:
        return said.problem
    try:
        figure, output = said.figure(), Output(**said.output())
        check_figure(figure)
        suffix = said.suffix()
        check_file(figure, suffix, output)
        return _composition(figure, f"{figure.stem}.{suffix}", output)
    except SvgconvError as error:
        return Problem.of(error, said.fields)


def encode(query: Query, suffix: str) -> File | Problem:
    """The file of the figure in the format of a suffix without its dot, or why there is none."""
    said = asked(query)
    if said.problem:
        return said.problem
    try:
        figure, output = said.figure(), said.output()
        said.suffix()
        check_figure(figure)
        check_file(figure, suffix, Output(**output))
        return File(f"{figure.stem}.{suffix}", figure.encode(f".{suffix}", **output))
    except SvgconvError as error:
        return Problem.of(error, said.fields)


def formats() -> dict[str, str]:
    """Every format's suffix, and a line that describes it."""
    return {name: ENCODERS.get(name).summary for name in ENCODERS.names()}


def _composition(figure: Figure, file: str, output: Output) -> Composition:
    operation = figure.operation
    drawing, named = figure.drawing(), nearest_named(figure)
    return Composition(
        title=figure.title,
        sizes=f"Output {times(operation.output_size)}, {frames_phrase(figure.frame_count)}",
        svg=inline_svg(drawing),
        ground=_ground(str(figure.theme)),
        steps=_steps(operation),
        remarks=tuple(operation.remarks()),
        snippets={
            "Command line": command_line(figure, file, named, output),
            "Python": python_code(figure, file, named, output),
            "PyTorch": operation.torch_call(),
        },
        frames=figure.chosen_frames,
        player_data=player_data(figure),
        duration=plain_seconds(figure.frame_duration),
        hold=plain_seconds(figure.hold),
        plays=figure.plays or 0,
    )


def _ground(name: str) -> str:
    """What a theme's lines are seen on; ``auto`` where that is the reader's page."""
    theme = THEMES.get(name)
    if theme.dark is not None:
        return "auto"
    red, green, blue = bytes.fromhex(str(theme.line.stroke).removeprefix("#"))
    return "dark" if 0.3 * red + 0.6 * green + 0.1 * blue > 127 else "light"


def _steps(operation: Operation) -> tuple[str, ...]:
    """The output size's arithmetic, once where all axes have the same."""
    axes = [tuple(operation.steps(axis)) for axis in range(operation.axes)]
    alike = len(set(axes)) == 1
    return tuple(
        f"{'' if alike else AXIS_NAMES[operation.axes][axis] + ', '}{step.line}"
        for axis, steps in enumerate(axes[:1] if alike else axes)
        for step in steps
    )
