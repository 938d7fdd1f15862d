"""ONNX files: every operator with a window, against ONNX's own inference of shapes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import svgconv
from svgconv.gallery.networks import Network
from tests.command import run
from tests.models.libraries import onnx_is_installed


def weights(name: str, *shape: int) -> Any:
    from onnx import numpy_helper

    return numpy_helper.from_array(np.ones(shape, np.float32), name)


def numbers(name: str, *values: Any) -> Any:
    from onnx import numpy_helper

    kind = np.int64 if all(isinstance(one, int) for one in values) else np.float32
    return numpy_helper.from_array(np.array(values, kind), name)


def saved(
    path: Path, nodes: Sequence[Any], shape: Sequence[Any], constants: Sequence[Any] = ()
) -> Path:
    """Write a model whose input is ``x``, and whose output is that of the last node."""
    from onnx import TensorProto, helper

    given = helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)
    last = helper.make_tensor_value_info(nodes[-1].output[0], TensorProto.FLOAT, None)
    graph = helper.make_graph(nodes, "g", [given], [last], list(constants))
    opset = [helper.make_opsetid("", 18)]
    path.write_bytes(helper.make_model(graph, opset_imports=opset).SerializeToString())
    return path


def operator(kind: str, *inputs: str, output: str = "y", **attributes: Any) -> Any:
    from onnx import helper

    return helper.make_node(kind, list(inputs), [output], name=f"n_{output}", **attributes)


def network(folder: Path, *nodes: Any, shape: Any = (1, 4, 11, 9), constants: Any = ()) -> Network:
    return svgconv.model(str(saved(folder / "m.onnx", nodes, shape, constants)))


CONV = {"w": (8, 4, 3, 3), "b": (8,)}
WINDOWS: list[tuple[str, dict[str, Any], dict[str, tuple[int, ...]], str]] = [
    ("Conv", {}, CONV, "nn.Conv2d(1, 1, 3)"),
    ("Conv", {"auto_pad": "SAME_UPPER", "strides": [3, 2]}, CONV,
     "padding: top 0, bottom 1, left 1, right 1"),
    ("Conv", {"auto_pad": "SAME_LOWER", "strides": [3, 3]}, CONV,
     "padding: top 1, bottom 0, left 0, right 0"),
    ("Conv", {"auto_pad": "VALID"}, CONV, "nn.Conv2d(1, 1, 3)"),
    ("Conv", {"pads": [2, 0, 1, 3], "dilations": [2, 1]}, CONV,
     "padding: top 2, bottom 1, left 0, right 3"),
    ("Conv", {"group": 4, "strides": [2, 3]}, {"w": (8, 1, 3, 3)}, "stride=(2, 3)"),
    ("ConvTranspose", {"strides": [2, 2], "pads": [1, 0, 0, 1], "output_padding": [1, 0]},
     {"w": (4, 5, 3, 3)}, "padding: top 1, bottom 0, left 0, right 1"),
    ("ConvTranspose", {"strides": [2, 2], "auto_pad": "SAME_UPPER"}, {"w": (4, 5, 3, 3)},
     "padding: top 0, bottom 1"),
    ("ConvTranspose", {"strides": [2, 2], "output_shape": [21, 18]}, {"w": (4, 5, 3, 3)},
     "padding: top 1, bottom 1, left 1, right 0"),
    ("MaxPool", {"kernel_shape": [3, 2], "ceil_mode": 1, "strides": [2, 2]}, {}, "ceil_mode=True"),
    ("MaxPool", {"kernel_shape": [2, 2], "auto_pad": "SAME_UPPER"}, {}, "right 1"),
    ("MaxPool", {"kernel_shape": [2, 3], "dilations": [2, 2]}, {}, "dilation=2"),
    ("AveragePool", {"kernel_shape": [3, 3], "pads": [1, 1, 1, 1]}, {}, "count_include_pad=False"),
    ("AveragePool", {"kernel_shape": [3, 3], "pads": [1, 1, 1, 1], "count_include_pad": 1}, {},
     "nn.AvgPool2d(3, stride=1, padding=1)"),
    ("LpPool", {"kernel_shape": [2, 2], "strides": [2, 2]}, {},
     "nn.LPPool2d(2, 2, stride=2)"),
    ("LpPool", {"kernel_shape": [3, 3], "pads": [1, 1, 1, 1], "p": 4}, {},
     "nn.Sequential(nn.ZeroPad2d((1, 1, 1, 1)), nn.LPPool2d(4, 3, stride=1))"),
    ("GlobalAveragePool", {}, {}, "nn.AdaptiveAvgPool2d(1)"),
    ("GlobalMaxPool", {}, {}, "nn.AdaptiveMaxPool2d(1)"),
    ("DepthToSpace", {"blocksize": 2, "mode": "CRD"}, {}, "nn.PixelShuffle(2)"),
]  # fmt: skip


@onnx_is_installed
@pytest.mark.parametrize(("kind", "attributes", "dims", "call"), WINDOWS)
def test_an_operator_with_a_window_is_a_figure(
    kind: str, attributes: dict[str, Any], dims: dict[str, Any], call: str, tmp_path: Path
) -> None:
    node = operator(kind, "x", *dims, **attributes)
    constants = [weights(name, *shape) for name, shape in dims.items()]
    made = network(tmp_path, node, constants=constants)
    row = made.rows[-1]  # ONNX's shape is compared with svgconv's
    assert not row.reason
    assert row.operation is not None
    assert row.output_shape == row.node.shape
    assert row.weights == sum(int(np.prod(shape)) for shape in dims.values())
    (figure,) = made.figures.values()
    assert call in f"{figure.title} {figure.operation.torch_call()}"


@onnx_is_installed
@pytest.mark.parametrize(
    ("kind", "attributes", "reason"),
    [
        ("LpPool", {"kernel_shape": [2, 2], "p": 3}, "ONNX adds absolute values"),
        ("LpPool", {"kernel_shape": [2, 2], "ceil_mode": 1}, "does not scale the sums"),
        ("LpPool", {"kernel_shape": [2, 2], "dilations": [2, 2]}, "an Lp pooling with dilation"),
        ("DepthToSpace", {"blocksize": 2}, ""),  # with one channel, all orders are the same
        ("SpaceToDepth", {"blocksize": 1}, "its channels are in another order"),
        ("LSTM", {"hidden_size": 3}, "what LSTM does is not known"),
        ("Conv", {"strides": [0, 1]}, "stride"),
        ("Conv", {"pads": [1, 1]}, "malformed"),
        ("Conv", {"kernel_shape": [3, 3, 3, 3], "pads": [0] * 8}, "it has 4 axes"),
        ("MaxPool", {"kernel_shape": [30, 30]}, "the window spans"),
        ("MaxPool", {}, "it has 0 axes"),
    ],
)
def test_what_is_not_drawn_has_a_reason(
    kind: str, attributes: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    inputs = ["x", "w"] if kind in ("Conv", "LSTM") else ["x"]
    node = operator(kind, *inputs, **attributes)
    made = network(tmp_path, node, constants=[weights("w", 8, 4, 3, 3)])
    drawn = made.table()[-1]["drawn"]
    assert (reason in drawn) if reason else drawn.endswith(".svg")


@onnx_is_installed
def test_padding_and_slices_move_the_field(tmp_path: Path) -> None:
    nodes = [
        operator("Pad", "x", "pads", output="p"),
        operator("Conv", "p", "w", output="c", strides=[2, 2]),
        operator("Slice", "c", "starts", "ends", "axes", "steps", output="s"),
        operator("Relu", "s", output="y"),
    ]
    constants = [numbers("pads", 0, 0, 1, 2, 0, 0, 1, 0), weights("w", 8, 4, 3, 3),
                 numbers("starts", 1), numbers("ends", 5), numbers("axes", 2),
                 numbers("steps", 2)]  # fmt: skip
    made = network(tmp_path, *nodes, constants=constants)
    table = made.table()
    assert [row["receptive_field"]["start"] for row in table] == [
        [0, 0], [-1, -2], [-1, -2], [1, -2], [1, -2]
    ]  # fmt: skip
    assert table[-1]["receptive_field"]["stride"] == [4, 2]
    assert table[-1]["output_shape"] == [8, 2, 5]
    (figure,) = made.figures.values()
    assert "padding: top 1, bottom 1, left 2, right 0" in figure.title


@onnx_is_installed
def test_paths_are_united_and_shapes_are_computed(tmp_path: Path) -> None:
    nodes = [
        operator("Conv", "x", "w", output="a", pads=[1, 1, 1, 1]),
        operator("Conv", "a", "v", output="b", pads=[2, 2, 2, 2]),
        operator("Add", "a", "b", output="c"),
        operator("Concat", "c", "x", output="d", axis=1),
        operator("Shape", "d", output="shape"),
        operator("Gather", "shape", "first", output="n"),
        operator("Unsqueeze", "n", "zero", output="m"),
        operator("Concat", "m", "rest", output="to", axis=0),
        operator("Reshape", "d", "to", output="flat"),
        operator("Gemm", "flat", "l", "k", output="y", transB=1),
    ]
    constants = [weights("w", 4, 4, 3, 3), weights("v", 4, 4, 5, 5), weights("l", 3, 792),
                 weights("k", 3), numbers("zero", 0), numbers("rest", -1)]  # fmt: skip
    from onnx import numpy_helper

    constants.append(numpy_helper.from_array(np.array(0), "first"))
    rows = {row["name"]: row for row in network(tmp_path, *nodes, constants=constants).table()}
    assert [*rows] == ["x", "n_a", "n_b", "n_c", "n_d", "n_flat", "n_y"]
    assert rows["n_c"]["receptive_field"] == {"size": [7, 7], "stride": [1, 1], "start": [-3, -3]}
    assert rows["n_d"]["output_shape"] == [8, 11, 9]
    assert rows["n_flat"]["output_shape"] == [792]
    assert (rows["n_y"]["weights"], rows["n_y"]["multiplications"]) == (3 * 792 + 3, 3 * 792)


@onnx_is_installed
def test_a_gate_is_repeated(tmp_path: Path) -> None:
    nodes = [operator("GlobalAveragePool", "x", output="p"), operator("Sigmoid", "p", output="g"),
             operator("Mul", "x", "g")]  # fmt: skip
    row = network(tmp_path, *nodes).rows[-1]
    assert (row.output_shape, row.is_known, row.reads_all) == ((4, 11, 9), True, True)


@onnx_is_installed
def test_a_shared_weight_is_counted_once(tmp_path: Path) -> None:
    nodes = [operator("Conv", "x", "w", output="a", pads=[1, 1, 1, 1]),
             operator("Conv", "a", "w", output="y", pads=[1, 1, 1, 1])]  # fmt: skip
    made = network(tmp_path, *nodes, constants=[weights("w", 4, 4, 3, 3)])
    assert [row.weights for row in made.rows] == [0, 144, 0]


@onnx_is_installed
def test_settings_are_not_learned(tmp_path: Path) -> None:
    nodes = [operator("Clip", "x", "low", output="a"), operator("Pow", "a", "two", output="b"),
             operator("PRelu", "b", "slope", output="c"), operator("Mul", "c", "gain")]  # fmt: skip
    constants = [numbers("low", 0.0), numbers("two", 2.0), weights("slope", 4, 1, 1),
                 weights("gain", 4, 1, 1)]  # fmt: skip
    made = network(tmp_path, *nodes, constants=constants)
    assert [row.weights for row in made.rows] == [0, 0, 0, 4, 4]


@onnx_is_installed
@pytest.mark.filterwarnings("error")
def test_large_constants_are_no_warning(tmp_path: Path) -> None:
    nodes = [operator("Mul", "large", "large", output="a"),
             operator("Cast", "a", output="b", to=7), operator("Relu", "x")]  # fmt: skip
    made = network(tmp_path, *nodes, constants=[numbers("large", 3e38)])
    assert len(made.rows) == 2


@onnx_is_installed
@pytest.mark.parametrize(
    ("attributes", "drawn"),
    [
        ({"mode": "nearest", "coordinate_transformation_mode": "asymmetric",
          "nearest_mode": "floor"}, "nn.Upsample"),
        ({"mode": "linear", "coordinate_transformation_mode": "align_corners"}, "align_corners"),
        ({"mode": "linear"}, "bilinear"),
        ({"mode": "cubic"}, "bicubic"),
        ({"mode": "cubic", "cubic_coeff_a": -0.5}, ""),
        ({"mode": "cubic", "exclude_outside": 1}, ""),
        ({"mode": "linear", "coordinate_transformation_mode": "asymmetric"}, ""),
    ],
)  # fmt: skip
def test_resizing(attributes: dict[str, Any], drawn: str, tmp_path: Path) -> None:
    node = operator("Resize", "x", "", "scales", **attributes)
    constants = [numbers("scales", 1.0, 1.0, 2.0, 2.0)]
    made = network(tmp_path, node, constants=constants)
    assert made.table()[-1]["output_shape"] == [4, 22, 18]
    calls = [figure.operation.torch_call() for figure in made.figures.values()]
    assert (drawn in calls[0]) if drawn else not calls


@onnx_is_installed
def test_an_open_size_needs_a_shape(tmp_path: Path) -> None:
    conv = operator("Conv", "x", "w")
    path = saved(tmp_path / "m.onnx", [conv], ("n", 4, "h", 9), [weights("w", 8, 4, 3, 3)])
    result = run("model", str(path))
    assert result.err == (
        "--input-size: the model's input, n×4×h×9, has an open size; give channels and size, as in"
        " 3,224,224\n"
    )
    assert svgconv.model(str(path), (4, 20, 9)).table()[-1]["output_shape"] == [8, 18, 7]


@onnx_is_installed
def test_a_file_opens_no_other_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    from onnx import TensorProto

    tensor = weights("w", 8, 4, 3, 3)
    small = numbers("pads", 0, 0, 1, 2, 0, 0, 1, 0)
    (tmp_path / "secret").write_bytes(b"\0" * 99)
    for one in (tensor, small):
        one.ClearField("raw_data")
        one.data_location = TensorProto.EXTERNAL
        entry = one.external_data.add()
        entry.key, entry.value = "location", "secret"
    opened = []
    watching = [True]
    sys.addaudithook(lambda event, args: opened.append(args[0])
                     if watching and event == "open" else None)  # fmt: skip
    nodes = [operator("Pad", "x", "pads", output="p"), operator("Conv", "p", "w")]
    made = network(tmp_path, *nodes, constants=[tensor, small])
    watching.clear()
    assert not [one for one in opened if "secret" in str(one)]
    assert made.table()[1]["drawn"] == "its padding is computed by the model"


@onnx_is_installed
def test_hostile_files_are_one_line(tmp_path: Path) -> None:
    path = saved(tmp_path / "m.onnx", [operator("Relu", "x")], (1, 4, 11, 9))
    whole = path.read_bytes()
    contents = [b"", b"x" * 99, whole[:-20], whole[:9], bytes(range(256)), whole * 2]
    contents += [whole[:at] + b"\xff\xff" + whole[at + 2 :] for at in range(0, len(whole), 3)]
    for content in contents:
        path.write_bytes(content)
        result = run("model", str(path), "-i", "4,11,9")
        assert result.status in (0, 2)
        assert result.err.count("\n") == (result.status == 2)
    assert "cannot be read" in run("model", str(tmp_path / "missing.onnx")).err


def test_without_the_library_one_line_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnx", None)
    (tmp_path / "m.onnx").write_bytes(b"")
    result = run("model", str(tmp_path / "m.onnx"))
    assert result.status == 1 or result.status == 2
    assert (
        result.err == ".onnx: needs onnx, which is not installed; run pip install 'svgconv[onnx]'\n"
    )
    missing = run("model", str(tmp_path / "missing.onnx"))
    assert missing.status == 2
    assert "missing.onnx: cannot be read" in missing.err
