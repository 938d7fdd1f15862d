"""Readers with reduced motion, with a dark system, and without scripts."""

from __future__ import annotations

import time

import pytest

from tests.browsers import Browser
from tests.pages.page import LATER, PATIENCE, Page, opened, until
from tests.pages.site import Site
from tests.pages.test_controls import CARD


@pytest.fixture
def plain_page(browser: Browser, site: Site) -> Page:
    """The page, not yet opened, so that a test can first set up its reader."""
    browser.size(1000, 800)
    return Page(browser, site.address)


def test_with_reduced_motion_figures_are_paused_until_played(plain_page: Page) -> None:
    page = plain_page
    page.browser.emulate(calm=True)
    page.browser.size(1000, 1600)
    page.open()
    clocks = "[...document.querySelectorAll('.figure')].map(f => f.getCurrentTime())"
    before = page(clocks)
    page(LATER)
    assert page(clocks) == before
    assert page.frame(CARD) == 0
    page.click(f"{CARD} [data-action=play]")
    page.is_running(CARD)
    page.click("#all [data-action=play]")
    page.is_paused(CARD)
    page.click("#all [data-action=play]")
    page.is_running(CARD)
    page.is_running("#turned")


def test_reduced_motion_without_scripts(plain_page: Page) -> None:
    page = plain_page
    page.browser.emulate(calm=True, scripts=False)
    page.open(ready=False)
    pictures = "[...document.querySelectorAll('.picture')].map(p => [...p.querySelectorAll("
    pictures += "'.figure, img')].filter(e => e.getClientRects().length)"
    shown = page(f"{pictures}.map(e => e.currentSrc ?? 'inline'))")
    assert len(shown) == page("document.querySelectorAll('.card').length")
    assert all(len(one) == 1 and one[0].endswith("_still.svg") for one in shown), shown
    until(lambda: moves(page.browser, 1), False.__eq__)


def moves(browser: Browser, seconds: float) -> bool:
    """Whether the screen changes within this number of seconds."""
    first = browser.screenshot()
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if (browser.screenshot() != first).any():
            return True
    return False


def test_without_scripts_the_page_is_complete_and_moves(plain_page: Page) -> None:
    page = plain_page
    page.browser.emulate(scripts=False)
    page.open(ready=False)
    assert page("document.documentElement.className") == ""
    assert moves(page.browser, PATIENCE)
    for words in "Strides of two", "relationship 6", "Permanent link", "Credit":
        assert words in page("document.body.innerText")
    assert page("document.querySelectorAll('.player, .filters').length") == 0
    pictures = "[...document.querySelectorAll('.picture')].map(p => [...p.querySelectorAll("
    pictures += "'.figure, noscript img, .strip')].filter(e => e.getClientRects().length)"
    assert set(page(f"{pictures}.length)")) == {1}
    page.browser.click(f"{CARD} .links button")
    page.becomes(opened(CARD))
    page.browser.press("Escape")
    page.becomes(opened(CARD), False)


def test_on_a_dark_system_page_and_figures_are_dark(plain_page: Page) -> None:
    page = plain_page
    paint = "(e => { const s = getComputedStyle(e); return [s.fill, s.stroke, s.color]; })"
    marks = f"[...document.querySelectorAll('{CARD} .figure *')].map({paint})"
    brightness = {}
    for dark in False, True:
        page.browser.emulate(dark=dark)
        page.open(f"{CARD}@0")
        page("document.activeElement.blur()")
        until(lambda: page.frame(CARD), (0).__eq__)
        brightness[dark] = page.browser.screenshot().mean(), page(marks)
    assert brightness[False][0] > 200
    assert brightness[True][0] < 80
    assert brightness[False][1] != brightness[True][1]
    page.browser.emulate()
