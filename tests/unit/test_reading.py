"""Reading files."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from svgconv.errors import SvgconvError
from svgconv.files.reading import PIECE, read_bytes


def test_a_file_takes_the_memory_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.onnx"
    path.write_bytes(bytes(3 * PIECE))
    tracemalloc.start()
    content = read_bytes(path, 2_000_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert content == bytes(3 * PIECE)
    assert peak < 20 * PIECE


def test_a_file_has_at_most_that_many_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(bytes(5 * PIECE))
    assert len(read_bytes(path, 5 * PIECE)) == 5 * PIECE
    with pytest.raises(SvgconvError, match="has more than 327,679 bytes"):
        read_bytes(path, 5 * PIECE - 1)
