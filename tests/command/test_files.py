"""Frames as files, formats, and the options of files, from the command line."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import svgconv
from svgconv.encoders import ENCODERS
from svgconv.files.output import Output
from svgconv.raster.compositor import picture
from tests.command import run
from tests.raster.test_compositor import ROUNDING, differ
from tests.stills import rgba


def test_formats_lists_every_encoder() -> None:
    said = run("formats").out.split("\n")
    assert [line.split()[0] for line in said[:-1]] == [f".{name}" for name in ENCODERS.names()]


def test_frames_writes_numbered_files(tmp_path: Path) -> None:
    assert run("frames", "dilation", "-o", str(tmp_path / "new"), "--width", "200").status == 0
    figure = svgconv.load("dilation")
    paths = sorted((tmp_path / "new").iterdir())
    assert [path.name for path in paths] == [f"dilation_{frame:02}.png" for frame in range(9)]
    for frame, path in enumerate(paths):
        with Image.open(path) as image:
            drawn = np.array(image.convert("RGBA"))
        assert differ(drawn, rgba(picture(figure.frame(frame).drawing(width=200)))) <= ROUNDING
    assert run("frames", "dilation", "-o", str(tmp_path / "new")).status == 0


def test_frames_of_other_formats_and_a_choice_of_them(tmp_path: Path) -> None:
    run("frames", "nn.Conv2d(1, 1, 3)", "-i", "14", "-o", str(tmp_path), "--format", "svg",
        "--frames", "3,100-101,-1")  # fmt: skip
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["conv_003.svg", "conv_100.svg", "conv_101.svg", "conv_143.svg"]
    figure = svgconv.load("nn.Conv2d(1, 1, 3)", input_size=14, frames="3,100-101,-1")
    still = figure.frame(100)
    assert (tmp_path / "conv_100.svg").read_text("utf-8") == still.svg()


def test_frames_checks_every_target_first(tmp_path: Path) -> None:
    (tmp_path / "dilation_08.png").write_bytes(b"mine")
    result = run("frames", "dilation", "-o", str(tmp_path))
    assert result.status == 2
    assert "was not written by svgconv" in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["dilation_08.png"]


def test_a_picture_of_a_moving_figure_is_its_first_shown_frame(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    assert run("render", "dilation", "--frames", "4,8", "-o", str(path)).status == 0
    with Image.open(path) as image:
        assert json.loads(image.info["svgconv"])["at"] == 4
        drawn = np.array(image.convert("RGBA"))
    assert (drawn == rgba(picture(svgconv.load("dilation").frame(4).drawing()))).all()
    assert run("frame", "dilation", "--at", "5", "-o", str(path)).status == 0
    Image.new("RGB", (3, 3)).save(path)
    assert run("render", "dilation", "-o", str(path)).status == 2


def test_svgz_and_json(tmp_path: Path) -> None:
    figure = svgconv.load("dilation")
    for name in ("a.svgz", "a.json"):
        for _ in "twice":
            assert run("render", "dilation", "-o", str(tmp_path / name)).status == 0
    assert gzip.decompress((tmp_path / "a.svgz").read_bytes()).decode() == figure.svg()
    document = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert document.pop("recipe") == figure.recipe
    assert document == figure.states.to_dict()


def test_an_svg_takes_a_size_a_background_and_a_crop(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    run("render", "dilation", "--width", "241", "--background", "#fdf6e3", "--crop", "10,0,5,0",
        "-o", str(path))  # fmt: skip
    text = path.read_text("utf-8")
    scene = svgconv.load("dilation").scene
    assert f'viewBox="0 0 {scene.width - 5} {scene.height - 10}"' in text
    assert 'width="241"' in text
    assert 'fill="#fdf6e3"' in text
    assert svgconv.load(str(path)).crop == ((10, 0), (5, 0))


def test_too_many_frames_are_refused_with_the_numbers_and_the_option(tmp_path: Path) -> None:
    many = ("render", "conv", "-i", "102", "-k", "1", "--scale", "0.01")
    for suffix in ("gif", "pdf", "webp"):
        result = run(*many, "-o", str(tmp_path / f"a.{suffix}"))
        assert (result.status, list(tmp_path.iterdir())) == (2, [])
        assert result.err == (
            "--frames: 10,404 frames are more than 10,000; "
            "choose some with --frames, or raise --max-frames to 10404\n"
        )
    many_files = run("frames", *many[1:], "-o", str(tmp_path / "new"))
    assert (many_files.status, list(tmp_path.iterdir())) == (2, [])
    Output(max_frames=10404).check_frames(10404)
    nine = ("render", "dilation", "-o", str(tmp_path / "a.gif"), "--max-frames")
    assert [run(*nine, most).status for most in ("8", "9")] == [2, 0]


INTERRUPT = """
import os, signal, sys

def audit(event, arguments, event_name={event!r}, at={at}, log={log!r}):
    if event != event_name or ".svgconv-" not in str(arguments[0]):
        return
    with open(log, "ab") as file:
        file.write(b".")
    if os.path.getsize(log) == at:
        os.killpg(0, signal.SIGINT)

sys.addaudithook(audit)
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
"""
"""Ctrl-C when a temporary file is opened, or is about to be renamed, for the nth time."""


@pytest.mark.slow
@pytest.mark.parametrize(("event", "at"), [("open", 1), ("open", 4), ("os.rename", 2)])
def test_an_interrupted_gallery_has_no_half_file_and_no_traceback(
    event: str, at: int, small_gallery: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """At first the command writes SVG files itself, then the workers of its pool write pictures."""
    make = [sys.executable, "-m", "svgconv", "make", str(small_gallery), "--formats", "svg,gif,png"]
    hook = tmp_path_factory.mktemp("hook")
    code = INTERRUPT.format(event=event, at=at, log=str(hook / "log"))
    (hook / "sitecustomize.py").write_text(code, "utf-8")
    path = os.pathsep.join([str(hook), *filter(None, sys.path)])
    process = subprocess.Popen(
        make,
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    output, errors = process.communicate(timeout=60)
    assert (output, errors) == (b"", b"")
    assert process.returncode == -signal.SIGINT
    left = {path.name: path.read_bytes() for path in small_gallery.iterdir()}
    assert "index.html" not in left, "it was interrupted before the end"
    subprocess.run(make, check=True, capture_output=True)
    whole = {path.name: path.read_bytes() for path in small_gallery.iterdir()}
    assert left.items() <= whole.items()
    assert not [name for name in whole if name.startswith(".svgconv-")]


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--frames", "9"], "--frames: 9 does not exist; use -9 to 8"),
        (["--frames", "5-2"], "--frames: '5-2' runs backwards; write 2-5"),
        (["--frames", "a"], "--frames: 'a' is not a frame or a range; write it as in 0,3,5-8"),
        (["--hold", "-1"], "--hold: -1 seconds are out of range; use 0 to 3,600"),
        (["--crop", "999"], "--crop: cutting 999 from each side leaves nothing of 246×"),
        (
            ["--width", "big"],
            "--width: 'big' is not a length; use pixels, or a length such as 80mm",
        ),
        (["--scale", "2", "--width", "9"], "--scale: cannot be combined with --width"),
        (["--background", "mauve"], "--background: 'mauve' is not a colour; use white, black, "),
    ],
)
def test_wrong_options(flags: list[str], said: str, tmp_path: Path) -> None:
    result = run("render", "dilation", *flags, "-o", str(tmp_path / "a.svg"))
    assert (result.status, result.err.count("\n")) == (2, 1)
    assert result.err.startswith(said)
    assert list(tmp_path.iterdir()) == []
