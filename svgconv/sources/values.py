"""The ``values`` of a figure as its sources say them: changed by flags, or named by a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.sources.arrays import read_numbers

FLAGS = {"input_values": "input", "weight_values": "weight"}
"""The flags that give numbers, and their keys among the values."""


def values_of_flags(given: Mapping[str, Any]) -> object:
    """The change that ``values``, ``seed``, ``input_values`` and ``weight_values`` make together.

    Raises
    ------
    SvgconvError: values refused and given at once, or files that hold no numbers.
    """
    table = {key: _numbers(given[flag]) for flag, key in FLAGS.items() if flag in given}
    if "seed" in given:
        table = {"seed": given["seed"], **table}
    if table and given.get("values") is False:
        raise SvgconvError("values", "are refused and given at once", "leave --no-values out")
    return table or given["values"]


def changed_values(own: object, change: object) -> object:
    """The values of a figure that has its own: a seed replaces them, others go before them."""
    if change is True:
        return own if own not in (None, False) else True
    if not isinstance(change, Mapping) or "seed" in change:
        return change
    if own is True or isinstance(own, (int, str)):
        own = {"seed": int(own)} if own is not False else {}
    return {**own, **change} if isinstance(own, Mapping) else change


def with_files(table: Mapping[str, Any], folder: Path | None) -> dict[str, Any]:
    """A figure's table whose values are numbers; files that they name are found in ``folder``."""
    if not isinstance(values := table.get("values"), Mapping):
        return dict(table)
    read = {
        key: read_numbers((folder or Path()) / said)
        for key, said in values.items()
        if isinstance(said, str) and key in FLAGS.values()
    }
    return {**table, "values": {**values, **read}}


def _numbers(said: str) -> object:
    """The numbers in a file, or those that are written out: ``1,2,3;4,5,6``."""
    if Path(said).suffix.lower() in (".csv", ".npy"):
        return read_numbers(Path(said))
    try:
        return [[float(number) for number in row.split(",")] for row in said.split(";")]
    except ValueError:
        return read_numbers(Path(said))
