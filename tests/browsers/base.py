"""What every browser can do, whatever its engine."""

import base64
import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any, ClassVar, Protocol

import numpy as np
import numpy.typing as npt
from PIL import Image

from .hands import REACH
from .sandbox import Sandbox

Pixels = npt.NDArray[np.uint8]

PAINTED = """new Promise(done => {
    const painted = () => requestAnimationFrame(() => requestAnimationFrame(() => done()));
    document.readyState === "complete" ? painted() : addEventListener("load", painted);
})"""
"""JavaScript: a promise kept once the page has loaded and has been painted."""

SEEK = """document.querySelectorAll("svg").forEach(svg => {
    svg.pauseAnimations();
    svg.setCurrentTime(%r);
})"""
"""JavaScript: hold every figure of the page, a lone SVG too, at one time."""


class Browser(Protocol):
    """One browser with one page, at device scale factor 1, in light colours, in motion.

    An engine is one file with one subclass. Every engine's screenshot lays out and paints the
    page as it is at that moment, so nothing need be waited for between `seek` and `screenshot`.
    """

    needs: ClassVar[Mapping[str, str]]
    """The programs that must be on PATH, each with the Debian package that has it."""
    lacks: ClassVar[Mapping[str, str]] = {}
    """What the engine's protocol cannot do: a method, or a word for it, each with the reason."""

    def __init__(self, box: Sandbox) -> None:
        """Start the browser in the sandbox, which also ends it."""

    def open(self, url: str) -> None:
        """Go to a page; return when it has loaded and has been painted."""

    def size(self, width: int, height: int) -> None:
        """Set the viewport, in CSS pixels."""

    def evaluate(self, expression: str) -> Any:
        """Evaluate a JavaScript expression, await it if it is a promise, return it as JSON."""

    def screenshot(self) -> Pixels:
        """Return the viewport as an array (height, width, 3)."""

    def console(self) -> list[str]:
        """Return the errors logged since `open`; of an engine that cannot tell, nothing."""

    def requests(self) -> list[str]:
        """Return the addresses asked for since `open`; of an engine that cannot tell, nothing."""

    def emulate(self, *, dark: bool = False, calm: bool = False, scripts: bool = True) -> None:
        """Be the browser of a reader with these settings; then `open` a page anew.

        Parameters
        ----------
        dark: the reader's system is dark.
        calm: it asks for less motion.
        scripts: pages may run scripts; `evaluate` works without, but awaits nothing.
        """

    def press(self, chord: str) -> None:
        """Press a key by its DOM name, or several held together: `Shift+Tab`."""

    def point(self, x: int, y: int) -> None:
        """Move the pointer there and click, in CSS pixels of the viewport."""

    def printed(self) -> bytes:
        """Return the page as a PDF of A4 sheets without margins of the printer's own."""

    def click(self, selector: str, across: float = 0.5) -> None:
        """Scroll to an element and click it, at a part of its width; it must lie on top."""
        place: Any = None
        before: Any = {}
        while place != before:  # what comes into view may take another size then
            place, before = self.evaluate(REACH % (json.dumps(selector), across)), place
        if place is None or not place["reached"]:
            raise RuntimeError(f"{selector}: {place and 'lies under ' + str(place['over'])}")
        self.point(place["x"], place["y"])

    def seek(self, seconds: float) -> None:
        """Pause every SVG of the page at a time of its own clock."""
        self.evaluate(SEEK % seconds)


def pixels(encoded: str) -> Pixels:
    """Decode a base64 image."""
    with Image.open(BytesIO(base64.b64decode(encoded))) as image:
        return np.array(image.convert("RGB"))
