"""A package from outside adds an operation, a theme and a view, exactly as docs/extend.md says."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.docs import PAGES, blocks

pytestmark = pytest.mark.slow

PAGE = PAGES["docs/extend.md"].read_text("utf-8")


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder with the page's module, installed as pip would: its entry points are known."""
    (code,) = blocks(PAGE, "python")
    (points,) = blocks(PAGE, "toml")
    tmp_path.joinpath("convextra.py").write_text(code, "utf-8")
    about = tmp_path / "convextra-1.0.dist-info"
    about.mkdir()
    about.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: convextra\nVersion: 1.0\n")
    groups = re.sub(r'\[project\.entry-points\."(.*)"\]', r"[\1]", points).replace('"', "")
    about.joinpath("entry_points.txt").write_text(groups, "utf-8")
    return tmp_path


def ran(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run ``svgconv ARGUMENTS`` where the folder's packages are installed."""
    path = os.pathsep.join([str(folder), *filter(None, sys.path)])
    return subprocess.run(
        [sys.executable, "-m", "svgconv", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        check=False,
    )


def svgconv(folder: Path, *arguments: str) -> str:
    """What ``svgconv ARGUMENTS`` prints there."""
    done = ran(folder, *arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def test_the_pages_commands_run(outside: Path) -> None:
    commands = re.findall(r"^svgconv (.*)$", PAGE, re.MULTILINE)
    assert len(commands) == 3
    explained, drawn, page = (svgconv(outside, *shlex.split(command)) for command in commands)
    assert explained.startswith("Power-average pooling: input 7×7, kernel 3×3, stride 2")
    assert "PyTorch: nn.LPPool2d(2, 3, stride=2)" in explained
    assert drawn == page == ""
    svg = (outside / "mine.svg").read_text("utf-8")
    assert 'fill="#fbb4ae"' in svg
    assert "svgconv-window" in svg
    assert "svgconv-output" not in svg
    html = (outside / "mine.html").read_text("utf-8")
    assert html.startswith("<!doctype html>\n<svg ")
    svgconv(outside, *shlex.split(commands[2]))  # a file of svgconv's own is overwritten
    assert ".html" in svgconv(outside, "formats")


def test_it_is_known_wherever_operations_are(outside: Path) -> None:
    states = json.loads(svgconv(outside, "states", "lp_pool", "-i", "4", "-k", "2"))
    assert states["frames"][1]["reads"] == [[0, 2], [0, 3], [1, 2], [1, 3]]
    (outside / "gallery.toml").write_text(
        '[[sections]]\ntitle = "Mine"\n[[sections.figures]]\nname = "mine"\n'
        'operation = "lp_pool"\ninput_size = 4\nkernel_size = 2\nview = "input"\n',
        "utf-8",
    )
    svgconv(outside, "make", str(outside))
    assert "Power-average pooling" in (outside / "mine.svg").read_text("utf-8")


NUMBERS = "3,0,1;4,0,2;0,3,4"


def drawn(folder: Path, call: str, *flags: str) -> dict[str, Any]:
    """The ``states`` document of a PyTorch call, with sums."""
    document: dict[str, Any] = json.loads(svgconv(folder, "states", call, *flags, "--sum"))
    return document


def test_its_numbers_are_what_pytorch_computes(outside: Path) -> None:
    root = drawn(outside, "nn.LPPool2d(2, 2, stride=1)", "-i", "3", f"--input-values={NUMBERS}")
    values = [frame["value"] for frame in root["frames"]]
    assert values == pytest.approx([5, 5**0.5, 5, 29**0.5], rel=1e-15)
    assert [frame["sum"] for frame in root["frames"]] == [
        "√(3² + 0² + 4² + 0²) = 5",
        "√(0² + 1² + 0² + 2²) ≈ 2.24",
        "√(4² + 0² + 0² + 3²) = 5",
        "√(0² + 2² + 3² + 4²) ≈ 5.39",
    ]
    added = drawn(outside, "nn.LPPool2d(1, 2)", "-i", "2", "--input-values=3,0;-4,0")
    assert added["parameters"]["norm_type"] == 1
    assert added["frames"][0]["value"] == -1
    assert added["frames"][0]["sum"] == "3 + 0 + (−4) + 0 = −1"
    square = drawn(outside, "nn.LPPool2d(2, 2)", "-i", "2", "--input-values=3,0;-4,0")
    assert square["frames"][0]["sum"] == "√(3² + 0² + (−4)² + 0²) = 5"


@pytest.mark.parametrize("call", ["nn.LPPool2d(1, 2)", "nn.LPPool2d(2, (2, 3), stride=1)"])
def test_it_prints_the_pytorch_call_that_it_is_read_from(outside: Path, call: str) -> None:
    assert svgconv(outside, "explain", call, "-i", "6").endswith(f"PyTorch: {call}\n")


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--padding", "1"), "--padding: lp_pool is drawn without it; leave it out\n"),
        (("--ceil-mode",), "--ceil-mode: lp_pool is drawn without it; leave it out\n"),
    ],
)
def test_it_rejects_what_it_cannot_draw(
    outside: Path, flags: tuple[str, ...], message: str
) -> None:
    done = ran(outside, "explain", "lp_pool", "-i", "6", "-k", "2", *flags)
    assert (done.returncode, done.stderr.decode()) == (2, message)


def test_its_sum_is_drawn(outside: Path) -> None:
    svgconv(outside, "render", "nn.LPPool2d(2, 2)", "-i", "4", "--sum", "-o", "sum.svg")
    recipe = (outside / "sum.svg").read_text("utf-8")
    assert '"sum": true' in recipe or '"sum":true' in recipe
    assert "norm_type" not in recipe  # 2 is the default


def test_a_subclass_that_computes_something_else_has_no_sum(outside: Path) -> None:
    """A class that overrides ``_forward`` does not inherit the sum of another computation."""
    code = (
        "from svgconv.operations.max_pool import MaxPool\n"
        "class Least(MaxPool):\n"
        "    def _forward(self, input, weight):\n"
        "        return -super()._forward(-input, weight)\n"
        "print(MaxPool(4, 2).sum_form is None, Least(4, 2).sum_form)"
    )
    answer = subprocess.check_output([sys.executable, "-c", code], cwd=outside)
    assert answer.decode() == "False None\n"


PYTHON = """
import inspect, svgconv
from svgconv.figure.snippets import command_line, python_code
from svgconv.sources.named import nearest_named

figure = svgconv.lp_pool(6, 2, norm_type=1, sum=True)
assert "lp_pool" in dir(svgconv)
assert list(inspect.signature(svgconv.lp_pool).parameters)[:6] == [
    "input_size", "kernel_size", "stride", "padding", "ceil_mode", "norm_type",
]
assert "norm_type: The power: 1 or 2: one whole number" in svgconv.lp_pool.__doc__
code = python_code(figure, "python.svg", nearest_named(figure))
exec(code)
print(code)
print(command_line(figure, "shell.svg", nearest_named(figure)))
assert figure == svgconv.load("python.svg") == figure.from_recipe(figure.recipe)
"""


def test_it_has_a_python_function_and_snippets_that_run(outside: Path) -> None:
    path = os.pathsep.join([str(outside), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-c", PYTHON],
        cwd=outside,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    *_, call, command = done.stdout.splitlines()
    assert call.startswith("svgconv.lp_pool(input_size=6, kernel_size=2, norm_type=1")
    assert svgconv(outside, *shlex.split(command)[1:]) == ""
    drawn, again = ((outside / name).read_bytes() for name in ("python.svg", "shell.svg"))
    assert drawn == again
