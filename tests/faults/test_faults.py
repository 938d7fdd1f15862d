"""A few of the cases of ``make faults``, and a guard without which they fail."""

from __future__ import annotations

import subprocess
import sys
from unittest.mock import patch

import pytest

from tests.faults.guards import GUARDS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="copies the process, and reads /proc"),
]


def faults(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the cases in a process without threads, which can be copied."""
    command = [sys.executable, "-m", "tests.faults", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("commands", "every"),
    [
        (["make/svg"], "30"),
        (["render/gif"], "12"),
        (["tex/pdf", "slides/*", "explore/js", "make/explore"], "211"),
    ],
)
def test_nothing_is_lost_whatever_fails(commands: list[str], every: str) -> None:
    words = (word for one in commands for word in ("--commands", one))
    result = faults(*words, "--every", every)
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    assert " cases, 0 failed, " in result.stdout


def test_without_a_guard_a_case_fails() -> None:
    result = faults("--without", "rename")
    assert (result.returncode, result.stderr) == (1, "")
    assert GUARDS["rename"].says in result.stdout


@pytest.mark.parametrize("name", GUARDS)
def test_every_guard_can_be_removed(name: str) -> None:
    GUARDS[name].remove()
    patch.stopall()
