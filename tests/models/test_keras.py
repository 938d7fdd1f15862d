"""Models of Keras: ``.keras`` files and objects, against Keras as `make_keras_models.py` has it."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

import svgconv
from svgconv.errors import SvgconvError
from tests.command import run

GOLDEN = Path(__file__).parents[1] / "golden"
DATA: dict[str, Any] = json.loads(gzip.decompress((GOLDEN / "keras_models.json.gz").read_bytes()))
CASES: dict[str, dict[str, Any]] = {case["name"]: case for case in DATA["cases"]}


def keras_file(folder: Path, config: str | bytes, name: str = "config.json") -> Path:
    path = folder / "model.keras"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("metadata.json", "{}")
        archive.writestr(name, config)
        archive.writestr("model.weights.h5", b"not read", zipfile.ZIP_STORED)
    return path


def test_the_data_are_those_of_the_generator() -> None:
    code = (GOLDEN / "make_keras_models.py").read_bytes()
    assert DATA["generator"] == hashlib.sha256(code).hexdigest()


@pytest.mark.parametrize("name", CASES)
def test_a_file_has_kerass_numbers(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    network = svgconv.model(str(keras_file(tmp_path, case["config"])))
    rows = {row.node.name: row for row in network.rows}
    separate = {f"{name} (pointwise)": name for name in rows}
    for layer in case["layers"]:
        own = layer["name"]
        parts = [row for key, row in rows.items() if key in (own, f"{own} (depthwise)",
                                                             f"{own} (pointwise)")]  # fmt: skip
        assert parts, own
        assert list(parts[-1].output_shape or ()) == layer["shape"], (own, separate.get(own))
        if "p_re_lu" not in own:  # its weights have a shape of their own
            assert sum(row.weights or 0 for row in parts) == layer["weights"], own
        assert not parts[-1].reason, parts[-1].reason
    assert all(row.is_known for row in network.rows)


def test_fields_and_figures_of_a_file(tmp_path: Path) -> None:
    path = keras_file(tmp_path, CASES["causal"]["config"])
    table = svgconv.model(str(path)).table()
    assert table[-2]["receptive_field"] == {"size": [32], "stride": [1], "start": [-31]}
    path = keras_file(tmp_path, CASES["MobileNetV2"]["config"])
    first = svgconv.model(str(path))
    row = next(row for row in first.table() if row["name"] == "conv2d")
    figure = first.figures[row["drawn"].removesuffix(".svg")]
    assert "padding: top 0, bottom 1, left 0, right 1" in figure.title  # the layer before pads
    other = svgconv.model(str(path), (3, 128, 128)).table()
    assert other[0]["output_shape"] == [3, 128, 128]
    assert other[-1]["output_shape"] == [10]


class Object:
    """A layer or a model of Keras: it has a configuration."""

    def __init__(self, config: dict[str, Any], **attributes: Any) -> None:
        self.config = config
        vars(self).update(attributes)

    def get_config(self) -> dict[str, Any]:
        return self.config


def keras_object(name: str, config: dict[str, Any], **attributes: Any) -> Any:
    kind = type(name, (Object,), {"__module__": "keras.src.layers"})
    return kind(config, name="own", **attributes)


CONV = {"name": "c", "filters": 8, "kernel_size": (3, 3), "strides": (2, 2), "padding": "same",
        "data_format": "channels_last", "dilation_rate": (1, 1), "groups": 1,
        "activation": "relu", "use_bias": True}  # fmt: skip


def test_objects_are_read_by_their_configurations() -> None:
    conv = keras_object("Conv2D", CONV)
    call = 'keras.layers.Conv2D(8, 3, strides=2, padding="same")'
    assert svgconv.load(conv, input_size=6) == svgconv.load(call, input_size=6)
    pool = {"class_name": "MaxPooling2D", "config": {"pool_size": [2, 2], "strides": None}}
    first = {"class_name": "InputLayer", "config": {"batch_shape": [None, 12, 12, 3]}}
    entries = {"layers": [first, {"class_name": "Conv2D", "config": CONV}, pool]}
    model = keras_object("Sequential", entries, layers=[conv])
    loaded = svgconv.load(model, input_size=12)
    assert loaded == svgconv.load(f"keras.Sequential([{call}, layers.MaxPooling2D()])",
                                  input_size=12)  # fmt: skip
    table = svgconv.model(model).table()
    assert [row["output_shape"] for row in table] == [[3, 12, 12], [8, 6, 6], [8, 3, 3]]
    assert svgconv.model(conv, (3, 12, 12)).table()[-1]["weights"] == 3 * 8 * 9 + 8
    with pytest.raises(SvgconvError, match="Own: is a class of your own"):
        svgconv.model(keras_object("Own", {}, layers=[conv]), (3, 9, 9))
    with pytest.raises(SvgconvError, match="LSTM: is not a layer of Keras that is drawn alone"):
        svgconv.load(keras_object("LSTM", {}), input_size=5)


class Closed(Object):
    """A layer whose configuration its author did not write."""

    def get_config(self) -> dict[str, Any]:
        raise NotImplementedError("an\nown __init__")


def test_an_object_without_a_configuration_is_one_line() -> None:
    own = type("Own", (Closed,), {"__module__": "keras.src.layers"})({})
    for read in (svgconv.load, svgconv.model):
        with pytest.raises(SvgconvError) as caught:
            read(own, input_size=9)
        assert str(caught.value) == (
            "Own: does not give its configuration, NotImplementedError: an own __init__; give one"
            " of its layers"
        )


@pytest.mark.parametrize("kind", ["DepthwiseConvX", "SeparableConv3D"])
def test_a_layer_that_keras_does_not_have_is_not_known(kind: str) -> None:
    entries = {"layers": [{"class_name": kind, "config": CONV}], "build_input_shape": [None, 9, 3]}
    row = svgconv.model(keras_object("Sequential", entries, layers=[1])).table()[-1]
    assert row["drawn"] == f"what {kind} does is not known"


def test_too_many_layers_are_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("svgconv.specification.printed.MOST_LAYERS", 2)
    with pytest.raises(SvgconvError) as caught:
        svgconv.model(str(keras_file(tmp_path, CASES["causal"]["config"])))
    assert str(caught.value) == "model: has more than 2 layers; give a part of it"


def test_a_lambda_is_not_run(tmp_path: Path) -> None:
    entry = {"class_name": "Lambda", "config": {
        "name": "trick", "function": {"class_name": "__lambda__", "config": {"code": "4wEAAA=="}},
    }}  # fmt: skip
    first = {"class_name": "InputLayer", "config": {"batch_shape": [None, 12, 12, 3]}}
    config = {"class_name": "Sequential", "config": {"layers": [first, entry]}}
    row = svgconv.model(str(keras_file(tmp_path, json.dumps(config)))).table()[-1]
    assert row["drawn"] == "a Lambda is code, which is not run"
    assert row["output_shape"] is None


def bomb() -> bytes:
    return b'{"class_name": "Sequential", "config": "' + b" " * 30_000_000 + b'"}'


HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "no JSON": ("{", "config.json: is not JSON"),
    "a list": ("[1]", "config.json: is not a configuration of Keras"),
    "text": ('"x"', "config.json: is not a configuration of Keras"),
    "no layers": ('{"class_name": "Sequential", "config": {"layers": 3}}',
                  "--input-size: the model does not say it; give channels and size, as in"),
    "layers of text": ('{"class_name": "Sequential", "config": {"layers": ["x"]}}',
                       "config.json: is not a configuration of Keras"),
    "open": ('{"class_name": "Sequential", "config": {"layers": [{"class_name": "InputLayer",'
             ' "config": {"batch_shape": [null, null, 3]}}]}}', "has an open size; give channels"),
    "deep": ('{"a":' * 90 + "1" + "}" * 90, "is nested more than 50 levels deep"),
    "a bomb": (b"a bomb", "has more than 20,000,000 characters"),
    "bytes": (b"\xff\xfe", "cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_one_line(name: str, tmp_path: Path) -> None:
    config, message = HOSTILE[name]
    config = bomb() if name == "a bomb" else config
    result = run("model", str(keras_file(tmp_path, config)))
    assert (result.status, result.out) == (2, "")
    assert message in result.err
    assert result.err.count("\n") == 1


def test_other_files_are_one_line(tmp_path: Path) -> None:
    path = keras_file(tmp_path, "{}", name="other.json")
    whole = path.read_bytes()
    huge = bytearray(whole)
    at = huge.rfind(b"PK\x05\x06")
    huge[at + 12 : at + 16] = b"\xff\xff\xff\x7f"
    for content in (whole, bytes(huge), whole[:-30], b"", b"PK\x05\x06", b"x" * 99):
        path.write_bytes(content)
        result = run("model", str(path))
        assert result.status == 2
        assert "is not a .keras file" in result.err
        assert result.err.count("\n") == 1
    assert "cannot be read" in run("model", str(tmp_path / "missing.keras")).err


def test_a_large_directory_of_a_file_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = keras_file(tmp_path, CASES["causal"]["config"])
    monkeypatch.setattr("svgconv.models.keras.MOST_BYTES", 99)  # its directory has 180
    with pytest.raises(SvgconvError, match=r"is not a \.keras file; give"):
        svgconv.model(str(path))


def test_a_layer_that_is_called_twice_is_counted_once() -> None:
    def call(name: str) -> dict[str, Any]:
        tensor = {"shape": [None, 9, 9, 8], "keras_history": [name, 0, 0]}
        return {"args": [{"class_name": "__keras_tensor__", "config": tensor}], "kwargs": {}}

    same = {**CONV, "strides": [1, 1]}
    entries = [
        {"class_name": "InputLayer", "name": "x", "config": {"batch_shape": [None, 9, 9, 8]}},
        {"class_name": "Conv2D", "name": "c", "config": same,
         "inbound_nodes": [call("x"), call("c")]},
    ]  # fmt: skip
    model = keras_object(
        "Functional", {"layers": entries, "output_layers": ["c", 1, 0]}, layers=[1]
    )
    table = svgconv.model(model).table()
    assert [row["name"] for row in table] == ["x", "c", "c (2)"]
    assert [row["weights"] for row in table] == [0, 8 * 8 * 9 + 8, 0]
    assert table[2]["receptive_field"]["size"] == [5, 5]


def test_damaged_configurations_end_in_a_table_or_one_line() -> None:
    config = json.loads(CASES["sequence"]["config"])
    values: tuple[Any, ...] = (None, -1, 10**30, "x", [[1, 2], [3]], {})
    lines = []
    for entry in config["config"]["layers"][:4]:
        for key in [*entry["config"]]:
            before = entry["config"][key]
            for value in values:
                entry["config"][key] = value
                try:
                    svgconv.model(keras_object("Sequential", config["config"])).table()
                except SvgconvError as error:
                    lines.append(str(error))
            entry["config"][key] = before
    assert lines
    assert not [line for line in lines if "\n" in line]


def test_a_file_is_read_without_its_weights(tmp_path: Path) -> None:
    path = keras_file(tmp_path, CASES["causal"]["config"])
    content = path.read_bytes().replace(b"not read", b"NOT READ")
    path.write_bytes(content)
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() == "model.weights.h5"
    assert svgconv.model(str(path)).table()[-1]["output_shape"] == [8]
