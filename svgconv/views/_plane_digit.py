"""The digit of the planes: how marks follow it, and which planes of the input it reads."""

from __future__ import annotations

from dataclasses import dataclass

from svgconv.scene.motion import Point, Summed, slower
from svgconv.scene.plane import Plane, PlaneRow
from svgconv.scene.presence import Presence
from svgconv.scene.window import Mask
from svgconv.states.odometer import Odometer
from svgconv.states.states import States


@dataclass(frozen=True)
class PlaneDigit:
    """The odometer's first digit, which counts the output's planes if there are several.

    Attributes
    ----------
    inputs, outputs: the drawn planes of both.
    """

    states: States
    inputs: PlaneRow
    outputs: PlaneRow

    def moved(self, movement: Summed, places: tuple[Point, ...] = ()) -> Summed:
        """Return a movement on a plane, with the digit of the planes if there are several."""
        if self.states.planes is None:
            return movement
        on_plane = Odometer(self.states.plane_odometer.shape[1:])
        return slower(movement, places or ((0, 0),) * len(self.outputs.planes), on_plane)

    def presence(self, when: tuple[bool, ...], presence: Presence = ()) -> Presence:
        """Return a presence on a plane, limited to the digits of the planes in ``when``."""
        if self.states.planes is None or not (when or presence):
            return presence
        return (when, *(presence or ((), ())))

    def places(self, when: tuple[bool, ...]) -> tuple[Point, ...]:
        """Return the output planes' offsets from the first one for which ``when`` is true.

        Other planes have the offset 0, as nothing is visible on them.
        """
        if not when:
            return self.outputs.places()
        places = self.outputs.places(when.index(True))
        return tuple(place if used else (0, 0) for place, used in zip(places, when, strict=True))

    @property
    def read(self) -> list[tuple[Plane, tuple[bool, ...]]]:
        """The input's planes that are read, and for each digit of the planes whether they are.

        ``()`` stands for all digits.
        """
        planes = self.states.planes
        if planes is None:
            return [(self.inputs.planes[0], ())]
        tables = [
            tuple(number in planes.read_by(output) for output in planes.drawn_outputs)
            for number in planes.drawn_inputs
        ]
        return [
            (plane, () if all(when) else when)
            for plane, when in zip(self.inputs.planes, tables, strict=True)
            if any(when)
        ]

    def masks(
        self, plane: Plane, when: tuple[bool, ...]
    ) -> list[tuple[Mask | None, tuple[bool, ...]]]:
        """Return the masks of an input plane's windows, and the digits of the planes with each.

        Parameters
        ----------
        when: the digits at which the plane is read; ``()`` stands for all digits.
        """
        if self.states.mask is None:
            return [(None, when)]
        channels, number = self.states.channels, self.inputs.planes.index(plane)
        by_output = self.states.masks_on(channels.drawn_inputs[number] if channels else 0)
        masks = dict.fromkeys(by_output)
        if len(masks) == 1:
            return [(by_output[0], when)]
        return [(mask, tuple(own == mask for own in by_output)) for mask in masks]

    @property
    def left_out_read(self) -> tuple[bool, ...]:
        """For each digit of the planes, whether an input plane is read that is not drawn."""
        planes = self.states.planes
        if planes is None:
            return ()
        drawn = set(planes.drawn_inputs)
        return tuple(
            not drawn.issuperset(planes.read_by(output)) for output in planes.drawn_outputs
        )
