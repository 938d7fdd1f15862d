"""GIF, APNG, WebP and videos: CPU and bytes against what is obvious with other libraries."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.tools.bench.measure import ROOT, Bench, ratios, run, svgconv, told
from tests.tools.bench.rows import Row
from tests.tools.published import SIZES, TOTAL_BYTES

PEERS = Path(__file__).parent / "peers"
OBVIOUS = ROOT / "tests" / "tools" / "obvious.py"
FORMATS = ("gif", "apng", "webp", "mp4", "webm", "webm --fine", "avif --fine")
"""``--fine`` compares those in which svgconv's error is smaller than a peer's by default."""
GIFS = """
import json, svgconv
total = 0
for name, size in json.loads('%s').items():
    total += len(svgconv.load(name).encode(".gif", width=size[0], %s))
print(total)
"""


def rows(bench: Bench) -> Iterator[Row]:
    """Measure the nine-frame figure in every format, and the size of the fifteen GIFs."""
    formats = FORMATS[:1] if bench.quick else FORMATS
    with tempfile.TemporaryDirectory() as temporary:
        folder, now = Path(temporary), bench.versions["now"]
        svgconv(now, "frames", "padding_strides", "-o", folder / "stills", "--format", "svg")
        for format_ in formats:
            yield from _against_obvious(bench, folder, format_)
        yield from _against_others(bench, folder)
    if not bench.quick:
        yield from _fifteen(bench)


def _against_obvious(bench: Bench, folder: Path, format_: str) -> Iterator[Row]:
    format_, *fine = format_.split()
    now = bench.versions["now"]
    peer = folder / f"peer.{format_}"
    commands: dict[str, Callable[[], object]] = {
        "peer": partial(run, now, OBVIOUS, folder / "stills", peer, *fine)
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


def _against_others(bench: Bench, folder: Path) -> Iterator[Row]:
    now = bench.versions["now"]
    files = {name: folder / f"{name}.gif" for name in ("ours", "matplotlib", "imageio")}
    commands: dict[str, Callable[[], object]] = {
        "ours": partial(svgconv, now, "render", "padding_strides", "-o", files["ours"]),
        "matplotlib": partial(run, now, PEERS / "matplotlib_gif.py", files["matplotlib"]),
        "imageio": partial(run, now, PEERS / "imageio_gif.py", folder / "stills", files["imageio"]),
    }
    cpu = bench.in_turns(commands)
    for peer in ("matplotlib", "imageio"):
        title = f"GIF of nine frames / {peer}"
        yield Row("moving", f"{title}: CPU", "×", ratios(cpu["ours"], cpu[peer]))
        share = files["ours"].stat().st_size / files[peer].stat().st_size
        yield Row("moving", f"{title}: bytes", "×", [round(share, 4)])


def _fifteen(bench: Bench) -> Iterator[Row]:
    for title, options, limit in (
        ("width", "", 55),
        ("width and height", "height=size[1]", 55),
        ("width, 64 colours", "colors=64", 48),
    ):
        found = {
            name: [round(100 * told(version, _gifs(options)) / TOTAL_BYTES, 2)]
            for name, version in bench.versions.items()
        }
        what = f"fifteen GIFs by {title}, of the published bytes"
        yield Row("moving", what, "%", found["now"], found.get("before", []), limit)


def _gifs(options: str) -> str:
    return GIFS % (json.dumps(SIZES), options)
