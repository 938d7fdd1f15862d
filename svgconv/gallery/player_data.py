"""The data that a page's player needs to name a figure's frames."""

from __future__ import annotations

from svgconv.figure.figure import Figure
from svgconv.specification.measures import plain_seconds


def player_data(figure: Figure) -> dict[str, str]:
    """Return the player's data by the names of ``data-`` attributes.

    ``shape`` is the odometer's: the number of digits of each axis. ``channels`` has the numbers of
    the output channels that are drawn, if some are left out. ``unit`` is what a frame's index
    belongs to, if that is not an output cell.
    """
    data = {"shape": ",".join(map(str, figure.odometer.shape))}
    channels = None if figure.beside else figure.states.channels
    if channels is not None and channels.outputs > len(channels.drawn_outputs):
        data["channels"] = ",".join(map(str, channels.drawn_outputs))
    if figure.frame_unit != "output":
        data["unit"] = figure.frame_unit
    return data


def playback_data(figure: Figure) -> dict[str, str]:
    """Return all of the player's data; playback options that have their defaults are left out."""
    data = {"frame-count": str(figure.frame_count), **player_data(figure)}
    if figure.frame_seconds != 1:
        data["duration"] = str(plain_seconds(figure.frame_seconds))
    if figure.hold:
        data["hold"] = str(plain_seconds(figure.hold))
    if figure.plays is not None:
        data["plays"] = str(figure.plays)
    if figure.frames is not None or figure.at is not None or figure.slow_frames:
        data["frames"] = ",".join(map(str, figure.paced_frames))
    return data
