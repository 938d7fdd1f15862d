"""A gallery's page in a browser: the actions of a reader, and the state of its cards."""

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
        label: bar.querySelector("output").value,
        play: bar.querySelector("[data-action=play]").getAttribute("aria-label"),
        slider: Number(bar.querySelector("input").value),
        speed: Number(bar.querySelector("select").value),
        link: card.querySelector(".links a")?.getAttribute("href"),
    };
})()"""

REWIND = """(slider => { slider.value = 0; slider.dispatchEvent(new Event("input")); })(
    document.querySelector("#all input"))"""
"""What the slider of all figures does at its beginning."""

LATER = "new Promise(done => setTimeout(done, 150))"
"""A wait in which a running figure with 0.1 seconds per frame changes its frame."""


STEADY = """new Promise(done => {
    const element = document.querySelector(%s);
    const place = () => JSON.stringify(element.getBoundingClientRect());
    const fixed = element.closest("dialog, :popover-open");
    let before = place(), frames = 0;
    element.scrollIntoView({ block: fixed ? "nearest" : "center", behavior: "instant" });
    if (place() === before) return done();
    const look = () => {
        frames = place() === before ? frames + 1 : 0;
        before = place();
        if (frames < 3) requestAnimationFrame(look);
        else done();
    };
    look();
})"""
"""JavaScript: bring an element into view, and wait until it stays in its place there: figures that
come into view take another size than the one kept for them, and a click would miss the element."""

FULL_OPEN = "document.querySelector('#full').open"


def opened(card: str) -> str:
    """Return JavaScript: whether the popover of a card is open."""
    return f"document.getElementById('{card[1:]}.use').matches(':popover-open')"


def until(read: Callable[[], T], right: Callable[[T], bool], seconds: float = PATIENCE) -> T:
    """Read a value until it is right, and return it; fail after some seconds."""
    deadline = time.monotonic() + seconds
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
        """Open the page, also at `#name@frame`; return when its script is ready."""
        again = next(_opened)  # a different hash alone would not load the page again
        self.browser.open(f"{self.address}index.html?{again}{hash}")
        if ready:
            until(lambda: self("document.documentElement.matches('.ready')"), bool)

    def __call__(self, expression: str) -> Any:
        """Evaluate a JavaScript expression."""
        return self.browser.evaluate(expression)

    def shown(self, card: str) -> dict[str, Any]:
        """Return the state of a card: its clock, its label and its controls."""
        return dict(self(SHOWN % json.dumps(card)))

    def frame(self, card: str, duration: float = 0.1) -> int:
        """Return the frame of the figure's SMIL clock."""
        return int(self.shown(card)["seconds"] / duration)

    def reaches(self, card: str, frame: int, duration: float = 0.1) -> None:
        """Wait until the figure is at a frame: an action is done in the page a little later."""
        until(lambda: self.frame(card, duration), frame.__eq__)

    def becomes(self, expression: str, wanted: Any = True) -> None:
        """Wait until a JavaScript expression has a value, as after an action."""
        until(lambda: self(expression), lambda value: bool(value == wanted))

    def is_running(self, card: str) -> None:
        """Wait until the card's figure is running, and see it move."""
        before = until(lambda: self.shown(card), lambda now: now["play"].startswith("Pause"))
        until(lambda: self.shown(card)["seconds"], lambda now: now != before["seconds"])

    def is_paused(self, card: str) -> None:
        """Wait until the card's figure is paused, and see it stay where it is."""
        before = until(lambda: self.shown(card), lambda now: now["play"].startswith("Play"))
        self(LATER)
        assert self.shown(card) == before

    def rewind_all(self) -> None:
        """Pause all figures at their first frames, at once."""
        self(REWIND)
        self("document.activeElement.blur()")

    def focus(self, selector: str) -> None:
        """Give an element the focus."""
        self(f"document.querySelector({json.dumps(selector)}).focus()")
        assert self.focused(selector)

    def focused(self, selector: str) -> bool:
        """Whether this element has the focus."""
        return bool(self(f"document.activeElement.matches({json.dumps(selector)})"))

    def focuses(self, selector: str) -> None:
        """Wait until this element has the focus."""
        until(lambda: self.focused(selector), bool)

    def click(self, selector: str, across: float = 0.5) -> None:
        """Click an element at a part of its width."""
        self(STEADY % json.dumps(selector))
        self.browser.click(selector, across)

    def use(self, selector: str, how: str) -> None:
        """Activate a button with the pointer or with a key."""
        if how == "pointer":
            self.click(selector)
        else:
            self.focus(selector)
            self.browser.press({"Space": " "}.get(how, how))
