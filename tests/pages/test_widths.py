"""From 320 to 3840 pixels, everything fits the window: no horizontal scrolling, nothing cut off."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browsers import Browser
from tests.pages.page import PATIENCE, Page, until
from tests.pages.site import Site

WIDTHS = (320, 360, 480, 768, 1280, 1920, 3840)

OUT = """(() => {
    const w = %s, doc = w.document, wide = doc.documentElement.clientWidth;
    const shown = [...doc.querySelectorAll("body *")].filter(e => e.getClientRects().length);
    const inner = e => e.closest("svg")?.matches(".figure") && !e.matches(".figure")
        || e.closest("pre") && !e.matches("pre") || e.closest("[popover]:not(:popover-open)");
    return {
        wide: w.innerWidth,
        scrolls: doc.documentElement.scrollWidth - wide,
        out: shown.filter(e => !inner(e)).filter(e => {
            const box = e.getBoundingClientRect();
            return box.width && (box.left < -0.5 || box.right > wide + 0.5);
        }).map(e => e.outerHTML.slice(0, 120)),
        type: parseFloat(w.getComputedStyle(doc.body).fontSize),
        cards: new Set([...doc.querySelectorAll(".card")].map(
            e => Math.round(e.getBoundingClientRect().left))).size,
    };
})()"""


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
            until(lambda: page("innerWidth"), width.__eq__)
            seen = page(OUT % "window")
        assert seen["wide"] == width
        assert seen["scrolls"] == 0, width
        assert seen["out"] == [], width
        assert seen["type"] >= 16
        columns.append(seen["cards"])
    assert columns == sorted(columns)
    assert columns[0] == 1
    assert columns[-1] >= 3


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
        document.body.append(frame);
    }}).then(() => 0)"""
    )
    frame = "document.querySelector('iframe')"
    ready = f"{frame}.contentDocument.documentElement.matches('.ready')"
    until(lambda: page(ready), bool, 2 * PATIENCE)  # WebKit opens it slowly in a frame
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
    browser.click(f"{card} .links button")
    until(lambda: page(OUT % "window")["out"], [].__eq__)
    browser.press("Escape")
    browser.click(f"{card} [data-action=full]")
    until(lambda: page(OUT % "window"), lambda seen: (seen["out"], seen["scrolls"]) == ([], 0))
    player = "document.querySelector('#full .player')?.getBoundingClientRect()"
    until(
        lambda: page(f"(b => b ? [b.top, b.bottom] : [-1, -1])({player})"),
        lambda box: 0 <= box[0] < box[1] <= 700,
    )
