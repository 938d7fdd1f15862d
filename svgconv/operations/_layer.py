"""What a layer of a stack is: an operation, a layer without a window, or paths that meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Union

from svgconv.errors import SvgconvError
from svgconv.operations._pass_through import PassThrough
from svgconv.operations.base import Operation
from svgconv.options import options_of
from svgconv.specification.calls import LETTERS
from svgconv.specification.sizes import Size

LAYER = "layer"
CHANNELS = ("in_channels", "out_channels", "groups")
"""Arguments that change no window: they are counted and not drawn."""
PLACED = ("out_channels", "kernel_size")
"""Arguments that are written without their names, if those before them are."""
MASKED = "MaskedConv2d"
"""What a masked convolution is called in a stack, as in code of PixelCNN."""
JOINS = ("add", "concat")
"""What joins paths: a sum of equal shapes, or channels one after another."""

AnyLayer = Union["Layer", PassThrough, "Branches"]


@dataclass(frozen=True)
class Layer:
    """One layer of a stack; the size of its input is that of the output before it.

    Attributes
    ----------
    operation: the operation's class.
    parameters: the parameters except the input's size, in their short forms; no defaults.
    channels: those of `CHANNELS` that are given.
    bias: whether it adds a bias, if it has a weight.
    """

    operation: type[Operation]
    parameters: Mapping[str, Any]
    channels: Mapping[str, int] = field(default_factory=dict)
    bias: bool = True

    @property
    def text(self) -> str:
        """The shortest call that reads back as this layer: ``Conv2d(k=3, s=2)``."""
        letters = {name: letter for letter, name in LETTERS.items()}
        places = {name: place for place, name in enumerate(self.operation.torch_signature)}
        given = {**self.channels, **self.parameters}
        written: list[str] = []
        placed = 0
        for key in sorted(given, key=lambda name: places.get(name, len(places))):
            value = _mask(given[key]) if key == "mask" else _literal(given[key])
            if places.get(key) == placed == len(written) and (placed == 0 or key in PLACED):
                placed += 1
                written.append(value)
            else:
                written.append(f"{letters.get(key, key)}={value}")
        written += ["bias=False"] * (not self.bias)
        name = MASKED if self.operation.name == "masked_conv" else self.operation.torch_module
        return f"{name}({', '.join(written)})"

    @property
    def rearranges(self) -> bool:
        """Whether its output has other channels than its input, without a weight."""
        return self.channels_after(Fraction(1)) != 1

    def channels_after(self, before: Fraction) -> Fraction:
        """Return the channels of its output, if it has no weight."""
        return self.operation.layer_channels(self.parameters, before)

    def on(self, input_size: Size) -> Operation:
        """Return the layer's operation on an input of this size, with the fewest channels."""
        fewest = self.operation.fewest_channels(self.parameters)
        channels = {"in_channels": fewest, "out_channels": fewest} if fewest > 1 else {}
        return self.operation(input_size=input_size, **self.parameters, **channels)

    def with_channels(self, input_size: Size, inputs: int, outputs: int) -> Operation:
        """Return the layer's operation with its channels, where it has such parameters."""
        if "in_channels" not in options_of(self.operation):
            return self.on(input_size)
        channels = {**self.channels, "in_channels": inputs, "out_channels": outputs}
        given = {"input_size": input_size, **channels, **self.parameters}
        return self.operation.from_parameters(given)


@dataclass(frozen=True)
class Branches:
    """Paths from the same output to one output: residual connections, U-Nets, Inception.

    Attributes
    ----------
    join: one of `JOINS`.
    paths: the layers of each path; a path of `Identity` alone is a skip connection.
    """

    join: str
    paths: tuple[tuple[AnyLayer, ...], ...]

    @property
    def text(self) -> str:
        """The call that reads back as these paths: ``add(Conv2d(k=3, p=1), Identity())``."""
        return f"{self.join}({', '.join(map(text_of, self.paths))})"


def text_of(layers: Sequence[AnyLayer]) -> str:
    """Return the call that reads back as these layers: ``Conv2d(k=3) > MaxPool2d(2)``."""
    return " > ".join(layer.text for layer in layers)


class SizesDifferError(SvgconvError):
    """Paths whose outputs have different sizes.

    Attributes
    ----------
    along: the axes.
    crops: the padding layers that crop the paths to the same size, in words.
    """

    along: tuple[int, ...] = ()
    crops: str = ""


def windowed(layers: Sequence[AnyLayer]) -> Iterator[Layer]:
    """Yield the layers with a window, those of all paths included."""
    for layer in layers:
        if isinstance(layer, Layer):
            yield layer
        elif isinstance(layer, Branches):
            for path in layer.paths:
                yield from windowed(path)


def placed(error: SvgconvError, index: int) -> SvgconvError:
    """Return the error of one layer, with the layer's number from 1 as its subject."""
    return at_place(error, f"layer {index + 1}")


def at_place(error: SvgconvError, place: str) -> SvgconvError:
    """Return the error of one layer, with the layer's place as its subject."""
    subject = "" if error.subject == LAYER else f"{error.subject}: "
    return _moved(error, place, f"{subject}{error.problem}")


def on_path(error: SvgconvError, number: int) -> SvgconvError:
    """Return the error of a layer on a path, with the path's number in its subject."""
    return _moved(error, f"path {number}, {error.subject}", error.problem)


def _moved(error: SvgconvError, subject: str, problem: str) -> SvgconvError:
    moved = type(error)(subject, str(problem), str(error.remedy))
    if isinstance(error, SizesDifferError) and isinstance(moved, SizesDifferError):
        moved.along, moved.crops = error.along, error.crops
    return moved


def _mask(value: str) -> str:
    """A mask as a call takes it: a letter, or rows of numbers, which are no text."""
    if value.isalpha():
        return f'"{value}"'
    return repr([[int(there) for there in row] for row in value.split(",")])


def _literal(value: object) -> str:
    """A value as Python writes it, with sizes as tuples, and one axis's two sides as a pair."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], list):
        return _literal(value[0])
    if isinstance(value, list):
        return f"({', '.join(map(_literal, value))})"
    return f'"{value}"' if isinstance(value, str) else repr(value)
