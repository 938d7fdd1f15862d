"""A gallery's page as a reader works it, and what it then shows."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, TypeVar

from tests.browsers import Browser

PATIENCE = 20.0

T = TypeVar("T")
_opened = count()

SHOWN = """(() => {
    const card = document.querySelector(%s);
    const svg = card.querySelector(".figure"), bar = card.querySelector(".player");
    return {
        seconds: svg ? svg.getCurrentTime() : 0,
        words: bar.querySelector("output").value,
        play: bar.querySelector("[data-action=play]").getAttribute("aria-label"),
        slider: Number(bar.querySelector("input").value),
        speed: Number(bar.querySelector("select").value),
        link: card.querySelector(".links a")?.getAttribute("href"),
    };
})()"""

LATER = "new Promise(done => setTimeout(done, 350))"
"""A moment in which a figure of 0.1 seconds to a frame, were it to run, would go on."""


def until(read: Callable[[], T], right: Callable[[T], bool]) -> T:
    """Read until it is right, and return it; a page gets as much time as a machine may need."""
    deadline = time.monotonic() + PATIENCE
    while not right(value := read()):
        assert time.monotonic() < deadline, f"still {value!r}"
        time.sleep(0.02)
    return value


@dataclass
class Page:
    """A gallery's page in a browser."""

    browser: Browser
    address: str

    def open(self, hash: str = "", ready: bool = True) -> None:
        """Open the page, at `#name@frame` too; return when its script has made it ready."""
        again = next(_opened)  # another hash alone would load nothing
        self.browser.open(f"{self.address}index.html?{again}{hash}")
        if ready:
            until(lambda: self("document.documentElement.matches('.ready')"), bool)

    def __call__(self, expression: str) -> Any:
        """Evaluate a JavaScript expression."""
        return self.browser.evaluate(expression)

    def shown(self, card: str) -> dict[str, Any]:
        """What the card of this selector shows: its clock, its words and its controls."""
        return dict(self(SHOWN % json.dumps(card)))

    def frame(self, card: str, duration: float = 0.1) -> int:
        """The frame that the figure's own clock stands at."""
        return int(self.shown(card)["seconds"] / duration)

    def runs(self, card: str) -> None:
        """Assert that the card's figure goes on by itself."""
        before = self.shown(card)
        assert before["play"].startswith("Pause")
        until(lambda: self.shown(card)["seconds"], lambda now: now != before["seconds"])

    def stands(self, card: str) -> None:
        """Assert that it does not."""
        before = self.shown(card)
        assert before["play"].startswith("Play")
        self(LATER)
        assert self.shown(card) == before

    def stop_all(self) -> None:
        """Let all figures stand at their first frames."""
        self.browser.click("#all [data-action=play]")
        self.focus("#all input")
        self.browser.press("Home")
        self("document.activeElement.blur()")

    def focus(self, selector: str) -> None:
        """Give an element the focus, as Tab does one day."""
        self(f"document.querySelector({json.dumps(selector)}).focus()")
        assert self.focused(selector)

    def focused(self, selector: str) -> bool:
        """Whether this element has the focus."""
        return bool(self(f"document.activeElement.matches({json.dumps(selector)})"))

    def use(self, selector: str, how: str) -> None:
        """Use a button with the pointer, or with a key."""
        if how == "pointer":
            self.browser.click(selector)
        else:
            self.focus(selector)
            self.browser.press({"Space": " "}.get(how, how))
