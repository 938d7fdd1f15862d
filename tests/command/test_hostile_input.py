"""Input that is deep, large, damaged or refers to itself: one line and status 2, nothing lost."""

from __future__ import annotations

import gzip
import io
import json
import os
import struct
import zlib
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.files.output import Output
from svgconv.files.reading import pieces
from svgconv.operations import OPERATIONS
from svgconv.options import options_of
from svgconv.serve.form import initial_values
from svgconv.specification.limits import parsed_within_limits
from svgconv.svg.recipe import recipe_in_svg
from tests.command import run

CONV = 'operation = "conv"\ninput_size = 5\nkernel_size = 3\n'
DIGITS = "9" * 5000
RECIPE = {"svgconv": "0.1", "operation": "conv", "parameters": {"input_size": 5, "kernel_size": 3}}


def nested(depth: int) -> str:
    """Return lists in lists."""
    return "[" * depth + "]" * depth


TOML = {
    "itself": 'figure = "x.toml"',
    "beside itself": f'{CONV}beside = ["x.toml"]',
    "NUL in a figure": 'figure = "a\\u0000.toml"',
    "NUL in a theme": f'{CONV}theme = "a\\u0000.toml"',
    "NUL in an array": f'{CONV}values = {{input = "a\\u0000.csv"}}',
    "digits": f'operation = "conv"\ninput_size = {DIGITS}',
    "hexadecimal digits": f'operation = "conv"\ninput_size = 0x{"f" * 5000}\nkernel_size = 3',
    "brackets": f"{CONV}stride = {nested(3000)}",
    "some brackets": f"{CONV}stride = {nested(60)}",
    "tables": f"{CONV}stride = {'{a = ' * 3000}1{'}' * 3000}",
    "compared figures": f"{CONV}beside = [" + '"conv",' * 20_000 + "]",
    "hatch": f"{CONV}[theme.input]\nhatch = [1]",
}


@pytest.mark.parametrize("name", TOML)
def test_a_file_is_rejected_in_one_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.toml").write_text(TOML[name], "utf-8")
    result = run("render", "x.toml", "-o", "out.svg")
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert os.listdir() == ["x.toml"]


def test_files_that_name_each_other_often_are_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("f0.toml").write_text(CONV, "utf-8")
    for level in range(1, 13):
        four = ", ".join([f'"f{level - 1}.toml"'] * 4)
        Path(f"f{level}.toml").write_text(f"{CONV}beside = [{four}]", "utf-8")
    result = run("render", "f12.toml", "-o", "out.svg")
    assert result.status == 2
    assert "100 figures" in result.err or "name each other" in result.err


WORDS = {
    "calls": ["nn.Conv2d" + "()" * 900],
    "JSON in a theme": ["conv", "-i", "5", "-k", "3", "--theme", f'{{"input": {nested(50_000)}}}'],
    "JSON of a figure": ["conv", "-i", "5", "-k", "3", "--beside", f'{{"a": {nested(50_000)}}}'],
    "a hatch": ["conv", "-i", "5", "-k", "3", "--theme", '{"input": {"hatch": [1]}}'],
    "parameters": ["conv", "-i", "5", "-k", "3", "--beside", '{"operation": "a", "parameters": 5}'],
    "a large stride": ["conv", "-i", "3", "-k", "3", "-s", "9" * 27],
    "a large dilation": ["conv", "-i", "3", "-k", "1", "-d", "9" * 27],
    "a large offset": ["deform_conv", "-i", "5", "-k", "3", "--offset", DIGITS],
    "a large literal": [f"nn.Conv2d(1, 1, 0x{'f' * 9000})", "-i", "5"],
    "a long call": ["nn.Conv2d(" + "1," * 300_000 + ")", "-i", "5"],
    "a large factor": ["nn.Upsample(scale_factor=1e308)", "-i", "5"],
}


@pytest.mark.parametrize("name", WORDS)
def test_a_command_line_is_rejected_in_one_line(name: str, tmp_path: Path) -> None:
    target = tmp_path / "out.svg"
    for command in (["render", *WORDS[name], "-o", str(target)], ["explain", *WORDS[name]]):
        if command[0] == "explain" and "theme" in str(command):
            continue
        result = run(*command)
        assert result.err.count("\n") <= 1
        assert result.status == 2 or command[0] == "explain"
    assert not target.exists()


def test_a_long_call_is_not_parsed() -> None:
    result = run("explain", "nn.Conv2d(" + "1," * 300_000 + ")")
    assert result.err == "FIGURE: has more than 500,000 characters; use a smaller one\n"


def test_values_are_counted_before_they_are_parsed() -> None:
    def parse(text: str) -> None:
        pytest.fail("parsed")

    with pytest.raises(SvgconvError, match="has more than 1,000,000 values"):
        parsed_within_limits("x", parse, "[" + "[]," * 600_000)


def test_states_print_nothing_before_all_limits_are_checked() -> None:
    result = run("states", "conv", "-i", "100", "-k", "14", "--values", "--sum")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("--sum: 1,483,524 terms are more than 200,000")


def npy(shape: str, kind: str = "<f8", data: bytes = b"\0" * 200) -> bytes:
    """Return a .npy file whose header says a shape and a type."""
    head = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY\1\0" + struct.pack("<H", len(head)) + head + data


ARRAYS = {
    "zip": b"PK\3\4" + b"\xff" * 60,
    "tokens": npy("(5, 5").replace(b", }", b", "),
    "booleans": npy("(True, True)"),
    "axes": npy(f"({'1, ' * 70})"),
    "2^60": npy(f"({2**60},)"),
    "many": npy("(1000000000,)"),
    "10^23": npy(f"({10**23},)"),
    "negative": npy("(-1, 5)"),
    "objects": npy("(5, 5)", "|O"),
    "bytes": npy("(2000, 2000)", "|u1", b"\1" * 4_000_000),
}


@pytest.mark.parametrize("name", ARRAYS)
def test_an_array_is_rejected_by_its_header(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.npy"
    path.write_bytes(ARRAYS[name])
    result = run("explain", "conv", "-k", "3", "--input-values", str(path))
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert result.err.startswith(f"{path}: ")


def test_an_array_that_python_2_wrote_is_read_without_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "a.npy"
    path.write_bytes(npy("(5L, 5L)"))
    result = run("explain", "conv", "-k", "3", "--input-values", str(path))
    assert (result.status, result.err) == (0, "")


def test_rows_are_counted_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"1\n" * 1_100_000)
    result = run("explain", "conv", "-k", "3", "--input-values", str(path))
    assert result.err == f"{path}: has more than 1,000,000 numbers; use a smaller one\n"


def svg(recipe: str) -> bytes:
    """Return an SVG with a text for a recipe."""
    return (f'<svg xmlns="http://www.w3.org/2000/svg"><metadata>{recipe}</metadata></svg>').encode()


PICTURES = {
    "deep": f'{{"svgconv": "0.1", "operation": {nested(100_000)}}}',
    "digits": json.dumps(RECIPE).replace("5", DIGITS),
    "many figures": json.dumps({**RECIPE, "beside": [RECIPE] * 5000}),
    "a file": json.dumps({**RECIPE, "beside": ["secret.toml"]}),
    "a file in a table": json.dumps({**RECIPE, "beside": [{"figure": "secret.toml"}]}),
    "a theme's file": json.dumps({**RECIPE, "theme": "secret.toml"}),
    "parameters": json.dumps({**RECIPE, "beside": [{"operation": "conv", "parameters": []}]}),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_rejected_in_one_line_and_opens_no_file(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("secret.toml").write_text(CONV, "utf-8")
    Path("x.svg").write_bytes(svg(PICTURES[name]))
    result = run("render", "x.svg", "-o", "out.svg")
    assert (result.status, result.err.count("\n")) == (2, 1)
    assert not Path("out.svg").exists()


def test_a_picture_is_read_up_to_its_recipe(tmp_path: Path) -> None:
    path = tmp_path / "x.svg"
    whole = svg(json.dumps(RECIPE))
    path.write_bytes(whole.replace(b"</svg>", b"<rect>" * 1000))
    assert run("explain", str(path)).status == 0
    entities = b'<!DOCTYPE svg [<!ENTITY a "b">]>' + whole
    path.write_bytes(entities)
    assert "holds no svgconv recipe" in run("explain", str(path)).err


def test_a_picture_without_a_recipe_is_given_up_early() -> None:
    file = io.BytesIO(svg("").replace(b"<metadata></metadata>", b"<rect/>" * 2_000_000))
    assert recipe_in_svg(file.read) is None
    assert file.tell() < 3_000_000


def test_pieces_of_a_file_grow() -> None:
    sizes = [len(piece) for piece in pieces(io.BytesIO(b"a" * 1_000_000).read, 900_000)]
    assert sum(sizes) == 900_000
    assert all(after == 2 * before for before, after in pairwise(sizes[:-1]))


def test_a_document_is_read_up_to_its_frames(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    words = ("render", "conv", "-i", "4", "-k", "3", "-o", str(path))
    assert run(*words).status == 0
    head, _, _ = path.read_bytes().partition(b"\n")
    path.write_bytes(head + b"\n{" + b"[" * 100_000)
    assert run(*words).status == 0


@pytest.mark.parametrize("name", ["\x1b[31m.toml", "\u202ea.toml", "a\x85b.svg", "\udcff.npy"])
def test_an_error_has_no_letters_that_nobody_sees(name: str) -> None:
    words = ["conv", "-k", "3", "--input-values", name] if name.endswith(".npy") else [name]
    result = run("explain", *words)
    assert (result.status, result.err.count("\n")) == (2, 1)
    assert result.err[:-1].isprintable()


def test_an_error_is_not_endless() -> None:
    result = run("explain", "conv", "-k", "3", "--input-values", "a" * 50_000)
    assert result.status == 2
    assert len(result.err) < 1000


@pytest.mark.parametrize("letter", ["a", "\x1b", "\u202e"])
def test_no_part_of_an_error_makes_it_endless(letter: str) -> None:
    line = str(SvgconvError(letter * 5000, f"is {letter * 5000}", f"use {letter * 5000}"))
    assert len(line) < 1000
    assert line.isprintable()
    assert str(SvgconvError("a" * 590, "b", "c")) == "a" * 590 + ": b; c"


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(side: int, *chunks: bytes) -> bytes:
    """Return a PNG of one colour that is not whole."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    )


DEEP = f'{{"svgconv": "0.1", "operation": {nested(100_000)}}}'

TARGETS = {
    "bomb.png": png(100_000),
    "bomb.apng": png(100_000),
    "text.png": png(1, chunk(b"zTXt", b"svgconv\0\0" + zlib.compress(b"a" * 70_000_000))),
    "deep.png": png(1, chunk(b"tEXt", b"svgconv\0" + DEEP.encode())),
    "eps.gif": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 99999 99999\n",
    "tiff.webp": b"II*\0\x08\0\0\0\xff\xff" + b"\xff" * 80,
    "damaged.svgz": gzip.compress(b"<svg/>" * 100)[:20] + b"\xff" * 30,
    "deep.svg": svg(DEEP),
    "deep.json": f'{{"recipe": {DEEP}}}'.encode(),
    "word.json": b'{"recipe": "written with svgconv"}',
    "key.json": b'{"recipe": {"svgconv": "mine"}}',
    "key.svg": svg('{"svgconv": "mine"}'),
    "junk.pdf": b"%PDF-1.7\n" + b"\xff" * 300,
    "latin.mp4": b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\xff" * 100,
}


@pytest.mark.parametrize("name", TARGETS)
def test_a_file_of_others_is_kept_whatever_it_holds(
    name: str, tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    path = tmp_path / name
    path.write_bytes(TARGETS[name])
    result = run("render", "conv", "-i", "4", "-k", "3", "-o", str(path))
    assert (result.status, result.err.count("\n")) == (2, 1)
    assert "was not written by svgconv" in result.err
    assert path.read_bytes() == TARGETS[name]
    assert not recwarn.list


NAMES = [
    ["render", "conv", "-i", "4", "-k", "3", "-o", "x" * 300 + ".svg"],
    ["strip", "conv", "-i", "4", "-k", "3", "-o", "x" * 300 + ".svg"],
    ["frames", "conv", "-i", "4", "-k", "3", "-o", "x" * 300],
    ["make", "x" * 300],
    ["explain", "x" * 300 + ".toml"],
]


@pytest.mark.parametrize("words", NAMES, ids=lambda words: words[0])
def test_a_name_that_no_file_can_have_is_rejected(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert "File name too long" in result.err


@pytest.mark.parametrize("words", [["make", "."], [*NAMES[1][:-1], "a.svg"]], ids=["make", "strip"])
def test_a_folder_that_is_gone_is_named(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    result = run(*words)
    monkeypatch.chdir(tmp_path)
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert "No such file or directory" in result.err


ITSELF: list[Any] = [1]
ITSELF.append(ITSELF)

NEVER_READ: dict[str, object] = {
    "digits": 10**5000,
    "a set": {1},
    "bytes": b"1",
    "a list of digits": [10**5000],
    "a table": {1: 2},
    "an array": np.array(2),
    "a list in itself": ITSELF,
}


@pytest.mark.parametrize("name", NEVER_READ)
def test_python_raises_one_kind_of_error(name: str) -> None:
    value = NEVER_READ[name]
    for operation in map(OPERATIONS.get, OPERATIONS.own_names()):
        known = options_of(operation)
        given = {key: text for key, text in initial_values(operation.name).items() if key in known}
        for option in known:
            with suppress(SvgconvError):
                operation.from_parameters({**given, option: value})
    recipe = {"operation": "conv", "parameters": {"input_size": 4, "kernel_size": 3}}
    for option in {*options_of(Figure), "operation", "parameters"}:
        for compared in ([], [{"operation": "conv", "parameters": {"kernel_size": 2}}]):
            with suppress(SvgconvError):
                Figure.from_recipe({**recipe, "beside": compared, option: value})
    for option in options_of(Output):
        with suppress(SvgconvError):
            Output.of({option: value})
