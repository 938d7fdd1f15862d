"""The page requests only its own files and logs no error, from a server and from a disk."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browsers import Browser
from tests.pages.page import FULL_OPEN, Page, opened, until
from tests.pages.site import Site, served

PROBE = """
window.problems = [];
addEventListener("error", event => problems.push(String(event.message ?? event.target)), true);
addEventListener("unhandledrejection", event => problems.push(String(event.reason)));
addEventListener("securitypolicyviolation", event => problems.push(event.blockedURI));
console.error = (...words) => problems.push(words.join(" "));
"""
"""JavaScript before the page's own that records every error, for engines without a console."""


@pytest.fixture(scope="module")
def probed(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The gallery, with the probe in front of its script."""
    folder = tmp_path_factory.mktemp("probed") / "page"
    shutil.copytree(site.folder, folder)
    script = folder / "gallery.js"
    script.write_text(script.read_text("utf-8").replace('"use strict";', f'"use strict";{PROBE}'))
    with served(folder) as probed:
        yield probed


def use_everything(page: Page) -> None:
    """Use the controls, the full size and the snippets, and scroll to the end of the page."""
    browser = page.browser
    for control in "play", "forward", "back", "seek", "full":
        page.click(f"#strided [data-action={control}]")
    page.becomes(FULL_OPEN)
    browser.press("Escape")
    page.becomes(FULL_OPEN, False)
    page.click("#strided .links button")
    page.becomes(opened("#strided"))
    page.click("#strided dd button")
    browser.press("Escape")
    page.becomes(opened("#strided"), False)
    page.click("#all [data-action=play]")
    page.click(".filters [type=reset]")
    page("scrollTo(0, document.body.scrollHeight)")
    page.click("#long4 [data-action=play]")
    page("dispatchEvent(new Event('beforeprint'))")
    strips = "[...document.querySelectorAll('.strip')].every(image => image.complete)"
    until(lambda: page(strips), bool)


def test_only_the_folders_files_are_requested_from_a_server(browser: Browser, probed: Site) -> None:
    browser.emulate()
    browser.size(1000, 900)
    page = Page(browser, probed.address)
    browser.open("about:blank")  # the page before may ask for a figure while it is left
    probed.requests.clear()
    page.open()
    use_everything(page)
    paths = {path.split("?")[0] for path, _ in probed.requests}
    assert {"/index.html", "/gallery.css", "/gallery.js"} <= paths
    assert all(status == 200 for _, status in probed.requests), probed.requests
    assert all(re.fullmatch(r"/[\w.]+", path) for path in paths)
    loaded = page("performance.getEntriesByType('resource').map(entry => entry.name)")
    seen = [*browser.requests(), *loaded]
    assert seen
    assert [address for address in seen if not address.startswith((probed.address, "data:,"))] == []
    assert browser.console() == []
    assert page("problems") == []


def test_the_page_works_from_a_disk(browser: Browser, probed: Site) -> None:
    browser.emulate()
    browser.size(1000, 900)
    folder = probed.folder.as_uri() + "/"
    page = Page(browser, folder)
    page.open("#strided@3")
    until(lambda: page.frame("#strided"), (3).__eq__)
    use_everything(page)
    assert [a for a in browser.requests() if not a.startswith((folder, "data:,"))] == []
    assert browser.console() == []
    assert page("problems") == []


def test_the_probe_finds_problems(browser: Browser, probed: Site, tmp_path: Path) -> None:
    browser.emulate()
    page = Page(browser, probed.address)
    page.open()
    page("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/no.png'}))")
    until(lambda: page("problems"), lambda found: "http://127.0.0.1:9/no.png" in str(found))
    page("setTimeout(() => nonsense())")
    until(lambda: page("problems"), lambda found: "nonsense" in str(found))
    page("document.body.append(Object.assign(new Image(), {src: 'nothing.png'}))")
    until(lambda: probed.requests, lambda requests: ("/nothing.png", 404) in requests)
