"""Real browsers for tests: seek SMIL animations, take screenshots as arrays.

with open_browser("firefox") as browser:
    browser.size(495, 542)
    browser.open("file:///tmp/figure.svg")
    browser.seek(3.5)
    picture = browser.screenshot()
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from .base import Browser, Pixels
from .chromium import Chromium
from .firefox import Firefox
from .sandbox import sandbox
from .webkit import WebKit

__all__ = ["ENGINES", "Browser", "Pixels", "missing", "open_browser"]

_BROWSERS: dict[str, type[Browser]] = {"chromium": Chromium, "firefox": Firefox, "webkit": WebKit}

ENGINES = tuple(_BROWSERS)


def missing(engine: str) -> str | None:
    """Return None if the engine can run, or one line that says what to install."""
    needs = _BROWSERS[engine].needs
    packages = [package for program, package in needs.items() if not shutil.which(program)]
    return f"{engine}: apt install {' '.join(packages)}" if packages else None


@contextmanager
def open_browser(engine: str) -> Iterator[Browser]:
    """Yield a new browser; its processes and files are gone afterwards."""
    with sandbox() as box:
        yield _BROWSERS[engine](box)
