"""Slides: figures start when they are shown, steps show frames, and PowerPoint gets whole GIFs."""

from __future__ import annotations

import io
import re
import sys
from bisect import bisect
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import svgconv
from svgconv.errors import MissingLibraryError, SvgconvError
from svgconv.ext.slides import save_slides
from tests.browsers import Browser
from tests.browsers.conftest import browser, browsers, engine
from tests.command import run
from tests.docs import PAGES, blocks
from tests.ext import library
from tests.pages.page import until

__all__ = ["browser", "browsers", "engine"]

FIGURES = [svgconv.load("padding_strides"), svgconv.load("dilation", plays=1)]


def times(browser: Browser) -> list[float]:
    """The seconds at which each slide's figure is, and whether it stands still."""
    found: list[float] = browser.evaluate(
        "[...document.querySelectorAll('section svg')].map(svg => svg.getCurrentTime())"
    )
    return found


def stopped(browser: Browser) -> list[bool]:
    """Whether each slide's figure stands still."""
    found: list[bool] = browser.evaluate(
        "[...document.querySelectorAll('section svg')].map(svg => svg.animationsPaused())"
    )
    return found


def open_deck(browser: Browser, path: Path) -> None:
    """Open a deck, and wait until reveal.js listens to the keyboard."""
    browser.open(path.as_uri())
    browser.evaluate(
        "new Promise(done => Reveal.isReady() ? done(true) : Reveal.on('ready', () => done(true)))"
    )


@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
def test_a_figure_starts_when_its_slide_is_shown(browser: Browser, tmp_path: Path) -> None:
    open_deck(browser, save_slides(FIGURES, tmp_path / "deck.html"))
    assert stopped(browser) == [False, True]
    assert times(browser)[1] == 0
    browser.evaluate("figure(Reveal.getCurrentSlide()).setCurrentTime(7.5)")
    browser.press("ArrowRight")
    until(lambda: stopped(browser), [True, False].__eq__)
    browser.press("ArrowLeft")
    until(lambda: stopped(browser), [False, True].__eq__)
    assert times(browser)[0] < 7
    assert (browser.console(), len(browser.requests())) == ([], 1)


@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
def test_each_step_shows_a_frame(browser: Browser, tmp_path: Path) -> None:
    figures = [svgconv.conv(3, 2), FIGURES[1]]
    open_deck(browser, save_slides(figures, tmp_path / "deck.html", steps=True))
    ends = [float(sum(figures[0].seconds[: frame + 1])) for frame in range(4)]
    for frame in range(4):
        until(lambda: bisect(ends, times(browser)[0]), frame.__eq__)
        browser.press("ArrowRight")
    until(lambda: browser.evaluate("Reveal.getIndices().h"), (1).__eq__)
    assert stopped(browser) == [True, True]
    browser.press("ArrowLeft")
    until(lambda: browser.evaluate("Reveal.getIndices().h"), (0).__eq__)
    assert ends[2] < times(browser)[0] < ends[3]


@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
def test_the_snippet_restarts_figures_of_other_decks(browser: Browser, tmp_path: Path) -> None:
    path = save_slides(FIGURES, tmp_path / "deck.html")
    (snippet, *_) = blocks(PAGES["docs/hosts.md"].read_text("utf-8"), "html")
    own, _, _ = path.read_text("utf-8").partition("// A slide's figure starts")
    image = '<section><img src="figure.svg"></section>'
    own = own.replace("\n</div></div>\n<script>", f"{image}</div></div>\n<script>")
    path.write_text(f"{own}Reveal.initialize()</script>{snippet}", "utf-8")
    FIGURES[1].save(tmp_path / "figure.svg")
    open_deck(browser, path)
    browser.evaluate("document.querySelectorAll('section svg')[1].setCurrentTime(70)")
    browser.evaluate("document.querySelector('img').onload = () => (window.restarted = true)")
    browser.press("ArrowRight")
    until(lambda: times(browser)[1], lambda now: now < 60)
    assert not browser.evaluate("Boolean(window.restarted)")
    browser.press("ArrowRight")
    until(lambda: browser.evaluate("Boolean(window.restarted)"), bool)


def test_the_page_needs_nothing_else(tmp_path: Path) -> None:
    result = run("slides", "padding_strides", "dilation", "-o", str(tmp_path / "deck.html"))
    assert (result.status, result.out, result.err) == (0, "", "")
    text = (tmp_path / "deck.html").read_text("utf-8")
    assert text.count("<section") == 2
    assert FIGURES[0].svg() in text
    assert not re.search(r"(?:src|href)=|@import|url\((?!data:)", text.split("<script>")[0])
    assert "MIT licensed" in text
    before = (tmp_path / "deck.html").read_bytes()
    assert (
        run("slides", "padding_strides", "dilation", "-o", str(tmp_path / "deck.html")).status == 0
    )
    assert (tmp_path / "deck.html").read_bytes() == before


def presentation(path: Path) -> Any:
    return library("pptx").Presentation(str(path))


def test_powerpoint_has_a_gif_of_whole_frames_on_each_slide(tmp_path: Path) -> None:
    library("pptx")
    figures = [svgconv.conv(3, 2, frames="0,1"), svgconv.conv1d(3, 2)]
    path = save_slides(figures, tmp_path / "deck.pptx")
    slides = presentation(path).slides
    assert len(slides) == 2
    for slide, figure in zip(slides, figures, strict=True):
        title, picture = slide.shapes
        assert title.text == figure.title
        assert slide.notes_slide.notes_text_frame.text == figure.description
        assert picture._element.nvPicPr.cNvPr.get("descr") == figure.description
        gif = Image.open(io.BytesIO(picture.image.blob))
        assert (gif.format, getattr(gif, "n_frames", 1)) == ("GIF", 2)
        assert picture.left >= 0
        assert picture.top + picture.height <= 6_858_000
    before = path.read_bytes()
    assert save_slides(figures, path).read_bytes() == before


def test_powerpoint_has_a_slide_for_each_frame(tmp_path: Path) -> None:
    library("pptx")
    path = save_slides([svgconv.conv(3, 2)], tmp_path / "deck.pptx", steps=True)
    pictures = [slide.shapes[1].image for slide in presentation(path).slides]
    assert [one.ext for one in pictures] == ["png"] * 4
    assert len({one.sha1 for one in pictures}) == 4


def test_without_the_library_there_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(MissingLibraryError, match=r"run pip install 'svgconv\[slides\]'$"):
        save_slides(FIGURES, tmp_path / "deck.pptx")
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("deck.odp", "deck.odp: slides cannot be written as .odp; use .html or .pptx"),
        ("mine.html", "mine.html: exists and was not written by svgconv"),
        ("mine.pptx", "mine.pptx: exists and was not written by svgconv"),
    ],
)
def test_what_cannot_be_written_is_one_line(tmp_path: Path, name: str, message: str) -> None:
    for mine in ("mine.html", "mine.pptx"):
        (tmp_path / mine).write_text("mine", "utf-8")
    with pytest.raises(SvgconvError, match=re.escape(message)):
        save_slides(FIGURES, tmp_path / name)
    assert run("slides", "-o", str(tmp_path / "deck.html")).err.startswith("FIGURE...: missing; ")


def test_an_error_names_its_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = str(tmp_path / "deck.html")
    line = "figure 2, input_size: missing, but required by conv; "
    assert run("slides", "dilation", "conv", "-o", file).err.startswith(line)

    def fails(self: svgconv.Figure, *arguments: Any, **others: Any) -> bytes:
        if self.plays:
            raise SvgconvError("width", "is too small")
        return encode(self, *arguments or (".svg",), **others)

    encode = svgconv.Figure.encode
    monkeypatch.setattr(svgconv.Figure, "svg", fails)
    monkeypatch.setattr(svgconv.Figure, "encode", fails)
    for name in ["deck.html", *(["deck.pptx"] if library("pptx") else [])]:
        with pytest.raises(SvgconvError, match=r"^figure 2, width: is too small$"):
            save_slides([svgconv.conv(2, 2), FIGURES[1]], tmp_path / name)
    assert [*tmp_path.iterdir()] == []
