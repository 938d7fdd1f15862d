"""What goes for all tests: no browser works for another's test, or for one that has none."""

import pytest

from tests.browsers.conftest import let_rest


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Only the engine that the test is about may be at work."""
    callspec = getattr(item, "callspec", None)
    let_rest(but=callspec.params.get("engine") if callspec else None)
