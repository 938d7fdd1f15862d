"""Measures everything, prints the table, and keeps the JSON and the chart.

make bench                        bench.json, bench.svg and bench.txt
make bench BASELINE=bench.json    also say what is worse than in an earlier run
make bench BEFORE=24cd33c         measure another commit, or source folder, in the same run
make bench OPTIONS=--quick        less of everything
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib.metadata import distributions, version
from pathlib import Path

from pyperf import Run

from tests.tools.bench.chart import chart
from tests.tools.bench.compare import worse
from tests.tools.bench.measure import ROOT, Bench, Machine
from tests.tools.bench.parts import measured
from tests.tools.bench.rows import Failure, Report, Row

GROUPS = ("start", "make", "files", "moving", "page", "growth")
PACKAGES = ("av", "cairosvg", "drawsvg", "imageio", "matplotlib", "numpy", "pillow", "pyperf")
RECORDED = ("cpu_model_name", "cpu_count", "date", "load_avg_1min", "platform", "python_version")


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit status: 1 if a part failed, or something is worse than in the baseline."""
    options = _options(arguments)
    if options.draw:
        draw(Report.read(options.draw), options.draw)
        return 0
    earlier = Report.read(options.baseline) if options.baseline else None
    with tempfile.TemporaryDirectory() as folder:
        versions = {"now": ROOT}
        if options.before:
            versions["before"] = _source(options.before, Path(folder, "before"))
        bench = Bench(options.rounds or (2 if options.quick else 7), versions, options.quick)
        os.environ["XDG_CACHE_HOME"] = folder
        report = Report(_machine(bench), [], [])
        for found in _measured(bench, options.only or GROUPS):
            report.add(found)
            report.machine["load_after"] = os.getloadavg()[0]
            report.save(options.output)
            draw(report, options.output)
    print(report.table())
    is_worse = earlier is not None and _told(report, earlier)
    return 1 if is_worse or report.failures else 0


def draw(report: Report, path: Path) -> None:
    """Write the chart and the table next to the JSON."""
    path.with_suffix(".svg").write_text(chart(report), "utf-8")
    path.with_suffix(".txt").write_text(report.table() + "\n", "utf-8")


def _told(report: Report, earlier: Report) -> bool:
    """Print what is worse than in an earlier run, and return whether anything is."""
    lines = worse(report, earlier)
    print("\nWorse than before:" if lines else "\nNothing is worse than before.", *lines, sep="\n")
    return bool(lines)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--only", nargs="+", choices=GROUPS)
    parser.add_argument("--baseline", type=Path)
    parser.add_argument("--before", help="a commit, or a source folder")
    parser.add_argument("--draw", type=Path, help="only draw the chart of an earlier run")
    parser.add_argument("--output", type=Path, default=Path("bench.json"))
    return parser.parse_args(arguments)


def _source(before: str, folder: Path) -> Path:
    """Return a source folder: the one that is named, or a new one with the commit that is named."""
    if Path(before).is_dir():
        return Path(before).resolve()
    for command in (
        ("clone", "--quiet", "--shared", "--no-checkout", ROOT, folder),
        ("-C", folder, "checkout", "--quiet", before),
    ):
        subprocess.run(["git", *map(str, command)], check=True)
    return folder


def _measured(bench: Bench, groups: Sequence[str]) -> Iterator[Row | Failure]:
    started = time.monotonic()
    for group in groups:
        parts = importlib.import_module(f"tests.tools.bench.group_{group}").parts(bench)
        for found in measured(group, parts, bench):
            seconds = time.monotonic() - started
            print(f"{seconds:5.0f} s  {found.key}", file=sys.stderr, flush=True)
            yield found


def _machine(bench: Bench) -> Machine:
    """Return the machine and the versions, as pyperf collects them."""
    installed = {one.metadata["Name"].lower() for one in distributions()}
    known = Run([1.0], collect_metadata=True).get_metadata()
    return {
        **{key: known[key] for key in RECORDED if key in known},
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES if name in installed},
        "commits": {name: _commit(folder) for name, folder in bench.versions.items()},
        "rounds": bench.rounds,
    }


def _commit(folder: Path) -> str:
    """Return the commit of a source folder; nothing if it is none of git's."""
    command = ["git", "-C", str(folder), "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
