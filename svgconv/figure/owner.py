"""What the parsers of a figure's options need to know of the figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from svgconv.numbers.values import Values
    from svgconv.operations.base import Operation
    from svgconv.states.odometer import Odometer


class Owner(Protocol):
    """What the parsers need to know of the figure that an option belongs to."""

    @property
    def operation(self) -> Operation:
        """What the figure shows."""

    @property
    def view(self) -> str:
        """The name of its view."""

    @property
    def small(self) -> bool:
        """Whether it is drawn on a small input."""

    @property
    def drawn_operation(self) -> Operation:
        """The operation on the input that is drawn."""

    @property
    def sum(self) -> bool:
        """Whether each frame's sum is written."""

    @property
    def worksheet(self) -> bool:
        """Whether the outputs are blank."""

    @property
    def shade(self) -> str:
        """How its cells are coloured by their numbers."""

    @property
    def panels(self) -> Any:
        """What is drawn between the input and the output."""

    @property
    def tint(self) -> str:
        """Whether each window has a tint."""

    @property
    def symbols(self) -> bool:
        """Whether the weights' symbols are written."""

    @property
    def values(self) -> Values | None:
        """The numbers in its cells."""

    @property
    def frame_duration(self) -> Any:
        """The seconds of each frame, or None for the default."""

    @property
    def frame_count(self) -> int:
        """The number of frames."""

    @property
    def frames(self) -> str | None:
        """The frames that are shown; None for all."""

    @property
    def poster(self) -> int | str:
        """The frame that programs show that do not play an SVG."""

    @property
    def motion(self) -> str:
        """How marks get from place to place."""

    @property
    def beside(self) -> tuple[Any, ...]:
        """The figures that it is compared with."""

    @property
    def odometer(self) -> Odometer:
        """The odometer of its frames."""
