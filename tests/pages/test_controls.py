"""Each control of a figure works with the pointer and the keyboard, in every engine."""

from __future__ import annotations

import pytest

from tests.browsers import Pixels
from tests.pages.conftest import SPEEDS
from tests.pages.page import LATER, Page, until

CARD = "#strided"
FRAMES = 9
ALL_PLAY = "document.querySelector('#all [data-action=play]').ariaLabel"
HOWS = ["pointer", "Space", "Enter"]


def test_play_and_pause(page: Page) -> None:
    """The button shows its next action."""
    icons = (
        "Object.fromEntries(['play-icon', 'pause-icon'].map(name => [name, "
        f"document.querySelector('{CARD} [data-action=play] .' + name).checkVisibility()]))"
    )
    for how in HOWS:
        page.is_running(CARD)
        assert page(icons) == {"play-icon": False, "pause-icon": True}
        page.use(f"{CARD} [data-action=play]", how)
        page.is_paused(CARD)
        assert page(icons) == {"play-icon": True, "pause-icon": False}
        assert page(ALL_PLAY) == "Pause, all figures", "the other figures still run"
        page.use(f"{CARD} [data-action=play]", how)
        page.is_running(CARD)


def test_steps_backward_and_forward(page: Page) -> None:
    for how in HOWS:
        page.rewind_all()
        for control, frames in ("forward", (1, 2)), ("back", (1, 0, FRAMES - 1)), ("forward", (0,)):
            for frame in frames:
                page.use(f"{CARD} [data-action={control}]", how)
                page.reaches(CARD, frame)
                shown = page.shown(CARD)
                assert shown["slider"] == frame
                row, column = divmod(frame, 3)
                assert shown["label"] == f"frame {frame}, output ({row}, {column})"
        page.is_paused(CARD)
        assert page.frame("#long0") == 0


def test_each_frame_is_painted(page: Page) -> None:
    page.rewind_all()
    page.focus(CARD)
    pictures: dict[int, Pixels] = {}
    for key, frame in (
        ("Home", 0),
        ("ArrowRight", 1),
        ("ArrowRight", 2),
        ("ArrowLeft", 1),
        ("Home", 0),
    ):
        page.browser.press(key)
        page.reaches(CARD, frame)
        picture = page.browser.screenshot()
        assert (pictures.setdefault(frame, picture) == picture).all()
    assert all((pictures[0] != pictures[frame]).any() for frame in (1, 2))


def test_the_slider_goes_to_a_frame(page: Page) -> None:
    for across, frame in (0.995, FRAMES - 1), (0.5, FRAMES // 2), (0.005, 0):
        page.click(f"{CARD} input", across)
        page.reaches(CARD, frame)
        page.is_paused(CARD)
    page(
        f"(slider => {{ slider.value = 5; slider.dispatchEvent(new Event('input')) }})"
        f"(document.querySelector('{CARD} input'))"
    )
    assert page.frame(CARD) == 5, "it follows the slider while this is dragged"
    page.rewind_all()
    page.focus(f"{CARD} input")
    for key, frame in (
        ("ArrowRight", 1),
        ("End", FRAMES - 1),
        ("ArrowLeft", FRAMES - 2),
        ("Home", 0),
    ):
        page.browser.press(key)
        page.reaches(CARD, frame)
        assert (
            page(f"document.querySelector('{CARD} input').ariaValueText")
            == (page.shown(CARD)["label"])
        )


def test_speeds_are_multiples_of_the_normal_speed(page: Page) -> None:
    page.rewind_all()
    for number, speed in enumerate(SPEEDS.values()):
        choose(page, f"#long{number} select", list(SPEEDS.values()).index(speed))
        assert page.shown(f"#long{number}")["speed"] == speed
    page("document.querySelector('#long0').scrollIntoView({block: 'center'})")
    page.browser.size(1000, 6000)
    page.click("#all [data-action=play]")
    cards = [f"#long{number}" for number in range(len(SPEEDS))]
    frames = "[...document.querySelectorAll('[id^=long] .figure')].map(f => f.getCurrentTime())"
    seconds = until(lambda: page(frames), lambda seconds: seconds[-1] > 6)
    quickest = int(seconds[-1] / 0.1)
    for card, now, speed in zip(cards, seconds, SPEEDS.values(), strict=True):
        assert abs(int(now / 0.1) - quickest * speed / 4) <= 1, card


def choose(page: Page, selector: str, index: int) -> None:
    """Choose an option by keyboard, without opening the list."""
    page.focus(selector)
    page.browser.press("Home")
    for _ in range(index):
        page.browser.press("ArrowDown")
    until(lambda: page(f"document.querySelector('{selector}').selectedIndex"), index.__eq__)


def test_the_speed_can_be_chosen_with_the_pointer(page: Page) -> None:
    if "lists" in page.browser.lacks:
        pytest.skip(page.browser.lacks["lists"])
    page.click(f"{CARD} select")
    page.browser.press("ArrowDown")
    page.browser.press("Enter")
    until(lambda: page.shown(CARD)["speed"], lambda speed: speed == 2)
    page.is_running(CARD)


def test_keys_of_the_focused_figure(page: Page) -> None:
    page.focus(CARD)
    page.browser.press(" ")
    page.is_paused(CARD)
    page.browser.press("Home")
    for key, frame in [
        ("ArrowRight", 1),
        ("ArrowLeft", 0),
        ("ArrowLeft", FRAMES - 1),
        ("ArrowRight", 0),
        ("End", FRAMES - 1),
        ("Home", 0),
    ]:
        page.browser.press(key)
        page.reaches(CARD, frame)
    where = page("scrollY")
    page.browser.press(" ")
    page.is_running(CARD)
    page.browser.press("End")
    page.is_paused(CARD)
    page.reaches(CARD, FRAMES - 1)
    assert page("scrollY") == where
    assert page.frame("#turned", 1) != FRAMES - 1 or page.frame("#long0") > 0


def test_a_figure_with_chosen_frames_steps_through_only_these(page: Page) -> None:
    page.focus("#chosen")
    for key, label in (
        ("Home", "frame 0, output (0, 0)"),
        ("ArrowRight", "frame 4, output (1, 1)"),
        ("ArrowRight", "frame 8, output (2, 2)"),
        ("ArrowRight", "frame 0, output (0, 0)"),
    ):
        page.browser.press(key)
        until(lambda: page.shown("#chosen")["label"], label.__eq__)
    page.browser.press(" ")
    until(lambda: page.shown("#chosen")["play"], "Play".__eq__)
    assert page.shown("#chosen")["label"] == "frame 8, output (2, 2)"
    again = (
        "(play => { play.click();"
        " return new Promise(done => setTimeout(() => done(play.ariaLabel), 50)) })"
    )
    assert page(f"{again}(document.querySelector('#chosen [data-action=play]'))") == "Pause"
    assert page("document.querySelector('#single [data-action=play]').disabled")


def test_a_card_is_one_stop_whose_arrows_reach_every_control(page: Page) -> None:
    """Each of them has a visible outline."""
    page.rewind_all()
    stops = [
        f"{CARD}",
        f"{CARD} summary",
        f"{CARD} [data-action=back]",
        f"{CARD} [data-action=play]",
        f"{CARD} [data-action=forward]",
        f"{CARD} input",
        f"{CARD} select",
    ]
    others = [
        f"{CARD}",
        f"{CARD} .links button",
        f"{CARD} .links a",
        f"{CARD} [data-action=full]",
    ]
    for key, ways in ("ArrowDown", stops), ("ArrowUp", others):
        page.focus(CARD)
        for stop in ways:
            page.focuses(stop)
            outline = page(
                "(e => ({style: e.outlineStyle, width: parseFloat(e.outlineWidth),"
                " ink: e.outlineColor}))(getComputedStyle(document.activeElement))"
            )
            assert outline["style"] != "none", stop
            assert outline["width"] >= 2, stop
            assert outline["ink"] != "rgba(0, 0, 0, 0)", stop
            page.browser.press(key)
    page.focus(f"{CARD} select")
    page.browser.press("Escape")
    page.focuses(CARD)
    page.browser.press("Tab")
    page.focuses("#chosen")
    page.browser.press("Shift+Tab")
    page.focuses(CARD)
    with_focus = page.browser.screenshot()
    page("document.activeElement.blur()")
    assert (page.browser.screenshot() != with_focus).any()


def test_key_combinations_are_left_to_the_browser(page: Page) -> None:
    for chord in "Control+ArrowRight", "Control+End":
        page.rewind_all()
        page.focus(CARD)
        page.browser.press(chord)
        page.browser.press("ArrowRight")
        until(lambda: page.frame(CARD), bool)
        page(LATER)
        assert page.frame(CARD) == 1, "one step, by the second key"


def test_labels_name_the_unit_of_the_frames(page: Page) -> None:
    """A drawn channel keeps its number; a card is labelled by its caption."""
    for card, label in (
        ("#channels", "frame 3, output (5, 0, 0)"),
        ("#scattered", "frame 15, input (3, 3)"),
        ("#windows", "frame 8, window (2, 2)"),
    ):
        page.focus(card)
        page.browser.press("End")
        page.becomes(f"document.querySelector('{card} .player output').value", label)
    caption = f"document.querySelector('{CARD}').getAttribute('aria-labelledby')"
    assert page(f"document.getElementById({caption}).textContent") == "Strides of two"
