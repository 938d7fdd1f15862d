"""Start-up: whole commands against the import of the package and against peers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.tools.bench.measure import Bench, ratios, run, svgconv
from tests.tools.bench.parts import Part
from tests.tools.bench.rows import Row

PEERS = Path(__file__).parent / "peers"


def parts(bench: Bench) -> dict[str, Part]:
    """Return the commands against the import, and against drawsvg."""
    return {"import svgconv": _against_import, "drawsvg": _against_drawsvg}


def _against_import(bench: Bench, folder: Path) -> Iterator[Row]:
    """Measure a command that only starts, and one that draws, in turns."""
    commands: dict[str, Callable[[], object]] = {}
    for name, version in bench.versions.items():
        commands |= {
            f"import {name}": partial(run, version, "-c", "import svgconv"),
            f"version {name}": partial(svgconv, version, "--version"),
            f"render {name}": _render(version, folder / f"{name}.svg"),
        }
    cpu = bench.in_turns(commands)
    yield _row(bench, cpu, "svgconv --version / import svgconv", "version", "import", limit=2.5)
    yield _row(bench, cpu, "svgconv render padding_strides / import svgconv", "render", "import")
    if "before" in bench.versions:
        change = ratios(cpu["render now"], cpu["render before"])
        yield Row("start", "render padding_strides / before", "×", change, limit=0.6)


def _against_drawsvg(bench: Bench, folder: Path) -> Iterator[Row]:
    peer = PEERS / "drawsvg_figure.py"
    commands: dict[str, Callable[[], object]] = {
        "drawsvg": partial(run, bench.versions["now"], peer, folder / "peer.svg")
    }
    for name, version in bench.versions.items():
        commands[f"render {name}"] = _render(version, folder / f"{name}.svg")
    cpu = bench.in_turns(commands)
    yield _row(bench, cpu, "svgconv render padding_strides / drawsvg", "render", "drawsvg")


def _render(version: Path, file: Path) -> Callable[[], object]:
    return partial(svgconv, version, "render", "padding_strides", "-o", file)


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
