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
    assert explained.startswith("Generalized-mean pooling: input 7×7, kernel 3×3, stride 2")
    assert "PyTorch: GeMPool2d(2, 3, stride=2)" in explained
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
    states = json.loads(svgconv(outside, "states", "gem_pool", "-i", "4", "-k", "2"))
    assert states["frames"][1]["reads"] == [[0, 2], [0, 3], [1, 2], [1, 3]]
    (outside / "gallery.toml").write_text(
        '[[sections]]\ntitle = "Mine"\n[[sections.figures]]\nname = "mine"\n'
        'operation = "gem_pool"\ninput_size = 4\nkernel_size = 2\nview = "input"\n',
        "utf-8",
    )
    svgconv(outside, "make", str(outside))
    assert "Generalized-mean pooling" in (outside / "mine.svg").read_text("utf-8")


NUMBERS = "3,0,1;4,0,2;0,3,4"


def drawn(folder: Path, call: str, *flags: str) -> dict[str, Any]:
    """The ``states`` document of a PyTorch call, with sums."""
    document: dict[str, Any] = json.loads(svgconv(folder, "states", call, *flags, "--sum"))
    return document


def test_its_numbers_and_sums_are_its_own(outside: Path) -> None:
    root = drawn(outside, "GeMPool2d(2, 2, stride=1)", "-i", "3", f"--input-values={NUMBERS}")
    values = [frame["value"] for frame in root["frames"]]
    assert values == pytest.approx([2.5, 1.25**0.5, 2.5, 7.25**0.5], rel=1e-15)
    assert [frame["sum"] for frame in root["frames"]] == [
        "√((3² + 0² + 4² + 0²) / 4) = 2.5",
        "√((0² + 1² + 0² + 2²) / 4) ≈ 1.12",
        "√((4² + 0² + 0² + 3²) / 4) = 2.5",
        "√((0² + 2² + 3² + 4²) / 4) ≈ 2.69",
    ]
    mean = drawn(outside, "GeMPool2d(1, 2)", "-i", "2", "--input-values=3,0;4,0")
    assert mean["parameters"]["power"] == 1
    assert mean["frames"][0]["value"] == 1.75
    assert mean["frames"][0]["sum"] == "(3 + 0 + 4 + 0) / 4 = 1.75"
    cube = drawn(outside, "gem_pool", "-i", "2", "-k", "2", "--input-values=3,0;4,0")
    assert cube["frames"][0]["value"] == pytest.approx((91 / 4) ** (1 / 3), rel=1e-15)
    assert cube["frames"][0]["sum"] == "((3³ + 0³ + 4³ + 0³) / 4)^(1/3) ≈ 2.83"


def test_its_numbers_can_be_rejected_when_they_are_computed(outside: Path) -> None:
    done = ran(outside, "explain", "GeMPool2d(2, 2)", "-i", "2", "--input-values=3,0;-4,0")
    message = "--input-values: some are below 0; use numbers from 0\n"
    assert (done.returncode, done.stderr.decode()) == (2, message)


@pytest.mark.parametrize("call", ["GeMPool2d(1, 2)", "GeMPool2d(2, (2, 3), stride=1)"])
def test_it_prints_the_pytorch_call_that_it_is_read_from(outside: Path, call: str) -> None:
    assert svgconv(outside, "explain", call, "-i", "6").endswith(f"PyTorch: {call}\n")


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--padding", "1"), "--padding: gem_pool is drawn without it; leave it out\n"),
        (("--ceil-mode",), "--ceil-mode: gem_pool is drawn without it; leave it out\n"),
    ],
)
def test_it_rejects_what_it_cannot_draw(
    outside: Path, flags: tuple[str, ...], message: str
) -> None:
    done = ran(outside, "explain", "gem_pool", "-i", "6", "-k", "2", *flags)
    assert (done.returncode, done.stderr.decode()) == (2, message)


def test_a_name_that_svgconv_has_stays_its_own(outside: Path) -> None:
    points = outside / "convextra-1.0.dist-info" / "entry_points.txt"
    points.write_text(points.read_text().replace("gem_pool =", "lp_pool ="), "utf-8")
    explained = svgconv(outside, "explain", "nn.LPPool2d(2, 3)", "-i", "6")
    assert explained.startswith("Power-average pooling: ")
    assert svgconv(outside, "explain", "lp_pool", "-i", "6", "-k", "3") == explained
    assert svgconv(outside, "operations").count("lp_pool ") == 1


def test_its_sum_is_drawn(outside: Path) -> None:
    svgconv(outside, "render", "GeMPool2d(3, 2)", "-i", "4", "--sum", "-o", "sum.svg")
    recipe = (outside / "sum.svg").read_text("utf-8")
    assert '"sum": true' in recipe or '"sum":true' in recipe
    assert '"power"' not in recipe  # 3 is the default


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

figure = svgconv.gem_pool(6, 2, power=1, sum=True)
assert "gem_pool" in dir(svgconv)
assert list(inspect.signature(svgconv.gem_pool).parameters)[:6] == [
    "input_size", "kernel_size", "stride", "padding", "ceil_mode", "power",
]
assert "power: The power: 1, 2 or 3: one whole number" in svgconv.gem_pool.__doc__
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
    assert call.startswith("svgconv.gem_pool(input_size=6, kernel_size=2, power=1")
    assert svgconv(outside, *shlex.split(command)[1:]) == ""
    drawn, again = ((outside / name).read_bytes() for name in ("python.svg", "shell.svg"))
    assert drawn == again
