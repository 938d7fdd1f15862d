"""What goes for all tests: who works for which, and what one process does for several."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browsers.conftest import let_rest

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    r"tests/encoders/test_one_scene\.py::.*\[(\w+)": "the stills of a figure",
    r"tests/pages/test_print\.py::.*\[(\w+)\]": "the print of an engine",
}
"""Tests that go to one process where they have the same parameter, and what they share there."""


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Only the engine that the test is about may be at work."""
    callspec = getattr(item, "callspec", None)
    let_rest(but=callspec.params.get("engine") if callspec else None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Each test by itself to whichever process is free, but for those of `TOGETHER`."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            for tests, what in TOGETHER.items():
                if found := re.match(tests, nodeid):
                    return f"{what}: {found[1]}"
            return nodeid

    return Together(config, log)


@pytest.fixture
def small_gallery(tmp_path: Path) -> Path:
    """A folder whose gallery has two figures: the whole catalogue takes seconds."""
    figures = "".join(
        f'[[sections.figures]]\nname = "{name}"\nfigure = "{name}"\n'
        for name in ("padding_strides", "dilation")
    )
    (tmp_path / "gallery.toml").write_text(f'[[sections]]\ntitle = "S"\n{figures}', "utf-8")
    return tmp_path
