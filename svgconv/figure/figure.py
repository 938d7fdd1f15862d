"""A figure: an operation, how it is drawn and how fast it plays; every output starts here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from svgconv.encoders import encoder_for
from svgconv.encoders.base import Encoder
from svgconv.errors import SvgconvError
from svgconv.figure.comparison import (
    CHANNELS,
    SLICES,
    Compared,
    check_count,
    described,
    own_recipe,
    said,
)
from svgconv.figure.composition import NO_CROP, drawn
from svgconv.figure.options import NOT_IN_STILLS, check_numbers, checked, frame_of
from svgconv.figure.recipe import read, written
from svgconv.files.drawing import Drawing
from svgconv.files.output import Output
from svgconv.files.writer import check, write
from svgconv.numbers.figure_numbers import FigureNumbers
from svgconv.numbers.values import Values
from svgconv.operations.base import Operation
from svgconv.scene.scene import Scene
from svgconv.scene.theme import Theme
from svgconv.specification.frame_list import frame_list
from svgconv.specification.sizes import Sides
from svgconv.states.document import StatesDocument
from svgconv.states.odometer import Odometer, common
from svgconv.states.states import States
from svgconv.themes import ThemeLike, theme_for
from svgconv.views import view_for
from svgconv.views.base import View


@dataclass(frozen=True)
class Figure:
    """One figure, immutable.

    Parameters
    ----------
    operation: what is shown.
    view: ``"oblique"`` as published, ``"flat"``, or another that draws the operation, such as
        ``"matrix"`` or ``"scatter"``; where it is empty, the operation's usual one.
    theme: ``"guide"``, the published colours; another theme's name; or a table of colours of one's
        own, such as ``{"base": "dark", "input": {"fill": "#f80"}}``.
    frame_duration: seconds for which each frame is shown, 0.001 to 3600.
    plays: how often the frames are shown before the last one stays; None is for ever.
    hold: seconds for which the last frame is shown longer than the others, up to 3600.
    shown: the frames that are shown, such as ``"0,3,5-8"``; None shows them all.
    crop: user units (a cell has 20) cut off the sides: one number, ``(height, width)`` or
        ``((top, bottom), (left, right))``; negative ones add a margin.
    beside: figures that stand to the right of this one, on its clock; all show the same output
        index, and one with fewer rows or columns waits at its last one; the scatter view shows
        the last input unit that hits that output cell.
    at: the frame of a still; None for the animation.
    values: numbers in the cells: ``True``, a seed, or a table with some of ``seed``, ``input`` and
        ``weight`` (the attribute is a `svgconv.numbers.values.Values`); None for no numbers.
    sum: write the sum of each frame beneath; without ``values``, with the seed 0.
    worksheet: leave the outputs blank; without ``values``, with the seed 0.
    annotate: what is written around it: ``"title"``, ``"legend"``, ``"axes"`` (their names),
        ``"indices"`` (of rows and columns) and ``"frame"`` (its number), as a list or as text with
        commas.
    heading: a title of one's own.
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
    values: Values | None = None
    sum: bool = False
    worksheet: bool = False
    annotate: tuple[str, ...] = ()
    heading: str = ""
    name: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "view", view_for(self.operation, self.view).name)
        theme_for(self.theme)
        check_count(1 + len(self.beside))
        object.__setattr__(self, "beside", tuple(map(_alone, self.beside)))
        for name, value in checked(self).items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, "values", self._values())

    @classmethod
    def from_recipe(cls, recipe: Mapping[str, Any]) -> Figure:
        """The figure that a recipe describes: ``operation``, ``parameters`` and how it is drawn."""
        operation, options = read(
            recipe, {item.name for item in fields(cls)} - {"operation", "name"}
        )
        beside = tuple(
            one if isinstance(one, Figure) else cls.from_recipe(one)
            for one in options.pop("beside", ())
        )
        return cls(operation, beside=beside, **options)

    @property
    def recipe(self) -> dict[str, Any]:
        """What makes this figure again, as the SVG's metadata holds it; defaults left out."""
        return written(self)

    @cached_property
    def states(self) -> States:
        """What each frame reads and writes, as numpy arrays; `States.to_dict` is its document."""
        states: States = self._view.states_of(self.operation)
        return states

    @property
    def _view(self) -> View[Any]:
        return view_for(self.operation, self.view)

    @cached_property
    def scene(self) -> Scene:
        """What is drawn, in all frames."""
        return drawn(self)

    @property
    def all(self) -> tuple[Figure, ...]:
        """The figure, and those beside it."""
        return self, *self.beside

    @property
    def odometer(self) -> Odometer:
        """The readings that its frames are: usually those of the output, or of all outputs."""
        return common(self._odometers) if self.beside else self._view.odometer(self.operation)

    @property
    def _odometers(self) -> list[Odometer]:
        return [one._aligned for one in self.all]

    @property
    def _aligned(self) -> Odometer:
        """Its readings as they go with others': even of one axis, a row stands after a channel."""
        own = self._view.odometer(self.operation)
        if len(own.shape) > self.operation.axes == 1:
            return Odometer((*own.shape[:-1], 1, own.shape[-1]))
        return own

    @property
    def counts(self) -> str:
        """What frames are counted by, in a word: output cells, input units, windows of columns."""
        words = {one._view.frame_unit for one in self.all}
        return words.pop() if len(words) == 1 else "output"

    def index(self, frame: int) -> tuple[int, ...]:
        """The index of what a frame counts (see `counts`), its channel first if it has several.

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
        each = [one._own_description for one in self.all]
        if not self.beside:
            return each[0]
        channels = any(one.states.channels for one in self.all)
        slices = any(one.operation.axes == 3 for one in self.all)
        planes = [CHANNELS] * channels + [SLICES] * slices
        return described(each, self.counts, self._odometers, planes)

    @property
    def _own_description(self) -> str:
        words = [self._view.description(self.operation), self._view.orientation_of(self.operation)]
        return " ".join(words + ([self.numbering.words] if self.numbering else []))

    def _values(self) -> Values | None:
        option: object = self.values
        wanted = self.sum or self.worksheet
        if option is False and wanted:
            raise SvgconvError("values", "are refused, and written out", "leave one of the two out")
        option = wanted if option is None else option
        if option is False:
            return None
        check_numbers(self.operation, self._view, self.sum)
        return Values.of(option, self.operation)

    @cached_property
    def numbering(self) -> FigureNumbers | None:
        """What its numbers come to; None without numbers."""
        if self.values is None:
            return None
        turns = self._view.shows_flipped_kernel
        return FigureNumbers(self.values, self.states, self.worksheet, self.sum, turns)

    @property
    def styled_by(self) -> Theme | None:
        """The theme whose style sheet its SVG has; None where the figures beside have others."""
        alike = all(one.theme == self.theme for one in self.beside)
        return self.colours if alike else None

    @property
    def colours(self) -> Theme:
        """The theme, as it is for figures with numbers where there are some."""
        theme = theme_for(self.theme)
        return theme if self.values is None else theme.for_numbers()

    @property
    def stem(self) -> str:
        """How the names of its files begin."""
        return self.name or self.operation.name

    @property
    def frames(self) -> int:
        """The number of frames: one for each output cell."""
        return self.odometer.frame_count

    def frame(self, k: int) -> Figure:
        """The still of frame ``k``, from 0; negative numbers count from the end.

        Raises
        ------
        SvgconvError: no such frame.
        """
        return replace(self, at=frame_of(k, self.frames), **NOT_IN_STILLS)

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
        scene = self.scene  # refuses what is too large before its frames are counted out
        frames = self.shown_frames
        durations = [self.frame_duration] * len(frames)
        durations[-1] += self.hold
        return Drawing(
            scene=scene,
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

    @property
    def told(self) -> StatesDocument:
        """The ``states`` document in parts; with figures beside it, a frame has one of each."""
        own = [one.numbering or one.states for one in self.all]
        return Compared(own, self._odometers) if self.beside else own[0]

    def document(self) -> dict[str, Any]:
        """The ``states`` document whole."""
        return {**self.told.head(), "frames": list(self.told.frames())}

    def svg(self) -> str:
        """The figure as SVG text: animated, or one frame where ``at`` says which."""
        return self.encode(".svg").decode()

    def encode(self, suffix: str, **output: Any) -> bytes:
        """The figure's bytes in the format of a suffix such as ``.svg``.

        Parameters
        ----------
        suffix: one that `svgconv formats` lists.
        output: ``width``, ``height``, ``scale``, ``dpi``, ``background``, ``colors``,
            ``full_frames`` (see `svgconv.files.output.Output`).
        """
        encoder = encoder_for(Path(f"figure{suffix}"))
        return encoder.file(self._for(encoder).drawing(**output))

    def _for(self, encoder: Encoder) -> Figure:
        """The figure itself, or its first shown frame for a format that holds one picture."""
        if encoder.animated or self.at is not None:
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
        content = encoder.file(self._for(encoder).drawing(**output))
        write(path, content, wrote=encoder.wrote, overwrite=overwrite)
        return path

    def _repr_svg_(self) -> str:
        """What Jupyter shows."""
        return self.svg()


def _alone(figure: Figure) -> Figure:
    """A figure as it is beside another: without a clock of its own."""
    return Figure.from_recipe(own_recipe(figure.recipe))
