"""Start-up: whole commands against the import of the package and against peers."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.tools.bench.measure import Bench, ratios, run, svgconv
from tests.tools.bench.rows import Row

PEERS = Path(__file__).parent / "peers"


def rows(bench: Bench) -> Iterator[Row]:
    """Measure a command that only starts, one that draws, and drawsvg, in turns."""
    with tempfile.TemporaryDirectory() as folder:
        now = bench.versions["now"]
        commands: dict[str, Callable[[], object]] = {
            "drawsvg": partial(run, now, PEERS / "drawsvg_figure.py", f"{folder}/peer.svg")
        }
        for name, version in bench.versions.items():
            file = f"{folder}/{name}.svg"
            commands |= {
                f"import {name}": partial(run, version, "-c", "import svgconv"),
                f"version {name}": partial(svgconv, version, "--version"),
                f"render {name}": partial(
                    svgconv, version, "render", "padding_strides", "-o", file
                ),
            }
        cpu = bench.in_turns(commands)
    yield _row(bench, cpu, "svgconv --version / import svgconv", "version", "import", limit=2.5)
    yield _row(bench, cpu, "svgconv render padding_strides / import svgconv", "render", "import")
    yield _row(bench, cpu, "svgconv render padding_strides / drawsvg", "render", "drawsvg")
    if "before" in bench.versions:
        change = ratios(cpu["render now"], cpu["render before"])
        yield Row("start", "render padding_strides / before", "×", change, limit=0.6)


def _row(
    bench: Bench,
    cpu: dict[str, list[float]],
    title: str,
    above: str,
    below: str,
    limit: float | None = None,
) -> Row:
    found = {
        name: ratios(cpu[f"{above} {name}"], cpu.get(f"{below} {name}") or cpu[below])
        for name in bench.versions
    }
    return Row("start", title, "×", found["now"], found.get("before", []), limit)
