"""Stills through cairosvg, and their pixels through imageio, as a GIF.

python imageio_gif.py FOLDER FILE
"""

import sys
from pathlib import Path

import cairosvg
import imageio.v3 as imageio
import numpy as np


def main(folder: Path, file: Path) -> None:
    """Draw the stills, and write them as one file."""
    pages = [
        cairosvg.svg2png(path.read_bytes(), background_color="white")
        for path in sorted(folder.glob("*.svg"))
    ]
    frames = [imageio.imread(page, extension=".png")[..., :3] for page in pages]
    imageio.imwrite(file, np.stack(frames), duration=1000, loop=0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
