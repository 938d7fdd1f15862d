"""A standard stream that is full or closed is one line, and nothing is printed elsewhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize("where", ["> /dev/full", ">&-"])
@pytest.mark.parametrize(
    "words", ["--version", "--help", "list", "states conv -i 4 -k 3", "render conv -i 4 -k 3 -o -"]
)
def test_output_that_cannot_be_written_is_one_line(words: str, where: str) -> None:
    command = ["sh", "-c", f"{sys.executable} -m svgconv {words} {where}"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert result.stderr.startswith("standard output: cannot be used (")
    assert result.stderr.count("\n") == 1


@pytest.mark.slow
def test_nothing_is_printed_into_a_file_by_accident(tmp_path: Path) -> None:
    command = f"{sys.executable} -m svgconv render conv -i 4 -k 3 -o {tmp_path}/a.svg >&- 2>&- <&-"
    assert subprocess.run(["sh", "-c", command], check=False).returncode == 0
    assert (tmp_path / "a.svg").read_text("utf-8").endswith("</svg>\n")


@pytest.mark.slow
@pytest.mark.parametrize("words", ["model -", "explain - -i 5"])
def test_a_closed_standard_input_is_empty(words: str) -> None:
    command = ["sh", "-c", f"{sys.executable} -m svgconv {words} <&-"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "empty; " in result.stderr
    assert result.stderr.count("\n") == 1
