"""Fixtures: every test that takes `browser` runs in each engine, one process per engine."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from . import ENGINES, Browser, missing, open_browser

_opened: dict[str, Browser] = {}
_awake: set[str] = set()


def let_rest(but: str | None = None) -> None:
    """Let engines show nothing until they are asked for again: figures that play take time."""
    for engine in _awake & {*_opened} - {but}:
        _opened[engine].open("about:blank")
    _awake.intersection_update({but})
    _awake.update({but} if but else ())


@pytest.fixture(scope="session")
def browsers() -> Iterator[Callable[[str], Browser]]:
    """Open each engine when first asked for, close them all when the session ends."""
    with ExitStack() as stack:

        def opened(engine: str) -> Browser:
            if engine not in _opened:
                _opened[engine] = stack.enter_context(open_browser(engine))
            return _opened[engine]

        yield opened
        _opened.clear()


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine's name; `parametrize("engine", ["chromium"], indirect=True)` for one only."""
    return str(request.param)


@pytest.fixture(scope="session")
def browser(engine: str, browsers: Callable[[str], Browser]) -> Browser:
    """The engine's browser; a missing one skips the test, or fails it where CI is true."""
    if reason := missing(engine):
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    return browsers(engine)
