"""One new file adds an operation to a copy of the package, at parity with its siblings.

The copy differs from the package in this file only. Every place where operations are known has it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

MIN_POOL = '''
    """Min pooling, which PyTorch does not have."""

    from __future__ import annotations

    from dataclasses import dataclass
    from typing import ClassVar

    from svgconv.operations._pooling import Pooling
    from svgconv.operations.base import SumForm, parameter
    from svgconv.options import Flag
    from svgconv.specification.scalars import one_of


    @dataclass(frozen=True)
    class MinPool(Pooling):
        """A min pooling of one channel."""

        name: ClassVar[str] = "min_pool"
        torch_module: ClassVar[str] = "MinPool2d"
        torch_signature: ClassVar[tuple[str, ...]] = ("kernel_size", "stride", "tie")
        kind: ClassVar[str] = "Min pooling"
        padding_value: ClassVar[None] = None
        sum_form = SumForm(separator=" ∞ ", opening="min[", closing="]", parenthesized=False)

        tie: str = parameter(
            one_of("first", "last"), Flag("The unit to keep.", "T"), default="first"
        )

        def _forward(self, input, weight):
            import numpy as np

            from svgconv.states.arithmetic import pooled

            return pooled(self.states(), input, np.min)

        def _result_words(self):
            return "the smallest of"

        def _torch_arguments(self):
            return [*super()._torch_arguments(), *[f'tie="{self.tie}"'] * (self.tie != "first")]


    OPERATION = MinPool
    '''

PROBE = """
import inspect, json, logging, re
from starlette.testclient import TestClient

import svgconv
from svgconv.figure.snippets import command_line, python_code
from svgconv.operations import OPERATIONS
from svgconv.serve.app import application
from svgconv.serve.guard import Address
from svgconv.sources.named import nearest_named
from tests.command import run

INPUT = "--input-values=3,1,2;4,5,0;7,6,8"
POOL = ("min_pool", "-i", "3", "-k", "2", "-s", "1")


def output(*arguments):
    done = run(*arguments)
    return done.out + done.err


figure = svgconv.min_pool(4, 2, stride=1, tie="last", values=7, sum=True, view="flat")
named = nearest_named(figure)
exec(python_code(figure, "python.svg", named))
logging.getLogger("asyncio").setLevel("ERROR")  # it may find a worker gone when its loop ends
site = application(Address("127.0.0.1", 8000))
with TestClient(site, base_url="http://127.0.0.1:8000") as client:
    answer = client.get("/", params={
        "operation": "min_pool", "input_size": "4", "kernel_size": "2", "tie": "last",
        "values": "true", "sum": "true",
    })
stack = svgconv.stack([{"operation": "conv", "k": 3}, "MinPool2d(2, tie='last')"], 9)
print(json.dumps({
    "file": svgconv.__file__,
    "names": OPERATIONS.names(),
    "list": output("operations"),
    "dir": dir(svgconv),
    "signature": str(inspect.signature(svgconv.min_pool)),
    "help": svgconv.min_pool.__doc__,
    "explain": output("explain", *POOL),
    "explain call": output("explain", "nn.MinPool2d(2, tie='last')", "-i", "4"),
    "states": json.loads(output("states", *POOL, INPUT, "--sum")),
    "render": output("render", *POOL, INPUT, "--sum", "-o", "drawn.svg"),
    "wrong": output("render", *POOL, "--tie", "nosuchtie", "-o", "wrong.svg"),
    "again": svgconv.load("drawn.svg") == svgconv.load("min_pool", input_size=3, kernel_size=2,
        stride=1, values={"input": [[3, 1, 2], [4, 5, 0], [7, 6, 8]]}, sum=True),
    "python": svgconv.load("python.svg") == figure,
    "command": output(*__import__("shlex").split(command_line(figure, "shell.svg", named))[1:]),
    "recipe": figure.from_recipe(json.loads(json.dumps(figure.recipe))) == figure,
    "stack": [stack.operation.layers, stack.operation.output_size, stack.operation.torch_call()],
    "stack field": stack.operation.title(),
    "stack drawn": len(stack.svg()),
    "stack call": output("explain", "Conv2d(k=3) > MinPool2d(2)", "-i", "9"),
    "status": answer.status_code,
    "page": answer.text,
}))
"""


def copy_of_the_package(folder: Path, files: dict[str, str]) -> Path:
    """A folder with a copy of the package that has some more files, and the command's runner."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "svgconv", folder / "svgconv", ignore=ignored)
    shutil.copytree(ROOT / "tests" / "command", folder / "tests" / "command", ignore=ignored)
    for name, text in files.items():
        (folder / "svgconv" / name).write_text(dedent(text).lstrip(), "utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with the new operation."""
    return copy_of_the_package(
        tmp_path_factory.mktemp("copy"), {"operations/min_pool.py": MIN_POOL}
    )


@pytest.fixture(scope="module")
def found(folder: Path) -> dict[str, Any]:
    """What the copy answers, by what was asked of it."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    answers: dict[str, Any] = json.loads(done.stdout)
    assert answers["file"] == str(folder / "svgconv" / "__init__.py")
    return answers


def test_it_is_listed(found: dict[str, Any]) -> None:
    assert "min_pool" in found["names"]
    assert "min_pool" in found["list"]
    assert "min_pool" in found["dir"]


def test_it_has_a_python_function(found: dict[str, Any]) -> None:
    assert found["signature"].startswith("(input_size: int | tuple[int, ...] | str, kernel_size")
    last = "tie: str = 'first', padding_mode: str | None = None, *, view: str = ''"
    assert last in found["signature"]
    assert found["help"].startswith("Draw a min pooling of one channel.\n")
    assert 'tie: The unit to keep: "first" or "last".' in found["help"]


def test_it_is_explained(found: dict[str, Any]) -> None:
    assert found["explain"].startswith("Min pooling: input 3×3, kernel 2×2, output 2×2\n")
    assert "relationship 7: o = floor((i - k) / s) + 1" in found["explain"]
    assert found["explain"].endswith("PyTorch: nn.MinPool2d(2, stride=1)\n")
    assert found["explain call"].endswith('PyTorch: nn.MinPool2d(2, tie="last")\n')


def test_it_has_states_with_numbers_and_sums(found: dict[str, Any]) -> None:
    frames = found["states"]["frames"]
    assert frames[1]["reads"] == [[0, 1], [0, 2], [1, 1], [1, 2]]
    assert [frame["value"] for frame in frames] == [1, 0, 4, 0]
    assert frames[0]["sum"] == "min[3 ∞ 1 ∞ 4 ∞ 5] = 1"


def test_it_is_drawn_with_numbers_and_sums(found: dict[str, Any], folder: Path) -> None:
    assert found["render"] == ""
    svg = (folder / "drawn.svg").read_text("utf-8")
    assert "The shaded output cell is the smallest of the cells under it." in svg
    assert "Output: 1 0 / 4 0." in svg
    assert "-221e" in svg  # the glyph of its separator


def test_a_wrong_parameter_is_one_line(found: dict[str, Any]) -> None:
    assert found["wrong"] == "--tie: unknown value 'nosuchtie'; use one of: first, last\n"


def test_recipes_and_snippets_give_the_same_figure(found: dict[str, Any], folder: Path) -> None:
    assert found["recipe"]
    assert found["again"]
    assert found["python"]
    assert found["command"] == ""
    python, shell = ((folder / name).read_bytes() for name in ("python.svg", "shell.svg"))
    assert python == shell


def test_it_is_a_layer_of_a_stack(found: dict[str, Any]) -> None:
    layers, size, call = found["stack"]
    assert layers == 'Conv2d(k=3) > MinPool2d(2, tie="last")'
    assert size == [3, 3]
    assert call == 'nn.Sequential(nn.Conv2d(1, 1, 3), nn.MinPool2d(2, tie="last"))'
    assert "receptive field 4×4 (stride 2, start 0)" in found["stack field"]
    assert found["stack drawn"] > 1000
    assert "layer 2, relationship 7: o = " in found["stack call"]


def test_the_page_has_its_form(found: dict[str, Any]) -> None:
    assert found["status"] == 200
    assert '<option value="min_pool" selected>' in found["page"]
    tie = found["page"].split('name="tie"')[1].split("</select>")[0]
    assert "<option selected>last" in tie
    for snippet in (
        "svgconv render min_pool --input-size 4 --kernel-size 2 --tie last",
        "svgconv.min_pool(input_size=4, kernel_size=2, tie=&#34;last&#34;",
        "nn.MinPool2d(2, tie=&#34;last&#34;)",
    ):
        assert snippet in found["page"], snippet
