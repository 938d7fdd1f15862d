"""Arrays of numbers: CSV files, numpy's .npy files, and rows on the command line."""

from __future__ import annotations

import io
import struct

import numpy as np
from hypothesis import strategies as st

from tests.fuzz import commands
from tests.fuzz.case import Case
from tests.fuzz.mutations import as_bytes, as_word, damaged_bytes, damaged_text, tokens
from tests.fuzz.reader import Reader

ROWS = ("1,2;3,4", "1,2,3;4,5,6;7,8,9", "-1,0.5;1e3,2", "7", "1e15,1;2,3")
TABLES = (
    "1,2\n3,4\n", "1,2,3\r\n4,5,6\r\n7,8,9", '\ufeff"1","2"\n"3","4"\n', "-1.5,1e3\n\n0,2\n",
    "1\n2\n3\n", "0,0,0\n0,0,0\n",
)  # fmt: skip
COMMANDS = (
    ("explain", "conv", "-k", "2"),
    ("render", "conv", "-k", "2", "-o", "out.svg"),
    ("render", "conv", "-k", "2", "--sum", "-o", "out.svg"),
    ("states", "conv", "-k", "2"),
    ("render", "conv1d", "-k", "2", "-o", "out.svg"),
    ("render", "max_pool", "-k", "2", "-o", "out.svg"),
    ("render", "conv_transpose", "-k", "2", "-o", "out.svg"),
)
KINDS = ("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u8", "?")
HEADERS = (
    "(2, 2)", "(2L, 2L)", "(4,)", "()", "(0,)", "(True, True)", "(-1, 2)", "(1, 1, 2, 2)",
    f"({2**60},)", f"({10**23},)", f"({'1, ' * 70})", "(1000000000,)", "[2, 2]", "(2.0, 2)", "None",
    "(2, 2", "(2, 2))",
)  # fmt: skip
TYPES = (
    "<f8",
    ">f4",
    "|u1",
    "|O",
    "<U3",
    "|S2",
    "|V8",
    "<c16",
    "<M8[s]",
    "[('a', '<f8')]",
    "f",
    "",
)


def _npy(array: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def _saved() -> list[bytes]:
    square = np.arange(9).reshape(3, 3)
    own = [_npy((square % 2).astype(kind)) for kind in KINDS]
    return [*own, _npy(np.asfortranarray(square / 2)), _npy(np.array([[np.nan, 1], [np.inf, 2]]))]


@st.composite
def _promised(draw: st.DrawFn) -> bytes:
    """A .npy file with a header of its own."""
    kind, shape = draw(st.sampled_from(TYPES)), draw(st.sampled_from(HEADERS))
    descr = kind if kind.startswith("[") else repr(kind)
    head = f"{{'descr': {descr}, 'fortran_order': {draw(st.booleans())}, 'shape': {shape}, }}"
    head = draw(damaged_text((head,), 1)) + "\n"
    data = as_bytes(head)[:60_000]
    version = draw(st.sampled_from([1, 1, 1, 2, 3, 9]))
    size = struct.pack("<H" if version == 1 else "<I", len(data))
    return (
        b"\x93NUMPY"
        + bytes([version, 0])
        + size
        + data
        + b"\1" * draw(st.sampled_from([0, 32, 9999]))
    )


@st.composite
def _files(draw: st.DrawFn, name: str, contents: st.SearchStrategy[bytes], reader: str) -> Case:
    flag = draw(st.sampled_from(["--input-values", "--input-values", "--weight-values"]))
    words = draw(st.sampled_from(COMMANDS))
    size = () if flag == "--input-values" else ("-i", "4")
    return Case(reader, (*words, flag, name, *size), {**commands.DECOYS, name: draw(contents)})


@st.composite
def _rows(draw: st.DrawFn) -> Case:
    text = as_word(draw(st.one_of(damaged_text(ROWS), tokens)))
    words = draw(st.sampled_from(COMMANDS))
    return Case("rows", (*words, f"--input-values={text}"), commands.DECOYS)


_csv = st.one_of(damaged_text(TABLES, 4).map(as_bytes), damaged_bytes(list(map(as_bytes, TABLES))))

READERS = (
    Reader("CSV", _files("a.csv", _csv, "CSV")),
    Reader("npy", _files("a.npy", st.one_of(damaged_bytes(_saved()), _promised()), "npy")),
    Reader("rows", _rows()),
)
