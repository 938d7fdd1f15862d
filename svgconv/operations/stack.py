"""A stack of layers: each unit's receptive field, through every layer down to the input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from svgconv.errors import SvgconvError
from svgconv.operations import _keras
from svgconv.operations._feature_maps import FeatureMaps
from svgconv.operations._layer import Branches, windowed
from svgconv.operations._layer_table import Row, lines, rows_of
from svgconv.operations._layers import layers_text, read_layers
from svgconv.operations._network import Placed, applied, field_after, leaves, repeat_of, spans_after
from svgconv.operations._pass_through import PassThrough
from svgconv.operations._placement import network_of
from svgconv.operations._receptive_field import OWN, Field
from svgconv.operations._repeat import Repeat
from svgconv.operations._spans import Spans
from svgconv.operations._spelling import Spelling
from svgconv.operations._stack_remarks import field_words, growth, remarks_of, varying_fields
from svgconv.operations.base import Operation, Step, parameter
from svgconv.operations.masked_conv import MaskedConv
from svgconv.options import Flag
from svgconv.specification.phrases import channels_of
from svgconv.specification.sizes import Size, plain, times

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array
    from svgconv.states.stack import StackStates

STACK = "stack"
"""The kind of all stacks."""

MOST_WORDS = 40
"""The most words of the layers in a title; of more, the title has the number of layers."""
MOST_NAMED = 8
"""The most layers that a title names; of more it names the first two and the last."""

STACK_OF_ONE_AXIS = "stack of one axis"
"""The kind of those whose layers have one axis, on one path."""


@dataclass(frozen=True)
class Stack(Operation):
    """A stack of layers, each on the output of the one before it (`torch.nn.Sequential`).

    It shows the receptive field of each output unit through all layers. All layers
    have the same number of axes. Activations, normalizations and dropout change
    no size and no window; `Flatten` and `Linear` end the planes.

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
    example: ClassVar[str] = '"Conv2d(k=3) > MaxPool2d(2)", 8'
    torch_module: ClassVar[str] = "Sequential"
    torch_signature: ClassVar[tuple[str, ...]] = ()
    spellings: ClassVar[tuple[Spelling, ...]] = _keras.separable_layers()
    positional: ClassVar[tuple[str, ...]] = ("layers", "input_size")
    has_numbers: ClassVar[bool] = False
    has_layers: ClassVar[bool] = True
    states_kinds: ClassVar[tuple[str, ...]] = (STACK, STACK_OF_ONE_AXIS)
    default_view: ClassVar[str] = "planes"

    layers: str = parameter(
        layers_text, Flag("The layers, such as 'Conv2d(k=3) > MaxPool2d(2)'.", "A > B > ...")
    )

    def __post_init__(self) -> None:
        layers = read_layers(self.layers)
        axes = next(windowed(layers)).operation.axes
        object.__setattr__(self, "axes", axes)
        is_line = axes == 1 and not any(isinstance(one, Branches) for one in layers)
        object.__setattr__(self, "states_kinds", Stack.states_kinds if is_line else (STACK,))
        object.__setattr__(self, "default_view", "tree" if is_line else "planes")
        super().__post_init__()

    def check(self) -> None:
        """Reject an input that a layer rejects."""
        assert self.network

    @cached_property
    def network(self) -> tuple[Placed, ...]:
        """Every layer, on the output of the layer before it."""
        return network_of(read_layers(self.layers), self.input_size)

    @cached_property
    def chain(self) -> tuple[Operation, ...]:
        """The operation of each layer with a window, on one channel."""
        return tuple(one.operation for one in self.network if one.operation)

    @cached_property
    def feature_maps(self) -> FeatureMaps:
        """The input and what the layers with a window give, with the paths between them."""
        return FeatureMaps((self.network[0].inputs, *self.input_size), self.network)

    @cached_property
    def table(self) -> tuple[Row, ...]:
        """The input and every layer: its shape, receptive field, weights and multiplications."""
        own = (OWN,) * self.axes
        rows = rows_of(self.network, self._has_channels, own, own)
        return Row("input", self.input_shape, own, 0, 0), *rows

    @cached_property
    def _planes(self) -> list[Placed]:
        """The layers before the planes end."""
        return [one for one in self.network if len(one.shape) > 1]

    @cached_property
    def _spans(self) -> Spans:
        """What each output depends on along each axis."""
        return spans_after(self._planes, (OWN,) * self.axes)

    @property
    def _has_channels(self) -> bool:
        channels = [one.shape[0] for one in leaves(self.network) if len(one.shape) > 1]
        return max(self.network[0].inputs, *channels, self._planes[-1].shape[0]) > 1

    @cached_property
    def _joins(self) -> list[str]:
        """What joins paths, at any layer."""
        return [one.layer.join for one in self.network if isinstance(one.layer, Branches)]

    @property
    def input_shape(self) -> Size:
        """The input's shape, with several channels first."""
        first = (self.network[0].inputs,) if self._has_channels else ()
        return (*first, *self.input_size)

    @property
    def output_shape(self) -> Size:
        """The shape of the last layer with a plane, with several channels first."""
        shape = self._planes[-1].shape
        return shape if self._has_channels else shape[1:]

    @cached_property
    def output_size(self) -> Size:
        """The last layer's output's size."""
        return self._planes[-1].shape[1:]

    def parameters(self) -> dict[str, Any]:
        """Return the input's size and the layers in their short form."""
        return {"input_size": plain(self.input_size), "layers": self.layers}

    def all_parameters(self) -> dict[str, Any]:
        """Return the input's size, and every layer with all its parameters."""
        layers = [one.all_parameters() for one in self.network]
        return {"input_size": list(self.input_size), "layers": layers}

    def states(self) -> StackStates:
        """Return the states: the units of every layer that each output unit depends on."""
        table = [row.plain() for row in self.table]
        return self.feature_maps.states(
            self.input_shape, operation=self.name, parameters=self.all_parameters(), table=table
        )

    def repeat(self, axis: int) -> Repeat:
        """Return the units that every layer can leave out.

        An output whose receptive field lies within the input remains, if there is one.

        Raises
        ------
        SvgconvError: a layer whose windows depend on its whole input.
        """
        repeat = repeat_of(self.network, axis)
        if self.receptive_field is None:
            return repeat
        field, size = self.receptive_field[axis], self.input_size[axis]
        first = max(0, -(field.start // field.stride))
        least = field.start + first * field.stride + field.size
        if least > size or first >= self.output_size[axis]:
            return repeat
        outputs = self.output_size[axis] - first - 1
        most = min(repeat.most, (size - least) // repeat.units, outputs // repeat.outputs)
        return replace(repeat, most=most)

    @cached_property
    def receptive_field(self) -> tuple[Field, ...] | None:
        """The output's receptive field along each axis.

        None if a layer's units do not all have the same field, as in a transposed convolution or an
        adaptive pooling.
        """
        return field_after(self._planes, (OWN,) * self.axes)

    def _forward(self, input: Array, weight: Array | None) -> Array:
        raise SvgconvError("values", "a stack has no numbers of its own", "use those of its layers")

    def title(self) -> str:
        """Return a title such as ``Stack: input 9×9, Conv2d(k=3) > MaxPool2d(2), ...``."""
        field = self._field_words()
        layers = [one.text for one in self.network]
        if len(layers) > MOST_NAMED:
            layers[2:-1] = [f"{len(layers) - 3} layers"]
        named = " > ".join(layers)
        if len(named.split()) > MOST_WORDS:
            named = f"{sum(one.operation is not None for one in leaves(self.network))} layers"
        parts = [f"input {self._words(self.input_shape)}", named]
        parts += [f"receptive field {field}"] if field else []
        return f"Stack: {', '.join(parts)}, output {self._words(self.output_shape)}"

    def _words(self, shape: Size) -> str:
        return channels_of(shape) if self._has_channels else times(shape)

    def description(self) -> str:
        """Return sentences about what is shaded in each layer."""
        field = self._field_words()
        count = sum(one.operation is not None for one in leaves(self.network))
        layers = "One layer" if count == 1 else f"{count} layers, one above the other"
        paths = ", paths next to each other" * bool(self._joins)
        return (
            f"{layers}{paths}, with the input at the bottom. In each layer, the units that the"
            " shaded output unit depends on are shaded, down to its receptive field in the"
            f" input{': ' * bool(field)}{field}.{self._undrawn_words()}"
        )

    def _undrawn_words(self) -> str:
        """The description's sentences about channels, and about layers without a window."""
        words = []
        if self._has_channels:
            ends = self.input_shape[0], self.output_shape[0]
            words = [f"The input has {ends[0]:,} channels and the output {ends[1]:,};",
                     "one of each layer is drawn."]  # fmt: skip
        passing = dict.fromkeys(
            one.layer.module for one in self.network if isinstance(one.layer, PassThrough)
        )
        words += [f"Not drawn: {', '.join(passing)}."] if passing else []
        return "".join(f" {part}" for part in words)

    def _field_words(self) -> str:
        """The field in words, such as ``7×7 (stride 4, start -2)``; empty without a formula."""
        field = self.receptive_field
        if field is None:
            return ""
        size, moves = field_words(field)
        return f"{size} ({moves})"

    def steps(self, axis: int) -> list[Step]:
        """Return the arithmetic of every layer's output size."""
        return [
            replace(step, source=f"{one.place}, {step.source}")
            for one in leaves(self.network)
            if one.operation
            for step in one.operation.steps(axis)
        ]

    def remarks(self) -> list[str]:
        """Return the layers' remarks, and how the receptive field grows."""
        remarks = [
            f"{one.place}: {remark}"
            for one in leaves(self.network)
            for remark in remarks_of(one, self.axes)
        ]
        if self.receptive_field is None:
            remarks += varying_fields(self._planes, self.input_size, self._spans)
        elif self._joins:
            remarks.append("the receptive field of paths that meet is the union of theirs")
        else:
            remarks += growth(self.chain, self.axes)
        if any(isinstance(layer, MaskedConv) for layer in self.chain):
            remarks.append("the receptive field is the smallest rectangle around what is read")
        return [*remarks, *lines(self.table)]

    def torch_call(self) -> str:
        """Return the layers in ``nn.Sequential``."""
        if self._joins:
            return applied(self.network)
        return f"nn.Sequential({', '.join(one.torch_call() for one in self.network)})"

    def keras_layers(self) -> list[str]:
        """Return the layers; none if Keras lacks one of them."""
        layers = [one.keras_layers() for one in self.network]
        return [one for some in layers for one in some] if all(layers) else []

    @classmethod
    def from_torch(cls, arguments: Mapping[str, object]) -> dict[str, object]:
        """Return the arguments; a stack is read by `svgconv.operations._layers` instead."""
        return dict(arguments)


OPERATION = Stack
