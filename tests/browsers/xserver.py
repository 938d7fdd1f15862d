"""What a window manager does, where none runs: give a window the keyboard."""

from __future__ import annotations

from ctypes import CDLL, POINTER, byref, c_char_p, c_int, c_uint, c_ulong, c_void_p

CURRENT_TIME, REVERT_TO_NONE = 0, 0


def focus_largest_window(display: str) -> None:
    """Give the keyboard to the X server's largest window; without it `:focus` matches nothing."""
    x = CDLL("libX11.so.6")
    x.XOpenDisplay.restype = c_void_p
    connection = c_void_p(x.XOpenDisplay(c_char_p(display.encode())))
    x.XDefaultRootWindow.restype = c_ulong
    root = c_ulong(x.XDefaultRootWindow(connection))
    windows, count, ignored = POINTER(c_ulong)(), c_uint(), c_ulong()
    x.XQueryTree(connection, root, byref(ignored), byref(ignored), byref(windows), byref(count))
    largest = max(windows[: count.value], key=lambda window: _area(x, connection, window))
    x.XSetInputFocus(connection, c_ulong(largest), REVERT_TO_NONE, c_ulong(CURRENT_TIME))
    x.XFree(windows)
    x.XCloseDisplay(connection)


def _area(x: CDLL, connection: c_void_p, window: int) -> int:
    """A window's area in pixels."""
    root, place, size = c_ulong(), [c_int() for _ in "xy"], [c_uint() for _ in "whbd"]
    x.XGetGeometry(connection, c_ulong(window), byref(root), *map(byref, place), *map(byref, size))
    return size[0].value * size[1].value
