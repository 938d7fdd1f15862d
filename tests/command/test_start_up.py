"""A command imports what it needs and nothing else: this is most of its time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from svgconv.encoders import ENCODERS
from svgconv.figure.parameters import parameters
from svgconv.operations import OPERATIONS
from svgconv.options import options_of
from svgconv.registry import Family
from svgconv.sources.catalogue import catalogue, named_recipe
from svgconv.themes import THEMES
from svgconv.views import VIEWS
from tests.command import run

PROBE = """
import contextlib, io, json, sys
from svgconv.__main__ import main
sys.argv = ["svgconv", *sys.argv[1:]]
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main()
print(json.dumps(sorted(sys.modules)))
"""

ALWAYS = (
    "PIL asyncio av cairocffi cairosvg jinja2 logging pydantic rich starlette svgconv.gallery"
    " svgconv.raster svgconv.serve.app"
).split()
"""What no command here needs."""
PICTURES = ["numpy", "svgwrite", "urllib.request", "svgconv.figure.figure"]
FAMILIES: dict[str, Family[Any]] = {
    "operations": OPERATIONS,
    "views": VIEWS,
    "themes": THEMES,
    "encoders": ENCODERS,
}

UNWANTED = {
    "--version": [*PICTURES, "typer", "inspect", "svgconv.commands", "svgconv.registry"],
    "--help": [*PICTURES, "importlib.metadata", "tomllib", "svgconv.sources"],
    "list --help": [*PICTURES, "importlib.metadata", "tomllib", "svgconv.sources"],
    "render --help": PICTURES,
    "render padding_strides --help": PICTURES,
    "operations": ["svgwrite", "svgconv.figure"],
    "views": ["numpy", "svgwrite"],
    "themes": ["numpy", "svgwrite", "svgconv.operations", "svgconv.figure"],
    "formats": ["numpy", "svgconv.operations", "svgconv.figure"],
    "list": ["svgwrite", "svgconv.svg.elements", "svgconv.strip"],
    "explain padding_strides": ["numpy", "svgwrite", "importlib.metadata", "pkgutil"],
    "states padding_strides": ["svgwrite", "importlib.metadata", "pkgutil"],
    "render padding_strides -o x.svg": [
        "numpy", "importlib.metadata", "pkgutil", "importlib.resources", "csv",
        "svgconv.scene.side_by_side", "svgconv.sources.torch_call", "svgconv.strip",
    ],
    "render conv_transpose -i 3 -k 3 --view scatter -o x.svg": ["numpy"],
    "render max_pool -i 4 -k 2 -o x.svg": ["numpy"],
    "render stack -i 7 --layers MaxPool2d(2)>Conv2d(k=2) -o x.svg": [
        "numpy", "importlib.metadata",
    ],
    "render conv -i 5 -k 3 -o x.svg": [
        "numpy", "importlib.metadata", "pkgutil", "importlib.resources",
    ],
    "frame conv -i 5 -k 3 --at -1 --view flat -o x.svg": ["numpy", "importlib.metadata", "pkgutil"],
}  # fmt: skip
"""The modules that each command does not import, apart from `ALWAYS`."""

PIXELS = {
    "png": ["av", "svgconv.encoders._dirty_rectangle"],
    "apng": ["av", "PIL.PngImagePlugin", "PIL.WebPImagePlugin"],
    "webp": ["av", "PIL.PngImagePlugin", "PIL.GifImagePlugin"],
    "avif": ["av"],
    "mp4": ["PIL.PngImagePlugin"],
    "webm": ["PIL.PngImagePlugin"],
}
"""The modules that each format does not import, apart from those of arrays and of SVG files."""

MEMBERS = {
    "--version": {},
    "--help": {},
    "explain padding_strides": {"operations": "conv", "views": "oblique", "themes": "guide"},
    "render padding_strides -o x.svg": {
        "operations": "conv", "views": "oblique", "themes": "guide", "encoders": "svg",
    },
    "render dilation --theme dark --view flat -o x.json": {
        "operations": "conv", "views": "flat", "themes": "dark", "encoders": "json",
    },
    "render max_pool -i 4 -k 2 -o x.svg": {
        "operations": "max_pool", "views": "oblique", "themes": "guide", "encoders": "svg",
    },
}  # fmt: skip
"""The only members of families that each command imports."""


def imported(folder: Path, command: str) -> list[str]:
    """The modules that a command imports, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *command.split()], cwd=folder, capture_output=True, check=True
    )
    assert done.stderr in (b"", b"--theme: no effect on .json files\n")
    modules: list[str] = json.loads(done.stdout)
    assert "svgconv.__main__" in modules
    return modules


@pytest.mark.slow
@pytest.mark.parametrize("command", UNWANTED)
def test_a_command_imports_nothing_that_it_does_not_need(command: str, tmp_path: Path) -> None:
    modules = imported(tmp_path, command)
    assert [name for name in [*ALWAYS, *UNWANTED[command]] if name in modules] == []


@pytest.mark.slow
@pytest.mark.parametrize("suffix", PIXELS)
def test_a_picture_imports_neither_arrays_nor_what_writes_svg(suffix: str, tmp_path: Path) -> None:
    modules = imported(tmp_path, f"render conv -i 4 -k 3 -o x.{suffix}")
    assert "cairosvg" in modules
    unwanted = ["numpy", "svgwrite", "jinja2", "pydantic", "rich", *PIXELS[suffix]]
    assert [name for name in unwanted if name in modules] == []


@pytest.mark.slow
def test_a_gallery_without_numbers_is_made_without_arrays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    figure = (
        '[[sections.figures]]\nname = "f"\noperation = "conv"\ninput_size = 6\nkernel_size = 2\n'
    )
    (tmp_path / "gallery.toml").write_text(f'[[sections]]\ntitle = "All"\n{figure}', "utf-8")
    modules = imported(tmp_path, "make .")
    assert (tmp_path / "f.svg").exists()
    unwanted = ("numpy", "cairosvg", "PIL", "importlib.metadata")
    assert [name for name in unwanted if name in modules] == []


@pytest.mark.slow
@pytest.mark.parametrize("command", MEMBERS)
def test_a_command_imports_only_the_members_it_names(command: str, tmp_path: Path) -> None:
    modules = imported(tmp_path, command)
    found = {
        kind: " ".join(name for name in family.own_names() if f"{family.package}.{name}" in modules)
        for kind, family in FAMILIES.items()
    }
    assert {kind: names for kind, names in found.items() if names} == MEMBERS[command]


@pytest.mark.slow
def test_the_package_imports_only_itself(tmp_path: Path) -> None:
    code = "import sys, svgconv; print([m for m in sys.modules if m.startswith('svgconv.')])"
    out = subprocess.check_output([sys.executable, "-c", code], cwd=tmp_path, text=True)
    assert out == "['svgconv.errors', 'svgconv.version']\n"


@pytest.mark.parametrize("name", catalogue())
def test_one_figure_of_the_catalogue_is_read_as_in_the_whole(name: str) -> None:
    assert named_recipe(name) == catalogue()[name]


@pytest.mark.parametrize("name", ["", "padding", "conv", 'padding_strides"\ncaption = "', "\0"])
def test_the_catalogue_has_no_figure_of_another_name(name: str) -> None:
    assert named_recipe(name) is None


def test_a_flag_takes_a_value_for_all_operations_or_for_none() -> None:
    """So a command line means the same with the flags of one operation as with those of all."""
    kinds = Counter(
        (name, one.flag.is_yes_or_no, one.flag.short)
        for operation in map(OPERATIONS.get, OPERATIONS.names())
        for name, one in options_of(operation).items()
    )
    assert len(kinds) == len({name for name, _, _ in kinds}) == len(parameters())


@pytest.mark.parametrize(
    "arguments",
    ["-i 5 -k 3 conv", "conv -i5 -k3", "--input-size=5 conv --kernel-size=3", "-k 3 -i 5 -- conv"],
)
def test_flags_may_be_anywhere(arguments: str) -> None:
    assert run("explain", *arguments.split()) == run("explain", "conv", "-i", "5", "-k", "3")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--scale-factor 2", "--scale-factor: conv has no such parameter; it belongs to upsample"),
        ("--scale-facto 2", "--scale-facto: unknown option of svgconv explain; "
         "did you mean --scale-factor?"),
        ("--padding --scale-factor", "--padding: needs a value; write it before --scale-factor"),
        ("--ceil-mode", "--ceil-mode: conv has no such parameter; "
         "it belongs to avg_pool, lp_pool and max_pool"),
        ("-1", "-1: unknown option of svgconv explain; see svgconv explain --help"),
        ("more words", "more words: unexpected argument; see svgconv explain --help"),
        ("-k", "-k: needs a value; see svgconv explain --help"),
    ],
)  # fmt: skip
def test_errors_know_the_flags_of_other_operations(arguments: str, message: str) -> None:
    result = run("explain", "conv", "-i", "5", "-k", "3", *arguments.split())
    assert (result.status, result.out, result.err) == (2, "", f"{message}\n")


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda family: family.noun)
def test_a_name_is_looked_up_as_in_the_list_of_names(family: Family[Any]) -> None:
    assert all(name in family for name in family.names())
    assert all(family.has_own(name) for name in family.own_names())
    for name in ("base", "_conv", "_custom", "conv.py", "a.conv", "../operations/conv", "", "\0"):
        assert name not in family


def test_a_broken_package_stops_only_what_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    own, point = OPERATIONS.get("conv"), EntryPoint("wave", "nowhere:OPERATION", OPERATIONS.group)
    both = {"wave": point, "conv": EntryPoint("conv", "nowhere:OPERATION", OPERATIONS.group)}
    monkeypatch.setattr("svgconv.registry._entry_points", lambda _group: both)
    assert OPERATIONS.get("conv") is own  # a file's name cannot be taken
    assert run("explain", "conv", "-i", "5", "-k", "3").status == 0
    result = run("explain", "wave", "-i", "5")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(
        "entry point wave of svgconv.operations, nowhere:OPERATION: cannot"
    )


ENDED = """
import atexit, gc, sys
atexit.register(lambda: print(gc.get_freeze_count() > 0))
from svgconv.__main__ import main
sys.argv = ["svgconv", "themes"]
main()
"""


def test_python_looks_for_no_garbage_at_the_end_of_a_command() -> None:
    lines = subprocess.check_output([sys.executable, "-c", ENDED], text=True).splitlines()
    assert lines[-1] == "True"
