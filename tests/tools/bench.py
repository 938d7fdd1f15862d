"""Sizes and speed, printed as a table and kept as JSON; run by `make bench`.

Times are ratios of one run: the same figures with a loop for each axis (what svgconv writes)
against one list of all frames for each moving mark (the obvious way).
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import svgconv
from svgconv.figure.figure import Figure
from svgconv.scene.marks import Path as PathMark
from svgconv.scene.motion import Track, sampled
from svgconv.sources.catalogue import catalogue
from tests.tools import bench_page, bench_raster
from tests.tools.published import TOTAL_BYTES

REPEATS = 5


def main() -> None:
    """Measure, print, keep."""
    files = [svgconv.load(name).svg().encode() for name in list(catalogue())[:15]]
    large = svgconv.conv(input_size=224, kernel_size=3, padding=1)
    rows = {
        "fifteen SVG, bytes": sum(map(len, files)),
        "fifteen SVG, bytes gzipped": sum(len(gzip.compress(file)) for file in files),
        "published GIFs to SVG, times smaller": round(TOTAL_BYTES / sum(map(len, files)), 1),
        "224×224 (50,176 frames), bytes": len(large.svg()),
        "224×224, bytes gzipped": len(gzip.compress(large.svg().encode())),
        "a number in its cell, bytes": _more_for_each(_cells),
        "a number that a stamp's cell says, bytes": _more_for_each(_stamped),
        "224×224 by the command, seconds": _command("render", "conv", "-i224", "-k3", "-p1"),
        "the gallery by the command, seconds": _command("make"),
        "32×32 (1,024 frames): all frames listed to loops, times larger": _against_lists(),
        "32×32: seconds to encode, lists to loops": _against_lists_time(),
        **bench_raster.rows(),
        **bench_page.rows(),
    }
    width = max(map(len, rows))
    for name, value in rows.items():
        print(f"{name:{width}}  {value:>12,}")
    Path("bench.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")


def _cells(size: int) -> tuple[Figure, int]:
    """A convolution, and its numbers: the padded input's and the output's."""
    return svgconv.conv(size, 3, padding=1), (size + 2) ** 2 + size**2


def _stamped(size: int) -> tuple[Figure, int]:
    """A scattering, and its numbers: the input's, and each sum that is ever said."""
    return svgconv.conv_transpose(size, 3, 2, view="scatter"), 10 * size**2


def _more_for_each(made: Callable[[int], tuple[Figure, int]]) -> float:
    """The bytes by which a figure grows for each number more, without the outlines of digits."""
    sizes, counts = [], []
    for side in (16, 24):
        figure, numbers = made(side)
        written = Figure.from_recipe({**figure.recipe, "values": 1234})
        sizes.append(len(written.svg()) - len(figure.svg()))
        counts.append(numbers)
    return round((sizes[1] - sizes[0]) / (counts[1] - counts[0]), 1)


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return sorted(times)[REPEATS // 2]


def _command(*arguments: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        target = [f"{folder}/gallery"] if arguments == ("make",) else ["-o", f"{folder}/a.svg"]
        command = [sys.executable, "-m", "svgconv", *arguments, *target]
        return round(
            _median(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)), 3
        )


def _listed() -> tuple[Figure, Figure]:
    """A figure, and the same with every movement given frame by frame in one loop."""
    figure, listed = (svgconv.conv(input_size=32, kernel_size=3, padding=1) for _ in "ab")
    scene = figure.scene
    marks = tuple(
        PathMark(mark.role, mark.paint, mark.subpaths, _unlike_a_sum(mark, figure))
        if isinstance(mark, PathMark) and mark.movement.moves
        else mark
        for mark in scene.marks
    )
    listed.__dict__["scene"] = type(scene)(
        marks, scene.odometer, scene.width, scene.height, scene.paint
    )
    return figure, listed


def _unlike_a_sum(mark: PathMark, figure: Figure) -> Track:
    """The mark's movement as a track that the encoder cannot divide (its last frame is off)."""
    track = sampled(mark.movement, figure.scene.odometer)
    x, y = track.offsets[-1]
    return Track((*track.offsets[:-1], (x + 1, y)))


def _against_lists() -> float:
    figure, listed = _listed()
    return round(len(listed.svg()) / len(figure.svg()), 2)


def _against_lists_time() -> float:
    figure, listed = _listed()
    return round(_median(listed.svg) / _median(figure.svg), 2)


if __name__ == "__main__":
    main()
