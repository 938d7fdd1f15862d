"""axe-core reports no violation: light, dark, narrow, with the popover and the full size open."""

from __future__ import annotations

import os

import pytest

from tests.browsers import Browser
from tests.pages.page import FULL_OPEN, Page, opened
from tests.pages.site import Site
from tests.tools.axe import UnavailableError, axe

RULES = """axe.run(document, { resultTypes: ["violations"] }).then(found =>
    found.violations.map(rule => rule.id + ": " + rule.nodes.map(n => n.html.slice(0, 150))))"""


@pytest.fixture(scope="session")
def script() -> str:
    """axe-core's own script."""
    try:
        return axe()
    except UnavailableError as reason:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(str(reason))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_violations(
    browser: Browser, catalogue_site: Site, site: Site, script: str, dark: bool
) -> None:
    browser.emulate(dark=dark)
    page = Page(browser, site.address)
    for width in 1000, 450 if "narrow" in browser.lacks else 320:
        browser.size(width, 900)
        page.open()
        page(f"(() => {{ {script} }})()")
        assert page(RULES) == [], f"{width} wide"
    page.click("#strided .links button")
    page.becomes(opened("#strided"))
    assert page(RULES) == [], "popover open"
    page.browser.press("Escape")
    page.becomes(opened("#strided"), False)
    page.click("#strided [data-action=full]")
    page.becomes(FULL_OPEN)
    assert page(RULES) == [], "full size"


def test_the_committed_gallery(browser: Browser, catalogue_site: Site, script: str) -> None:
    browser.emulate()
    browser.size(1000, 900)
    page = Page(browser, catalogue_site.address)
    page.open()
    page(f"(() => {{ {script} }})()")
    assert page(RULES) == []


def test_violations_are_found(browser: Browser, site: Site, script: str) -> None:
    browser.emulate()
    page = Page(browser, site.address)
    page.open()
    page(f"(() => {{ {script} }})()")
    page(
        "document.querySelectorAll('[data-action=play]')"
        ".forEach(button => button.removeAttribute('aria-label'))"
    )
    page("document.querySelectorAll('.caption').forEach(c => c.style.color = '#ccc')")
    found = {complaint.split(":")[0] for complaint in page(RULES)}
    assert {"button-name", "color-contrast"} <= found
