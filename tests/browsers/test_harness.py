"""Every engine seeks, plays and paints two added SMIL loops as the frame numbers say."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from itertools import count, groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from . import ENGINES, Browser, Pixels, missing, open_browser

COLUMNS, ROWS = 3, 2
FRAMES = COLUMNS * ROWS
SIZE = (480, 160)
"""WebKit's window is at least 447 pixels wide."""

SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="160" height="120" viewBox="0 0 160 120">
<rect width="160" height="120" fill="white"/>
<path d="M20 60l40-20l28 26l-40 20z" fill="rgb(38,139,210)" stroke="rgb(0,43,54)"/>
{mark}</svg>"""
MARK = '<path d="M20 60l40-20l28 26l-40 20z" fill="rgb(7,54,66)" fill-opacity="0.4"{rest}'
LOOP = """<animateTransform attributeName="transform" type="translate" values="{values}"
dur="{seconds:g}s" repeatCount="{repeats}" fill="freeze" calcMode="discrete" additive="sum"/>"""

Show = Callable[[str], None]
Within = Callable[[str], str]
Stills = Callable[[Within], list[Pixels]]


def still(frame: int) -> str:
    """Return the figure with the mark where it stands in a frame."""
    row, column = divmod(frame, COLUMNS)
    place = f' transform="translate({20 * column + 14 * row} {13 * row - 10 * column})"/>'
    return SVG.format(mark=MARK.format(rest=place))


def animated(plays: int = 0, frame_seconds: float = 1.0) -> str:
    """Return the figure as a sum of two loops, played a number of times, or for ever."""
    loops = [
        LOOP.format(
            values=values,
            seconds=frames * frame_seconds,
            repeats=plays * FRAMES // frames or "indefinite",
        )
        for frames, values in [(COLUMNS, "0,0;20,-10;40,-20"), (FRAMES, "0,0;14,13")]
    ]
    return SVG.format(mark=MARK.format(rest=f">{''.join(loops)}</path>"))


def page(svg: str) -> str:
    """Return an HTML page with two copies of a figure."""
    return f'<!doctype html><body style="margin: 7px">{svg} {svg}'


def difference(one: Pixels, other: Pixels) -> int:
    """Return the largest difference of two pictures in any channel of any pixel."""
    return int(np.abs(one.astype(int) - other).max())


def running(word: str) -> list[str]:
    """Return the command lines with a word in them, or in their environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            texts = [(process / name).read_bytes() for name in ("cmdline", "environ")]
            if any(word.encode() in text for text in texts):
                found.append(texts[0].replace(b"\0", b" ").decode(errors="replace"))
    return found


def fail_in(engine: str, folder: str) -> None:
    """Open a browser that keeps its files in a folder, and fail."""
    with open_browser(engine):
        assert os.listdir(folder)
        assert running(folder)
        raise ZeroDivisionError


@pytest.fixture(scope="module")
def show(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Show:
    """Open an SVG or HTML text, each time under a new name."""
    folder = tmp_path_factory.mktemp("shown")
    numbers = count()

    def show(text: str) -> None:
        browser.size(*SIZE)
        suffix = "svg" if text.startswith("<svg") else "html"
        path = folder / f"{next(numbers)}.{suffix}"
        path.write_text(text)
        browser.open(path.as_uri())

    return show


@pytest.fixture(scope="module")
def stills(browser: Browser, show: Show) -> Stills:
    """Return the pictures of all stills, each unlike the others."""

    @cache
    def stills(within: Within) -> list[Pixels]:
        pictures = []
        for frame in range(FRAMES):
            show(within(still(frame)))
            pictures.append(browser.screenshot())
        assert len({picture.tobytes() for picture in pictures}) == FRAMES
        return pictures

    return stills


@pytest.mark.parametrize("within", [str, page], ids=["alone", "twice-in-a-page"])
def test_seeking_shows_the_frame(
    browser: Browser, show: Show, stills: Stills, within: Within
) -> None:
    expected = stills(within)
    show(within(animated()))
    for frame in [*range(2 * FRAMES), 3, 0, 5, 1]:
        browser.seek(frame + 0.5)
        assert difference(browser.screenshot(), expected[frame % FRAMES]) <= 2, frame


@pytest.mark.parametrize("plays", [1, 2])
def test_a_finished_figure_rests_on_its_last_frame(
    browser: Browser, show: Show, stills: Stills, plays: int
) -> None:
    *_, last = stills(str)
    show(animated(plays))
    for seconds in plays * FRAMES - 0.5, plays * FRAMES + 0.5, 1000:
        browser.seek(seconds)
        assert difference(browser.screenshot(), last) <= 2, seconds


def test_playing_passes_the_frames_in_order(browser: Browser, show: Show, stills: Stills) -> None:
    expected = stills(str)
    show(animated(plays=1, frame_seconds=0.3))
    seen = []
    end = time.monotonic() + 0.3 * (FRAMES + 1)
    while time.monotonic() < end:
        picture = browser.screenshot()
        seen.append(int(np.argmin([difference(picture, other) for other in expected])))
        assert difference(picture, expected[seen[-1]]) <= 2
    passed = [frame for frame, _ in groupby(seen)]
    assert passed == sorted(set(passed))
    assert passed[-1] == FRAMES - 1
    assert len(passed) >= FRAMES - 2, "a slow machine may miss a frame, not most"


def test_the_viewport_is_plain(browser: Browser, show: Show) -> None:
    show('<!doctype html><body style="margin: 0; background: rgb(0 200 0); height: 3000px">')
    for width, height in (600, 200), SIZE:
        browser.size(width, height)
        picture = browser.screenshot()
        assert picture.shape == (height, width, 3)
        assert (picture == (0, 200, 0)).all(), "no scrollbars, sRGB"
    wanted = ["(prefers-color-scheme: light)", "(prefers-reduced-motion: no-preference)"]
    assert browser.evaluate(f"{wanted}.every(query => matchMedia(query).matches)")
    assert browser.evaluate("devicePixelRatio") == 1


def test_evaluate_returns_json(browser: Browser, show: Show) -> None:
    show(still(0))
    assert browser.evaluate("Promise.resolve({a: [1, null, 'x']})") == {"a": [1, None, "x"]}
    assert browser.evaluate("undefined") is None
    with pytest.raises(RuntimeError, match="nonsense"):
        browser.evaluate("nonsense")


def test_opening_nothing_is_an_error(browser: Browser, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        browser.open((tmp_path / "nothing.svg").as_uri())


@pytest.mark.parametrize("engine", ["chromium", "firefox"], indirect=True)
def test_the_console_holds_the_errors_since_open(browser: Browser, show: Show) -> None:
    show("<!doctype html><script>console.error('of', 1); console.log('no error')</script>")
    assert browser.console() == ["of 1"]
    show("<!doctype html><script>nonsense()</script>")
    (error,) = browser.console()
    assert "nonsense is not defined" in error
    show(animated())
    assert browser.console() == []


def test_a_failed_block_leaves_nothing(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if reason := missing(engine):
        pytest.skip(reason)
    with TemporaryDirectory() as folder:  # tmp_path is too long for a socket's name
        monkeypatch.setattr("tempfile.tempdir", folder)
        with pytest.raises(ZeroDivisionError):
            fail_in(engine, folder)
        assert not os.listdir(folder)
        assert not running(folder)


def test_missing_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    reasons = [missing(engine) for engine in ENGINES]
    assert reasons == [
        "chromium: apt install chromium",
        "firefox: apt install firefox-esr",
        "webkit: apt install webkit2gtk-driver xvfb",
    ]
