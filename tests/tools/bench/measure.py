"""Whole processes: their CPU time, in turns, and what they answer."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

Machine = dict[str, Any]
ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Bench:
    """How to measure.

    Attributes
    ----------
    rounds: how often each command is measured, after once without counting.
    versions: source folders of svgconv: ``now``, and ``before`` if there is another version.
    quick: measure less of everything, to see that it works.
    """

    rounds: int
    versions: Mapping[str, Path]
    quick: bool

    def only(self, has: Callable[[Path], bool]) -> Bench:
        """Return the bench without the version before, if that lacks what is measured."""
        kept = {name: one for name, one in self.versions.items() if name == "now" or has(one)}
        return replace(self, versions=kept)

    def in_turns(self, commands: Mapping[str, Callable[[], object]]) -> dict[str, list[float]]:
        """Return the CPU seconds of each command, once for each round.

        A command starts processes and waits for them.
        """
        found: dict[str, list[float]] = {name: [] for name in commands}
        for round_ in range(self.rounds + 1):
            for name, command in commands.items():
                seconds = spent(command)
                if round_:
                    found[name].append(seconds)
        return found


def children_cpu() -> float:
    """Return the CPU seconds of all processes that have been waited for, theirs included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def spent(command: Callable[[], object]) -> float:
    """Return the CPU seconds of the processes that a command starts and waits for."""
    start = children_cpu()
    command()
    return children_cpu() - start


def process_cpu(process: int) -> float:
    """Return the CPU seconds of a running process, on Linux.

    The clock is that of ``clock_getcpuclockid`` in glibc.
    """
    return time.clock_gettime(~process << 3 | 2)


def ratios(above: list[float], below: list[float]) -> list[float]:
    """Return the ratio of each pair."""
    return [round(a / b, 4) for a, b in zip(above, below, strict=True)]


def environment(version: Path) -> dict[str, str]:
    """Return the environment of a process that uses a version of svgconv."""
    return os.environ | {"PYTHONPATH": str(version), "PYTHONDONTWRITEBYTECODE": ""}


def run(version: Path, *command: object, cwd: Path | None = None) -> str:
    """Run Python with a version of svgconv, and return what it prints."""
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        check=True,
        capture_output=True,
        text=True,
        cwd=cwd or version,
        env=environment(version),
    )
    return done.stdout


def svgconv(version: Path, *arguments: object) -> str:
    """Run a command of a version of svgconv."""
    return run(version, "-m", "svgconv", *arguments)


def told(version: Path, code: str) -> Any:
    """Run code with a version of svgconv; return the JSON that it prints."""
    return json.loads(run(version, "-c", code))
