"""The cairo library: found by its name, and searched for only under another one."""

from __future__ import annotations

import subprocess
import sys

import pytest

USUAL = """
import ctypes.util
def search(name):
    raise AssertionError("searched")
ctypes.util.find_library = search
from svgconv.files.cairo import cairosvg_or_say
cairosvg_or_say("pixels").surface.cairo.ImageSurface(0, 1, 1)
assert ctypes.util.find_library is search
"""
UNUSUAL = """
import ctypes.util, cffi
search, load = ctypes.util.find_library, cffi.FFI.dlopen
ctypes.util.find_library = lambda name: "found" if name == "cairo" else None
def loaded(self, name, *flags):
    if name != "found":
        raise OSError(name)
    return load(self, "libcairo.so.2", *flags)
cffi.FFI.dlopen = loaded
from svgconv.files.cairo import cairosvg_or_say
cairosvg_or_say("pixels")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only there does a search run a compiler")
@pytest.mark.parametrize("code", [USUAL, UNUSUAL])
def test_the_library_is_searched_for_only_if_its_name_is_unusual(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)
