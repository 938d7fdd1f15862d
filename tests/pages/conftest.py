"""A small gallery, a plain server for it, and its page in each engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from svgconv.gallery.builder import build
from tests.browsers import Browser
from tests.browsers.conftest import browser, browsers, engine
from tests.pages.page import Page
from tests.pages.site import Site, served

__all__ = ["browser", "browsers", "engine"]

GALLERY = """
title = "Test gallery"
[[sections]]
title = "Some"
[[sections.figures]]
name = "strided"
caption = "Strides of two"
operation = "conv"
input_size = 5
kernel_size = 3
stride = 2
padding = 1
frame_duration = 0.1
[[sections.figures]]
name = "chosen"
caption = "Three of nine frames, once"
figure = "dilation"
frame_duration = 0.1
plays = 1
hold = 0.5
frames = "0,4,8"
[[sections.figures]]
name = "single"
caption = "One frame"
figure = "dilation"
at = 4
[[sections]]
title = "Others"
[[sections.figures]]
name = "turned"
caption = "The other way"
figure = "padding_strides_transposed"
[[sections.figures]]
name = "channels"
caption = "Six channels, four of them drawn"
operation = "conv"
input_size = 2
kernel_size = 2
out_channels = 6
frame_duration = 0.1
[[sections.figures]]
name = "scattered"
caption = "Stepping through the input"
figure = "scatter_checkerboard"
frame_duration = 0.1
[[sections.figures]]
name = "windows"
caption = "Stepping through windows"
figure = "im2col"
frame_duration = 0.1
[[sections]]
title = "Long"
"""

LONG = """
[[sections.figures]]
name = "long{}"
caption = "144 frames"
operation = "conv"
input_size = 14
kernel_size = 3
view = "flat"
frame_duration = 0.1
"""

COMMITTED = Path(__file__).parents[2] / "gallery"
SPEEDS = {"¼×": 0.25, "½×": 0.5, "1×": 1, "2×": 2, "4×": 4}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A gallery with a few figures, on a plain server."""
    folder = tmp_path_factory.mktemp("page")
    long = "".join(LONG.format(number) for number in range(len(SPEEDS)))
    (folder / "gallery.toml").write_text(GALLERY + long, "utf-8")
    build(folder)
    with served(folder) as site:
        yield site


@pytest.fixture(scope="session")
def catalogue_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The committed gallery, on a plain server."""
    with served(COMMITTED) as site:
        yield site


@pytest.fixture
def page(browser: Browser, site: Site) -> Page:
    """The small gallery's page, for a reader without special settings."""
    browser.emulate()
    browser.size(1000, 800)
    page = Page(browser, site.address)
    page.open()
    return page
