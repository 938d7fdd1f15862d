"""Printed models: the table of their layers, and which figures stand for which layers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import svgconv
from svgconv.gallery.networks import Network, shape_of
from svgconv.gallery.record import Settings
from svgconv.gallery.record_cache import unchanged
from tests.command import run

STACK = """Sequential(
  (0): Conv2d(3, 8, kernel_size=(5, 5), stride=(2, 2), padding=(2, 2), bias=False)
  (1): BatchNorm2d(8, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True)
  (2): ReLU(inplace=True)
  (3): Sequential(
    (0-1): 2 x Conv2d(8, 8, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
  )
  (4): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)
  (5): Flatten(start_dim=1, end_dim=-1)
  (6): Linear(in_features=392, out_features=10, bias=True)
)
"""
OWN = """Net(
  (features): Sequential(
    (conv1): Conv2d(1, 4, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
    (act): GELU(approximate='none')
  )
  (down): Conv2d(1, 4, kernel_size=(1, 1), stride=(2, 2))
  (head): Strange(4)
  (fc): Linear(in_features=256, out_features=3, bias=True)
)
"""


def test_a_sequence_has_the_table_of_its_stack() -> None:
    network = svgconv.model(STACK, (3, 28, 28))
    stack = svgconv.load(STACK, input_size=28).operation
    table = network.table()
    assert [row["name"] for row in table] == ["input", "0", "1", "2", "3.0", "3.1", "4", "5", "6"]
    for row, other in zip(table[1:], stack.table[1:], strict=True):  # type: ignore[attr-defined]
        assert row["output_shape"] == list(other.shape)
        known = other.plain()
        for key in ("receptive_field", "weights", "multiplications"):
            assert row[key] == known[key], row
    assert table[1]["layer"].startswith("Conv2d(3, 8, kernel_size=(5, 5)")
    assert table[1]["input_shape"] == [3, 28, 28]


def test_each_distinct_layer_has_one_figure() -> None:
    network = svgconv.model(STACK, (3, 28, 28))
    drawn = [row["drawn"] for row in network.table()]
    assert drawn[4] == drawn[5] != drawn[1]
    assert [one.endswith(".svg") for one in drawn] == [*map(bool, [0, 1, 0, 0, 1, 1, 1, 0, 0])]
    assert {f"{name}.svg" for name in network.figures} == {*drawn} - {"no window"}
    first = network.figures[drawn[1].removesuffix(".svg")].operation
    assert first.torch_call() == "nn.Conv2d(1, 1, 5, stride=2, padding=2)"
    assert max(first.input_size) < 10
    assert min(first.output_size) == 3


def test_what_print_does_not_say_is_not_guessed() -> None:
    network = svgconv.model(OWN, (1, 8, 8))
    rows = {row["name"]: row for row in network.table()}
    assert rows["features.act"]["output_shape"] == [4, 8, 8]
    down = rows["down"]
    assert down["output_shape"] is None
    assert down["receptive_field"] is None
    assert down["multiplications"] is None
    assert down["weights"] == 4 * 1 + 4  # whatever its input is
    assert down["drawn"].endswith(".svg")
    assert rows["head"]["drawn"] == "unknown layer 'Strange'"
    assert (rows["head"]["weights"], rows["fc"]["weights"]) == (None, 256 * 3 + 3)
    lines = {line.split()[0]: line.split()[-4:] for line in str(network).splitlines()}
    assert lines["head"] == ["?", "?", "?", "?"]  # output, field, weights, multiplications
    last = str(network).splitlines()[-1]
    assert last == "head: unknown layer 'Strange'"
    assert "down: in_channels: 1 differs from the output of the layer before, 4" in str(network)
    assert "What is printed of Net does not say in which order its layers run" in str(network)


@pytest.mark.parametrize(
    ("head", "word"), [("Linear(in_features=256, out_features=3, bias=True)", "flatten"),
                       ("Linear(in_features=4, out_features=3, bias=True)", "mean")]
)  # fmt: skip
def test_the_end_of_the_planes_is_supposed_where_it_explains_the_features(
    head: str, word: str
) -> None:
    text = f"Net(\n  (c): Conv2d(1, 4, kernel_size=(1, 1), stride=(1, 1))\n  (fc): {head}\n)"
    rows = svgconv.model(text, (1, 8, 8)).table()
    assert [row["name"] for row in rows] == ["input", "c", f"({word})", "fc"]
    assert rows[-1]["output_shape"] == [3]
    strict = text.replace("Net(", "Sequential(")
    assert svgconv.model(strict, (1, 8, 8)).table()[-1]["output_shape"] is None


def test_a_padding_layer_is_a_row_and_part_of_the_figure_behind_it() -> None:
    text = "Sequential(nn.ZeroPad2d((0, 1, 0, 1)), nn.Conv2d(1, 1, 3, stride=2), nn.ReLU())"
    network = svgconv.model(text, (1, 9, 9))
    pad, conv = network.table()[1:3]
    assert (pad["output_shape"], pad["receptive_field"]["start"]) == ([1, 10, 10], [0, 0])
    assert (conv["output_shape"], conv["receptive_field"]["size"]) == ([1, 4, 4], [3, 3])
    (figure,) = network.figures.values()
    assert "ZeroPad2d" in figure.operation.torch_call()
    before = svgconv.model(text.replace("(0, 1, 0, 1)", "(1, 0, 1, 0)"), (1, 9, 9)).table()[1]
    assert before["receptive_field"]["start"] == [-1, -1]


def test_hostile_and_other_texts_are_one_line(tmp_path: Path) -> None:
    cases = {
        "Sequential(\n  (0-999999999): 9 x ReLU()\n)": "SOURCE: has more than 20,000 layers",
        "f'{1}'(": "SOURCE: \"f'{1}'(\" is not a PyTorch call",
        "Conv2d(1, 1, 3)": "--input-size: missing; give channels and size, as in 3,224,224",
        "(1, 2)": "SOURCE: '(1, 2)' is not a printed model; give what print(model) shows",
        "nothing.txt": "nothing.txt: cannot be read (No such file or directory); check its name",
        "resnet18": "SOURCE: 'resnet18' is not a model; give package.module:name or file.py:name",
    }
    for source, message in cases.items():
        size = ["-i", "1,9,9"] if "missing" not in message else []
        result = run("model", source, *size, "--json")
        assert (result.status, result.out) == (2, ""), source
        assert message in result.err
        assert result.err.count("\n") == 1
    nested = "Sequential(\n  (0-9999): 2 x Sequential(\n    (0-9999): 9 x Sequential()\n  )\n)"
    for words in (("model", nested, "-i", "1,9,9"), ("explain", nested, "-i", "9")):
        assert "has more than 20,000 layers" in run(*words).err
    for shape in ("0,3,3", "1,2,3,4,5", "x", "3,-1"):
        result = run("model", "Conv2d(1, 1, 3)", "-i", shape)
        assert result.status == 2
        assert result.err.startswith("--input-size: ")
        assert result.err.count("\n") == 1


def test_what_a_file_holds_is_named_by_the_file(tmp_path: Path) -> None:
    path = tmp_path / "net (1).txt"
    for text, problem in {
        "": "is empty; give what print(model) shows",
        "hello": "'hello' is not a printed model; give what print(model) shows",
        "\x7fELF(": "'\\x7fELF(' is not a PyTorch call; give what print(model) shows",
        "Sequential(\n  (0-999999999): 9 x ReLU()\n)": "has more than 20,000 layers; give a part",
    }.items():
        path.write_text(text, "utf-8")
        result = run("model", str(path), "-i", "1,9,9")
        assert (result.status, result.out) == (2, "")
        assert result.err.startswith(f"{path}: {problem}")
    path.write_text(STACK, "utf-8")
    assert svgconv.model(path, (3, 28, 28)).table() == svgconv.model(STACK, (3, 28, 28)).table()


def test_places_that_fall_are_one_layer() -> None:
    conv = "Conv2d(1, 1, kernel_size=(3, 3), stride=(1, 1))"
    rows = svgconv.model(f"Sequential(\n  (5-2): 2 x {conv}\n)", (1, 9, 9)).table()
    assert [row["name"] for row in rows] == ["input", "5-2"]
    many = "Sequential(\n  (0-999999999): 9 x ReLU()\n  (999999999-0): 9 x ReLU()\n)"
    with pytest.raises(svgconv.SvgconvError, match="has more than 20,000 layers"):
        svgconv.model(many, (1, 9, 9))


def test_an_empty_sequence_does_nothing() -> None:
    text = "Net(\n  (conv): Conv2d(1, 4, 3)\n  (shortcut): Sequential()\n  (act): ReLU()\n)"
    rows = svgconv.model(text, (1, 9, 9)).table()
    assert [row["name"] for row in rows] == ["input", "conv", "act"]
    assert rows[-1]["output_shape"] == [4, 7, 7]


def test_shapes_have_several_forms() -> None:
    assert shape_of("3,224x200") == shape_of([3, 224, 200]) == (3, 224, 200)
    assert shape_of(7) == (7,)


def test_the_command_writes_a_page_with_the_table_and_keeps_others_files(tmp_path: Path) -> None:
    file, folder = tmp_path / "net.txt", tmp_path / "page"
    file.write_text(STACK, "utf-8")
    table = run("model", str(file), "-i", "3,28,28")
    assert table.out == f"{svgconv.model(STACK, (3, 28, 28))}\n"
    assert re.search(r"^total +5,714 +[\d,]+$", table.out.splitlines()[-1])
    printed = json.loads(run("model", str(file), "-i", "3,28,28", "--json").out)
    assert printed == svgconv.model(str(file), "3,28,28").table()

    made = run("model", str(file), "-i", "3,28,28", "-o", str(folder))
    assert made.status == 0, made.err
    html = (folder / "index.html").read_text("utf-8")
    for row in printed:
        assert f'<th scope="row">{row["name"]}<td>' in html
        if row["drawn"].endswith(".svg"):
            assert (folder / row["drawn"]).is_file()
            name = row["drawn"].removesuffix(".svg")
            assert f'id="{name}"' in html
            assert f'<a href="#{name}"><code>{row["layer"]}</code></a>' in html
    assert "3.0, 3.1" in html
    assert "<h3>Receptive field</h3>" in html
    again = run("model", str(file), "-i", "3,28,28", "-o", str(folder))
    assert again.out.endswith("; 0 written\n")

    (folder / "index.html").write_text("mine", "utf-8")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    rejected = run("model", str(file), "-i", "3,14,14", "-o", str(folder))
    assert rejected.status == 2
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_gallery_in_the_same_folder_is_drawn_anew(small_gallery: Path) -> None:
    assert run("make", str(small_gallery)).status == 0
    html = (small_gallery / "index.html").read_bytes()
    assert run("model", "Conv2d(1, 1, 3)", "-i", "1,5,5", "-o", str(small_gallery)).status == 0
    assert (small_gallery / "index.html").read_bytes() != html
    assert run("make", str(small_gallery)).status == 0
    assert (small_gallery / "index.html").read_bytes() == html


def test_the_page_of_a_model_is_not_the_gallery_of_its_folder(tmp_path: Path) -> None:
    svgconv.model("Conv2d(1, 1, 3)", (1, 5, 5)).save(tmp_path)
    assert unchanged(tmp_path, Settings(is_given=True)) is not None
    assert unchanged(tmp_path, Settings()) is None


def test_a_network_saves_itself(tmp_path: Path) -> None:
    network = svgconv.model("nn.Conv1d(2, 2, 3)", (2, 12))
    assert isinstance(network, Network)
    report = network.save(tmp_path / "made")
    assert {path.name for path in (tmp_path / "made").iterdir()} == {*report.written}


def test_what_is_not_drawn_is_on_the_page_with_its_reason(tmp_path: Path) -> None:
    svgconv.model("Net(\n  (a): Odd()\n  (b): Odd()\n  (c): ReLU()\n)", 4).save(tmp_path)
    html = (tmp_path / "index.html").read_text("utf-8")
    assert "<li>a, b: unknown layer &#39;Odd&#39;" in html
    assert html.count("<li>") == 1
    assert "Receptive field" not in html
    svgconv.model(OWN, (1, 8, 8)).save(tmp_path / "own")  # drawn, but not all is known
    html = (tmp_path / "own" / "index.html").read_text("utf-8")
    assert "<li>down: in_channels: 1 differs from the output of the layer before, 4" in html


def test_names_that_hide_others_are_escaped(tmp_path: Path) -> None:
    text = "Net(\n  (a\u202eb\x1b): Conv2d(1, 1, kernel_size=(3, 3), stride=(1, 1))\n)"
    network = svgconv.model(text, (1, 6, 6))
    assert all(line.isprintable() for line in str(network).splitlines())
    network.save(tmp_path)
    assert "\u202e" not in (tmp_path / "index.html").read_text("utf-8")
    assert "\u202e" not in run("model", text, "-i", "1,6,6", "--json").out


def test_names_are_escaped_on_the_page(tmp_path: Path) -> None:
    text = "Net(\n  (<img>): Conv2d(1, 1, kernel_size=(3, 3), stride=(1, 1))\n)"
    svgconv.model(text, (1, 6, 6)).save(tmp_path)
    html = (tmp_path / "index.html").read_text("utf-8")
    assert "<img>" not in html
    assert "&lt;img&gt;" in html


def test_a_normalization_without_a_bias_has_half_of_the_weights() -> None:
    for text, weights in (
        ("BatchNorm2d(4, eps=1e-05, momentum=0.1, affine=True, bias=True)", 8),
        ("BatchNorm2d(4, affine=True, bias=False, track_running_stats=True)", 4),
        ("InstanceNorm2d(4, affine=False, bias=False, track_running_stats=False)", 0),
        ("GroupNorm(2, 4, eps=1e-05, affine=True, bias=True)", 8),
    ):
        stack = svgconv.load(f"Sequential(Conv2d(1, 4, 1), {text})", input_size=3).operation
        assert stack.table[-1].weights == weights, text  # type: ignore[attr-defined]


def test_a_padding_layer_comes_before_a_padding_of_zero() -> None:
    pad = "nn.Sequential(nn.ZeroPad2d((1, 0, 1, 0)), nn.Conv2d(1, 1, 3, padding={}))"
    assert svgconv.load(pad.format("(0, 0)"), input_size=5) == svgconv.load(
        pad.format(0), input_size=5
    )


def test_a_total_of_what_is_not_known_is_a_bound() -> None:
    """The second layer is a convolution without a kernel size: its weights are not known."""
    total = str(svgconv.model("Sequential(Conv2d(3, 4, 3), Conv2d(4, 4))", (3, 8, 8)))
    line = next(line for line in total.splitlines() if line.startswith("total"))
    assert line.split() == ["total", "≥", "112", "≥", "3,888"]


@pytest.mark.parametrize(
    ("size", "message"),
    [
        ("4,32,32", "--input-size: the first layer takes 3 channels, not 4; use 3,32,32"),
        ("3,2,2", "--input-size: the first layer does not take 3×2×2, kernel_size: 3 is larger"),
    ],
)
def test_an_input_that_the_first_layer_rejects_is_an_error(size: str, message: str) -> None:
    answer = run("model", "nn.Conv2d(3, 8, 3)", "-i", size)
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert answer.err.startswith(message)
