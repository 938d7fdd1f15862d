"""The preview: a figure as the serving page shows it, with its arithmetic and its snippets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from svgconv.figure.figure import Figure
from svgconv.figure.snippets import command_line, python_code
from svgconv.files.output import Output
from svgconv.gallery.cell_data import cell_text
from svgconv.gallery.inline import inline_svg
from svgconv.gallery.player_data import player_data
from svgconv.sources.named import nearest_named
from svgconv.specification.measures import plain_seconds
from svgconv.specification.phrases import frames_phrase
from svgconv.specification.sizes import times
from svgconv.themes import THEMES


@dataclass(frozen=True)
class Preview:
    """A figure as the page shows it.

    Attributes
    ----------
    title, sizes: the operation with its parameters; the output size and the number of frames.
    svg: the animation as markup.
    background: ``light`` or ``dark``, so that the theme's lines are visible; ``auto`` follows the
        reader's system.
    steps, remarks: the lines of the output size's arithmetic, and the remarks about it.
    snippets: the texts to copy by language.
    frames, player_data, duration, hold, plays: the data of the page's player; ``plays`` is 0 for an
        endless animation.
    cells: the data of the figure's cells; see `svgconv.gallery.cell_data`.
    """

    title: str
    sizes: str
    svg: str
    background: str
    steps: tuple[str, ...]
    remarks: tuple[str, ...]
    snippets: Mapping[str, str]
    frames: tuple[int, ...]
    player_data: Mapping[str, str]
    duration: float
    hold: float
    plays: int
    cells: str

    @classmethod
    def of(cls, figure: Figure, file: str, output: Output) -> Preview:
        """Return the preview of a figure.

        Parameters
        ----------
        file, output: the name and the options of the file that the snippets write.
        """
        operation = figure.operation
        drawing, named = figure.drawing(), nearest_named(figure)
        return cls(
            title=figure.title,
            sizes=f"Output {times(operation.output_size)}, {frames_phrase(figure.frame_count)}",
            svg=inline_svg(drawing),
            background=background_of(str(figure.theme)),
            steps=tuple(step.line for step in operation.all_steps()),
            remarks=tuple(operation.remarks()),
            snippets={
                "Command line": command_line(figure, file, named, output),
                "Python": python_code(figure, file, named, output),
                "PyTorch": operation.torch_call(),
                **({"Keras": call} if (call := operation.keras_call()) else {}),
            },
            frames=figure.paced_frames,
            player_data=player_data(figure),
            duration=plain_seconds(figure.frame_seconds),
            hold=plain_seconds(figure.hold),
            plays=figure.plays or 0,
            cells=cell_text(drawing.scene),
        )


def background_of(name: str) -> str:
    """Return the background for a theme's lines; ``auto`` for themes that follow the system."""
    theme = THEMES.get(name)
    if theme.dark is not None:
        return "auto"
    red, green, blue = bytes.fromhex(str(theme.line.stroke).removeprefix("#"))
    return "dark" if 0.3 * red + 0.6 * green + 0.1 * blue > 127 else "light"
