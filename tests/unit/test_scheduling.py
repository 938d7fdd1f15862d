"""Each test runs once; the last process runs no browser tests; slow tests start first."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from tests.scheduling import BROWSER, SlowestFirst

BROWSERS = [
    f"tests/browsers/test_{name}.py::test_a[{engine}-{number}]"
    for name in ("images", "looks")
    for engine in ("chromium", "firefox", "webkit")
    for number in range(9)
]
TOGETHER = [
    f"tests/encoders/test_one_scene.py::test_b[{figure}-{format_}]"
    for figure in ("one", "other")
    for format_ in ("gif", "webp", "mp4")
]
SHEETS = [
    f"tests/browsers/test_{name}[{engine}]"
    for name in ("figures.py::test_smil_d", "optimised.py::test_every_d", "optimised.py::test_e")
    for engine in ("chromium", "firefox", "webkit")
]
COPIES = [f"tests/unit/test_new_members.py::test_f[{number}]" for number in range(6)]
REST = [f"tests/unit/test_x.py::test_c[{number}]" for number in range(60)]
TESTS = [*REST, *COPIES, *TOGETHER, *BROWSERS, *SHEETS]


@dataclass(eq=False)
class Process:
    """Stands for a test process: it gets tests, and runs all but the last until it shuts down."""

    name: str
    queue: list[int] = field(default_factory=list)
    ran: list[str] = field(default_factory=list)
    shutting_down: bool = False

    @property
    def gateway(self) -> SimpleNamespace:
        return SimpleNamespace(id=self.name)

    def send_runtest_some(self, indices: list[int]) -> None:
        assert not self.shutting_down
        self.queue += indices

    def shutdown(self) -> None:
        self.shutting_down = True

    def can_run(self) -> bool:
        return len(self.queue) > (not self.shutting_down)


def run(config: pytest.Config, count: int, tests: list[str]) -> list[Process]:
    """Let so many processes run the tests, each step by one of them at random."""
    config = SimpleNamespace(  # type: ignore[assignment]
        option=SimpleNamespace(tx=["popen"] * count, loadscopereorder=False),
        getvalue=lambda name: ["popen"] * count,
        hook=config.hook,
    )
    scheduler = SlowestFirst(config, _log)
    processes = [Process(f"gw{number}") for number in range(count)]
    for process in processes:
        scheduler.add_node(process)
    for process in processes:
        scheduler.add_node_collection(process, tests)
    scheduler.schedule()
    chance = random.Random(count)
    while ready := [process for process in processes if process.can_run()]:
        process = chance.choice(ready)
        test = process.queue.pop(0)
        process.ran.append(tests[test])
        scheduler.mark_test_complete(process, test)
    assert scheduler.tests_finished
    return processes


def _log(*_: object) -> None: ...


_log.loadscopesched = _log  # type: ignore[attr-defined]


@pytest.mark.parametrize("count", [1, 2, 3, 5])
@pytest.mark.parametrize("tests", [TESTS, BROWSERS, REST], ids=["all", "browsers", "rest"])
def test_each_test_runs_once(pytestconfig: pytest.Config, tests: list[str], count: int) -> None:
    processes = run(pytestconfig, count, tests)
    assert sorted(test for process in processes for test in process.ran) == sorted(tests)
    for process in processes:
        for figure in ("one", "other"):
            stills = [test for test in process.ran if f"[{figure}-" in test]
            assert len(stills) in (0, 3)
        assert len([test for test in process.ran if test in COPIES]) in (0, 6)
        sheets = [test for test in process.ran if test in SHEETS]
        assert sum("figures.py" in test for test in sheets) in (0, 3)
        assert sum("optimised.py" in test for test in sheets) in (0, 6)


def test_the_last_of_three_processes_runs_no_browser_tests(pytestconfig: pytest.Config) -> None:
    first, second, last = run(pytestconfig, 3, TESTS)
    assert not any(BROWSER.search(test) for test in last.ran)
    assert last.ran[:3] == TOGETHER[:3]
    for process in first, second:
        browser = [bool(BROWSER.search(test)) for test in process.ran]
        assert browser == sorted(browser, reverse=True), "browser tests take longest, so first"
        images = ["images" in test or test in SHEETS for test in process.ran]
        assert images == sorted(images, reverse=True)
