"""What an operation is: an immutable, validated set of parameters that knows its arithmetic.

A member of the family is a frozen dataclass that derives from `Operation`. It declares each
parameter with `parameter`, and defines its output size, its states and its texts. A file with its
name exports it as ``OPERATION``.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, Any, ClassVar

from svgconv.errors import SvgconvError
from svgconv.operations._declarations import drop_outdated
from svgconv.operations._layered import Layered
from svgconv.operations._parameters import parameter
from svgconv.operations._receptive_field import Window
from svgconv.operations._repeat import Repeat
from svgconv.operations._spelling import Spelling
from svgconv.operations._step import Step
from svgconv.operations._sum_form import (
    INTERPOLATION,
    MAXIMUM,
    WEIGHTED_SUM,
    SumForm,
    average,
)
from svgconv.operations._texts import Texts
from svgconv.specification.flags import INPUT_SIZE
from svgconv.specification.sizes import Size, size, times

if TYPE_CHECKING:
    from svgconv.states.arithmetic import Array
    from svgconv.states.channels import Channels
    from svgconv.states.states import States

__all__ = [
    "INTERPOLATION",
    "MATRIX",
    "MAXIMUM",
    "SCATTER",
    "WEIGHTED_SUM",
    "WINDOWS",
    "Operation",
    "Step",
    "SumForm",
    "Window",
    "average",
    "parameter",
]

WINDOWS = "windows"
"""The kind of most operations: a window on the drawn input gives each output cell."""

SCATTER = "scatter"
"""Each input unit adds its kernel to the output. The operation has a method ``scatter_states``,
which returns a `svgconv.states.scatter.ScatterStates`."""

IM2COL = "im2col"
"""The output is the kernel as a row times a matrix of windows: a weighted sum of whole cells."""

MATRIX = "matrix"
"""The output is a sparse matrix times the input: the operation is linear and has a weight."""


@dataclass(frozen=True)
class Operation(Layered, Texts):
    """The parameters of one operation, checked together when the object is made.

    Raises
    ------
    SvgconvError: a parameter is malformed, or PyTorch rejects the combination.
    """

    torch_package: ClassVar[str] = "nn"
    """The package of its class, as PyTorch's users write it."""
    torch_module: ClassVar[str]
    """The name of its class there."""
    torch_signature: ClassVar[tuple[str, ...]]
    """The parameters of that class, in their positional order."""
    spellings: ClassVar[tuple[Spelling, ...]] = ()
    """Other calls that name it: functions, and the layers of other libraries."""
    alias: ClassVar[str] = ""
    """Another name for it, as PyTorch's function is called: ``conv2d``; ``""`` without one."""
    positional: ClassVar[tuple[str, ...]] = ()
    """The parameters that come first in its Python function; the others follow as declared."""
    guide: ClassVar[str] = ""
    """The place in the guide that describes it, such as ``section 2, relationships 1 to 6``."""
    has_weight: ClassVar[bool] = False
    """Whether it has a kernel with numbers; pooling has none."""
    has_bias: ClassVar[bool] = False
    """Whether PyTorch adds a number to each output channel by default."""
    is_exact: ClassVar[bool] = False
    """Whether it computes exactly with `fractions.Fraction` in arrays, too.

    Sums, multiples and maxima do; roots, for example, need floats."""
    is_layer: ClassVar[bool] = False
    """Whether it can be a layer of a stack: what its outputs read along one axis does not depend on
    their place on the others, or `layer_window` and `layer_states` say otherwise."""
    has_numbers: ClassVar[bool] = True
    """Whether its numbers can be written into the figure."""
    has_layers: ClassVar[bool] = False
    """Whether it has layers, so that a frame shows the receptive field of one output cell."""
    common_kernels: ClassVar[tuple[int, ...]] = (3, 1, 5, 7, 2, 4, 9, 11, 6, 8, 10)
    """The sizes of its kernel that networks use, the most common first."""
    flips_kernel: ClassVar[bool] = False
    """Whether the window of its states is the kernel rotated by half a turn."""
    states_kinds: ClassVar[tuple[str, ...]] = (WINDOWS,)
    """What can be drawn of it: views say which kind they draw (see `svgconv.views.base.View`)."""
    default_view: ClassVar[str] = "oblique"
    """The view that draws it by default; with one axis, ``flat`` instead of ``oblique``."""

    input_size: Size = parameter(size(least=1), INPUT_SIZE)

    @classmethod
    def torch_name(cls) -> str:
        """Return the full name of its class in PyTorch, such as ``torch.nn.Conv2d``."""
        package = "torch.nn" if cls.torch_package == "nn" else cls.torch_package
        return f"{package}.{cls.torch_module}"

    @classmethod
    def torch_page(cls) -> str:
        """Return the address of its page in PyTorch's documentation."""
        project = "vision" if cls.torch_package.startswith("torchvision") else "docs"
        return f"https://docs.pytorch.org/{project}/stable/generated/{cls.torch_name()}.html"

    def __init_subclass__(cls) -> None:
        """Name the alias and the view; drop the declarations about a method that is overridden."""
        super().__init_subclass__()
        if cls.axes == 1 and cls.default_view == Operation.default_view:
            cls.default_view = "flat"
        cls.alias = f"{cls.name}2d" if getattr(cls, "torch_module", "").endswith("2d") else ""
        drop_outdated(cls)

    @cached_property
    @abstractmethod
    def output_size(self) -> Size:
        """The output's size, one number for each axis, each at least 1."""

    @property
    def channels(self) -> Channels | None:
        """The channels of its input and output; None for one channel each."""
        return None

    @property
    def input_shape(self) -> Size:
        """The input's shape: its size, with several channels first."""
        return self.input_size

    @property
    def output_shape(self) -> Size:
        """The output's shape: its size, with several channels first."""
        return self.output_size

    @property
    def given_output(self) -> str:
        """The parameter that is the output's size; ``""`` if that follows from the input's."""
        return ""

    @property
    def odometer_shape(self) -> Size:
        """The number of digits of each axis of the frames' odometer: the output's size.

        With several channels, the number of output channels that are drawn comes first.
        """
        return self.output_size

    @property
    def frame_count(self) -> int:
        """The number of frames: one for each output cell that is drawn."""
        return prod(self.odometer_shape)

    @property
    def padding_value(self) -> float | None:
        """The value of padding and inserted zeros; None if they do not count."""
        return 0

    @property
    def weight_size(self) -> Size:
        """The weight's shape; without axes if there is no weight."""
        return ()

    def drawn_weight(self, weight: Array) -> Array:
        """Return the weight as the drawn grid meets it: a number for each tap of the window."""
        return weight

    @property
    def turns_kernel(self) -> bool:
        """Whether its windows meet the kernel flipped, and the kernel has more than one cell."""
        return self.flips_kernel and max(self.weight_size[-self.axes :]) > 1

    @property
    def sum_form(self) -> SumForm | None:
        """The form of the sum that can be written out for each frame; None if there is none.

        A class that overrides what is computed has no sum until it declares its own.
        """
        return None

    @abstractmethod
    def states(self) -> States:
        """Return what each frame reads and writes."""

    def forward(self, input: Array, weight: Array | None = None) -> Array:
        """Return what PyTorch computes, without batch and bias; whole numbers stay exact.

        Parameters
        ----------
        input: numbers in `input_shape`.
        weight: numbers in the shape of `weight_size`, as in PyTorch (cross-correlation); None if
            the operation has no weight.

        Returns
        -------
        Numbers in `output_shape`.

        Raises
        ------
        SvgconvError: another shape, a missing weight, or a weight that the operation lacks.
        """
        _check_shape("input", input, self.input_shape)
        if (weight is not None) != self.has_weight:
            if self.has_weight:
                raise SvgconvError("weight", "missing", f"give an array of {self.weight_size}")
            raise SvgconvError("weight", f"is not part of {self.name}", "leave it out")
        if weight is not None:
            _check_shape("weight", weight, self.weight_size)
        return self._forward(input, weight)

    @abstractmethod
    def _forward(self, input: Array, weight: Array | None) -> Array:
        """Return the result of `forward`, whose shapes are checked."""

    @classmethod
    @abstractmethod
    def from_torch(cls, arguments: Mapping[str, object]) -> dict[str, object]:
        """Return the parameters of a PyTorch call's arguments; a call has no ``input_size``."""

    @classmethod
    def axes_of(cls, parameters: Mapping[str, Any]) -> int | None:
        """Return the number of axes that parameters have; None if they do not show it.

        The names of most classes have it. Other operations share a class in PyTorch with those
        along other axes.
        """
        return cls.axes

    def layer_states(self) -> States:
        """Return its states as a layer of a stack: the window of one channel.

        Raises
        ------
        SvgconvError: its windows cannot be drawn in a stack.
        """
        return self.states()

    def without(self, repeats: Sequence[Repeat], counts: Sequence[int]) -> Operation:
        """Return the operation without some repeats of each axis.

        Parameters
        ----------
        repeats: of each axis, as `repeat` returns them.
        counts: how many of them are left out.
        """
        parameters = self.parameters()
        for name, sizes, each in (
            ("input_size", self.input_size, [one.units for one in repeats]),
            (self.given_output, self.output_size, [one.outputs for one in repeats]),
        ):
            if name:
                parameters[name] = tuple(
                    size - cells * count
                    for size, cells, count in zip(sizes, each, counts, strict=True)
                )
        return self.from_parameters(parameters)


def _check_shape(name: str, values: Array, shape: Size) -> None:
    if values.shape != shape:
        raise SvgconvError(
            name,
            f"its shape, {times(values.shape) or 'a single number'}, is not {times(shape)}",
            f"give an array of {times(shape)} numbers",
        )
