"""The pointer outlines what cells read, and leads to their frames, in every engine."""

from __future__ import annotations

import json

import pytest

from tests.pages.page import FULL_OPEN, STEADY, Page

CARD = "#strided"
PLACE = """(element => {{
    const {{ left, top, width, height }} = element.getBoundingClientRect();
    return [Math.round(left + width * {across}), Math.round(top + height * {down})];
}})(document.querySelector({selector}))"""
MOVE = """document.querySelector('{figure}').dispatchEvent(new PointerEvent("{type}", {{
    clientX: {x}, clientY: {y}, bubbles: true }}))"""
OUTLINES = "document.querySelectorAll('{figure} .pointed .line').length"
FIRST = """(() => {{
    const svg = document.querySelector('{figure}'), line = svg.querySelector(".pointed .line");
    const first = line.cloneNode();
    first.setAttribute("d", "M" + line.getAttribute("d").split("M")[1]);
    line.after(first);
    const both = [first, svg.querySelector(".svgconv-window")];
    const [a, b] = both.map(element => element.getBoundingClientRect());
    first.remove();
    return Math.max(...["left", "right", "top", "bottom"].map(side => Math.abs(a[side] - b[side])));
}})()"""
"""How far the outline of what is read is from the window, in pixels."""
MIDDLE, LEFTMOST = (0.5, 0.5), (0.167, 0.46)
"""The middle cell of a slanted plane, and cell (0, 0), in parts of the plane's box."""


def place(page: Page, selector: str, part: tuple[float, float]) -> tuple[int, int]:
    page(STEADY % json.dumps(selector.partition(" ")[0]))
    found = PLACE.format(selector=json.dumps(selector), across=part[0], down=part[1])
    x, y = page(found)
    return x, y


def is_outlined(page: Page, figure: str, count: int = 1) -> None:
    page.becomes(OUTLINES.format(figure=figure), count)


@pytest.fixture
def shown(page: Page) -> Page:
    """The page with all figures paused, the first one drawn, and the pointer in the corner."""
    page.browser.point(1, 1)
    page.rewind_all()
    page.becomes(f"!!document.querySelector('{CARD} .picture[role]')")
    return page


def test_a_click_on_an_output_cell_goes_to_its_frame(shown: Page) -> None:
    for part, frame in (MIDDLE, 4), (LEFTMOST, 0):
        shown.browser.point(*place(shown, f"{CARD} .svgconv-not_computed", part))
        shown.reaches(CARD, frame)
        is_outlined(shown, CARD)
        if frame:
            assert shown(FIRST.format(figure=f"{CARD} .figure")) < 3
    shown.browser.point(*place(shown, f"{CARD} .svgconv-input", MIDDLE))
    is_outlined(shown, CARD)
    assert shown.shown(CARD)["label"] == "frame 0, output (0, 0)", "an input cell has no frame"


def test_the_pointer_outlines_without_leaving_the_frame(shown: Page) -> None:
    figure = f"{CARD} .figure"
    for selector in ".svgconv-not_computed", ".svgconv-input":
        x, y = place(shown, f"{CARD} {selector}", MIDDLE)
        shown(MOVE.format(figure=figure, type="pointermove", x=x, y=y))
        is_outlined(shown, CARD)
        seeks = shown(f"document.querySelector('{figure}').matches('.seeks')")
        assert seeks == (selector == ".svgconv-not_computed")
        shown(MOVE.format(figure=figure, type="pointerleave", x=x, y=y))
        is_outlined(shown, CARD, 0)
    assert shown.frame(CARD) == 0


def test_arrows_move_over_the_cells(shown: Page) -> None:
    picture, label = f"{CARD} .picture", f"document.querySelector('{CARD} .player output')"
    shown.focus(CARD)
    shown.browser.press("Enter")
    shown.focuses(picture)
    is_outlined(shown, CARD)
    shown.becomes(f"{label}.getAttribute('aria-live')", "polite")
    for key, frame in (
        ("ArrowRight", 1),
        ("ArrowDown", 4),
        ("ArrowLeft", 3),
        ("ArrowDown", 6),
        ("ArrowUp", 3),
        ("End", 8),
    ):
        shown.browser.press(key)
        shown.reaches(CARD, frame)
        row, column = divmod(frame, 3)
        assert shown(f"{label}.value") == f"frame {frame}, output ({row}, {column})"
        is_outlined(shown, CARD)
    for key in "ArrowRight", "ArrowDown", "Control+ArrowUp", "ArrowUp":
        shown.browser.press(key)
    shown.reaches(CARD, 5)
    shown.browser.press("Escape")
    shown.focuses(CARD)
    is_outlined(shown, CARD, 0)
    assert shown(f"{label}.getAttribute('aria-live')") == "off"


def test_arrows_go_on_in_the_next_channel(shown: Page) -> None:
    shown(STEADY % json.dumps("#channels"))
    shown.becomes("!!document.querySelector('#channels .picture[role]')")
    shown.focus("#channels .picture")
    for key, label in (
        ("ArrowDown", "frame 1, output (1, 0, 0)"),
        ("ArrowDown", "frame 2, output (2, 0, 0)"),
        ("ArrowUp", "frame 1, output (1, 0, 0)"),
    ):
        shown.browser.press(key)
        shown.becomes("document.querySelector('#channels .player output').value", label)


def test_the_full_size_has_the_pointer(shown: Page) -> None:
    shown.click(f"{CARD} [data-action=full]")
    shown.becomes(FULL_OPEN)
    x, y = shown(PLACE.format(selector='"#full .svgconv-not_computed"', across=0.5, down=0.5))
    shown.browser.point(x, y)
    is_outlined(shown, "#full")
    shown.becomes("document.querySelector('#full output').value", "frame 4, output (1, 1)")
    shown.browser.press("Escape")
    shown.reaches(CARD, 4)
    is_outlined(shown, CARD, 0)


def test_a_column_of_a_matrix_is_a_window(shown: Page) -> None:
    label = "document.querySelector('#windows .player output').value"
    shown(STEADY % json.dumps("#windows"))
    shown.becomes("!!document.querySelector('#windows .picture[role]')")
    shown.browser.point(*place(shown, "#windows .svgconv-not_computed", MIDDLE))
    shown.becomes(label, "frame 4, window (1, 1)")
    shown.focus("#windows .picture")
    for key, after in (
        ("ArrowUp", "frame 1, window (0, 1)"),
        ("ArrowLeft", "frame 0, window (0, 0)"),
    ):
        shown.browser.press(key)
        shown.becomes(label, after)
    is_outlined(shown, "#windows")
