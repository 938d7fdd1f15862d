"""The arrays that a figure's ``values`` name as text or files."""

from __future__ import annotations

from collections.abc import Mapping
from os import fspath
from pathlib import Path
from typing import Any

from svgconv.figure.number_needs import ARRAYS


def with_arrays(options: Mapping[str, Any], folder: Path | None = None) -> dict[str, Any]:
    """Return a figure's options with the arrays that its ``values`` name as text or files.

    Parameters
    ----------
    options: a figure's; for an array see `svgconv.sources.arrays.read_array`.
    folder: the folder of a file; None is the current folder.

    Raises
    ------
    SvgconvError: a file that cannot be read, or is malformed.
    """
    if not isinstance(values := options.get("values"), Mapping):
        return dict(options)
    from svgconv.sources.arrays import read_array

    read = {
        key: read_array(f"values, {key}", fspath(given), folder)
        for key, given in values.items()
        if isinstance(given, (str, Path)) and key in ARRAYS.values() and not _is_name(key, given)
    }
    return {**options, "values": {**values, **read}}


def read_part(flag: str, value: Any, folder: Path | None = None) -> Any:
    """Return a part of the option ``values`` by its flag; text that gives an array is read."""
    from svgconv.sources.arrays import read_array

    return read_array(flag, value, folder) if flag in ARRAYS else value


def _is_name(key: str, given: str | Path) -> bool:
    """Whether text for an array is a word that only a kernel can have as its name."""
    return key == "weight" and isinstance(given, str) and given.isidentifier()
