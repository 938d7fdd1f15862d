"""Hostile texts stay text in real browsers: markup, quotes, other directions, any length."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.browsers import Browser
from tests.gallery.test_page import HOSTILE, make
from tests.pages.page import FULL_OPEN, Page, opened

TITLE = "</title></h1></section><script>alert(1)</script><img src=x onerror=alert(1)>]]>" * 2

HELD = """(() => {
    const holds = words => [...document.querySelectorAll(%s)].filter(
        e => e.textContent.replace(/\\s+/g, " ").includes(words.replace(/\\s+/g, " "))).length;
    return {
        scripts: [...document.scripts].map(s => s.getAttribute("src")).filter(
            s => !/^[a-z]+_inline\\.js$/.test(s)),
        images: [...document.images].map(i => i.getAttribute("src")).filter(
            s => !/^[a-z]+(_still|_strip)?\\.svg$/.test(s)),
        handlers: [...document.querySelectorAll("*")].filter(e => [...e.attributes].some(
            a => a.name.startsWith("on"))).length,
        sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        title: document.title,
        heading: document.querySelector("h1")?.textContent,
        captions: %s.map(holds),
        policy: !!document.querySelector("meta[http-equiv]"),
    };
})()"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Galleries with hostile texts everywhere: with controls, plain, and a post with a fragment."""
    folder = tmp_path_factory.mktemp("hostile")
    make(folder / "page", HOSTILE, title=TITLE)
    make(folder / "plain", HOSTILE, "--plain", title=TITLE)
    make(folder / "post", HOSTILE, "--fragment", title=TITLE)
    fragment = (folder / "post" / "fragment.html").read_text("utf-8")
    post = f"<!doctype html><meta charset=utf-8><title>Post</title><main>{fragment}</main>"
    (folder / "post" / "index.html").write_text(post, "utf-8")
    return folder


def held(page: Page, places: str) -> dict[str, object]:
    """Return what the document contains, and how often each caption is in these places."""
    return dict(page(HELD % (json.dumps(places), json.dumps(list(HOSTILE.values())))))


def test_the_page_works_and_runs_no_hostile_script(browser: Browser, folder: Path) -> None:
    browser.emulate()
    for width in 1000, 450 if "narrow" in browser.lacks else 320:
        browser.size(width, 800)
        page = Page(browser, (folder / "page").as_uri() + "/")
        page.open()
        found = held(page, ".caption")
        assert found["scripts"] == ["gallery.js"]
        assert (found["images"], found["handlers"], found["sideways"]) == ([], 0, 0)
        assert found["captions"] == [1] * len(HOSTILE)
        assert found["title"] == found["heading"] == TITLE
    for name, words in HOSTILE.items():
        card = f"#{name}"
        page.click(f"{card} [data-action=play]")
        page.focus(card)
        browser.press("End")
        page.reaches(card, 3, duration=1)
        page.click(f"{card} [data-action=full]")
        page.becomes(FULL_OPEN)
        shown = "document.querySelector('#full .caption').textContent"
        text = page(shown)
        assert len(text) >= min(len(words), 300), "a long caption is cut"
        assert words.startswith(text)
        browser.press("Escape")
        page.becomes(FULL_OPEN, False)
    page.click("#script .links button")
    page.becomes(opened("#script"))
    browser.press("Escape")
    page.becomes(opened("#script"), False)
    assert browser.console() == []
    assert held(page, ".caption")["scripts"] == ["gallery.js"]


def test_right_to_left_text_does_not_affect_other_cards(browser: Browser, folder: Path) -> None:
    browser.emulate()
    browser.size(1000, 800)
    page = Page(browser, (folder / "page").as_uri() + "/")
    page.open()
    direction = "getComputedStyle(document.querySelector('#{} .caption')).direction"
    assert page(direction.format("arabic")) == "rtl"
    assert page(direction.format("quotes")) == "ltr"
    long = page("(c => [c.clientHeight, c.scrollHeight])(document.querySelector('#long .caption'))")
    assert long[0] < 300 < long[1]
    page.focus("#long .caption")


@pytest.mark.parametrize("kind", ["plain", "post"])
def test_the_tables_run_no_hostile_script(browser: Browser, folder: Path, kind: str) -> None:
    browser.emulate()
    browser.size(1000, 800)
    page = Page(browser, (folder / kind).as_uri() + "/")
    page.open(ready=False)
    found = held(page, "td")
    assert (found["scripts"], found["images"], found["handlers"]) == ([], [], 0)
    assert found["captions"] == [1] * len(HOSTILE)
    if kind == "plain":
        assert found["sideways"] == 0
        assert found["title"] == found["heading"] == TITLE
    assert page("document.querySelector('h2').textContent") == TITLE
    assert page("[...document.images].every(image => image.naturalWidth)")
    assert browser.console() == []
