"""Arrays of numbers from files: CSV with one row per line, numpy's .npy, or a picture.

In a CSV file, empty lines are between the planes of several channels or slices.
"""

from __future__ import annotations

import csv
import io
import os
import warnings
from math import prod
from pathlib import Path
from typing import IO, Any

from svgconv.errors import SvgconvError, enumeration, quoted, suggestion
from svgconv.files.reading import read_bytes
from svgconv.numbers.kernels import KERNELS
from svgconv.sources.pictures import FORMATS, read_picture
from svgconv.specification.limits import (
    MOST_ARRAY_AXES,
    MOST_ARRAY_HEADER,
    MOST_BYTES,
    MOST_PARTS,
    REMEDY,
)
from svgconv.specification.number_texts import numbers_in


def read_numbers(path: Path) -> Any:
    """Return the numbers in a file: a numpy array, or rows, or planes, as lists; or a picture.

    Raises
    ------
    SvgconvError: another suffix, a file that cannot be read, or a cell that is not a number (with
        its line).
    """
    readers = {".csv": _csv, ".npy": _npy}
    if path.suffix.lower() in FORMATS:
        return read_picture(path)
    if path.suffix.lower() not in readers:
        remedy = f"give a file of {enumeration((*readers, *FORMATS), 'or')}"
        raise SvgconvError(path, "is not a file of numbers", remedy)
    content = read_bytes(path, MOST_BYTES)
    return readers[path.suffix.lower()](path, content)


def _csv(path: Path, content: bytes) -> list[Any]:
    planes: list[list[list[float]]] = [[]]
    if content.count(b",") + content.count(b"\n") > MOST_PARTS:
        raise _too_many(path)
    try:
        file = io.StringIO(content.decode("utf-8-sig"), newline="")
        for line, cells in enumerate(csv.reader(file), 1):
            if any(cell.strip() for cell in cells):
                planes[-1].append([_number(path, line, cell) for cell in cells])
            elif planes[-1]:
                planes.append([])
    except UnicodeDecodeError:
        raise SvgconvError(path, "is not UTF-8 text", "save it as UTF-8") from None
    except csv.Error as error:
        raise SvgconvError(path, f"is not CSV ({error})", "give rows of numbers") from None
    planes = [plane for plane in planes if plane]
    if len(heights := sorted({*map(len, planes)})) > 1:
        problem = f"has planes of {heights[0]} and of {heights[-1]} rows"
        raise SvgconvError(path, problem, "leave an empty line only between planes")
    return planes if len(planes) > 1 else [row for plane in planes for row in plane]


def _number(path: Path, line: int, cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise SvgconvError(
            f"{path}, line {line}",
            f"{quoted(cell)} is not a number",
            "give numbers separated by commas",
        ) from None


def _too_many(path: Path) -> SvgconvError:
    return SvgconvError(path, f"has more than {MOST_PARTS:,} numbers", REMEDY)


def _npy(path: Path, content: bytes) -> Any:
    """Return the array, after a look at what its header promises.

    The header is Python's text, which numpy parses: damaged ones raise errors of many kinds.
    """
    import numpy as np

    file = io.BytesIO(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about headers that Python 2 wrote
        try:
            shape, dtype = _npy_header(file)
            whole = all(type(length) is int and length >= 0 for length in shape)
            if not whole or len(shape) > MOST_ARRAY_AXES or dtype.kind not in "biuf":
                raise ValueError
            count = prod(shape)
            if count <= MOST_PARTS:
                file.seek(0)
                return np.load(file, allow_pickle=False)
        except Exception:
            remedy = "write it with numpy.save"
            raise SvgconvError(path, "is not a .npy file of numbers", remedy) from None
    raise _too_many(path)


def _npy_header(file: IO[bytes]) -> tuple[tuple[Any, ...], Any]:
    """Return the shape and the type of a .npy file's numbers."""
    from numpy.lib import format as npy

    version = npy.read_magic(file)
    read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
    shape, _, dtype = read(file, max_header_size=MOST_ARRAY_HEADER)
    return shape, dtype


def read_array(name: str, text: str, folder: Path | None = None) -> Any:
    """Return the numbers in a file, or those that are written out: ``1,2,3;4,5,6``.

    The name of a kernel (see `svgconv.numbers.kernels`) is returned as it is.

    Parameters
    ----------
    name: the option that the numbers are for, in messages.
    folder: the folder of the file; None is the current folder.

    Raises
    ------
    SvgconvError: the text is neither numbers nor the name of a kernel or of a file; or the file
        cannot be read.
    """
    if text in KERNELS:
        return text
    path = (folder or Path()) / text
    if path.suffix.lower() in (".csv", ".npy", *FORMATS):
        return read_numbers(path)
    try:
        return numbers_in(text)
    except ValueError:
        if path.suffix[1:2].isalpha() or os.path.isfile(path):
            return read_numbers(path)
    remedy = suggestion(text, KERNELS) or "give rows such as 1,2;3,4, or a file"
    raise SvgconvError(name, f"{quoted(text)} is not a number", remedy)
