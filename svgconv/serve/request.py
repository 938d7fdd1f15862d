"""The request: a query becomes a figure, and the figure becomes a preview or a file.

No text of a query is opened as a file: it is parsed as numbers and known names, or is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from typing import Any

from svgconv.encoders import ENCODERS
from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.figure.figure import Figure
from svgconv.figure.number_needs import ARRAYS
from svgconv.files.output import Output
from svgconv.numbers.kernels import KERNELS
from svgconv.operations import OPERATIONS
from svgconv.operations.base import Operation
from svgconv.options import given_options, options_of, required
from svgconv.serve.form import Field, groups, initial_values, plain_words
from svgconv.serve.limits import check_figure, check_file
from svgconv.serve.pasted import PASTED, texts_of
from svgconv.serve.presets import field_texts, presets
from svgconv.serve.preview import Preview
from svgconv.specification.number_texts import numbers_in
from svgconv.specification.scalars import yes_or_no

FIELDS_OF = {"frame": "at", "image_size": "width"}
"""The fields of errors whose subject is not the name of a field."""

LAYER = re.compile(r"layer_\d+")
"""The subject of an error of one layer of a stack."""

Query = Iterable[tuple[str, str]]
"""The names and values of a query, in its order."""


@dataclass(frozen=True)
class Problem:
    """The reason why a figure cannot be drawn, and the name of its field or ``""``."""

    field: str
    message: str

    @classmethod
    def of(cls, error: SvgconvError, known: Iterable[str]) -> Problem:
        """Return an error as a problem; without a field, the message starts with its subject."""
        words = error.problem + (f"; {error.remedy}" if error.remedy else "")
        message, name = plain_words(words), error.subject
        subject = name.replace(" ", "_")
        field = FIELDS_OF.get(subject, subject)
        if field in known:
            return cls(field, message)
        first_word = "layers" if LAYER.match(subject) else re.split(r"\W", subject)[0]
        return cls(first_word if first_word in known else "", f"{name}: {message}")


@dataclass(frozen=True)
class Request:
    """A parsed query.

    Attributes
    ----------
    operation: the operation's class; by default, that of the first figure in the catalogue.
    values: the texts of the fields by name, without empty ones.
    problem: the problem of the query itself.
    """

    operation: type[Operation]
    values: Mapping[str, str]
    problem: Problem | None = None

    @property
    def fields(self) -> dict[str, Field]:
        """The form's fields by name."""
        return {item.name: item for group in groups(self.operation) for item in group.fields}

    @property
    def query(self) -> dict[str, str]:
        """The shortest query for the same request."""
        own = self.fields
        return {
            name: value
            for name, value in self.values.items()
            if name == "operation" or value != own[name].default
        }

    def figure(self) -> Figure:
        """Return the figure.

        Raises
        ------
        SvgconvError: a field is wrong, or the fields do not match.
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
        """Return the suffix of the file's format, without its dot.

        Raises
        ------
        SvgconvError: the format is unknown.
        """
        own = self.fields["format"]
        suffix = self.values.get("format", own.default)
        if suffix not in own.choices:
            raise SvgconvError(
                "format", f"{quoted(suffix)} is not known", nearest(suffix[:100], own.choices)
            )
        return suffix

    def output(self) -> dict[str, Any]:
        """Return the options of the file."""
        return {
            item.name: yes_or_no(item.name, self.values[item.name], 0)
            if self.fields[item.name].is_yes_or_no
            else self.values[item.name]
            for item in fields(Output)
            if item.name in self.values
        }


def _part(name: str, text: Any) -> Any:
    """Return a part of the figure's numbers; texts are never read as file names.

    Raises
    ------
    SvgconvError: rows that are not numbers.
    """
    if name not in ARRAYS:
        return text
    if text in KERNELS:
        return text
    try:
        return numbers_in(text)
    except ValueError:
        raise SvgconvError(
            name, f"{quoted(text)} is not rows of numbers", "write rows such as 1,2;3,4"
        ) from None


@dataclass(frozen=True)
class File:
    """A file to download."""

    name: str
    content: bytes


def parse(query: Query) -> Request:
    """Parse a query; empty fields and those of other operations are ignored."""
    pairs = list(query)
    texts = {name: text.strip() for name, text in pairs}
    name = texts.get("operation") or presets()[0].query["operation"]
    if name not in OPERATIONS.names():
        first = OPERATIONS.get(presets()[0].query["operation"])
        message = f"{quoted(name)} is not known; {nearest(name[:100], OPERATIONS.names())}"
        values = {"operation": first.name, **initial_values(first.name)}
        return Request(first, values, Problem("operation", message))
    operation = OPERATIONS.get(name)
    own = Request(operation, {}).fields
    values = {"operation": name}
    initial = initial_values(name)
    if {*texts} & {item.name for item in fields(operation)}:
        initial = {key: text for key, text in initial.items() if key in required(operation)}
    values |= {key: text for key, text in initial.items() if key not in texts}
    values |= {key: text for key, text in texts.items() if text and key in own}
    return Request(operation, values, _wrong_query([key for key, _ in pairs], own))


def _wrong_query(names: list[str], own: Mapping[str, Field]) -> Problem | None:
    for name in names:
        if names.count(name) > 1:
            return Problem(
                name if name in own else "", f"{quoted(name)} is given twice; give it once"
            )
        if name not in own and name not in _all_parameters():
            return Problem("", f"unknown option {quoted(name)}; {nearest(name[:100], own)}")
    return None


def _all_parameters() -> set[str]:
    return {name for one in OPERATIONS.names() for name in OPERATIONS.get(one).flags()}


def preview(query: Query) -> Preview | Problem:
    """Return the figure of a query as the page shows it, or the problem of the query."""
    request = parse(query)
    if request.problem:
        return request.problem
    try:
        figure, output = request.figure(), Output(**request.output())
        check_figure(figure)
        suffix = request.suffix()
        check_file(figure, suffix, output)
        return Preview.of(figure, f"{figure.stem}.{suffix}", output)
    except SvgconvError as error:
        return Problem.of(error, request.fields)


def pasted(query: Query) -> dict[str, str] | Problem:
    """Return the query for a pasted text, or the reason why the form cannot hold it.

    What the text does not give, such as an input size, is as in the form for its operation.
    """
    try:
        texts = texts_of(dict(query)[PASTED])
        request = parse(texts.items())
        if request.problem:
            return request.problem
        with suppress(SvgconvError):  # the form says what is wrong at its field
            parameters = request.figure().operation.parameters()
            texts |= field_texts({"operation": request.operation.name, "parameters": parameters})
        return parse(texts.items()).query
    except SvgconvError as error:
        own = error if error.subject == PASTED else error.within(PASTED)
        return Problem(PASTED, str(own).removeprefix(f"{PASTED}: ").removeprefix(f"{PASTED}, "))


def download(query: Query, suffix: str) -> File | Problem:
    """Return the figure's file, or the problem of the query; ``suffix`` has no dot."""
    request = parse(query)
    if request.problem:
        return request.problem
    try:
        figure, output = request.figure(), request.output()
        request.suffix()
        check_figure(figure)
        check_file(figure, suffix, Output(**output))
        return File(f"{figure.stem}.{suffix}", figure.encode(f".{suffix}", **output))
    except SvgconvError as error:
        return Problem.of(error, request.fields)


def formats() -> dict[str, str]:
    """Return the suffixes of all formats, each with its summary."""
    return {name: ENCODERS.get(name).summary for name in ENCODERS.names()}
