"""The gallery's page: its bytes, its longest task, and its cost while it is viewed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.browsers import Browser, missing, open_browser
from tests.browsers.chromium import Chromium
from tests.tools.bench.measure import Bench, svgconv
from tests.tools.bench.parts import Part
from tests.tools.bench.rows import Row

SECONDS = 5
MOST_ROUNDS = 3
"""A round takes half a minute, most of it waiting."""
COMPLETE = """document.documentElement.matches(".ready")
    && ![...document.querySelectorAll(".card")].some(card =>
        card.getBoundingClientRect().top < innerHeight
        && !card.querySelector("svg .svgconv-output"))"""
"""Whether the page is ready, with the figures that are in view."""


def parts(bench: Bench) -> dict[str, Part]:
    """Return the built-in gallery from a disk; without Chromium only its bytes."""
    every: dict[str, Part] = {"index.html": _bytes}
    return every | ({"Chromium": _in_chromium} if missing("chromium") is None else {})


def _made(bench: Bench, folder: Path) -> dict[str, Path]:
    """Make the gallery with each version, and return the folders."""
    folders = {name: folder / name for name in bench.versions}
    for name, version in bench.versions.items():
        svgconv(version, "make", folders[name])
    return folders


def _bytes(bench: Bench, folder: Path) -> Iterator[Row]:
    sizes = {
        name: [round((made / "index.html").stat().st_size / len([*made.glob("*_still.svg")]), 1)]
        for name, made in _made(bench, folder).items()
    }
    title, limit = "index.html, each figure", round(200_000 / 67)
    yield Row("page", title, "bytes", sizes["now"], sizes.get("before", []), limit)


def _images(folder: Path) -> Path:
    """Write a page of the same figures as images, as a site would have it without svgconv."""
    names = sorted(
        path.stem for path in folder.glob("*.svg") if not path.stem.endswith(("_still", "_strip"))
    )
    pictures = "".join(f'<img src="{name}.svg" width="280" loading="lazy">' for name in names)
    path = folder / "images.html"
    path.write_text(f"<!doctype html><title>Images</title>{pictures}", "utf-8")
    return path


def _in_chromium(bench: Bench, folder: Path) -> Iterator[Row]:
    folders = _made(bench, folder)
    images = _images(folders["now"])
    pages = {name: folder / "index.html" for name, folder in folders.items()}
    tasks: dict[str, list[float]] = {name: [] for name in pages}
    idle: dict[str, list[float]] = {name: [] for name in (*pages, "images")}
    with open_browser("chromium") as browser:
        assert isinstance(browser, Chromium)
        browser.size(1280, 900)
        for _ in range(min(bench.rounds, MOST_ROUNDS)):
            for name, page in pages.items():
                tasks[name].append(_longest_task(browser, page))
                idle[name].append(_idle(browser))
            browser.open(images.as_uri())
            time.sleep(1)
            idle["images"].append(_idle(browser))
    yield Row(
        "page", "longest task of opening, CPU", "ms", tasks["now"], tasks.get("before", []), 50
    )
    cost = "main thread while viewed, of each second"
    yield Row("page", cost, "ms", idle["now"], idle.get("before", []))
    images_cost = median(idle["images"])
    against = [round(one / images_cost, 4) for one in idle["now"]]
    before = [round(one / images_cost, 4) for one in idle.get("before", [])]
    yield Row("page", "main thread while viewed / page of images", "×", against, before)


def _longest_task(browser: Chromium, page: Path) -> float:
    browser.open("about:blank")

    def opened() -> None:
        browser.open(page.as_uri())
        _until(browser, COMPLETE)

    return round(max(cpu for _, cpu in browser.traced(opened)), 1)


def _until(browser: Browser, condition: str) -> None:
    deadline = time.monotonic() + 30
    while not browser.evaluate(condition):
        assert time.monotonic() < deadline, condition
        time.sleep(0.05)


def _idle(browser: Chromium) -> float:
    """Return the milliseconds of a second in which the page's main thread works."""
    time.sleep(4)  # until nothing of the opening is left
    start = browser.task_seconds()
    time.sleep(SECONDS)
    return round(1000 * (browser.task_seconds() - start) / SECONDS, 2)
