"""What an operation is: an immutable, validated set of parameters that knows its arithmetic.

A member of the family is a frozen dataclass that derives from `Operation`, declares each parameter
with `parameter`, and says its output size, its states and its words. It is exported as
``OPERATION`` from a file that bears its name.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from svgconv.errors import SvgconvError, nearest
from svgconv.operations._receptive_field import Window
from svgconv.operations._step import Step
from svgconv.operations._sum_form import (
    INTERPOLATION,
    MAXIMUM,
    WEIGHTED_SUM,
    SumForm,
    average,
)
from svgconv.options import Flag, Parser, option, options_of
from svgconv.specification.flags import INPUT_SIZE
from svgconv.specification.phrases import frames_phrase
from svgconv.specification.sizes import AXIS_NAMES, Size, plain, size, times

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

Self = TypeVar("Self", bound="Operation")

WINDOWS = "windows"
"""The kind of most operations: a window on the drawn input gives each output cell."""

SCATTER = "scatter"
"""Each input unit adds its kernel to the output. The operation has a method ``scatter_states``,
which returns a `svgconv.states.scatter.ScatterStates`."""

MATRIX = "matrix"
"""The output is a sparse matrix times the input: the operation is linear and has a weight."""


def parameter(parse: Parser, flag: Flag, default: object = MISSING) -> Any:
    """Declare a parameter of an operation.

    ``parse(name, value, axes)`` checks a value alone and returns its canonical form.
    """
    return option(parse, flag, default=default)


_UNDECLARED = {"sum_form": None, "is_linear": False, "is_layer": False}
"""What a class declares about what it computes or reads, as it is if it declares nothing."""

_ABOUT = {
    "sum_form": ("forward", "_forward"),
    "is_linear": ("forward", "_forward"),
    "is_layer": ("states",),
}
"""The methods that each of these declarations is about."""


@dataclass(frozen=True)
class Operation(ABC):
    """The parameters of one operation, checked together when the object is made.

    Raises
    ------
    SvgconvError: a parameter is malformed, or PyTorch would refuse the combination.
    """

    name: ClassVar[str]
    """The operation's name on the command line, in recipes and in TOML."""
    torch_package: ClassVar[str] = "nn"
    """Where its class is, as PyTorch's users write it."""
    torch_module: ClassVar[str]
    """Its class there."""
    torch_signature: ClassVar[tuple[str, ...]]
    """That class's parameters, in their positional order."""
    positional: ClassVar[tuple[str, ...]] = ()
    """The parameters that come first in its Python function; the others follow as declared."""
    guide: ClassVar[str] = ""
    """The place in the guide that describes it, such as ``section 2, relationships 1 to 6``."""
    axes: ClassVar[int] = 2
    """The axes of its input and output: 2; 1 or 3 for the forms that PyTorch calls 1d and 3d."""
    has_weight: ClassVar[bool] = False
    """Whether it has a kernel of numbers; pooling has none."""
    is_linear: ClassVar[bool] = False
    """Whether an output is a sum of multiples of the input, so that its terms may cancel."""
    is_layer: ClassVar[bool] = False
    """Whether it can be a layer of a stack: its states are one window for each axis, and its axes
    are one or two."""
    pads_each_side: ClassVar[bool] = False
    """Whether a padding layer in front of it is the same as its own ``padding``."""
    has_numbers: ClassVar[bool] = True
    """Whether its numbers can be written into what is drawn of it."""
    flips_kernel: ClassVar[bool] = False
    """Whether the window that its states show is the kernel turned by half."""
    states_kinds: ClassVar[tuple[str, ...]] = (WINDOWS,)
    """What can be drawn of it: views say which kind they draw (see `svgconv.views.base.View`)."""
    default_view: ClassVar[str] = "oblique"
    """The view that draws it where none is chosen."""

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
        """Drop the declarations about a method that the class has another version of."""
        super().__init_subclass__()
        for declared, methods in _ABOUT.items():
            if min(_owner(cls, method) for method in methods) < _owner(cls, declared):
                setattr(cls, declared, _UNDECLARED[declared])

    def __post_init__(self) -> None:
        for item in fields(self):
            value = item.metadata["option"].parse(item.name, getattr(self, item.name), self.axes)
            object.__setattr__(self, item.name, value)
        self.check()

    @classmethod
    def flags(cls) -> dict[str, Flag]:
        """The command line's flag for each parameter, by the parameter's name."""
        return {name: one.flag for name, one in options_of(cls).items()}

    @classmethod
    def from_parameters(cls: type[Self], parameters: Mapping[str, Any]) -> Self:
        """Make the operation from named parameters, as TOML, JSON or flags give them.

        Raises
        ------
        SvgconvError: an unknown or missing name, besides what the parameters themselves raise.
        """
        known = {item.name: item for item in fields(cls)}
        for key in parameters:
            if key not in known:
                raise SvgconvError(key, f"unknown parameter of {cls.name}", nearest(key, known))
        for key, item in known.items():
            if _required(item) and key not in parameters:
                raise SvgconvError(
                    key, f"missing, {cls.name} needs it", f"give it as --{key.replace('_', '-')}"
                )
        return cls(**parameters)

    def parameters(self) -> dict[str, Any]:
        """The parameters as JSON and TOML hold them, short forms, defaults left out."""
        return {
            item.name: plain(getattr(self, item.name))
            for item in fields(self)
            if _required(item) or getattr(self, item.name) != self._default(item)
        }

    def _default(self, item: Field[Any]) -> Any:
        return item.metadata["option"].parse(item.name, item.default, self.axes)

    def all_parameters(self) -> dict[str, Any]:
        """Every size, every axis written out: ``[3, 3]``; ``[[1, 0], [1, 0]]`` by sides.

        What is no size is there where it is not the default.
        """
        return {
            item.name: _written_out(value)
            for item in fields(self)
            if isinstance(value := getattr(self, item.name), tuple) or value != item.default
        }

    @abstractmethod
    def check(self) -> None:
        """Raise `SvgconvError` where the parameters do not go together."""

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
        """The input's shape: its size, and the channels first where there are several."""
        return self.input_size

    @property
    def output_shape(self) -> Size:
        """The output's shape: its size, and the channels first where there are several."""
        return self.output_size

    @property
    def odometer_shape(self) -> Size:
        """The frames' odometer, a number for each axis: the output's size.

        Where there are several channels, the number of output channels that are drawn is first.
        """
        return self.output_size

    @property
    def frame_count(self) -> int:
        """The number of frames: one for each output cell that is drawn."""
        return prod(self.odometer_shape)

    @property
    def padding_value(self) -> float | None:
        """What padding and inserted zeros hold; None where they hold nothing and do not count."""
        return 0

    @property
    def weight_size(self) -> Size:
        """The weight's shape; no axes where there is none."""
        return ()

    def drawn_weight(self, weight: Array) -> Array:
        """The weight as the drawn grid meets it: for each tap of the window its number."""
        return weight

    @property
    def sum_form(self) -> SumForm | None:
        """The form of the sum that can be written out for each frame; None if there is none.

        A class that overrides what is computed has no sum until it declares its own.
        """
        return None

    @abstractmethod
    def states(self) -> States:
        """What each frame reads and writes."""

    def forward(self, input: Array, weight: Array | None = None) -> Array:
        """What PyTorch computes, without batch and bias; whole numbers stay exact.

        Parameters
        ----------
        input: numbers in `input_shape`.
        weight: numbers in the shape of `weight_size`, as PyTorch has them (cross-correlation);
            None where the operation has no weight.

        Returns
        -------
        Numbers in `output_shape`.

        Raises
        ------
        SvgconvError: another shape, or a weight too many or too few.
        """
        _check_shape("input", input, self.input_shape)
        if (weight is not None) != self.has_weight:
            raise SvgconvError(
                "weight", "missing" if self.has_weight else f"is not part of {self.name}"
            )
        if weight is not None:
            _check_shape("weight", weight, self.weight_size)
        return self._forward(input, weight)

    @abstractmethod
    def _forward(self, input: Array, weight: Array | None) -> Array:
        """`forward`, its shapes checked; ``weight`` is there where `has_weight` says so."""

    @abstractmethod
    def title(self) -> str:
        """One line that names the operation and its parameters."""

    @abstractmethod
    def description(self) -> str:
        """Sentences that say what is shown, for those who cannot see it."""

    @abstractmethod
    def steps(self, axis: int) -> list[Step]:
        """The arithmetic of one axis's output size."""

    @abstractmethod
    def remarks(self) -> list[str]:
        """What the arithmetic alone does not say: cells never read, zeros inserted, a crop."""

    @abstractmethod
    def torch_call(self) -> str:
        """The PyTorch expression that this operation is."""

    @classmethod
    @abstractmethod
    def from_torch(cls, arguments: Mapping[str, object]) -> dict[str, object]:
        """The parameters that a PyTorch call's named arguments say (`input_size` is not in it)."""

    @classmethod
    def layer_parameters(cls, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Return the parameters of a layer of a stack, without forms that only layers have.

        Raises
        ------
        SvgconvError: a parameter that a layer cannot have.
        """
        return dict(parameters)

    def layer_window(self, axis: int) -> Window | None:
        """Return the window that its output cells have on an axis, for the receptive field.

        None if the windows are not all the same, or move by fractions of a cell.
        """
        return None

    def explanation(self) -> list[str]:
        """The sizes step by step, as lines of text."""
        lines = [self.title()]
        alike = len({tuple(self.steps(axis)) for axis in range(self.axes)}) == 1
        for axis in range(1 if alike else self.axes):
            prefix = "" if alike else f"{AXIS_NAMES[self.axes][axis]}, "
            for step in self.steps(axis):
                first, *rest = step.lines()
                lines.append(f"  {prefix}{first}")
                lines.extend(f"  {' ' * len(prefix)}{line}" for line in rest)
        lines.extend(f"  {remark}" for remark in self.remarks())
        lines.append(f"  output {times(self.output_shape)}, {frames_phrase(self.frame_count)}")
        lines.append(f"  PyTorch: {self.torch_call()}")
        return lines


def _owner(cls: type, name: str) -> int:
    """How far from a class the class is that defines an attribute, in its resolution order."""
    return next(index for index, base in enumerate(cls.__mro__) if name in vars(base))


def _check_shape(name: str, values: Array, shape: Size) -> None:
    if values.shape != shape:
        raise SvgconvError(
            name,
            f"its shape {times(values.shape) or 'of a single number'} is not {times(shape)}",
            f"give an array of {times(shape)} numbers",
        )


def _required(item: Field[Any]) -> bool:
    return item.default is MISSING


def _written_out(value: Any) -> Any:
    if isinstance(value, tuple) and isinstance(value[0], tuple):
        alike = all(before == after for before, after in value)
        return [before if alike else [before, after] for before, after in value]
    return list(value) if isinstance(value, tuple) else value
