"""A few of the cases of ``make faults``, and guards without which they fail."""

from __future__ import annotations

import subprocess
import sys

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


@pytest.mark.parametrize(("commands", "every"), [("make/svg", "24"), ("frames/gif", "40")])
def test_nothing_is_lost_whatever_fails(commands: str, every: str) -> None:
    result = faults("--commands", commands, "--every", every)
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    assert "0 failed" in result.stdout


@pytest.mark.parametrize("guard", ["rename", "clean-up"])
def test_without_a_guard_a_case_fails(guard: str) -> None:
    result = faults("--without", guard)
    assert (result.returncode, result.stderr) == (1, "")
    assert GUARDS[guard].says in result.stdout


def test_a_case_that_does_not_exist_is_a_failure() -> None:
    assert faults("--only", "kill/render/gif/nothing/KILL/parent/999/before").returncode == 1
