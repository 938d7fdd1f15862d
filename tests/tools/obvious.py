"""The obvious way to a moving picture: stills through cairosvg, and their pixels through a library.

``python tests/tools/obvious.py FOLDER FILE``: the folder holds the stills as SVG, in order. GIF,
APNG, WebP and AVIF are written by Pillow, MP4 and WebM by PyAV, one frame a second, with their
defaults. The program imports nothing of svgconv, so it is a peer to compare whole processes with.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import cairosvg
from PIL import Image

CODECS = {".mp4": "libx264", ".webm": "libvpx-vp9"}


def main(folder: Path, file: Path) -> None:
    """Draw the stills, and write them as one file."""
    frames = [_drawn(path) for path in sorted(folder.glob("*.svg"))]
    if file.suffix in CODECS:
        _video(frames, file)
    else:
        _pictures(frames, file)


def _drawn(path: Path) -> Image.Image:
    png = cairosvg.svg2png(path.read_bytes(), background_color="white")
    return Image.open(io.BytesIO(png)).convert("RGB")


def _pictures(frames: list[Image.Image], file: Path) -> None:
    first, *others = frames
    lossless = {"lossless": True} if file.suffix == ".webp" else {}
    name = "PNG" if file.suffix == ".apng" else None
    first.save(file, name, save_all=True, append_images=others, duration=1000, loop=0, **lossless)


def _video(frames: list[Image.Image], file: Path) -> None:
    import av

    library: Any = av
    with library.open(str(file), "w") as container:
        stream = container.add_stream(CODECS[file.suffix], rate=1)
        stream.width, stream.height = (side - side % 2 for side in frames[0].size)
        stream.pix_fmt = "yuv420p"
        for frame in frames:
            cut = frame.crop((0, 0, stream.width, stream.height))
            container.mux(stream.encode(library.VideoFrame.from_image(cut)))
        container.mux(stream.encode(None))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
