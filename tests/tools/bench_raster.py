"""Rows of the benchmark about pixels: CPU against the obvious way, and the fifteen GIFs' bytes."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

import cairosvg
import numpy as np
from PIL import Image

import svgconv
from svgconv.encoders import ENCODERS
from svgconv.figure.figure import Figure
from svgconv.raster.compositor import pictures, rgba
from tests.tools.published import SIZES, TOTAL_BYTES


def rows() -> dict[str, float]:
    """Measure each once, in one run; times are CPU seconds of this process."""
    figures = {name: svgconv.load(name) for name in SIZES}
    plain, small = (_gifs(figures, colors) for colors in (255, 64))
    worst, mean = _errors(figures, plain)
    ours = _cpu(lambda: _gifs(figures, 255))
    obvious = _cpu(lambda: [_obvious_gif(figures[name], size) for name, size in SIZES.items()])
    return {
        "fifteen GIFs at the published sizes, bytes": sum(map(len, plain.values())),
        "the same, % of the published": _percent(plain),
        "the same with 64 colours, %": _percent(small),
        "the same, largest error of 255": worst,
        "the same, mean error of 255": mean,
        "fifteen GIFs, CPU seconds": round(ours, 2),
        "fifteen GIFs the obvious way, CPU seconds": round(obvious, 2),
        "obvious to ours, times": round(obvious / ours, 1),
        **_galleries(),
    }


def _galleries() -> dict[str, float]:
    """The whole gallery in every format but video, cold and warm: seconds, and CPU seconds."""
    formats = sorted({*ENCODERS.names(), "still", "strip"} - {"mp4", "webm"})
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "svgconv", "make", folder, "--formats", ",".join(formats)]
        for state in ("cold", "warm"):
            before, start = _children(), time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            found[f"gallery in {len(formats)} formats, {state}, seconds"] = round(
                time.perf_counter() - start, 2
            )
            found[f"gallery in {len(formats)} formats, {state}, CPU seconds"] = round(
                _children() - before, 2
            )
    return found


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _gifs(figures: dict[str, Figure], colors: int) -> dict[str, bytes]:
    return {
        name: figures[name].encode(".gif", width=width, height=height, colors=colors)
        for name, (width, height) in SIZES.items()
    }


def _percent(gifs: dict[str, bytes]) -> float:
    return round(100 * sum(map(len, gifs.values())) / TOTAL_BYTES, 1)


def _errors(figures: dict[str, Figure], gifs: dict[str, bytes]) -> tuple[float, float]:
    """The largest and the mean difference of the GIFs' frames, read back, from the pictures."""
    worst, total, count = 0, 0, 0
    for name, (width, height) in SIZES.items():
        with Image.open(io.BytesIO(gifs[name])) as image:
            drawing = figures[name].drawing(width=width, height=height)
            for frame, pixels in enumerate(pictures(drawing)):
                image.seek(frame)
                shown = np.array(image.convert("RGB")).astype(int)
                apart = np.abs(shown - rgba(pixels)[..., :3])
                worst, total = max(worst, int(apart.max())), total + int(apart.sum())
                count += apart.size
    return worst, round(total / count, 4)


def _obvious_gif(figure: Figure, size: tuple[int, int]) -> bytes:
    """Every still through SVG text, cairosvg and PNG, and all of them through Pillow."""
    frames = []
    for frame in range(figure.frame_count):
        png = cairosvg.svg2png(
            figure.frame(frame).svg().encode(), background_color="white", output_width=size[0]
        )
        frames.append(Image.open(io.BytesIO(png)).convert("RGB"))
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=1000, loop=0)
    return file.getvalue()


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
