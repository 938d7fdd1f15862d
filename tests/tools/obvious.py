"""The obvious way to a moving picture: stills through cairosvg, and their pixels through a library.

``python tests/tools/obvious.py FOLDER FILE``: the folder holds the stills as SVG, in order. GIF,
APNG, WebP and AVIF are written by Pillow, MP4 and WebM by PyAV, one frame a second, with their
defaults. ``--fine`` writes a WebM or an AVIF with colours as sharp as the rest, and with no larger
error than svgconv's. The program imports nothing of svgconv, so it is a peer to compare whole
processes with.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import cairosvg
from PIL import Image

CODECS = {".mp4": "libx264", ".webm": "libvpx-vp9"}


FINE: dict[str, dict[str, Any]] = {
    ".webm": {"crf": "37", "b": "0"},
    ".avif": {"quality": 80, "subsampling": "4:4:4"},
}


def main(folder: Path, file: Path, *fine: str) -> None:
    """Draw the stills, and write them as one file."""
    frames = [_drawn(path) for path in sorted(folder.glob("*.svg"))]
    options = FINE[file.suffix] if fine == ("--fine",) else {}
    if file.suffix in CODECS:
        _video(frames, file, options)
    else:
        _pictures(frames, file, options)


def _drawn(path: Path) -> Image.Image:
    png = cairosvg.svg2png(path.read_bytes(), background_color="white")
    return Image.open(io.BytesIO(png)).convert("RGB")


def _pictures(frames: list[Image.Image], file: Path, options: dict[str, Any]) -> None:
    first, *others = frames
    if file.suffix == ".webp":
        options = {"lossless": True}
    name = "PNG" if file.suffix == ".apng" else None
    first.save(file, name, save_all=True, append_images=others, duration=1000, loop=0, **options)


def _video(frames: list[Image.Image], file: Path, options: dict[str, Any]) -> None:
    import av

    library: Any = av
    with library.open(str(file), "w") as container:
        stream = container.add_stream(CODECS[file.suffix], rate=1, options=options)
        stream.width, stream.height = (side - side % 2 for side in frames[0].size)
        stream.pix_fmt = "yuv444p" if options else "yuv420p"
        for frame in frames:
            cut = frame.crop((0, 0, stream.width, stream.height))
            container.mux(stream.encode(library.VideoFrame.from_image(cut)))
        container.mux(stream.encode(None))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
