"""Pictures as inputs, and kernels by their names."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import svgconv
from svgconv.errors import SvgconvError
from svgconv.numbers.kernels import KERNELS, named_kernel
from svgconv.sources.arrays import read_numbers
from tests.command import run

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "docs/_static/house.png"
CUT = "is not a PNG picture that can be read; save it again"


def test_the_edge_detector_has_the_committed_picture(tmp_path: Path) -> None:
    greys = np.asarray(Image.open(HOUSE).convert("L")).tolist()
    made = svgconv.load("edge_detector")
    assert made.values is not None
    assert made.values.input.tolist() == greys
    script = tmp_path / "house.py"
    script.write_text((ROOT / "docs/_static/house.py").read_text())
    subprocess.run([sys.executable, script], check=True)
    assert np.asarray(Image.open(tmp_path / "house.png")).tolist() == greys


def test_a_picture_has_its_own_size_or_64_cells_or_what_is_given(tmp_path: Path) -> None:
    picture = Image.new("L", (100, 50), 7)
    picture.putpixel((0, 0), 255)
    picture.save(tmp_path / "wide.png")
    read = read_numbers(tmp_path / "wide.png")
    given = {"values": {"input": read}, "kernel_size": 3}
    assert svgconv.load("conv", **given).operation.input_size == (32, 64)
    made = svgconv.load("conv", input_size=(5, 10), **given)
    assert made.values is not None
    assert made.values.input.tolist() == [[9, *[7] * 9], *[[7] * 10] * 4]
    small = read_numbers(HOUSE)
    assert svgconv.load("conv", kernel_size=3, values={"input": small}).operation.input_size == (
        16,
        16,
    )


def test_three_channels_are_red_green_and_blue(tmp_path: Path) -> None:
    Image.new("RGB", (4, 3), (10, 20, 30)).save(tmp_path / "one.png")
    read = read_numbers(tmp_path / "one.png")
    made = svgconv.load("conv", kernel_size=2, in_channels=3, values={"input": read})
    assert made.values is not None
    assert made.values.input.shape == (3, 3, 4)
    assert [plane.tolist()[0][0] for plane in made.values.input] == [10, 20, 30]
    for operation, options in (("conv1d", {}), ("conv", {"in_channels": 2}), ("conv3d", {})):
        with pytest.raises(SvgconvError, match=r"^input_values: a picture does not fit the input"):
            svgconv.load(operation, kernel_size=2, input_size=4, values={"input": read}, **options)


def bomb() -> bytes:
    """A PNG whose header promises more pixels than any reader should make."""
    header = b"IHDR" + struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    size, check = struct.pack(">I", 13), struct.pack(">I", zlib.crc32(header))
    return b"\x89PNG\r\n\x1a\n" + size + header + check


def test_what_is_not_a_picture_is_rejected_in_one_line(tmp_path: Path) -> None:
    for name, content, problem in (
        ("text.png", b"hello", CUT),
        ("other.jpg", HOUSE.read_bytes(), "is not a JPEG picture that can be read; save it again"),
        (
            "cut.png",
            HOUSE.read_bytes()[:90],
            "is not a PNG picture that can be read; save it again",
        ),
        ("bomb.png", bomb(), "is not a PNG picture that can be read; save it again"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(SvgconvError) as caught:
            read_numbers(tmp_path / name)
        assert str(caught.value) == f"{tmp_path / name}: {problem}"
    Image.new("1", (5_000, 4_001)).save(tmp_path / "large.png")
    with pytest.raises(SvgconvError, match="has more than 20,000,000 pixels; use a smaller one"):
        read_numbers(tmp_path / "large.png")


def test_the_command_line_and_toml_take_pictures_and_names(tmp_path: Path) -> None:
    out = tmp_path / "edges.svg"
    options = ("--input-values", str(HOUSE), "--weight-values", "sobel_x")
    looks = ("--shade", "grey", "--no-digits", "--view", "flat", "--panels", "kernel")
    run("render", "conv", *options, *looks, "-o", str(out))
    made = svgconv.load(str(out))
    assert made == svgconv.load("edge_detector")
    (tmp_path / "house.png").write_bytes(HOUSE.read_bytes())
    (tmp_path / "edges.toml").write_text(
        'operation = "conv"\nview = "flat"\nshade = "grey"\ndigits = false\npanels = "kernel"\n'
        'values = { input = "house.png", weight = "sobel_x" }\n'
    )
    assert svgconv.load(str(tmp_path / "edges.toml")) == made


def test_numbers_of_any_form_give_the_sizes_in_python(tmp_path: Path) -> None:
    numbers = np.arange(20).reshape(4, 5)
    np.save(tmp_path / "numbers.npy", numbers)
    (tmp_path / "numbers.csv").write_text("\n".join(",".join(map(str, row)) for row in numbers))
    Image.fromarray(numbers.astype(np.uint8)).save(tmp_path / "pic.png")
    text = ";".join(",".join(map(str, row)) for row in numbers)
    files = [tmp_path / name for name in ("numbers.npy", "numbers.csv", "pic.png")]
    for given in (numbers, numbers.tolist(), text, *files, *map(str, files)):
        values = {"input": given, "weight": "box"}
        made = svgconv.conv(values=values)  # type: ignore[call-arg]
        assert made == svgconv.load("conv", values=values)
        assert made.values is not None
        assert made.values.input.tolist() == numbers.tolist()
        assert made.operation.input_size == (4, 5)
        assert made.operation.weight_size == (3, 3)
    with pytest.raises(SvgconvError, match=r"numbers.txt: is not a file of numbers; give a file"):
        svgconv.max_pool(kernel_size=2, values={"input": "numbers.txt"})  # type: ignore[call-arg]


def test_kernels_are_what_their_names_say() -> None:
    kernels = {name: named_kernel(name, (3, 3), 2) for name in KERNELS}
    sums = {name: round(float(kernel.sum()), 9) for name, kernel in kernels.items()}
    assert sums == {
        "identity": 1, "box": 1, "gaussian": 1, "sharpen": 1, "sobel_x": 0, "sobel_y": 0,
        "laplacian": 0, "emboss": 1,
    }  # fmt: skip
    assert (kernels["sobel_y"] == kernels["sobel_x"].T).all()
    assert (16 * kernels["gaussian"]).tolist() == [[1, 2, 1], [2, 4, 2], [1, 2, 1]]
    rises = {"seed": 0, "input": [[0, 1, 2]] * 3}
    for name, result in (("sobel_x", 8), ("sobel_y", 0), ("laplacian", 0), ("identity", 1)):
        made = svgconv.conv(3, 3, values={**rises, "weight": name})
        assert made.values is not None
        assert made.values.output.tolist() == [[result]]


def test_kernels_have_the_sizes_in_which_they_exist() -> None:
    assert named_kernel("identity", (2, 1, 5), 1).tolist() == [[[0, 0, 1, 0, 0]]] * 2
    assert named_kernel("box", (2, 4), 2).tolist() == [[1 / 8] * 4] * 2
    for name, size, remedy in (
        ("identity", 2, "identity does not exist in 2×2; use odd sizes"),
        ("sobel_x", 5, "sobel_x does not exist in 5×5; use 3×3, kernel_size 3 of two axes"),
    ):
        with pytest.raises(SvgconvError) as caught:
            svgconv.conv(6, size, values={"weight": name})
        assert str(caught.value) == f"weight_values: {remedy}"
    with pytest.raises(SvgconvError, match=r"^weight_values: 'blur' is not a kernel; use"):
        svgconv.conv(6, 3, values={"weight": "blur"})
