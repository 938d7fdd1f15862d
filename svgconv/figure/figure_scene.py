"""The scene of a figure: what is drawn, of one figure or of several that are compared."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from svgconv.figure.comparison import headings
from svgconv.figure.composition import AROUND, Part, composed
from svgconv.figure.declaration import FigureOptions
from svgconv.figure.file_scenes import lens_at, scene_in_file
from svgconv.figure.options import NO_CROP
from svgconv.files.size import Size
from svgconv.numbers.figure_numbers import FigureNumbers
from svgconv.numbers.numerals import MINUS
from svgconv.operations._small_input import drawn_on, on_small_input
from svgconv.operations.base import Operation
from svgconv.scene.labels import INDICES
from svgconv.scene.plane import CELL
from svgconv.scene.scene import Scene
from svgconv.scene.style import LINES, NONE, Style
from svgconv.scene.theme import Theme
from svgconv.states.states import States
from svgconv.themes import theme_for
from svgconv.views import view_for
from svgconv.views.base import View


class FigureScene(FigureOptions, ABC):
    """What a figure knows of its drawing."""

    @property
    @abstractmethod
    def figures(self) -> Sequence[Any]:
        """The figure, and those that it is compared with."""

    @property
    @abstractmethod
    def title(self) -> str:
        """One line that names what is shown."""

    @property
    @abstractmethod
    def numbers(self) -> FigureNumbers | None:
        """The numbers in its cells and what follows from them; None without numbers."""

    @cached_property
    def states(self) -> States:
        """What each frame reads and writes, as numpy arrays."""
        states: States = self._view.states_of(self.drawn_operation)
        return states

    @cached_property
    def _view(self) -> View[Any]:
        return view_for(self.operation, self.view)

    @cached_property
    def drawn_operation(self) -> Operation:
        """The operation on the input that is drawn: its own, or a small one."""
        return on_small_input(self.operation) if self.small else self.operation

    @property
    def _drawn_on(self) -> str:
        return drawn_on(self.operation, self.drawn_operation)

    @cached_property
    def scene(self) -> Scene:
        """What is drawn, in all frames."""
        return self._without_lens(AROUND)

    def _natural(self, around: Collection[str]) -> Scene:
        """Return what is drawn without a lens, with texts as small as they are."""
        return self.scene if set(around) == set(AROUND) else self._without_lens(around)

    def _without_lens(self, around: Collection[str]) -> Scene:
        return self._composed([0] * len(self.figures), 0, around)

    def _composed(self, lenses: Iterable[float], least: float, around: Collection[str]) -> Scene:
        """Return what is drawn.

        Parameters
        ----------
        lenses: how many times larger each figure's lens shows cells; 0 for no lens.
        least: the least size of texts, in user units.
        around: which of the texts around a figure are drawn.
        """
        title, own = self._titles if "title" in self.annotate else ("", [])
        indices = INDICES in self.annotate and INDICES in around
        style = {"text": least / CELL, "indices": indices}
        parts = [
            one._part(lens=lens, **style) for one, lens in zip(self.figures, lenses, strict=True)
        ]
        return composed(parts, self.annotate, self.heading or title, least, around, own)

    @property
    def _titles(self) -> tuple[str, list[str]]:
        """The title above all figures, and those of each one, which say what differs."""
        title, own = headings([one._own_title for one in self.figures])
        views = [one._view.name for one in self.figures]
        if not any(own) and len({*views}) > 1:
            own = views
        return title.replace(" -", f" {MINUS}"), [text.replace(" -", f" {MINUS}") for text in own]

    def _drawn_at(
        self, natural: Scene, scale: float, least: float, around: Collection[str]
    ) -> Scene:
        is_same = natural.smallest_text >= least
        lenses = [one._lens(scale) for one in self.figures]
        if is_same and not any(lenses):
            return natural
        return self._composed(lenses, 0 if is_same else least, around)

    def scene_in(self, size: Size) -> Scene:
        """Return what a file of this size shows: all of it is visible there."""
        key = size.width, size.height, size.scale, size.dpi, size.text_size
        if key not in self._scenes:
            published = all(one._has_published_lines for one in self.figures)
            self._scenes[key] = scene_in_file(
                self._natural, self._drawn_at, size, published=published
            )
        return self._scenes[key]

    @cached_property
    def _scenes(self) -> dict[tuple[object, ...], Scene]:
        """The scenes of files, by their sizes."""
        return {}

    @property
    def _has_published_lines(self) -> bool:
        return "beams" in self._view.options and self.beams == LINES

    def _lens(self, scale: float) -> float:
        """Return how many times larger a lens shows cells; 0 for none.

        A lens makes the canvas larger, so that a crop would cut off another part of the figure in
        files where cells are tiny. A figure that is cropped has a lens only if it is wanted.
        """
        is_cut = any(side > 0 for both in self.crop for side in both)
        wanted = False if self.lens is None and is_cut else self.lens
        has_lens = "lens" in self._view.options and self.shade == NONE
        return lens_at(scale, wanted) if has_lens else 0

    def _part(self, **style: Any) -> Part:
        crop = None if self.crop == NO_CROP else self.crop
        bias = self.numbers.note if self.numbers and self.panels == NONE else ""
        notes = [bias, self._drawn_on]
        return Part(
            view=self._view,
            states=self.states,
            theme=self.drawn_theme,
            numbers=self.numbers,
            with_sum=self.sum,
            style=replace(self._style, **style),
            shade=self.shade,
            has_digits=self.digits,
            note="; ".join(filter(None, notes)),
            crop=crop,
        )

    @property
    def _style(self) -> Style:
        return Style(
            outputs=self.outputs,
            beams=self.beams,
            winners=bool(self.winners),
            panels=self.panels,
            symbols=self.symbols,
            ghost=self.ghost,
            tint=self.tint if self.shade == NONE else NONE,
            bias=self.values is not None and self.values.given_bias is not None,
            flipped=self.drawn_operation.turns_kernel,
            planes=self.planes,
            kernel=self.operation.has_weight,
        )

    @property
    def style_theme(self) -> Theme | None:
        """The theme of its SVG's style sheet; None if compared figures have different themes."""
        same = all(one.theme == self.theme for one in self.beside)
        return self.drawn_theme if same else None

    @property
    def drawn_theme(self) -> Theme:
        """The theme, in its form for numbers if there are numbers."""
        theme = theme_for(self.theme)
        return theme if self.values is None else theme.for_numbers()
