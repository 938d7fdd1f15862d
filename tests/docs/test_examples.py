"""Every command and example of the pages works, in the order in which the page has them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.command import run
from tests.docs import PAGES, blocks
from tests.docs.answers import answered
from tests.explorer import SMALL_EXPLORER
from tests.galleries import EXAMPLE

pytestmark = pytest.mark.slow

SKIPPED = ("svgconv serve", "svgconv --install-completion")
"""Commands that do not end, or change the shell."""

INLINE = re.compile(r"`(svgconv \w+ [^`]*-o [^`]*)`")
"""A whole command in a sentence or in a table."""


def having(kind: str) -> list[str]:
    """The pages with blocks of this kind."""
    return [name for name, path in PAGES.items() if blocks(path.read_text("utf-8"), kind)]


def commands(page: str) -> list[list[str]]:
    """The words of each command of a page, without comments and pipes."""
    lines = [line for block in blocks(page, "sh") for line in block.splitlines()]
    lines += INLINE.findall(page)
    return [
        shlex.split(line.split(" | ")[0], comments=True)
        for line in lines
        if line.startswith(("svgconv ", "printf ")) and not line.startswith(SKIPPED)
    ]


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the examples write goes to a folder of the test."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", having("sh"))
def test_every_command_runs(name: str) -> None:
    for command in commands(PAGES[name].read_text("utf-8")):
        if command[0] == "printf":
            text, into, file = command[1:]
            assert into == ">"
            Path(file).write_text(text.replace("\\n", "\n"), "utf-8")
            continue
        if command[1] == "make":
            Path(command[2]).mkdir(exist_ok=True)
            Path(command[2], "gallery.toml").write_text(EXAMPLE, "utf-8")
        if command[1] == "explore":
            Path(command[2]).mkdir(exist_ok=True)
            Path(command[2], "explore.toml").write_text(SMALL_EXPLORER, "utf-8")
        end = command.index(">") if ">" in command else len(command)
        result = run(*command[1:end])
        assert (result.status, result.err) == (0, ""), command
        if end < len(command):
            Path(command[end + 1]).write_text(result.out, "utf-8")
        if "-o" in command and (file := command[command.index("-o") + 1]) != "-":
            assert Path(file).exists(), command


@pytest.mark.parametrize("name", having("console"))
def test_every_answer_is_as_shown(name: str) -> None:
    page = PAGES[name].read_text("utf-8")
    assert answered(page) == page, "python -m tests.docs.answers writes the answers anew"


@pytest.mark.parametrize("name", [name for name in having("python") if name != "docs/extend.md"])
def test_the_python_runs(name: str) -> None:
    page = PAGES[name].read_text("utf-8")
    namespace: dict[str, object] = {}  # docs/extend.md: see tests/command/test_add_your_own.py
    for code in blocks(page, "python"):
        exec(code, namespace)
    for file in re.findall(r'\.save\("(.*?)"\)', "".join(blocks(page, "python"))):
        assert Path(file).is_file()


@pytest.mark.parametrize("name", having("toml"))
def test_the_files_are_read(name: str) -> None:
    for toml in blocks(PAGES[name].read_text("utf-8"), "toml"):
        if "[[sections]]" in toml:
            Path("gallery.toml").write_text(toml, "utf-8")
            result = run("make", ".", "--formats", "svg,gif")
            names = re.findall(r'^name = "(.*?)"', toml, flags=re.MULTILINE)
            written = [Path(f"{figure}.gif") for figure in names]
        elif "[[operations]]" in toml:
            Path("explore.toml").write_text(toml, "utf-8")
            result = run("explore", ".")
            written = [Path("index.html")]
        elif "base = " in toml:
            Path("mine.toml").write_text(toml, "utf-8")
            result = run("render", "dilation", "--theme", "mine.toml", "-o", "themed.svg")
            written = [Path("themed.svg")]
            (colour,) = re.findall(r'^input = .*fill = "(.*?)"', toml, flags=re.MULTILINE)
            assert colour in written[0].read_text("utf-8")
        elif "operation = " in toml or "figure = " in toml:
            Path("figure.toml").write_text(toml, "utf-8")
            result = run("render", "figure.toml", "-o", "figure.svg")
            written = [Path("figure.svg")]
        else:  # tests/command/test_add_your_own.py installs entry points
            assert "entry-points" in toml or toml == "#:schema gallery.schema.json\n", toml
            continue
        assert (result.status, result.err) == (0, "")
        assert all(path.is_file() for path in written)
