"""From 3840 to 320 pixels, everything fits the window: no horizontal scrolling, nothing cut off."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from tests.browsers import Browser
from tests.pages.page import FULL_OPEN, Page, opened, until
from tests.pages.site import Site

WIDTHS = (3840, 1920, 1280, 768, 480, 360, 320)
"""The widest first: browsers remember the size of what has left the view."""

OUT = """(() => {
    const w = %s, doc = w.document, wide = doc.documentElement.clientWidth;
    const scrolls = doc.documentElement.scrollWidth - wide;
    const pictures = doc.querySelectorAll(".picture");
    const closed = doc.querySelectorAll("details:not([open])");
    pictures.forEach(picture => picture.style.contentVisibility = "visible");
    closed.forEach(part => part.open = true);
    const shown = [...doc.querySelectorAll("body *")].filter(e => e.getClientRects().length);
    const inner = e => e.closest("svg")?.matches(".figure") && !e.matches(".figure")
        || e.closest("pre") && !e.matches("pre") || e.closest("[popover]:not(:popover-open)");
    const seen = {
        wide: w.innerWidth,
        scrolls,
        out: shown.filter(e => !inner(e)).filter(e => {
            const box = e.getBoundingClientRect();
            return box.width && (box.left < -0.5 || box.right > wide + 0.5);
        }).map(e => e.outerHTML.slice(0, 120)),
        type: parseFloat(w.getComputedStyle(doc.body).fontSize),
        cards: new Set([...doc.querySelectorAll(".card")].map(
            e => Math.round(e.getBoundingClientRect().left))).size,
    };
    pictures.forEach(picture => picture.style.contentVisibility = "");
    closed.forEach(part => part.open = false);
    return seen;
})()"""
"""JavaScript: what does not fit. What is out of view is laid out first: without, Firefox says where
it was at an earlier width."""


@pytest.fixture
def page(browser: Browser, catalogue_site: Site) -> Page:
    """The committed gallery, for a reader without special settings."""
    browser.emulate()
    page = Page(browser, catalogue_site.address)
    page.open()
    return page


def test_no_width_scrolls_sideways(browser: Browser, page: Page) -> None:
    columns = []
    framed = [width for width in WIDTHS if width < 447 and "narrow" in browser.lacks]
    narrow = in_a_frame(page, framed)
    for width in WIDTHS:
        if width in narrow:
            seen = narrow[width]
        else:
            browser.size(width, 900)
            seen = until(lambda: page(OUT % "window"), partial(fits, width=width))
        assert fits(seen, width), seen
        assert seen["type"] >= 16
        columns.append(seen["cards"])
    assert columns == sorted(columns, reverse=True)
    assert columns[0] >= 3
    assert columns[-1] == 1


def fits(seen: dict[str, Any], width: int) -> bool:
    """Whether the window has its width, and all of the page is in it."""
    return (seen["wide"], seen["scrolls"], seen["out"]) == (width, 0, [])


def in_a_frame(page: Page, widths: list[int]) -> dict[int, dict[str, Any]]:
    """Measure the page in an iframe of these widths, for windows that cannot be as narrow."""
    if not widths:
        return {}
    page.browser.size(800, 900)
    page.browser.open(f"{page.address}gallery.css")  # the same origin, without the page's policy
    page(
        f"""new Promise(done => {{
        const frame = document.createElement("iframe");
        frame.width = {widths[0]};
        frame.height = 900;
        frame.style.border = "0";
        frame.onload = done;
        frame.src = "index.html";
        document.body.replaceChildren(frame);  // a frame out of view has slow timers in WebKit
    }}).then(() => 0)"""
    )
    frame = "document.querySelector('iframe')"
    ready = f"{frame}.contentDocument.documentElement.matches('.ready')"
    until(lambda: page(ready), bool)
    seen = {}
    for width in widths:
        page(f"{frame}.width = {width}")
        until(lambda: page(f"{frame}.contentWindow.innerWidth"), width.__eq__)
        seen[width] = dict(page(OUT % f"{frame}.contentWindow"))
    page.open()
    return seen


@pytest.mark.parametrize("width", [320, 1280])
def test_popover_and_full_size_fit(browser: Browser, page: Page, width: int) -> None:
    if width < 447 and "narrow" in browser.lacks:
        pytest.skip(browser.lacks["narrow"])
    browser.size(width, 700)
    until(lambda: page("innerWidth"), width.__eq__)
    card = "#padding_strides"
    page.click(f"{card} .links button")
    page.becomes(opened(card))
    until(lambda: page(OUT % "window")["out"], [].__eq__)
    browser.press("Escape")
    page.becomes(opened(card), False)
    page.click(f"{card} [data-action=full]")
    page.becomes(FULL_OPEN)
    until(lambda: page(OUT % "window"), lambda seen: (seen["out"], seen["scrolls"]) == ([], 0))
    player = "document.querySelector('#full .player')?.getBoundingClientRect()"
    until(
        lambda: page(f"(b => b ? [b.top, b.bottom] : [-1, -1])({player})"),
        lambda box: 0 <= box[0] < box[1] <= 700,
    )
