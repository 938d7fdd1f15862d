"""What an installed svgconv does in a folder of its own, with the standard library and pytest only.

`make test-versions` runs these tests with the lowest and the newest libraries on every Python.
Everything runs in a process of its own that does not import from the repository.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

GALLERY = Path(__file__).parents[2] / "gallery"
FORMATS = "svg svgz png apng gif webp avif mp4 webm pdf tikz json".split()
COMMANDS = [
    [],
    *(
        [command]
        for command in (
            *("list", "operations", "views", "themes", "formats", "explain", "states"),
            *("render", "frame", "frames", "strip", "make", "schema", "serve"),
        )
    ),
    ["render", "upsample"],
]
WRONG = {
    ("explain", "nowhere.toml"): "nowhere.toml: cannot be read",
    ("explain", "nowhere"): "FIGURE: 'nowhere' does not exist",
    (
        "explain",
        "conv",
        "-i",
        "3",
        "-k",
        "5",
    ): "--kernel-size: 5 is larger than the padded input, 3",
    ("render",): "FIGURE: missing",
    ("render", "conv"): "--output: missing",
    ("render", "--theme"): "--theme: needs a value",
    ("render", "padding_strides", "--nothing"): "--nothing: unknown option",
    ("nothing",): "nothing: unknown command",
    ("frame", "padding_strides", "--at", "x", "-o", "a.png"): "--at: 'x' is not",
    ("serve", "--port", "70000"): "--port: '70000' is not a port",
}


def svgconv(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in `folder`."""
    return subprocess.run(
        [sys.executable, "-m", "svgconv", *arguments],
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _environment(folder: Path) -> dict[str, str]:
    names = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")
    kept = {name: os.environ[name] for name in names if name in os.environ}
    return {**kept, "HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_is_written_and_read_back(suffix: str, tmp_path: Path) -> None:
    file = f"figure.{suffix}"
    written = svgconv(tmp_path, "render", "padding_strides", "-o", file)
    assert (written.returncode, written.stderr) == (0, "")
    again = svgconv(tmp_path, "render", file, "-o", "again.svg")
    assert (again.returncode, again.stderr) == (0, "")
    assert (tmp_path / "again.svg").read_bytes() == (GALLERY / "padding_strides.svg").read_bytes()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help(command: list[str], tmp_path: Path) -> None:
    shown = svgconv(tmp_path, *command, "--help")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Usage:" in shown.stdout


@pytest.mark.parametrize(("arguments", "message"), WRONG.items())
def test_wrong_input_is_one_line(arguments: tuple[str, ...], message: str, tmp_path: Path) -> None:
    answer = svgconv(tmp_path, *arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert message in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_a_gallery_is_made_in_several_processes(tmp_path: Path) -> None:
    (tmp_path / "gallery.toml").write_text(
        'formats = ["svg", "gif"]\n[[sections]]\ntitle = "S"\n'
        + "".join(
            f'[[sections.figures]]\nname = "{name}"\nfigure = "{name}"\n'
            for name in ("padding_strides", "dilation")
        ),
        "utf-8",
    )
    made = svgconv(tmp_path, "make", ".")
    assert (made.returncode, made.stderr) == (0, "")
    for name in ("padding_strides.svg", "dilation.svg"):
        assert (tmp_path / name).read_bytes() == (GALLERY / name).read_bytes()
    assert (tmp_path / "dilation.gif").exists()
    assert (tmp_path / "index.html").exists()


def test_states_are_printed(tmp_path: Path) -> None:
    shown = svgconv(tmp_path, "states", "conv", "-i", "5", "-k", "3")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert len(json.loads(shown.stdout)["frames"]) == 9


def test_python_draws_the_figure_that_the_command_draws(tmp_path: Path) -> None:
    program = (
        "import svgconv\n"
        "figure = svgconv.conv(5, 3, stride=2, padding=1)\n"
        "figure.save('figure.svg')\n"
        "print(figure.operation.output_size)\n"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=_environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert shown.stdout == "(3, 3)\n"
    assert (tmp_path / "figure.svg").stat().st_size > 1000


def test_the_page_is_served(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "svgconv", "serve", "--port", "0"],
        cwd=tmp_path,
        env=_environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split()[1].rstrip("/")
            with urllib.request.urlopen(address, timeout=60) as page:
                assert b"<form" in page.read()
        finally:
            server.send_signal(signal.SIGINT)
        assert server.wait(60) in (0, 130)
