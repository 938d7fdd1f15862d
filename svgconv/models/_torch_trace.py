"""A run of a module of PyTorch on shapes alone, in which every layer and function is noted.

Hooks note the layers with their inputs and outputs, and a function mode the functions between
them. No number is computed: `FakeTensorMode` gives each tensor's shape.
"""

from __future__ import annotations

import copy
import importlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from math import prod
from typing import Any

from svgconv.errors import Name, SvgconvError, Words
from svgconv.models import _torch_functions as functions
from svgconv.models._calls import does_of_text
from svgconv.models._mismatch import mismatch
from svgconv.models._rows import CONCAT, along_differing, rows_of
from svgconv.models._torch_calls import call_of, children, layer_class
from svgconv.models._torch_masks import masked, masks_of
from svgconv.models._torch_mode import quiet, reported
from svgconv.models.base import (
    Does,
    Input,
    Model,
    Node,
    Same,
    Unknown,
    does_of,
    in_words,
)
from svgconv.specification.printed import check_layers
from svgconv.specification.sizes import Size, times

INPUT = "input"
NEEDS_NUMBERS = ("DataDependentOutputException", "DynamicOutputShapeException")
"""The errors of PyTorch for a tensor without numbers whose numbers are asked for."""


def traced(module: Any, shape: Size) -> Model:
    """Return the model of a module, after one run on an input of a shape without the batch.

    The module is not changed: a copy without numbers runs, as in ``eval()`` and without gradients.

    Raises
    ------
    SvgconvError: the module rejects the input, or needs its numbers.
    """
    torch = importlib.import_module("torch")
    trace = _Trace(torch, module)
    try:
        trace.run(shape)
    except SvgconvError:
        raise
    except Exception as error:
        name, kind = Words(type(module).__name__), type(error).__name__
        if trace.join:
            raise _differ(module, trace) from None
        if kind in NEEDS_NUMBERS:
            problem = "has a path that depends on its numbers, but it runs on shapes alone"
            raise SvgconvError(name, problem, "export it to ONNX, and give that file") from None
        problem = f"cannot run on {times(shape)}, {kind}: {error}"
        remedy = Words(
            "give the shape that it takes as ", Name("input_size"), ", such as 3,224,224"
        )
        raise SvgconvError(name, problem, remedy) from None
    weights = sum(prod(one.shape) for one in module.parameters())
    return Model(type(module).__name__, tuple(trace.nodes), (), weights)


def _differ(module: Any, trace: _Trace) -> SvgconvError:
    """The error of a module that joins paths of different sizes."""

    def again(shape: Size) -> Sequence[Node] | None:
        other = _Trace(trace.torch, module)
        with suppress(Exception):
            other.run(shape)
            return None
        return other.read

    nodes = trace.read
    rows = rows_of(Model("", tuple(nodes)))
    problem, remedy = mismatch(nodes, rows, len(nodes) - 1, again)
    return SvgconvError(nodes[-1].name, problem, remedy or "crop or pad one of them")


class _Trace:
    """The layers and functions of one run, and which of them gave each tensor."""

    def __init__(self, torch: Any, module: Any) -> None:
        self.torch, self.original = torch, module
        self.module: Any = None
        self.nodes: list[Node] = []
        self.shapes: list[Size] = []
        self._givers: dict[int, int] = {}
        self._kept: list[Any] = []  # an id is a tensor's own only while the tensor exists
        self._counted: set[int] = set()
        self._made_of: dict[int, list[Any]] = {}
        """The parameters from which alone a tensor is computed, such as a masked weight."""
        self._calls: Counter[str] = Counter()
        self._names: dict[int, str] = {}
        self._scopes: list[str] = []
        self._layer: Any = None
        self.join: Node | None = None
        """The function that failed to join what it was given."""
        self._masks = {name: masks_of(one) for name, one in module.named_modules()}

    @property
    def read(self) -> list[Node]:
        """The nodes, and the join that failed."""
        return [*self.nodes, self.join] if self.join else self.nodes

    def run(self, shape: Size) -> None:
        """Run a copy of the module once, whose parameters have no numbers."""
        torch = self.torch
        fake = importlib.import_module("torch._subclasses.fake_tensor")
        mode = fake.FakeTensorMode(allow_non_fake_inputs=True)
        with ExitStack() as stack:
            stack.enter_context(quiet("torch._subclasses.fake_tensor"))
            stack.enter_context(torch.no_grad())
            with fake.FakeCopyMode(mode):
                self.module = copy.deepcopy(self.original).eval()
            self._names = {id(one): name for name, one in self.module.named_modules()}
            stack.enter_context(self._hooks())
            stack.enter_context(mode)
            kinds = [one.dtype for one in self.module.parameters() if one.is_floating_point()]
            input = torch.empty((1, *shape), dtype=kinds[0] if kinds else torch.float32)
            self._note(Node(INPUT, INPUT, Input(), shape=shape), input)
            stack.enter_context(reported(torch, self.called, self.failed))
            self.module(input)

    @contextmanager
    def _hooks(self) -> Iterator[None]:
        """Call `_enter` and `_leave` around every module."""
        handles = []
        try:
            for one in self.module.modules():
                handles.append(one.register_forward_pre_hook(self._enter, with_kwargs=True))
                handles.append(one.register_forward_hook(self._leave, with_kwargs=True))
            yield
        finally:
            for handle in handles:
                handle.remove()

    def _enter(self, module: Any, args: Any, given: Any) -> None:
        self._scopes.append(self._names[id(module)])
        if self._layer is None and self._is_layer(module):
            self._layer = module

    def _is_layer(self, module: Any) -> bool:
        """Whether a module is noted as a whole: a layer of PyTorch without layers in it is."""
        own = layer_class(module)
        if own:
            return own != "Sequential"
        return type(module).__module__.startswith("torch.nn.") and not children(module)

    def _leave(self, module: Any, args: Any, given: Any, output: Any) -> None:
        self._scopes.pop()
        if self._layer is not module:
            return
        self._layer = None
        inputs = self._readers((args, given))
        outputs = self._tensors(output)
        if not outputs:
            return
        name = self._names[id(module)] or type(module).__name__
        weights = self._count(module.parameters())
        shape = tuple(outputs[0].shape)[1:]
        node = Node(name, _printed(module), _does(module), inputs, shape, weights)
        self._note(node, *outputs)

    def called(self, function: Any, args: Any, given: Mapping[str, Any], output: Any) -> None:
        """Note a call of a function, unless a layer makes it."""
        if self._layer is not None:
            return
        outputs = self._tensors(output)
        inputs = self._readers((args, given))
        parameters = self._parameters((args, given))
        if not inputs:
            self._made_of |= dict.fromkeys(map(id, outputs), parameters)
            self._kept += outputs
        if not inputs or not outputs:
            return
        name = functions.name_of(function)
        shape = tuple(outputs[0].shape)
        weights = self._count(parameters)
        does = self._function(name, args, given, inputs, shape)
        kept = len(inputs) == 1 and shape[1:] == self.shapes[inputs[0]][1:]
        if isinstance(does, Same) and not weights and kept:
            self._own(inputs[0], *outputs)
            return
        self._note(Node(self._shown(name), name, does, inputs, shape[1:], weights), *outputs)

    def failed(self, function: Any, args: Any, given: Mapping[str, Any]) -> None:
        """Note a function that joins paths, and was given different sizes."""
        name, inputs = functions.name_of(function), self._readers((args, given))
        word = CONCAT if name in functions.CONCATENATIONS else name
        shapes = [self.shapes[place][1:] for place in inputs]
        joins = name in functions.JOINS or name in functions.CONCATENATIONS
        if joins and self._layer is None and along_differing(Same(word), shapes):
            self.join = Node(self._shown(name), name, Same(word), inputs)

    def _shown(self, name: str) -> str:
        """What a call of a function is called: its module, its name, and which of several it is."""
        scope = self._scopes[-1] if self._scopes else ""
        own = f"{scope}.{name}".strip(".")
        self._calls[own] += 1
        number = self._calls[own]
        return own if number == 1 else f"{own} ({number})"

    def _function(
        self, name: str, args: Any, given: Mapping[str, Any], inputs: Any, shape: Size
    ) -> Does:
        if name in functions.CONVOLUTIONS:
            return self._convolution(name, args, given)
        shapes = [self.shapes[place] for place in inputs]
        try:
            return functions.effect(name, args, given, shapes, shape)
        except (TypeError, ValueError, IndexError, KeyError, SvgconvError) as error:
            return Unknown(f"{name} is called in an unknown way ({in_words(error)})")

    def _convolution(self, name: str, args: Any, given: Mapping[str, Any]) -> Does:
        signature = functions.CONVOLUTIONS[name]
        named = {**dict(zip(signature, args, strict=False)), **given}
        weight, bias = named["weight"], named.get("bias")
        call = functions.convolution(name, named, tuple(weight.shape), bias is not None)
        if masks := self._masks.get(self._scopes[-1] if self._scopes else ""):
            try:
                call = masked(call, masks)
            except SvgconvError as error:
                return Unknown(in_words(error))
        return does_of(call)

    def _note(self, node: Node, *outputs: Any) -> None:
        self.nodes.append(node)
        check_layers(len(self.nodes))
        self.shapes.append(tuple(outputs[0].shape))
        self._own(len(self.nodes) - 1, *outputs)

    def _own(self, place: int, *outputs: Any) -> None:
        for one in outputs:
            self._givers[id(one)] = place
            self._kept.append(one)

    def _readers(self, values: Any) -> tuple[int, ...]:
        """The places of the nodes that gave these tensors, each once."""
        ids = [id(one) for one in self._tensors(values)]
        return tuple(dict.fromkeys(self._givers[one] for one in ids if one in self._givers))

    def _tensors(self, values: Any) -> list[Any]:
        if isinstance(values, self.torch.Tensor):
            return [values]
        if isinstance(values, Mapping):
            values = list(values.values())
        if isinstance(values, (tuple, list)):
            return [one for value in values for one in self._tensors(value)]
        return []

    def _parameters(self, values: Any) -> list[Any]:
        """The parameters among values, and those from which values are computed."""
        kind = self.torch.nn.Parameter
        each = (
            [one] if isinstance(one, kind) else self._made_of.get(id(one), [])
            for one in self._tensors(values)
        )  # fmt: skip
        return [parameter for some in each for parameter in some]

    def _count(self, parameters: Any) -> int:
        """The numbers in parameters that were not counted before."""
        new = {id(one): one for one in parameters if id(one) not in self._counted}
        self._counted |= {*new}
        return sum(prod(one.shape) for one in new.values())


def _printed(module: Any) -> str:
    """What Python prints of a layer, in one line."""
    return " ".join(repr(module).split())[:400]


def _does(module: Any) -> Does:
    if not layer_class(module):
        return Unknown(f"what {type(module).__name__} does is not known")
    try:
        return does_of_text(call_of(module))
    except SvgconvError as error:
        return Unknown(in_words(error))
