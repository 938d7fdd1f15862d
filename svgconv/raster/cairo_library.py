"""The cairo library through ctypes: the few functions that draw marks as pixels.

The package cairocffi has all of cairo's functions, but parses their declarations whenever it is
imported, which takes a third of the time of a GIF of nine frames.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from ctypes import CDLL, POINTER, Structure, addressof, byref, c_char, c_char_p, c_double, c_int
from ctypes import c_void_p as address
from functools import cache
from struct import pack
from typing import TYPE_CHECKING, Any, TypeAlias

from svgconv.files.cairo import missing_cairo

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FILES = ("libcairo.so.2", "libcairo.2.dylib", "libcairo-2.dll")
NAMES = ("cairo-2", "cairo", "libcairo-2")
FOLDERS = "CAIROCFFI_DLL_DIRECTORIES"
"""The variable in which users of Windows name the library's folders, for cairocffi as well."""

ARGB32 = 0
"""cairo's number of the pixels of `svgconv.raster.painter.Pixels`."""
ROUND = 1
"""cairo's number of round caps and joins."""
MOVE, LINE, CURVE, CLOSE = range(4)
"""cairo's numbers of the parts of a path."""

Step: TypeAlias = tuple[int, tuple[float, ...]]
"""`MOVE`, `LINE`, `CURVE` or `CLOSE`, and the numbers x, y of each of its points."""


class _Path(Structure):
    _fields_ = (("status", c_int), ("data", address), ("count", c_int))


_Matrix = c_double * 6
_FUNCTIONS: tuple[tuple[str, Any, tuple[Any, ...]], ...] = (
    ("image_surface_create_for_data", address, (address, c_int, c_int, c_int, c_int)),
    ("surface_flush", None, (address,)),
    ("surface_destroy", None, (address,)),
    ("create", address, (address,)),
    ("destroy", None, (address,)),
    ("status", c_int, (address,)),
    ("status_to_string", c_char_p, (c_int,)),
    ("save", None, (address,)),
    ("restore", None, (address,)),
    ("transform", None, (address, POINTER(_Matrix))),
    ("identity_matrix", None, (address,)),
    ("append_path", None, (address, POINTER(_Path))),
    ("new_path", None, (address,)),
    ("rectangle", None, (address, c_double, c_double, c_double, c_double)),
    ("set_source_rgba", None, (address, c_double, c_double, c_double, c_double)),
    ("set_source_surface", None, (address, address, c_double, c_double)),
    ("set_line_width", None, (address, c_double)),
    ("set_line_cap", None, (address, c_int)),
    ("set_line_join", None, (address, c_int)),
    ("set_dash", None, (address, POINTER(c_double), c_int, c_double)),
    ("fill", None, (address,)),
    ("fill_preserve", None, (address,)),
    ("stroke", None, (address,)),
)
"""The name of each function after ``cairo_``, and the types of its result and its arguments."""


class Outline:
    """A path in the library's own form."""

    def __init__(self, steps: Iterable[Step]) -> None:
        data = b"".join(
            pack(f"=ii8x{len(numbers)}d", kind, 1 + len(numbers) // 2, *numbers)
            for kind, numbers in steps
        )
        self._data = (c_char * len(data)).from_buffer_copy(data)
        self.path = _Path(0, addressof(self._data), len(data) // 16)


class Surface:
    """Drawing into the memory of an array; the array must live as long as the surface.

    Parameters
    ----------
    pixels: (height, width, 4), 0 to 255: blue, green, red and alpha, multiplied by alpha.

    Raises
    ------
    MissingLibraryError: the library is missing.
    """

    def __init__(self, pixels: NDArray[np.uint8]) -> None:
        self._cairo = _cairo()
        height, width, channels = pixels.shape
        self._surface = self._cairo.image_surface_create_for_data(
            pixels.ctypes.data, ARGB32, width, height, channels * width
        )
        self._context = self._cairo.create(self._surface)
        self._cairo.set_line_join(self._context, ROUND)
        self._check()

    def __del__(self) -> None:
        """Free what the library has made."""
        if hasattr(self, "_context"):
            self._cairo.destroy(self._context)
            self._cairo.surface_destroy(self._surface)

    def transform(self, a: float, b: float, c: float, d: float, e: float, f: float) -> None:
        """Let (x, y) stand for (a x + c y + e, b x + d y + f) from now on, as in SVG."""
        self._cairo.transform(self._context, byref(_Matrix(a, b, c, d, e, f)))

    @contextmanager
    def moved(self, x: float, y: float) -> Iterator[None]:
        """Move what is drawn in this context by an offset; forget its transformations then."""
        self._cairo.save(self._context)
        self.transform(1, 0, 0, 1, x, y)
        yield
        self._cairo.restore(self._context)

    def fill(self, outline: Outline, color: tuple[float, float, float, float]) -> None:
        """Fill an outline; a colour is red, green, blue and alpha, 0 to 1."""
        self._start(outline, color)
        self._cairo.fill(self._context)

    def stroke(
        self,
        outline: Outline,
        color: tuple[float, float, float, float],
        width: float,
        dashes: tuple[float, ...] = (),
        offset: float = 0,
        *,
        round_ends: bool = False,
    ) -> None:
        """Draw lines along an outline, with round corners."""
        self._start(outline, color)
        self._cairo.set_line_width(self._context, width)
        self._cairo.set_line_cap(self._context, ROUND if round_ends else 0)
        lengths = (c_double * len(dashes))(*dashes)
        self._cairo.set_dash(self._context, lengths, len(dashes), offset)
        self._cairo.stroke(self._context)

    def lay(self, other: Surface, x: int, y: int, width: int, height: int) -> None:
        """Draw a rectangle of another surface at the same place of this one, in pixels."""
        self._cairo.save(self._context)
        self._cairo.identity_matrix(self._context)
        self._cairo.set_source_surface(self._context, other._surface, 0, 0)
        self._cairo.new_path(self._context)
        self._cairo.rectangle(self._context, x, y, width, height)
        self._cairo.fill(self._context)
        self._cairo.restore(self._context)

    def flush(self) -> None:
        """Finish what is drawn, so that the array has it.

        Raises
        ------
        RuntimeError: the library could not draw it.
        """
        self._cairo.surface_flush(self._surface)
        self._check()

    def _start(self, outline: Outline, color: tuple[float, float, float, float]) -> None:
        self._cairo.new_path(self._context)
        self._cairo.append_path(self._context, byref(outline.path))
        self._cairo.set_source_rgba(self._context, *color)

    def _check(self) -> None:
        if status := self._cairo.status(self._context):
            raise RuntimeError(f"cairo: {self._cairo.status_to_string(status).decode()}")


class _Functions:
    """The library's functions, without ``cairo_`` in their names."""

    def __init__(self, library: CDLL) -> None:
        for name, result, arguments in _FUNCTIONS:
            function = library[f"cairo_{name}"]
            function.restype, function.argtypes = result, arguments
            setattr(self, name, function)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...


@cache
def _cairo() -> _Functions:
    if sys.platform == "win32":
        for folder in filter(os.path.isdir, os.environ.get(FOLDERS, "").split(";")):
            os.add_dll_directory(folder)
    for file in _files():
        try:
            return _Functions(CDLL(file))
        except OSError:
            continue
    raise missing_cairo("pixels")


def _files() -> Iterator[str]:
    """Yield what the library's file may be; looking for it starts other programs, so at last."""
    yield from FILES
    from ctypes.util import find_library

    yield from filter(None, map(find_library, NAMES))
