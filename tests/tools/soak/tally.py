"""What is counted: answers, times, problems, and memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

MOST_GROWTH = 10
"""The megabytes by which the memory of a process may grow in 1,000 figures, after its start."""
MOST_SERVER = 400
MOST_WORKER = 1500
"""The megabytes of the server, and of one worker, at most."""
WARM = 1 / 3
"""The part of the measurements that is the start, while caches fill."""
FEWEST_FIGURES = 500
FEWEST_SAMPLES = 10
"""With fewer of them, growth is not measured."""
MEGABYTE = 2**20


@dataclass
class Tally:
    """The counts of all clients.

    Attributes
    ----------
    answers: how often each kind of client got each status; 0 is a connection without an answer.
    seconds: the times that were measured, by kind.
    problems: what must not happen, with how often it did.
    pause: the longest time, in seconds, for which the clients themselves could not go on.
    """

    answers: defaultdict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    seconds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    problems: Counter[str] = field(default_factory=Counter)
    pause: float = 0

    def count(self, kind: str, status: int, seconds: float | None = None) -> None:
        """Count an answer, and the time that it took."""
        self.answers[kind][status] += 1
        if seconds is not None:
            self.seconds[kind].append(seconds)

    def problem(self, line: str) -> None:
        """Count a problem."""
        self.problems[line] += 1

    def figures(self, *kinds: str) -> int:
        """How many figures were answered."""
        return sum(self.answers[kind][200] for kind in kinds)


@dataclass
class Memory:
    """The memory of the processes, in bytes, by how many figures had been answered."""

    server: list[tuple[int, int]] = field(default_factory=list)
    workers: defaultdict[int, list[tuple[int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def sample(self, figures: int, server: int, found: dict[int, int]) -> None:
        """Keep what each process of the session has now."""
        for process, size in found.items():
            (self.server if process == server else self.workers[process]).append((figures, size))

    def server_growth(self) -> float | None:
        """Return the megabytes per 1,000 figures that the server grows by; None if unknown."""
        return growth([self.server])

    def worker_growth(self) -> float | None:
        """Return the same for the workers that lived long enough."""
        return growth(list(self.workers.values()))

    def problems(self) -> list[str]:
        """Return what is beyond the bounds."""
        found = []
        for name, slope in (("server", self.server_growth()), ("workers", self.worker_growth())):
            if slope is not None and slope > MOST_GROWTH:
                found.append(f"{name}: {slope:.1f} MB per 1,000 figures, more than {MOST_GROWTH}")
        for name, peak, most in (
            ("server", peak_of([self.server]), MOST_SERVER),
            ("worker", peak_of(list(self.workers.values())), MOST_WORKER),
        ):
            if peak > most:
                found.append(f"{name}: {peak:.0f} MB, more than {most}")
        return found


Series = list[tuple[int, int]]


def growth(series: list[Series]) -> float | None:
    """Return the slope of the least squares through all series, each around its own mean.

    It is in megabytes per 1,000 figures, after the start of each series. None if no series has
    enough samples, or over enough figures.
    """
    above = below = 0.0
    for samples in series:
        later = samples[int(len(samples) * WARM) :]
        if len(later) < FEWEST_SAMPLES or later[-1][0] - later[0][0] < FEWEST_FIGURES:
            continue
        x0, y0 = (sum(values) / len(later) for values in zip(*later, strict=True))
        above += sum((x - x0) * (y - y0) for x, y in later)
        below += sum((x - x0) ** 2 for x, _ in later)
    return above / below * 1000 / MEGABYTE if below else None


def peak_of(series: list[Series]) -> float:
    """Return the largest memory of all series, in megabytes."""
    return max((size for samples in series for _, size in samples), default=0) / MEGABYTE
