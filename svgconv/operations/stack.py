"""A stack of layers: each unit's receptive field, through every layer down to the input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from svgconv.errors import SvgconvError
from svgconv.operations._layers import chained, layers_text, placed, read_layers
from svgconv.operations._receptive_field import Field, Window, arithmetic, fields_of
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
    """Layers of one channel, each on the output of the one before it.

    ``layers`` are PyTorch's calls, short or in full, with ``>`` between them, or a list of calls
    and tables (see `svgconv.operations._layers.read_layers`). All have one axis, or all two; a
    stack's own ``axes`` are theirs.

    Raises
    ------
    SvgconvError: a layer that cannot be read or that refuses its input, as ``layers[1]: ...``.
    """

    name: ClassVar[str] = "stack"
    torch_module: ClassVar[str] = "Sequential"
    torch_signature: ClassVar[tuple[str, ...]] = ()
    positional: ClassVar[tuple[str, ...]] = ("layers", "input_size")
    states_kinds: ClassVar[tuple[str, ...]] = (STACK, STACK_OF_ONE_AXIS)
    default_view: ClassVar[str] = "planes"

    layers: str = parameter(
        layers_text, Flag("The layers, as in 'Conv2d(k=3) > MaxPool2d(2)' (stack).", "A > B")
    )

    def __post_init__(self) -> None:
        axes = read_layers(self.layers)[0].operation.axes
        object.__setattr__(self, "axes", axes)
        object.__setattr__(self, "states_kinds", (STACK,) if axes > 1 else Stack.states_kinds)
        object.__setattr__(self, "default_view", "planes" if axes > 1 else "tree")
        super().__post_init__()

    def check(self) -> None:
        """Refuse what any layer refuses of the output before it."""
        assert self.chain

    @cached_property
    def chain(self) -> tuple[Operation, ...]:
        """The layers, each on the output of the one before it."""
        return chained(read_layers(self.layers), self.input_size)

    @cached_property
    def names(self) -> list[str]:
        """The layers in short."""
        return [layer.text for layer in read_layers(self.layers)]

    @cached_property
    def output_size(self) -> Size:
        """The last layer's output's size."""
        return self.chain[-1].output_size

    def parameters(self) -> dict[str, Any]:
        """The input's size and the layers in short."""
        return {"input_size": plain(self.input_size), "layers": self.layers}

    def all_parameters(self) -> dict[str, Any]:
        """The input's size, and every layer with all its parameters."""
        layers = [{"operation": layer.name, **layer.all_parameters()} for layer in self.chain]
        return {"input_size": list(self.input_size), "layers": layers}

    def states(self) -> StackStates:
        """What each output unit depends on in every layer below."""
        from svgconv.states.stack import StackStates

        layers = []
        for index, layer in enumerate(self.chain):
            try:
                layers.append(layer.states())
            except SvgconvError as error:
                raise placed(error, index) from None
        return StackStates.of(layers, self.names, self.notes(), self.name, self.all_parameters())

    def notes(self) -> list[tuple[str, ...]]:
        """What stands beside the input and each layer's output: what it is, and what it sees."""
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
        """The receptive field along an axis of the input's units, and of every layer's output.

        None where the stack has a layer whose units' fields are not all alike: a transposed
        convolution, or an adaptive pooling.
        """
        windows = self._windows(axis)
        return None if windows is None else fields_of(windows)

    def _windows(self, axis: int) -> list[Window] | None:
        windows = self._first_windows(axis)
        return windows if len(windows) == len(self.chain) else None

    def _first_windows(self, axis: int) -> list[Window]:
        """The windows of the layers before the first that has none."""
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
        raise SvgconvError("values", "a stack has none of its own", "ask each layer of its chain")

    def title(self) -> str:
        """Such as ``Stack: input 9×9, Conv2d(k=3) > MaxPool2d(2), receptive field 4×4 ...``."""
        field = self._field_words()
        parts = [f"input {times(self.input_size)}", self.layers]
        parts += [f"receptive field {field}"] if field else []
        return f"Stack: {', '.join(parts)}, output {times(self.output_size)}"

    def description(self) -> str:
        """What is lit, and how large it is."""
        field = self._field_words()
        return (
            f"{len(self.chain)} layer{'s' * (len(self.chain) > 1)} above each other, the input at"
            " the bottom; in each the units are shaded that the shaded output unit depends on, down"
            f" to its receptive field in the input{': ' * bool(field)}{field}."
        )

    def _field_words(self) -> str:
        """Such as ``7×7 (stride 4, start -2)``, nothing where no formula says it."""
        field = self.receptive_field
        if field is None:
            return ""
        size, moves = _seen(field)
        return f"{size} ({moves})"

    def steps(self, axis: int) -> list[Step]:
        """The output size's arithmetic of every layer."""
        return [
            replace(step, source=f"layer {number}, {step.source}")
            for number, layer in enumerate(self.chain, 1)
            for step in layer.steps(axis)
        ]

    def remarks(self) -> list[str]:
        """The receptive field's arithmetic and growth, and what the layers have to remark."""
        remarks = [
            f"layer {number}: {remark}"
            for number, layer in enumerate(self.chain, 1)
            for remark in layer.remarks()
        ]
        if self.receptive_field is None:
            return remarks + self._unlike_fields()
        said = [(*self._growth(axis),) for axis in range(self.axes)]
        if len(set(said)) == 1:
            return [*remarks, *said[0]]
        for name, lines in zip(AXIS_NAMES[self.axes], said, strict=True):
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

    def _unlike_fields(self) -> list[str]:
        """How many units are read along each axis, where no formula says it."""
        return [
            f"receptive field: {min(counts)} to {max(counts)} {name}s of the input"
            if min(counts) < max(counts)
            else f"receptive field: {max(counts)} {name}s of the input"
            for axis, name in zip(self.states().axes, LINE_NAMES[self.axes], strict=True)
            for counts in [[len(units) for units in axis.reads]]
        ]

    def torch_call(self) -> str:
        """The layers in a sequence."""
        return f"nn.Sequential({', '.join(layer.torch_call() for layer in self.chain)})"

    @classmethod
    def from_torch(cls, arguments: Mapping[str, object]) -> dict[str, object]:
        """A stack is read from its calls (see `svgconv.operations._layers`), not from arguments."""
        return dict(arguments)


def _seen(field: Sequence[Field]) -> tuple[str, str]:
    """A receptive field along all axes in words: ``7×7``, and ``stride 4, start -2``."""
    sizes, strides, starts = zip(*((one.size, one.stride, one.start) for one in field), strict=True)
    return times(sizes), f"stride {one_or_each(strides)}, start {one_or_each(starts)}"


OPERATION = Stack
