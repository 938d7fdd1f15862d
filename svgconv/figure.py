"""A figure: an operation, how it is drawn and how fast it plays; every output starts here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path
from typing import Any

from svgconv.encoders import encoder_for
from svgconv.encoders.base import Drawing
from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.files import write
from svgconv.operations import OPERATIONS
from svgconv.operations.base import Operation
from svgconv.scene.scene import Scene
from svgconv.specification.sizes import whole_number
from svgconv.states.states import States
from svgconv.svg.recipe import KEY
from svgconv.themes import THEMES
from svgconv.version import VERSION
from svgconv.views import VIEWS

SHORTEST, LONGEST = Decimal("0.001"), Decimal(3600)


@dataclass(frozen=True)
class Figure:
    """One figure, immutable.

    Parameters
    ----------
    operation: what is shown.
    view: ``"oblique"`` as published, or ``"flat"``.
    theme: ``"guide"``, the published colours.
    frame_duration: seconds for which each frame is shown, 0.001 to 3600.
    plays: how often the frames are shown before the last one stays; None is for ever.
    at: the frame of a still; None for the animation.

    Raises
    ------
    SvgconvError: an unknown view or theme, or a number out of range.
    """

    operation: Operation
    view: str = "oblique"
    theme: str = "guide"
    frame_duration: Decimal = Decimal(1)
    plays: int | None = None
    at: int | None = None

    def __post_init__(self) -> None:
        VIEWS.get(self.view)
        THEMES.get(self.theme)
        object.__setattr__(self, "frame_duration", _seconds(self.frame_duration))
        if self.plays is not None:
            object.__setattr__(self, "plays", _plays(self.plays))

    @classmethod
    def from_recipe(cls, recipe: Mapping[str, Any]) -> Figure:
        """The figure that a recipe describes: ``operation``, ``parameters`` and how it is drawn."""
        options = {key: value for key, value in recipe.items() if key not in ("operation", KEY)}
        parameters = options.pop("parameters", {})
        known = {item.name for item in fields(cls)} - {"operation"}
        for key in options:
            if key not in known:
                raise SvgconvError(key, "is not part of a figure", nearest(key, known))
        operation = OPERATIONS.get(str(recipe.get("operation", "")))
        return cls(operation.from_parameters(parameters), **options)

    @property
    def recipe(self) -> dict[str, Any]:
        """What makes this figure again, as the SVG's metadata holds it; defaults left out."""
        duration = float(self.frame_duration)
        options = {
            "frame_duration": int(duration) if duration == int(duration) else duration,
            "plays": self.plays,
            "at": self.at,
        }
        usual = {"frame_duration": 1, "plays": None, "at": None}
        return {
            KEY: VERSION,
            "operation": self.operation.name,
            "parameters": self.operation.parameters(),
            "view": self.view,
            "theme": self.theme,
            **{key: value for key, value in options.items() if value != usual[key]},
        }

    @cached_property
    def states(self) -> States:
        """What each frame reads and writes, as numpy arrays; `States.to_dict` is its document."""
        return self.operation.states()

    @cached_property
    def scene(self) -> Scene:
        """What is drawn, in all frames."""
        return VIEWS.get(self.view).draw(self.states, THEMES.get(self.theme))

    @property
    def frames(self) -> int:
        """The number of frames: one for each output cell."""
        return self.operation.frames

    def frame(self, k: int) -> Figure:
        """The still of frame ``k``, from 0; negative numbers count from the end.

        Raises
        ------
        SvgconvError: no such frame.
        """
        index = whole_number("frame", k)
        if not -self.frames <= index < self.frames:
            raise SvgconvError("frame", f"{index} is not there", f"use 0 to {self.frames - 1}")
        return replace(self, at=index % self.frames)

    @property
    def drawing(self) -> Drawing:
        """The figure as encoders take it."""
        return Drawing(
            scene=self.scene,
            title=self.operation.title(),
            description=f"{self.operation.description()} {VIEWS.get(self.view).words}",
            recipe=self.recipe,
            frame_duration=self.frame_duration,
            plays=self.plays,
            frame=self.at,
        )

    def svg(self) -> str:
        """The figure as SVG text: animated, or one frame where ``at`` says which."""
        return self.encode(".svg").decode()

    def encode(self, suffix: str) -> bytes:
        """The figure's bytes in the format of a suffix such as ``.svg``."""
        return encoder_for(Path(f"figure{suffix}")).encode(self.drawing)

    def save(self, path: str | Path, *, overwrite: bool = False) -> Path:
        """Write the figure in the format of the path's suffix, whole or not at all.

        Raises
        ------
        SvgconvError: an unknown suffix, a target that cannot be written, or one that is there and
            that svgconv did not write (``overwrite`` writes it all the same).
        """
        path = Path(path)
        encoder = encoder_for(path)
        write(path, encoder.encode(self.drawing), wrote=encoder.wrote, overwrite=overwrite)
        return path

    def _repr_svg_(self) -> str:
        """What Jupyter shows."""
        return self.svg()


def _seconds(value: object) -> Decimal:
    try:
        if isinstance(value, bool) or Decimal(str(value)).is_nan():
            raise TypeError
        seconds = Decimal(str(value)).quantize(Decimal("0.000001"))
    except (InvalidOperation, TypeError):
        raise SvgconvError(
            "frame_duration", f"{quoted(value)} is not a number of seconds", "use one such as 0.5"
        ) from None
    if not SHORTEST <= seconds <= LONGEST:
        raise SvgconvError(
            "frame_duration",
            f"{quoted(value)} seconds are out of range",
            f"use {SHORTEST} to {LONGEST}",
        )
    return seconds.normalize()


def _plays(value: object) -> int:
    count = whole_number("plays", value)
    if not 1 <= count <= 1_000_000:
        raise SvgconvError("plays", f"{count} is out of range", "use 1 to 1000000")
    return count
