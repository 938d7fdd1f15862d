"""Models: one file for each kind of source that is read, each with its `Reader`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from svgconv.errors import SvgconvError, enumeration, quoted
from svgconv.models._code import code_place, made_by, object_of
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

    A function or a class that is named in code is called, and makes the source.

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
        found = object_of(*place)
        makes = callable(found) and _reader_of(found) is None
        source = made_by(found, source) if makes else found
    reader = _reader_of(source)
    if reader is None:
        raise SvgconvError("model", f"{quoted(source)} is not a model", f"give {forms()}")
    return reader.read(source, shape)


def forms() -> str:
    """Return what a model can be, in words."""
    own = "package.module:name or file.py:name (this runs that code)"
    return enumeration([own, *(reader.summary for reader in _readers())], "or")


def layer_call(source: object) -> str | None:
    """Return the call of a layer of PyTorch or Keras; None if no reader knows the object.

    Raises
    ------
    SvgconvError: a module that is not a layer that svgconv draws.
    """
    reader = _reader_of(source)
    return reader.call(source) if reader and reader.call else None


def _reader_of(source: object) -> Reader | None:
    return next((reader for reader in _readers() if reader.takes(source)), None)


def _readers() -> Iterator[Reader]:
    return map(READERS.get, READERS.names())
