"""The report: one table of answers, times and memory, and the problems."""

from __future__ import annotations

from tests.tools.soak.tally import MEGABYTE, Memory, Series, Tally, peak_of

PERCENTS = (50, 90, 99, 100)
MOST_LINES = 20
"""The problems that are printed."""
ROW = "{:<10} {:>8} {:>7} {:>7} {:>6} {:>7} {:>7} {:>7} {:>7} {:>7}"


def report(tally: Tally, memory: Memory) -> str:
    """Return the table and the problems, as lines."""
    lines = [
        ROW.format(
            "clients", "counted", "200", "4xx", "503", "none", "50 %", "90 %", "99 %", "most"
        )
    ]
    for kind, answers in sorted(tally.answers.items()):
        wrong = sum(count for status, count in answers.items() if 400 <= status < 500)
        lines.append(
            ROW.format(
                kind, answers.total(), answers[200], wrong, answers[503], answers[0],
                *(_seconds(tally.seconds[kind], percent) for percent in PERCENTS),
            )
        )  # fmt: skip
    lines += [
        "",
        ROW.format("memory", "samples", "first", "last", "peak", "growth", *[""] * 4).rstrip(),
    ]
    lines.append(_memory("server", [memory.server], memory.server_growth()))
    lines.append(_memory("workers", list(memory.workers.values()), memory.worker_growth()))
    lines += [
        "",
        "Times in seconds; memory in MB, its growth per 1,000 figures; none: without an answer.",
        f"Processes that drew: {len(memory.workers)}.",
        f"The clients themselves paused for {tally.pause:.1f} seconds at most.",
    ]
    problems = [f"{count} x {line}" for line, count in tally.problems.most_common()]
    lines += [f"Problems: {tally.problems.total()}.", *problems[:MOST_LINES]]
    return "\n".join(lines)


def _seconds(values: list[float], percent: int) -> str:
    if not values:
        return ""
    ordered = sorted(values)
    return f"{ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]:.2f}"


def _memory(name: str, series: list[Series], slope: float | None) -> str:
    samples = [one for each in series for one in each]
    first, last = (
        (each[0][1] / MEGABYTE for each in (series[0], series[-1][-1:])) if samples else (0, 0)
    )
    return ROW.format(
        name, len(samples), f"{first:.0f}", f"{last:.0f}", f"{peak_of(series):.0f}",
        "" if slope is None else f"{slope:.2f}", *[""] * 4,
    ).rstrip()  # fmt: skip
