"""A figure: an operation, how it is drawn and how it plays; every output starts here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from svgconv.encoders.base import Encoder
from svgconv.errors import SvgconvError, quoted
from svgconv.figure.comparison import (
    ComparedStates,
    common_sentences,
    common_title,
)
from svgconv.figure.declaration import FigureOptions
from svgconv.figure.effects import without_ghost
from svgconv.figure.explanation import Explanation
from svgconv.figure.figure_files import FigureFiles
from svgconv.figure.figure_recipe import FigureRecipe
from svgconv.figure.figure_scene import FigureScene
from svgconv.figure.options import frame_number
from svgconv.figure.pace import SMOOTH
from svgconv.figure.playback import Playback
from svgconv.figure.sentences import HOW, NUMBERS, WHERE, Sentence, sentences, within_words
from svgconv.figure.worksheet import Worksheet
from svgconv.files.drawing import Drawing
from svgconv.files.output import Output
from svgconv.numbers.figure_numbers import FigureNumbers
from svgconv.operations.base import Operation
from svgconv.options import defaults, options_of, parse_all
from svgconv.scene.style import NONE, PRODUCTS
from svgconv.specification.docstrings import with_parameters_of
from svgconv.specification.phrases import frames_phrase
from svgconv.states.document import StatesDocument
from svgconv.states.odometer import Odometer, common

if TYPE_CHECKING:
    from svgconv.strip.strip import Strip

ONCE = ("states", "scene", "numbers")
"""What a figure and its stills have in common, if it is made already."""


@with_parameters_of(FigureOptions)
@dataclass(frozen=True)
class Figure(FigureScene, FigureRecipe, Worksheet, Playback, FigureFiles):
    """An operation, how it is drawn and how it plays; it is immutable.

    The functions of the operations, such as `svgconv.conv`, and `svgconv.load` make figures. They
    take the same options as keywords. Jupyter displays a figure, and `save` writes it to a file.

    Raises
    ------
    SvgconvError: an unknown view or theme, or a value that is malformed or out of range.
    """

    def __post_init__(self) -> None:
        if not isinstance(self.operation, Operation):
            problem = f"{quoted(self.operation)} is not an operation"
            raise SvgconvError("operation", problem, "use svgconv.load")
        parse_all(self, self)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figure, and those that it is compared with."""
        return self, *self.beside

    @property
    def odometer(self) -> Odometer:
        """The odometer of its frames, in most views that of the output, or of all outputs."""
        return common(self._odometers) if self.beside else self._view.odometer(self.drawn_operation)

    @property
    def _odometers(self) -> list[Odometer]:
        return [one._aligned for one in self.figures]

    @property
    def _aligned(self) -> Odometer:
        """Its readings next to others': even with one axis, a row follows the channel."""
        own = self._view.odometer(self.drawn_operation)
        if len(own.shape) > self.operation.axes == 1:
            return Odometer((*own.shape[:-1], 1, own.shape[-1]))
        return own

    @property
    def frame_unit(self) -> str:
        r"""What the frames count: ``"output"`` cells, ``"input"`` units or ``"window"``\ s."""
        words = {one._view.frame_unit for one in self.figures}
        return words.pop() if len(words) == 1 else "output"

    def index(self, frame: int) -> tuple[int, ...]:
        """Return the index of what a frame counts, its channel first if it has several.

        For compared figures it is the common index, in which a channel counts the drawn ones.

        Parameters
        ----------
        frame: the frame's number, from 0 to `frame_count` less 1.
        """
        channel, *cell = digits = self.odometer.digits(frame)
        if self.beside or self.states.channels is None:
            return digits
        return self.states.channels.drawn_outputs[channel], *cell

    @property
    def title(self) -> str:
        """One line of at most 60 words that names what is shown."""
        return common_title([one._own_title for one in self.figures])

    @property
    def _own_title(self) -> str:
        return ", ".join(filter(None, (self.operation.title(), self._drawn_on)))

    @property
    def description(self) -> str:
        """At most 60 words that describe the figure to readers who cannot see it.

        What it shows comes first; its numbers are listed if there is room for them.
        """
        each = [one._sentences for one in self.figures]
        if not self.beside:
            return within_words(each[0])
        several = any(one.states.channels for one in self.figures)
        common = common_sentences(each, self.frame_unit, self._odometers, has_channels=several)
        return within_words(common)

    @property
    def _sentences(self) -> list[Sentence]:
        operation = self.drawn_operation
        words = [self._view.orientation_of(operation, self._style)]
        if self._drawn_on:
            words.append(f"It is {self._drawn_on}, where the operation behaves the same way.")
        if self._style.tint != NONE:
            words.append("Each window has a tint, which its output cell shares.")
        if self.winners and not self.worksheet:
            words.append("Rings mark the largest number in the window and the output cell.")
        if self.ghost and not without_ghost(self):
            words.append("The dashed outline is the window of the column before.")
        numbers = self.numbers.words if self.numbers else []
        what, *how = sentences(self._view.description(operation))
        return [
            what,
            *(replace(one, rank=HOW) for one in how),
            *sentences(" ".join(words), WHERE),
            *(Sentence(text, NUMBERS, short) for text, short in numbers),
        ]

    @cached_property
    def numbers(self) -> FigureNumbers | None:
        """The numbers in its cells and what follows from them; None without numbers."""
        if self.values is None:
            return None
        return FigureNumbers(
            self.values,
            self.states,
            self.worksheet,
            self.sum,
            self._view.shows_flipped_kernel,
            self.panels == PRODUCTS and not self.worksheet,
        )

    @property
    def stem(self) -> str:
        """The beginning of its files' names."""
        return self.name or self.operation.name

    @property
    def frame_count(self) -> int:
        """The number of frames; in most views one for each output cell."""
        return self.odometer.frame_count

    def frame(self, k: int) -> Figure:
        """Return the still of one frame.

        Parameters
        ----------
        k: the frame's number, from 0 to `frame_count` less 1; -1 is the last one.

        Returns
        -------
        Figure: the same figure without its playback, and with ``at``.

        Raises
        ------
        SvgconvError: the frame does not exist.
        """
        declared, default = options_of(self), defaults(self)
        playback = {
            name: default[name] if one.unrecorded is None else one.unrecorded
            for name, one in declared.items()
            if not one.in_still
        }
        number = frame_number("frame", k, self.frame_count)
        plays_all = self.frames is None and self.motion != SMOOTH
        poster = self.poster if plays_all or self.poster == 0 else self.poster_frame
        still = replace(self, **playback, at=number, poster=poster)
        # What is drawn does not depend on how it plays.
        cached = {name: self.__dict__[name] for name in ONCE if name in self.__dict__}
        still.__dict__.update(cached, _scenes=self._scenes)
        return still

    def drawing(self, **output: Any) -> Drawing:
        """Return the figure as encoders take it; ``output`` has the options of `Output`."""
        options = Output.of(output)
        if options.key:
            self.check_worksheet()
        scene = self.scene_in(options)  # checks limits before the frames are listed
        frames = self.chosen_frames
        return Drawing(
            scene=scene,
            title=self.title,
            description=self.description,
            recipe=self._drawn_recipe,
            frames=frames,
            durations=self.seconds,
            plays=self.plays,
            glides=self.motion == SMOOTH,
            poster=self.poster_frame,
            still=self.at is not None,
            theme=self.style_theme,
            output=options,
            states=self.document,
            key=lambda: self.answer_key.drawing(**{**output, "key": False}),
        )

    def drawing_for(self, encoder: Encoder, **output: Any) -> Drawing:
        """Return the drawing, or that of the first shown frame for a format of one picture."""
        single = not encoder.animated and self.at is None
        shown = self.frame(self.chosen_frames[0]) if single else self
        return shown.drawing(**output)

    @property
    def states_document(self) -> StatesDocument:
        """The ``states`` document in parts; for compared figures, a frame has one of each."""
        own = [one.numbers or one.states for one in self.figures]
        return ComparedStates(own, self._odometers) if self.beside else own[0]

    def document(self) -> dict[str, Any]:
        """Return the whole ``states`` document."""
        document = self.states_document
        return {**document.head(), "frames": list(document.frames())}

    def explain(self) -> Explanation:
        """Return the arithmetic of the output size and of the numbers, as lines of text."""
        lines: list[str] = []
        for one in self.figures:
            lines += one.operation.explanation()
            lines += [f"  {one._drawn_on}"] if one._drawn_on else []
            lines += one.numbers.lines() if one.numbers else []
        return Explanation("\n".join(lines))

    def strip(self, **options: Any) -> Strip:
        """Return its frames next to each other.

        Parameters
        ----------
        options: those of `svgconv.Strip`, such as ``count=4``.

        Returns
        -------
        Strip: Jupyter displays it; its `save` writes it to files.

        Raises
        ------
        SvgconvError: an option that is unknown, malformed or out of range.
        """
        from svgconv.strip.strip import Strip

        return Strip(self, **options)

    def __repr__(self) -> str:
        """One line: what the figure shows."""
        return f"<svgconv.Figure: {self.title}, {frames_phrase(len(self.chosen_frames))}>"
