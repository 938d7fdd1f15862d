"""What goes for all tests: no browser works for another's test, or for one that has none."""

from pathlib import Path

import pytest

from tests.browsers.conftest import let_rest


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Only the engine that the test is about may be at work."""
    callspec = getattr(item, "callspec", None)
    let_rest(but=callspec.params.get("engine") if callspec else None)


@pytest.fixture
def small_gallery(tmp_path: Path) -> Path:
    """A folder whose gallery has two figures: the whole catalogue takes seconds."""
    figures = "".join(
        f'[[sections.figures]]\nname = "{name}"\nfigure = "{name}"\n'
        for name in ("padding_strides", "dilation")
    )
    (tmp_path / "gallery.toml").write_text(f'[[sections]]\ntitle = "S"\n{figures}', "utf-8")
    return tmp_path
