"""The strided figure as its reader would write it with matplotlib, flat, as a GIF of nine frames.

python matplotlib_gif.py FILE
"""

import sys

import matplotlib as mpl
import numpy as np

mpl.use("Agg")

from matplotlib import pyplot
from matplotlib.animation import FuncAnimation, PillowWriter
from matplotlib.patches import Rectangle


def main(path: str) -> None:
    """Write the figure."""
    figure, axes = pyplot.subplots(figsize=(3.95, 3.81), dpi=100)
    axes.set_aspect("equal")
    axes.axis("off")
    axes.pcolormesh(np.arange(-1, 7), np.arange(-1, 7), np.zeros((7, 7)), edgecolors="k")
    axes.pcolormesh(np.arange(8, 12), np.arange(8, 12), np.ones((3, 3)), edgecolors="k")
    window = axes.add_patch(Rectangle((-1, -1), 3, 3, alpha=0.4))
    output = axes.add_patch(Rectangle((8, 8), 1, 1, alpha=0.4))

    def draw(frame: int) -> tuple[Rectangle, Rectangle]:
        row, column = divmod(frame, 3)
        window.set_xy((2 * column - 1, 2 * row - 1))
        output.set_xy((column + 8, row + 8))
        return window, output

    FuncAnimation(figure, draw, frames=9, blit=False).save(path, writer=PillowWriter(fps=1))


if __name__ == "__main__":
    main(sys.argv[1])
