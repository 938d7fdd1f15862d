"""On paper each figure is its frame strip with its caption, whole on one sheet."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from tests.browsers import Browser
from tests.pages.conftest import COMMITTED
from tests.pages.page import Page
from tests.pages.site import Site

ENGINES = pytest.mark.parametrize("engine", ["chromium", "firefox"], indirect=True)
"""WebKitWebDriver cannot print."""


def letters(text: str) -> str:
    """A text without its spaces, which PDF does not keep."""
    return re.sub(r"\s+", "", text)


@ENGINES
def test_the_printed_page(browser: Browser, catalogue_site: Site, tmp_path) -> None:  # noqa: ANN001
    browser.emulate()
    browser.size(1000, 800)
    page = Page(browser, catalogue_site.address)
    page.open()
    (COMMITTED / "..").resolve()
    captions = page("[...document.querySelectorAll('.caption')].map(c => c.textContent)")
    pdf = browser.printed()
    (tmp_path / "page.pdf").write_bytes(pdf)
    sheets = [letters(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(pdf)).pages]
    print(len(sheets), captions)
    print(*[s[:300] for s in sheets], sep="\n")
    open(f"/tmp/w/pg/print_{type(browser).__name__}.pdf", "wb").write(pdf)
