"""In real browsers a page's custom properties change the colours of the SVG inside it."""

from __future__ import annotations

from pathlib import Path

import svgconv

from . import Browser

PAINTED = """(() => {
    const paint = (figure, role) =>
        getComputedStyle(document.querySelector(`#${figure} .svgconv-${role}[fill]`));
    return [paint("changed", "input").fill, paint("changed", "input").stroke,
        paint("changed", "output").fill, paint("left", "input").fill];
})()"""


def test_custom_properties_change_the_figures_inside(browser: Browser, tmp_path: Path) -> None:
    figure = svgconv.conv(4, 3)
    svg = figure.encode(".svg", custom_properties=True).decode()
    page = tmp_path / "page.html"
    page.write_text(
        "<!doctype html><meta charset=utf-8>"
        '<div id="changed" style="--svgconv-input: rgb(1, 2, 3); --svgconv-line: rgb(4, 5, 6)">'
        f'{svg}</div><div id="left">{svg}</div>',
        "utf-8",
    )
    browser.size(600, 600)
    browser.open(page.as_uri())
    assert browser.evaluate(PAINTED) == [
        "rgb(1, 2, 3)",
        "rgb(4, 5, 6)",
        "rgb(42, 161, 152)",
        "rgb(38, 139, 210)",
    ]
