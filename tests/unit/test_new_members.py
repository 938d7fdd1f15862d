"""One new file adds a view, a theme or a format to a copy of the package, and is found everywhere.

The copy differs from the package in these three files only.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
FILES = {
    "views/ridge.py": """
        from dataclasses import replace
        from svgconv.views.flat import VIEW as FLAT

        VIEW = replace(FLAT, name="ridge", summary="A ridge.", orientation="A ridge is at the top.")
        """,
    "themes/moss.py": """
        from dataclasses import replace
        from svgconv.themes.guide import THEME as GUIDE

        paints = {**GUIDE.paints, "input": replace(GUIDE.paints["input"], fill="#123454")}
        THEME = replace(GUIDE, name="moss", paints=paints)
        """,
    "encoders/zap.py": """
        import gzip
        import json
        from dataclasses import replace
        from svgconv.encoders.json import ENCODER as JSON

        def encode(drawing):
            return gzip.compress(JSON.encode(drawing), mtime=0)

        def recipe(path):
            try:
                return json.loads(gzip.decompress(path.read_bytes()))["recipe"]
            except OSError:
                return None

        ENCODER = replace(JSON, encode=encode, recipe=recipe)
        """,
}
"""The new files, and their texts."""

GALLERY = """
formats = ["svg", "zap"]
[[sections]]
title = "New"
[[sections.figures]]
name = "made"
operation = "conv"
input_size = 4
kernel_size = 3
view = "ridge"
theme = "moss"
"""

PROBE = """
import json, re
from starlette.testclient import TestClient

import svgconv
from svgconv.operations.conv import Conv
from svgconv.serve.app import application
from svgconv.serve.guard import Address
from svgconv.views import views_of
from tests.command import run


def err(*arguments):
    return run(*arguments).err

def options(name):
    select = page.split(f'name="{name}"')[1].split("</select>")[0]
    return re.findall(r"<option(?: selected)?>(\\w+)", select)

SMALL = ("render", "conv", "-i", "4", "-k", "3", "-o", "drawn.svg")
POOL = ("render", "max_pool", "-i", "4", "-k", "2", "-o", "pool.svg")
drawn = err(*SMALL, "--view", "ridge", "--theme", "moss")
figure = svgconv.load("drawn.svg")
site = application(Address("127.0.0.1", 8000))
with TestClient(site, base_url="http://127.0.0.1:8000") as client:
    page = client.get("/?operation=conv").text
found = {
    "file": svgconv.__file__,
    "drawn": drawn,
    "recipe": [figure.view, figure.theme, figure == figure.from_recipe(figure.recipe)],
    "views_of": views_of(Conv),
    "unknown view": err(*SMALL, "--view", "nosuchviewatall"),
    "other view": err(*POOL, "--view", "matrix"),
    "unknown theme": err(*SMALL, "--theme", "nosuchthemeatall"),
    "unknown format": err(*SMALL[:-1], "a.nosuchformat"),
    "form": {name: options(name) for name in ("view", "theme", "format")},
    "downloads": re.findall(r'href="figure\\.(\\w+)', page),
    "formats": run("formats").out.split(),
    "views": run("views").out.splitlines(),
    "themes": run("themes").out.split(),
    "help": run("render", "conv", "--help").out,
    "to zap": err("render", "drawn.svg", "-o", "drawn.zap"),
    "to zap again": err("render", "drawn.svg", "--hold", "2", "-o", "drawn.zap"),
    "made": err("make", "gallery"),
}
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the copy of the package, and what the tests need to run the command."""
    folder = tmp_path_factory.mktemp("copy")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "svgconv", folder / "svgconv", ignore=ignored)
    shutil.copytree(ROOT / "tests" / "command", folder / "tests" / "command", ignore=ignored)
    for name, text in FILES.items():
        lines = text.strip().splitlines()
        (folder / "svgconv" / name).write_text(
            "\n".join(line.removeprefix(8 * " ") for line in lines) + "\n", "utf-8"
        )
    (folder / "gallery").mkdir()
    (folder / "gallery" / "gallery.toml").write_text(GALLERY, "utf-8")
    return folder


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
    assert done.returncode == 0, done.stderr
    answers: dict[str, Any] = json.loads(done.stdout)
    assert answers["file"] == str(folder / "svgconv" / "__init__.py")
    return answers


def test_the_flags_accept_them(found: dict[str, Any], folder: Path) -> None:
    assert found["drawn"] == ""
    svg = (folder / "drawn.svg").read_text("utf-8")
    assert "A ridge is at the top." in svg
    assert 'fill="#123454"' in svg


def test_errors_list_them(found: dict[str, Any]) -> None:
    assert "ridge" in found["unknown view"]
    assert "ridge" in found["other view"]
    assert "moss" in found["unknown theme"]
    assert ".zap" in found["unknown format"]


def test_the_view_draws_the_operations_of_its_kind(found: dict[str, Any]) -> None:
    assert found["views_of"] == ["oblique", "flat", "im2col", "matrix", "ridge"]


def test_commands_list_them(found: dict[str, Any]) -> None:
    assert ["ridge", "A ridge."] in [line.split(maxsplit=1) for line in found["views"]]
    assert "moss" in found["themes"]
    assert "ridge" in found["help"]
    assert "moss" in found["help"]


def test_a_recipe_holds_them(found: dict[str, Any]) -> None:
    assert found["recipe"] == ["ridge", "moss", True]


def test_the_pages_form_has_them(found: dict[str, Any]) -> None:
    assert "ridge" in found["form"]["view"]
    assert "moss" in found["form"]["theme"]
    assert "zap" in found["form"]["format"]
    assert "zap" in found["downloads"]


def test_the_format_is_written_and_read_back(found: dict[str, Any], folder: Path) -> None:
    assert ".zap" in found["formats"]
    assert found["to zap"] == ""
    assert found["to zap again"] == "--hold: no effect on .zap files\n"
    document = json.loads(gzip.decompress((folder / "drawn.zap").read_bytes()))
    assert document["recipe"]["view"] == "ridge"
    assert document["recipe"]["hold"] == 2


def test_a_gallery_has_them(found: dict[str, Any], folder: Path) -> None:
    assert found["made"] == ""
    svg = (folder / "gallery" / "made.svg").read_text("utf-8")
    assert "A ridge is at the top." in svg
    assert 'fill="#123454"' in svg
    document = json.loads(gzip.decompress((folder / "gallery" / "made.zap").read_bytes()))
    assert document["recipe"]["theme"] == "moss"
    script = (folder / "gallery" / "made_inline.js").read_text("utf-8")
    assert "A ridge is at the top." in script
