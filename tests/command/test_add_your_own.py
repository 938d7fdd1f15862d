"""A package from outside adds an operation, a theme and a view, exactly as docs/extend.md says."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs import PAGES, blocks

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


def svgconv(folder: Path, *arguments: str) -> str:
    """What ``svgconv ARGUMENTS`` prints where the folder's packages are installed."""
    path = os.pathsep.join([str(folder), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-m", "svgconv", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def test_the_pages_commands_run(outside: Path) -> None:
    commands = re.findall(r"^svgconv (.*)$", PAGE, re.MULTILINE)
    assert len(commands) == 2
    explained, drawn = (svgconv(outside, *shlex.split(command)) for command in commands)
    assert explained.startswith("Power-average pooling: input 7×7, kernel 3×3, stride 2")
    assert "PyTorch: nn.LPPool2d(2, 3, stride=2)" in explained
    assert drawn == ""
    svg = (outside / "mine.svg").read_text("utf-8")
    assert 'fill="#fbb4ae"' in svg
    assert "svgconv-window" in svg
    assert "svgconv-output" not in svg


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


def test_its_forward_is_what_it_says(outside: Path) -> None:
    code = (
        "import numpy as np; from svgconv.operations import OPERATIONS;"
        "pool = OPERATIONS.get('lp_pool')(2, 2); print(pool.forward(np.array([[3, 0], [4, 0]])))"
    )
    path = os.pathsep.join([str(outside), *filter(None, sys.path)])
    run = [sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONPATH": path}
    assert subprocess.check_output(run, env=environment) == b"[[5.]]\n"
