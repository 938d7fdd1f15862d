"""Which test process runs which test next: slow tests first, and browser tests in all but one.

A process waits for its browser half of the time, so there is one process more than processors, and
it runs the tests that need no browser. It runs none of the others: browsers that play are late when
more of them are at work than there are processors.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import TYPE_CHECKING

from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

BROWSER = re.compile(r"[\[-](chromium|firefox|webkit)[\]-]")
"""Found in the name of each browser test: its engine."""

TOGETHER = {
    r"tests/browsers/test_(figures)\.py::test_smil": "stills",
    r"tests/browsers/test_(optimised)\.py": "files",
    r"tests/encoders/test_one_scene\.py::\w+\[(\w+)": "stills",
    r"tests/raster/test_compositor\.py::test_every_frame_of_the_catalogue\[(\w+)": "stills",
    r"tests/pages/test_print\.py::\w+\[(\w+)": "print",
    r"tests/unit/test_(new_members|new_operation|options)\.py": "copy of the package",
    r"tests/serve/test_(composing|errors|guard)\.py": "client",
    r"tests/fuzz/test_(fuzz)\.py": "imports",
}
"""Tests that one process runs if they have the same group, and what they share there."""

SLOW = [
    r"tests/browsers/test_figures\.py::test_smil",
    r"tests/browsers/test_images\.py|tests/browsers/test_optimised\.py",
    r"tests/browsers/|tests/pages/|tests/serve/test_browsers\.py",
    r"tests/serve/test_(soak|composing|errors)\.py|tests/docs/test_build\.py|tests/property/test_comparison\.py",
    r"tests/property/|tests/raster/|tests/encoders/test_one_scene\.py",
]
"""Tests that take long, the slowest first: the last ones to start make all others wait."""


class SlowestFirst(LoadScopeScheduling):  # type: ignore[misc]
    """Gives a process that is free the slowest tests that it may run."""

    workqueue: OrderedDict[str, dict[str, bool]]

    def _split_scope(self, nodeid: str) -> str:
        """Return a name that this test shares with those that the same process runs."""
        for tests, shared in TOGETHER.items():
            if found := re.match(tests, nodeid):
                return f"{shared} of {found[1]}"
        return nodeid

    def _assign_work_unit(self, node: WorkerController) -> None:
        """Give a process the first tests of the queue that it may run; end it if there are none."""
        if not any(self.assigned_work.values()):
            self.workqueue = OrderedDict(sorted(self.workqueue.items(), key=_how_late))
        if (scope := self._next_for(node)) is None:
            node.shutdown()
            return
        self.workqueue.move_to_end(scope, last=False)
        super()._assign_work_unit(node)

    def _next_for(self, node: WorkerController) -> str | None:
        """Return the name of the next tests for a process."""
        *others, last = self.nodes
        without = node is last and len(others) >= 2
        fitting = (
            name for name, tests in self.workqueue.items() if not (without and _browser(tests))
        )
        return next(fitting, None)


def _how_late(queued: tuple[str, dict[str, bool]]) -> int:
    """Return the place in the queue."""
    test = next(iter(queued[1]))
    return next((at for at, slow in enumerate(SLOW) if re.match(slow, test)), len(SLOW))


def _browser(tests: dict[str, bool]) -> bool:
    """Return whether the tests need a browser."""
    return any(BROWSER.search(test) for test in tests)
