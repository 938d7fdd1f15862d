"""A figure's frames as numbered files: NAME_00.png, NAME_01.png, ..."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from svgconv.encoders import ENCODERS, encoder_for
from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.figure.figure import Figure
from svgconv.files.output import Output
from svgconv.files.writer import check, make_folder, write


def save_frames(
    figure: Figure,
    folder: str | Path,
    suffix: str = "png",
    *,
    overwrite: bool = False,
    **output: Any,
) -> list[Path]:
    """Write each shown frame to a file of its own, with the frame's number in its name.

    Parameters
    ----------
    folder: created if it does not exist.
    suffix: the format, such as ``"png"``.
    overwrite: replace files that svgconv did not write.
    output: options of the file (see `svgconv.files.output.Output`).

    Raises
    ------
    SvgconvError: an unknown format, or a target that cannot be written; files that svgconv did
        not write are found before anything is written.
    """
    folder = Path(folder)
    digits = max(2, len(str(figure.frame_count - 1)))
    suffix = suffix.removeprefix(".")
    shown = sorted(set(figure.chosen_frames))
    if suffix not in ENCODERS:
        raise SvgconvError(
            "format", f"{quoted(suffix)} is unknown", nearest(suffix, ENCODERS.names())
        )
    paths = [folder / f"{figure.stem}_{frame:0{digits}}.{suffix}" for frame in shown]
    encoder = encoder_for(paths[0])
    Output.of(output).check_frames(len(shown))
    for path in paths:
        check(path, wrote=encoder.wrote, overwrite=overwrite)
    make_folder(folder)
    for path, content in zip(paths, _contents(figure, shown, suffix, output), strict=True):
        write(path, content, wrote=encoder.wrote, overwrite=overwrite)
    return paths


def _contents(
    figure: Figure, shown: list[int], suffix: str, output: dict[str, Any]
) -> Iterator[bytes]:
    if suffix == "png":
        yield from _pngs(figure, shown, output)
    else:
        for frame in shown:
            yield figure.frame(frame).encode(f".{suffix}", **output)


def _pngs(figure: Figure, shown: list[int], output: dict[str, Any]) -> Iterator[bytes]:
    """Yield PNG frames from one pass of the compositor."""
    from dataclasses import replace

    from svgconv.encoders.png import png
    from svgconv.raster.compositor import pictures

    moving = replace(figure, at=None, frames=",".join(map(str, shown))).drawing(**output)
    for frame, picture in zip(shown, pictures(moving), strict=True):
        yield png(picture, figure.frame(frame).drawing(**output))
