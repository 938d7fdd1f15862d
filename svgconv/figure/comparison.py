"""Figures that are compared: side by side, on one clock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from svgconv.errors import SvgconvError, quoted
from svgconv.figure.operation_options import not_drawn
from svgconv.figure.recipe import operation_of, parameters_in
from svgconv.figure.sentences import MOST_WORDS, WHERE, Sentence
from svgconv.options import Compared, Option, options_of, plain_default
from svgconv.states.document import StatesDocument
from svgconv.states.odometer import Odometer, common
from svgconv.views import draws

MOST_FIGURES = 6
BETWEEN = re.compile(r", (?![^(]*\))(?!bottom |left |right )")
"""What is between two parts of a title: a comma, but not one inside a part."""
NAME = re.compile(r"[^\d:(]+")
"""What a part is about, before its numbers."""
DEFAULTS = {"dilation": "dilation 1", "stride": "stride 1", "padding": "no padding"}
"""What holds in a figure whose title does not say it."""
LAST = ("output", "drawn on")
"""What comes last."""


def own_recipe(recipe: Mapping[str, Any], options: Mapping[str, Option]) -> dict[str, Any]:
    """Return what a compared figure keeps of its recipe; the clock is the first figure's.

    Raises
    ------
    SvgconvError: the figure is compared with others already.
    """
    if recipe.get("beside"):
        raise SvgconvError(
            "beside",
            "a compared figure cannot have compared figures of its own",
            "list all figures together",
        )
    own = {name for name, one in options.items() if one.compared != Compared.COMMON}
    kept = {"operation", "parameters", "numbers", *own}
    return {key: value for key, value in recipe.items() if key in kept}


def completed(
    recipe: Mapping[str, Any], first: Mapping[str, Any], options: Mapping[str, Option]
) -> dict[str, Any]:
    """Return a compared figure's recipe, with what it inherits from the first figure's.

    It inherits the input size and each option that says so, unless it has its own. A view that
    does not draw it is not inherited, neither are weights or a bias if it has none, nor an
    option that its view does not draw.
    """
    if not isinstance(recipe, Mapping):
        raise SvgconvError("beside", f"{quoted(recipe)} is not a figure", "use svgconv.compare")
    operation = operation_of(recipe)
    inherited = {
        name: first[name]
        for name, one in options.items()
        if one.compared == Compared.INHERITED and name in first
    }
    if "view" in inherited and not draws(inherited["view"], operation):
        del inherited["view"]
    view = recipe.get("view") or inherited.get("view") or operation.default_view
    unfit_style = not_drawn(view, operation, options)
    if recipe.get("values") is False:
        unfit_style = {*unfit_style, "panels"}
    inherited = {name: one for name, one in inherited.items() if name not in unfit_style}
    if isinstance(values := inherited.get("values"), Mapping):
        unfit = {"weight": not operation.has_weight, "bias": not operation.has_bias}
        inherited["values"] = {key: one for key, one in values.items() if not unfit.get(key)}
    parameters = parameters_in(recipe)
    size = first.get("parameters", {}).get("input_size")
    if size is not None and "input_size" not in parameters:
        parameters = {"input_size": size, **parameters}
    return {**inherited, **recipe, "parameters": parameters}


def explicit(recipe: Mapping[str, Any], first: Mapping[str, Any], owner: type) -> dict[str, Any]:
    """Return a compared figure's recipe, with the defaults that it must not inherit written out.

    Parameters
    ----------
    owner: the class that declares the options.
    """
    missing = {
        name: plain_default(owner, name) if one.unrecorded is None else one.unrecorded
        for name, one in options_of(owner).items()
        if one.compared == Compared.INHERITED and name in first and name not in recipe
    }
    return {**missing, **recipe}


def check_count(count: int) -> None:
    """Raise `SvgconvError` if there are too many figures for one row."""
    if count > MOST_FIGURES:
        raise SvgconvError(
            "beside",
            f"{count} figures are more than {MOST_FIGURES}",
            f"compare at most {MOST_FIGURES}",
        )


def common_title(titles: Sequence[str]) -> str:
    """Return the titles of compared figures as one line; others say how they differ from the first.

    A title that is the same adds nothing. If there are too many words, the others are counted.
    """
    first, *others = titles
    known = [_difference(first, other) for other in others if other != first]
    parts = (f"{'and ' * bool(at)}compared with {title}" for at, title in enumerate(known))
    title = "; ".join([first, *parts])
    if len(title.split()) <= MOST_WORDS:
        return title
    return f"{first}; compared with {len(known)} others"


def _difference(first: str, other: str) -> str:
    """Return what a title has that the first one has not.

    It is the whole title if that is of another kind, or lacks something that the first one has.
    """
    kind, _, rest = first.partition(": ")
    other_kind, _, other_rest = other.partition(": ")
    if kind != other_kind or ": " in rest + other_rest or " > " in rest + other_rest:
        return other
    parts, others = rest.split(", "), other_rest.split(", ")
    own = [part for part in others if part not in parts]
    words = {part.split(" ")[0] for part in own}
    lost = {part.split(" ")[0] for part in parts if part not in others}
    return ", ".join(own) if own and lost <= words else other


def headings(titles: Sequence[str]) -> tuple[str, list[str]]:
    """Return what the titles of compared figures have in common, and what differs in each.

    The first is ``""`` if nothing is the same; the others are ``""`` if nothing differs.
    """
    if len({*titles}) == 1:
        return titles[0], [""] * len(titles)
    if any(" > " in title for title in titles):
        return "", list(titles)
    kinds, rests = zip(*(title.split(": ", 1) for title in titles), strict=True)
    each = [{_key(part): part for part in BETWEEN.split(rest)} for rest in rests]
    keys = sorted(dict.fromkeys(key for parts in each for key in parts), key=LAST.__contains__)
    different = [key for key in keys if len({parts.get(key) for parts in each}) > 1]
    shared = ", ".join(each[0][key] for key in keys if key not in different)
    own = [", ".join(_different(parts, different)) for parts in each]
    if len({*kinds}) > 1:
        return "", [": ".join(filter(None, pair)) for pair in zip(kinds, own, strict=True)]
    return ": ".join(filter(None, (kinds[0], shared))), own


def _different(parts: Mapping[str, str], keys: Sequence[str]) -> list[str]:
    """Return what a figure's title says of some things, or the defaults that it does not say."""
    words = [parts.get(key) or DEFAULTS.get(key, "") for key in keys]
    return [one for one in words if one] or [f"no {key}" for key in keys]


def _key(part: str) -> str:
    """Return what a part of a title is about, such as ``"kernel"`` for ``"kernel 3×3"``."""
    found = NAME.match(part)
    return found[0].strip() if found else part


def common_sentences(
    each: Sequence[Sequence[Sentence]],
    frame_unit: str,
    odometers: Sequence[Odometer],
    *,
    has_channels: bool,
) -> list[Sentence]:
    """Return the figures' descriptions as one, and how the figures move together.

    A sentence that all have comes first, once; the others follow figure by figure.

    Parameters
    ----------
    each: the sentences of each figure.
    frame_unit: what the frames count: ``"output"``, ``"input"`` or ``"window"``.
    has_channels: whether some figures have several channels.
    """
    of_channels = " (its channel counts the drawn ones)" * has_channels
    words = [f"All figures show the same {frame_unit} index{of_channels}, or their last one."]
    if frame_unit == "output" and any(one.output_digits for one in odometers):
        words.append(
            "A figure that steps through the input shows the last input unit that adds to the"
            " output cell."
        )
    return [*_figure_by_figure(each), *(Sentence(one, WHERE) for one in words)]


def _figure_by_figure(each: Sequence[Sequence[Sentence]]) -> Iterator[Sentence]:
    """Yield the sentences of all figures, then those of each one, from left to right."""
    yield from (one for one in each[0] if all(one in others for others in each))
    for place, own in zip(_places(len(each)), each, strict=True):
        different = [one for one in own if not all(one in others for others in each)]
        if different:
            first, *others = different
            yield first.after(f"{place}:")
            yield from others


def _places(count: int) -> list[str]:
    return ["Left", "Right"] if count == 2 else [f"Figure {at + 1}" for at in range(count)]


@dataclass(frozen=True)
class ComparedStates:
    """The ``states`` documents of compared figures as one: each frame has one of each.

    ``odometers`` are the figures' own readings, aligned with each other.
    """

    documents: Sequence[StatesDocument]
    odometers: Sequence[Odometer]

    @property
    def odometer(self) -> Odometer:
        """The readings of all figures."""
        return common(self.odometers)

    def head(self) -> dict[str, Any]:
        """Return the document without its frames."""
        return {"figures": [one.head() for one in self.documents]}

    def frames(self) -> Iterator[dict[str, Any]]:
        """Yield each frame."""
        each = [list(one.frames()) for one in self.documents]
        whole = self.odometer
        for digits in map(whole.digits, range(whole.frame_count)):
            places = [own.frame(own.nearest(digits, whole)) for own in self.odometers]
            yield {"figures": [frames[at] for frames, at in zip(each, places, strict=True)]}
