"""The bytes of the fifteen published figures as SVG: raw, compressed, and after svgo."""

from __future__ import annotations

import gzip
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.tools.bench.measure import Bench, run, told
from tests.tools.bench.parts import Part
from tests.tools.bench.rows import Row

SVGO = "svgo@4.1.0"
PEERS = Path(__file__).parent / "peers"
DRAWN = """
import json, svgconv
from svgconv.sources.catalogue import catalogue
print(json.dumps({name: svgconv.load(name).svg() for name in list(catalogue())[:15]}))
"""


def parts(bench: Bench) -> dict[str, Part]:
    """Return what is read most often: the files."""
    every: dict[str, Part] = {"fifteen figures": _fifteen, "drawsvg": _against_drawsvg}
    return every | ({"svgo": _optimised} if shutil.which("npm") else {})


def _drawn(bench: Bench) -> dict[str, dict[str, str]]:
    return {name: told(version, DRAWN) for name, version in bench.versions.items()}


def _fifteen(bench: Bench, folder: Path) -> Iterator[Row]:
    drawn = _drawn(bench)
    raw = {name: [len(text.encode()) for text in files.values()] for name, files in drawn.items()}
    packed = {
        name: [len(gzip.compress(text.encode(), 9)) for text in files.values()]
        for name, files in drawn.items()
    }
    yield _sum("fifteen figures", raw, 36_000)
    yield _sum("fifteen figures, gzipped", packed, 13_000)


def _against_drawsvg(bench: Bench, folder: Path) -> Iterator[Row]:
    peer = folder / "peer.svg"
    run(bench.versions["now"], PEERS / "drawsvg_figure.py", peer)
    found = {
        name: [round(len(files["padding_strides"].encode()) / peer.stat().st_size, 4)]
        for name, files in _drawn(bench).items()
    }
    yield Row("files", "padding_strides / drawsvg", "×", found["now"], found.get("before", []))


def _optimised(bench: Bench, folder: Path) -> Iterator[Row]:
    sizes = {name: _svgo(files, folder / name) for name, files in _drawn(bench).items()}
    yield _sum("fifteen figures after svgo", sizes)


def _sum(title: str, sizes: dict[str, list[int]], limit: int | None = None) -> Row:
    totals = {name: [float(sum(values))] for name, values in sizes.items()}
    return Row("files", title, "bytes", totals["now"], totals.get("before", []), limit)


def _svgo(files: dict[str, str], folder: Path) -> list[int]:
    """Return the sizes after svgo with its defaults, repeated."""
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.svg").write_text(text, "utf-8")
    command = ["npm", "exec", "--yes", f"--package={SVGO}", "--", "svgo"]
    subprocess.run(
        [*command, "--multipass", "--quiet", "--folder", folder],
        capture_output=True,
        text=True,
        check=True,
    )
    return [path.stat().st_size for path in sorted(folder.glob("*.svg"))]
