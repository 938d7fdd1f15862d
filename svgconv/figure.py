"""A figure: an operation, how it is drawn and how fast it plays; every output starts here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from svgconv.comparison import check_count, compared_states, described, own_recipe, said
from svgconv.drawing import Drawing
from svgconv.encoders import encoder_for
from svgconv.encoders.base import Encoder
from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.files import check, write
from svgconv.operations import OPERATIONS
from svgconv.operations.base import Operation
from svgconv.output import Output
from svgconv.scene.beside import beside
from svgconv.scene.hatch import hatched
from svgconv.scene.scene import Scene
from svgconv.specification.frame_list import frame_list
from svgconv.specification.seconds import plain_seconds, seconds
from svgconv.specification.sizes import Sides, plain, sides, whole_number
from svgconv.states.odometer import Odometer, common
from svgconv.states.states import States
from svgconv.svg.recipe import KEY
from svgconv.themes import ThemeLike, theme_for
from svgconv.themes.base import Theme
from svgconv.version import VERSION
from svgconv.views import view_for
from svgconv.views.base import View

SHORTEST = Decimal("0.001")
NO_CROP: Sides = ((0, 0), (0, 0))
MOST_MARGIN = 10_000
NOT_IN_STILLS: dict[str, Any] = {
    "frame_duration": Decimal(1),
    "plays": None,
    "hold": Decimal(0),
    "shown": None,
}
"""Options that say how frames follow each other, as they are where nothing follows."""
NOT_OPTIONS = ("operation", KEY, "output", "strip")
"""Keys of a file's recipe that do not say what the figure is or how it is drawn."""


@dataclass(frozen=True)
class Figure:
    """One figure, immutable.

    Parameters
    ----------
    operation: what is shown.
    view: ``"oblique"`` as published, ``"flat"``, or another that draws the operation; where it is
        empty, the operation's usual one.
    theme: ``"guide"``, the published colours; another theme's name; or a table of colours of one's
        own, such as ``{"base": "dark", "input": {"fill": "#f80"}}``.
    frame_duration: seconds for which each frame is shown, 0.001 to 3600.
    plays: how often the frames are shown before the last one stays; None is for ever.
    hold: seconds for which the last frame is shown longer than the others, up to 3600.
    shown: the frames that are shown, such as ``"0,3,5-8"``; None shows them all.
    crop: user units (a cell has 20) cut off the sides: one number, ``(height, width)`` or
        ``((top, bottom), (left, right))``; negative ones add a margin.
    beside: figures that stand to the right of this one, on its clock; all show the same output
        index, and one with fewer rows or columns waits at its last one.
    at: the frame of a still; None for the animation.
    name: what its numbered files are called; not part of what it is.

    Raises
    ------
    SvgconvError: an unknown view or theme, or a number out of range.
    """

    operation: Operation
    view: str = ""
    theme: ThemeLike = "guide"
    frame_duration: Decimal = Decimal(1)
    plays: int | None = None
    hold: Decimal = Decimal(0)
    shown: str | None = None
    crop: Sides = NO_CROP
    beside: tuple[Figure, ...] = ()
    at: int | None = None
    name: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "view", view_for(self.operation, self.view).name)
        theme_for(self.theme)
        check_count(1 + len(self.beside))
        object.__setattr__(self, "beside", tuple(map(_alone, self.beside)))
        duration = seconds("frame_duration", self.frame_duration, SHORTEST)
        checked: dict[str, object] = {
            "frame_duration": duration,
            "hold": seconds("hold", self.hold, Decimal(0)),
            "crop": sides("crop", self.crop, least=-MOST_MARGIN),
            "plays": None if self.plays is None else _plays(self.plays),
            "shown": None if self.shown is None else self._chosen(self.shown),
            "at": None if self.at is None else self._index(self.at),
        }
        for name, value in checked.items():
            object.__setattr__(self, name, value)

    @classmethod
    def from_recipe(cls, recipe: Mapping[str, Any]) -> Figure:
        """The figure that a recipe describes: ``operation``, ``parameters`` and how it is drawn."""
        options = {key: value for key, value in recipe.items() if key not in NOT_OPTIONS}
        parameters = options.pop("parameters", {})
        if not isinstance(parameters, Mapping):
            raise SvgconvError("parameters", f"{quoted(parameters)} is not a table of parameters")
        known = {item.name for item in fields(cls)} - {"operation", "name"}
        for key in options:
            if key not in known:
                raise SvgconvError(key, "is not part of a figure", nearest(key, known))
        beside = tuple(
            one if isinstance(one, Figure) else cls.from_recipe(one)
            for one in options.pop("beside", ())
        )
        operation = OPERATIONS.get(str(recipe.get("operation", "")))
        return cls(operation.from_parameters(parameters), beside=beside, **options)

    @property
    def recipe(self) -> dict[str, Any]:
        """What makes this figure again, as the SVG's metadata holds it; defaults left out."""
        options = {
            "frame_duration": plain_seconds(self.frame_duration),
            "plays": self.plays,
            "hold": plain_seconds(self.hold),
            "shown": self.shown,
            "crop": plain(self.crop),
            "at": self.at,
        }
        usual = {
            "frame_duration": 1,
            "plays": None,
            "hold": 0,
            "shown": None,
            "crop": 0,
            "at": None,
        }
        return {
            KEY: VERSION,
            "operation": self.operation.name,
            "parameters": self.operation.parameters(),
            "view": self.view,
            "theme": self.theme,
            **{key: value for key, value in options.items() if value != usual[key]},
            **({"beside": [own_recipe(one.recipe) for one in self.beside]} if self.beside else {}),
        }

    @cached_property
    def states(self) -> States:
        """What each frame reads and writes, as numpy arrays; `States.to_dict` is its document."""
        return self._view.states(self.operation)

    @property
    def _view(self) -> View:
        return view_for(self.operation, self.view)

    @cached_property
    def scene(self) -> Scene:
        """What is drawn, in all frames."""
        theme = theme_for(self.theme)
        whole = hatched(self._view.draw(self.states, theme), theme.hatch())
        own = whole if self.crop == NO_CROP else whole.cropped(self.crop)
        return beside([own, *(one.scene for one in self.beside)]) if self.beside else own

    @property
    def all(self) -> tuple[Figure, ...]:
        """The figure, and those beside it."""
        return self, *self.beside

    @property
    def odometer(self) -> Odometer:
        """The readings that its frames are: usually those of the output, or of all outputs."""
        if not self.beside:
            return self._view.odometer(self.operation)
        return common([one._aligned for one in self.all])

    @property
    def _aligned(self) -> Odometer:
        """Its readings as they go with others': even of one axis, a row stands after a channel."""
        shape = self._view.odometer(self.operation).shape
        if len(shape) > self.operation.axes == 1:
            return Odometer((*shape[:-1], 1, shape[-1]))
        return Odometer(shape)

    def output_cell(self, frame: int) -> tuple[int, ...]:
        """The index of the output cell that a frame computes, its channel first if it has several.

        Of figures beside each other it is the common index, a channel counted among those drawn.
        """
        channel, *cell = digits = self.odometer.digits(frame)
        if self.beside or self.states.channels is None:
            return digits
        return self.states.channels.drawn_outputs[channel], *cell

    @property
    def title(self) -> str:
        """One line that names what is shown."""
        return said([one.operation.title() for one in self.all])

    @property
    def description(self) -> str:
        """Sentences that say what is shown, for those who cannot see it."""
        each = [
            f"{one.operation.description()} {one._view.told(one.operation)}" for one in self.all
        ]
        channels = any(one.states.channels for one in self.all)
        return described(each, channels=channels) if self.beside else each[0]

    @property
    def styled_by(self) -> Theme | None:
        """The theme whose style sheet its SVG has; None where the figures beside have others."""
        alike = all(one.theme == self.theme for one in self.beside)
        return theme_for(self.theme) if alike else None

    @property
    def stem(self) -> str:
        """How the names of its files begin."""
        return self.name or self.operation.name

    @property
    def frames(self) -> int:
        """The number of frames: one for each output cell."""
        return self.odometer.frames

    def frame(self, k: int) -> Figure:
        """The still of frame ``k``, from 0; negative numbers count from the end.

        Raises
        ------
        SvgconvError: no such frame.
        """
        return replace(self, at=self._index(k), **NOT_IN_STILLS)

    def _index(self, k: object) -> int:
        """The frame that a number means, negative ones from the end."""
        index = whole_number("frame", k)
        if not -self.frames <= index < self.frames:
            raise SvgconvError("frame", f"{index} is not there", f"use 0 to {self.frames - 1}")
        return index % self.frames

    def _chosen(self, shown: object) -> str:
        """The choice of frames as text, once it is sure that they are all there."""
        chosen = frame_list("frames", shown, self.frames)
        return shown if isinstance(shown, str) else ",".join(map(str, chosen))

    @property
    def shown_frames(self) -> tuple[int, ...]:
        """The frames that an animation shows, in their order."""
        if self.at is not None:
            return (self.at,)
        if self.shown is None:
            return tuple(range(self.frames))
        return frame_list("frames", self.shown, self.frames)

    def drawing(self, **output: Any) -> Drawing:
        """The figure as encoders take it; ``output`` has the options of `Output`."""
        frames = self.shown_frames
        durations = [self.frame_duration] * len(frames)
        durations[-1] += self.hold
        return Drawing(
            scene=self.scene,
            title=self.title,
            description=self.description,
            recipe=self.recipe,
            frames=frames,
            durations=tuple(durations),
            plays=self.plays,
            still=self.at is not None,
            theme=self.styled_by,
            output=Output(**output),
            states=self.document,
        )

    def document(self) -> dict[str, Any]:
        """The ``states`` document; of figures beside each other, one of each in every frame."""
        if self.beside:
            return compared_states([one.states for one in self.all])
        return self.states.to_dict()

    def svg(self) -> str:
        """The figure as SVG text: animated, or one frame where ``at`` says which."""
        return self.encode(".svg").decode()

    def encode(self, suffix: str, **output: Any) -> bytes:
        """The figure's bytes in the format of a suffix such as ``.svg``.

        Parameters
        ----------
        suffix: one that `svgconv formats` lists.
        output: ``width``, ``height``, ``scale``, ``dpi``, ``background``, ``colors``,
            ``full_frames`` (see `svgconv.output.Output`).
        """
        encoder = encoder_for(Path(f"figure{suffix}"))
        return encoder.encode(self._for(encoder).drawing(**output))

    def _for(self, encoder: Encoder) -> Figure:
        """The figure itself, or its first shown frame for a format that holds one picture."""
        if encoder.moves or self.at is not None:
            return self
        return self.frame(self.shown_frames[0])

    def recipe_for(self, encoder: Encoder) -> dict[str, Any]:
        """The recipe that the encoder's file of this figure holds."""
        return self._for(encoder).drawing().full_recipe

    def save(self, path: str | Path, *, overwrite: bool = False, **output: Any) -> Path:
        """Write the figure in the format of the path's suffix, whole or not at all.

        Parameters
        ----------
        overwrite: replace a file that svgconv did not write.
        output: as in `encode`.

        Raises
        ------
        SvgconvError: an unknown suffix, a target that cannot be written, or one that is there and
            that svgconv did not write.
        """
        path = Path(path)
        encoder = encoder_for(path)
        check(path, wrote=encoder.wrote, overwrite=overwrite)
        content = encoder.encode(self._for(encoder).drawing(**output))
        write(path, content, wrote=encoder.wrote, overwrite=overwrite)
        return path

    def _repr_svg_(self) -> str:
        """What Jupyter shows."""
        return self.svg()


def _alone(figure: Figure) -> Figure:
    """A figure as it is beside another: without a clock of its own."""
    return Figure.from_recipe(own_recipe(figure.recipe))


def _plays(value: object) -> int:
    count = whole_number("plays", value)
    if not 1 <= count <= 1_000_000:
        raise SvgconvError("plays", f"{count} is out of range", "use 1 to 1000000")
    return count
