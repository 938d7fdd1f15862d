"""What a view is: a function from states and a theme to a scene, and words for what it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Concatenate, Generic, TypeVar

from svgconv.errors import SvgconvError, quoted
from svgconv.numbers.values import Values
from svgconv.operations.base import WINDOWS, Operation
from svgconv.registry import mismatch, not_a_line, returns
from svgconv.scene.cell_map import CellMap
from svgconv.scene.grids import Grid
from svgconv.scene.scene import Scene
from svgconv.scene.style import NONE, PUBLISHED, STACKED, Style
from svgconv.scene.theme import Theme
from svgconv.states.arithmetic import Array
from svgconv.states.odometer import Odometer
from svgconv.states.states import States

Drawn = TypeVar("Drawn", bound=States)

MARGIN = 4
"""User units around everything drawn: more than half of any line's width."""
LABEL_MARGIN = 10
"""User units around a figure with labels at its side."""


def one_frame_per_output(operation: Operation) -> Odometer:
    """Return the frames of most views: one for each output cell, in row-major order."""
    return Odometer(operation.odometer_shape)


def own_states(operation: Operation) -> Any:
    """Return what most views draw: what each output cell reads."""
    return operation.states()


def own_description(operation: Operation) -> str:
    """Return sentences about what most views show."""
    return operation.description()


@dataclass(frozen=True)
class View(Generic[Drawn]):
    """A way to draw one type of states.

    Attributes
    ----------
    name: the name on the command line and in recipes, and of the view's file.
    summary: what the view shows, in a line that fits after its name.
    states_type: the class of the states that it draws.
    draw: makes the scene from states, a `Theme` and, if the figure has numbers, the result of
        ``cell_texts``. Every frame of the states is a frame of the scene. The scene's odometer
        always has a plane's two axes; one axis is drawn as a single row. If there are several
        channels, or slices of three axes, these are a third axis, which comes first.
    orientation: a sentence that says where row 0 and column 0 are, for the figure's description.
    orientation_one_axis: the same for figures of one axis; "" if it is the same sentence.
    orientation_channels: where the channels are; "" if the view draws one channel only.
    orientation_slices: where the slices of three axes are; "" if the view draws at most two axes.
    grids: returns the grids whose rows and columns can be labelled, in the coordinates of the marks
        that ``draw`` makes; None if it has none.
    cells: returns the cells that can be pointed at on a page, in the same coordinates; None if its
        pictures have none.
    states_kind: the kind of states that it draws. It draws the operations that have this kind among
        their ``states_kinds``.
    odometer: returns the frames that it shows of an operation.
    frame_unit: what the indices of these frames count, in a word.
    states: returns the states that it draws of an operation, with a state for each frame.
    description: returns sentences that say what it shows of an operation.
    cell_texts: makes the numbers in the cells from states, the figure's `Values` and the output's
        numbers, which are None on a worksheet; None if the view shows no numbers.
    shows_flipped_kernel: whether it shows a kernel as the drawn grid meets it, which is flipped for
        a transposed convolution; otherwise as PyTorch stores it.
    shows_sums: whether each frame's sum can be written below it.
    options: the figure's options that it draws, of those that only some views draw. With some,
        ``draw`` also takes a `Style`, after the numbers (None without numbers), and ``grids`` after
        the states. With ``panels``, ``grids`` also returns the panels' headings.
    margin: user units around everything that it draws.
    orientation_panels: returns sentences that say where things are with panels (see `Style`).
    orientation_stacked: where the planes are if they are stacked; "" if the view cannot stack them.
    """

    name: str
    summary: str
    states_type: type[Drawn]
    draw: Callable[Concatenate[Drawn, Theme, ...], Scene]
    orientation: str
    orientation_one_axis: str = ""
    orientation_channels: str = ""
    orientation_slices: str = ""
    grids: Callable[Concatenate[Drawn, ...], Sequence[Grid]] | None = None
    cells: Callable[[Drawn, Style], CellMap] | None = None
    states_kind: str = WINDOWS
    odometer: Callable[[Operation], Odometer] = one_frame_per_output
    frame_unit: str = "output"
    states: Callable[[Operation], Drawn] = own_states
    description: Callable[[Operation], str] = own_description
    cell_texts: Callable[[Drawn, Values, Array | None], Any] | None = None
    shows_flipped_kernel: bool = True
    shows_sums: bool = True
    options: frozenset[str] = frozenset()
    margin: int = MARGIN
    orientation_panels: Callable[[Operation, str], str] | None = None
    orientation_stacked: str = ""

    def states_of(self, operation: Operation) -> Drawn:
        """Return the states that the view draws of an operation.

        Raises
        ------
        SvgconvError: the operation has states of another type, although it has the view's kind
            among its ``states_kinds``.
        """
        states = self.states(operation)
        if not isinstance(states, self.states_type):
            raise SvgconvError(
                "view",
                f"{self.name} draws {self.states_type.__name__}, but {operation.name} has"
                f" {type(states).__name__}",
                f"remove {self.states_kind!r} from its states_kinds",
            )
        return states

    @property
    def has_panels(self) -> bool:
        """Whether it can draw the kernel and the products as panels."""
        return "panels" in self.options

    def orientation_of(self, operation: Operation, style: Style = PUBLISHED) -> str:
        """Return the sentences that say where things are in a figure of this operation."""
        one_axis = operation.axes == 1
        words = [self.orientation_one_axis or self.orientation if one_axis else self.orientation]
        if style.panels != NONE and self.orientation_panels is not None:
            words = [self.orientation_panels(operation, style.panels)]
        if style.planes == STACKED:
            return " ".join([*words, self.orientation_stacked])
        if len(operation.odometer_shape) > operation.axes and self.orientation_channels:
            words.append(self.orientation_channels)
        if operation.axes == 3:
            words.append(self.orientation_slices)
        return " ".join(words)


def problem(view: object) -> str:
    """Say what is wrong with a value that claims to be a view; ``""`` if nothing is."""
    if not isinstance(view, View):
        return f"{quoted(view)} is not a View"
    if not (isinstance(view.states_type, type) and issubclass(view.states_type, States)):
        return f"states_type is {quoted(view.states_type)}, not a class of states"
    problems = [
        not_a_line(view, "name", "summary", "orientation", "states_kind", "frame_unit"),
        *_mismatches(view),
    ]
    return next(filter(None, problems), "")


def _mismatches(view: View[Any]) -> list[str]:
    """Say what is wrong with each of a view's functions."""
    drawn: dict[str, type | None] = {"states": view.states_type}
    scene: dict[str, type | None] = {**drawn, "theme": Theme}
    operation: dict[str, type | None] = {"operation": Operation}
    found = []
    if view.cell_texts is not None:
        taken = {**drawn, "values": Values, "output": None}
        found.append(mismatch("cell_texts", view.cell_texts, taken))
        made = None if found[0] else returns(view.cell_texts)
        scene["texts"] = made if isinstance(made, type) else None
    if view.options:
        scene = {**drawn, "theme": Theme, "texts": scene.get("texts"), "style": Style}
    found.append(mismatch("draw", view.draw, scene, Scene))
    if view.grids is not None:
        taken = {**drawn, "style": Style} if view.options else drawn
        found.append(mismatch("grids", view.grids, taken, Sequence))
    if view.cells is not None:
        taken = {**drawn, "style": Style}
        found.append(mismatch("cells", view.cells, taken, CellMap))
    return [
        *found,
        mismatch("odometer", view.odometer, operation, Odometer),
        mismatch("states", view.states, operation, view.states_type),
        mismatch("description", view.description, operation, str),
    ]
