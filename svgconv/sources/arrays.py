"""Arrays of numbers from files: CSV with one row per line, or numpy's .npy."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from svgconv.errors import SvgconvError, quoted
from svgconv.files.fingerprint import note

MOST_BYTES = 100_000_000


def read_numbers(path: Path) -> Any:
    """Return the numbers in a file: a numpy array, or rows as lists.

    Raises
    ------
    SvgconvError: another suffix, a file that cannot be read, or a cell that is not a number (with
        its line).
    """
    readers = {".csv": _csv, ".npy": _npy}
    if path.suffix.lower() not in readers:
        raise SvgconvError(str(path), "is not a file of numbers", "give a .csv or a .npy file")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise SvgconvError(str(path), "is too large", f"use at most {MOST_BYTES:,} bytes")
        note(path)
        return readers[path.suffix.lower()](path)
    except OSError as error:
        raise SvgconvError(str(path), f"cannot be read ({error.strerror})") from None


def _csv(path: Path) -> list[list[float]]:
    rows = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line, cells in enumerate(csv.reader(file), 1):
                if any(cell.strip() for cell in cells):
                    rows.append([_number(path, line, cell) for cell in cells])
    except (UnicodeDecodeError, csv.Error) as error:
        raise SvgconvError(str(path), f"is not CSV ({error})") from None
    return rows


def _number(path: Path, line: int, cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise SvgconvError(
            f"{path}, line {line}",
            f"{quoted(cell)} is not a number",
            "give numbers separated by commas",
        ) from None


def _npy(path: Path) -> Any:
    import numpy as np

    try:
        return np.load(path, allow_pickle=False)
    except (ValueError, EOFError):
        remedy = "write it with numpy.save"
        raise SvgconvError(str(path), "is not a .npy file of numbers", remedy) from None


def read_array(text: str) -> Any:
    """Return the numbers in a file, or those that are written out in rows: ``1,2,3;4,5,6``."""
    if Path(text).suffix.lower() in (".csv", ".npy"):
        return read_numbers(Path(text))
    try:
        return rows_of(text)
    except ValueError:
        return read_numbers(Path(text))


def rows_of(text: str) -> list[list[float]]:
    """Return the numbers that are written out in rows: ``1,2,3;4,5,6``; `ValueError` if not."""
    return [[float(number) for number in row.split(",")] for row in text.split(";")]
