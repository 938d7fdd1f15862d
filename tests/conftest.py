"""What holds for all tests: which of them need a browser, and which process runs them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.browsers.conftest import let_rest
from tests.examples import USUAL
from tests.galleries import gallery_toml

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling


collect_ignore = ["installed"]
"""What `make test-versions` runs, which reads no conftest.py."""


def pytest_configure(config: pytest.Config) -> None:
    """Say how many examples are tried; let the process without browsers yield to the others.

    Figures that play must not be late.
    """
    if not config.getoption("--hypothesis-profile", None):
        settings.load_profile(USUAL)

    worker = getattr(config, "workerinput", {"workercount": 1})
    if worker["workercount"] > 2 and worker["workerid"] == f"gw{worker['workercount'] - 1}":
        os.nice(5)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a browser: `pytest -m "not browser"` leaves them out."""
    for item in items:
        if "engine" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let only the engine that the test is about be at work."""
    callspec = getattr(item, "callspec", None)
    let_rest(but=callspec.params.get("engine") if callspec else None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Say which process runs which test."""
    from tests.scheduling import SlowestFirst

    return SlowestFirst(config, log)


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the records of galleries out of the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True)
def no_modules_left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Forget the modules that a test wrote: a gallery's record names the files of all modules."""
    before = set(sys.modules)
    yield
    written = str(tmp_path_factory.getbasetemp())
    for name in set(sys.modules) - before:
        if (getattr(sys.modules[name], "__file__", None) or "").startswith(written):
            del sys.modules[name]


@pytest.fixture
def small_gallery(tmp_path: Path) -> Path:
    """A folder whose gallery has two figures: the whole catalogue takes seconds."""
    figures = {name: f'figure = "{name}"' for name in ("padding_strides", "dilation")}
    (tmp_path / "gallery.toml").write_text(gallery_toml(figures), "utf-8")
    return tmp_path
