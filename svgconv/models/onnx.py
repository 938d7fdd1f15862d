"""ONNX files, read with the library of the same name.

A file is input that others made: no external data are opened, weights are dropped after their
shapes are known, and shapes are inferred without a run.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from math import prod
from pathlib import Path
from typing import Any

from svgconv.errors import MissingLibraryError, SvgconvError
from svgconv.files.reading import read_bytes
from svgconv.models._onnx_constants import MOST_CONSTANT, attributes_of, computed, text_of
from svgconv.models._onnx_operators import effect, learned_inputs
from svgconv.models._onnx_windows import Call
from svgconv.models._rows import Layers
from svgconv.models.base import Does, Input, Model, Node, Reader, Unknown, in_words, open_size
from svgconv.specification.sizes import Size

SUFFIX = ".onnx"
MOST_FILE = 2_000_000_000
"""The most bytes of a file; protobuf cannot hold more."""

MOST_PASSES = 9
"""The most times that shapes are inferred, each time with what the last ones made constant."""

MOST_SHOWN = 300
"""The most letters of an operator with its attributes."""

FLOATS = (1, 10, 11, 16)
"""ONNX's numbers for float32, float16, float64 and bfloat16, in which weights are learned."""


def takes(source: Any) -> bool:
    """Return whether a source is the name of an ONNX file."""
    return isinstance(source, str) and source.endswith(SUFFIX)


def read(source: str, shape: Size | None) -> Model:
    """Return the model in a file.

    Raises
    ------
    SvgconvError: no such file, or no ONNX model; or an open size and no shape.
    MissingLibraryError: the library is missing.
    """
    content = read_bytes(Path(source), MOST_FILE)
    onnx = _library()
    try:
        proto = onnx.load_model_from_string(content)
        if not proto.graph.node:
            raise SvgconvError(source, "has no layers", "give an ONNX model")
    except SvgconvError:
        raise
    except Exception as error:  # protobuf's own classes
        raise SvgconvError(source, f"is not an ONNX model ({error})", "export it again") from None
    return _Graph(onnx, proto, source, shape).model(Path(source).stem)


def _library() -> Any:
    try:
        library = importlib.import_module("onnx")
        for part in ("shape_inference", "numpy_helper"):
            importlib.import_module(f"onnx.{part}")
    except ImportError:
        raise MissingLibraryError(
            SUFFIX, "needs onnx, which is not installed", "run pip install 'svgconv[onnx]'"
        ) from None
    return library


@dataclass
class _Graph:
    """A graph whose shapes are inferred.

    Attributes
    ----------
    source: the file's name, for messages.
    shape: the shape of the input that the user gives.
    """

    onnx: Any
    proto: Any
    source: str
    shape: Size | None
    constants: dict[str, Any] = field(default_factory=dict)
    """The constants by name, as arrays; None for those that are too large to say a shape."""
    dims: dict[str, Size] = field(default_factory=dict)
    """The shapes of the constants."""
    learned: dict[str, int] = field(default_factory=dict)
    """How many numbers each weight has that was not counted yet."""
    shapes: dict[str, Size] = field(default_factory=dict)
    """The shapes of what flows, with the batch."""
    places: dict[str, int] = field(default_factory=dict)
    """The node that gives each value; values that are not in it depend on shapes alone."""
    layers: Layers = field(default_factory=Layers)

    def model(self, name: str) -> Model:
        """Return the model."""
        graph = self.proto.graph
        for tensor in graph.initializer:
            self._keep(tensor.name, tensor, learned=tensor.data_type in FLOATS)
        inputs = [one for one in graph.input if one.name not in self.dims]
        if not inputs:
            raise SvgconvError(self.source, "has no input", "give an ONNX model with an input")
        self._give_shape(inputs[0])
        for _ in range(MOST_PASSES):
            self._infer()
            if not self._fold():
                break
        for one in inputs:
            shape = self.shapes.get(one.name)
            self._add(
                Node(one.name, "input", Input(), shape=shape[1:] if shape else None), one.name
            )
        for number, operator in enumerate(graph.node):
            self._operator(number, operator)
        return Model(name, tuple(self.layers.nodes))

    def _keep(self, name: str, tensor: Any, learned: bool = False) -> None:
        """Note a constant, and drop its numbers if it is too large to say a shape."""
        self.dims[name] = dims = tuple(tensor.dims)
        if min(dims, default=0) < 0:
            raise SvgconvError(self.source, f"{name} has a negative size", "export it again")
        count = prod(dims)
        external = tensor.data_location == self.onnx.TensorProto.EXTERNAL
        if count <= MOST_CONSTANT and not external:
            try:
                self.constants[name] = self.onnx.numpy_helper.to_array(tensor)
            except Exception:  # a type without numbers, or too few bytes
                self.constants[name] = None
        else:
            self.constants[name] = None
            for part in ("raw_data", "float_data", "int32_data", "int64_data", "double_data",
                         "uint64_data", "string_data", "external_data"):  # fmt: skip
                tensor.ClearField(part)
            tensor.ClearField("data_location")
        if learned:
            self.learned[name] = count

    def _give_shape(self, input: Any) -> None:
        """Write the shape of the input into the graph: one of a batch."""
        sizes = input.type.tensor_type.shape.dim
        if self.shape is None:
            own = tuple(one.dim_value for one in sizes)[1:]
            if not own or min(own) < 1:
                words = "×".join(str(one.dim_value or one.dim_param or "?") for one in sizes)
                raise open_size(words if own else "")
            self.shape = own
        del sizes[:]
        for size in (1, *self.shape):
            sizes.add().dim_value = size

    def _infer(self) -> None:
        graph = self.proto.graph
        del graph.value_info[:]  # they may be of another input
        for one in graph.output:
            one.type.tensor_type.ClearField("shape")
        try:
            known = self.onnx.shape_inference.infer_shapes(self.proto, data_prop=True).graph
        except Exception:  # what svgconv computes itself remains
            known = graph
        for value in (*known.input, *known.value_info, *known.output):
            kind = value.type.tensor_type
            sizes = tuple(size.dim_value for size in kind.shape.dim)
            if kind.HasField("shape") and min(sizes, default=1) > 0:
                self.shapes[value.name] = sizes

    def _operator(self, number: int, operator: Any) -> None:
        attributes = attributes_of(operator)
        output = next(iter(operator.output), "")
        flowing = [one for one in operator.input if one in self.places]
        if operator.op_type in ("Constant", "Shape", "Size") or not flowing:
            if output in self.shapes:
                self.dims[output] = self.shapes[output]
            return
        weights = self._learned(operator)
        try:
            does = self._does(operator, attributes, flowing, output)
        except (TypeError, ValueError, IndexError, KeyError, ZeroDivisionError, OverflowError,
                AttributeError) as error:  # fmt: skip
            does = Unknown(f"its attributes are malformed ({in_words(error)})")
        kind = text_of(operator.op_type)
        name = text_of(operator.name or output or f"{kind}_{number}").lstrip("/")
        shown = ", ".join(f"{key}={value!r}" for key, value in sorted(attributes.items()))
        layer = f"{kind}({shown})"[:MOST_SHOWN]
        inputs = tuple(dict.fromkeys(self.places[one] for one in flowing))
        shape = self.shapes.get(output)
        node = Node(name, layer, does, inputs, shape[1:] if shape else None, weights)
        self._add(node, *operator.output)
        if not shape and (computed_shape := self.layers.rows[-1].output_shape):
            self.shapes[output] = (1, *computed_shape)

    def _fold(self) -> bool:
        """Replace operators that read only constants and shapes; return whether there were any."""
        kept = []
        for operator in self.proto.graph.node:
            output = next(iter(operator.output), "")
            found = None
            with suppress(ValueError, IndexError, TypeError, OverflowError, AttributeError):
                found = self._folded(operator)
            if found is None:
                kept.append(operator)
            else:
                self.constants[output], self.dims[output] = found, found.shape
                tensor = self.onnx.numpy_helper.from_array(found, output)
                self.proto.graph.initializer.append(tensor)
        changed = len(kept) < len(self.proto.graph.node)
        if changed:
            copies = [self.onnx.NodeProto.FromString(one.SerializeToString()) for one in kept]
            del self.proto.graph.node[:]
            self.proto.graph.node.extend(copies)
        return changed

    def _folded(self, operator: Any) -> Any:
        """What an operator on constants or on a shape gives, as an array; None if not known."""
        import numpy

        attributes = attributes_of(operator)
        if operator.op_type == "Constant":
            return self._constant(operator)
        if operator.op_type == "Shape":
            shape = self.shapes.get(operator.input[0])
            part = slice(attributes.get("start"), attributes.get("end"))
            return None if shape is None else numpy.array(shape[part], "int64")
        inputs = [self.constants.get(one) for one in operator.input if one]
        known = [one for one in inputs if one is not None]
        if not known or len(known) < len(inputs):
            return None
        return computed(operator.op_type, attributes, known)

    def _does(
        self, operator: Any, attributes: Mapping[str, Any], flowing: list[str], output: str
    ) -> Does:
        if operator.domain not in ("", "ai.onnx"):
            domain = text_of(operator.domain)
            return Unknown(f"{text_of(operator.op_type)} is an operator of {domain}")
        places = {place: one for place, one in enumerate(operator.input) if one in self.dims}
        return effect(
            Call(
                text_of(operator.op_type),
                attributes,
                [self.shapes.get(one) for one in flowing],
                self.shapes.get(output),
                {place: self._numbers(one) for place, one in places.items()},
                {place: self.dims[one] for place, one in places.items()},
            )
        )

    def _numbers(self, name: str) -> list[Any] | None:
        array = self.constants.get(name)
        return None if array is None else array.ravel().tolist()

    def _constant(self, operator: Any) -> Any:
        import numpy

        for one in operator.attribute:
            if one.name == "value":
                self._keep(operator.output[0], one.t)
                return self.constants[operator.output[0]]
            if one.name in ("value_int", "value_float", "value_ints", "value_floats"):
                return numpy.asarray(self.onnx.helper.get_attribute_value(one))
        return None

    def _learned(self, operator: Any) -> int:
        """The numbers that an operator learns, each counted at its first operator."""
        names = operator.input[learned_inputs(text_of(operator.op_type))]
        return sum(self.learned.pop(one, 0) for one in names)

    def _add(self, node: Node, *outputs: str) -> None:
        self.places |= dict.fromkeys(outputs, self.layers.add(node))


READER = Reader("an .onnx file", takes, read)
