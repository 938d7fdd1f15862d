"""Models: one file for each kind of source that is read, each with its `Reader`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from svgconv.errors import SvgconvError, quoted
from svgconv.models._code import code_place, object_of
from svgconv.models.base import Model, Reader
from svgconv.registry import Family, mismatch, not_a_line
from svgconv.specification.sizes import Size


def problem(reader: object) -> str:
    """Say what is wrong with a value that claims to be a reader; ``""`` if nothing is."""
    if not isinstance(reader, Reader):
        return f"{quoted(reader)} is not a Reader"
    problems = (
        not_a_line(reader, "summary"),
        mismatch("takes", reader.takes, {"source": None}, bool),
        mismatch("read", reader.read, {"source": None, "shape": None}, Model),
    )
    return next(filter(None, problems), "")


READERS: Family[Reader] = Family("model source", "svgconv.models", "READER", problem)


def read_model(source: Any, shape: Size | None) -> Model:
    """Return the model that a source describes.

    Parameters
    ----------
    source: a file's path, a printed model as text, or ``package.module:name``, which is the only
        form that runs code; or a module or layer of PyTorch or Keras.
    shape: the shape of its input without the batch, the channels first; None if the source says
        it.

    Raises
    ------
    SvgconvError: no reader takes the source, or it is malformed.
    """
    if isinstance(source, str) and (place := code_place(source)):
        return read_model(object_of(*place), shape)
    for reader in _readers():
        if reader.takes(source):
            return reader.read(source, shape)
    raise SvgconvError("model", f"{quoted(source)} is not a model", f"give {forms()}")


def forms() -> str:
    """Return what a model can be, in words."""
    own = "package.module:name or file.py:name, which runs that code"
    return ", ".join([own, *(reader.summary for reader in _readers())])


def layer_call(source: object) -> str | None:
    """Return the call of a layer of PyTorch or Keras; None if no reader knows the object.

    Raises
    ------
    SvgconvError: a module that is not a layer that svgconv draws.
    """
    for reader in _readers():
        if reader.call and reader.takes(source):
            return reader.call(source)
    return None


def _readers() -> Iterator[Reader]:
    return map(READERS.get, READERS.names())
