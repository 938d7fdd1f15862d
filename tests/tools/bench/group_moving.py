"""GIF, APNG, WebP and videos: CPU and bytes against what is obvious with other libraries."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.tools.bench.measure import ROOT, Bench, ratios, run, svgconv, told
from tests.tools.bench.parts import Part
from tests.tools.bench.rows import Row
from tests.tools.published import SIZES, TOTAL_BYTES

PEERS = Path(__file__).parent / "peers"
OBVIOUS = ROOT / "tests" / "tools" / "obvious.py"
FORMATS = ("gif", "apng", "webp", "mp4", "webm", "webm --fine", "avif --fine")
"""``--fine`` compares those in which svgconv's error is smaller than a peer's by default."""
GIF_SIZES = {
    "fifteen GIFs by width": ("", 55),
    "fifteen GIFs by width and height": ("height=size[1]", 55),
    "fifteen GIFs by width, 64 colours": ("colors=64", 48),
}
"""The options of each size besides the width, and the limit in percent."""
GIFS = """
import json, svgconv
total = 0
for name, size in json.loads('%s').items():
    total += len(svgconv.load(name).encode(".gif", width=size[0], %s))
print(total)
"""


def parts(bench: Bench) -> dict[str, Part]:
    """Return the nine-frame figure in every format, and the size of the fifteen GIFs."""
    formats = FORMATS[:1] if bench.quick else FORMATS
    every: dict[str, Part] = {format_: partial(_against_obvious, format_) for format_ in formats}
    every |= {"matplotlib": _against_matplotlib, "imageio": _against_imageio}
    sizes = {} if bench.quick else GIF_SIZES
    return every | {title: partial(_fifteen, title, *size) for title, size in sizes.items()}


def _stills(bench: Bench, folder: Path) -> Path:
    """Write the stills that the peers read, and return their folder."""
    stills = folder / "stills"
    svgconv(bench.versions["now"], "frames", "padding_strides", "-o", stills, "--format", "svg")
    return stills


def _against_obvious(format_: str, bench: Bench, folder: Path) -> Iterator[Row]:
    format_, *fine = format_.split()
    bench = bench.only(lambda version: f".{format_}" in svgconv(version, "formats").split())
    now, stills = bench.versions["now"], _stills(bench, folder)
    peer = folder / f"peer.{format_}"
    commands: dict[str, Callable[[], object]] = {
        "peer": partial(run, now, OBVIOUS, stills, peer, *fine)
    }
    files = {name: folder / f"{name}.{format_}" for name in bench.versions}
    for name, version in bench.versions.items():
        commands[name] = partial(svgconv, version, "render", "padding_strides", "-o", files[name])
    cpu = bench.in_turns(commands)
    times = {name: ratios(cpu[name], cpu["peer"]) for name in bench.versions}
    obvious = "cairosvg, " + ("PyAV" if format_ in ("mp4", "webm") else "Pillow")
    title = f"{format_.upper()} of nine frames / {obvious}{', same error' if fine else ''}"
    yield Row("moving", f"{title}: CPU", "×", times["now"], times.get("before", []), 1)
    size = peer.stat().st_size
    shares = {name: [round(file.stat().st_size / size, 4)] for name, file in files.items()}
    limit = 1 if format_ in ("mp4", "webm") else None
    yield Row("moving", f"{title}: bytes", "×", shares["now"], shares.get("before", []), limit)


def _against_matplotlib(bench: Bench, folder: Path) -> Iterator[Row]:
    yield from _against(bench, folder, "matplotlib", [PEERS / "matplotlib_gif.py"])


def _against_imageio(bench: Bench, folder: Path) -> Iterator[Row]:
    program = [PEERS / "imageio_gif.py", _stills(bench, folder)]
    yield from _against(bench, folder, "imageio", program)


def _against(bench: Bench, folder: Path, peer: str, program: list[Path]) -> Iterator[Row]:
    """Measure a GIF with that of a peer's program, whose last argument is the file."""
    now, own, other = bench.versions["now"], folder / "own.gif", folder / "peer.gif"
    commands: dict[str, Callable[[], object]] = {
        "own": partial(svgconv, now, "render", "padding_strides", "-o", own),
        "peer": partial(run, now, *program, other),
    }
    cpu = bench.in_turns(commands)
    title = f"GIF of nine frames / {peer}"
    yield Row("moving", f"{title}: CPU", "×", ratios(cpu["own"], cpu["peer"]))
    share = own.stat().st_size / other.stat().st_size
    yield Row("moving", f"{title}: bytes", "×", [round(share, 4)])


def _fifteen(title: str, options: str, limit: float, bench: Bench, folder: Path) -> Iterator[Row]:
    found = {
        name: [round(100 * told(version, _gifs(options)) / TOTAL_BYTES, 2)]
        for name, version in bench.versions.items()
    }
    what = f"{title}, of the published bytes"
    yield Row("moving", what, "%", found["now"], found.get("before", []), limit)


def _gifs(options: str) -> str:
    return GIFS % (json.dumps(SIZES), options)
