"""The controls of all figures: toolbar, filters, full size, popovers, addresses."""

from __future__ import annotations

import json

import pytest

from tests.browsers import Browser
from tests.pages.page import FULL_OPEN, Page, opened, until
from tests.pages.site import Site
from tests.pages.test_controls import CARD, choose

ALL = "#all .player"
EACH = pytest.mark.parametrize("how", ["pointer", " "])


def frames(page: Page) -> dict[str, int]:
    """Return the frame number in the label of each card."""
    labels = page(
        "Object.fromEntries([...document.querySelectorAll('.card')].map("
        "card => [card.id, card.querySelector('.player output').value]))"
    )
    return {name: int(text.split()[1].rstrip(",")) for name, text in labels.items()}


@EACH
def test_all_figures_at_once(page: Page, how: str) -> None:
    page.use(f"{ALL} [data-action=play]", how)
    page.is_paused(CARD)
    page.is_paused("#turned")
    page.use(f"{ALL} [data-action=play]", how)
    page.is_running(CARD)
    page.focus(f"{ALL} input")
    page.browser.press("Home")
    first = dict.fromkeys(frames(page), 0) | {"single": 4}
    until(lambda: frames(page), first.__eq__)
    for _ in range(2):
        page.use(f"{ALL} [data-action=forward]", how)
    until(lambda: frames(page), (dict.fromkeys(first, 2) | {"chosen": 8, "single": 4}).__eq__)
    page.use(f"{ALL} [data-action=back]", how)
    until(lambda: frames(page), (dict.fromkeys(first, 1) | {"chosen": 4, "single": 4}).__eq__)
    page.focus(f"{ALL} input")
    page.browser.press("End")
    until(lambda: frames(page)["long0"], (143).__eq__)
    assert frames(page)[CARD[1:]] == 143 % 9


def test_all_figures_step_from_their_own_or_from_the_common_frame(page: Page) -> None:
    page.click(f"{ALL} [data-action=play]")
    page.is_paused(CARD)
    before = frames(page)
    page.click(f"{ALL} [data-action=forward]")
    counts = {"strided": 9, "turned": 25, "channels": 4, "long0": 144}

    def counted() -> dict[str, int]:
        return {name: frame for name, frame in frames(page).items() if name in counts}

    own = {name: (before[name] + 1) % count for name, count in counts.items()}
    until(counted, own.__eq__)
    page.rewind_all()
    page.click(f"{ALL} [data-action=back]")
    until(counted, {name: 143 % count for name, count in counts.items()}.__eq__)


def test_all_figures_get_the_chosen_speed_and_the_beginning(page: Page) -> None:
    """A click on the common slider's own position rewinds all figures."""
    choose(page, f"{ALL} select", 4)
    speeds = "[...document.querySelectorAll('select[data-action=speed]')].map(s => s.value)"
    until(lambda: set(page(speeds)), {"4"}.__eq__)
    page.is_running(CARD)
    page.click(f"{ALL} input", 0.005)
    page.is_paused(CARD)
    assert frames(page) == dict.fromkeys(frames(page), 0) | {"single": 4}


def test_large_figures(page: Page) -> None:
    width = f"document.querySelector('{CARD} .figure').getBoundingClientRect().width"
    normal = page(width)
    for how in "pointer", " ":
        page.use(f"{ALL} [data-action=full]", how)
        until(lambda: page(width), lambda large: large > 1.5 * normal)
        page.use(f"{ALL} [data-action=full]", how)
        page.becomes(width, normal)


@pytest.mark.parametrize(("how", "leave"), [("pointer", "pointer"), (" ", "Escape")])
def test_full_size(page: Page, how: str, leave: str) -> None:
    page.rewind_all()
    page.focus(CARD)
    page.browser.press("ArrowRight")
    page.reaches(CARD, 1)
    width = "(box => Math.min(box.width, box.height))(document.querySelector('{} .figure')"
    width += ".getBoundingClientRect())"
    normal = page(width.format(CARD))
    page.use(f"{CARD} [data-action=full]", how)
    page.becomes(FULL_OPEN)
    assert page(width.format("#full")) > 1.4 * normal
    assert page.frame("#full") == 1
    page.focuses("#full [data-action=play]")
    page.browser.press("ArrowRight")
    page.reaches("#full", 2)
    page.browser.press("End")
    page.click("#full [data-action=back]")
    page.reaches("#full", 7)
    page.use("#full [data-action=play]", how)
    page.is_running("#full")
    page.use("#full [data-action=play]", how)
    page.is_paused("#full")
    page.browser.press("Home")
    page.browser.press("ArrowRight")
    page.browser.press("ArrowRight")
    page.reaches("#full", 2)
    if leave == "Escape":
        page.browser.press("Escape")
    else:
        page.click("#full [data-action=full]")
    page.becomes(FULL_OPEN, False)
    page.reaches(CARD, 2)
    page.is_paused(CARD)
    page.focuses(f"{CARD} [data-action=full]")


def test_the_card_is_paused_while_its_figure_is_in_full_size(page: Page) -> None:
    page.is_running(CARD)
    page.click(f"{CARD} [data-action=full]")
    page.becomes(FULL_OPEN)
    page.is_running("#full")
    page.is_paused(CARD)
    page.browser.press("Escape")
    until(lambda: page.shown(CARD)["play"], "Pause".__eq__)  # the dialog's event comes later
    page.is_running(CARD)


def visible(page: Page) -> list[str]:
    """Return the ids of the visible cards."""
    cards = "[...document.querySelectorAll('.card')].filter(c => c.getClientRects().length)"
    return list(page(f"{cards}.map(card => card.id)"))


def test_filters_choose_figures(page: Page) -> None:
    everything = visible(page)
    long = [f"long{number}" for number in range(5)]
    wanted = {
        "operation": ("conv_transpose", ["turned", "scattered"]),
        "stride": ("2", ["strided", "turned", "scattered"]),
        "padding": ("1", ["strided", "turned"]),
        "dilation": ("2", ["chosen", "single"]),
    }
    for key, (value, names) in wanted.items():
        selector = f".filters [name={key}]"
        values = page(f"[...document.querySelector('{selector}').options].map(o => o.value)")
        choose(page, selector, values.index(value))
        until(lambda: visible(page), names.__eq__)
        headings = "[...document.querySelectorAll('h2')].filter(h => h.getClientRects().length)"
        sections = page(f"{headings}.map(h => h.textContent)")
        assert ("Long" in sections) == (set(long) <= set(names))
        count = page("document.querySelector('.filters output').value")
        assert count == f"{len(names)} of {len(everything)} figures"
        page.click(".filters [type=reset]")
        until(lambda: visible(page), everything.__eq__)
    choose(page, ".filters [name=dilation]", 2)
    choose(page, ".filters [name=stride]", 2)
    until(lambda: visible(page), [].__eq__)


@EACH
def test_every_snippet_can_be_copied(browser: Browser, page: Page, how: str) -> None:
    page.rewind_all()
    page.use(f"{CARD} .links button", how)
    page.becomes(opened(CARD))
    page(
        "document.querySelector('header').append("
        "Object.assign(document.createElement('textarea'), {ariaLabel: 'Paste'}))"
    )
    texts = page(f"[...document.querySelectorAll('{CARD} pre')].map(pre => pre.textContent)")
    assert len(texts) >= 6
    for number, text in enumerate(texts, 1):
        page("document.querySelector('#status').textContent = ''")
        page.use(f"{CARD} dd:nth-of-type({number}) button", how)
        until(lambda: page("document.querySelector('#status').textContent"), "Copied".__eq__)
        page.becomes("document.querySelector('#status').getClientRects().length > 0")
        if number not in (1, len(texts)):
            continue
        page.browser.press("Escape")
        page.becomes(opened(CARD), False)
        page("document.querySelector('textarea').value = ''")
        page.click("textarea")
        page.focuses("textarea")
        browser.press("Control+v")
        until(lambda: page("document.querySelector('textarea').value"), text.__eq__)
        page.use(f"{CARD} .links button", how)
        page.becomes(opened(CARD))
    page.use(f"{CARD} [popover] > button", how)
    page.becomes(opened(CARD), False)


def test_the_permanent_link_and_the_downloads(page: Page, site: Site) -> None:
    """The link is the address of the shown frame; every download exists."""
    files = page("[...document.querySelectorAll('a[download]')].map(a => a.getAttribute('href'))")
    assert len(files) == 3 * len(visible(page))
    assert all((site.folder / file).is_file() for file in files)
    assert page.shown(CARD)["link"] == CARD
    page.rewind_all()
    page.focus(CARD)
    page.browser.press("End")
    page.reaches(CARD, 8)
    page.click(f"{CARD} .links a")
    until(lambda: page("location.hash"), f"{CARD}@8".__eq__)
    page.browser.press("Home")
    page.reaches(CARD, 0)
    page("history.back()")
    until(lambda: page("location.hash"), "".__eq__)
    page("history.forward()")
    page.reaches(CARD, 8)


def test_addresses_of_frames(page: Page) -> None:
    for address in "#strided@7", "#strided%407":
        page.open(address)
        until(lambda: page.frame(CARD), (7).__eq__)
        page.is_paused(CARD)
        page.focuses(CARD)
    page.open("#long4@140")
    until(lambda: page.frame("#long4"), (140).__eq__)
    assert page("document.querySelector('#long4').matches('.linked')")
    middle = "(box => (box.top + box.bottom) / 2)(document.querySelector('#long4')"
    until(lambda: page(f"{middle}.getBoundingClientRect()) / innerHeight"), lambda at: 0 < at < 1)
    page.open("#chosen@4")
    page.is_paused("#chosen")
    assert page.shown("#chosen")["label"] == "frame 4, output (1, 1)"
    for address in "#strided@99", "#%E0%A4%A":
        page.open(address)
        page.is_running(CARD)


def test_an_address_shows_a_figure_that_was_filtered_out(page: Page) -> None:
    choose(page, ".filters [name=dilation]", 2)
    until(lambda: "strided" in visible(page), False.__eq__)
    page("location.hash = '#strided@3'")
    page.reaches(CARD, 3)
    assert "strided" in visible(page)


def test_figures_out_of_view_do_not_run(page: Page) -> None:
    clocks = "[...document.querySelectorAll('.figure')].map(f => [f.closest('.card').id,"
    clocks += " f.getCurrentTime(), f.getBoundingClientRect().top > 1.2 * innerHeight])"
    page.browser.size(1000, 500)
    page("scrollTo(0, 0)")
    page.is_running(CARD)
    before = page(clocks)
    page.is_running(CARD)
    page.is_running(CARD)
    after = page(clocks)
    hidden = {name for name, _, far in before if far} & {name for name, _, far in after if far}
    assert "long4" in hidden
    assert [clock for clock in after if clock[0] in hidden] == [
        clock for clock in before if clock[0] in hidden
    ]
    seconds = "document.querySelector('#long4 .figure').getCurrentTime()"
    out_of_view = page(seconds)
    page("document.querySelector('#long4').scrollIntoView()")
    others = json.dumps(["long3", "long4"])
    both = f"{others}.map(n => document.querySelector(`#${{n}} .figure`).getCurrentTime())"
    until(lambda: page(seconds), lambda now: now != out_of_view)
    until(lambda: page(both), lambda pair: abs(pair[0] - pair[1]) < 0.01)
    page.browser.size(1000, 800)


def test_the_search_finds_captions_parameters_and_calls(page: Page) -> None:
    everything = visible(page)
    words = "document.querySelector('[type=search]')"
    search = f"({words}.value = %r, {words}.dispatchEvent(new Event('input', {{bubbles: true}})))"
    for text, names in (
        ("convtranspose2d stride=2", ["turned", "scattered"]),
        ("Strides of TWO", ["strided"]),
        ("no such figure", []),
        ("", everything),
    ):
        page(search % text)
        assert visible(page) == names
        listed = "[...document.querySelectorAll('nav [data-figure]:not([hidden])')]"
        assert page(f"{listed}.map(entry => entry.dataset.figure)") == names
        count = page("document.querySelector('.filters output').value")
        assert count == ("" if text == "" else f"{len(names)} of {len(everything)} figures")


def test_the_contents_lead_to_each_figure(page: Page) -> None:
    page.browser.size(1400, 800)
    names = page("[...document.querySelectorAll('.card')].map(card => card.id)")
    links = "[...document.querySelectorAll('nav [data-figure] a')]"
    assert page(f"{links}.map(link => link.hash.slice(1))") == names
    page.click("nav [data-figure=long4] a")
    page.becomes("document.querySelector('.linked')?.id", "long4")
    page.becomes("document.querySelector('nav details').open")
    page.browser.size(1000, 800)
    page.becomes("document.querySelector('nav details').open", False)


def test_a_playlist_is_what_the_full_size_turns_through(browser: Browser, site: Site) -> None:
    browser.emulate()
    browser.size(1000, 800)
    page = Page(browser, site.address)
    page.open()
    browser.open(f"{site.address}index.html?figures=strided,turned,long1")
    until(lambda: page("document.documentElement.matches('.ready')"), bool)
    assert visible(page) == ["strided", "turned", "long1"]
    page.rewind_all()
    page.use(f"{CARD} [data-action=full]", " ")
    page.becomes(FULL_OPEN)
    shown = "document.querySelector('#full .figure title').textContent"
    title = "document.querySelector('#{} .figure title').textContent"
    titles = {name: page(title.format(name)) for name in ("strided", "turned", "long1")}
    for key, name in (
        ("n", "turned"),
        ("PageDown", "long1"),
        ("n", "strided"),
        ("p", "long1"),
        ("PageUp", "turned"),
    ):
        page.browser.press(key)
        until(lambda: page(shown), titles[name].__eq__)
    page.browser.press("ArrowRight")
    page.reaches("#full", 1, duration=1)
    page.browser.press("Escape")
    page.becomes(FULL_OPEN, False)
    page.reaches("#turned", 1, duration=1)
    page.focuses("#turned [data-action=full]")


def test_the_reader_chooses_the_colours(page: Page) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    for dark in False, True:
        page.browser.emulate(dark=dark)
        page.open()
        system = page(ground)
        choose(page, ".colours select", 1)
        light = until(lambda: page(ground), system.__ne__ if dark else system.__eq__)
        choose(page, ".colours select", 2)
        night = until(lambda: page(ground), light.__ne__)
        assert system == (night if dark else light)
        choose(page, ".colours select", 0)
        until(lambda: page(ground), system.__eq__)
    page.browser.emulate()


def test_the_arithmetic_is_set_when_it_is_opened(page: Page) -> None:
    page.click(f"{CARD} .arithmetic summary")
    page.becomes(f"document.querySelectorAll('{CARD} .arithmetic math').length > 0")
    fractions = f"document.querySelectorAll('{CARD} .arithmetic mfrac').length"
    assert page(fractions) == 2
    assert page(f"document.querySelector('{CARD} .arithmetic a').textContent") == "relationship 6"
    rows = f"[...document.querySelectorAll('{CARD} .arithmetic mtr')].map(row => row.textContent)"
    assert page(rows) == ["o=⌊i+2p−ks⌋+1", "=⌊5+2·1−32⌋+1", "=3"]
