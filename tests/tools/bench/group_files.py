"""The bytes of the fifteen published figures as SVG: raw, compressed, and after svgo."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.tools.bench.measure import Bench, run, told
from tests.tools.bench.rows import Row

SVGO = "svgo@4.1.0"
PEERS = Path(__file__).parent / "peers"
DRAWN = """
import json, svgconv
from svgconv.sources.catalogue import catalogue
print(json.dumps({name: svgconv.load(name).svg() for name in list(catalogue())[:15]}))
"""


def rows(bench: Bench) -> Iterator[Row]:
    """Measure what is read most often: the files."""
    drawn = {name: told(version, DRAWN) for name, version in bench.versions.items()}
    raw = {name: [len(text.encode()) for text in files.values()] for name, files in drawn.items()}
    packed = {
        name: [len(gzip.compress(text.encode(), 9)) for text in files.values()]
        for name, files in drawn.items()
    }
    yield _sum("fifteen figures", raw, 36_000)
    yield _sum("fifteen figures, gzipped", packed, 13_000)
    optimised = {name: smaller for name, files in drawn.items() if (smaller := _svgo(files))}
    if "now" in optimised:
        yield _sum("fifteen figures after svgo", optimised)
    with tempfile.TemporaryDirectory() as folder:
        peer = Path(folder, "peer.svg")
        run(bench.versions["now"], PEERS / "drawsvg_figure.py", peer)
        size = peer.stat().st_size
    found = {
        name: [round(len(files["padding_strides"].encode()) / size, 4)]
        for name, files in drawn.items()
    }
    yield Row("files", "padding_strides / drawsvg", "×", found["now"], found.get("before", []))


def _sum(title: str, sizes: dict[str, list[int]], limit: int | None = None) -> Row:
    totals = {name: [float(sum(values))] for name, values in sizes.items()}
    return Row("files", title, "bytes", totals["now"], totals.get("before", []), limit)


def _svgo(files: dict[str, str]) -> list[int]:
    """Return the sizes after svgo with its defaults, repeated; nothing without npm."""
    if not shutil.which("npm"):
        return []
    with tempfile.TemporaryDirectory() as temporary:
        for name, text in files.items():
            Path(temporary, f"{name}.svg").write_text(text, "utf-8")
        command = ["npm", "exec", "--yes", f"--package={SVGO}", "--", "svgo"]
        done = subprocess.run(
            [*command, "--multipass", "--quiet", "--folder", temporary],
            capture_output=True,
            check=False,
        )
        if done.returncode:
            return []
        return [path.stat().st_size for path in sorted(Path(temporary).glob("*.svg"))]
