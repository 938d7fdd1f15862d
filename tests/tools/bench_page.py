"""The gallery's page: what its parts weigh, and whether a long one keeps the reader waiting.

A task of more than 50 ms delays what the reader does; Chromium counts such ("long tasks").
"""

from __future__ import annotations

import tempfile
from itertools import cycle, islice
from pathlib import Path

from svgconv.gallery.builder import build
from svgconv.gallery.page import inline_file, page_files
from svgconv.sources.catalogue import catalogue
from tests.browsers import Browser, missing, open_browser

GUIDE = list(catalogue())[:15]
MANY = 200
SECONDS = 5

WATCH = """(() => {
    window.long = [];
    new PerformanceObserver(list => long.push(...list.getEntries().map(task => task.duration)))
        .observe({ type: "longtask", buffered: true });
})()"""

READY = """new Promise(done => {
    const look = () => document.documentElement.matches(".ready") ? done() : setTimeout(look, 20);
    look();
})"""

SCROLL = """new Promise(done => {
    const end = document.documentElement.scrollHeight - innerHeight;
    const begin = performance.now();
    const on = now => {
        const part = Math.min((now - begin) / %d, 1);
        scrollTo({ top: end * (part < 0.5 ? 2 * part : 2 - 2 * part), behavior: "instant" });
        part < 1 ? requestAnimationFrame(on) : done();
    };
    requestAnimationFrame(on);
})"""

PLAY = """new Promise(done => {
    const speed = document.querySelector("#all select");
    speed.value = 4;
    speed.dispatchEvent(new Event("change"));
    const button = document.querySelector("#all [data-action=play]");
    button.click();
    button.click();
    setTimeout(done, %d);
})"""

TAKEN = "new Promise(done => setTimeout(() => done(long.splice(0)), 100))"


def rows() -> dict[str, float]:
    """The table's rows by their words; those that need Chromium only where it is."""
    with tempfile.TemporaryDirectory() as folder:
        found = _weights(_gallery(Path(folder) / "guide", GUIDE))
        if missing("chromium") is None:
            names = list(islice(cycle(GUIDE), MANY))
            found |= _waits(_gallery(Path(folder) / "many", names))
    return found


def _gallery(folder: Path, figures: list[str]) -> Path:
    tables = [
        f'[[sections.figures]]\nname = "f{number}"\nfigure = "{figure}"\nframe_duration = 0.5\n'
        for number, figure in enumerate(figures)
    ]
    folder.mkdir()
    text = '[[sections]]\ntitle = "All"\n' + "".join(tables)
    (folder / "gallery.toml").write_text(text, "utf-8")
    build(folder)
    return folder


def _weights(folder: Path) -> dict[str, float]:
    names = [f"f{number}" for number in range(len(GUIDE))]
    sizes = {name: (folder / name).stat().st_size for name in page_files(names, plain=False)}
    total, drawn = sum(sizes.values()), sum(sizes[inline_file(name)] for name in names)
    return {
        "page of fifteen without its figures (under 60,000), bytes": total - drawn,
        "page of fifteen (under 150,000), bytes": total,
    }


def _waits(folder: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    with open_browser("chromium") as browser:
        browser.size(1280, 900)
        browser.open((folder / "index.html").as_uri())
        browser.evaluate(WATCH)
        browser.evaluate(READY)
        for doing, script in [
            ("opened", "0"),
            ("scrolled", SCROLL % (SECONDS * 1000)),
            ("played at 4×", PLAY % (SECONDS * 1000)),
            ("scrolled while played", SCROLL % (SECONDS * 1000)),
        ]:
            found |= _tasks(f"page of {MANY} {doing}", browser, script)
    return found


def _tasks(what: str, browser: Browser, script: str) -> dict[str, float]:
    browser.evaluate(script)
    long = browser.evaluate(TAKEN)
    return {
        f"{what}: tasks over 50 ms": len(long),
        f"{what}: the longest of these, ms": round(max(long, default=0)),
    }
