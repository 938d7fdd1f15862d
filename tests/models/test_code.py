"""`package.module:name` and `file.py:name`: the only sources that run code."""

from __future__ import annotations

from pathlib import Path

import pytest

import svgconv
from svgconv.models._code import code_place
from tests.command import run

FILE = """
from tests.models.fakes import conv, layer
import helper

class Wrong:
    pass

one = conv(1, 2)
def make():
    return layer("Sequential", conv(1, 2), conv(2, 3))
def needs(size):
    return make()
def fails():
    raise ValueError("two\\nlines")
def ends():
    raise SystemExit(3)
class Ending(BaseException):
    def __str__(self):
        raise ValueError("no text")
def ends_oddly():
    raise Ending
class Odd:
    def __getattr__(self, name):
        raise ValueError("no attributes")
    def __repr__(self):
        raise RuntimeError("no text")
odd = Odd()
def prints():
    print("a line")
    return text
again = "nets.py:again"
number = 3
text = "nn.Sequential(nn.Conv2d(1, 2, 3), nn.MaxPool2d(2))"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "nets.py").write_text(FILE, "utf-8")
    (tmp_path / "helper.py").write_text("", "utf-8")
    lazy = "def __getattr__(name):\n    raise ValueError('no names')\n"
    (tmp_path / "lazy.py").write_text(lazy, "utf-8")
    (tmp_path / "folder.py").mkdir()
    monkeypatch.setattr("sys.path", [*__import__("sys").path])
    return tmp_path


def test_what_names_code() -> None:
    assert code_place("a.b:c") == ("a.b", "c")
    assert code_place("some/file.py:c_1") == ("some/file.py", "c_1")
    assert code_place("../my nets.py:c") == ("../my nets.py", "c")
    others = (
        "a.onnx",
        "C:\\x.onnx",
        "a:b.c",
        "a b:c",
        "Conv2d(1, 1, 3)",
        ":c",
        "a:",
        "a.py",
        "1a:b",
    )
    for other in others:
        assert code_place(other) is None, other


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("nets.py:missing", "nets.py: has no 'missing'; use one of: "),
        ("nets.py:mak", "nets.py: has no 'mak'; did you mean 'make'?"),
        ("nets.py:needs", "nets.py:needs: cannot be run, TypeError: needs() missing 1 required"),
        ("nets.py:fails", "nets.py:fails: cannot be run, ValueError: two lines"),
        ("nets.py:ends", "nets.py:ends: cannot be run, SystemExit: 3"),
        ("nets.py:number", "SOURCE: 3 is not a model; give package.module:name"),
        ("nets.py:Wrong", "is not a model; give"),
        ("nets.py:ends_oddly", "nets.py:ends_oddly: cannot be run, Ending: it has no message"),
        ("nets.py:odd", "SOURCE: an object of Odd is not a model; give"),
        ("nets.py:again", "SOURCE: 'nets.py:again' is not a model; give"),
        ("lazy.py:name", "lazy.py:name: cannot be run, ValueError: no names"),
        ("folder.py:make", "folder.py: is a folder; give a file of Python and a name in it"),
        ("nothing.py:make", "nothing.py: does not exist"),
        ("no.such.module:make", "no.such.module: cannot be run, ModuleNotFoundError: No module"),
    ],
)
def test_what_cannot_be_run_is_one_line(folder: Path, source: str, message: str) -> None:
    result = run("model", source, "-i", "1,9,9")
    assert (result.status, result.out) == (2, "")
    assert message in result.err
    assert result.err.count("\n") == 1


def test_a_file_and_a_module_give_an_object(folder: Path) -> None:
    table = run("model", "nets.py:text", "-i", "1,9,9").out
    assert table == run("model", "nets:text", "-i", "1,9,9").out
    assert (
        table
        == f"{svgconv.model('nn.Sequential(nn.Conv2d(1, 2, 3), nn.MaxPool2d(2))', (1, 9, 9))}\n"
    )


def test_what_code_prints_is_not_in_the_table(folder: Path) -> None:
    quiet, loud = (run("model", f"nets.py:{name}", "-i", "1,9,9") for name in ("text", "prints"))
    assert (loud.out, loud.err) == (quiet.out, "a line\n")


def test_only_a_call_that_lacks_arguments_is_about_them(folder: Path) -> None:
    (folder / "wrong.py").write_text("1 + 'x'", "utf-8")
    assert "without parameters" in run("model", "nets.py:needs", "-i", "1,9,9").err
    assert "without parameters" not in run("model", "wrong.py:make", "-i", "1,9,9").err


def test_nothing_else_runs_code(folder: Path) -> None:
    (folder / "trap.py").write_text("open('sprung', 'w')", "utf-8")
    for source in ("trap.py", "trap", "__import__('trap')", "trap.txt", "trap.onnx", "trap.keras"):
        run("model", source, "-i", "1,9,9")
    assert not (folder / "sprung").exists()
    run("model", "trap.py:x", "-i", "1,9,9")
    assert (folder / "sprung").exists()


def test_the_help_says_that_code_runs() -> None:
    words = " ".join(run("model", "--help").out.split())
    assert "package.module:name or file.py:name (this runs that code)" in words
