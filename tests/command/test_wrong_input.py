"""Bad input gets one clear line and status 2, no traceback, and nothing is written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import run

CONV = ["conv", "-i", "5"]
UP = ["conv_transpose", "-i", "3"]

WRONG = {
    ("conv", "-i", "100000", "-k", "3"): "--input-size: the figure has 9,999,600,004 frames, "
    "more than 1,000,000; use",
    ("conv", "-i", "99999999999", "-k", "3"): "--input-size: the figure has 9,999,999,999,",
    ("conv1d", "-i", "99999999999", "-k", "3"): "--input-size: the figure has 99,999,999,997 ",
    ("conv", "-i", "3", "-k", "3", "-p", "1000000"): "--input-size: the figure has "
    "4,000,004,000,001 frames",
    ("upsample", "-i", "3", "--scale-factor", "1000000"): "--input-size: the figure has "
    "9,000,000,000,000 frames",
    (*CONV, "-k", "3", "--no-values", "--sum"): "--sum: needs numbers, which are turned off",
    (*CONV, "-k", "3", "--no-values", "--worksheet"): "--worksheet: needs numbers, which are "
    "turned off",
    (*CONV, "-k", "3", "--seed", "x"): "--seed: 'x' is not a whole number; use 0 to 4,294,967,295",
    ("conv", "-i", "3", "-k", "5"): "--kernel-size: 5 is larger than the padded input, 3; "
    "pad by 1 or use at most 3",
    (*CONV, "-k", "3", "-d", "4"): "--kernel-size: 3 with dilation 4 spans 9 and is larger than "
    "the padded input, 5; pad by 2 or use at most 2",
    (*CONV, "-k", "0"): "--kernel-size: 0 is below 1; use 1 or more",
    (*CONV, "-k", "-3"): "--kernel-size: -3 is below 1; use 1 or more",
    ("conv", "-i", "0", "-k", "1"): "--input-size: 0 is below 1; use 1 or more",
    (*CONV, "-k", "3", "-s", "0"): "--stride: 0 is below 1; use 1 or more",
    (*CONV, "-k", "3", "-p", "-1"): "--padding: -1 is below 0; use 0 or more",
    (*CONV, "-k", "3", "-s", "two"): "--stride: 'two' is not a whole number; "
    "give one number, or H,W",
    (*CONV, "-k", "1.5"): "--kernel-size: '1.5' is not a whole number",
    (*CONV, "-k", "3,3,3"): "--kernel-size: 3 numbers do not fit 2 axes",
    ("upsample1d", "-i", "3", "--scale-factor", "2,3"): "--scale-factor: 2 numbers do not"
    " fit one axis; give one number",
    (*CONV, "-k", "3", "-p", "1,2,3"): "--padding: 3 numbers do not fit 2 axes",
    (*CONV, "-k", "3", "-p", "one"): "--padding: 'one' is not a whole number; give one number, "
    "H,W or top,bottom,left,right, or the word same, valid, same_upper or same_lower",
    ("conv", "-i", "6", "-k", "3", "-s", "2", "-p", "same"): "--padding: 'same' needs --stride 1, "
    "not 2; use same_upper, which is 0,1,0,1 here, as in TensorFlow, Keras and ONNX, or "
    "same_lower, 1,0,1,0",
    ("Conv2d(k=3) > Conv2d(k=3, s=2, p='same')", "-i", "8"): "layer 2: padding: 'same' needs "
    "stride 1, not 2; use same_upper, which is 0,1,0,1 here, as in ",
    ("conv1d", "-i", "5", "-k", "3,3"): "--kernel-size: 2 numbers do not fit one axis; "
    "give one number",
    ("conv1d", "-i", "5", "-k", "3", "-p", "1,2,3"): "--padding: 3 numbers do not fit one axis; "
    "give one number or left,right, or the word same, valid, same_upper or same_lower",
    (*UP, "-k", "3", "-p", "same"): "--padding: 'same' is a padding of convolutions that are not ",
    (*UP, "-k", "3", "--output-padding", "1"): "--output-padding: 1 is not smaller than the "
    "stride, 1, or the dilation, 1; use 0, or a larger stride",
    (*UP, "-k", "3", "-p", "3"): "--padding: 3 and 3 remove the whole output; "
    "use at most 4 in total",
    (*CONV, "-k", "3", "--output-padding", "1"): "--output-padding: conv has no such "
    "parameter; it belongs to conv_transpose",
    (*CONV, "-k", "3", "--panels", "kernel"): "--panels: the view oblique draws none; use --view "
    "flat",
    (*CONV, "-k", "3", "--weight-values", "sobel"): "--weight-values: 'sobel' is not a "
    "number; did you mean 'sobel_",
    (*UP, "-k", "2", "-s", "2", "--view", "flat", "--tint", "windows"): "--tint: windows cannot be "
    "combined with conv_transpose, whose windows overlap; leave it out",
    ("conv", "-k", "3"): "--input-size: missing, but required by conv; give --input-size",
    ("padding_stride",): "FIGURE: 'padding_stride' does not exist; did you mean 'padding_strides'?",
    ("qqq",): "FIGURE: 'qqq' does not exist; see svgconv list",
    ("nn.Conv2D(1, 1, 3)",): "FIGURE: 'nn.Conv2D' is not drawn; did you mean 'Conv2d'?",
    ("nothing.svg",): "nothing.svg: cannot be read (No such file or directory); "
    "check its name",
    ("Conv2d(k=3) > Conv2d(k=9)", "-i", "8"): "layer 2: kernel_size: 9 is larger than the padded "
    "input, 6; pad by 2 or use at most 6",
    ("Conv2d(k=3) > Conv1d(k=2)", "-i", "8"): "layer 2: Conv1d cannot follow Conv2d; "
    "use layers with the same number of axes",
    ("Conv2d(k=3) > MaxPol2d(2)", "-i", "8"): "layer 2: unknown layer 'MaxPol2d'; "
    "did you mean 'MaxPool2d'?",
    ("Conv2d(3) > MaxPool2d(2)", "-i", "8"): "layer 1: Conv2d: kernel_size is missing; "
    'write it as in "Conv2d(k=3) > MaxPool2d(2)"',
    ("MaxPool2d(2) > Conv2d(k=x)", "-i", "8"): "layer 2: kernel_size: 'x' is a variable; "
    "use a number, True, False, None, or text in quotes",
    ("nn.Conv2d(1, 1, '3')", "-i", "5"): "kernel_size: '3' is text, not a number; "
    "leave the quotes out",
    ("nn.Conv2d(1, 1, (3, '3'))", "-i", "5"): "kernel_size: '3' is text, not a number; ",
    ("nn.Conv2d(1, 1, 3, bias=maybe)", "-i", "5"): "bias: 'maybe' is a variable; use a number, ",
    ("nn.MaxPool2d(3, kernel_size=3)", "-i", "5"): "MaxPool2d: kernel_size is given twice; "
    "give it once",
    ("nn.MaxPool2d(1, 1, 0, 1, False, False, 7)", "-i", "5"): "MaxPool2d: takes 6 arguments, but 7 "
    "are given; remove 1 of them",
    ("stack", "--layers", "", "-i", "5"): "--layers: is empty; write it as in",
    ("conv", "-i", "3", "-k", "1", "-p", "smae"): "--padding: 'smae' is neither a whole number "
    "nor same, valid, same_upper or same_lower; did you mean 'same'?",
    ("padding_strides", "--scale", "0"): "--scale: 0 is out of range; use 0.001 to 100",
    ("MaxPool2d(2) > MaxPool2d(2, s=0)", "-i", "8"): "layer 2: stride: 0 is below 1",
    ("Conv2d(k=3) > 5", "-i", "8"): "layers: '5' is not a layer; ",
    ("Conv2d(k=3) < Conv2d(k=3)", "-i", "8"): "layers: 'Conv2d(k=3) < Conv2d(k=3)' is not a layer",
    (*UP, "-k", "3", "-s", "2", "-p", "same_upper", "--output-padding", "1"): "--output-padding: 1 "
    "cannot be combined with --padding 'same_upper', whose output is i·s; leave it out",
    ("max_pool", "-i", "6", "-k", "3", "-s", "2", "-p", "same"): "--padding: 'same' is a padding "
    "of convolutions; use same_upper, which is 0,1,0,1 here, as in TensorFlow, Keras and ONNX, or "
    "same_lower, 1,0,1,0",
    (*UP, "-k", "4", "-s", "3", "-p", "same"): "--padding: 'same' is a padding of convolutions "
    "that are not transposed; use same_upper, which is 0,1,0,1 here, as in TensorFlow, ",
    ("MaxPool2d(2, p='same') > Conv2d(k=1)", "-i", "5"): "layer 1: padding: 'same' is a padding of "
    "convolutions; use same_upper, which is 0,1,0,1 here, ",
    ("max_pool", "-i", "6", "-k", "2", "-p", "sam"): "--padding: 'sam' is not a whole number; give "
    "one number, H,W or top,bottom,left,right, or the word same_upper or same_lower",
    ("max_pool", "-i", "6", "-k", "2", "-p", "valid"): "--padding: 'valid' is a padding of "
    "convolutions; use 0",
    (*UP, "-k", "3", "-p", "valid"): "--padding: 'valid' is a padding of convolutions; use 0",
    ("max_pool", "-i", "6", "-k", "2", "-p", "0,2,0,0"): "--padding: 2 is more than half of the "
    "kernel's size, 2; use at most 1",
    ("avg_pool", "-i", "8", "-k", "4", "-p", "1,2,1,2", "--no-count-include-pad", "--ceil-mode"):
    "--ceil-mode: cannot be combined with asymmetric padding that does not count; leave it out",
    ("nn.Sequential(nn.ConstantPad2d(1, 5), nn.MaxPool2d(2))", "-i", "5"): "value: padding with "
    "'5' is not drawn; use 0 or float(\"-inf\")",
    ("nn.Sequential(nn.ConstantPad2d(1, -math.inf), nn.AvgPool2d(2))", "-i", "5"): "padding: minus "
    "infinity is for max pooling; pad with zeros",
    ("nn.Sequential(nn.ZeroPad2d(1), nn.MaxPool2d(2, padding=1))", "-i", "5"): "padding: given "
    "twice; pad in one of the layers",
    ("nn.Sequential(nn.ZeroPad2d(1), nn.ConvTranspose2d(1, 1, 3))", "-i", "5"): "padding: a "
    "padding layer cannot precede this layer; pad in the layer itself",
    ("nn.Conv2d(1, 1, 3)(x)[..., 1:, :-1]", "-i", "5"): "crop: Conv2d is drawn without it; leave "
    "it out",
    ("Conv2d(k=3) > ZeroPad2d((0, -6, 0, -1)) > MaxPool2d(2)", "-i", "8"): "layer 2: crop: nothing "
    "is left of 6×6; cut off less",
    ("Conv2d(k=3) > ZeroPad2d((-1, -1)) > MaxPool2d(2)", "-i", "8"): "layer 2: ZeroPad2d: 2 "
    "numbers do not fit 2 axes; give two for each axis, those of the last first",
    ("MaxPool2d(2) > Conv2d(3, 4, 3, groups=2)", "-i", "8"): "layer 2: groups: 2 does not divide "
    "in_channels, 3; use 1",
    ("Conv2d(1, 6, 3) > MaxPool2d(2) > Conv2d(4, 6, 3)", "-i", "9"): "layer 3: in_channels: 4 "
    "differs from the output of the layer before, 6; use 6",
    ("masked_conv", "-i", "5", "-k", "3", "--mask", "11,11"): "--mask: its size, 2×2, is "
    "not the kernel's, 3×3; write a digit for each tap",
    ("ReflectionPad2d(1) > ConvTranspose2d(k=2)", "-i", "8"): "layer 1: padding: a padding layer "
    "cannot precede this layer; pad in the layer itself",
    ("MaxPool2d(2) > ReflectionPad2d(1)", "-i", "8"): "layer 2: no layer follows the padding layer",
    ("ReflectionPad2d(1) > ZeroPad2d(1)", "-i", "8"): "layer 1: padding: a padding layer cannot "
    "precede a padding layer; use one with zeros",
    ("torch.cat([x, nn.Conv2d(1, 1, 3, padding=1)(x)], 2)", "-i", "8"): "layers: 'torch.cat([x, "
    "nn.Conv2d(1, 1, 3, padding=1)(... does not concatenate channels; use axis 1",
    ("x + 3 * nn.Conv2d(1, 1, 3, padding=1)(x)", "-i", "8"): "layer 1: path 2, layers: '3 * nn.",
    (" > ".join(["Conv2d(k=1)"] * 21), "-i", "8"): "layers: 21 are more than 20, the most that "
    "are drawn; draw fewer, or use svgconv explain",
    ("Conv3d(k=3) > MaxPool3d(2)", "-i", "8"): "layers: three axes are not drawn; "
    "use svgconv explain",
    ("Conv2d(k=3) > MaskedConv2d(k=3)", "-i", "8"): "layer 2: mask: a masked layer is not drawn "
    "in a stack; use svgconv explain",
    ("add(Identity(), MaskedConv2d(k=3, p=1) > Conv2d(k=1))", "-i", "8"): "layer 1, path 2, "
    "layer 1: mask: a masked layer is not drawn in a stack; use svgconv explain",
    (" > ".join(["Conv2d(k=1)", *(f"add(Conv2d(k=(3, 1), d={d}, p=({d}, 0)), "
                                  f"Conv2d(k=(1, 3), d={d}, p=(0, {d})))"
                                  for d in (1, 2, 4, 8, 16, 32))]), "-i", "60"): "layers: what an "
    "output depends on is the union of more than 32 windows; draw a part of the stack",
    (" > ".join(["add(Conv2d(k=1), ReLU())"] * 7), "-i", "8"): "layers: 21 are more than 20",
    ("concat(Conv2d(k=3, p=1) > MaxPool2d(2) > Upsample(scale_factor=2), Identity())", "-i", "375"):
    "layer 1: concat: its paths give 374×374 and 375×375; layer 1, path 1, layer 2, MaxPool2d(2), "
    "leaves out 1 row and 1 column; use an input with height 374 or 376 and width 374 or 376, "
    "or crop path 2 with ZeroPad2d((0, -1, 0, -1))",
    ("add(MaxPool2d(2) > Conv2d(k=9), Identity())", "-i", "8"): "layer 1: path 1, layer 2: "
    "kernel_size: 9 is larger than the padded input, 4; ",
    ("add(Conv2d(3, 8, 1), Identity())", "-i", "8"): "layer 1: add: its paths give 8 and 3 "
    "channels; use the same number",
    ("Conv2d(k=3) > add(Identity())", "-i", "8"): "layer 2: add: needs two paths or more; ",
    ("add(Conv2d(k=1), Flatten())", "-i", "8"): "layer 1: add: a path has no plane left; ",
    ("ReLU() > Dropout()", "-i", "8"): "layers: none of them has a window; "
    "add a convolution or a pooling",
    ("Conv2d(3, 8, 3) > BatchNorm2d(4)", "-i", "8"): "layer 2: num_features: 4 differs from the "
    "output of the layer before, 8; use 8",
    ("Conv2d(3, 8, 3) > BatchNorm1d(8)", "-i", "8"): "layer 2: BatchNorm1d: has another number of "
    "axes; use BatchNorm2d",
    ("Conv2d(3, 8, 3) > Linear(8, 2)", "-i", "8"): "layer 2: Linear: its input has a plane; "
    "put Flatten() before it",
    ("Conv2d(3, 8, 3) > Flatten() > Linear(8, 2)", "-i", "8"): "layer 3: in_features: 8 differs "
    "from the output of the layer before, 288; use 288",
    ("Conv2d(k=3) > Flatten() > Conv2d(k=3)", "-i", "8"): "layer 3: Conv2d: no plane is left after "
    "Flatten; leave it out",
    ("Conv2d(3, 8, 3) > PixelShuffle(3)", "-i", "8"): "layer 2: PixelShuffle: 8 channels do not "
    "make a whole number of planes; use 72",
    ("Conv2d(k=3) > Relu()", "-i", "8"): "layer 2: unknown layer 'Relu'; did you mean 'ReLU'?",
    ("Conv2d(k=3) > LeakyReLU(slope=1)", "-i", "8"): "layer 2: LeakyReLU: unknown argument 'slope'",
    ("Conv2d(k=3) > GroupNorm(2)", "-i", "8"): "layer 2: GroupNorm: num_channels is missing; ",
    ("nn.Sequential()", "-i", "8"): "layers: a stack needs at least one layer; ",
    ("Conv2d(k=3) > MaxPool2d(2)", "-i", "8", "--view", "tree"): "--view: tree does not draw "
    "stack; use planes",
    ("Conv2d(k=3) > MaxPool2d(2)", "-i", "2000"): "layer 1: input_size: the figure has "
    "3,992,004 frames, more than 1,000,000",
    ("Conv2d(k=3) > MaxPool2d(2)",): "--input-size: missing, but required by stack",
    ("conv", "-i", "3200", "-k", "3", "-p", "1"): "--input-size: the figure has 10,240,000 "
    "frames, more than 1,000,000; use a smaller input or make the output smaller",
    ("conv", "-i", "9" * 30, "-k", "9" * 30): "--input-size: ",
    ("conv", "-i", "9" * 5000, "-k", "3"): "--input-size: '99999",
    ("padding_strides", "--view", "obliqe"): "--view: 'obliqe' is not known; "
    "did you mean 'oblique'?",
    ("padding_strides", "--theme", "no"): "--theme: 'no' is not known",
    ("padding_strides", "--plays", "0"): "--plays: 0 is out of range",
    ("padding_strides", "--plays", "often"): "--plays: 'often' is not a whole number",
    ("padding_strides", "--frame-duration", "0"): "--frame-duration: 0 seconds are out of range",
    ("padding_strides", "--frame-duration", "nan"): "--frame-duration: 'nan'",
    ("padding_strides", "--frame-duration", "1e99"): "--frame-duration: '1e99'",
    (*CONV, "-k", "3", "--layers", "Conv2d(k=3)"): "--layers: conv has no such parameter; "
    "it belongs to stack",
    (*CONV, "-k", "3", "--output-size", "3"): "--output-size: conv has no such parameter; "
    "use svgconv solve conv to reach a size",
    (*CONV, "-k", "3", "--beside", "conv"): "--beside: 'conv' needs parameters of its own; "
    'give a name or a call, such as "nn.Conv2d(1, 1, 3)"',
    (*CONV, "-k", "3", "--beside", "nope"): "--beside: 'nope' does not exist; see svgconv list",
    ("upsample", "-i", "3", "--scale-factor", "2", "--shade", "rgb"): "--shade: rgb colours three "
    "input channels, not 1; use grey",
    ("upsample", "-i", "3", "--scale-factor", "2", "--tint", "windows"): "--tint: the windows "
    "overlap, so a cell would have several tints; leave it out",
    ("upsample", "-i", "3", "--scale-factor", "2", "--sum"): "--sum: upsample has no sums in the "
    "view oblique; use a --mode that is not nearest, or leave it out",
    ("Conv2d()", "-i", "5"): "Conv2d: kernel_size is missing; add it, as in Conv2d(kernel_size=3)",
    (*CONV, "-k", "3", "--width", "0"): "--width: 0 is out of range; use 1 to 20,000",
    ("",): "FIGURE: is empty; give a name, an operation, a call or a file",
    (*CONV, "-k", "3", "--input-values", ""): "--input-values: '' is not a number; "
    "give rows such as 1,2;3,4, or a file",
    (*CONV, "-k", "3", "--bias-values", "x"): "--bias-values: 'x' is not a number; ",
    ("conv(5,3)",): "FIGURE: 'conv(5, 3)' is a Python call; use conv -i 5 -k 3, or "
    '"nn.Conv2d(1, 1, 3)"',
    ("svgconv.conv(5, 3, stride=(1, 2))",): "FIGURE: 'svgconv.conv(5, 3, stride=(1, 2))' is a "
    "Python call; use conv -i 5 -k 3 -s 1,2, or ",
    ("conv_transpose(3)",): "FIGURE: 'conv_transpose(3)' is a Python call; see svgconv render "
    "conv_transpose --help",
}  # fmt: skip


@pytest.mark.parametrize("arguments", WRONG, ids=lambda a: " ".join(a)[:60])
def test_wrong_parameters(arguments: tuple[str, ...], tmp_path: Path) -> None:
    result = run("render", *arguments, "-o", str(tmp_path / "a.svg"))
    assert result.status == 2
    assert result.err.startswith(WRONG[arguments])
    assert result.err.count("\n") == 1
    assert len(result.err) < 1000
    assert result.out == ""
    assert list(tmp_path.iterdir()) == []


def test_wrong_targets(tmp_path: Path) -> None:
    (tmp_path / "theirs.svg").write_text("<svg/>")
    (tmp_path / "folder.svg").mkdir()
    for target, said in {
        "a.jpeg": "a.jpeg: .jpeg is an unknown format; use .",
        "a": "a: has no suffix, such as .svg; use .",
        "no/such/a.svg": "cannot be written (No such file or directory); give another path",
        "theirs.svg": "exists and was not written by svgconv; give another name, or use --force\n",
        "folder.svg": "is a folder; give a file's name",
    }.items():
        result = run("render", "dilation", "-o", str(tmp_path / target))
        assert (result.status, result.err.count("\n")) == (2, 1)
        assert said in result.err
    assert (tmp_path / "theirs.svg").read_text() == "<svg/>"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.svg", "theirs.svg"]
    forced = run("render", "dilation", "-o", str(tmp_path / "theirs.svg"), "--force")
    assert forced.status == 0


@pytest.mark.skipif(os.getuid() == 0 and not Path("/usr/bin/setpriv").exists(), reason="is root")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    target = Path("/proc/a.svg") if os.getuid() == 0 else closed / "a.svg"
    result = run("render", "dilation", "-o", str(target))
    assert (result.status, result.err.count("\n")) == (2, 1)
    assert "cannot be written" in result.err


@pytest.mark.parametrize("at", ["9", "-10"])
def test_a_frame_that_does_not_exist(at: str) -> None:
    result = run("frame", "padding_strides", "--at", at, "-o", "-")
    assert (result.status, result.out) == (2, "")
    assert result.err == f"--at: {at} does not exist; use -9 to 8\n"


MALFORMED = {
    "rendr x": "rendr: unknown command; did you mean 'render'?",
    "render": "FIGURE: missing; see svgconv render --help",
    "render dilation": "--output: missing; see svgconv render --help",
    "render dilation --foce": "--foce: unknown option of svgconv render; did you mean --force?",
    "render dilation --zzz": "--zzz: unknown option of svgconv render; see svgconv render --help",
    "render dilation --force=3": "--force: does not take a value; see svgconv render --help",
    "conv -i 5 -k 3": "conv: is an operation; use svgconv render conv",
    "padding_strides": "padding_strides: is a figure of the catalogue; use svgconv render "
    "padding_strides",
    "frame dilation --at": "--at: needs a value; see svgconv frame --help",
}


@pytest.mark.parametrize("arguments", MALFORMED)
def test_a_malformed_command_line_gets_one_line(arguments: str) -> None:
    result = run(*arguments.split())
    assert (result.status, result.out) == (2, "")
    assert result.err == f"{MALFORMED[arguments]}\n"


@pytest.mark.parametrize("arguments", ["frame dilation --at y", "formats extra", "render x\n --\n"])
def test_whatever_is_malformed_stays_on_one_line(arguments: str) -> None:
    result = run(*arguments.split(" "))
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert "; see svgconv" in result.err


def test_no_arguments_are_a_call_for_help() -> None:
    result = run()
    assert result.status == 2
    assert result.err.startswith("Usage: svgconv")


FIGURE = '[[sections]]\ntitle = "S"\n[[sections.figures]]\nname = "f"\n'

TABLES = {
    "title = 3\n": ", title: 3 is not text; write it in quotes",
    'titel = "a"\n': ", titel: unknown key; did you mean 'title'?",
    "sections = 3\n": ", sections: 3 is not a list; write [[sections]]",
    "sections = [3]\n": ", sections, entry 1: 3 is not a table; write [[sections]]",
    "[[sections]]\n": ", section 1, title: missing; add title = \"...\"",
    '[[sections]]\ntitle = "S"\ntxt = "a"\n': ", section 'S', txt: unknown key; "
    "did you mean 'text'?",
    '[[sections]]\ntitle = "S"\n[[sections.figures]]\n': ", section 'S', figure 1, name: missing",
    FIGURE: ", section 'S', figure 'f', operation: missing; give operation or figure",
    FIGURE + "caption = 3\n": ", section 'S', figure 'f', caption: 3 is not text; "
    "write it in quotes",
    FIGURE + 'operation = "cnv"\n': ", section 'S', figure 'f', operation: 'cnv' is not known; "
    "did you mean 'conv'?",
    FIGURE + 'operation = "conv"\ninput_size = 3\nkernel_size = 5\n': ", section 'S', figure 'f', "
    "kernel_size: 5 is larger than the padded input, 3; pad by 1 or use at most 3",
    FIGURE + 'figure = "padding_strides"\nstrid = 5\n': ", section 'S', figure 'f', strid: "
    "unknown parameter of conv; did you mean 'stride'?",
    FIGURE + 'figure = "padding_strides"\nstride = true\n': ", section 'S', figure 'f', stride: "
    "True is not a whole number",
    FIGURE.replace('"f"', '"../f"'): ", section 'S', figure '../f', name: '../f' is not "
    "a portable file name; use letters, digits, _ - and .",
    FIGURE + 'figure = "dilation"\n[[sections.figures]]\nname = "F"\nfigure = "dilation"\n': ""
    ", name: 'F' and 'f' would be the same file; give each figure a name of its own",
    "title = \n": ": is not TOML (Invalid value (at line 1, column 9)); correct this line",
}  # fmt: skip


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'operation = "conv"\ninput_size = 5\nkernel_size = 9\n', ", kernel_size: 9 is larger "),
        (b"[[sections]]\n", ": is a gallery; use svgconv make "),
        (b"\xff\xfe", ": is not UTF-8 text; save it as UTF-8"),
    ],
)
def test_an_error_in_a_file_of_a_figure_names_the_file(
    content: bytes, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "figure.toml"
    path.write_bytes(content)
    result = run("explain", str(path))
    assert (result.status, result.err.count("\n"), result.out) == (2, 1, "")
    assert result.err.startswith(f"{path}{message}")


@pytest.mark.parametrize("table", TABLES)
def test_wrong_galleries_are_named_with_file_section_and_key(table: str, tmp_path: Path) -> None:
    path = tmp_path / "gallery.toml"
    path.write_text(table)
    result = run("make", str(tmp_path))
    assert (result.status, result.err.count("\n"), result.out) == (2, 1, "")
    assert result.err.startswith(f"{path}{TABLES[table]}")
    assert list(tmp_path.iterdir()) == [path]


def test_make_does_not_write_over_what_it_did_not_write(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<h1>mine</h1>")
    result = run("make", str(tmp_path))
    assert result.status == 2
    assert "index.html: exists and was not written by svgconv" in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
    assert (tmp_path / "index.html").read_text() == "<h1>mine</h1>"
    (tmp_path / "file").write_text("")
    assert run("make", str(tmp_path / "file")).status == 2


def test_a_folder_without_a_name_is_not_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("make", "")
    assert (result.status, result.err.count("\n")) == (2, 1)
    assert list(tmp_path.iterdir()) == []


def test_no_traceback_as_a_program() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "svgconv", "explain", "conv", "-i", "3", "-k", "5"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == (
        "--kernel-size: 5 is larger than the padded input, 3; pad by 1 or use at most 3\n"
    )
