"""An option that is declared once is everywhere: a new one is added to a copy of the package."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import svgconv

DECLARATION = """
    glow: int = option(
        lambda name, value, figure: check_glow(name, value), Flag("Make it glow.", "LUMENS"),
        default=0, panel=APPEARANCE, stage=Stage.SCENE, compared=Compared.INHERITED,
        schema={"type": "integer"},
    )  # fmt: skip
"""
PARSER = """

def check_glow(name: str, value: object) -> int:
    from svgconv.specification.sizes import whole_number

    number = whole_number(name, value)
    if number > 9:
        raise parse.SvgconvError(name, f"{number} is above 9", "use less")
    return number
"""

PROGRAM = """
import json, shlex, sys
import svgconv
from svgconv.__main__ import main
from svgconv.figure.snippets import command_line, python_code
from svgconv.figure.schema import figure_schema
from svgconv.gallery.schema import gallery_schema
from svgconv.operations import OPERATIONS
from svgconv.serve.form import groups
from svgconv.serve.request import preview
from svgconv.sources.figure_argument import recipe_of
from svgconv.sources.named import nearest_named
from svgconv.svg.recipe import recipe_in

figure = svgconv.conv(5, 3, glow=7)
found = {}
found["python"] = figure.glow
found["recipe"] = figure.recipe.get("glow")
found["file"] = recipe_in(figure.svg()).get("glow")
found["read back"] = svgconv.Figure.from_recipe(figure.recipe).glow
found["default is left out"] = "glow" not in svgconv.conv(5, 3).recipe
found["frame"] = figure.frame(2).glow
open("glow.toml", "w").write('operation = "conv"\\ninput_size = 5\\nkernel_size = 3\\nglow = 7')
found["toml"] = recipe_of("glow.toml").get("glow")
both = svgconv.compare(figure, svgconv.conv(5, 3, glow=4))
found["compare"] = [one.glow for one in svgconv.Figure.from_recipe(both.recipe).figures]
plain = svgconv.compare(figure, svgconv.conv(5, 3))
found["compare default"] = [one.glow for one in svgconv.Figure.from_recipe(plain.recipe).figures]
named = nearest_named(figure)
found["command"] = "--glow 7" in command_line(figure, "x.svg", named)
found["code"] = "glow=7" in python_code(figure, "x.svg", named)
fields = {item.name: item for group in groups(OPERATIONS.get("conv")) for item in group.fields}
found["form"] = fields["glow"].help if "glow" in fields else None
query = {"operation": "conv", "input_size": "5", "kernel_size": "3", "glow": "7"}
found["page"] = "glow=7" in getattr(preview(query.items()), "snippets", {}).get("Python", "")
found["schema"] = figure_schema()["properties"].get("glow", {}).get("description")
figures = gallery_schema()["properties"]["sections"]["items"]["properties"]["figures"]
found["gallery schema"] = "glow" in figures["items"]["properties"]
try:
    svgconv.conv(5, 3, glow=10)
except svgconv.SvgconvError as error:
    found["validation"] = str(error)
sys.argv = ["svgconv", "render", "conv", "-i", "5", "-k", "3", "--glow", "7", "-o", "flag.svg"]
try:
    main()
except SystemExit:
    pass
found["flag"] = recipe_in(open("flag.svg").read()).get("glow")
print(json.dumps(found))
"""

EVERYWHERE = {
    "python": 7,
    "recipe": 7,
    "file": 7,
    "read back": 7,
    "default is left out": True,
    "frame": 7,
    "toml": 7,
    "compare": [7, 4],
    "compare default": [7, 0],
    "command": True,
    "code": True,
    "form": "Make it glow.",
    "page": True,
    "schema": "Make it glow.",
    "gallery schema": True,
    "validation": "glow: 10 is above 9; use less",
    "flag": 7,
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What a copy of the package with one more option, declared in one file, says of it."""
    folder = tmp_path_factory.mktemp("copy")
    package = Path(svgconv.__file__).parent
    shutil.copytree(package, folder / "svgconv", ignore=shutil.ignore_patterns("__pycache__"))
    file = folder / "svgconv/figure/declaration.py"
    text = file.read_text("utf-8")
    before = "    beside: tuple[Any, ...] = option("
    assert text.count(before) == 1
    text = text.replace(before, f"{DECLARATION.strip(chr(10))}\n{before}")
    file.write_text(text + PARSER, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return answer


@pytest.mark.parametrize("place", EVERYWHERE)
def test_a_new_option_is_found(place: str, found: dict[str, object]) -> None:
    assert found.get(place) == EVERYWHERE[place]
