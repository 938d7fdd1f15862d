"""Compare random figures with PyTorch in all processes, and print what was compared.

    python -m tests.truth [--seed SEED] [--count COUNT] [--processes N] [--minutes M]

Exit status 1 if anything differs.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from random import Random, SystemRandom

from tests.truth.checks import CHECKS, PIXELS_SHARE, REFUSED
from tests.truth.chunk import Found, found_by
from tests.truth.deformed import check_against_torchvision
from tests.truth.shrinking import command_line, shrunk
from tests.truth.specification import NAMES, random_specification

COUNT = 15_000
CHUNK = 50
MOST_SHRUNK = 3
"""So many faults of an operation's check are made smaller."""


def main() -> int:
    """Run, print the table and the faults, and return the exit status."""
    parser = argparse.ArgumentParser(prog="make truth", description=__doc__)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**9))
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--processes", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--minutes", type=float, default=60)
    told = parser.parse_args()
    print(f"SEED={told.seed} repeats this run of {told.count:,} specifications.", flush=True)
    started = time.monotonic()
    check_against_torchvision()
    compared: Counter[tuple[str, str]] = Counter()
    faults: list[tuple[int, str, str, str]] = []
    done = 0
    for number, operation, results in _all(told.seed, told.count, told.processes):
        if time.monotonic() - started > 60 * told.minutes:
            break
        done += 1
        for check, fault in results.items():
            compared[operation, check] += 1
            if fault:
                faults.append((number, operation, check, fault))
                print(f"{number}: {operation}, {check}: {fault}", file=sys.stderr, flush=True)
    _print_table(compared, faults)
    print(
        f"{done:,} specifications in {time.monotonic() - started:.0f} s; one in"
        f" {PIXELS_SHARE} of those with a view of two planes is looked at as pixels."
    )
    _print_faults(told.seed, sorted(faults))
    return 1 if faults else 0


def _all(seed: int, count: int, processes: int) -> Iterator[Found]:
    chunks = [(seed, range(first, min(first + CHUNK, count))) for first in range(0, count, CHUNK)]
    if processes == 1:
        for chunk in chunks:
            yield from found_by(*chunk)
        return
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"))
    try:
        for done in as_completed([pool.submit(found_by, *chunk) for chunk in chunks]):
            yield from done.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _print_table(
    compared: Counter[tuple[str, str]], faults: list[tuple[int, str, str, str]]
) -> None:
    columns = [*CHECKS, REFUSED]
    wrong = Counter((operation, check) for _, operation, check, _ in faults)
    print(f"{'':20}" + "".join(f"{name:>14}" for name in columns))
    for operation in [*sorted(NAMES), "all"]:
        cells = []
        for check in columns:
            names = NAMES if operation == "all" else (operation,)
            count, bad = (sum(table[name, check] for name in names) for table in (compared, wrong))
            cells.append(f"{count:,}" + (f" ({bad:,}!)" if bad else ""))
        print(f"{operation:20}" + "".join(f"{cell:>14}" for cell in cells))


def _print_faults(seed: int, faults: list[tuple[int, str, str, str]]) -> None:
    shown: Counter[tuple[str, str]] = Counter()
    for number, operation, check, fault in faults:
        shown[operation, check] += 1
        if shown[operation, check] > MOST_SHRUNK:
            continue
        made = random_specification(Random(f"{seed}-{number}"))
        small, small_fault = shrunk(made, number, check)
        print(f"\n{operation}, {check} (specification {number}): {small_fault or fault}")
        print(f"  {command_line(small, check)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
