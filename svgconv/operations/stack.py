"""A stack of layers: each unit's receptive field, through every layer down to the input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from svgconv.errors import SvgconvError
from svgconv.operations import _keras
from svgconv.operations._layers import chained, layers_text, placed, read_layers
from svgconv.operations._receptive_field import Field, Window, arithmetic, fields_of
from svgconv.operations._spelling import Spelling
from svgconv.operations.base import Operation, Step, parameter
from svgconv.options import Flag
from svgconv.specification.phrases import one_or_each
from svgconv.specification.sizes import AXIS_NAMES, LINE_NAMES, Size, plain, times

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array
    from svgconv.states.stack import StackStates

STACK = "stack"
"""The kind of all stacks."""

STACK_OF_ONE_AXIS = "stack of one axis"
"""The kind of those whose layers have one axis."""


@dataclass(frozen=True)
class Stack(Operation):
    """A stack of layers, each on the output of the one before it (`torch.nn.Sequential`).

    It shows the receptive field of each output unit through all layers. All layers
    have one axis, or all have two.

    >>> import svgconv
    >>> figure = svgconv.stack(["Conv2d(k=3)", "Conv2d(k=3, s=2)", "MaxPool2d(2)"], 16)
    >>> figure.operation.output_size
    (3, 3)
    >>> causal = svgconv.stack("Conv1d(k=2, p='causal') > Conv1d(k=2, d=2, p='causal')", 8)
    >>> causal.operation.output_size
    (8,)

    Raises
    ------
    SvgconvError: a layer that cannot be read or that rejects its input, as ``layer 2: ...``.
    """

    name: ClassVar[str] = "stack"
    torch_module: ClassVar[str] = "Sequential"
    torch_signature: ClassVar[tuple[str, ...]] = ()
    spellings: ClassVar[tuple[Spelling, ...]] = _keras.separable_layers()
    positional: ClassVar[tuple[str, ...]] = ("layers", "input_size")
    has_numbers: ClassVar[bool] = False
    states_kinds: ClassVar[tuple[str, ...]] = (STACK, STACK_OF_ONE_AXIS)
    default_view: ClassVar[str] = "planes"

    layers: str = parameter(
        layers_text, Flag("The layers, such as 'Conv2d(k=3) > MaxPool2d(2)'.", "A > B")
    )

    def __post_init__(self) -> None:
        axes = read_layers(self.layers)[0].operation.axes
        object.__setattr__(self, "axes", axes)
        object.__setattr__(self, "states_kinds", (STACK,) if axes > 1 else Stack.states_kinds)
        object.__setattr__(self, "default_view", "planes" if axes > 1 else "tree")
        super().__post_init__()

    def check(self) -> None:
        """Reject an input that a layer rejects."""
        assert self.chain

    @cached_property
    def chain(self) -> tuple[Operation, ...]:
        """The operation of each layer, on the output of the layer before it."""
        return chained(read_layers(self.layers), self.input_size)

    @cached_property
    def names(self) -> list[str]:
        """The layers in their short form."""
        return [layer.text for layer in read_layers(self.layers)]

    @cached_property
    def output_size(self) -> Size:
        """The last layer's output's size."""
        return self.chain[-1].output_size

    def parameters(self) -> dict[str, Any]:
        """Return the input's size and the layers in their short form."""
        return {"input_size": plain(self.input_size), "layers": self.layers}

    def all_parameters(self) -> dict[str, Any]:
        """Return the input's size, and every layer with all its parameters."""
        layers = [{"operation": layer.name, **layer.all_parameters()} for layer in self.chain]
        return {"input_size": list(self.input_size), "layers": layers}

    def states(self) -> StackStates:
        """Return the states: the units of every layer that each output unit depends on."""
        from svgconv.states.stack import StackStates

        layers = []
        for index, layer in enumerate(self.chain):
            try:
                layers.append(layer.states())
            except SvgconvError as error:
                raise placed(error, index) from None
        return StackStates.of(layers, self.names, self.notes(), self.name, self.all_parameters())

    def notes(self) -> list[tuple[str, ...]]:
        """Return the lines of text next to the input and next to each layer's output."""
        each = [fields_of(self._first_windows(axis)) for axis in range(self.axes)]
        grown = list(zip(*each, strict=True))
        notes: list[tuple[str, ...]] = [("input", times(self.input_size))]
        for number, (name, layer) in enumerate(zip(self.names, self.chain, strict=True), 1):
            if number < len(grown):
                size, moves = _seen(grown[number])
                notes.append((name, f"receptive field {size}", moves))
            else:
                notes.append((name, f"output {times(layer.output_size)}"))
        return notes

    def fields(self, axis: int) -> list[Field] | None:
        """Return the receptive field along an axis of the input's units and of each layer's output.

        None if a layer's units do not all have the same field, as in a transposed convolution or an
        adaptive pooling.
        """
        windows = self._windows(axis)
        return None if windows is None else fields_of(windows)

    def _windows(self, axis: int) -> list[Window] | None:
        windows = self._first_windows(axis)
        return windows if len(windows) == len(self.chain) else None

    def _first_windows(self, axis: int) -> list[Window]:
        """The windows of the layers before the first one without a window."""
        windows: list[Window] = []
        for layer in self.chain:
            window = layer.layer_window(axis)
            if window is None:
                break
            windows.append(window)
        return windows

    @cached_property
    def receptive_field(self) -> tuple[Field, ...] | None:
        """The output's receptive field along each axis, or None as in `fields`."""
        fields = [self.fields(axis) for axis in range(self.axes)]
        return tuple(field[-1] for field in fields if field) if all(fields) else None

    def _forward(self, input: Array, weight: Array | None) -> Array:
        raise SvgconvError("values", "a stack has no numbers of its own", "use those of its layers")

    def title(self) -> str:
        """Return a title such as ``Stack: input 9×9, Conv2d(k=3) > MaxPool2d(2), ...``."""
        field = self._field_words()
        parts = [f"input {times(self.input_size)}", self.layers]
        parts += [f"receptive field {field}"] if field else []
        return f"Stack: {', '.join(parts)}, output {times(self.output_size)}"

    def description(self) -> str:
        """Return sentences about what is shaded in each layer."""
        field, count = self._field_words(), len(self.chain)
        layers = "One layer" if count == 1 else f"{count} layers, one above the other"
        return (
            f"{layers}, with the input at the bottom. In each layer, the units that the shaded"
            " output unit depends on are shaded, down to its receptive field in the"
            f" input{': ' * bool(field)}{field}."
        )

    def _field_words(self) -> str:
        """The field in words, such as ``7×7 (stride 4, start -2)``; empty without a formula."""
        field = self.receptive_field
        if field is None:
            return ""
        size, moves = _seen(field)
        return f"{size} ({moves})"

    def steps(self, axis: int) -> list[Step]:
        """Return the arithmetic of every layer's output size."""
        return [
            replace(step, source=f"layer {number}, {step.source}")
            for number, layer in enumerate(self.chain, 1)
            for step in layer.steps(axis)
        ]

    def remarks(self) -> list[str]:
        """Return the layers' remarks, and how the receptive field grows."""
        remarks = [
            f"layer {number}: {remark}"
            for number, layer in enumerate(self.chain, 1)
            for remark in layer.remarks()
        ]
        if self.receptive_field is None:
            return remarks + self._varying_fields()
        growth = [(*self._growth(axis),) for axis in range(self.axes)]
        if len(set(growth)) == 1:
            return [*remarks, *growth[0]]
        for name, lines in zip(AXIS_NAMES[self.axes], growth, strict=True):
            remarks += [f"{name}, {lines[0]}", *lines[1:]]
        return remarks

    def _growth(self, axis: int) -> list[str]:
        """The receptive field of one axis: its formulas, and a table of how it grows."""
        windows = self._windows(axis)
        assert windows is not None
        rows: list[tuple[str, ...]] = [("", "units", "size", "stride", "start")]
        sizes = [self.input_size[axis], *(layer.output_size[axis] for layer in self.chain)]
        for name, units, field in zip(
            ["input", *self.names], sizes, fields_of(windows), strict=True
        ):
            rows.append((name, *map(str, (units, field.size, field.stride, field.start))))
        width = max(len(row[0]) for row in rows)
        table = [f"{row[0]:{width}}" + "".join(f"{cell:>8}" for cell in row[1:]) for row in rows]
        return [*arithmetic(windows), *table]

    def _varying_fields(self) -> list[str]:
        """The number of units read along each axis, for fields without a formula."""
        return [
            f"receptive field: {min(counts)} to {max(counts)} {name}s of the input"
            if min(counts) < max(counts)
            else f"receptive field: {max(counts)} {name}s of the input"
            for axis, name in zip(self.states().axes, LINE_NAMES[self.axes], strict=True)
            for counts in [[len(units) for units in axis.reads]]
        ]

    def torch_call(self) -> str:
        """Return the layers in ``nn.Sequential``."""
        return f"nn.Sequential({', '.join(layer.torch_layer() for layer in self.chain)})"

    def keras_layers(self) -> list[str]:
        """Return the layers; none if Keras lacks one of them."""
        layers = [layer.keras_layers() for layer in self.chain]
        return [one for some in layers for one in some] if all(layers) else []

    @classmethod
    def from_torch(cls, arguments: Mapping[str, object]) -> dict[str, object]:
        """Return the arguments; a stack is read by `svgconv.operations._layers` instead."""
        return dict(arguments)


def _seen(field: Sequence[Field]) -> tuple[str, str]:
    """A receptive field along all axes in words: ``7×7``, and ``stride 4, start -2``."""
    sizes, strides, starts = zip(*((one.size, one.stride, one.start) for one in field), strict=True)
    return times(sizes), f"stride {one_or_each(strides)}, start {one_or_each(starts)}"


OPERATION = Stack
