"""What a model is, whatever it is read from: its layers in the order in which they run.

A member of the family is one file that reads one kind of source. It exports a `Reader` as
``READER``, and describes the model by `Node`s, from which the table and the figures follow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias, Union

from svgconv.errors import SvgconvError
from svgconv.operations._layer import LAYER, Branches, Layer
from svgconv.operations._layers import read_layer
from svgconv.operations._pass_through import PassThrough
from svgconv.specification.sizes import Sides, Size

INPUT_FORM = "give channels and size, as in 3,224,224"
"""What to do without the shape of the input."""


WHOLE_PLANE = -1
"""The axes of a normalization of each channel, or group of channels, on its own."""


@dataclass(frozen=True)
class Input:
    """An input of the model."""


@dataclass(frozen=True)
class Same:
    """Each output unit depends on the input units at its place: an activation, a sum, a choice.

    Attributes
    ----------
    word: what the function is called; ``""`` if it is a layer.
    normalized: how many of the last axes it normalizes together; `WHOLE_PLANE` for all but the
        channels.
    """

    word: str = ""
    normalized: int = 0


@dataclass(frozen=True)
class Turn:
    """Axes in another order, such as the channels last.

    Attributes
    ----------
    order: for each axis of its output, without the batch, the axis of its input that it is.
    """

    order: Size


@dataclass(frozen=True)
class Shift:
    """Padding, a crop or a slice: output unit o is input unit o times the step, minus the padding.

    Attributes
    ----------
    sides: the cells that are added at each side; negative ones are cut off.
    steps: the input units from each output unit to the next.
    mode: what the padding holds, as in `svgconv.specification.padding_modes.MODES`; ``""`` for
        what no layer draws.
    """

    sides: Sides
    steps: Size
    mode: str = ""


@dataclass(frozen=True)
class Like:
    """A layer that is not drawn, but has the windows and the shapes of one that is.

    Attributes
    ----------
    layer: the other layer.
    reason: why it is not drawn, in words.
    """

    layer: Layer
    reason: str


@dataclass(frozen=True)
class Whole:
    """Each output unit depends on all input units: a mean, or the end of the planes.

    Attributes
    ----------
    in_any_order: whether it does so whatever the order of its input's axes, as attention does.
    """

    in_any_order: bool = False


@dataclass(frozen=True)
class Regrouped:
    """Other axes instead of the first ones, with the numbers in their order.

    Attributes
    ----------
    kept: how many of the last axes stay as they are.
    name: what it is called.
    """

    kept: int
    name: str


@dataclass(frozen=True)
class Unknown:
    """What svgconv does not know; the reason is a clause in words."""

    reason: str


Does: TypeAlias = Union[
    Layer, PassThrough, Input, Like, Same, Turn, Shift, Whole, Regrouped, Unknown
]


@dataclass(frozen=True)
class Node:
    """One layer or function of a model.

    Attributes
    ----------
    name: its name in the model: ``features.0``.
    layer: what its library shows of it: ``Conv2d(3, 64, kernel_size=(3, 3), stride=(1, 1))``.
    does: what it computes.
    inputs: the places of the nodes that it reads, each before its own.
    shape: its output's shape without the batch, the channels first; None if the source does not
        say it.
    weights: the number of its parameters that are learned; None if the source does not say it.
    """

    name: str
    layer: str
    does: Does
    inputs: tuple[int, ...] = ()
    shape: Size | None = None
    weights: int | None = None


@dataclass(frozen=True)
class Model:
    """A model as its source describes it.

    Attributes
    ----------
    name: what it is called.
    nodes: its inputs and layers, in the order in which they run.
    notes: sentences about what the source does not say.
    weights: the number of all parameters that are learned; None for the sum of the layers'.
    """

    name: str
    nodes: tuple[Node, ...]
    notes: tuple[str, ...] = field(default=())
    weights: int | None = None


@dataclass(frozen=True)
class Reader:
    """What reads one kind of source.

    Attributes
    ----------
    summary: the form of the source, for people.
    takes: whether a source is of this kind.
    read: returns the model of a source and of the shape of its input without the batch, the
        channels first; the shape is None if it is not given.
    call: returns the call of a source that is a layer; None if no source is one.
    """

    summary: str
    takes: Callable[[Any], bool]
    read: Callable[[Any, Size | None], Model]
    call: Callable[[Any], str] | None = None


def does_of(call: str | Mapping[str, Any], axes: int | None = None) -> Does:
    """Return what a layer does, from its call or its table; `Unknown` if it cannot be read.

    Parameters
    ----------
    axes: the number of axes of its input, for a call that does not show it.
    """
    return _does_of_text(call, axes) if isinstance(call, str) else _does_of(call, axes)


@lru_cache(maxsize=4096)
def _does_of_text(call: str, axes: int | None) -> Does:
    """The same for a call: the layers of a model are often alike."""
    return _does_of(call, axes)


def _does_of(call: str | Mapping[str, Any], axes: int | None) -> Does:
    try:
        layer = read_layer(call, axes)
    except SvgconvError as error:
        return Unknown(in_words(error))
    if isinstance(layer, Branches):
        return Unknown(f"the paths in {layer.join}(...) are not read")
    return layer


def in_words(error: Exception) -> str:
    """Return why a layer is not drawn, without what its author could do about it."""
    if not isinstance(error, SvgconvError):
        return str(error)
    subject = "" if error.subject.strip(": ") in ("", LAYER) else f"{error.subject}: "
    return f"{subject}{error.problem}"


def needed(shape: Size | None) -> Size:
    """Return the shape of the input.

    Raises
    ------
    SvgconvError: it is not given.
    """
    if shape is None:
        raise SvgconvError("input_size", "missing", INPUT_FORM)
    return shape


def open_size(words: str) -> SvgconvError:
    """Return the error for a model that does not say the size of its input.

    Parameters
    ----------
    words: what it says.
    """
    problem = (
        f"the model's input, {words}, has an open size" if words else "the model does not say it"
    )
    return SvgconvError("input_size", problem, INPUT_FORM)
