"""In real browsers the animation at the time of frame k is the still of frame k, to the pixel."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import svgconv
from svgconv.sources.catalogue import catalogue

from . import Browser
from .base import Pixels
from .pictures import LARGEST_DIFFERENCE, LEAST_WIDTH, apart, differ, room_for, stills_of

ONE_PLACE = """<!doctype html><meta charset="utf-8"><title>compare</title>
<style>body { margin: 0; background: #fff; } svg { position: absolute; left: 0; top: 0; }
svg { visibility: hidden; } svg.shown { visibility: visible; }</style>"""
SHOW = """document.querySelectorAll("svg").forEach(
    (svg, index) => svg.classList.toggle("shown", index == {index}))"""
"""Browsers draw edges otherwise at another place, so all figures of the page stand in one."""

OTHERS = {
    "scatter, cut and unlike axes": svgconv.conv_transpose(
        (2, 4), (3, 2), (2, 3), 2, dilation=(2, 1), view="scatter"
    ),
    "scatter, one axis, dilated": svgconv.conv_transpose1d(4, 3, 2, 1, 1, 2, view="scatter"),
    "matrix, padded": svgconv.conv((3, 4), 3, 2, 1, view="matrix"),
    "matrix, copies": svgconv.conv(3, 3, padding=1, padding_mode="reflect", view="matrix"),
    "flat, unlike sides": svgconv.conv((4, 6), (2, 3), (1, 2), ((0, 1), (2, 0)), view="flat"),
    "oblique, unlike strides": svgconv.conv((6, 7), 3, (3, 2), 1),
    "transposed, cropped": svgconv.conv_transpose((3, 2), 2, (2, 3), 2),
    "dilated both ways": svgconv.conv(7, (3, 2), dilation=(2, 3), padding=1),
    "quick": svgconv.conv(5, 3, 2, 1, frame_duration=0.04),
    "many zeros": svgconv.conv_transpose((3, 4), 3, (3, 4), 1, view="flat"),
    "one axis": svgconv.conv1d(7, 3, 2, 1),
    "one axis, flat": svgconv.adaptive_avg_pool1d(7, 4, view="flat"),
    "windows beyond the edge": svgconv.max_pool((4, 6), (3, 2), (2, 5), 1, ceil_mode=True),
    "windows of unequal sizes": svgconv.adaptive_avg_pool((5, 7), 3),
    "unequal and held": svgconv.adaptive_max_pool((3, 5), 2, hold=2, view="flat"),
    "copies": svgconv.conv(4, 3, padding=2, padding_mode="circular"),
    "numbers and sums": svgconv.conv((4, 5), 3, (1, 2), 1, values=3, sum=True),
    "numbers turned round": svgconv.conv_transpose(
        2, 3, 2, values={"input": [[0.25, -2], [1000, 0]]}, sum=True, view="flat"
    ),
    "numbers of unequal windows": svgconv.adaptive_avg_pool((5, 4), (3, 2), values=1, sum=True),
    "numbers of one axis": svgconv.max_pool1d(7, 3, 2, 1, ceil_mode=True, values=2, sum=True),
    "numbers, copied and held": svgconv.conv1d(
        5, 3, padding=2, padding_mode="reflect", values=5, hold=2, view="flat"
    ),
    "numbers beside each other": svgconv.compare(
        svgconv.conv(4, 2, values=1), svgconv.max_pool(4, 2, values=1, sum=True)
    ),
    "a worksheet": svgconv.conv(3, 2, values=1, worksheet=True, sum=True, theme="dark"),
    "stack": svgconv.stack("Conv2d(k=(3, 2), d=2, p=2) > MaxPool2d(2, ceil_mode=True)", (5, 6)),
    "stack of unlike fields": svgconv.stack("AdaptiveAvgPool2d((3, 4)) > Conv2d(k=2, p=1)", 5),
    "tree, strided": svgconv.stack("Conv1d(k=3, s=2, p=1) > Conv1d(k=2, d=2, p=(2, 0))", 12),
    "tree, transposed": svgconv.stack("Conv1d(k=2) > ConvTranspose1d(k=3, s=2, p=1)", 5),
    "upsampled to the nearest": svgconv.upsample((2, 3), (1.5, 2)),
    "upsampled, corners aligned": svgconv.upsample(
        (3, 2), size=(4, 5), mode="bilinear", align_corners=True, view="flat"
    ),
    "unfold, dilated and padded": svgconv.unfold((4, 5), 2, 2, 1, 2),
    "fold, strided and cropped": svgconv.fold((4, 3), (3, 2), (2, 1), 1, theme="print"),
    "pixel shuffle by 3": svgconv.pixel_shuffle((1, 2), 3, theme="dark"),
    "pixel unshuffle": svgconv.pixel_unshuffle((4, 6), 2),
    "one axis, planes": svgconv.stack("Conv1d(k=3, d=2) > AvgPool1d(2)", 10, view="planes"),
}
FIGURES = {**{name: svgconv.load(name) for name in catalogue()}, **OTHERS}


@pytest.mark.parametrize("name", FIGURES)
def test_smil_is_the_still_at_every_frame(browser: Browser, name: str, tmp_path: Path) -> None:
    figure = FIGURES[name]
    page = tmp_path / "page.html"
    svgs = [figure.svg(), *(still.svg() for still in stills_of(figure))]
    page.write_text(ONE_PLACE + "".join(svgs), "utf-8")
    room_for(browser, figure)
    browser.open(page.as_uri())
    seen = set()
    for frame in range(figure.frames):
        browser.evaluate(SHOW.format(index=0))
        browser.seek((frame + 0.5) * float(figure.frame_duration))
        moving = browser.screenshot()
        browser.evaluate(SHOW.format(index=frame + 1))
        assert differ(moving, browser.screenshot()) <= LARGEST_DIFFERENCE, frame
        seen.add(moving.tobytes())
    assert len(seen) == figure.frames


@pytest.mark.parametrize("name", ["numerical_no_padding_no_strides", "numbers and sums"])
def test_numbers_are_right_wherever_the_clock_jumps(
    browser: Browser, name: str, tmp_path: Path
) -> None:
    figure = FIGURES[name]
    page = tmp_path / "page.html"
    svgs = [figure.svg(), *(still.svg() for still in stills_of(figure))]
    page.write_text(ONE_PLACE + "".join(svgs), "utf-8")
    room_for(browser, figure)
    browser.open(page.as_uri())
    for frame in [4, 7, 0, 5, 1, 6, 2, 0, 7, 3]:
        browser.evaluate(SHOW.format(index=0))
        browser.seek(frame + 0.5)
        moving = browser.screenshot()
        browser.evaluate(SHOW.format(index=frame + 1))
        assert differ(moving, browser.screenshot()) <= LARGEST_DIFFERENCE, frame


def test_a_figure_in_img_plays_its_frames_in_order(browser: Browser, tmp_path: Path) -> None:
    figure = svgconv.conv(4, 3, frame_duration=0.6)
    figure.save(tmp_path / "moving.svg")
    for frame, still in enumerate(stills_of(figure)):
        still.save(tmp_path / f"{frame}.svg")
    room_for(browser, figure)
    style = "<!doctype html><style>body { margin: 0 } img { display: block }</style>"
    known: list[Pixels] = []
    for frame in range(figure.frames):
        (tmp_path / "page.html").write_text(f'{style}<img src="{frame}.svg">')
        browser.open((tmp_path / "page.html").as_uri())
        known.append(browser.screenshot())
    (tmp_path / "page.html").write_text(f'{style}<img src="moving.svg">')
    browser.open((tmp_path / "page.html").as_uri())
    passed: list[int] = []
    end = time.monotonic() + 2 * figure.frames * 0.6
    while time.monotonic() < end:
        shot = browser.screenshot()
        frame = min(range(figure.frames), key=lambda index: apart(shot, known[index]))
        assert apart(shot, known[frame]) < 0.1
        if not passed or passed[-1] != frame:
            passed.append(frame)
        time.sleep(0.02)
    start = passed[0]
    assert len(passed) >= 2 * figure.frames - 1
    assert passed == [(start + step) % figure.frames for step in range(len(passed))]


def test_a_figure_played_once_rests_on_its_last_frame(browser: Browser, tmp_path: Path) -> None:
    figure = svgconv.conv(5, 3, 2, 1, plays=1)
    room_for(browser, figure)
    browser.open(figure.save(tmp_path / "once.svg").as_uri())
    browser.seek(1000)
    rest = browser.screenshot()
    browser.open(figure.frame(-1).save(tmp_path / "last.svg").as_uri())
    assert differ(rest, browser.screenshot()) <= LARGEST_DIFFERENCE


def test_figures_in_one_page_do_not_disturb_each_other(browser: Browser, tmp_path: Path) -> None:
    chosen = [FIGURES[name] for name in list(catalogue())[:12]]
    width, height = 320, 360
    style = (
        "<!doctype html><meta charset='utf-8'><style>body { margin: 0 }"
        f"div {{ position: absolute; width: {width}px; height: {height}px; overflow: hidden }}"
        "</style>"
    )
    places = [(index % 4 * width, index // 4 * height) for index in range(12)]

    def page(svgs: list[str]) -> Pixels:
        boxes = "".join(
            f'<div style="left:{x}px;top:{y}px">{svg}</div>'
            for (x, y), svg in zip(places, svgs, strict=True)
        )
        (tmp_path / "page.html").write_text(style + boxes, "utf-8")
        browser.open((tmp_path / "page.html").as_uri())
        browser.seek(3.5)
        return browser.screenshot()

    browser.size(4 * width, 3 * height)
    moving = page([figure.svg() for figure in chosen])
    still = page([figure.frame(3 % figure.frames).svg() for figure in chosen])
    assert differ(moving, still) <= LARGEST_DIFFERENCE


def test_the_gallery_shows_moving_figures(browser: Browser) -> None:
    page = Path(__file__).parents[2] / "gallery" / "index.html"
    browser.size(1280, 900)
    browser.open(page.as_uri())
    drawn = "[...document.querySelectorAll('.picture svg')].filter(s => s.checkVisibility()).length"
    end = time.monotonic() + 20
    while browser.evaluate(drawn) < len(catalogue()):
        assert time.monotonic() < end, "not all are drawn"
        time.sleep(0.1)
    assert browser.console() == []
    before = browser.screenshot()
    end = time.monotonic() + 3
    while differ(before, browser.screenshot()) == 0:
        assert time.monotonic() < end, "nothing moves"
        time.sleep(0.1)


@pytest.mark.parametrize("width", [320, 700, 1280])
def test_the_gallery_needs_no_sideways_scrolling(browser: Browser, engine: str, width: int) -> None:
    if engine == "webkit":
        width = max(width, LEAST_WIDTH)
    page = Path(__file__).parents[2] / "gallery" / "index.html"
    browser.size(width, 900)
    browser.open(page.as_uri())
    assert browser.evaluate("document.documentElement.scrollWidth") <= width
