"""Figures that an optimiser has made smaller show the same picture in every frame."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from svgconv.svg.recipe import recipe_in
from tests.tools.optimisers import CONFIGURED, TOOLS, UnavailableError, optimised

from . import Browser
from .figures import CHOSEN, FIGURES
from .pictures import shows
from .sheets import Sheet, sheets

SHEETS = 7
SOME = 6
LARGEST_AFTER_OPTIMISING = 4
"""Of 255: path data with other commands has slightly different edges."""


@cache
def drawn(name: str) -> str:
    return FIGURES[name].svg()


@cache
def _smaller(tool: str, names: tuple[str, ...]) -> dict[str, str]:
    return optimised(tool, {name: drawn(name) for name in names})


def smaller(tool: str, names: tuple[str, ...]) -> dict[str, str]:
    """Return the optimised figures; skip the test without the tool, or fail it in CI."""
    try:
        return _smaller(tool, names)
    except UnavailableError as missing:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(str(missing))


@cache
def all_sheets() -> list[Sheet]:
    return sheets(FIGURES)


def some_steps(count: int) -> list[int]:
    """Return all steps if ``EVERY_FRAME`` is set (`make test-optimised`); some of them if not."""
    few = count <= SOME or os.environ.get("EVERY_FRAME")
    return list(range(count)) if few else [*range(SOME - 2), count // 2, count - 1]


def compare(
    browser: Browser, engine: str, sheet: Sheet, texts: dict[str, str], folder: Path
) -> None:
    """Fail unless both show the same at every step; show one page after the other."""
    steps = some_steps(len(sheet.steps) - 1)
    sheet.open(browser, folder)
    wanted = {step: sheet.moving(browser, step) for step in steps}
    sheet.open(browser, folder, texts.__getitem__)
    for step in steps:
        found = sheet.moving(browser, step)
        for one in sheet.shown(step):
            pair = one.of(found), one.of(wanted[step])
            alike = shows(engine, *pair, LARGEST_AFTER_OPTIMISING)
            assert alike, f"{one.name} at step {step}"


def test_all_sheets_are_compared() -> None:
    assert len(all_sheets()) == SHEETS


@pytest.mark.parametrize("number", range(SHEETS))
def test_every_figure_survives_svgo(
    browser: Browser, engine: str, number: int, tmp_path: Path
) -> None:
    sheet = all_sheets()[number]
    texts = smaller("svgo 4", tuple(one.name for one in sheet.placed))
    compare(browser, engine, sheet, texts, tmp_path)


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
def test_every_kind_of_mark_survives(
    browser: Browser, engine: str, tool: str, tmp_path: Path
) -> None:
    texts = smaller(tool, tuple(CHOSEN))
    for sheet in sheets({name: FIGURES[name] for name in CHOSEN}):
        compare(browser, engine, sheet, texts, tmp_path)


@pytest.mark.parametrize("tool", CONFIGURED)
def test_the_documented_configuration_keeps_what_svgo_removes(tool: str) -> None:
    name = "numbers and sums"
    before = ElementTree.fromstring(drawn(name))
    after = smaller(tool, (name,))[name]
    assert recipe_in(after) == recipe_in(drawn(name)) is not None
    root = ElementTree.fromstring(after)
    assert root.get("viewBox") == before.get("viewBox")
    assert root.findtext("{*}title") == before.findtext("{*}title")
    assert len(after) < len(drawn(name))
