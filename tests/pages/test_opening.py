"""A page opens in short tasks, and draws first what is near the view."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.browsers import Browser
from tests.browsers.chromium import Chromium
from tests.pages.conftest import COMMITTED
from tests.pages.page import Page, until
from tests.pages.site import Site, served
from tests.pages.test_readers import moves

DRAWN = "[...document.querySelectorAll('.card')].filter(c => c.querySelector('.svgconv-input'))"
ALL_DRAWN = f"{DRAWN}.length === document.querySelectorAll('.card').length"


@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
def test_no_task_of_opening_takes_long(browser: Browser) -> None:
    """CPU time counts, because other programs may run; a page with all figures took 100 ms."""
    assert isinstance(browser, Chromium)
    browser.emulate()
    browser.size(1280, 900)
    page = Page(browser, COMMITTED.as_uri() + "/")

    def opened() -> None:
        page.open()
        until(lambda: page(ALL_DRAWN), bool)

    longest = [max(cpu for _, cpu in browser.traced(opened)) for _ in range(3)]
    assert 0 < sorted(longest)[1] < 50, longest


def test_figures_near_the_view_are_drawn_first(browser: Browser, site: Site) -> None:
    browser.emulate()
    browser.size(1000, 400)
    page = Page(browser, site.address)
    browser.open("about:blank")  # what an earlier page still requests does not count
    site.requests.clear()
    page.open("#long4")
    until(lambda: page(ALL_DRAWN), bool)
    asked = [path[1:].removesuffix("_inline.js") for path, _ in site.requests if "_inline" in path]
    assert sorted(asked) == sorted(page("[...document.querySelectorAll('.card')].map(c => c.id)"))
    assert asked.index("long4") < asked.index("strided")


def test_figures_are_in_step_however_late_they_arrive(browser: Browser, site: Site) -> None:
    browser.emulate()
    browser.size(1000, 9000)
    page = Page(browser, site.address)
    page.open()
    page.click("#all [data-action=play]")
    page.is_paused("#long0")
    page.click("#all [data-action=play]")
    clocks = "[...document.querySelectorAll('[id^=long] .figure')].map(f => f.getCurrentTime())"
    until(lambda: page(clocks), lambda seconds: min(seconds) > 0.5)
    until(lambda: page(clocks), lambda seconds: max(seconds) - min(seconds) < 0.01)


def test_captions_far_from_the_view_can_be_found(browser: Browser, catalogue_site: Site) -> None:
    browser.emulate()
    browser.size(1000, 800)
    page = Page(browser, catalogue_site.address)
    page.open()
    caption = page("[...document.querySelectorAll('.caption')].at(-1).textContent.slice(0, 30)")
    page("getSelection().selectAllChildren(document.querySelector('#all'))")  # after the contents
    assert page(f"window.find({caption!r})")
    assert page("scrollY") > 1000


def test_a_figure_without_its_script_is_its_file(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    shutil.copytree(site.folder, tmp_path / "page")
    (tmp_path / "page" / "strided_inline.js").unlink()
    browser.emulate()
    browser.size(1000, 800)
    with served(tmp_path / "page") as incomplete:
        page = Page(browser, incomplete.address)
        page.open()
        page.click("#all [data-action=play]")
        assert page("document.querySelector('#strided image').href.baseVal") == "strided.svg"
        assert not page("document.querySelector('#strided .picture').matches('[role], [tabindex]')")
        assert moves(browser, 20)
