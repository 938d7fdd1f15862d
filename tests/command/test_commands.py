"""Every command does what the contracts say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import svgconv
from svgconv.sources.catalogue import catalogue
from svgconv.version import VERSION
from tests.command import run

COMMITTED = Path(__file__).parents[2] / "gallery"


def test_list_has_the_catalogue_by_its_names() -> None:
    rows = json.loads(run("list", "--json").out)
    assert [row["name"] for row in rows] == list(catalogue())
    assert rows[5] == {
        "name": "padding_strides",
        "section": "Convolution",
        "caption": "Padding, strides",
        "operation": "conv",
        "parameters": {
            "input_size": [5, 5],
            "kernel_size": [3, 3],
            "stride": [2, 2],
            "padding": [1, 1],
            "dilation": [1, 1],
        },
        "output": [3, 3],
        "frames": 9,
        "title": "Convolution: input 5×5, kernel 3×3, stride 2, padding 1, output 3×3",
    }
    lines = run("list").out.splitlines()
    assert [line.split()[0] for line in lines] == [row["name"] for row in rows]
    named = {line.split()[0]: line.split(maxsplit=1)[1] for line in lines}
    assert named["pooling_global"] == "input 4×4  →  2×2, 4 frames; compared with output 1×1"
    assert named["matrix_and_transpose"].endswith(
        "  →  2×2, 16 frames; compared with transposed convolution: input 2×2, kernel 3×3,"
        " output 4×4"
    )
    assert [line for line in lines if re.search("with [A-Z]", line)] == []


def test_states_prints_the_contracts_document() -> None:
    result = run("states", "conv_transpose", "-i3", "-k3", "-s2", "-p1", "--output-padding", "1")
    assert result.status == 0
    document = json.loads(result.out)
    assert document == svgconv.load("padding_strides_odd_transposed").states.to_dict()
    assert set(document) == {"operation", "parameters", "input", "output", "frames"}


def test_explain_shows_the_formula_its_numbers_and_the_relationship() -> None:
    said = run("explain", "padding_strides_odd").out
    for part in ("relationship 6", "floor((6 + 2·1 - 3) / 2) + 1", "= 3", "last row is never read",
                 "9 frames", "nn.Conv2d(1, 1, 3, stride=2, padding=1)"):  # fmt: skip
        assert part in said
    each = run("explain", "conv", "-i", "5,9", "-k", "3", "-s", "1,2").out
    assert "height, relationship 1" in each
    assert "width, relationship 5" in each


def test_render_writes_the_figure_and_flags_go_before_it(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    result = run("render", "padding_strides", "-s", "1,2", "--view", "flat", "--plays", "2",
                 "--frame-duration", "0.5", "-o", str(path))  # fmt: skip
    assert (result.status, result.out, result.err) == (0, "", "")
    expected = svgconv.conv(5, 3, (1, 2), 1, view="flat", plays=2, frame_duration=0.5,
                            outputs="all", beams="lines")  # fmt: skip
    assert path.read_text("utf-8") == expected.svg()
    again = run("render", str(path), "--plays", "3", "-o", "-")
    assert 'repeatCount="3"' in again.out


def test_frame_writes_one_still(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    assert run("frame", "padding_strides", "--at", "-1", "-o", str(path)).status == 0
    assert path.read_text("utf-8") == svgconv.load("padding_strides").frame(8).svg()
    assert "<animate" in run("render", str(path), "-o", "-").out


def test_standard_output_is_the_same_file(tmp_path: Path) -> None:
    out = run("render", "dilation", "-o", "-").out
    assert out == svgconv.load("dilation").svg()


def test_make_writes_only_what_changed_and_removes_nothing(small_gallery: Path) -> None:
    folder = small_gallery
    assert "12 written" in run("make", str(folder)).out
    (folder / "notes.txt").write_text("mine")
    (folder / "dilation.svg").unlink()
    stamp = (folder / "padding_strides.svg").stat().st_mtime_ns
    result = run("make", str(folder))
    assert "1 written" in result.out
    assert (folder / "padding_strides.svg").stat().st_mtime_ns == stamp
    assert (folder / "notes.txt").read_text() == "mine"


def test_make_reads_gallery_toml_and_escapes_it(tmp_path: Path) -> None:
    (tmp_path / "gallery.toml").write_text(
        """
        title = "Mine <b>"
        introduction = "a & b"
        [[sections]]
        title = "One \\"quoted\\""
        [[sections.figures]]
        name = "first"
        caption = "<script>alert(1)</script>"
        figure = "nn.Conv2d(1, 1, 3, padding='same')"
        input_size = [4, 5]
        view = "flat"
        [[sections.figures]]
        name = "second"
        figure = "padding_strides"
        stride = 1
        """
    )
    svgconv.conv(4, 3).save(tmp_path / "earlier.svg")
    result = run("make", str(tmp_path), "--verbose")
    assert result.status == 0
    assert f"kept       {tmp_path / 'earlier.svg'}, another figure" in result.out
    assert (tmp_path / "earlier.svg").exists()
    html = (tmp_path / "index.html").read_text("utf-8")
    assert "<script>" not in html
    assert "Mine &lt;b&gt;" in html
    assert (tmp_path / "first.svg").read_text("utf-8") == svgconv.conv(
        (4, 5), 3, padding="same", view="flat"
    ).svg()


def test_the_page_is_complete_and_asks_nobody_else() -> None:
    html = (COMMITTED / "index.html").read_text("utf-8")
    for link in re.findall(r'[ ]href="([^"]+)"', html):
        there = (COMMITTED / link).is_file() or f'id="{link[1:]}"' in html
        assert there or link.startswith(("https://arxiv.org", "data:"))
    assert "Blue maps are inputs, and cyan maps are outputs." in html
    assert "arXiv:1603.07285" in html
    assert "@article{" in html
    sources = re.findall(r'<[^>]* src="([^"]+)"', html)
    script = cover = 1
    assert len(sources) == script + cover + 2 * len(catalogue())
    for source in sources:
        assert (COMMITTED / source).is_file()


@pytest.mark.parametrize("command", ["", *"list states explain render frame make".split()])
def test_help_is_there(command: str) -> None:
    result = run(*command.split(), "--help")
    assert result.status == 0
    assert "Usage: svgconv" in result.out


def test_every_help_with_a_figure_has_examples() -> None:
    for command in ("states", "explain", "render", "frame", "make"):
        assert f"\n  svgconv {command} " in run(command, "--help").out


def test_the_version() -> None:
    assert run("--version").out == f"svgconv {VERSION}\n"


def test_the_module_runs_and_a_closed_pipe_is_no_traceback() -> None:
    command = [sys.executable, "-m", "svgconv", "states", "conv", "-i", "60", "-k", "3"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    assert process.stdout.read(20) == b'{"operation": "conv"'
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait()


@pytest.mark.slow
def test_svg_and_html_need_no_cairo_and_help_needs_no_numpy(small_gallery: Path) -> None:
    code = (
        "import sys; from svgconv.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([n for n in ('cairosvg', 'cairocffi', 'numpy', 'svgwrite') if n in sys.modules])"
    )
    for arguments, loaded in [
        (["--help"], "[]"),
        (["render", "dilation", "-o", str(small_gallery / "a.svg")], "['svgwrite']"),
        (["make", str(small_gallery)], "['svgwrite']"),
    ]:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert done.stdout.splitlines()[-1] == loaded


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("render padding_strides_o", ["padding_strides_odd", "padding_strides_odd_transposed"]),
        (
            "states conv_",
            ["conv_transpose", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d"],
        ),
        ("render dilation --view f", ["flat"]),
        ("render dilation --theme g", ["guide"]),
        ("re", ["render"]),
        ("explain max_pool --ce", ["--ceil-mode"]),
        ("explain max_pool --sc", []),
        ("explain --sc", ["--scale-factor"]),
    ],
)
def test_the_shell_completes_commands_figures_flags_and_names(
    typed: str, offered: list[str]
) -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("svgconv")],
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "_SVGCONV_COMPLETE": "complete_bash",
            "COMP_WORDS": f"svgconv {typed}",
            "COMP_CWORD": str(len(typed.split())),
        },
    )
    assert done.stdout.split() == offered


@pytest.mark.slow
def test_without_the_cairo_library_pixels_say_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "cairocffi.py").write_text('raise OSError("no library called cairo-2 was found")')
    for suffix in ("png", "gif", "pdf", "svg"):
        done = subprocess.run(
            [sys.executable, "-m", "svgconv", "render", "dilation", "-o", f"{tmp_path}/a.{suffix}"],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])},
        )
        if suffix == "svg":
            assert done.returncode == 0
            continue
        assert done.returncode == 2
        assert "needs the cairo library, which is not installed; install it: apt" in done.stderr
        assert done.stderr.count("\n") == 1
