"""What a view is: a function from states and a theme to a scene, and words on where things lie."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from svgconv.operations.base import WINDOWS, Operation
from svgconv.scene.axis_labels import Grid
from svgconv.scene.scene import Scene
from svgconv.states.odometer import Odometer
from svgconv.states.states import States

MARGIN = 4
"""User units around everything drawn: more than half of any line's width."""


def a_frame_an_output(operation: Operation) -> Odometer:
    """Frames as most views have them: one for each output cell, in row-major order."""
    return Odometer(operation.readings)


def gathering(operation: Operation) -> States:
    """States as most views draw them: what each output cell reads."""
    return operation.states()


def windows_described(operation: Operation) -> str:
    """Sentences on what most views show."""
    return operation.description()


@dataclass(frozen=True)
class View:
    """A way to draw.

    Attributes
    ----------
    name: as the command line and recipes spell it.
    words: a sentence that says where row 0 and column 0 are, for the figure's description.
    words_for_one_axis: the same of a figure of one axis.
    words_for_channels: where several channels lie; a view without them draws one channel only.
    words_for_slices: where the slices of three axes lie; a view without them draws none.
    grids: where the grids lie whose indices can be written beside them, before the scene is framed.
    kind: what it draws; it draws the operations that have this among their ``kinds``.
    odometer: the frames that it shows of an operation.
    counts: what these frames' readings are indices of, in a word.
    states: what it draws of an operation, a state for each of these frames.
    description: sentences that say what it shows of an operation.
    writing: what it writes where there are numbers, made from `States`, the figure's `Values` and
        the output's numbers, or None where these are left blank; a view without it takes none.
    turns: whether it shows a kernel as the drawn grid meets it, and not as PyTorch has it.
    sums: whether each frame's sum can be written beneath it.
    draw: makes the scene of `States` and a `Theme`, and as a third of what ``writing`` makes where
        there are numbers; every frame of the states is a frame of the scene, whose
        odometer has two axes always: one axis is drawn as a single row. Several channels, or the
        slices of three axes, are a third, before.
    """

    name: str
    words: str
    draw: Callable[..., Scene]
    words_for_one_axis: str = ""
    words_for_channels: str = ""
    words_for_slices: str = ""
    grids: Callable[[States], Sequence[Grid]] | None = None
    kind: str = WINDOWS
    odometer: Callable[[Operation], Odometer] = a_frame_an_output
    counts: str = "output"
    states: Callable[[Operation], States] = gathering
    description: Callable[[Operation], str] = windows_described
    writing: Callable[..., object] | None = None
    turns: bool = True
    sums: bool = True

    def told(self, operation: Operation) -> str:
        """The words for a figure of this operation."""
        one_axis = operation.axes == 1
        words = [self.words_for_one_axis or self.words if one_axis else self.words]
        if len(operation.readings) > operation.axes and self.words_for_channels:
            words.append(self.words_for_channels)
        if operation.axes == 3:
            words.append(self.words_for_slices)
        return " ".join(words)
