"""How a page's player reads a frame's number: as the index of an output cell, or of another."""

from __future__ import annotations

from svgconv.figure.figure import Figure


def counting(figure: Figure) -> dict[str, str]:
    """What a player must know of it, by the names of ``data-`` attributes.

    ``output`` has the number of digits of each axis; ``channels`` is there where not all are drawn,
    and ``counts`` where frames count something else than output cells.
    """
    data = {"output": ",".join(map(str, figure.odometer.shape))}
    channels = None if figure.beside else figure.states.channels
    if channels is not None and channels.outputs > len(channels.drawn_outputs):
        data["channels"] = ",".join(map(str, channels.drawn_outputs))
    if figure.counts != "output":
        data["counts"] = figure.counts
    return data
